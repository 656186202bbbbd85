"""What nothing prints, but comes to zero by what is printed.

A total all of whose parts are zero does, and what is left to a part where the others make the whole
total; so does what a change takes all of a figure away from, and what lies within a longer period
of nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plan_tracker.loading.fit import countable
from plan_tracker.reconcile.system.claims import FACTORS, FORMS
from plan_tracker.reconcile.system.signs import PrintedSigns
from plan_tracker.reconcile.system.system import BOUND, DIFFERENCE, Codes, Numbers, Sums

Mask = NDArray[np.bool_]

# Ends that should meet differ by so much, as sums of decimals are rounded.
_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Ties:
    """What is zero once something else is: the `second` of each pair if its `first` is."""

    first: Codes
    second: Codes


@dataclass(frozen=True)
class Zeros:
    """Finds what comes to zero among the quantities that statements speak of.

    `signs` are those that are printed, `signed` the quantities that may be negative, `least` and
    `most` what each sum leaves to others than its parts, as shares.
    """

    frame: pd.DataFrame
    subject: Codes
    reference: Codes
    signs: PrintedSigns
    signed: Mask
    sums: Sums
    least: Numbers
    most: Numbers
    ties: Ties

    def derived(self) -> PrintedSigns:
        """The signs, with what comes to zero where some claim divides by it."""
        if not self._asked():
            return self.signs

        zero = self.signs.zero | self._by_change()
        while True:
            before = int(zero.sum())
            for found in (self._by_sum(zero), self._by_tie(zero)):
                zero |= found & self._free
            if int(zero.sum()) == before:
                return self.signs._replace(zero=zero)

    @cached_property
    def _free(self) -> Mask:
        """What may be zero without a printed figure that says otherwise."""
        return ~self.signs.printed & ~self.signed

    def _asked(self) -> bool:
        """Whether any claim divides by what is not printed."""
        divides = self._of_kinds(list(FACTORS))
        return bool(self._free[self.reference[divides]].any())

    def _of_kinds(self, kinds: Sequence[str]) -> Codes:
        """The rows of statements of these kinds that compare two quantities."""
        return np.flatnonzero(
            self.frame["kind"].isin(list(kinds)).to_numpy() & (self.reference >= 0)
        )

    @cached_property
    def _levels(self) -> tuple[Numbers, Numbers, Numbers]:
        """The least and the most that each quantity is, and one value that is printed of it.

        What comes whole is what is printed, where it is not rounded to more than a whole.
        """
        frame, kinds = self.frame, self.frame["kind"].cat
        level = np.array([FORMS.get(kind) == BOUND for kind in kinds.categories], dtype=bool)
        rows = np.flatnonzero(level[kinds.codes])
        units = frame["unit"].cat
        whole = np.array([countable(unit) for unit in units.categories], dtype=bool)
        value, low, high = (
            frame[name].to_numpy(dtype=float)[rows] for name in ("value", "low", "high")
        )
        counted = whole[units.codes[rows]] & (high - low <= 1)
        quantity, count = self.subject[rows], len(self.signed)

        least = np.where(self.signed, -np.inf, 0.0)
        most, printed = np.full(count, np.inf), np.full(count, np.nan)
        np.maximum.at(least, quantity, np.where(counted, value, low))
        np.minimum.at(most, quantity, np.where(counted, value, high))
        printed[quantity] = value
        return least, most, printed

    def _by_change(self) -> Mask:
        """What a figure has grown by all of itself from, or fallen to by all that there was."""
        zero = np.zeros(len(self.signed), dtype=bool)
        differences = [kind for kind, form in FORMS.items() if form == DIFFERENCE]
        rows = self._of_kinds(differences)
        if not len(rows):
            return zero

        _, most, printed = self._levels
        low, high, value = (
            self.frame[name].to_numpy(dtype=float)[rows] for name in ("low", "high", "value")
        )
        now, before = self.subject[rows], self.reference[rows]
        zero[before[(printed[now] == value) | ~_above(most[now] - low, most[now])]] = True
        zero[now[(printed[before] == -value) | ~_above(most[before] + high, most[before])]] = True
        return zero & self._free

    def _by_sum(self, zero: Mask) -> Mask:
        """Totals of nothing, parts of nothing, and parts to which the others leave nothing."""
        sums = self.sums
        found = np.zeros(len(zero), dtype=bool)
        if not len(sums.total):
            return found

        size = np.diff(sums.first)
        instance = np.repeat(np.arange(len(size)), size)
        spoken = sums.part >= 0
        zeros = np.bincount(instance, spoken & zero[sums.part], len(size))
        found[sums.total[(zeros == size) & (self.most < 1)]] = True

        least, most, _ = self._levels
        given = np.bincount(instance, np.where(spoken, least[sums.part], 0.0), len(size))
        total = np.where(zero[sums.total], 0.0, most[sums.total])
        with np.errstate(invalid="ignore"):
            nothing = ~_above(total * (1 - self.least) - given, total)
        found[sums.part[spoken & (nothing | zero[sums.total])[instance]]] = True
        return found

    def _by_tie(self, zero: Mask) -> Mask:
        """What is zero as something else is."""
        found = np.zeros(len(zero), dtype=bool)
        found[self.ties.second[zero[self.ties.first]]] = True
        return found


def _above(amount: Numbers, of: Numbers) -> Mask:
    """Which amounts are above zero, by more than rounding; what is not known may be."""
    return np.isnan(amount) | (amount > np.where(np.isfinite(of), _CLOSE * np.abs(of), 0.0))
