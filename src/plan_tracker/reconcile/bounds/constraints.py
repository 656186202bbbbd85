"""The constraints of a system as arrays: as they are ordinarily read, or as widely as can be."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from plan_tracker.language.numbers import DECIMAL
from plan_tracker.model.interval import Interval
from plan_tracker.reconcile.bounds.rounding import down, up
from plan_tracker.reconcile.system.claims import FACTORS, FORMS
from plan_tracker.reconcile.system.system import BOUND, RATIO, Codes, Numbers, Sums, System

_LEAST_SHRUNK = 300.0  # what is a thousandth is at most three times itself


@dataclass(frozen=True, slots=True)
class Constraints:
    """The constraints of some owners with the ordinary interval of each, as floats.

    `low` and `high` go with the links, `rest_low` and `rest_high` with the sums. `signed` says
    which quantities may be negative, `bases` which are above zero, as claims divide by them.
    """

    owner: Codes
    form: Codes
    x: Codes
    y: Codes
    low: Numbers
    high: Numbers
    sums: Sums
    rest_low: Numbers
    rest_high: Numbers
    signed: NDArray[np.bool_]
    bases: NDArray[np.bool_]

    def least_left(self, low: Numbers) -> Numbers:
        """For each sum the least that a total of at least this leaves its parts."""
        return np.asarray(low * (1 - np.where(low < 0, self.rest_low, self.rest_high)))

    def most_left(self, high: Numbers) -> Numbers:
        """For each sum the most that a total of at most this leaves its parts."""
        return np.asarray(high * (1 - np.where(high < 0, self.rest_high, self.rest_low)))

    def of(self, owners: Codes) -> "Constraints":
        """Only what these owners say."""
        return self.only(np.isin(self.owner, owners), np.isin(self.sums.owner, owners))

    def only(self, links: NDArray[np.bool_], sums: NDArray[np.bool_]) -> "Constraints":
        """Only these links and sums."""
        return self.take(np.flatnonzero(links), np.flatnonzero(sums))

    def take(self, links: Codes, sums: Codes) -> "Constraints":
        """Only these rows of the links and the sums, in this order."""
        first, lengths = self.sums.first[sums], np.diff(self.sums.first)[sums]
        ends = np.concatenate([[0], np.cumsum(lengths)])
        parts = np.repeat(first - ends[:-1], lengths) + np.arange(ends[-1])
        whole = Sums(self.sums.owner[sums], self.sums.total[sums], self.sums.part[parts], ends)
        arrays = {name: getattr(self, name)[links] for name in _LINK}
        rest = {name: getattr(self, name)[sums] for name in ("rest_low", "rest_high")}
        return replace(self, **arrays, **rest, sums=whole)


_LINK = ("owner", "form", "x", "y", "low", "high")


def ordinary(system: System) -> Constraints:
    """Every constraint with its ordinary interval."""
    trusted = [each.interval for each in system.trusted]
    low, high = _ends(system, "low", "high")
    return _constraints(system, low, high, trusted)


def careless(system: System) -> Constraints:
    """Every constraint with its lax interval."""
    low, high = _ends(system, "lax_low", "lax_high")
    return _constraints(system, low, high, [each.lax or each.interval for each in system.trusted])


def widest(system: System, *, misplaced: bool) -> Constraints:
    """Every constraint with its lax interval; one that another notation is possible for with none.

    Thousands marks that start decimals do so in all texts of that form or in none: `misplaced`
    says which. What is contradictory either way is so under all readings that are no slips.
    """
    low, high = _ends(system, "lax_low", "lax_high")
    doubtful, kind = system.frame["doubtful"].cat, system.frame["kind"].cat
    marks = np.array([each.endswith(DECIMAL) for each in doubtful.categories], dtype=bool)
    other = np.array([each != "" for each in doubtful.categories], dtype=bool)
    bound = np.array([FORMS.get(each) == BOUND for each in kind.categories], dtype=bool)
    marked = marks[doubtful.codes] & bound[kind.codes]
    open_ = other[doubtful.codes] & ~marked
    low, high = np.where(open_, -np.inf, low), np.where(open_, np.inf, high)
    if misplaced:
        low = np.where(marked, np.minimum(0.0, low / _LEAST_SHRUNK), low)
        high = np.where(marked, np.maximum(0.0, high / _LEAST_SHRUNK), high)
    return _constraints(system, low, high, [each.lax or each.interval for each in system.trusted])


def _constraints(
    system: System, low: Numbers, high: Numbers, trusted: Sequence[Interval]
) -> Constraints:
    frame, links = system.frame, system.links
    low = np.concatenate([low, [-np.inf if i.low is None else float(i.low) for i in trusted]])
    high = np.concatenate([high, [np.inf if i.high is None else float(i.high) for i in trusted]])
    assert len(frame) + len(trusted) == len(low)
    return Constraints(
        links.owner,
        links.form,
        links.x,
        links.y,
        down(low[links.owner]),
        up(high[links.owner]),
        system.sums,
        down(low[system.sums.owner]),
        up(high[system.sums.owner]),
        system.signed,
        _bases(system),
    )


def _bases(system: System) -> NDArray[np.bool_]:
    """What statements divide by, where it cannot be negative either."""
    links = system.links
    bases = np.zeros(len(system.signed), dtype=bool)
    bases[links.y[(links.form == RATIO) & (links.owner < len(system.frame))]] = True
    return np.asarray(bases & ~system.signed)


def _ends(system: System, *columns: str) -> tuple[Numbers, ...]:
    """What each statement binds, rounded outwards: a printed end can be no float."""
    low, high = (system.frame[column].to_numpy(copy=True) for column in columns)
    low, high = down(low), up(high)
    years = system.frame["years"].to_numpy(dtype=float)
    for kind, factor in FACTORS.items():
        rows = (system.frame["kind"] == kind).to_numpy()
        least = np.where(high[rows] < factor.least, -np.inf, factor.least)
        low[rows] = factor.of(np.maximum(low[rows], least), years[rows])
        high[rows] = factor.of(high[rows], years[rows])
    return low, high
