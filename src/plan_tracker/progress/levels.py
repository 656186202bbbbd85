"""Targets that figures measure: flows, stocks, ratios and ranks."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from plan_tracker.model.plan import ProjectionName, Settings
from plan_tracker.progress.case import Case, build_case, newest_figure
from plan_tracker.progress.estimate import Amount, Estimate, as_float
from plan_tracker.progress.goal import Goal
from plan_tracker.progress.marks import list_marks
from plan_tracker.progress.measures import (
    Gap,
    Rate,
    attainment,
    gap_closed,
    pace,
    required_rate,
    shortfall,
    time_distance,
)
from plan_tracker.progress.observation import Measure, Observation, Series
from plan_tracker.progress.outcome import (
    Actual,
    Projection,
    RequiredRate,
    Shortfall,
    TargetStatus,
)
from plan_tracker.progress.prices import same_prices
from plan_tracker.progress.projection import Projected, chance, project
from plan_tracker.progress.status import Status
from plan_tracker.progress.steps import list_steps
from plan_tracker.progress.verdict import Verdict, reach_verdict


def judge_level(
    goal: Goal,
    unjudged: TargetStatus,
    by_measure: Mapping[Measure, Series],
    as_of: date,
    settings: Settings,
) -> TargetStatus:
    """Fill in the status of a target by the figures of its indicator and entity, by measure."""
    series = same_prices(goal, by_measure)
    figure = newest_figure(goal, series, as_of) if series else None
    if series is None or figure is None or not goal.sides:
        status, reasons = _without_figure(goal, by_measure, as_of)
        actual = _actual(figure.observation) if figure else None
        reasons = (*unjudged.reasons, *reasons)
        return replace(unjudged, status=status, reasons=reasons, actual=actual)
    case = build_case(goal, series, figure, as_of)
    verdict = reach_verdict(case, settings.thresholds)
    reasons = (*unjudged.reasons, *verdict.reasons, *list_marks(case, verdict, settings))
    judged = replace(unjudged, status=verdict.status, reasons=tuple(dict.fromkeys(reasons)))
    return _with_measures(judged, case, verdict, goal.target.projection or settings.projection)


def _without_figure(
    goal: Goal, by_measure: Mapping[Measure, Series], as_of: date
) -> tuple[Status, tuple[str, ...]]:
    """Why there is no figure to judge by, or nothing to judge it against."""
    period, series = goal.target.period, same_prices(goal, by_measure)
    past: tuple[str, ...] = ("PAST_DUE",) if as_of >= goal.finish else ()
    if not goal.sides:
        return "not-assessable", ("NO_BASE" if goal.target.growth else "NO_TARGET",)
    others = [unit for (unit, _), each in by_measure.items() if newest_figure(goal, each, as_of)]
    if others and (series is None or goal.unit not in others):
        mismatch = "BASIS_MISMATCH" if goal.unit in others else "UNIT_MISMATCH"
        return "not-assessable", (mismatch, *past)
    if goal.flow and as_of < period.start:
        return "not-started", ("NOT_STARTED",)
    if series and goal.flow and any(series.within(period.start, min(period.end, as_of))):
        return "not-assessable", ("GAP", *past)
    if series and newest_figure(goal, series, date.max):
        return "no-data", ("FUTURE_DATED", *past)
    return "no-data", past


def _with_measures(
    judged: TargetStatus, case: Case, verdict: Verdict, wanted: ProjectionName
) -> TargetStatus:
    goal, side, figure = case.goal, verdict.side, case.figure
    projected = project(case, wanted)
    missed = shortfall(goal, projected.amount) if projected.amount else None
    rate = required_rate(case, side)
    return replace(
        judged,
        actual=_actual(figure),
        attainment=_estimate(attainment(case.actual, goal.value) if goal.value else None),
        gap_closed=_value(gap_closed(case, side)),
        expected=as_float(case.expected),
        pace=_value(pace(case, side)),
        required_rate=_rate(rate),
        projection=_projection(projected),
        shortfall=_shortfall(missed, chance(goal, projected)),
        time_distance=as_float(time_distance(case, side)),
        candidates=figure.candidates,
        provisional=figure.provisional,
        findings=figure.findings,
        steps=list_steps(case, side, rate, projected, missed),
        origin=as_float(case.start.level.value) if case.start else None,
        expected_value=as_float(case.expected_level),
    )


def _actual(figure: Observation) -> Actual:
    return Actual(
        *_triple(figure.amount),
        figure.period,
        figure.end,
        figure.statement,
        figure.printed,
        figure.state,
    )


def _projection(projected: Projected) -> Projection:
    amount = projected.amount or Amount(None)
    return Projection(
        projected.method,
        *_triple(amount),
        why=projected.why,
        error=as_float(projected.error),
        cases=len(projected.errors),
        trials=projected.trials,
    )


def _rate(rate: Rate | None) -> RequiredRate | None:
    if rate is None:
        return None
    return RequiredRate(as_float(rate.needed.value), "month", as_float(rate.ratio))


def _shortfall(missed: Gap | None, to_meet: Fraction | None) -> Shortfall | None:
    if missed is None:
        return None
    return Shortfall(*_triple(missed.amount), as_float(missed.percent), as_float(to_meet))


def _triple(amount: Amount) -> tuple[float | None, float | None, float | None]:
    out = amount.estimate()
    return out.value, out.low, out.high


def _value(amount: Amount | None) -> float | None:
    return as_float(amount.value) if amount else None


def _estimate(amount: Amount | None) -> Estimate | None:
    """An estimate that says something; one that could be anything is not known."""
    out = amount.estimate() if amount else None
    return None if out == Estimate() else out
