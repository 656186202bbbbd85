"""eurostat: the yearly growth so far as a share of the yearly growth that the target requires."""

from collections.abc import Mapping
from fractions import Fraction

from plan_tracker.model.plan import MethodName
from plan_tracker.progress.estimate import as_float
from plan_tracker.progress.methods.yearly import Yearly, growth
from plan_tracker.progress.outcome import Assessed
from plan_tracker.progress.status import Status

_SIGNIFICANT, _MODERATE = Fraction(95, 100), Fraction(60, 100)


class Eurostat:
    """The yearly growth so far as a share of the yearly growth that the target requires.

    R = ((now/base)^(1/n) − 1) ÷ ((target/base)^(1/m) − 1), over n years so far and m to the target.
    Significant progress from 0.95, moderate from 0.60, insufficient from 0, and away from the
    target below. A target that is met is significant progress.

    Source: Eurostat, Sustainable development in the European Union, monitoring report on progress
    towards the SDGs, annex on the method of assessing indicators with a quantitative target.

    Weak points: only the first and the newest year count; values on both sides of zero, or a base
    of zero, have no rate; a share near 100 % needs ever smaller rates. The publication looks back
    5 and 15 years; here the base is the baseline, or the first year that is known. What it calls
    an indicator without a target has no assessment here. Its reports give the rates of their
    indicators rounded, so no published case can be worked again to the last digit.
    """

    name: MethodName = "eurostat"
    bands: Mapping[str, Status] = {
        "significant": "on-track",
        "moderate": "at-risk",
        "insufficient": "off-track",
        "away": "off-track",
    }

    def assess(self, yearly: Yearly) -> Assessed | None:
        """R and its band; None where it is not assessable."""
        if yearly.target is None:
            return None
        observed = growth(yearly.now, yearly.base, yearly.now_year - yearly.base_year)
        required = growth(yearly.target, yearly.base, yearly.target_year - yearly.base_year)
        ratio = observed / required if observed is not None and required else None
        if yearly.met:
            return Assessed("eurostat", as_float(ratio), None, "significant")
        return None if ratio is None else Assessed("eurostat", as_float(ratio), None, _band(ratio))


def _band(ratio: Fraction) -> str:
    if ratio < 0:
        return "away"
    if ratio >= _SIGNIFICANT:
        return "significant"
    return "moderate" if ratio >= _MODERATE else "insufficient"
