"""open-sdg: the growth rate so far against the growth rate that the target requires."""

from collections.abc import Mapping
from fractions import Fraction

from plan_tracker.model.plan import MethodName
from plan_tracker.progress.estimate import as_float
from plan_tracker.progress.methods.yearly import Yearly, growth, power
from plan_tracker.progress.outcome import Assessed
from plan_tracker.progress.status import Status

_ZERO = Fraction(1, 1000)  # stands for a base or a target of zero
_BEST, _WORST = Fraction(5), Fraction(-5)
_WITH_TARGET = (Fraction(95, 100), Fraction(60, 100))
_WITHOUT_TARGET = (Fraction(15, 1000), Fraction(5, 1000))
_EXPONENT = Fraction(444, 100)


class OpenSdg:
    """The growth rate so far against the growth rate that the target requires.

    With g(a, b, n) = (a/b)^(1/n) − 1, the observed rate runs from the base to the newest value and
    the required rate from the base to the target. R = sign · d · observed ÷ |required|, where d is
    1 if higher is better, else −1, and sign is −1 for a base below zero. Substantial from 0.95,
    moderate from 0.60, limited from 0, deterioration below. The score is 7.1429·R − 4.2857, at most
    5, for R from 0.6 on, else 4.1667·R − 2.5, at least −5; a target that is met scores 5.

    Without a target, v = sign · d · observed: substantial from 0.015, moderate from 0.005, limited
    from 0. A limit L multiplies the thresholds by C: 1 where |b| ≥ 2|L|, 1 − (b/L)^4.44 where b ≤
    L, else 1 − ((2L − b)/L)^4.44. The score is 125·v − 2.5, at least −5, for v below 0, then by
    band 500·v/C − 2.5, 250·v/C − 1.25, and 500·v/C − 5, at most 5.

    Source: Open SDG, progress status calculation (open-sdg.readthedocs.io; sdg-build,
    ProgressMeasure), after Eurostat, Sustainable development in the European Union, annex on the
    calculation of trends.

    Weak points: a base or target of zero counts as 0.001, which makes rates of any size; values on
    both sides of zero have no rate; percentages near their end need ever smaller rates; only the
    first and the newest year count. Not assessable with fewer than two years, or with a target
    equal to the base that is not met any more.
    """

    name: MethodName = "open-sdg"
    bands: Mapping[str, Status] = {
        "substantial": "on-track",
        "moderate": "at-risk",
        "limited": "off-track",
        "deterioration": "off-track",
    }

    def assess(self, yearly: Yearly) -> Assessed | None:
        """R or v with its score and band; None where it is not assessable."""
        base = yearly.base or _ZERO
        observed = growth(yearly.now, base, yearly.now_year - yearly.base_year)
        if observed is None:
            return None
        signed = yearly.direction * observed * (-1 if base < 0 else 1)
        if yearly.target is None:
            return _towards_better(yearly, base, signed)
        return _towards_target(yearly, base, signed)


def _towards_target(yearly: Yearly, base: Fraction, signed: Fraction) -> Assessed | None:
    target = yearly.target or _ZERO
    required = growth(target, base, yearly.target_year - yearly.base_year)
    ratio = signed / abs(required) if required else None
    if yearly.met:
        return Assessed("open-sdg", as_float(ratio), float(_BEST), "substantial")
    if ratio is None:
        return None
    if ratio >= _WITH_TARGET[1]:
        score = min(Fraction("7.1429") * ratio - Fraction("4.2857"), _BEST)
    else:
        score = max(Fraction("4.1667") * ratio - Fraction("2.5"), _WORST)
    return Assessed("open-sdg", as_float(ratio), as_float(score), _band(ratio, *_WITH_TARGET))


def _towards_better(yearly: Yearly, base: Fraction, value: Fraction) -> Assessed:
    times = _near_limit(base, yearly.limit)
    high, middle = (times * threshold for threshold in _WITHOUT_TARGET)
    band = _band(value, high, middle)
    return Assessed("open-sdg", as_float(value), as_float(_score(value, times, band)), band)


def _near_limit(base: Fraction, limit: Fraction | None) -> Fraction:
    """C: how much less is asked of what is near its limit already."""
    if limit is None or abs(base) >= 2 * abs(limit):
        return Fraction(1)
    b, end = abs(base), abs(limit)
    return 1 - power(b / end if b <= end else (2 * end - b) / end, _EXPONENT)


def _score(value: Fraction, times: Fraction, band: str) -> Fraction:
    if value < 0:
        return max(125 * value - Fraction("2.5"), _WORST)
    if not times:
        return _BEST  # at the limit, and not worse
    if band == "substantial":
        return min(500 * value / times - 5, _BEST)
    if band == "moderate":
        return 250 * value / times - Fraction("1.25")
    return 500 * value / times - Fraction("2.5")


def _band(value: Fraction, high: Fraction, middle: Fraction) -> str:
    if value < 0:
        return "deterioration"
    if value >= high:
        return "substantial"
    return "moderate" if value >= middle else "limited"
