"""How deep the rows of a table stand: by indent, numbering, dashes and bold type."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plan_tracker.grids.shape.sheet import Sheet
from plan_tracker.grids.shape.tables import TableShape

# The first one that fits names the style.
_STYLE = re.compile(
    r"(?P<roman>[IVXLC]+(?:[.)]|\s|$))"
    r"|(?P<letter>(?:[A-Z]|[A-Z]-[A-Z])(?:[.)]\s|[.)]?$))"
    r"|(?P<dotted>\d{1,2}(?P<more>(?:\.\d{1,2})+)(?:[.)]?\s|[.)]?$))"
    r"|(?P<number>\d{1,2}(?:[.)]\s|[.)]?$))"
    r"|(?P<small>[a-z\u0111](?:[.)]\s|[.)]$|$))"
    r"|(?P<plus>\+\s*)"
    r"|(?P<dash>[-\u2013\u2014\u2022\u25cf]\s*)"
    r"|(?P<dots>(?:\.{2,}|\u2026)\s*)"
)


@dataclass(frozen=True, slots=True)
class _Look:
    """What tells how deep a row stands."""

    indent: int
    style: str


def row_levels(sheet: Sheet, table: TableShape) -> dict[int, int]:
    """How deep each row of the body stands, from 0.

    A look that was not there before stands below the row before it, and one that was stands where
    it stood. More indent is always deeper.
    """
    levels: dict[int, int] = {}
    above: list[_Look] = []
    for row in table.body:
        look = _look(sheet, row, table.stubs)
        while above and (above[-1].indent > look.indent):
            above.pop()
        if look in above:
            del above[above.index(look) + 1 :]
        else:
            above.append(look)
        levels[row] = len(above) - 1
    return levels


def row_name(sheet: Sheet, table: TableShape, row: int) -> str:
    """What the stub columns say of a row, without a column that only numbers the rows."""
    texts = [sheet.text(row, column).strip() for column in table.stubs]
    named = [text for text in texts if text and not only_numbers(text)]
    return " ".join(dict.fromkeys(named)) or " ".join(text for text in texts if text)


def column_headings(sheet: Sheet, table: TableShape, column: int) -> tuple[str, ...]:
    """The lines of a column's heading, from the top, each once.

    A heading over several columns that are not merged stands above the first of them.
    """
    lines: list[str] = []
    for row in table.headings:
        text = sheet.text(row, column).strip()
        if not text and row != table.headings[-1]:
            before = (at for at in reversed(table.figures) if at < column)
            text = next((said for at in before if (said := sheet.text(row, at).strip())), "")
        if text and text not in lines:
            lines.append(text)
    return tuple(lines)


def _look(sheet: Sheet, row: int, stubs: Sequence[int]) -> _Look:
    said = [(column, sheet.text(row, column).strip()) for column in stubs]
    said = [(column, text) for column, text in said if text]
    if not said:
        return _Look(0, "")
    column, text = said[0]
    name_at = next((at for at, said_there in said if not only_numbers(said_there)), column)
    cell = sheet.cell(row, name_at)
    style = _style(text)
    bold = "bold " if cell is not None and cell.bold else ""
    # A name that stands in a column farther right stands deeper.
    indent = (cell.indent if cell is not None else 0) + 100 * stubs.index(name_at)
    return _Look(indent, f"{bold}{style}")


def _style(text: str) -> str:
    """How a name is numbered; `1.2.3` with how many numbers it has."""
    match = _STYLE.match(text)
    style = match.lastgroup if match else ""
    return f"{style}{match['more'].count('.')}" if match and style == "dotted" else style or ""


def only_numbers(text: str) -> bool:
    """Whether a text is only the number of a row: `I`, `1.2`, `a)`."""
    return _STYLE.fullmatch(text) is not None
