"""Days of other years."""

from calendar import monthrange
from datetime import date


def years_before(day: date, years: int) -> date:
    """The same day earlier; the last of a month stays the last. The year must stay positive."""
    year = day.year - years
    last = monthrange(year, day.month)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return day.replace(year=year, day=last if is_last else day.day)
