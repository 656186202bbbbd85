"""What a reader must know of a target beside its status."""

from itertools import chain

from plan_tracker.model.plan import Settings
from plan_tracker.progress.comparison import Comparison
from plan_tracker.progress.goals.goal import Side
from plan_tracker.progress.judged.verdict import StatusVerdict


def list_reasons(
    comparison: Comparison, verdict: StatusVerdict, settings: Settings
) -> tuple[str, ...]:
    """The codes of all that holds, whatever the status."""
    marks = chain(
        _of_the_way(comparison, verdict.side),
        _of_the_end(comparison, verdict),
        _of_the_figure(comparison, settings),
    )
    return tuple(code for code, holds in marks if holds)


def _of_the_way(comparison: Comparison, side: Side) -> list[tuple[str, bool]]:
    bound = side.bound.value
    lost = (
        not comparison.cumulative
        and comparison.start is None
        and comparison.expected is None
        and not comparison.final
    )
    kept = comparison.kept(side)
    same = kept and comparison.baseline is not None and comparison.baseline.value == bound
    return [
        ("NO_BASELINE", lost),
        ("ONE_POINT", lost and not comparison.several),
        ("PATH_LINEAR", comparison.straight),
        ("T_EQ_B", same),
        ("MET_AT_BASELINE", kept and not same),
        ("T_ZERO", bound == 0 and comparison.goal.value is not None),
        ("OVERSHOOT", not kept and _beyond(comparison, side)),
    ]


def _of_the_end(comparison: Comparison, verdict: StatusVerdict) -> list[tuple[str, bool]]:
    worsening = (
        verdict.status == "met"
        and not comparison.past_due
        and _worse_than_before(comparison, verdict)
    )
    return [
        ("MET_BUT_WORSENING", worsening),
        ("PAST_DUE", comparison.past_due),
        (
            "MET_LATE",
            verdict.status == "missed"
            and comparison.final
            and _met_later(comparison, verdict.side),
        ),
        ("LATE", comparison.figure.end > comparison.goal.finish),
    ]


def _of_the_figure(comparison: Comparison, settings: Settings) -> list[tuple[str, bool]]:
    goal, figure = comparison.goal, comparison.figure
    old = (comparison.as_of - figure.end).days > settings.stale_days
    outside = figure.end < goal.target.period.start <= comparison.as_of
    return [
        ("STALE", not comparison.final and (old or outside)),
        ("GAP", comparison.cumulative and _unused(comparison)),
    ]


def _beyond(comparison: Comparison, side: Side) -> bool:
    """Whether the way there is over and done: not where staying below a limit is the aim."""
    way = not comparison.from_zero or (comparison.cumulative and comparison.large_is_good(side))
    margin = side.margin(comparison.actual).low
    return way and margin is not None and margin > 0


def _worse_than_before(comparison: Comparison, verdict: StatusVerdict) -> bool:
    if comparison.goal.flow:
        return False
    before = [
        level
        for level in comparison.series.days(comparison.as_of)
        if level.end < comparison.figure.end
    ]
    gain = (comparison.actual - before[-1].amount) * verdict.side.direction if before else None
    return gain is not None and gain.high is not None and gain.high < 0


def _met_later(comparison: Comparison, side: Side) -> bool:
    """Whether a level came to the good side of the target after its due date."""
    later = (
        each
        for each in comparison.series.days(comparison.as_of)
        if each.end > comparison.figure.end
    )
    margins = (side.margin(each.amount).value for each in later)
    return not comparison.goal.flow and any(each is not None and each >= 0 for each in margins)


def _unused(comparison: Comparison) -> bool:
    """Whether figures of the period stand after a gap, and so could not be added."""
    period = comparison.goal.target.period
    inside = comparison.series.within(period.start, min(period.end, comparison.as_of))
    return any(row.end > comparison.figure.end for row in inside)
