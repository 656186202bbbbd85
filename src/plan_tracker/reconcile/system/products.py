"""Products of a plan wherever sources print the result and all of the factors."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import product as combined

import numpy as np
import pandas as pd

from plan_tracker.loading.frame.codes import number_rows
from plan_tracker.model.interval import Interval
from plan_tracker.model.plan import Plan, Product
from plan_tracker.reconcile.system.system import BOUND, KEY, Codes, System

# What may differ between a result and its factors; that of whom and of which days may not.
_OWN = frozenset({"indicator", "unit", "timing", "basis"})
_PERCENT = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class PrintedProducts:
    """One product where it is printed: `owners` has a row each, the result and then the factors."""

    product: Product
    owners: Codes


def printed_products(system: System) -> Iterator[PrintedProducts]:
    """All of them, each product in the order of the plan."""
    products = system.plan.products
    if not products:
        return

    names = {name for each in products for name in (each.result, *each.factors)}
    keys = system.keys
    printed = _printed_by(system)
    rows = np.flatnonzero(keys["indicator"].isin(names).to_numpy() & (printed >= 0))
    case = _cases(keys.iloc[rows])
    indicator = keys["indicator"].iloc[rows].astype("str").to_numpy()
    own = {name: system.plan.indicators[name].unit for name in names}
    in_own_unit = keys["unit"].iloc[rows].astype("str") == pd.Series(indicator).map(own).to_numpy()
    count = int(case.max(initial=-1)) + 1
    for each in products:
        columns = []
        for name in (each.result, *each.factors):
            of_name = np.flatnonzero((indicator == name) & in_own_unit.to_numpy())
            owner = np.full(count, -1, dtype=np.int64)
            owner[case[of_name]] = printed[rows[of_name]]
            columns.append(owner)
        owners = np.column_stack(columns)
        yield PrintedProducts(each, owners[(owners >= 0).all(axis=1)])


def multiplied(plan: Plan, product: Product, factors: list[Interval]) -> Interval | None:
    """What factors come to, in the unit of the result; None where one of them has no end."""
    ends = [(each.low, each.high) for each in factors]
    if any(low is None or high is None for low, high in ends):
        return None

    hundredths = [plan.indicators[name].unit == "%" for name in product.factors].count(True)
    times = product.times * _PERCENT**hundredths
    if plan.indicators[product.result].unit == "%":
        times /= _PERCENT
    corners = [
        reduce(lambda one, two: one * two, corner, times)  # type: ignore[operator]
        for corner in combined(*ends)
    ]
    return Interval(min(corners), max(corners))


def _printed_by(system: System) -> Codes:
    """For each quantity of today the statement that prints its level; -1 for none."""
    links, kinds = system.links, system.frame["kind"].to_numpy()
    bounds = np.flatnonzero((links.form == BOUND) & (links.owner < len(kinds)))
    bounds = bounds[kinds[links.owner[bounds]] == "level"]
    printed = np.full(len(system.keys), -1, dtype=np.int64)
    printed[links.x[bounds]] = links.owner[bounds]
    return np.where((system.keys["vintage"] == "").to_numpy(), printed, -1)


def _cases(keys: pd.DataFrame) -> Codes:
    """A number for each quantity, the same for those of one entity, period and measure."""
    numbered = [pd.factorize(keys[name]) for name in KEY if name not in _OWN]
    return number_rows((codes.astype(np.int64), len(known) + 1) for codes, known in numbered)
