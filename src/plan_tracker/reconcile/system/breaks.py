"""Breaks in series: from a day on figures are on another base than those before.

A claim that compares across a break is about the earlier figure on the later base: a quantity of
its own, which a known factor ties to the figure itself, and nothing else does. So such a claim is
untested without a factor, while two claims of one comparison still contradict each other.
"""

from fractions import Fraction
from math import prod
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plan_tracker.loading.frame.codes import number_rows, number_texts
from plan_tracker.model.interval import Interval
from plan_tracker.model.plan import Plan
from plan_tracker.model.text import phrase
from plan_tracker.reconcile.system.quantities import (
    END,
    ENTITY,
    INDICATOR,
    VINTAGE,
    Quantities,
)
from plan_tracker.reconcile.system.reports import report_of
from plan_tracker.reconcile.system.system import Codes, Trusted

_SERIES = ["indicator", "entity"]
_DAYS = 4_000_000  # more than there are in ten thousand years
_ANYBODY = ""


class Breaks:
    """The days from which on figures are on another base.

    Those that a plan declares are of an indicator, for whatever entity; those that the status of a
    figure tells are of the entity too.
    """

    def __init__(self, frame: pd.DataFrame, plan: Plan) -> None:
        declared = pd.DataFrame(
            [
                (indicator.id, _ANYBODY, rebasing.since)
                for indicator in plan.indicators.values()
                for rebasing in indicator.rebased
            ],
            columns=[*_SERIES, "since"],
        )
        self._declared = declared.astype({"since": "datetime64[s]"})
        # A cumulative figure has another base than the one before it, which began on that day too.
        reported = frame.loc[frame["rebased"], [*_SERIES, "end"]].drop_duplicates()
        self._reported = reported.rename(columns={"end": "since"})

    def __bool__(self) -> bool:
        return bool(len(self._declared) or len(self._reported))

    def declared_by(self, indicator: pd.Series, day: pd.Series) -> Codes:
        """How many breaks that the plan declares each indicator has had by a day."""
        nobody = pd.Series(_ANYBODY, index=indicator.index)
        return _until(self._declared, indicator, nobody, day)

    def reported_by(self, indicator: pd.Series, entity: pd.Series, day: pd.Series) -> Codes:
        """How many breaks that figures report each series has had by a day."""
        return _until(self._reported, indicator, entity, day)

    def between(self, quantities: Quantities, one: Codes, two: Codes) -> NDArray[np.bool_]:
        """Which pairs of quantities of one series have a break between their last days."""
        if not self:
            return np.zeros(len(one), dtype=bool)

        parts = (INDICATOR, ENTITY, END)
        first, second = (
            [pd.Series(quantities.names[part].take(quantities.codes[of, part])) for part in parts]
            for of in (one, two)
        )
        bases = [
            (self.declared_by(indicator, day), self.reported_by(indicator, entity, day))
            for indicator, entity, day in (first, second)
        ]
        (declared, reported), (other_declared, other_reported) = bases
        return np.asarray((declared != other_declared) | (reported != other_reported))


def _until(breaks: pd.DataFrame, indicator: pd.Series, entity: pd.Series, day: pd.Series) -> Codes:
    """How many of these breaks each series has had by a day."""
    if breaks.empty:
        return np.zeros(len(indicator), dtype=np.int64)

    numbered = [
        number_texts([breaks[name].astype("str"), of.astype("str")])
        for name, of in zip(_SERIES, (indicator, entity), strict=True)
    ]
    sizes = [len(known) for _, known in numbered]
    series = number_rows(
        (np.concatenate(codes), size) for (codes, _), size in zip(numbered, sizes, strict=True)
    )
    known, asked = series[: len(breaks)] * _DAYS, series[len(breaks) :] * _DAYS
    until = np.sort(known + _ordinal(breaks["since"]))
    return np.searchsorted(until, asked + _ordinal(day), side="right") - np.searchsorted(
        until, asked, side="left"
    )


def _ordinal(days: pd.Series) -> Codes:
    """Days since the first of January of year 1; one before all of them where none is known."""
    numbers = days.to_numpy().astype("datetime64[D]")
    since = (numbers - np.datetime64("0001-01-01")).astype(np.int64)
    return np.where(np.isnat(numbers), -1, since)


class _Rebasing(NamedTuple):
    """From which base of an indicator to which, by how many declared breaks lie before each."""

    indicator: str
    before: int
    after: int


class Rebased(NamedTuple):
    """Rows that compare across breaks whose factors are known.

    Those of row `row[i]` make up `rebasing[i]`; `vintage[i]` is that of the earlier figure itself.
    """

    row: Codes
    vintage: list[str]
    rebasing: list[_Rebasing]


class RebasedLinks(NamedTuple):
    """Earlier figures on a later base (`later`), the figures themselves, and the factor of each.

    `factor` is the place in `trusted`.
    """

    later: Codes
    earlier: Codes
    factor: Codes
    trusted: list[Trusted]


def across_breaks(frame: pd.DataFrame, plan: Plan, breaks: Breaks) -> tuple[pd.DataFrame, Rebased]:
    """The frame with what may be on another base than its figures told apart, as vintages.

    That is what claims compare with across a break, and the earlier levels (`base`) in a report
    that has figures after the break too: it does not say on which base they are.
    """
    if not breaks:
        return frame, Rebased(np.empty(0, dtype=np.int64), [], [])

    indicator, entity = (frame[f"ref_{name}"].astype("str") for name in _SERIES)
    declared, declared_now = (
        breaks.declared_by(indicator, frame[end]) for end in ("ref_end", "end")
    )
    reported, reported_now = (
        breaks.reported_by(indicator, entity, frame[end]) for end in ("ref_end", "end")
    )
    compared = indicator != ""
    across = compared & ((declared != declared_now) | (reported != reported_now))

    own = frame["ref_vintage"].astype("str")
    bases = [f" on base {one}.{two}" for one, two in zip(declared_now, reported_now, strict=True)]
    later = own.where(~across, own + pd.Series(bases, index=frame.index))
    vintage = frame["vintage"].astype("str")
    unclear = _of_either_base(frame, breaks)
    told_apart = frame.assign(
        vintage=vintage.where(~unclear, vintage + " on either base").astype("category"),
        ref_vintage=later.astype("category"),
    )

    names, owns = indicator.tolist(), own.tolist()
    rows, rebasings = [], []
    for row in np.flatnonzero(across & (reported == reported_now)).tolist():
        rebasing = _Rebasing(names[row], int(declared[row]), int(declared_now[row]))
        if _factor(rebasing, plan) is not None:
            rows.append(row)
            rebasings.append(rebasing)
    return told_apart, Rebased(
        np.array(rows, dtype=np.int64), [owns[row] for row in rows], rebasings
    )


def with_rebased(
    quantities: Quantities, reference: Codes, rebased: Rebased, plan: Plan
) -> tuple[Quantities, RebasedLinks]:
    """The quantities with the earlier figures themselves, and what ties them to those rebased."""
    later = reference[rebased.row]
    codes = quantities.codes[later].copy()
    codes[:, VINTAGE] = [quantities.number(VINTAGE, name) for name in rebased.vintage]
    spoken = codes[:, VINTAGE] >= 0
    quantities, earlier = quantities.with_more(codes[spoken])

    used = sorted({each for each, there in zip(rebased.rebasing, spoken, strict=True) if there})
    place = [
        used.index(each) for each, there in zip(rebased.rebasing, spoken, strict=True) if there
    ]
    pairs = np.column_stack([later[spoken], earlier, np.array(place, dtype=np.int64)])
    later, earlier, factor = np.unique(pairs.reshape(-1, 3), axis=0).T
    return quantities, RebasedLinks(later, earlier, factor, [_trusted(each, plan) for each in used])


def _of_either_base(frame: pd.DataFrame, breaks: Breaks) -> pd.Series:
    """Earlier levels from before a break in reports that have figures from after it."""
    bases = frame["kind"] == "base"
    if not bases.any():
        return bases

    indicator, entity = (frame[name].astype("str") for name in _SERIES)
    number = pd.Series(
        breaks.declared_by(indicator, frame["end"])
        + breaks.reported_by(indicator, entity, frame["end"]),
        index=frame.index,
    )
    newest = number.groupby([report_of(frame), indicator, entity], sort=False).transform("max")
    return bases & (number < newest)


def _factor(rebasing: _Rebasing, plan: Plan) -> Fraction | None:
    """What figures on one base are multiplied by to be on another; None where it is not known."""
    before, after = rebasing.before, rebasing.after
    between = plan.indicators[rebasing.indicator].rebased[min(before, after) : max(before, after)]
    factors = [each.factor for each in between if each.factor is not None]
    if len(factors) < len(between):
        return None
    product = prod(factors, start=Fraction(1))
    return product if before < after else 1 / product


def _trusted(rebasing: _Rebasing, plan: Plan) -> Trusted:
    indicator = plan.indicators[rebasing.indicator]
    factor = _factor(rebasing, plan)
    assert factor is not None, "only what has a factor is tied"
    since = indicator.rebased[max(rebasing.before, rebasing.after) - 1].since
    name = phrase("{indicator}, {day}", indicator=indicator.id, day=since.isoformat())
    return Trusted("rebasing", name, Interval.exactly(factor), True, indicator.place)
