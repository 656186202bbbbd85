"""What a table in long form seems to hold: its indicators and the targets that its rows state."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from plan_tracker.grids.grid import Cell, Grid, alike
from plan_tracker.grids.registry import column_reader
from plan_tracker.grids.table_file import TableFile
from plan_tracker.grids.units import spelled_out
from plan_tracker.inputs.words import shown
from plan_tracker.language.detection import Detection, detect_language
from plan_tracker.language.periods.reading import parse_period
from plan_tracker.loading.files.spot import Notes
from plan_tracker.loading.proposal.indicators import language_doubt, printed, proposed
from plan_tracker.loading.proposal.parts import Aim, Proposal, Proposed
from plan_tracker.loading.shapes.values import one_word
from plan_tracker.loading.tables.columns import LONG_COLUMNS, NEEDED
from plan_tracker.model.place import Place, Problem
from plan_tracker.reading import read_printed

if TYPE_CHECKING:
    import pyarrow as pa

_SEARCHED = 40  # rows in which headings are looked for
_MOST_AIMS = 200  # targets that a person would look through
_LEVELS = ("level", "target", "base")
_SAYING = ("printed", "value")
_SEEN = ("indicator", "entity", "unit", "printed")


def long_table(
    file: TableFile, grid: Grid | None
) -> "tuple[pa.Table, tuple[int, ...]] | list[Problem] | None":
    """The table in long form that a file holds, and the row of its headings where it has rows
    above them; None where it is in another form. `grid` is the file's cells, if they were read.

    Where cells of such a table cannot be used, what is wrong with them.
    """
    if grid is None:
        reader = column_reader(file)
        if reader is None:
            return None
        table, _ = reader.read(file, LONG_COLUMNS, Place(str(file.path)))
        return (table, ()) if table is not None and _is_long(table.column_names) else None

    from plan_tracker.loading.tables.long.grid import long_grid

    notes = Notes()
    for row in range(grid.first_row, min(grid.last_row, _SEARCHED) + 1):
        names = [alike(grid.text(row, at)) for at in range(1, grid.last_column + 1)]
        if _is_long(names):
            found = long_grid(grid, (row,), notes)
            if found is None:
                return notes.problems
            return found.table, (row,) if row > 1 else ()
    return None


def propose_long(
    table: "pa.Table", header: tuple[int, ...], locale: str = "", period: str = ""
) -> Proposal | str:
    """What the rows seem to hold; a sentence that says why not where nothing can be proposed."""
    rows = _distinct(table)
    names = list(dict.fromkeys(row["indicator"] for row in rows if row["indicator"]))
    wrong = [name for name in names if _refused(one_word, name)]
    if wrong:
        more = f" and {len(wrong) - 1:,} more" if len(wrong) > 1 else ""
        return (
            f"under `indicator` stands {shown(wrong[0])}{more}: in long form an indicator is one "
            "word without spaces, such as post-revenue"
        )
    if not names:
        return "no row names an indicator: name them under `indicator`"
    dated = (_refused(parse_period, row["period"]) for row in rows if row["period"])
    if problem := next(filter(None, dated), ""):
        return problem
    if not period and any(not row["period"] for row in rows):
        return "nothing says for which period some rows are: add --period, such as 2024-H1"
    doubt = ""
    if not locale:
        detected = _detected(table)
        locale, doubt = detected.likeliest, language_doubt(detected)
    told = [row for row in rows if row["kind"] == "target" and row["indicator"]]
    aims = tuple(_aims(told[:_MOST_AIMS], period, locale))
    indicators = tuple(_indicator(name, rows, locale, at) for at, name in enumerate(names))
    return Proposal(
        locale,
        header,
        (),
        indicators,
        period,
        aims=aims,
        more=len(told) - len(aims),
        doubt=doubt,
    )


def _refused(read: Callable[[str], object], text: str) -> str:
    """Why a text cannot be read as such; empty where it can."""
    try:
        read(text)
    except ValueError as error:
        return str(error)
    return ""


def _is_long(names: list[str]) -> bool:
    return {*NEEDED} <= {*names} and not {*_SAYING}.isdisjoint(names)


def _distinct(table: "pa.Table") -> list[dict[str, str]]:
    """The rows that tell something of the plan: one for each indicator, unit and period of each
    kind, and every target.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    size = len(table)
    texts = {
        name: table.column(name).cast(pa.string()) if name in table.column_names
        else pa.nulls(size, pa.string())
        for name in ("indicator", "entity", "period", "kind", "unit", "of", *_SAYING)
    }  # fmt: skip
    whole = pa.table({name: pc.fill_null(each, "") for name, each in texts.items()})
    told = pc.equal(whole.column("kind"), "target")
    keys = ["indicator", "unit", "period", "kind"]
    first = [(name, "min") for name in ("entity", "of", *_SAYING)]
    others = whole.filter(pc.invert(told)).group_by(keys).aggregate(first)
    others = others.rename_columns([name.removesuffix("_min") for name in others.column_names])
    return [*others.to_pylist(), *whole.filter(told).to_pylist()]


def _detected(table: "pa.Table") -> Detection:
    """The language that the texts of the table are in."""
    said = (
        text
        for name in _SEEN if name in table.column_names
        for text in table.column(name).unique().to_pylist()
    )  # fmt: skip
    return detect_language(str(text or "") for text in said)


def _indicator(name: str, rows: list[dict[str, str]], locale: str, number: int) -> Proposed:
    """By the unit that its levels are in, or the first that prints one."""
    own = [row for row in rows if row["indicator"] == name and row["kind"] in _LEVELS]
    given = next((row["unit"] for row in own if row["unit"]), "")
    said = (read_printed(row["printed"], locale)[0] for row in own if row["printed"])
    unit = given or next((found[0].unit for found in said if found), "")
    return replace(proposed(name, spelled_out(unit, locale), locale, number), id=name)


def _aims(rows: list[dict[str, str]], period: str, locale: str) -> Iterator[Aim]:
    """The targets that these rows state."""
    for row in rows:
        due = row["of"] or parse_period(row["period"] or period).year
        cell = Cell(row["printed"] or row["value"], Place(""), number=not row["printed"])
        words = spelled_out(row["unit"], locale) if row["unit"] else ""
        yield Aim(row["indicator"], due, printed(cell, words, locale), row["entity"])
