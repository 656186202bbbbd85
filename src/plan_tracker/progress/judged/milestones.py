"""Milestone targets: stages with weights and dates, reached where a source attests them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from plan_tracker.model.plan import Stage, Target
from plan_tracker.model.text import Exact, phrase
from plan_tracker.progress.estimate import Estimate, as_float
from plan_tracker.progress.goals.goal import Goal
from plan_tracker.progress.judged.verdict import Thresholds
from plan_tracker.progress.observed.observation import Observation, State
from plan_tracker.progress.outcome import (
    Actual,
    Formula,
    StageStatus,
    TargetStatus,
    TargetValue,
)
from plan_tracker.progress.status import Status


def judge_milestone(
    goal: Goal,
    status: TargetStatus,
    attested: Sequence[Observation],
    as_of: date,
    thresholds: Thresholds,
) -> TargetStatus:
    """Fill in a milestone target's status.

    Attainment is 100 * reached weight / total weight, expected the share of the weight whose date
    has come, pace their quotient. On track while no stage is overdue; with one, at risk or off
    track by the pace. What attests a stage attests those before it.
    """
    target = goal.target
    known = {row.stage: row for row in reversed(attested) if row.end <= as_of}
    evidence = known | _implied(target, known)
    stages = tuple(_stage(target, stage, evidence.get(stage.id), as_of) for stage in target.stages)
    total = _weight(target.stages)
    used = [evidence[stage.id] for stage in target.stages if stage.id in evidence]
    reasons = _reasons(target, status, stages, as_of)
    weight = as_float(total)
    aim = TargetValue(weight, weight, weight, "declared")
    status = replace(status, target=aim, stages=stages, reasons=reasons)
    if not used or not total:
        return status
    reached = _weight([stage for stage in target.stages if stage.id in evidence])
    expected = _weight([stage for stage in target.stages if _by(target, stage) <= as_of])
    name, disputed = _status(target, used, as_of, thresholds)
    newest = max(used, key=lambda row: row.end)
    return replace(
        status,
        status=name,
        reasons=(*reasons, *disputed, *_late(target, name, newest)),
        actual=_actual(newest, reached),
        attainment=_exactly(100 * reached / total),
        way=_exactly(100 * reached / total),
        expected=as_float(expected / total),
        pace=as_float(reached / expected) if expected else None,
        provisional=any(row.provisional for row in used),
        findings=tuple(dict.fromkeys(code for row in used for code in row.findings)),
        formulas=_formulas(reached, expected, total),
    )


def _implied(target: Target, known: Mapping[str, Observation]) -> dict[str, Observation]:
    """For each stage that nothing attests the first evidence of one that comes after it.

    A stage comes after another if it is declared after it and is due no earlier.
    """
    implied: dict[str, Observation] = {}
    for at, stage in enumerate(target.stages):
        after = (
            each for each in target.stages[at + 1 :] if _by(target, each) >= _by(target, stage)
        )
        rows = [known[each.id] for each in after if each.id in known]
        if rows and stage.id not in known:
            first = min(rows, key=lambda row: row.end)
            state: State = "derived" if first.state == "printed" else first.state
            implied[stage.id] = replace(first, stage=stage.id, state=state)
    return implied


def _stage(target: Target, stage: Stage, row: Observation | None, as_of: date) -> StageStatus:
    by = _by(target, stage)
    plan = StageStatus(
        stage.id,
        stage.name,
        as_float(stage.weight),
        by,
        stage.assumed,
        "overdue" if by <= as_of else "pending",
    )
    if row is None:
        return plan
    return replace(
        plan,
        state="reached",
        reached=row.end,
        statement=row.statement,
        source=row.source,
        evidence=row.state,
    )


def _by(target: Target, stage: Stage) -> date:
    return stage.by or target.due


def _weight(stages: Sequence[Stage]) -> Fraction:
    return sum((stage.weight for stage in stages), Fraction(0))


def _status(
    target: Target, used: Sequence[Observation], as_of: date, thresholds: Thresholds
) -> tuple[Status, tuple[str, ...]]:
    """With and without the disputed evidence; a status only where both agree."""
    certain = {row.stage for row in used if row.state != "disputed"}
    attested = {row.stage for row in used}
    by_all = _status_of(target, attested, as_of, thresholds)
    if certain == attested:
        return by_all, ()
    agreed = by_all == _status_of(target, certain, as_of, thresholds)
    return by_all if agreed else "not-assessable", ("DISPUTED",)


def _status_of(target: Target, attested: set[str], as_of: date, thresholds: Thresholds) -> Status:
    missing = [stage for stage in target.stages if stage.id not in attested]
    if not missing:
        return "met"
    if as_of >= target.due:
        return "missed"
    if not any(_by(target, stage) <= as_of for stage in missing):
        return "on-track"
    due = [stage for stage in target.stages if _by(target, stage) <= as_of]
    reached = [stage for stage in target.stages if stage.id in attested]
    in_time = _weight(reached) >= thresholds["at-risk"] * _weight(due)
    return "at-risk" if in_time else "off-track"


def _reasons(
    target: Target, status: TargetStatus, stages: Sequence[StageStatus], as_of: date
) -> tuple[str, ...]:
    marks = {
        "PAST_DUE": as_of >= target.due,
        "OVERDUE": any(stage.state == "overdue" for stage in stages),
        "STAGE_LATE": any(stage.late for stage in stages),
        "ASSUMED": any(stage.assumed for stage in stages),
    }
    return (*status.reasons, *(code for code, holds in marks.items() if holds))


def _late(target: Target, status: Status, newest: Observation) -> tuple[str, ...]:
    """A stage is attested by a day: whether it was reached before is not known."""
    return ("LATE",) if status == "met" and newest.end > target.due else ()


def _actual(newest: Observation, reached: Fraction) -> Actual:
    weight = as_float(reached)
    return Actual(
        weight,
        weight,
        weight,
        newest.period,
        newest.end,
        newest.statement,
        newest.printed,
        newest.state,
        newest.statements,
        newest.sources,
    )


def _exactly(number: Fraction) -> Estimate:
    value = as_float(number)
    return Estimate(value, value, value)


def _formulas(reached: Fraction, expected: Fraction, total: Fraction) -> tuple[Formula, ...]:
    done, due, whole = Exact(reached), Exact(expected), Exact(total)
    attained = phrase("100 * {a} / {t}", a=done, t=whole)
    formulas = [
        Formula("attainment", attained, _exactly(100 * reached / total), "%"),
        Formula("expected", phrase("{a} / {t}", a=due, t=whole), _exactly(expected / total), ""),
    ]
    if expected:
        pace = phrase("{a} / {t}", a=done, t=due)
        formulas.append(Formula("pace", pace, _exactly(reached / expected), ""))
    return tuple(formulas)
