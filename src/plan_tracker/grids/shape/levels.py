"""How deep the rows of a table stand: by indent, numbering, dashes and bold type."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plan_tracker.grids.shape.sheet import Sheet
from plan_tracker.grids.shape.tables import TableShape

_STYLES = (
    ("roman", re.compile(r"^[IVXLC]+(?:[.)]|\s|$)")),
    ("letter", re.compile(r"^(?:[A-Z]|[A-Z]-[A-Z])(?:[.)]\s|[.)]?$)")),
    ("dotted", re.compile(r"^\d{1,2}(?P<more>(?:\.\d{1,2})+)(?:[.)]?\s|[.)]?$)")),
    ("number", re.compile(r"^\d{1,2}(?:[.)]\s|[.)]?$)")),
    ("small", re.compile(r"^[a-z\u0111](?:[.)]\s|[.)]$|$)")),
    ("plus", re.compile(r"^\+\s*")),
    ("dash", re.compile(r"^[-\u2013\u2014\u2022\u25cf]\s*")),
    ("dots", re.compile(r"^(?:\.{2,}|\u2026)\s*")),
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
    style = next((_named(name, match) for name, form in _STYLES if (match := form.match(text))), "")
    bold = "bold " if cell is not None and cell.bold else ""
    # A name that stands in a column farther right stands deeper.
    indent = (cell.indent if cell is not None else 0) + 100 * stubs.index(name_at)
    return _Look(indent, f"{bold}{style}")


def _named(style: str, match: re.Match[str]) -> str:
    """The style; of `1.2.3` with how many numbers it has."""
    return f"{style}{match['more'].count('.')}" if style == "dotted" else style


def only_numbers(text: str) -> bool:
    """Whether a text is only the number of a row: `I`, `1.2`, `a)`."""
    return any((match := form.match(text)) and match.end() >= len(text) for _, form in _STYLES)
