"""Figures of an entity that its members make: sums, means, weighted means, ratios of sums.

What a member does not report is missing: it is never taken as zero. A sum without all members is no
figure of the whole; a mean of some of them is, and is marked.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from plan_tracker.model.members import all_below, members_of
from plan_tracker.model.plan import Indicator, Plan, RollUp
from plan_tracker.progress.estimate import Amount, as_float
from plan_tracker.progress.goal import Goal, better_is_higher
from plan_tracker.progress.observation import (
    Key,
    Measure,
    Observation,
    Observations,
    Series,
    combined,
)
from plan_tracker.progress.outcome import Member, RolledUp, TargetStatus

_Days = tuple[date, date]


def with_members(plan: Plan, observations: Observations) -> Observations:
    """The observations with those that members make, wherever an indicator says how."""
    rolled = [each for each in plan.indicators.values() if each.roll_up]
    if not rolled:
        return observations
    series = {key: dict(of) for key, of in observations.series.items()}
    for entity in _deepest_first(plan):
        for indicator in rolled:
            for measure, made in _made(plan, indicator, entity, series).items():
                key = (indicator.id, entity)
                own = series.setdefault(key, {}).get(measure)
                series[key][measure] = Series.of([*(own.by_start if own else ()), *made])
    return replace(observations, series=series)


def with_roll_up(
    plan: Plan, goal: Goal, judged: TargetStatus, observations: Observations, as_of: date
) -> TargetStatus:
    """The status with what the members come to for the figure's days, beside the figure itself."""
    indicator, entity = goal.indicator, goal.target.entity
    if indicator.roll_up is None:
        return judged
    measure = (goal.unit, goal.target.basis)
    until = judged.actual.as_of if judged.actual else as_of
    day = _last_day(plan, indicator, entity, observations.series, measure, until)
    if day is None:
        return judged
    days = (goal.target.period.start, day) if goal.flow else (day, day)
    parts = _parts(plan, indicator, entity, observations.series, measure, days)
    if not parts:
        return judged
    found = _described(plan, goal, parts, day)
    said = {each.statement for figures in parts.values() for each in figures}
    made = judged.actual is not None and set(judged.actual.statement.split(" + ")) <= said
    partial = made and found.coverage < 1
    return replace(
        judged, roll_up=found, reasons=(*judged.reasons, *(("PARTIAL",) if partial else ()))
    )


def _deepest_first(plan: Plan) -> list[str]:
    def depth(entity: str) -> int:
        steps = 0
        while entity in plan.entities and plan.entities[entity].parent:
            entity, steps = plan.entities[entity].parent, steps + 1
        return steps

    return sorted({each.parent for each in plan.entities.values() if each.parent}, key=depth)[::-1]


_All = Mapping[Key, Mapping[Measure, Series]]
_Parts = dict[str, tuple[Observation, ...]]  # by member: its figure, or what makes it


def _made(
    plan: Plan, indicator: Indicator, entity: str, series: _All
) -> dict[Measure, list[Observation]]:
    """The observations that the members of an entity make, by measure."""
    made: dict[Measure, list[Observation]] = {}
    for measure, days in _reported(plan, indicator, entity, series):
        parts = _parts(plan, indicator, entity, series, measure, days)
        expected = members_of(plan, entity, indicator.roll_up, days[1])
        complete = len(parts) >= expected.count
        if parts and (complete or (indicator.roll_up and indicator.roll_up.by != "sum")):
            amount = _amount(indicator, parts)
            used = [each for figures in parts.values() for each in figures]
            if amount is not None and amount.value is not None:
                name = (indicator.unit, measure[1])
                whole = combined(used, amount, indicator.unit, days)
                made.setdefault(name, []).append(replace(whole, printed=_said(indicator, parts)))
    return made


def _said(indicator: Indicator, parts: _Parts) -> str:
    """How the figures of the members were put together."""
    rule = indicator.roll_up
    assert rule is not None
    how = {"weighted": f"mean weighed by {rule.weight}", "ratio": " / ".join(rule.ratio)}
    return f"{how.get(rule.by, rule.by)} of {len(parts)} members"


def _reported(
    plan: Plan, indicator: Indicator, entity: str, series: _All
) -> list[tuple[Measure, _Days]]:
    """The days for which any member reports what the roll-up needs, by measure."""
    found: dict[tuple[Measure, _Days], None] = {}
    members: dict[date, tuple[str, ...]] = {}
    for below in all_below(plan, entity):
        for measure, own in series.get((_leading(indicator), below.id), {}).items():
            for row in own.by_start:
                if row.end not in members:
                    members[row.end] = members_of(plan, entity, indicator.roll_up, row.end).names
                if below.id in members[row.end]:
                    found[measure, (row.start, row.end)] = None
    return list(found)


def _leading(indicator: Indicator) -> str:
    """The indicator whose figures say for which days there is something to roll up."""
    rule = indicator.roll_up
    return rule.ratio[0] if rule and rule.by == "ratio" else indicator.id


def _parts(
    plan: Plan,
    indicator: Indicator,
    entity: str,
    series: _All,
    measure: Measure,
    days: _Days,
) -> _Parts:
    """The figures of each member that has all that the roll-up needs."""
    rule = indicator.roll_up
    assert rule is not None
    names = {
        "ratio": rule.ratio,
        "weighted": (indicator.id, rule.weight),
    }.get(rule.by, (indicator.id,))
    found = {}
    for member in members_of(plan, entity, rule, days[1]).names:
        figures = [_figure(plan, name, member, series, measure, days) for name in names]
        known = tuple(each for each in figures if each is not None)
        if len(known) == len(names):
            found[member] = known
    return found


def _figure(
    plan: Plan, name: str, member: str, series: _All, measure: Measure, days: _Days
) -> Observation | None:
    indicator = plan.indicators[name]
    found = series.get((name, member), {}).get((indicator.unit, measure[1]))
    found = found or series.get((name, member), {}).get((indicator.unit, ""))
    if found is None:
        return None
    first, last = days
    flow = indicator.kind == "flow"
    return found.whole(first, last) if flow else found.latest(last, last)


def _amount(indicator: Indicator, parts: _Parts) -> Amount | None:
    """The roll-up of members' figures; None where its divisor is zero."""
    rule, rows = indicator.roll_up, list(parts.values())
    first = [figures[0].amount for figures in rows]
    whole = sum(first, Amount.exactly(0))
    if rule is None or rule.by == "sum":
        return whole
    if rule.by == "mean":
        return whole / Fraction(len(rows))
    second = [figures[1].amount.value or Fraction(0) for figures in rows]
    if not sum(second):
        return None
    if rule.by == "weighted":
        weighted = (each * weight for each, weight in zip(first, second, strict=True))
        return sum(weighted, Amount.exactly(0)) / sum(second, Fraction(0))
    below = sum((figures[1].amount for figures in rows), Amount.exactly(0))
    return whole / below * (100 if indicator.unit == "%" else 1)


def _last_day(
    plan: Plan, indicator: Indicator, entity: str, series: _All, measure: Measure, until: date
) -> date | None:
    days = (last for _, (_, last) in _reported(plan, indicator, entity, series) if last <= until)
    return max(days, default=None)


def _described(plan: Plan, goal: Goal, parts: _Parts, day: date) -> RolledUp:
    indicator = goal.indicator
    rule = indicator.roll_up
    assert rule is not None
    expected = members_of(plan, goal.target.entity, rule, day)
    amount = (_amount(indicator, parts) if parts else None) or Amount(None)
    members = tuple(
        _member(plan, goal, name, indicator, parts.get(name)) for name in expected.names
    )
    out = amount.estimate()
    known = [each for each in members if each.value is not None]
    return RolledUp(
        rule.by,
        out.value,
        out.low,
        out.high,
        len(known) / expected.count if expected.count else 0.0,
        expected.count,
        _worst(known, rule, better_is_higher(indicator)),
        members,
    )


def _member(
    plan: Plan,
    goal: Goal,
    name: str,
    indicator: Indicator,
    figures: Sequence[Observation] | None,
) -> Member:
    if figures is None:
        return Member(name, None, None)
    amount = _amount(indicator, {name: tuple(figures)})
    value = amount.value if amount else None
    weight = as_float(figures[1].amount.value) if len(figures) > 1 else None
    own = next(_own_targets(plan, goal, name), None)
    attained = 100 * value / own if value is not None and own else None
    return Member(name, as_float(value), weight, as_float(attained))


def _own_targets(plan: Plan, goal: Goal, entity: str) -> Iterator[Fraction]:
    """What the member itself is to reach by the same period."""
    for each in plan.targets:
        about = (each.indicator, each.entity, each.period.end)
        if about == (goal.indicator.id, entity, goal.target.period.end) and each.value:
            yield each.value


def _worst(known: Sequence[Member], rule: RollUp, higher: bool) -> str | None:
    """By attainment where members have targets of their own; else by value, but not of a sum."""
    attained = {each.id: each.attainment for each in known if each.attainment is not None}
    by_value = {each.id: each.value for each in known if each.value is not None}
    compared = attained or ({} if rule.by == "sum" else by_value)
    return (min if higher else max)(compared, key=lambda each: compared[each], default=None)
