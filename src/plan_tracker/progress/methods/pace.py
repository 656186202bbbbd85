"""pace: the way gone against the way that the path expects by now."""

from collections.abc import Mapping

from plan_tracker.model.plan import MethodName
from plan_tracker.progress.status import Status


class Pace:
    """The way gone against the way that the path expects by now.

    gap closed ÷ expected share, for a flow (A/T) ÷ expected share; for a limit the other way round.
    On track from 0.95, at risk from 0.80, off track below; a plan may set its own thresholds. It is
    the only one of the methods that knows a target's own path, its intervals and parts of a year.

    Source: our own, after the planned and earned value of earned value management (PMI, Practice
    Standard for Earned Value Management), with a path in place of the planned value.

    Weak points: needs a baseline or a period that adds up; a path that nobody meant is taken as a
    straight line; a target that was set too low is on track for ever.
    """

    name: MethodName = "pace"
    bands: Mapping[str, Status] = {
        "on-track": "on-track",
        "at-risk": "at-risk",
        "off-track": "off-track",
    }


PACE = Pace()
