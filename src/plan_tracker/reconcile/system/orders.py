"""What comes together over a period: never less than over a shorter one from the same day."""

from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plan_tracker.model.interval import Interval
from plan_tracker.model.place import Place
from plan_tracker.model.plan import Indicator, Plan
from plan_tracker.model.text import Text, phrase
from plan_tracker.reconcile.system.breaks import Breaks
from plan_tracker.reconcile.system.quantities import (
    END,
    INDICATOR,
    MEASURE,
    START,
    TIMING,
    Quantities,
)
from plan_tracker.reconcile.system.reports import SeenByReports
from plan_tracker.reconcile.system.system import Codes, Trusted

_ORDER = Trusted(
    "order",
    phrase("a flow over a longer period is at least that over a shorter one"),
    Interval(Fraction(1)),
    False,
    Place(""),
)


TO_CONFIRM = phrase("That the indicator adds up over its periods is still to be confirmed.")


class Orders(NamedTuple):
    """Pairs of quantities in order, the owner of each, and what is trusted in them."""

    owner: Codes
    longer: Codes
    shorter: Codes
    trusted: list[Trusted]


def orders_of(
    seen: SeenByReports,
    plan: Plan,
    breaks: Breaks,
    other: NDArray[np.bool_],
    implied: NDArray[np.bool_],
    first_owner: int,
) -> Orders:
    """The order of cumulative flows.

    Those in another unit than their indicator's (`other`) are an assumption; where rates convert
    both of a pair, it is `implied`. A year may be less by what its last entries take away. Nothing
    is known of figures on both sides of a break.
    """
    quantities = seen.quantities
    pair = _cumulative(quantities, plan)
    kept = seen.new_pairs(*pair) & ~(implied[pair[0]] & implied[pair[1]])
    kept &= ~breaks.between(quantities, *pair)
    longer, shorter = (each[kept] for each in pair)
    low = plan.settings.closing.low or Fraction(0)
    closed = is_a_year(quantities, longer) & (low < 0)
    guessed = [each.id for each in plan.indicators.values() if each.confirm]
    unsure = quantities.has(INDICATOR, guessed)[longer]
    owner = first_owner + other[longer] + 2 * closed + 4 * unsure
    trusted = [
        replace(
            _ORDER,
            interval=least,
            name=name,
            assumed=assumed or because is not None,
            because=because,
        )
        for because in (None, TO_CONFIRM)
        for least in (_ORDER.interval, Interval(1 + low))
        for name, assumed in ((_ORDER.name, False), (in_another_currency(_ORDER.name), True))
    ]
    if not len(longer):
        trusted = []
    return Orders(owner, seen.what[longer], seen.what[shorter], trusted)


def in_another_currency(name: str | Text) -> Text:
    """What is trusted of amounts in another currency: each may be converted at its own rate."""
    return phrase("{name}, in another currency", name=name)


def _cumulative(quantities: Quantities, plan: Plan) -> tuple[Codes, Codes]:
    """Pairs (longer, shorter) of actual flows that begin on one day, each with the next longer."""
    flows = [each.id for each in plan.indicators.values() if _only_grows(each)]
    actual = quantities.has(INDICATOR, flows) & quantities.has(MEASURE, ["actual"])
    adding = actual & quantities.has(TIMING, ["sum"])
    rows = np.flatnonzero(adding).astype(np.int64)
    number = quantities.alike_but_for(END)[rows]
    ends = quantities.names[END].to_numpy()[quantities.codes[rows, END]]
    order = np.lexsort((ends, number))
    place = np.flatnonzero(number[order][1:] == number[order][:-1])
    return rows[order[place + 1]], rows[order[place]]


def _only_grows(indicator: Indicator) -> bool:
    """Whether more days can only bring more."""
    return indicator.kind == "flow" and not indicator.signed and indicator.adds_over_time


def is_a_year(quantities: Quantities, rows: Codes) -> NDArray[np.bool_]:
    """Which quantities are of twelve whole months."""
    start, end = (
        pd.DatetimeIndex(quantities.names[part].take(quantities.codes[rows, part]))
        for part in (START, END)
    )
    return np.asarray(start + pd.DateOffset(years=1) == end + pd.Timedelta(days=1))
