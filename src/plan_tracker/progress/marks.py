"""What a reader must know of a target beside its status."""

from itertools import chain

from plan_tracker.model.plan import Settings
from plan_tracker.progress.case import Case
from plan_tracker.progress.goal import Side
from plan_tracker.progress.verdict import Verdict


def list_marks(case: Case, verdict: Verdict, settings: Settings) -> tuple[str, ...]:
    """The codes of all that holds, whatever the status."""
    marks = chain(
        _of_the_way(case, verdict.side),
        _of_the_end(case, verdict),
        _of_the_figure(case, settings),
    )
    return tuple(code for code, holds in marks if holds)


def _of_the_way(case: Case, side: Side) -> list[tuple[str, bool]]:
    bound = side.bound.value
    lost = not case.cumulative and case.start is None and case.expected is None and not case.final
    kept = case.kept(side)
    same = kept and case.baseline is not None and case.baseline.value == bound
    return [
        ("NO_BASELINE", lost),
        ("ONE_POINT", lost and not case.several),
        ("PATH_LINEAR", case.straight),
        ("T_EQ_B", same),
        ("MET_AT_BASELINE", kept and not same),
        ("T_ZERO", bound == 0 and case.goal.value is not None),
        ("OVERSHOOT", not kept and _beyond(case, side)),
    ]


def _of_the_end(case: Case, verdict: Verdict) -> list[tuple[str, bool]]:
    worsening = verdict.status == "met" and not case.past_due and _worse_than_before(case, verdict)
    return [
        ("MET_BUT_WORSENING", worsening),
        ("PAST_DUE", case.past_due),
        ("MET_LATE", verdict.status == "missed" and case.final and _met_later(case, verdict.side)),
        ("LATE", case.figure.end > case.goal.finish),
    ]


def _of_the_figure(case: Case, settings: Settings) -> list[tuple[str, bool]]:
    goal, figure = case.goal, case.figure
    old = (case.as_of - figure.end).days > settings.stale_days
    outside = figure.end < goal.target.period.start <= case.as_of
    return [
        ("STALE", not case.final and (old or outside)),
        ("GAP", case.cumulative and _unused(case)),
    ]


def _beyond(case: Case, side: Side) -> bool:
    """Whether the way there is over and done: not where staying below a limit is the aim."""
    way = not case.from_zero or (case.cumulative and case.large_is_good(side))
    margin = side.margin(case.actual).low
    return way and margin is not None and margin > 0


def _worse_than_before(case: Case, verdict: Verdict) -> bool:
    if case.goal.flow:
        return False
    before = [each for each in case.series.days(case.as_of) if each.end < case.figure.end]
    gain = (case.actual - before[-1].amount) * verdict.side.direction if before else None
    return gain is not None and gain.high is not None and gain.high < 0


def _met_later(case: Case, side: Side) -> bool:
    """Whether a level came to the good side of the target after its due date."""
    later = (each for each in case.series.days(case.as_of) if each.end > case.figure.end)
    margins = (side.margin(each.amount).value for each in later)
    return not case.goal.flow and any(each is not None and each >= 0 for each in margins)


def _unused(case: Case) -> bool:
    """Whether figures of the period stand after a gap, and so could not be added."""
    period = case.goal.target.period
    inside = case.series.within(period.start, min(period.end, case.as_of))
    return any(each.end > case.figure.end for each in inside)
