"""What statements, targets and identities are about: quantities, numbered.

Names are turned into numbers once; what follows compares numbers.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plan_tracker.loading.frame.codes import first_rows, number_rows, number_texts
from plan_tracker.loading.units import factor_between
from plan_tracker.model.plan import Identity, Plan, Rate
from plan_tracker.reconcile.system.system import KEY, Codes

INDICATOR, ENTITY, START, END, MEASURE, UNIT, BASIS, TIMING, STANDING, VINTAGE = range(len(KEY))
_DAYS = (START, END)


@dataclass(frozen=True, slots=True)
class Quantities:
    """One row a quantity, one column a part of its key, as numbers of what stands in `names`."""

    codes: NDArray[np.int64]
    names: tuple[pd.Index, ...]

    def number(self, part: int, name: str) -> int:
        """The number of a name in one part of the key; -1 where no quantity can have it."""
        found = self.names[part].get_indexer(pd.Index([name]))
        return int(found[0])

    def numbers(self, part: int, names: Sequence[str]) -> Codes:
        """The same for many names, without those that no quantity can have."""
        found = self.names[part].get_indexer(pd.Index(list(names), dtype="str"))
        return np.asarray(found[found >= 0], dtype=np.int64)

    def has(self, part: int, names: Sequence[str]) -> NDArray[np.bool_]:
        """Which quantities have one of these names in a part of their key."""
        return np.isin(self.codes[:, part], self.numbers(part, names))

    def alike_but_for(self, *parts: int) -> Codes:
        """A number for each quantity, the same for those that differ in these parts alone."""
        return self._numbered(self.codes, [each for each in range(len(KEY)) if each not in parts])

    def named(self, part: int) -> dict[str, Codes]:
        """The quantities with each name in a part of their key."""
        rows = self.codes[:, part]
        return {name: np.flatnonzero(rows == at) for at, name in enumerate(self.names[part])}

    def day(self, quantity: int, part: int) -> date:
        """The first or the last day of a quantity."""
        found: date = self.names[part][self.codes[quantity, part]].date()
        return found

    def with_more(self, codes: NDArray[np.int64]) -> tuple["Quantities", Codes]:
        """The quantities with others, and the number of each of those."""
        every = np.concatenate([self.codes, codes])
        rows = self._numbered(every, range(len(KEY)))
        return replace(self, codes=every[first_rows(rows)]), rows[len(self.codes) :]

    def frame(self) -> pd.DataFrame:
        """The quantities by name: texts as categories, days as days."""
        columns = {}
        for part, name in enumerate(KEY):
            codes, names = self.codes[:, part], self.names[part]
            days = part in _DAYS
            columns[name] = names.take(codes) if days else pd.Categorical.from_codes(codes, names)
        return pd.DataFrame(columns)

    def _numbered(self, codes: NDArray[np.int64], parts: Sequence[int]) -> Codes:
        return number_rows((codes[:, part], len(self.names[part])) for part in parts)


def number_quantities(
    tables: Sequence[pd.DataFrame], more: Mapping[int, Sequence[str]]
) -> tuple[Quantities, list[Codes]]:
    """The distinct quantities of tables with the columns of KEY, and those of each table's rows.

    -1 for a row without an indicator. `more` are further names that a part of a key may have.
    """
    there = np.concatenate([(table["indicator"] != "").to_numpy(dtype=bool) for table in tables])
    columns, names = [], []
    for part, name in enumerate(KEY):
        extra = [pd.Series(list(more[part]), dtype="str")] if part in more else []
        codes, known = number_texts([*(table[name] for table in tables), *extra])
        columns.append(np.concatenate(codes[: len(tables)])[there])
        names.append(known)
    rows = number_rows((column, len(known)) for column, known in zip(columns, names, strict=True))
    first = first_rows(rows)
    distinct = np.column_stack([column[first] for column in columns])
    numbers = np.full(len(there), -1, dtype=np.int64)
    numbers[there] = rows
    ends = np.cumsum([len(table) for table in tables])
    found = Quantities(distinct, tuple(names))
    return found, np.split(numbers, ends[:-1])


def with_identities(quantities: Quantities, plan: Plan) -> Quantities:
    """The quantities with subtotals that nothing speaks of, and parts in the units of their totals.

    Either may ask for more of the other.
    """
    mixed = list(_in_units_of_totals(plan))
    while True:
        before = len(quantities.codes)
        for part, own, unit in mixed:
            of_part = quantities.has(INDICATOR, [part]) & quantities.has(UNIT, [own])
            codes = quantities.codes[of_part].copy()
            codes[:, UNIT] = quantities.number(UNIT, unit)
            quantities, _ = quantities.with_more(codes)
        quantities = with_subtotals(quantities, plan)
        if len(quantities.codes) == before or not mixed:
            return quantities


def _in_units_of_totals(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """Parts that are in another unit than their total, but of one dimension, with both units."""
    for identity in plan.identities:
        unit = plan.indicators[identity.total].unit
        for part in identity.parts:
            own = plan.indicators[part].unit
            if own != unit and factor_between(own, unit) is not None:
                yield part, own, unit


def with_subtotals(quantities: Quantities, plan: Plan) -> Quantities:
    """The quantities with those subtotals that nothing speaks of but their parts and their whole.

    A total that is a part itself, or that is made up in two ways, ties what it is made of to what
    it is part of; without it the two would not be held against each other.
    """
    parts = {part for identity in plan.identities for part in identity.parts}
    made = Counter(identity.total for identity in plan.identities)
    tying = [
        identity
        for identity in plan.identities
        if identity.total in parts or made[identity.total] > 1
    ]
    for _ in tying:
        before = len(quantities.codes)
        subtotals = [_subtotals(quantities, identity, plan) for identity in tying]
        quantities, _ = quantities.with_more(np.concatenate(subtotals))
        if len(quantities.codes) == before:
            break
    return quantities


def _subtotals(quantities: Quantities, identity: Identity, plan: Plan) -> NDArray[np.int64]:
    """The total wherever a part is spoken of, in its own unit or in another currency."""
    own = plan.indicators[identity.total].unit
    units = [
        unit for unit in quantities.names[UNIT] if unit == own or factor_between(unit, own) is None
    ]
    rows = quantities.has(INDICATOR, identity.parts) & quantities.has(UNIT, units)
    spoken = quantities.codes[rows].copy()
    spoken[:, INDICATOR] = quantities.number(INDICATOR, identity.total)
    return spoken


def in_another_unit(quantities: Quantities, plan: Plan) -> NDArray[np.bool_]:
    """Which quantities are in another unit than their indicator's."""
    own = _own_units(quantities, plan)
    base = quantities.names[UNIT].get_indexer(pd.Index(own, dtype="str"))
    return np.asarray(quantities.codes[:, UNIT] != base[quantities.codes[:, INDICATOR]])


def _own_units(quantities: Quantities, plan: Plan) -> list[str]:
    indicators = quantities.names[INDICATOR]
    return [plan.indicators[name].unit if name in plan.indicators else "" for name in indicators]


def conversions(quantities: Quantities, plan: Plan) -> Iterator[tuple[int, Rate | tuple[str, str]]]:
    """Quantities in another unit than their indicator's, each with the rate that converts it.

    Two units of one dimension are rate enough.
    """
    own, units = _own_units(quantities, plan), quantities.names[UNIT]
    for row in np.flatnonzero(in_another_unit(quantities, plan)).tolist():
        pair = units[quantities.codes[row, UNIT]], own[quantities.codes[row, INDICATOR]]
        if factor_between(*pair) is not None:
            yield row, pair
            continue
        start, end = quantities.day(row, START), quantities.day(row, END)
        for rate in plan.rates:
            covers = rate.period.start <= start <= end <= rate.period.end
            if (rate.from_, rate.to) == pair and covers:
                yield row, rate
                break


def counterparts(quantities: Quantities, plan: Plan, rows: Sequence[int]) -> NDArray[np.int64]:
    """These quantities in the units of their indicators, as keys in numbers."""
    codes = quantities.codes[list(rows)].copy()
    for row in codes:
        indicator = quantities.names[INDICATOR][row[INDICATOR]]
        row[UNIT] = quantities.number(UNIT, plan.indicators[indicator].unit)
    return codes
