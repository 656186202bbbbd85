"""Tables that nobody described, as their own texts and numbers tell what they are."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import exp

import numpy as np

from plan_tracker.grids.grid import Grid, alike
from plan_tracker.grids.notation import Notation
from plan_tracker.grids.relations.of_table import (
    find_relations,
    find_wholes_of,
    rounded_as_a_whole,
)
from plan_tracker.grids.relations.ranks import Ranking, find_rankings
from plan_tracker.grids.relations.relation import TableRelation
from plan_tracker.grids.shape.levels import column_headings, row_name
from plan_tracker.grids.shape.sheet import Flags, Floats, Sheet, read_sheet
from plan_tracker.grids.shape.tables import TableShape, find_tables
from plan_tracker.language.numbers import decimal_mark, thousands_mark
from plan_tracker.model.place import Place
from plan_tracker.model.relation import Relation, Rounding

_ENOUGH_MISSES = 2  # sums that show that a table rounds to a base
_EXACT = 1 + 1e-9
At = tuple[int, int]  # row and column of the arrays of a sheet


@dataclass(frozen=True)
class UnderstoodTable:
    """A table of a sheet, and what its numbers have to do with each other."""

    sheet: Sheet
    shape: TableShape
    relations: tuple[TableRelation, ...]

    @cached_property
    def figures(self) -> int:
        """How many of its cells are numbers."""
        return int(self.sheet.is_number[np.ix_(self.shape.rows, self.shape.figures)].sum())

    @cached_property
    def rankings(self) -> tuple[Ranking, ...]:
        """What lines of ranks are of, and where they contradict it."""
        return tuple(find_rankings(self.sheet, self.shape))

    @cached_property
    def wholes(self) -> tuple[TableRelation, ...]:
        """Lines whose rates lie between those of their parts, and where they do not."""
        return tuple(find_wholes_of(self.sheet, self.shape, self.relations))

    @cached_property
    def units(self) -> Floats:
        """The units of all cells' last digits; of a table that rounds to a base, twice that base.

        It does where all its numbers are multiples of one, and sums miss by no more than it allows.
        """
        sums = [relation for relation in self.relations if relation.lines.kind == "sum"]
        missed = [self._misses(relation) for relation in sums]
        # What the digits explain needs no base, and most tables have nothing else.
        if sum(int(misses.sum()) for misses in missed) < _ENOUGH_MISSES:
            return self.sheet.units

        units = rounded_as_a_whole(self.sheet, self.shape)
        explained = [
            misses & ~self._misses(relation, units)
            for relation, misses in zip(sums, missed, strict=True)
        ]
        told = sum(int(sums_explained.sum()) for sums_explained in explained)
        return units if told >= _ENOUGH_MISSES else self.sheet.units

    @property
    def rounding(self) -> Rounding:
        """The largest base that numbers of the table are rounded to; 1 where digits tell all."""
        wider = self.units > self.sheet.units
        base = int(self.units[wider].max() / 2) if wider.any() else 1
        return Rounding(self.place((self.shape.rows[0], self.shape.figures[0])), base)

    def _misses(self, sum_: TableRelation, units: Floats | None = None) -> Flags:
        """Wherever a sum is observed, whether it misses by more than its digits allow, or these
        units of all cells.
        """
        is_number, values = self.sheet.is_number, self.sheet.values
        total, parts = sum_.cells(sum_.lines.result), [*map(sum_.cells, sum_.lines.of)]
        added = sum(np.where(is_number[part], values[part], 0.0) for part in parts)
        exact = _EXACT if units is None else 1.0
        units = self.sheet.units if units is None else units
        room = units[total] + sum(np.where(is_number[part], units[part], 0.0) for part in parts)
        return np.asarray(abs(values[total] - added) > room / 2 * exact, dtype=bool)

    def place(self, at: At) -> Place:
        """Where a cell stands."""
        return self.sheet.grid.place(self.sheet.rows[at[0]], self.sheet.columns[at[1]])

    def label(self, at: At) -> str:
        """What the names of its row and column say of a cell."""
        return ", ".join(filter(None, (self.name_of_row(at[0]), self.heading(at[1]))))

    def name_of_row(self, row: int) -> str:
        """What the stub says of a row."""
        return row_name(self.sheet, self.shape, row)

    def heading(self, column: int) -> str:
        """What stands above a column, from the top."""
        return " ".join(column_headings(self.sheet, self.shape, column))

    @cached_property
    def named_alone(self) -> frozenset[int]:
        """The columns whose heading no other column has, whole or as a line of its own."""
        names = {column: alike(self.heading(column)) for column in range(len(self.sheet.columns))}
        headed = Counter(names.values())
        having: dict[str, set[int]] = {}
        for row in self.shape.headings:
            for column in names:
                having.setdefault(alike(self.sheet.text(row, column)), set()).add(column)
        return frozenset(
            column
            for column, name in names.items()
            if headed[name] == 1 and having.get(name, {column}) <= {column}
        )

    def told(self) -> Iterator[Relation]:
        """The relations by places: of the lowest headings, or of the names of rows."""
        for relation in (*self.relations, *(ranking.relation for ranking in self.rankings)):
            lines = relation.lines
            yield Relation(
                lines.kind,
                self._head(relation.across, lines.result),
                tuple(self._head(relation.across, line) for line in lines.of),
                len(lines.held),
                len(lines.held) + len(lines.failed),
                exp(min(0.0, lines.log_chance)),
                "words" if relation.stated else "arithmetic",
                tuple(self._head(relation.across, line) for line in lines.less),
            )

    def _head(self, across: bool, line: int) -> Place:
        if across:
            return self.place((max(self.shape.headings, default=self.shape.rows[0]), line))
        return self.place((line, min(self.shape.stubs, default=0)))


def understand(grid: Grid, locale: str = "") -> list[UnderstoodTable]:
    """The tables of a grid, from the top, with their relations.

    `locale` is the language of what stands around it, whose marks count where its own cells do not
    tell.
    """
    usual = Notation(decimal_mark(locale), thousands_mark(locale)) if locale else None
    sheet = read_sheet(grid, usual)
    if sheet is None:
        return []
    return [
        UnderstoodTable(sheet, shape, tuple(find_relations(sheet, shape)))
        for shape in find_tables(sheet)
    ]
