"""What was reported of a goal's indicator over the years."""

from datetime import date

from plan_tracker.progress.goals.goal import Goal
from plan_tracker.progress.observed.observation import Observation
from plan_tracker.progress.observed.series import Series
from plan_tracker.progress.observed.years import years_before


def levels(goal: Goal, series: Series, until: date) -> tuple[Observation, ...]:
    """One observation a day up to a day; of a flow, what came together in each year's period."""
    return wholes(goal, series, until) if goal.flow else series.days(until)


def wholes(goal: Goal, series: Series, until: date) -> tuple[Observation, ...]:
    """The target's own period in every year that has it whole, the earliest first."""
    period = goal.target.period
    oldest = series.by_start[0].start.year
    by_year = []
    for years in range(period.start.year - oldest, -1, -1):
        first, last = years_before(period.start, years), years_before(period.end, years)
        whole = series.whole(first, last) if last <= until else None
        if whole:
            by_year.append(whole)
    return tuple(by_year)
