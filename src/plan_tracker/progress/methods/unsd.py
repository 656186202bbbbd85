"""unsd: where the growth so far leads, as a share of the way to the target."""

from collections.abc import Mapping
from fractions import Fraction

from plan_tracker.model.plan import MethodName
from plan_tracker.progress.estimate import as_float
from plan_tracker.progress.methods.yearly import Yearly, growth
from plan_tracker.progress.outcome import Assessed
from plan_tracker.progress.status import Status

_ON_TRACK, _FAIR = Fraction(95, 100), Fraction(10, 100)


class Unsd:
    """Where the growth so far leads, as a share of the way to the target.

    v_due = v_now · (1 + rate)^(years left), with the rate g = (now/base)^(1/n) − 1 so far, and
    share = (v_due − v_base) ÷ (target − v_base). On track from 0.95, fair from 0.10, off below. A
    target that is met is on track.

    Source: United Nations Statistics Division, Sustainable Development Goals Progress Chart,
    technical note on its methodology.

    Weak points: compound growth from two values runs away over many years; fair begins at a tenth
    of the way; values on both sides of zero, or a base of zero, have no rate.
    """

    name: MethodName = "unsd"
    bands: Mapping[str, Status] = {"on-track": "on-track", "fair": "at-risk", "off": "off-track"}

    def assess(self, yearly: Yearly) -> Assessed | None:
        """The share of the way that is gone by the due date; None where it is not assessable."""
        rate = growth(yearly.now, yearly.base, yearly.now_year - yearly.base_year)
        target = yearly.target
        if target is None or rate is None or target == yearly.base:
            return None
        due = yearly.now * (1 + rate) ** max(yearly.target_year - yearly.now_year, 0)
        share = (due - yearly.base) / (target - yearly.base)
        return Assessed("unsd", as_float(share), None, "on-track" if yearly.met else _band(share))


def _band(share: Fraction) -> str:
    if share >= _ON_TRACK:
        return "on-track"
    return "fair" if share >= _FAIR else "off"
