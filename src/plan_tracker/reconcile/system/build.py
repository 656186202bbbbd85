"""Statements and plan, turned into one system of constraints."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plan_tracker.loading.loaded import Loaded
from plan_tracker.loading.units import factor_between
from plan_tracker.model.evidence import About
from plan_tracker.model.interval import Interval
from plan_tracker.model.place import Place
from plan_tracker.model.plan import Plan, Rate
from plan_tracker.model.text import phrase
from plan_tracker.reconcile.system.breaks import Breaks, across_breaks, with_rebased
from plan_tracker.reconcile.system.claims import FORMS
from plan_tracker.reconcile.system.declared import Declared, declared_keys
from plan_tracker.reconcile.system.entity_sums import with_entity_sums
from plan_tracker.reconcile.system.exceptions import is_signed, with_named_exceptions
from plan_tracker.reconcile.system.guesses import with_guesses
from plan_tracker.reconcile.system.identities import sums_of
from plan_tracker.reconcile.system.in_force import by_values_in_force
from plan_tracker.reconcile.system.members_between import (
    between_members,
    with_unspoken_levels,
)
from plan_tracker.reconcile.system.orders import orders_of
from plan_tracker.reconcile.system.prices import with_doubtful_prices
from plan_tracker.reconcile.system.quantities import (
    ENTITY,
    INDICATOR,
    UNIT,
    Quantities,
    conversions,
    counterparts,
    in_another_unit,
    number_quantities,
    with_identities,
    with_subtotals,
)
from plan_tracker.reconcile.system.reports import seen_by_reports
from plan_tracker.reconcile.system.signs import has_no_base, printed_signs
from plan_tracker.reconcile.system.system import (
    BOUND,
    KEY,
    RATIO,
    Codes,
    Links,
    Numbers,
    System,
    Trusted,
    flat,
)
from plan_tracker.reconcile.system.time_sums import with_time_sums
from plan_tracker.reconcile.system.vintages import separate_vintages
from plan_tracker.reconcile.system.zeros import Ties, Zeros

_KEY = list(KEY)


def build_system(loaded: Loaded, priced: Collection[str] = ()) -> System:
    """All quantities and constraints of a plan and its statements.

    Of a part of a plan `priced` are indicators that say their prices in any part.
    """
    plan = with_named_exceptions(loaded.plan)
    frame = with_doubtful_prices(with_guesses(loaded.frame, plan), plan, priced)
    frame = separate_vintages(frame)
    breaks = Breaks(frame, plan)
    frame, across = across_breaks(frame, plan, breaks)
    targets = [each for each in plan.targets if each.value is not None]
    frame, declared = by_values_in_force(frame, targets, plan)
    quantities, (subject, reference, aimed) = _spoken(frame, declared, plan)
    quantities, rebased = with_rebased(quantities, reference, across, plan)
    quantities, rated = _with_rated(quantities, plan)
    other, implied = in_another_unit(quantities, plan), np.zeros(len(quantities.codes), dtype=bool)
    implied[rated.row] = True

    trusted = [
        _trusted_target(each, plan.indicators[each.target.indicator].unit) for each in declared
    ]
    trusted += rated.trusted
    first_rebasing = len(frame) + len(trusted)
    trusted += rebased.trusted
    may_be_below = [each.id for each in plan.indicators.values() if is_signed(each)]
    signed = quantities.has(INDICATOR, may_be_below)
    seen = seen_by_reports(frame, subject, quantities)
    other, implied = other[seen.what], implied[seen.what]
    sums, identities = sums_of(seen.quantities, other, implied, plan, len(frame) + len(trusted))
    trusted += identities
    sums, members = with_entity_sums(sums, seen.quantities, plan, len(frame) + len(trusted))
    trusted += members
    sums, over_time = with_time_sums(
        sums, seen.quantities, plan, breaks, other, implied, len(frame) + len(trusted)
    )
    trusted += over_time
    orders = orders_of(seen, plan, breaks, other, implied, len(frame) + len(trusted))
    trusted += orders.trusted
    corrected = np.isin(orders.longer, subject[_corrected_levels(frame)])
    sums = seen.sums(sums)
    signs = printed_signs(frame, subject, declared, aimed, signed)
    least, most = (ends[sums.owner - len(frame)] for ends in _ends(trusted))
    ties = Ties(
        flat([orders.longer, rated.row, rated.own, rebased.later, rebased.earlier]),
        flat([orders.shorter, rated.own, rated.row, rebased.earlier, rebased.later]),
    )
    zeros = Zeros(frame, subject, reference, signs, signed, sums, least, most, ties)
    untested = has_no_base(frame, subject, reference, zeros.derived())
    said = _statement_links(frame, subject, reference)
    links = [
        _which(said, ~untested),
        _links(len(frame) + np.arange(len(declared)), BOUND, aimed),
        _links(len(frame) + len(declared) + rated.rate, RATIO, rated.own, rated.row),
        _links(first_rebasing + rebased.factor, RATIO, rebased.later, rebased.earlier),
        _links(orders.owner, RATIO, orders.longer, orders.shorter, ~corrected),
    ]
    between = between_members(plan, quantities, lambda: _printed_by(frame, subject))
    return System(
        replace(loaded.plan, between=(*loaded.plan.between, *between)),
        loaded.statements,
        frame,
        quantities.frame(),
        signed,
        tuple(trusted),
        Links(*(flat([getattr(each, name) for each in links]) for name in _LINK)),
        sums,
        _which(said, untested),
        _links(orders.owner, RATIO, orders.longer, orders.shorter, corrected),
    )


def _printed_by(frame: pd.DataFrame, subject: Codes) -> dict[int, str]:
    """By quantity, the statement that prints its level."""
    rows = np.flatnonzero((frame["kind"] == "level").to_numpy(dtype=bool) & (subject >= 0))
    names = frame["statement"].iloc[rows].tolist()
    return dict(zip(subject[rows].tolist(), names, strict=True))


def _spoken(
    frame: pd.DataFrame, declared: Sequence[Declared], plan: Plan
) -> tuple[Quantities, list[Codes]]:
    """What statements and targets are about, and of each row its subject, reference or target."""
    names = {
        INDICATOR: [*plan.indicators, *(each.total for each in plan.identities)],
        UNIT: [each.unit for each in plan.indicators.values()],
    }
    if any(each.roll_up for each in plan.indicators.values()):
        names[ENTITY] = [each.parent for each in plan.entities.values()]
    tables = [frame[_KEY], _references(frame), declared_keys(declared, plan)]
    return number_quantities(tables, names)


class _Rated(NamedTuple):
    """Quantities in another unit, their counterparts in their own, and the rate between them.

    `rate` is the place of that in what is `trusted`.
    """

    row: Codes
    own: Codes
    rate: Codes
    trusted: list[Trusted]


def _with_rated(quantities: Quantities, plan: Plan) -> tuple[Quantities, _Rated]:
    """The quantities with all subtotals, and with the counterparts of those in another unit."""
    quantities = with_identities(with_unspoken_levels(quantities, plan), plan)
    pairs = list(conversions(quantities, plan))
    rows = [row for row, _ in pairs]
    quantities, own = quantities.with_more(counterparts(quantities, plan, rows))
    rates = list(dict.fromkeys(rate for _, rate in pairs))
    at = {rate: place for place, rate in enumerate(rates)}
    place = np.array([at[rate] for _, rate in pairs], dtype=np.int64)
    trusted = [
        _trusted_rate(rate) if isinstance(rate, Rate) else _trusted_units(*rate) for rate in rates
    ]
    rated = _Rated(np.array(rows, dtype=np.int64), own, place, trusted)
    return with_subtotals(quantities, plan), rated


_LINK = ("owner", "form", "x", "y")


def _references(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[[f"ref_{name}" for name in _KEY]].set_axis(_KEY, axis=1)


def _trusted_target(declared: Declared, unit: str) -> Trusted:
    """A declared value as printed; of several a source may mean any."""
    target = declared.target
    return Trusted(
        "target",
        declared.name,
        declared.interval,
        assumed=False,
        place=target.place,
        lax=declared.lax,
        printed=declared.printed,
        unit=unit,
        about=About(target.indicator, target.entity, target.period.text),
    )


def _trusted_rate(rate: Rate) -> Trusted:
    name = phrase("{from_} to {to}, {period}", from_=rate.from_, to=rate.to, period=rate.period)
    return Trusted("rate", name, rate.range, True, rate.place)


def _trusted_units(unit: str, to: str) -> Trusted:
    """What one unit is worth in another, which nobody need state."""
    factor = factor_between(unit, to)
    assert factor is not None, "only units of one dimension are converted"
    name = phrase("{from_} to {to}", from_=unit, to=to)
    return Trusted("rate", name, Interval.exactly(factor), False, Place(""))


def _which(links: Links, statements: NDArray[np.bool_]) -> Links:
    kept = statements[links.owner]
    return Links(*(getattr(links, name)[kept] for name in _LINK))


def _ends(trusted: Sequence[Trusted]) -> tuple[Numbers, Numbers]:
    """The least and the most of what is trusted, as floats."""
    lows = [-np.inf if each.interval.low is None else float(each.interval.low) for each in trusted]
    highs = [
        np.inf if each.interval.high is None else float(each.interval.high) for each in trusted
    ]
    return np.array(lows, dtype=float), np.array(highs, dtype=float)


def _statement_links(frame: pd.DataFrame, subject: Codes, reference: Codes) -> Links:
    kinds = frame["kind"].cat
    form = np.array([FORMS.get(kind, -1) for kind in kinds.categories], dtype=np.int64)[kinds.codes]
    owner = np.flatnonzero(form >= 0).astype(np.int64)
    forms: Codes = form[owner]
    other: Codes = np.where(forms == BOUND, -1, reference[owner]).astype(np.int64)
    return Links(owner, forms, subject[owner], other)


def _links(
    owner: Codes,
    form: int,
    x: Codes,
    y: Codes | None = None,
    kept: NDArray[np.bool_] | None = None,
) -> Links:
    y = np.full(len(owner), -1, dtype=np.int64) if y is None else y
    links = (owner, np.full(len(owner), form, dtype=np.int64), x, y)
    return Links(*(each if kept is None else each[kept] for each in links))


def _corrected_levels(frame: pd.DataFrame) -> NDArray[np.bool_]:
    """The figures in which what was counted before was put right."""
    return np.asarray(frame["revised"] & (frame["kind"] == "level"))
