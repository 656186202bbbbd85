"""The cells of tables by name, period and unit, as a sentence or another table may tell them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property

from plan_tracker.grids.grid import alike, plain_name
from plan_tracker.grids.shape.levels import row_name
from plan_tracker.grids.understood import At, UnderstoodTable
from plan_tracker.language.periods.reading import beside_periods, read_heading
from plan_tracker.language.tables import (
    LawException,
    heading_role,
    in_percent,
    is_estimate,
    is_uncertainty,
    law_exceptions,
    says_only_figures,
)
from plan_tracker.language.unit_texts import SILENT, TableUnit, read_unit
from plan_tracker.loading.drafted.drafting import Drafts, readings_of
from plan_tracker.loading.drafted.names import Words, name_words, unit_said, without_units
from plan_tracker.loading.drafted.speakers import Speakers, speakers_of
from plan_tracker.model.period import Period
from plan_tracker.model.reading import Reading

_LEVELS = ("level", "base", "target")  # roles of headings that say no more than what stands below
_LONGEST = 200  # signs of a name or a heading
_OTHERS: AbstractSet[LawException] = frozenset(
    {"net", "distinct", "not-additive", "weighted", "adjusted"}
)
CellKey = tuple[int, At]
_PERCENT = TableUnit("%", stated=True)


@dataclass(frozen=True, slots=True)
class Line:
    """A row or column of a table: its words, and what it says of time, unit and standing.

    One that is `plain` says in its words no more than that actual or planned amounts stand there.
    """

    at: int
    words: Words
    period: Period | None
    unit: TableUnit
    exceptions: AbstractSet[LawException]
    plain: bool = False
    planned: bool = False
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class NamedCell:
    """A number of a table with its period, its unit, and whether it is planned or provisional.

    `exceptions` are what its names and titles say of prices, weights and the like.
    """

    table: "NamedTable"
    at: At
    period: Period
    unit: TableUnit
    planned: bool
    provisional: bool
    exceptions: AbstractSet[LawException]

    @property
    def key(self) -> CellKey:
        """What no other cell has."""
        return id(self.table), self.at

    @property
    def source(self) -> str:
        """The name of the file that it stands in."""
        return self.table.source

    @property
    def speakers(self) -> Speakers:
        """For whom the titles of its table speak."""
        return self.table.speakers

    @property
    def label(self) -> str:
        """What row and heading say of it."""
        return self.table.table.label(self.at)

    @property
    def scaled(self) -> bool:
        """Whether a text says in what it is printed."""
        return self.unit.stated

    @property
    def value(self) -> float:
        """Its number in its base unit."""
        return float(self.table.table.sheet.values[self.at]) * float(self.unit.scale)

    @property
    def room(self) -> float:
        """How far rounding may have moved it."""
        return float(self.table.table.units[self.at]) / 2 * float(self.unit.scale)

    @property
    def readings(self) -> Sequence[Reading]:
        """How it reads, in its base unit."""
        return readings_of(self.table.table, self.at, self.unit.scale)


@dataclass(frozen=True)
class NamedTable:
    """A table of a source, whose cells have names from its rows, headings and titles."""

    table: UnderstoodTable
    drafts: Drafts

    @property
    def source(self) -> str:
        """The name of the file that it stands in."""
        return self.drafts.source

    @cached_property
    def around(self) -> Words:
        """The words of titles and sections, which may say of cells what they are of."""
        return name_words(without_units(text) for text in self._texts_around())

    @cached_property
    def speakers(self) -> Speakers:
        """For whom its titles speak."""
        sheet, titles = self.table.sheet, self.table.shape.titles
        texts = (sheet.text(row, at) for row in titles for at in range(len(sheet.columns)))
        return frozenset(named for text in texts if text for named in speakers_of(text))

    def _texts_around(self, notes: Sequence[int] = ()) -> Sequence[str]:
        """The texts of titles, sections, headings of names, and of some rows of notes."""
        sheet, shape = self.table.sheet, self.table.shape
        rows = (*shape.titles, *sorted(shape.sections), *notes)
        cells = [(row, column) for row in rows for column in range(len(sheet.columns))]
        cells += [(row, column) for row in shape.headings for column in shape.stubs]
        return list(dict.fromkeys(filter(None, (sheet.text(*cell) for cell in cells))))

    @cached_property
    def by_words(self) -> Mapping[Words, Sequence[NamedCell]]:
        """The cells with a period, by the words of their rows and headings together."""
        found: dict[Words, list[NamedCell]] = defaultdict(list)
        for row in self._rows:
            for column in self._columns:
                cell = self._cell(row, column)
                words = row.words if column.plain and row.words else row.words | column.words
                if cell is not None and words:
                    found[words].append(cell)
        return found

    def _cell(self, row: Line, column: Line) -> NamedCell | None:
        at = row.at, column.at
        if not self.table.sheet.is_number[at]:
            return None
        if row.period and column.period and row.period != column.period:
            return None
        period = column.period or row.period or self._period
        if period is None:
            return None
        unit = column.unit.within(row.unit).within(self._unit)
        if self.table.sheet.percent[at]:
            unit = _PERCENT
        exceptions = row.exceptions | column.exceptions | self._exceptions
        return NamedCell(self, at, period, unit, column.planned, column.provisional, exceptions)

    @cached_property
    def _exceptions(self) -> AbstractSet[LawException]:
        """What titles, sections and notes say of all cells."""
        return exceptions_said(" ".join(self._texts_around(self.table.shape.notes)))

    @cached_property
    def _rows(self) -> Sequence[Line]:
        """The rows that have figures; a column of units tells of each its own."""
        units = next((at for at in self.table.shape.stubs if self._is_of_units(at)), None)
        shape, lines = self.table.shape, []
        named = replace(shape, stubs=tuple(at for at in shape.stubs if at != units))
        for row in shape.rows:
            unit = "" if units is None else self.table.sheet.text(row, units)
            line = _line(row, row_name(self.table.sheet, named, row))
            lines.append(replace(line, unit=read_unit(unit).within(line.unit)))
        return lines

    def _is_of_units(self, column: int) -> bool:
        rows = self.table.shape.headings
        headings = (self.table.sheet.text(row, column) for row in rows)
        return any(heading_role(alike(text)) == "unit" for text in headings if text)

    @cached_property
    def _columns(self) -> Sequence[Line]:
        """The columns of amounts: what compares them, or says how sure they are, is none."""
        lines = []
        for column in self.table.shape.figures:
            heading = self.table.heading(column)[:_LONGEST]
            role = heading_role(alike(heading))
            if (not role or role in _LEVELS) and not is_uncertainty(alike(heading)):
                line = _line(column, heading)
                plain = role in _LEVELS or says_only_figures(alike(heading))
                provisional = is_estimate(alike(heading))
                lines.append(
                    replace(line, plain=plain, planned=role == "target", provisional=provisional)
                )
        return lines

    @cached_property
    def _unit(self) -> TableUnit:
        """The unit that lines above the table tell of all cells; the nearest is heard first."""
        unit = SILENT
        sheet, shape = self.table.sheet, self.table.shape
        heads = [sheet.text(row, at) for row in shape.headings for at in shape.stubs]
        for heading in heads:
            unit = unit.within(unit_said(heading, alone=False))
        for row in reversed(shape.titles):
            unit = unit.within(unit_said(sheet.text(row, 0)))
        return unit

    @cached_property
    def _period(self) -> Period | None:
        """The one period that its titles name."""
        titles = (self.table.sheet.text(row, 0) for row in self.table.shape.titles)
        read = (read_heading(title[:_LONGEST]) for title in titles)
        named = {reading.period for reading in read if not reading.silent}
        return named.pop() if len(named) == 1 else None


def _line(at: int, text: str) -> Line:
    name = plain_name(without_units(text[:_LONGEST]))
    unit = unit_said(text)
    if not unit.stated and in_percent(alike(name)):
        unit = _PERCENT
    words = name_words([beside_periods(name)])
    return Line(at, words, read_heading(name).period, unit, exceptions_said(text))


def exceptions_said(text: str) -> AbstractSet[LawException]:
    """What a text says that makes another quantity of a name: prices, weights, net of what."""
    return law_exceptions(alike(text)) & _OTHERS
