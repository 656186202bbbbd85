"""What a person says that cells of a table should have printed, held against the cells themselves.

A correction is of one cell and one printed text: where the table has changed since, it is refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from plan_tracker.grids.grid import Cell, Grid, plain_figure
from plan_tracker.inputs.words import shown
from plan_tracker.language.numbers import decimal_mark, thousands_mark
from plan_tracker.loading.files.nodes import Keys, Scalar
from plan_tracker.loading.files.spot import Spot
from plan_tracker.loading.shapes.source import CellCorrectionShape
from plan_tracker.loading.sources.texts import Texts
from plan_tracker.loading.tables.columns import LongTable
from plan_tracker.loading.tables.wide.units import names_unit
from plan_tracker.model.place import Place, cell_name

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class CellCorrections:
    """The corrections of a source, and where its file says them."""

    shapes: Sequence[CellCorrectionShape]
    spot: Spot

    @property
    def cells(self) -> frozenset[tuple[int, int]]:
        """The cells that are corrected, by row and column."""
        return frozenset((shape.cell.row, shape.cell.column) for shape in self.shapes)

    def at(self, number: int, key: str = "cell") -> Spot:
        """What a correction says under a key."""
        return self.spot.at(number, key)


def with_corrections(
    long: LongTable, grid: Grid, corrections: CellCorrections, texts: Texts
) -> LongTable:
    """The table with what is corrected of it. A correction that cannot be used is noted."""
    rows = _rows_by_place(long)
    corrected: dict[int, Keys] = {}
    first: dict[tuple[int, int], str] = {}
    for number, shape in enumerate(corrections.shapes):
        cell = _cell(grid, shape, number, corrections, texts)
        if cell is None:
            continue
        at, name = (shape.cell.row, shape.cell.column), cell_name(shape.cell.row, shape.cell.column)
        row = rows.get(cell.place)
        if at in first:
            message = f"the cell {name} is corrected twice, first at {first[at]}: leave one out"
            texts.notes.add(corrections.at(number).place, message)
        elif row is None:
            message = (
                f"no figure is read from the cell {name}, where {shown(cell.text)} stands: correct "
                "`cell`, or take the correction out"
            )
            texts.notes.add(corrections.at(number).place, message)
        else:
            corrected[row] = _corrected(long.table, row, number, corrections)
        first.setdefault(at, str(corrections.at(number).place))
    return replace(long, corrected=corrected)


def says(cell: Cell, printed: str, locale: str) -> bool:
    """Whether a cell prints this text; a number in it may be written in the marks of a language."""
    text = printed.strip()
    if text in (cell.text, plain_figure(cell.text)):
        return True
    number = text.removesuffix(cell.unit).rstrip().replace(thousands_mark(locale), "")
    plain = number.replace(decimal_mark(locale), ".").replace("−", "-")
    return cell.number and plain == cell.text


def printed_in(cell: Cell, locale: str) -> str:
    """What a cell prints, a number in the marks of a language."""
    return cell.text.replace(".", decimal_mark(locale)) if cell.number else cell.text


def _cell(
    grid: Grid,
    shape: CellCorrectionShape,
    number: int,
    corrections: CellCorrections,
    texts: Texts,
) -> Cell | None:
    """The cell that is corrected, if it still prints what the correction says."""
    name, place = cell_name(shape.cell.row, shape.cell.column), corrections.at(number).place
    if shape.cell.sheet not in ("", grid.title):
        where = f"the sheet {shown(grid.title)}" if grid.title else "a file without sheets"
        message = (
            f"the table stands in {where}, not in {shown(shape.cell.sheet)}: write the cell "
            f"as {name}"
        )
        texts.notes.add(place, message)
        return None
    cell = grid.cell(shape.cell.row, shape.cell.column)
    if cell is None:
        message = f"{grid.file} has nothing in the cell {name}: correct `cell`"
        texts.notes.add(place, message)
        return None
    if not says(cell, shape.printed, texts.source.locale):
        there = printed_in(cell, texts.source.locale)
        message = (
            f"the cell {name} prints {shown(there)}, no longer {shown(shape.printed)}: look at it "
            "anew, then correct `printed`, or take the correction out"
        )
        texts.notes.add(corrections.at(number, "printed").place, message)
        return None
    return cell


def _corrected(table: "pa.Table", row: int, number: int, corrections: CellCorrections) -> Keys:
    """A correction as a figure's `corrected:` says it, in the row's unit where it says none."""
    shape = corrections.shapes[number]
    unit = table["unit"][row].as_py() if "unit" in table.column_names else None
    to = f"{shape.to} {unit}" if unit and not _has_unit(shape.to, unit) else shape.to
    said = {"to": ("to", to), "reason": ("reason", shape.reason), "date": ("on", str(shape.on))}
    node = Keys()
    node.place, node.key_places = corrections.spot.at(number).place, {}
    for name, (key, text) in said.items():
        scalar = Scalar(text)
        scalar.place = node.key_places[name] = corrections.at(number, key).place
        node[name] = scalar
    return node


def _has_unit(printed: str, unit: str) -> bool:
    return printed.endswith(unit) or names_unit(printed)


def _rows_by_place(long: LongTable) -> Mapping[Place, int]:
    lines, columns = long.places.lines.tolist(), long.places.columns.tolist()
    places = (Place(long.places.file, *at) for at in zip(lines, columns, strict=True))
    return {place: row for row, place in enumerate(places)}
