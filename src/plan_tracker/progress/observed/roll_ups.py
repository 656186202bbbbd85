"""Figures of an entity that its members make: sums, means, weighted means, ratios of sums.

What a member does not report is missing: it is never taken as zero. A sum without all members is no
figure of the whole; a mean of some of them is, and is marked.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from plan_tracker.model.members import all_below, members_of
from plan_tracker.model.plan import Indicator, Plan
from plan_tracker.model.text import Text, phrase
from plan_tracker.progress.estimate import UncertainNumber
from plan_tracker.progress.observed.observation import Measure, Observation, combined
from plan_tracker.progress.observed.observations import Key, Observations
from plan_tracker.progress.observed.series import Series

Days = tuple[date, date]


def with_members(plan: Plan, observations: Observations) -> Observations:
    """The observations with those that members make, wherever an indicator says how."""
    rolled_up = [indicator for indicator in plan.indicators.values() if indicator.roll_up]
    if not rolled_up:
        return observations
    series = {key: dict(of) for key, of in observations.series.items()}
    for entity in _deepest_first(plan):
        for indicator in rolled_up:
            for measure, made in _made(plan, indicator, entity, series).items():
                key = (indicator.id, entity)
                reported = series.setdefault(key, {}).get(measure)
                series[key][measure] = Series.of([*(reported.by_start if reported else ()), *made])
    return replace(observations, series=series)


def _deepest_first(plan: Plan) -> list[str]:
    def depth(entity: str) -> int:
        steps = 0
        while entity in plan.entities and plan.entities[entity].parent:
            entity, steps = plan.entities[entity].parent, steps + 1
        return steps

    parents = {child.parent for child in plan.entities.values() if child.parent}
    return sorted(parents, key=depth)[::-1]


AllSeries = Mapping[Key, Mapping[Measure, Series]]
Parts = dict[str, tuple[Observation, ...]]  # by member: its figure, or what makes it


def _made(
    plan: Plan, indicator: Indicator, entity: str, series: AllSeries
) -> dict[Measure, list[Observation]]:
    """The observations that the members of an entity make, by measure."""
    made: dict[Measure, list[Observation]] = {}
    for measure, days in reported_days(plan, indicator, entity, series):
        parts = parts_of(plan, indicator, entity, series, measure, days)
        expected = members_of(plan, entity, indicator.roll_up, days[1])
        complete = len(parts) >= expected.count
        if parts and (complete or (indicator.roll_up and indicator.roll_up.by != "sum")):
            amount = amount_of(indicator, parts)
            used = [figure for figures in parts.values() for figure in figures]
            if amount is not None and amount.value is not None:
                name = (indicator.unit, measure[1])
                whole = combined(used, amount, indicator.unit, days)
                made.setdefault(name, []).append(replace(whole, printed=_said(indicator, parts)))
    return made


def _said(indicator: Indicator, parts: Parts) -> Text:
    """How the figures of the members were put together."""
    rule = indicator.roll_up
    assert rule is not None
    template = {
        "sum": phrase("sum of {count} members"),
        "mean": phrase("mean of {count} members"),
        "weighted": phrase("mean weighed by {weight} of {count} members"),
        "ratio": phrase("{ratio} of {count} members"),
    }[rule.by]
    return template.filled(count=len(parts), weight=rule.weight, ratio=" / ".join(rule.ratio))


def reported_days(
    plan: Plan, indicator: Indicator, entity: str, series: AllSeries
) -> list[tuple[Measure, Days]]:
    """The days for which any member reports what the roll-up needs, by measure."""
    days_of: dict[tuple[Measure, Days], None] = {}
    members: dict[date, tuple[str, ...]] = {}
    flow = plan.indicators[_leading(indicator)].kind == "flow"
    for below in all_below(plan, entity):
        for measure, member_series in series.get((_leading(indicator), below.id), {}).items():
            for row in member_series.by_start:
                if row.end not in members:
                    members[row.end] = members_of(plan, entity, indicator.roll_up, row.end).names
                if below.id in members[row.end]:
                    days_of[measure, (row.start if flow else row.end, row.end)] = None
    return list(days_of)


def _leading(indicator: Indicator) -> str:
    """The indicator whose figures say for which days there is something to roll up."""
    rule = indicator.roll_up
    return rule.ratio[0] if rule and rule.by == "ratio" else indicator.id


def parts_of(
    plan: Plan,
    indicator: Indicator,
    entity: str,
    series: AllSeries,
    measure: Measure,
    days: Days,
) -> Parts:
    """The figures of each member that has all that the roll-up needs."""
    rule = indicator.roll_up
    assert rule is not None
    names = {
        "ratio": rule.ratio,
        "weighted": (indicator.id, rule.weight),
    }.get(rule.by, (indicator.id,))
    parts = {}
    for member in members_of(plan, entity, rule, days[1]).names:
        figures = [_figure(plan, name, member, series, measure, days) for name in names]
        known = tuple(figure for figure in figures if figure is not None)
        if len(known) == len(names):
            parts[member] = known
    return parts


def _figure(
    plan: Plan, name: str, member: str, series: AllSeries, measure: Measure, days: Days
) -> Observation | None:
    indicator = plan.indicators[name]
    member_series = series.get((name, member), {}).get((indicator.unit, measure[1]))
    member_series = member_series or series.get((name, member), {}).get((indicator.unit, ""))
    if member_series is None:
        return None
    first, last = days
    flow = indicator.kind == "flow"
    return member_series.whole(first, last) if flow else member_series.latest(last, last)


def amount_of(indicator: Indicator, parts: Parts) -> UncertainNumber | None:
    """The roll-up of members' figures; None where its divisor is zero."""
    rule, rows = indicator.roll_up, list(parts.values())
    first = [figures[0].amount for figures in rows]
    whole = sum(first, UncertainNumber.exactly(0))
    if rule is None or rule.by == "sum":
        return whole
    if rule.by == "mean":
        return whole / Fraction(len(rows))
    second = [figures[1].amount.value or Fraction(0) for figures in rows]
    if not sum(second):
        return None
    if rule.by == "weighted":
        weighted = (amount * weight for amount, weight in zip(first, second, strict=True))
        return sum(weighted, UncertainNumber.exactly(0)) / sum(second, Fraction(0))
    below = sum((figures[1].amount for figures in rows), UncertainNumber.exactly(0))
    return whole / below * (100 if indicator.unit == "%" else 1)
