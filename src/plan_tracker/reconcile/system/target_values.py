"""The values of targets that were changed, as arrays: which were in force, and which fit best."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plan_tracker.model.period import read_period
from plan_tracker.model.plan import Revision, Target
from plan_tracker.reconcile.system.declared import Declared
from plan_tracker.reconcile.system.system import Codes, Numbers

_SCALE = 3.0  # decimal places between a scale word and the next
_ORDINARY, _LAX = 0.0, 1.0  # how well a value fits
APART = 2.0  # from here on it does not, by as much as it is more


@dataclass(frozen=True, slots=True)
class TargetValues:
    """The values of changed targets: arrays with a row a target and a column a value.

    Columns that a target has no value for are never in force.
    """

    amount: Numbers
    least: Numbers
    most: Numbers
    lax_least: Numbers
    lax_most: Numbers
    since: Numbers  # from which day on each was in force, as a number of days
    until: Numbers  # and before which

    @staticmethod
    def of(changed: Sequence[Declared]) -> "TargetValues":
        """Those of some targets."""
        rows = [[_numbers(value) for value in each.values] for each in changed]
        table = np.full((len(changed), max(map(len, rows)), len(rows[0][0])), np.nan)
        for target, values in enumerate(rows):
            table[target, : len(values)] = values

        amount, least, most, lax_least, lax_most, since = np.moveaxis(table, -1, 0)
        since = np.where(np.isnan(since), np.inf, since)
        until = np.append(since[:, 1:], np.full((len(changed), 1), np.inf), axis=1)
        return TargetValues(amount, least, most, lax_least, lax_most, since, until)

    def fits(self, low: Numbers, high: Numbers, targets: Codes) -> Numbers:
        """How well each value of its target fits each interval: a column a value."""
        low, high = low[:, None], high[:, None]
        with np.errstate(divide="ignore", invalid="ignore"):
            middle = np.where(np.isfinite(high), (low + high) / 2, low)
            places = np.log10(self.amount[targets] / middle)
            # Another scale word is one slip, however far it leads.
            apart = np.abs(places - _SCALE * np.round(places / _SCALE))
        fits = APART + np.nan_to_num(apart, nan=_SCALE)
        fits[(low <= self.lax_most[targets]) & (high >= self.lax_least[targets])] = _LAX
        fits[(low <= self.most[targets]) & (high >= self.least[targets])] = _ORDINARY
        return np.asarray(fits)

    def in_force(self, said: pd.DataFrame, targets: Codes) -> NDArray[np.bool_]:
        """Which values of its target were in force for each row: a column a value."""
        starts = _days(said["period"], _first_day)[:, None]
        ends = _days(said["published"], _last_day)[:, None]
        since, until = self.since[targets], self.until[targets]
        found: NDArray[np.bool_] = (since <= ends) & (until > starts)
        # What was published before anything was in force is of what was first declared.
        found[~found.any(axis=1), 0] = True
        return found


def best_value(fits: Numbers) -> NDArray[np.int64]:
    """The column that fits each row best; the newest of several."""
    last = fits.shape[1] - 1
    return np.asarray(last - np.argmin(fits[:, ::-1], axis=1), dtype=np.int64)


def _numbers(value: Target | Revision) -> tuple[float, ...]:
    """The amount of a value, its ends as it is read plainly and with little care, and its day."""
    lax = value.lax or value.interval
    lows, highs = zip(*((each.low, each.high) for each in (value.interval, lax)), strict=True)
    low, lax_low = (-np.inf if end is None else float(end) for end in lows)
    high, lax_high = (np.inf if end is None else float(end) for end in highs)
    amount = np.nan if value.value is None else float(value.value)
    day = float(value.since.toordinal()) if isinstance(value, Revision) else -np.inf
    return amount, low, high, lax_low, lax_high, day


def _days(texts: pd.Series, day: Callable[[str], float]) -> Numbers:
    """A day for each text, each text read once."""
    shown = texts.astype("str")
    read = {text: day(text) for text in shown.unique()}
    return shown.map(read).to_numpy(dtype=float)


def _first_day(period: str) -> float:
    """The first day that a period's text names, as a number of days."""
    return float(read_period(period).start.toordinal())


def _last_day(published: str) -> float:
    """The last day on which a source may have been published, the end of time where none is known.

    As a number of days.
    """
    day = read_period(published).end if published else date.max
    return float(day.toordinal())
