"""unescap: what a line through the years, newer ones weighing more, leaves of the way."""

from collections.abc import Mapping
from fractions import Fraction

from plan_tracker.model.plan import MethodName
from plan_tracker.progress.estimate import as_float
from plan_tracker.progress.methods.yearly import Yearly
from plan_tracker.progress.outcome import Assessed
from plan_tracker.progress.status import Status

_LEAST = 2  # years
_LITTLE, _ALL = Fraction(1, 10), Fraction(1)


class Unescap:
    """What a line through the years, newer ones weighing more, leaves of the way.

    The anticipated value is that of a least squares line in the target year, where each year
    weighs as much as it is years after the one before the first. The gap is (target − anticipated)
    ÷ (target − base), at least 0. Maintain the pace up to 0.10, accelerate up to 1, and reverse
    the trend above, where the target year is expected to be worse than the base. A target that is
    anticipated to be passed, or is met and not left behind, is to be maintained.

    Source: United Nations ESCAP, Asia and the Pacific SDG Progress Report, technical notes on the
    Anticipated Progress Index, where the base is 2015; A. Bidarbakht Nia, A weighted extrapolation
    method for measuring the SDGs progress, ESCAP working paper SD/WP/04 (2017).

    Weak points: a straight line passes what is possible; needs two years, of which it then is the
    line through both; a target equal to the base has no gap. The technical notes say that newer
    years weigh more and leave the weights to the working paper; those here grow by equal steps,
    and no published case was found that gives all values it was worked out from.
    """

    name: MethodName = "unescap"
    bands: Mapping[str, Status] = {
        "maintain": "on-track",
        "accelerate": "at-risk",
        "reverse": "off-track",
    }

    def assess(self, yearly: Yearly) -> Assessed | None:
        """The gap and its band; None where it is not assessable."""
        target = yearly.target
        if target is None or len(yearly.values) < _LEAST or target == yearly.base:
            return None
        anticipated = _line(yearly.values, yearly.target_year)
        gap = (target - anticipated) / (target - yearly.base)
        passed = (anticipated - target) * yearly.direction >= 0
        share = Fraction(0) if passed else abs(gap)
        worse = not passed and gap > _ALL
        return Assessed("unescap", as_float(share), None, "reverse" if worse else _band(share))


def _band(gap: Fraction) -> str:
    return "maintain" if gap <= _LITTLE else "accelerate"


def _line(values: Mapping[int, Fraction], year: int) -> Fraction:
    """The weighted least squares line through at least two years, in another one."""
    weights = {each: each - min(values) + 1 for each in values}
    total = sum(weights.values())
    middle = Fraction(sum(weight * each for each, weight in weights.items()), total)
    level = sum((weight * values[each] for each, weight in weights.items()), Fraction(0)) / total
    spread = sum((weight * (each - middle) ** 2 for each, weight in weights.items()), Fraction(0))
    tilt = sum(
        (weight * (each - middle) * (values[each] - level) for each, weight in weights.items()),
        Fraction(0),
    )
    return level + tilt / spread * (year - middle)
