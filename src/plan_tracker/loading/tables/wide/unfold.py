"""Tables in wide form, as offices keep them: unfolded into long form, one row a figure.

A cell keeps what it prints and its place. What is a heading, a total, a footnote or the numbering
of the columns says nothing by itself and is passed over; a row with figures and an unknown name is
a problem, so that no figure is lost unseen.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, get_args

from plan_tracker.grids.grid import Cell, Grid, alike, plain_figure
from plan_tracker.grids.headings import Headings, find_headings
from plan_tracker.inputs.words import shown
from plan_tracker.language.numbers import decimal_mark, thousands_mark
from plan_tracker.language.periods.reading import parse_period
from plan_tracker.language.tables import is_blank, is_estimate
from plan_tracker.loading.files.spot import Spot
from plan_tracker.loading.fit import LEVEL_KINDS
from plan_tracker.loading.shapes.source import (
    AmountShape,
    ColumnsShape,
    KindColumnShape,
    LabelShape,
    TableShape,
)
from plan_tracker.loading.sources.texts import Texts
from plan_tracker.loading.tables.columns import COLUMNS, Places
from plan_tracker.loading.tables.wide.row_names import RowNames, RowPeriods
from plan_tracker.loading.tables.wide.units import TableUnits
from plan_tracker.model.place import Place, column_letters
from plan_tracker.model.statement import StatementKind
from plan_tracker.reading import read_printed

if TYPE_CHECKING:
    import pyarrow as pa


KINDS: tuple[StatementKind, ...] = tuple(
    kind for kind in get_args(StatementKind) if kind in ColumnsShape.model_fields
)
LABELS = ("indicator", "entity", "period", "unit", "kind")
_ROWS_PERIOD = "period"  # in `of`: that of the row
_SAME = ('"', "\u201d", "''", "\u2033", "nt")  # what is written above
_WITH_UNIT = (*LEVEL_KINDS, "change")
_NOTHING = frozenset(("-", "–", "—", "−", "..", "...", "…", "."))
_NUMBERING = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?(?:\s*=.*)?")
_NUMBERED_FROM = 3  # columns
_MOST_NOTED = 20  # cells of one column


Row = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of figures of one kind, and where it stands; without a kind, its rows say it."""

    kind: StatementKind | None
    shape: AmountShape
    column: int
    heading: str

    def says(self, kind: StatementKind) -> Row:
        """What the column says by itself of each of its figures of a kind."""
        shape = self.shape
        estimate = kind == "level" and is_estimate(alike(self.heading))
        provisional = estimate if shape.provisional is None else shape.provisional
        return {
            **({"indicator": shape.indicator} if shape.indicator else {}),
            **({"entity": shape.entity} if shape.entity else {}),
            "kind": kind,
            "as": "index" if shape.as_ == "index" else None,
            "timing": shape.timing,
            "standing": shape.standing,
            "provisional": "true" if provisional else None,
            "confirm": "true" if shape.confirm else None,
        }


def unfold(
    grid: Grid,
    shape: TableShape,
    texts: Texts,
    spot: Spot,
    corrected: frozenset[tuple[int, int]] = frozenset(),
) -> "tuple[pa.Table, Places] | None":
    """The figures of a wide table as rows in long form, and the places of their cells.

    What stands in the cells that are `corrected`, by row and column, need not be readable. None
    where something is wrong, which `texts.notes` then says.
    """
    before = len(texts.notes.problems)
    assert shape.columns is not None
    if not _says_enough(shape.columns, spot, texts):
        return None
    headings, problems = find_headings(grid, _named(shape.columns), shape.header)
    texts.notes.problems.extend(problems)
    if headings is None:
        return None
    figures = list(_Wide(grid, shape, headings, texts, spot, corrected).figures())
    if not figures and len(texts.notes.problems) == before:
        texts.notes.add(grid.place(headings.rows[-1], 1), "there are no figures below this row")
    return _long(grid, figures) if len(texts.notes.problems) == before else None


def _says_enough(columns: ColumnsShape, spot: Spot, texts: Texts) -> bool:
    """Whether there are figures, and names that say of what."""
    amounts = [amount for kind in (*KINDS, "value") for amount in getattr(columns, kind)]
    if bool(columns.value) != (columns.kind is not None):
        message = "`kind` and `value` belong together: say which column holds the other"
        texts.notes.add(spot.at("columns").place, message)
        return False
    if not amounts:
        message = f"`columns` names no figures: say which column is {', '.join(KINDS)}"
        texts.notes.add(spot.at("columns").place, message)
    if columns.indicator is None and not all(amount.indicator for amount in amounts):
        message = "`columns` does not say where the names of indicators stand: add `indicator`"
        texts.notes.add(spot.at("columns").place, message)
        return False
    return bool(amounts)


def _named(columns: ColumnsShape) -> list[str]:
    labels = [label.column for name in LABELS if (label := getattr(columns, name))]
    labels += [label.column for label in columns.dimensions]
    kinds = (*KINDS, "value")
    return [*labels, *(amount.column for kind in kinds for amount in getattr(columns, kind))]


class _Wide:
    """One table, row by row."""

    def __init__(
        self,
        grid: Grid,
        shape: TableShape,
        headings: Headings,
        texts: Texts,
        spot: Spot,
        corrected: frozenset[tuple[int, int]],
    ) -> None:
        assert shape.columns is not None
        self._grid, self._headings, self._texts = grid, headings, texts
        self._labels: Mapping[str, LabelShape | KindColumnShape] = {
            name: label for name in LABELS if (label := getattr(shape.columns, name))
        }
        self._amounts = [
            FigureColumn(kind, amount, column, headings.text(grid, column))
            for kind in (*KINDS, None)
            for amount in getattr(shape.columns, kind or "value")
            for column in [headings.columns[amount.column]]
        ]
        self._heads = {amount.column: alike(amount.heading) for amount in self._amounts}
        self._dimensions = [
            headings.columns[dimension.column] for dimension in shape.columns.dimensions
        ]
        self._kinds: Mapping[str, StatementKind] = (
            {alike(text): kind for text, kind in shape.columns.kind.map.items()}
            if shape.columns.kind
            else {}
        )
        self._rows = shape.rows
        self._left_out = frozenset(shape.left_out)
        self._corrected = corrected
        self._names = RowNames(shape.names, texts, spot)
        mapped = shape.columns.period.map if shape.columns.period else {}
        self._periods = RowPeriods(self._column("period"), texts, mapped)
        self._units = TableUnits(grid, headings.rows[0], texts)
        self._numbers = shape.numbers or texts.source.locale
        self._given, self._known = shape.names, dict[tuple[str, ...], Row]()
        self._last: dict[str, str] = {}
        self._noted: dict[int, int] = {}
        self._by_columns: dict[tuple[int, StatementKind], Row] = {}
        self._meant: dict[str, dict[str, str | None]] = {name: {} for name in LABELS}

    def figures(self) -> Iterator[tuple[Row, Cell]]:
        """Every figure with what its row and column say, and its cell."""
        for row in self._figure_rows():
            said = {name: self._label(name, row) for name in self._labels}
            cells = {
                amount.column: cell for amount in self._amounts if (cell := self._cell(row, amount))
            }
            if cells and not self._says_nothing(row, cells):
                yield from self._row(row, said, cells)
            else:
                self._names.seen(said.get("indicator", ""))
        self._names.check_all_seen(self._grid.place(self._headings.rows[-1], 1))

    def _figure_rows(self) -> range:
        if self._rows is not None:
            return range(self._rows[0], self._rows[1] + 1)
        return range(self._first_row, self._grid.last_row + 1)

    def _column(self, name: str) -> list[str]:
        """The texts of a column of labels, where there is one."""
        if name not in self._labels:
            return []
        column = self._headings.columns[self._labels[name].column]
        return [self._grid.text(row, column) for row in range(1, self._grid.last_row + 1)]

    @cached_property
    def _first_row(self) -> int:
        """Below the headings, and below what is merged with them."""
        last = self._headings.rows[-1]
        merged = self._grid.merged.items()
        return 1 + max([last, *(row for (row, _), (first, _) in merged if first <= last)])

    def _label(self, name: str, row: int) -> str:
        shape = self._labels[name]
        text = self._grid.text(row, self._headings.columns[shape.column])
        if isinstance(shape, LabelShape) and shape.fill == "down":
            text = self._last.get(name, "") if text in ("", *_SAME) else text
            self._last[name] = text
        return text

    def _cell(self, row: int, amount: FigureColumn) -> Cell | None:
        cell = self._grid.cell(row, amount.column)
        if cell is None or (row, amount.column) in self._corrected:
            return cell
        if self._left_out and f"{column_letters(amount.column)}{row}" in self._left_out:
            return None
        blank = cell.text in _NOTHING or is_blank(cell.text.casefold())
        return None if blank else cell

    def _says_nothing(self, row: int, cells: Mapping[int, Cell]) -> bool:
        """Whether a row repeats the headings or numbers the columns."""
        if all(alike(cell.text) == self._heads[column] for column, cell in cells.items()):
            return True
        if self._rows is not None or row != self._first_row:
            return False
        columns = self._headings.columns.values()
        filled = [text for column in columns if (text := self._grid.text(row, column))]
        numbered = all(_NUMBERING.fullmatch(text) for text in filled)
        return numbered and len(filled) >= _NUMBERED_FROM

    def _row(
        self, row: int, said: Mapping[str, str], cells: Mapping[int, Cell]
    ) -> Iterator[tuple[Row, Cell]]:
        named = self._named(row, said, next(iter(cells.values())))
        if named is None:
            return
        unit = self._unit(row, said)
        told = self._kinds.get(alike(said.get("kind", ""))) if self._kinds else None
        for number, amount in enumerate(self._amounts):
            cell, kind = cells.get(amount.column), amount.kind or told
            if cell is None or kind is None:
                continue
            corrected = (row, amount.column) in self._corrected
            if corrected or self._usable(cell, amount, kind):
                if (number, kind) not in self._by_columns:
                    self._by_columns[number, kind] = amount.says(kind)
                said_by = {**named, **self._by_columns[number, kind]}
                figure = self._figure(amount, kind, cell, said_by, unit)
                if figure is not None:
                    yield figure, cell

    def _named(self, row: int, said: Mapping[str, str], cell: Cell) -> Row | None:
        """Whose figures a row has; None where it is passed over, or has a problem.

        What rows say, many say: what it means is looked up once, unless the plan names the row.
        """
        member = [self._grid.text(row, column).strip() for column in self._dimensions]
        asked = self._given and "indicator" in said
        name = self._cell_name("indicator", row) if asked else ""
        texts = (*said.values(), *member)
        named = None if name in self._given else self._known.get(texts)
        if named is None:
            named = self._looked_up(row, said, member, (name, cell))
            if named is not None and name not in self._given:
                self._known[texts] = named
        return named

    def _looked_up(
        self, row: int, said: Mapping[str, str], member: Sequence[str], at: tuple[str, Cell]
    ) -> Row | None:
        named: Row = {}
        if self._periods.leaves_out(said.get("period", "")):
            return None
        if text := said.get("period"):
            periods = self._meant["period"]
            if text not in periods:
                periods[text] = self._periods.period(text, self._place("period", row))
            named["period"] = periods[text]
        if "entity" in said:
            named["entity"] = self._entity(row, said["entity"])
            if named["entity"] is None:
                return None
        if self._dimensions:
            named["entity"] = self._names.member(member)
        if "indicator" in said:
            named["indicator"] = self._indicator(row, said["indicator"], at)
            if named["indicator"] is None:
                return None
        return named

    def _entity(self, row: int, text: str) -> str | None:
        """Whom a row is about; a name that is known is looked up once."""
        known = self._meant["entity"]
        if known.get(text) is None:
            place = self._place("entity", row)
            known[text] = self._names.entity(text, place, self._names_rows_by_entity())
        return known[text]

    def _indicator(self, row: int, text: str, at: tuple[str, Cell]) -> str | None:
        """What a row is about; a name that is known, and no cell's own, is looked up once."""
        known, (name, cell) = self._meant["indicator"], at
        if name not in self._given and known.get(text) is not None:
            return known[text]
        indicator = self._names.indicator(text, name, self._place("indicator", row), cell)
        if name not in self._given:
            known[text] = indicator
        return indicator

    def _names_rows_by_entity(self) -> bool:
        return "indicator" not in self._labels

    def _cell_name(self, name: str, row: int) -> str:
        """How a plan may call the cell of a label: B8."""
        return f"{column_letters(self._headings.columns[self._labels[name].column])}{row}"

    def _place(self, name: str, row: int) -> Place:
        return self._grid.place(row, self._headings.columns[self._labels[name].column])

    def _unit(self, row: int, said: Mapping[str, str]) -> str | None:
        """The unit that the row names; None where it cannot be read, which is noted."""
        return self._units.read(said["unit"], self._place("unit", row)) if said.get("unit") else ""

    def _usable(self, cell: Cell, amount: FigureColumn, kind: StatementKind) -> bool:
        """Whether a cell holds something that a figure can be read from; notes it if not."""
        problem = cell.problem
        if not problem and not cell.number and not any(map(str.isdecimal, cell.text)):
            readings, _ = read_printed(cell.text, self._texts.source.locale, kind, unit="%")
            remedy = "correct the cell, or empty it"
            problem = (
                "" if readings else f"{shown(cell.text)} stands where a number belongs: {remedy}"
            )
        if not problem:
            return True
        noted = self._noted[amount.column] = self._noted.get(amount.column, 0) + 1
        if noted < _MOST_NOTED:
            self._texts.notes.add(cell.place, problem)
        elif noted == _MOST_NOTED:
            message = f"{problem}; cells below it are not said one by one: is it the right column?"
            self._texts.notes.add(cell.place, message)
        return False

    def _figure(
        self,
        amount: FigureColumn,
        kind: StatementKind,
        cell: Cell,
        said: Row,
        unit: str | None,
    ) -> Row | None:
        """A figure with what its row and column say; None where its unit cannot be read."""
        shape = amount.shape
        wanted = self._units.of(cell, shape.unit, unit, amount.heading, kind in _WITH_UNIT)
        if wanted is None:
            return None
        text = plain_figure(cell.text)
        number = text if cell.number else _plain_number(text, self._numbers, self._texts)
        return {
            **said,
            **_periods(kind, shape, said.get("period")),
            "unit": wanted or None,
            "value": number or None,
            "printed": None if number else text,
        }


def _periods(kind: str, shape: AmountShape, of_row: str | None) -> Row:
    """The period of a figure, and what it is compared with, as long form says them.

    A base is of the year before that of its row, unless its column says another period. A plan
    value `of: period` is that of its row's own period, not of its year.
    """
    if shape.of == _ROWS_PERIOD:
        return {"of": of_row} if kind == "target" and of_row else {}
    period = str(shape.period) if shape.period else None
    if kind == "base" and of_row and not period:
        with suppress(ValueError):
            period = parse_period(of_row).years_before(1).text
    key = {"base": "against", "target": "of"}.get(kind)
    said: Row = {key: period} if key and period else {"period": period} if period else {}
    return {**said, **{name: text for name in ("of", "against") if (text := getattr(shape, name))}}


def _plain_number(text: str, numbers: str, texts: Texts) -> str:
    """A number in another notation than the source's as a plain one; else nothing."""
    if numbers == texts.source.locale:
        return ""
    group, mark = thousands_mark(numbers), decimal_mark(numbers)
    match = re.fullmatch(
        rf"[-−]?(?:\d+|\d{{1,3}}(?:\{group}\d{{3}})+)(?:\{mark}\d+)?", text.replace(" ", "")
    )
    return match[0].replace(group, "").replace(mark, ".").replace("−", "-") if match else ""


def _long(grid: Grid, figures: list[tuple[Row, Cell]]) -> "tuple[pa.Table, Places]":
    import numpy as np
    import pyarrow as pa

    by_name = {name: [row.get(name) for row, _ in figures] for name in COLUMNS}
    columns = {name: pa.array(texts, pa.string()) for name, texts in by_name.items() if any(texts)}
    lines, numbers = (
        [getattr(cell.place, name) for _, cell in figures] for name in ("line", "column")
    )
    places = Places(grid.file, np.array(lines, np.int64), np.array(numbers, np.int64))
    return pa.table(columns), places
