"""Judge every target of a plan by what was observed."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from plan_tracker.model.plan import Plan, Settings
from plan_tracker.progress.estimate import Estimate, as_float
from plan_tracker.progress.goal import Goal, declared_goals, implied_goals
from plan_tracker.progress.levels import judge_level
from plan_tracker.progress.milestones import judge_milestone
from plan_tracker.progress.observation import Observation, Observations, split
from plan_tracker.progress.outcome import Progress, TargetStatus, TargetValue
from plan_tracker.progress.programmes import roll_up

if TYPE_CHECKING:
    import pandas as pd


def judge(plan: Plan, observations: "pd.DataFrame", as_of: date | None = None) -> Progress:
    """The status of every declared target, then of every implied one, and of every programme.

    `observations` has one row per quantity and unit, with the columns indicator, entity, measure
    and those of `Observation`. `as_of` defaults to the latest day that a reported figure reaches;
    what is dated after it is not used. Raises nothing for any finite input.
    """
    split_once = split(observations)
    day = as_of or split_once.as_of
    goals = [*declared_goals(plan, day), *implied_goals(plan, split_once)]
    settings = replace(plan.settings, thresholds=Settings().thresholds | plan.settings.thresholds)
    targets = tuple(
        _judge_goal(goal, split_once, day or goal.target.period.start, settings) for goal in goals
    )
    by_id = {target.id: target for target in targets}
    programmes = tuple(roll_up(programme, by_id) for programme in plan.programmes.values())
    return Progress(day, targets, programmes)


def _judge_goal(
    goal: Goal, observations: Observations, as_of: date, settings: Settings
) -> TargetStatus:
    key = (goal.target.indicator, goal.target.entity)
    unjudged = _unjudged(goal)
    if goal.indicator.kind == "milestone":
        rows = _attested(goal, observations)
        judged = judge_milestone(goal, unjudged, rows, as_of, settings.thresholds)
    else:
        judged = judge_level(goal, unjudged, observations.series.get(key, {}), as_of, settings)
    if goal.target.standing == "proposed":
        return replace(judged, status="not-assessable", reasons=(*unjudged.reasons, "PROPOSED"))
    return judged


def _attested(goal: Goal, observations: Observations) -> list[Observation]:
    """The stages attested for the target's entity, and those that a stage cites as its evidence.

    What a city tried out is no stage of the country's, unless the plan says so by citing it.
    """
    target = goal.target
    cited = (observations.attested.get(stage.source) for stage in target.stages)
    own = observations.stages.get((target.indicator, target.entity), ())
    return sorted({*own, *(each for each in cited if each)}, key=lambda each: each.end)


def _unjudged(goal: Goal) -> TargetStatus:
    target, indicator = goal.target, goal.indicator
    marks = {"REVISED": goal.revised, "LOOSENED": goal.loosened}
    return TargetStatus(
        id=target.id,
        indicator=indicator.id,
        name=indicator.name,
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
    return TargetValue(aim.value, aim.low, aim.high, goal.origin, as_float(goal.original))
