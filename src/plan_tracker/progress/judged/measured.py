"""Targets that figures measure: flows, stocks, ratios and ranks."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Literal

from plan_tracker.model.plan import ProjectionName, Settings
from plan_tracker.progress.comparison import Comparison, compare, latest_figure
from plan_tracker.progress.estimate import Estimate, UncertainNumber, as_float
from plan_tracker.progress.goals.goal import Goal
from plan_tracker.progress.goals.growth import base_of_growth
from plan_tracker.progress.goals.prices import same_prices
from plan_tracker.progress.judged.formulas import list_formulas
from plan_tracker.progress.judged.measures import ExactShortfall, MonthlyRate, measure
from plan_tracker.progress.judged.reasons import list_reasons
from plan_tracker.progress.judged.verdict import StatusVerdict, reach_verdict
from plan_tracker.progress.observed.observation import Measure, Observation
from plan_tracker.progress.observed.series import Series
from plan_tracker.progress.outcome import (
    Actual,
    Projection,
    RequiredRate,
    Shortfall,
    TargetStatus,
)
from plan_tracker.progress.projected.projection import Projected, chance, least_chance, project
from plan_tracker.progress.status import Status


def judge_measured(
    goal: Goal,
    unjudged: TargetStatus,
    by_measure: Mapping[Measure, Series],
    as_of: date,
    settings: Settings,
) -> TargetStatus:
    """Fill in the status of a target by the figures of its indicator and entity, by measure."""
    series = same_prices(goal, by_measure)
    figure = latest_figure(goal, series, as_of) if series else None
    if series is None or figure is None or not goal.sides:
        status, reasons = _without_figure(goal, by_measure, as_of)
        actual = _actual(figure.observation) if figure else None
        reasons = (*unjudged.reasons, *reasons)
        return replace(unjudged, status=status, reasons=reasons, actual=actual)
    comparison = compare(goal, series, figure, as_of)
    verdict = reach_verdict(comparison, settings.thresholds)
    reasons = (*unjudged.reasons, *verdict.reasons, *list_reasons(comparison, verdict, settings))
    judged = replace(unjudged, status=verdict.status, reasons=tuple(dict.fromkeys(reasons)))
    return _with_measures(
        judged, comparison, verdict, goal.target.projection or settings.projection
    )


def _without_figure(
    goal: Goal, by_measure: Mapping[Measure, Series], as_of: date
) -> tuple[Status, tuple[str, ...]]:
    """Why there is no figure to judge by, or nothing to judge it against."""
    period, series = goal.target.period, same_prices(goal, by_measure)
    past: tuple[str, ...] = ("PAST_DUE",) if as_of >= goal.finish else ()
    if not goal.sides:
        return "not-assessable", (_why_no_value(goal, by_measure),)
    others = [unit for (unit, _), each in by_measure.items() if latest_figure(goal, each, as_of)]
    if goal.of_whole_periods and series is None and goal.unit in others:
        return "not-assessable", ("NOT_ADDITIVE", *past)
    if others and (series is None or goal.unit not in others):
        mismatch = "BASIS_MISMATCH" if goal.unit in others else "UNIT_MISMATCH"
        return "not-assessable", (mismatch, *past)
    if goal.of_period and as_of < period.start:
        return "not-started", ("NOT_STARTED",)
    if series and goal.flow and any(series.within(period.start, min(period.end, as_of))):
        return "not-assessable", ("GAP", *past)
    if series and latest_figure(goal, series, date.max):
        return "no-data", ("FUTURE_DATED", *past)
    return "no-data", past


def _why_no_value(goal: Goal, by_measure: Mapping[Measure, Series]) -> str:
    if goal.target.growth is None:
        return "NO_TARGET"
    base = base_of_growth(goal, by_measure)
    return "NO_BASE" if base is None or base.value is None else "BASE_ZERO"


def _with_measures(
    judged: TargetStatus, comparison: Comparison, verdict: StatusVerdict, wanted: ProjectionName
) -> TargetStatus:
    figure, start = comparison.figure, comparison.start
    projected = project(comparison, wanted)
    measures = measure(comparison, verdict.side, projected)
    to_meet = chance(comparison.goal, projected)

    return replace(
        judged,
        actual=_actual(figure),
        attainment=_estimate(measures.attainment),
        gap_closed=_value(measures.gap_closed),
        way=_estimate(measures.way),
        keeps=measures.keeps,
        expected=as_float(comparison.expected),
        pace=_value(measures.pace),
        required_rate=_rate(measures.required_rate),
        projection=_projection(projected),
        shortfall=_shortfall(measures.shortfall, to_meet, len(projected.errors)),
        time_distance=as_float(measures.time_distance),
        candidates=figure.candidates,
        provisional=figure.provisional,
        findings=figure.findings,
        formulas=list_formulas(comparison, measures),
        origin=as_float(start.level.value) if start else None,
        expected_value=as_float(comparison.expected_level),
        comparison=comparison,
    )


def _actual(figure: Observation) -> Actual:
    return Actual(
        *_triple(figure.amount),
        figure.period,
        figure.end,
        figure.statement,
        figure.printed,
        figure.state,
        figure.statements,
        figure.sources,
    )


def _projection(projected: Projected) -> Projection:
    amount = projected.amount or UncertainNumber(None)
    return Projection(
        projected.method,
        *_triple(amount),
        why=projected.why,
        error=as_float(projected.error),
        cases=len(projected.errors),
        trials=projected.trials,
    )


def _rate(rate: MonthlyRate | None) -> RequiredRate | None:
    if rate is None:
        return None
    return RequiredRate(as_float(rate.needed.value), "month", as_float(rate.ratio))


def _shortfall(
    missed: ExactShortfall | None, to_meet: Fraction | None, cases: int
) -> Shortfall | None:
    if missed is None:
        return None
    least = least_chance(cases)
    limits: dict[Fraction | None, Literal["at most", "at least"]] = {
        least: "at most",
        1 - least: "at least",
    }
    percent, share = as_float(missed.percent), as_float(to_meet)
    return Shortfall(*_triple(missed.amount), percent, share, limits.get(to_meet, ""))


def _triple(amount: UncertainNumber) -> tuple[float | None, float | None, float | None]:
    out = amount.estimate()
    return out.value, out.low, out.high


def _value(amount: UncertainNumber | None) -> float | None:
    return as_float(amount.value) if amount else None


def _estimate(amount: UncertainNumber | None) -> Estimate | None:
    """An estimate that says something; one that could be anything is not known."""
    out = amount.estimate() if amount else None
    return None if out == Estimate() else out
