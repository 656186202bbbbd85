"""Judge every target of a plan by what was observed."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from plan_tracker.model.plan import Plan, Settings
from plan_tracker.progress.estimate import Estimate, as_float
from plan_tracker.progress.goals.declared import declared_goals
from plan_tracker.progress.goals.goal import Goal
from plan_tracker.progress.goals.growth import grown
from plan_tracker.progress.goals.implied import implied_goals
from plan_tracker.progress.judged.by_method import judge_by_method
from plan_tracker.progress.judged.lifetimes import with_lifetimes
from plan_tracker.progress.judged.measured import judge_measured
from plan_tracker.progress.judged.members import with_roll_up
from plan_tracker.progress.judged.milestones import judge_milestone
from plan_tracker.progress.judged.programmes import roll_up
from plan_tracker.progress.observed.observation import Observation
from plan_tracker.progress.observed.observations import Observations, split
from plan_tracker.progress.observed.roll_ups import with_members
from plan_tracker.progress.outcome import (
    EarlierFigure,
    Original,
    Progress,
    TargetStatus,
    TargetValue,
)

if TYPE_CHECKING:
    import pandas as pd


def judge(plan: Plan, observations: "pd.DataFrame", as_of: date | None = None) -> Progress:
    """The status of every declared target, then of every implied one, and of every programme.

    `observations` has one row per quantity, unit and basis, with the columns indicator, entity,
    measure and those of `Observation`. `as_of` defaults to the latest day that a reported figure
    reaches; what is dated after it is not used. Raises nothing for any finite input.
    """
    reported = split(observations)
    day = as_of or reported.as_of
    known = with_members(plan, reported)
    goals = [*declared_goals(plan, day), *implied_goals(plan, known)]
    settings = replace(plan.settings, thresholds=Settings().thresholds | plan.settings.thresholds)
    plan = replace(plan, settings=settings)

    targets = tuple(_judge(plan, goal, known, day or goal.target.period.start) for goal in goals)
    by_id = {target.id: target for target in targets}
    programmes = tuple(roll_up(programme, by_id) for programme in plan.programmes.values())
    return Progress(day, targets, programmes)


def _judge(plan: Plan, goal: Goal, observations: Observations, as_of: date) -> TargetStatus:
    """A goal as it stands, beside what it would be by its first value."""
    judged = _judge_goal(plan, goal, observations, as_of)
    if goal.first is None:
        return judged
    first = _judge_goal(plan, goal.first, observations, as_of)
    target = replace(
        judged.target, original=first.target.value, original_attainment=first.attainment
    )
    return replace(judged, target=target, original=_original(first))


def _judge_goal(plan: Plan, goal: Goal, observations: Observations, as_of: date) -> TargetStatus:
    key = (goal.target.indicator, goal.target.entity)
    by_measure = observations.series.get(key, {})
    goal = grown(goal, by_measure)
    unjudged = _unjudged(goal)

    if goal.indicator.kind == "milestone":
        rows = _attested(goal, observations)
        judged = judge_milestone(goal, unjudged, rows, as_of, plan.settings.thresholds)
    else:
        judged = judge_measured(goal, unjudged, by_measure, as_of, plan.settings)

    judged = _with_earlier(judged, observations, key)
    judged = with_lifetimes(plan, goal, judged)
    judged = judge_by_method(judged, goal, by_measure, as_of, plan.settings.method)
    judged = with_roll_up(plan, goal, judged, observations, as_of)

    # A target that does not bind is shown with its numbers, and not judged.
    for code, holds in (
        ("PROPOSED", goal.target.standing == "proposed"),
        ("NOT_IN_FORCE", not goal.in_force),
    ):
        if holds:
            return replace(judged, status="not-assessable", reasons=(*unjudged.reasons, code))
    return judged


def _attested(goal: Goal, observations: Observations) -> list[Observation]:
    """The stages attested for the target's entity, and those that a stage cites as its evidence.

    What a city tried out is no stage of the country's, unless the plan says so by citing it.
    """
    target = goal.target
    cited = (observations.attested.get(stage.source) for stage in target.stages)
    of_entity = observations.stages.get((target.indicator, target.entity), ())
    return sorted({*of_entity, *(each for each in cited if each)}, key=lambda each: each.end)


def _unjudged(goal: Goal) -> TargetStatus:
    target, indicator = goal.target, goal.indicator
    marks = {"REVISED": goal.first is not None, "LOOSENED": goal.loosened}
    return TargetStatus(
        id=target.id,
        indicator=indicator.id,
        name=target.name or indicator.name,
        entity=target.entity,
        unit=goal.unit,
        kind=indicator.kind,
        better=indicator.better,
        period=target.period.text,
        due=target.due,
        target=_target_value(goal),
        status="no-data",
        reasons=tuple(code for code, holds in marks.items() if holds),
    )


def _target_value(goal: Goal) -> TargetValue:
    if goal.value is not None:
        aim = goal.value.estimate()
    else:
        aim = Estimate(None, as_float(goal.target.low), as_float(goal.target.high))
    return TargetValue(aim.value, aim.low, aim.high, goal.origin)


def _original(first: TargetStatus) -> Original:
    aim = first.target
    attained = first.attainment.value if first.attainment else None
    return Original(aim.value, aim.low, aim.high, first.due, attained, first.status)


def _with_earlier(
    judged: TargetStatus, observations: Observations, key: tuple[str, str]
) -> TargetStatus:
    """What else was reported for the days of the figure that counts, and whether it differs."""
    if judged.actual is None or judged.kind == "milestone":
        return judged
    beside = observations.beside(key, judged.unit, judged.actual.statements)
    if not beside:
        return judged
    earlier = tuple(_earlier(figure) for figure in beside)
    differ = any(figure.value != judged.actual.value for figure in earlier)
    reasons = (*judged.reasons, "REVISED_DATA") if differ else judged.reasons
    return replace(judged, earlier=earlier, reasons=reasons)


def _earlier(row: Observation) -> EarlierFigure:
    out = row.amount.estimate()
    return EarlierFigure(
        out.value,
        out.low,
        out.high,
        row.statement,
        row.printed,
        row.published,
        row.provisional,
    )
