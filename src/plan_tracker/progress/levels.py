"""Targets that figures measure: flows, stocks, ratios and ranks."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from plan_tracker.model.plan import Settings
from plan_tracker.progress.case import Case, build_case, newest_figure
from plan_tracker.progress.estimate import Amount, Estimate, as_float
from plan_tracker.progress.goal import Goal
from plan_tracker.progress.measures import (
    Gap,
    Rate,
    attainment,
    gap_closed,
    pace,
    required_rate,
    shortfall,
)
from plan_tracker.progress.observation import Series
from plan_tracker.progress.outcome import (
    Actual,
    Projection,
    RequiredRate,
    Shortfall,
    TargetStatus,
)
from plan_tracker.progress.projection import Projected, project
from plan_tracker.progress.status import Status
from plan_tracker.progress.steps import list_steps
from plan_tracker.progress.verdict import Verdict, reach_verdict


def judge_level(
    goal: Goal,
    unjudged: TargetStatus,
    by_unit: Mapping[str, Series],
    as_of: date,
    settings: Settings,
) -> TargetStatus:
    """Fill in the status of a target by the figures of its indicator and entity, by unit."""
    series = by_unit.get(goal.unit)
    figure = newest_figure(goal, series, as_of) if series and goal.sides else None
    if series is None or figure is None:
        status, reasons = _without_figure(goal, by_unit, as_of)
        return replace(unjudged, status=status, reasons=(*unjudged.reasons, *reasons))
    case = build_case(goal, series, figure, as_of)
    verdict = reach_verdict(case, settings.thresholds)
    reasons = (*unjudged.reasons, *verdict.reasons, *_marks(case, verdict, as_of, settings))
    judged = replace(unjudged, status=verdict.status, reasons=tuple(dict.fromkeys(reasons)))
    return _with_measures(judged, case, verdict)


def _without_figure(
    goal: Goal, by_unit: Mapping[str, Series], as_of: date
) -> tuple[Status, tuple[str, ...]]:
    """Why there is no figure to judge by."""
    period, series = goal.target.period, by_unit.get(goal.unit)
    past: tuple[str, ...] = ("PAST_DUE",) if as_of >= goal.finish else ()
    if not goal.sides:
        return "not-assessable", ("NO_TARGET",)
    if any(newest_figure(goal, other, as_of) for other in by_unit.values()):
        return "not-assessable", ("UNIT_MISMATCH", *past)
    if goal.flow and as_of < period.start:
        return "not-started", ("NOT_STARTED",)
    if series and goal.flow and any(series.within(period.start, min(period.end, as_of))):
        return "not-assessable", ("GAP", *past)
    if series and newest_figure(goal, series, date.max):
        return "no-data", ("FUTURE_DATED", *past)
    return "no-data", past


def _marks(case: Case, verdict: Verdict, as_of: date, settings: Settings) -> tuple[str, ...]:
    """What else a reader must know, whatever the status."""
    goal, figure = case.goal, case.figure
    level, bound = not case.cumulative, verdict.side.bound.value
    lost = level and case.start is None and case.expected is None and not case.final
    kept = case.kept(verdict.side)
    same = kept and case.baseline is not None and case.baseline.value == bound
    old = (as_of - figure.end).days > settings.stale_days
    outside = figure.end < goal.target.period.start <= as_of
    marks = {
        "NO_BASELINE": lost,
        "ONE_POINT": lost and not case.several,
        "PATH_LINEAR": case.straight,
        "T_EQ_B": same,
        "MET_AT_BASELINE": kept and not same,
        "T_ZERO": bound == 0 and goal.value is not None,
        "STALE": not case.final and (old or outside),
        "PAST_DUE": case.past_due,
        "LATE": figure.end > goal.finish,
    }
    return tuple(code for code, holds in marks.items() if holds)


def _with_measures(judged: TargetStatus, case: Case, verdict: Verdict) -> TargetStatus:
    goal, side, figure = case.goal, verdict.side, case.figure
    projected = project(case)
    missed = shortfall(goal, projected.amount) if projected.amount else None
    rate = required_rate(case, side)
    original = attainment(case.actual, Amount.exactly(goal.original)) if goal.original else None
    return replace(
        judged,
        target=replace(
            judged.target, original_attainment=original.estimate() if original else None
        ),
        actual=_actual(case),
        attainment=_estimate(attainment(case.actual, goal.value) if goal.value else None),
        gap_closed=_value(gap_closed(case, side)),
        expected=as_float(case.expected),
        pace=_value(pace(case, side)),
        required_rate=_rate(rate),
        projection=_projection(projected),
        shortfall=_shortfall(missed),
        candidates=figure.candidates,
        provisional=figure.provisional,
        findings=figure.findings,
        steps=list_steps(case, side, rate, projected, missed),
    )


def _actual(case: Case) -> Actual:
    figure = case.figure
    return Actual(
        *_triple(case.actual),
        figure.period,
        figure.end,
        figure.statement,
        figure.printed,
        figure.state,
    )


def _projection(projected: Projected) -> Projection:
    amount = projected.amount or Amount(None)
    return Projection(projected.method, *_triple(amount), why=projected.why)


def _rate(rate: Rate | None) -> RequiredRate | None:
    if rate is None:
        return None
    return RequiredRate(as_float(rate.needed.value), "month", as_float(rate.ratio))


def _shortfall(missed: Gap | None) -> Shortfall | None:
    return Shortfall(*_triple(missed.amount), as_float(missed.percent)) if missed else None


def _triple(amount: Amount) -> tuple[float | None, float | None, float | None]:
    out = amount.estimate()
    return out.value, out.low, out.high


def _value(amount: Amount | None) -> float | None:
    return as_float(amount.value) if amount else None


def _estimate(amount: Amount | None) -> Estimate | None:
    """An estimate that says something; one that could be anything is not known."""
    out = amount.estimate() if amount else None
    return None if out == Estimate() else out
