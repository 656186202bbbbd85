"""What the rows of a table are called: one indicator for each, its section before it if need be."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from plan_tracker.grids.grid import alike, plain_name
from plan_tracker.grids.shape.levels import row_levels
from plan_tracker.grids.stub import is_total
from plan_tracker.grids.understood import UnderstoodTable
from plan_tracker.grids.units import spelled_out, unit_in
from plan_tracker.language.letters import UnusedNames
from plan_tracker.loading.proposal.columns import LEVELS, Amounts
from plan_tracker.loading.proposal.indicators import proposed
from plan_tracker.loading.proposal.naming import NO_NAMES, stub_roles
from plan_tracker.loading.proposal.parts import Proposed, Sum
from plan_tracker.model.period import Period
from plan_tracker.model.place import column_letters
from plan_tracker.reading import read_printed

_CLEARLY_MORE = 1.05
_DITTO = ('"', "\u201d", "''", "\u2033", "nt")


@dataclass(frozen=True, slots=True)
class NamedRows:
    """The indicator of each row, by its number in the arrays of a sheet, with its unit in words,
    and how the plan names these rows.
    """

    label: int
    unit: int | None
    indicators: Mapping[int, Proposed]
    words: Mapping[int, str]
    names: Mapping[str, str | None]
    left_out: tuple[str, ...]


def name_rows(
    table: UnderstoodTable, amounts: Sequence[Amounts], line: str, locale: str, taken: UnusedNames
) -> NamedRows | None:
    """Every row with figures as an indicator; None where no column names the rows."""
    roles = stub_roles(table)
    unit = next((column for column, role in roles.items() if role == "unit"), None)
    labels = names_rows(table)
    if not labels:
        return None
    label = max(labels, key=lambda column: (roles[column] == "indicator", _filled(table, column)))

    columns = [amount.column for amount in amounts if not amount.problem]
    rows = [row for row in table.shape.rows if _has_figures(table, row, columns)]
    texts = _Texts(table, label, {row: _name(table, row, labels) for row in rows})
    summed = _summed(table)
    units = _units(table, rows, unit)
    heading = next((amount.heading for amount in amounts if amount.role in LEVELS), "")
    above = _sections(table, rows, labels)
    averaged = _are_averages(table, rows, amounts)

    indicators: dict[int, Proposed] = {}
    names: dict[str, str | None] = {}
    words: dict[int, str] = {}
    left_out: list[str] = []
    for row in rows:
        key, name = texts.key(row), texts.names[row]
        if not name:
            left_out.append(f"{table.place((row, label))}: a row without a name")
        if not name or (is_total(name) and row not in summed):
            names[key] = None
            continue

        section = above.get(row) if texts.again(row) else None
        called = f"{section}, {plain_name(name)}" if section else plain_name(name)
        unit_words = units[row] or unit_behind(name, locale) or unit_behind(heading, locale) or line
        words[row] = spelled_out(unit_words, locale)
        indicator = proposed(called, words[row], locale, len(indicators) + 1)
        indicator = _in_time(indicator, table, row, amounts, averaged=averaged)
        indicators[row] = replace(
            indicator, id=taken.give(indicator.id), signed=_is_negative(table, row, amounts)
        )
        names[key] = indicators[row].id
    return NamedRows(label, unit, indicators, words, names, tuple(left_out))


class _Texts:
    """What stands in the column of names, and which row a plan may mean by it."""

    def __init__(self, table: UnderstoodTable, label: int, names: Mapping[int, str]) -> None:
        self.names = names
        self._table, self._label = table, label
        self._counts = Counter(
            alike(plain_name(table.sheet.text(row, label))) for row in table.shape.body
        )

    def again(self, row: int) -> bool:
        """Whether another row is called the same."""
        return self._counts[alike(plain_name(self._text(row)))] > 1

    def key(self, row: int) -> str:
        """What a plan calls a row: its text where that is enough, else its cell."""
        text = self._text(row)
        whole = alike(text) == alike(self.names[row]) and " ".join(text.split()) == text
        if whole and self._counts[alike(plain_name(text))] == 1:
            return text
        sheet = self._table.sheet
        return f"{column_letters(sheet.columns[self._label])}{sheet.rows[row]}"

    def _text(self, row: int) -> str:
        return self._table.sheet.text(row, self._label)


def _units(table: UnderstoodTable, rows: Sequence[int], unit: int | None) -> dict[int, str]:
    """What the column of units says of each row, with ditto marks as what stands above."""
    units: dict[int, str] = {}
    above = ""
    for row in rows:
        text = table.sheet.text(row, unit).strip() if unit is not None else ""
        above = units[row] = above if text in _DITTO else text
    return units


def _in_time(
    indicator: Proposed,
    table: UnderstoodTable,
    row: int,
    amounts: Sequence[Amounts],
    *,
    averaged: bool,
) -> Proposed:
    """An indicator with the kind and timing that the periods of its figures show."""
    if averaged and indicator.kind in ("flow", "stock"):
        return replace(indicator, kind="stock", timing="average")
    if indicator.kind == "stock" and _adds_over_time(table, row, amounts):
        return replace(indicator, kind="flow")
    return indicator


def names_rows(table: UnderstoodTable) -> list[int]:
    """The columns that name rows."""
    return [at for at, role in stub_roles(table).items() if role not in NO_NAMES]


def find_row_sums(
    table: UnderstoodTable, rows: Mapping[int, Proposed], amounts: Sequence[Amounts]
) -> tuple[Sum, ...]:
    """The sums over rows that hold to the last digit in most columns of levels."""
    columns = [amount.column for amount in amounts if not amount.problem and amount.role in LEVELS]
    sums: list[Sum] = []
    for relation in table.relations:
        lines = relation.lines
        known = lines.result in rows and all(part in rows for part in lines.of)
        if relation.across or lines.kind != "sum" or not known or len(lines.of) < 2:
            continue
        units = {rows[at].unit for at in (lines.result, *lines.of)}
        if len(units) > 1 or units == {"%"}:
            continue

        tested = [_adds_up(table, column, lines.result, lines.of) for column in columns]
        held = sum(fits is True for fits in tested)
        failed = sum(fits is False for fits in tested)
        total = rows[lines.result].id
        if held >= 2 and held >= 2 * failed and total not in {earlier.total for earlier in sums}:
            parts = tuple(rows[part].id for part in lines.of)
            sums.append(Sum(total, parts, held, held + failed))
    return tuple(sums)


def _adds_up(
    table: UnderstoodTable, column: int, total: int, parts: tuple[int, ...]
) -> bool | None:
    """Whether a column adds up within half a unit of each last digit; None where it is silent."""
    lines = [total, *parts]
    values, units = table.sheet.values[lines, column], table.sheet.units[lines, column]
    if np.isnan(values[0]) or np.isnan(values[1:]).all():
        return None
    miss = abs(values[0] - np.nansum(values[1:]))
    known = units[~np.isnan(values)]
    return bool(miss <= known.sum() / 2 + 1e-9 * abs(values[0]))


def _summed(table: UnderstoodTable) -> set[int]:
    """The rows that are the sum of others, as arithmetic shows."""
    return {
        relation.lines.result
        for relation in table.relations
        if not relation.across
        and relation.lines.kind == "sum"
        and len(relation.lines.held) > len(relation.lines.failed)
    }


def _filled(table: UnderstoodTable, column: int) -> int:
    return sum(bool(table.sheet.text(row, column).strip()) for row in table.shape.rows)


def _has_figures(table: UnderstoodTable, row: int, columns: list[int]) -> bool:
    cells = (table.sheet.cell(row, column) for column in columns)
    return any(cell is not None and any(map(str.isdecimal, cell.text)) for cell in cells)


def _name(table: UnderstoodTable, row: int, labels: list[int]) -> str:
    """What the columns of names say of a row; what only numbers rows is no name, but `0-14` is."""
    texts = [" ".join(table.sheet.text(row, column).split()) for column in labels]
    named = [text for text in texts if any(map(str.isalpha, text))]
    others = [text for text in texts if text and not text.replace(".", "").isdecimal()]
    return " ".join(dict.fromkeys(named or others))


def _sections(table: UnderstoodTable, rows: list[int], labels: list[int]) -> dict[int, str]:
    """The name of the row that each row stands below."""
    levels = row_levels(table.sheet, table.shape)
    above: dict[int, str] = {}
    open_rows: list[int] = []
    for row in table.shape.body:
        while open_rows and levels[open_rows[-1]] >= levels[row]:
            open_rows.pop()
        if open_rows:
            above[row] = plain_name(_name(table, open_rows[-1], labels))
        open_rows.append(row)
    return above


def unit_behind(name: str, locale: str) -> str:
    """A unit in brackets behind a name or heading: `Trứng (Triệu quả)`."""
    words = spelled_out(unit_in(name), locale)
    return words if words and (words == "%" or read_printed(f"1 {words}", locale)[0]) else ""


def _adds_over_time(table: UnderstoodTable, row: int, amounts: Sequence[Amounts]) -> bool:
    """Whether a row has other numbers for periods that end on one day: no levels of that day."""
    ends: dict[date, set[float]] = {}
    for amount in amounts:
        value = table.sheet.values[row, amount.column]
        level = amount.role in LEVELS and amount.role != "target"
        if level and amount.period and value == value:
            ends.setdefault(amount.period.end, set()).add(float(value))
    return any(len(values) > 1 for values in ends.values())


def _are_averages(table: UnderstoodTable, rows: list[int], amounts: Sequence[Amounts]) -> bool:
    """Whether most rows say less of a period than its parts come to: no flows, but averages."""
    levels = [
        amount
        for amount in amounts
        if amount.role == "level" and not amount.problem and amount.period
    ]
    parts = {
        whole.column: [part.column for part in levels if _lies_in(part.period, whole.period)]
        for whole in levels
    }
    several = {whole: inside for whole, inside in parts.items() if len(inside) > 1}
    values = table.sheet.values
    told = [
        values[row, inside].sum() > _CLEARLY_MORE * values[row, whole]
        for whole, inside in several.items()
        for row in rows
        if np.isfinite(values[row, [whole, *inside]]).all() and values[row, whole] > 0
    ]
    return bool(sum(told) * 2 > len(told) > 0)


def _lies_in(part: Period | None, whole: Period | None) -> bool:
    if part is None or whole is None or part == whole:
        return False
    return whole.start <= part.start and part.end <= whole.end


def _is_negative(table: UnderstoodTable, row: int, amounts: Sequence[Amounts]) -> bool:
    columns = [amount.column for amount in amounts if amount.role in LEVELS]
    return bool((table.sheet.values[row, columns] < 0).any()) if columns else False
