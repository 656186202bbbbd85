"""What comes together over a period, as the sum of what does over the parts of that period.

Parts that cover a period make it; those that leave days out come to at most as much, where nothing
can be negative. Which parts there are is what is spoken of: quarters, months, the days between two
cumulative figures.
"""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plan_tracker.model.interval import Interval
from plan_tracker.model.place import Place
from plan_tracker.model.plan import NO_ENTRIES, Indicator, Plan
from plan_tracker.model.text import Text, phrase
from plan_tracker.reconcile.system.breaks import Breaks
from plan_tracker.reconcile.system.exceptions import is_signed
from plan_tracker.reconcile.system.orders import TO_CONFIRM, in_another_currency, is_a_year
from plan_tracker.reconcile.system.quantities import (
    END,
    INDICATOR,
    MEASURE,
    START,
    TIMING,
    Quantities,
)
from plan_tracker.reconcile.system.spans import DAYS, Chains, Spans, backward_chains, forward_chains
from plan_tracker.reconcile.system.system import Codes, Sums, Trusted, flat

_OF_FIGURES = phrase(
    "a flow over a period is that of its parts, at least where they leave days out"
)
_OF_TARGETS = phrase("targets of the parts of a period make that of the whole")
_SHARED_OUT = phrase(
    "Targets of the parts of a period need not make that of the whole: that they do is an "
    "assumption."
)
_FIRST_DAY = np.datetime64("1000-01-01")


def with_time_sums(
    sums: Sums,
    quantities: Quantities,
    plan: Plan,
    breaks: Breaks,
    other: NDArray[np.bool_],
    implied: NDArray[np.bool_],
    first_owner: int,
) -> tuple[Sums, list[Trusted]]:
    """The sums with those over the parts of periods, and what is trusted in them.

    Those of amounts in another unit than their indicator's (`other`) are an assumption; where rates
    convert all of them, they are `implied`. Nothing is known of figures on both sides of a break.
    """
    rows = _adding_up(quantities, plan)
    spans = _spans(quantities, rows)
    nested = np.flatnonzero(spans.holding_others()) if len(rows) else rows
    rows, spans = rows[nested], spans.take(nested)
    if not len(rows):
        return sums, []

    signed = [each.id for each in plan.indicators.values() if is_signed(each)]
    signed_rows = quantities.has(INDICATOR, signed)[rows]
    totals, parts, counts = [], [], []
    figures = quantities.has(MEASURE, ["actual"])[rows]
    for chains in _telling(spans, signed_rows, figures):
        apart = breaks.between(quantities, rows[chains.whole], rows[chains.piece])
        unlike = np.bincount(chains.whole, apart, len(rows)) > 0
        unconverted = np.bincount(chains.whole, ~implied[rows[chains.piece]], len(rows)) > 0
        chains = chains.of(~unlike & (unconverted | ~implied[rows]))
        total, part, count = _instances(chains)
        totals.append(rows[total])
        parts.append(np.where(part < 0, -1, rows[part]))
        counts.append(count)

    total = flat(totals)
    owner, trusted = _trusted(quantities, total, plan, other)
    lengths = np.concatenate([np.diff(sums.first), flat(counts)])
    return Sums(
        np.concatenate([sums.owner, first_owner + owner]),
        np.concatenate([sums.total, total]),
        np.concatenate([sums.part, flat(parts)]),
        np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
    ), trusted


def _adding_up(quantities: Quantities, plan: Plan) -> Codes:
    """Flows that are printed, and targets of them: a limit to each part is none to the whole."""
    flows = [each for each in plan.indicators.values() if _adds_up(each)]
    wanted = [each.id for each in flows if each.better == "higher"]
    figures = quantities.has(MEASURE, ["actual"])
    figures &= quantities.has(INDICATOR, [each.id for each in flows])
    targets = quantities.has(MEASURE, ["target"]) & quantities.has(INDICATOR, wanted)
    return np.flatnonzero((figures | targets) & quantities.has(TIMING, ["sum"])).astype(np.int64)


def _adds_up(indicator: Indicator) -> bool:
    """Whether it is a flow; of one that is only guessed to be one, somebody must have said so."""
    guessed = indicator.confirm and indicator.additivity != "time"
    return indicator.kind == "flow" and indicator.adds_over_time and not guessed


def _spans(quantities: Quantities, rows: Codes) -> Spans:
    first, last = (
        _day_numbers(quantities.names[part])[quantities.codes[rows, part]] for part in (START, END)
    )
    return Spans(quantities.alike_but_for(START, END)[rows], first, last + 1)


def _day_numbers(days: pd.Index) -> Codes:
    """Days since the first on which a period can begin; 0 where none is known."""
    numbers = days.to_numpy().astype("datetime64[D]")
    since = (numbers - _FIRST_DAY).astype(np.int64)
    return np.where(np.isnat(numbers), 0, since)


def _telling(
    spans: Spans, signed: NDArray[np.bool_], figures: NDArray[np.bool_]
) -> tuple[Chains, Chains]:
    """The chains from the beginning and from the end of periods, as far as each tells something.

    The order of cumulative `figures` is told elsewhere, that of targets here. Where both cover a
    period, one does if what differs between them is made of its own parts.
    """
    forward, backward = forward_chains(spans), backward_chains(spans)
    both = forward.cover & backward.cover
    again = both & ~_ties_otherwise(spans, forward, backward)
    more = backward.lacking(forward) & ~again | (backward.cover & ~forward.cover)
    ahead = forward.cover | ~backward.cover | forward.lacking(backward)
    return (
        forward.of(ahead & _says_something(spans, forward, signed, figures)),
        backward.of(more & _says_something(spans, backward, signed, figures)),
    )


def _says_something(
    spans: Spans, chains: Chains, signed: NDArray[np.bool_], figures: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Of a part alone that begins with the whole, the order of cumulative figures says it."""
    begins = spans.start[chains.whole] == spans.start[chains.piece]
    first_alone = (
        (np.bincount(chains.whole, begins, len(signed)) > 0) & (chains.counts == 1) & figures
    )
    return np.asarray((chains.counts > 0) & (chains.cover | ~(signed | first_alone)))


def _ties_otherwise(spans: Spans, one: Chains, two: Chains) -> NDArray[np.bool_]:
    """Which periods have a part in one chain that is cut by the other, and has no parts itself."""
    cut = np.zeros(len(spans.start), dtype=bool)
    whole_of = len(spans.start)
    made = one.cover | two.cover
    for chains, by in ((one, two), (two, one)):
        # The days on which parts of the other chain begin, by whole, in order.
        begin = np.sort(by.whole * DAYS + spans.start[by.piece])
        after = np.searchsorted(
            begin, chains.whole * DAYS + spans.start[chains.piece], side="right"
        )
        before = np.searchsorted(begin, chains.whole * DAYS + spans.end[chains.piece])
        unmade = (before > after) & ~made[chains.piece]
        cut |= np.bincount(chains.whole, unmade, whole_of) > 0
    return cut


def _instances(chains: Chains) -> tuple[Codes, Codes, Codes]:
    """Totals, their parts one after the other, and how many: -1 for the days that are left out."""
    counts = chains.counts
    total = np.flatnonzero(counts)
    lacking = ~chains.cover[total]
    ends = np.cumsum(counts[total])
    return total, np.insert(chains.piece, ends[lacking], -1), counts[total] + lacking


def _trusted(
    quantities: Quantities, total: Codes, plan: Plan, other: NDArray[np.bool_]
) -> tuple[Codes, list[Trusted]]:
    """What is trusted of sums, and which of it of each."""
    guessed = [each.id for each in plan.indicators.values() if each.confirm]
    targets = quantities.has(MEASURE, ["target"])[total]
    closed = is_a_year(quantities, total) & (plan.settings.closing != NO_ENTRIES) & ~targets
    unsure = quantities.has(INDICATOR, guessed)[total]
    sorts, owner = np.unique(
        other[total] + 2 * closed + 4 * unsure + 8 * targets, return_inverse=True
    )
    return owner, [_of_sort(int(sort), plan) for sort in sorts]


def _of_sort(sort: int, plan: Plan) -> Trusted:
    in_other_unit, closed, unsure, of_targets = (bool(sort & bit) for bit in (1, 2, 4, 8))
    name: Text = _OF_TARGETS if of_targets else _OF_FIGURES
    trusted = Trusted("time", name, NO_ENTRIES, in_other_unit, Place(""))
    if closed:
        trusted = replace(trusted, interval=_entered(plan.settings.closing))
        name = phrase("{name}, but for entries at the year's end", name=name)
    if in_other_unit:
        name = in_another_currency(name)
    if of_targets:
        trusted = replace(trusted, assumed=True, because=_SHARED_OUT)
    if unsure:
        trusted = replace(trusted, assumed=True, because=TO_CONFIRM)
        name = phrase("{name}, to be confirmed", name=name)
    return replace(trusted, name=name)


def _entered(closing: Interval) -> Interval:
    """What is entered at the year's end as shares of the parts, as shares of the whole year."""
    low, high = closing.low or Fraction(0), closing.high or Fraction(0)
    return Interval(low / (1 + low), high / (1 + high))
