"""oecd: how likely the target is met if the years to come change as those so far have."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from math import erf, sqrt

from plan_tracker.model.plan import MethodName
from plan_tracker.progress.estimate import as_float
from plan_tracker.progress.methods.yearly import Yearly
from plan_tracker.progress.outcome import Assessed
from plan_tracker.progress.projected.projection import least_chance
from plan_tracker.progress.status import Status

_LEAST = 3  # yearly changes
_LIKELY, _UNLIKELY = Fraction(3, 4), Fraction(1, 4)
_FARTHEST = Fraction(40)  # standard deviations, beyond which no float tells chances apart


class Oecd:
    """How likely the target is met if the years to come change as those so far have.

    With mean m and sample variance s² of the k yearly changes so far, n years from now on the value
    is taken as normal around now + n·m with variance n·s²·(1 + n/k): the spread of n such changes
    and of their mean. Likely from 75 %, unlikely below 25 %, uncertain between; no surer than k
    changes can tell, 1 ÷ (k + 2) from either end. A target that is met is judged likewise: it may
    be lost.

    Source: OECD, The Short and Winding Road to 2030: Measuring Distance to the SDG Targets (2022),
    annex A, on projections by the variability of past changes.

    Weak points: the publication draws thousands of ways from past changes; here the normal
    distribution stands for them, so that the same data always give the same number, and extreme
    changes count for less. Changes are taken as alike and independent. Needs three yearly changes.
    The two thresholds are ours: the publication joins its chances with the direction of the trend.
    It prints no case with all its values, so none could be worked again.
    """

    name: MethodName = "oecd"
    bands: Mapping[str, Status] = {
        "likely": "on-track",
        "uncertain": "at-risk",
        "unlikely": "off-track",
    }

    def assess(self, yearly: Yearly) -> Assessed | None:
        """The chance and its band; None where it is not assessable."""
        changes = [
            (yearly.values[last] - yearly.values[first]) / (last - first)
            for first, last in pairwise(yearly.values)
        ]
        if yearly.target is None or len(changes) < _LEAST:
            return None

        mean = sum(changes, Fraction(0)) / len(changes)
        variance = sum(((each - mean) ** 2 for each in changes), Fraction(0)) / (len(changes) - 1)
        ahead = max(yearly.target_year - yearly.now_year, 0)
        margin = (yearly.now + ahead * mean - yearly.target) * yearly.direction
        spread = ahead * variance * (1 + Fraction(ahead, len(changes)))

        least = least_chance(len(changes))
        chance = min(max(_above(margin, spread), least), 1 - least)
        return Assessed("oecd", as_float(chance), None, _band(chance))


def _above(margin: Fraction, variance: Fraction) -> Fraction:
    """The chance that what is normal around a margin is not below zero."""
    if not variance:
        return Fraction(int(margin >= 0))
    squared = min(margin**2 / variance, _FARTHEST**2)
    deviations = sqrt(squared) if margin >= 0 else -sqrt(squared)
    return Fraction((1 + erf(deviations / sqrt(2))) / 2)


def _band(chance: Fraction) -> str:
    if chance >= _LIKELY:
        return "likely"
    return "uncertain" if chance >= _UNLIKELY else "unlikely"
