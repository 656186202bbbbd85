"""The cells of tables as statements: each a quantity of its own, tied by the table's relations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from plan_tracker.grids.grid import Cell, Grid
from plan_tracker.grids.relations.of_table import find_relations
from plan_tracker.grids.relations.relation import TableRelation
from plan_tracker.grids.shape.levels import row_name
from plan_tracker.grids.shape.sheet import Sheet, read_sheet
from plan_tracker.grids.shape.tables import TableShape, find_tables
from plan_tracker.language.numbers import decimal_mark
from plan_tracker.loading.frame.statements import statements_frame
from plan_tracker.loading.loaded import Loaded
from plan_tracker.model.interval import Interval
from plan_tracker.model.period import Period
from plan_tracker.model.place import Place
from plan_tracker.model.plan import Identity, Indicator, Plan
from plan_tracker.model.source import Source
from plan_tracker.model.statement import Quantity, Statement, StatementKind
from plan_tracker.reading import read_printed

At = tuple[int, int]
_NONE = Interval.exactly(Fraction(0))


@dataclass(frozen=True, slots=True)
class UnderstoodTable:
    """A table of a sheet, and its relations."""

    sheet: Sheet
    shape: TableShape
    relations: tuple[TableRelation, ...]


def understand(grid: Grid) -> list[UnderstoodTable]:
    """The tables of a grid with their relations."""
    sheet = read_sheet(grid)
    if sheet is None:
        return []
    return [
        UnderstoodTable(sheet, shape, tuple(find_relations(sheet, shape)))
        for shape in find_tables(sheet)
    ]


def draft(tables: Iterable[UnderstoodTable], source: str, period: Period) -> Loaded:
    """What the tables say, as a plan and its statements."""
    drafts = _Drafts(source, period)
    for table in tables:
        drafts.add(table)
    plan = Plan(indicators=drafts.indicators, identities=tuple(drafts.identities))
    head = Source(source, source, source, "", "", "en", Place(source), period)
    return Loaded(plan, {source: head}, drafts.statements, statements_frame(drafts.statements))


@dataclass(slots=True)
class _Drafts:
    source: str
    period: Period
    indicators: dict[str, Indicator] = field(default_factory=dict)
    identities: list[Identity] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)

    def add(self, table: UnderstoodTable) -> None:
        sheet = table.sheet
        locale = "vi" if sheet.notation.decimal == "," else "en"
        for relation in table.relations:
            lines = relation.lines
            for observation in (*lines.held, *lines.failed):
                result = relation.cell(lines.result, observation)
                parts = [relation.cell(line, observation) for line in lines.of]
                known = [at for at in parts if sheet.values[at] == sheet.values[at]]
                if lines.kind == "sum" and len(known) > 1:
                    total = self._level(table, result, locale)
                    names = tuple(self._level(table, at, locale) for at in known)
                    stated = f"{self.source}#{total}" if relation.stated else ""
                    place = sheet.grid.place(sheet.rows[result[0]], sheet.columns[result[1]])
                    self.identities.append(
                        Identity(
                            f"{total} = {' + '.join(names)}", total, names, _NONE, stated, place
                        )
                    )
                elif lines.kind in ("growth", "share", "quotient") and len(known) == 2:
                    self._claim(
                        table,
                        "multiple" if lines.kind == "quotient" else lines.kind,
                        result,
                        known,
                        locale,
                    )

    def _level(self, table: UnderstoodTable, at: At, locale: str) -> str:
        name = self._name(table.sheet, at)
        if name not in self.indicators:
            sheet = table.sheet
            place = sheet.grid.place(sheet.rows[at[0]], sheet.columns[at[1]])
            self.indicators[name] = Indicator(
                name, {"": _label(table, at)}, "item", "flow", "higher", place, signed=True
            )
            cell = sheet.cell(*at)
            assert cell is not None
            self.statements.append(self._statement(name, name, "level", cell, None, locale))
        return name

    def _claim(
        self, table: UnderstoodTable, kind: StatementKind, result: At, of: Sequence[At], locale: str
    ) -> None:
        first, second = (self._level(table, at, locale) for at in of)
        cell = table.sheet.cell(*result)
        assert cell is not None
        name = self._name(table.sheet, result)
        self.statements.append(self._statement(f"{name}.{kind}", second, kind, cell, first, locale))

    def _statement(
        self, name, indicator, kind, cell: Cell, against: str | None, locale
    ) -> Statement:
        text = cell.text.replace(".", decimal_mark(locale)) if cell.number else cell.text
        shown = f"{text}%" if kind in ("growth", "share") and "%" not in text else text
        readings, _ = read_printed(shown, locale, kind, unit="item")
        return Statement(
            name=f"{self.source}#{name}",
            source=self.source,
            figure=name,
            kind=kind,
            subject=self._quantity(indicator),
            reference=self._quantity(against) if against else None,
            printed=cell.text,
            readings=tuple(readings),
            place=cell.place,
            locale=locale,
        )

    def _quantity(self, indicator: str) -> Quantity:
        return Quantity(indicator, "", self.period, "actual", "item", timing="sum")

    def _name(self, sheet: Sheet, at: At) -> str:
        place = sheet.grid.place(sheet.rows[at[0]], sheet.columns[at[1]])
        return str(Place("", sheet.rows[at[0]], sheet.columns[at[1]])).lstrip(":")


def _label(table: UnderstoodTable, at: At) -> str:
    row = row_name(table.sheet, table.shape, at[0])
    heading = " ".join(
        dict.fromkeys(t for r in table.shape.headings if (t := table.sheet.text(r, at[1])))
    )
    return f"{row}, {heading}" if heading else row
