"""german: where the mean yearly change leads, and by how much of what is left it misses."""

from collections.abc import Mapping
from fractions import Fraction

from plan_tracker.model.plan import MethodName
from plan_tracker.progress.estimate import as_float
from plan_tracker.progress.methods.yearly import Yearly
from plan_tracker.progress.outcome import Assessed
from plan_tracker.progress.status import Status

_MOST, _LEAST = 6, 4
_SUN, _SUN_AND_CLOUD = Fraction(5, 100), Fraction(20, 100)


class German:
    """Where the mean yearly change leads, and by how much of what is left it misses.

    The mean yearly change over the last six values, at least four, is carried on to the target
    year. The miss is (target − value then) ÷ (target − value now). Sun below 5 %, sun and cloud up
    to 20 %, cloud above, thunderstorm where the change is in the wrong direction. A target that is
    met is sun.

    Source: Statistisches Bundesamt, Sustainable Development in Germany, indicator report, section
    on the status of the indicators.

    Weak points: needs four values; the mean of yearly changes is the change from the first of them
    to the last, so two values decide; a miss is a share of what is left, so late in the day a small
    one is large.
    """

    name: MethodName = "german"
    bands: Mapping[str, Status] = {
        "sun": "on-track",
        "sun-and-cloud": "at-risk",
        "cloud": "off-track",
        "thunderstorm": "off-track",
    }

    def assess(self, yearly: Yearly) -> Assessed | None:
        """The miss as a share of what is left; None where it is not assessable."""
        years = sorted(yearly.values)[-_MOST:]
        if yearly.target is None or len(years) < _LEAST:
            return None
        first, last = years[0], years[-1]
        change = (yearly.values[last] - yearly.values[first]) / (last - first)
        left = yearly.target - yearly.now
        if yearly.met or not left:
            return Assessed("german", None, None, "sun")
        then = yearly.now + change * max(yearly.target_year - yearly.now_year, 0)
        miss = (yearly.target - then) / left
        return Assessed("german", as_float(miss), None, _band(miss, change * left))


def _band(miss: Fraction, towards: Fraction) -> str:
    if towards <= 0:
        return "thunderstorm"
    if miss < _SUN:
        return "sun"
    return "sun-and-cloud" if miss <= _SUN_AND_CLOUD else "cloud"
