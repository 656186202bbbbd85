"""The times of a sentence as tokens of their own."""

from collections.abc import Sequence

from plan_tracker.language.lexicon import Roles
from plan_tracker.language.periods.atoms import rules
from plan_tracker.language.periods.time import Time, one_month, several_months
from plan_tracker.language.periods.times import BEGINNING, reaches, time_at
from plan_tracker.language.tokens import Token, places_of

_BEFORE = 2  # tokens before a time that may say from when it is counted


def mark_periods(tokens: Sequence[Token], locale: str) -> tuple[list[Token], list[Time]]:
    """The tokens with each time as one of role `period`, whose meaning is its place in the list."""
    rule = rules((locale,), closed=False)
    marked: list[Token] = []
    times: list[Time] = []
    done = 0  # the tokens before are marked
    for at in places_of(tokens, BEGINNING):
        found = time_at(tokens, at, rule) if at >= done else None
        if found is None:
            continue

        roles = {"period": str(len(times)), **_led_by(tokens[at : found.end])}
        times.append(_counted(found.time, tokens, at))
        marked += tokens[done:at]
        marked.append(Token("", tokens[at].start, tokens[found.end - 1].end, roles))
        done = found.end
    marked += tokens[done:]
    return marked, times


def _led_by(time: Sequence[Token]) -> Roles:
    """How a time begins: with `from`, with `since`, or `bare` with its own digits.

    Not so `from May to July`.
    """
    if "digits" in time[0].roles:
        return {"bare": ""}
    if "since" in time[0].roles:
        return {"since": ""}
    return {"from": ""} if "from" in time[0].roles and not reaches(time[1:]) else {}


def _counted(time: Time, tokens: Sequence[Token], at: int) -> Time:
    """`lũy kế đến hết tháng 6` counts from January on."""
    before = tokens[max(0, at - _BEFORE) : at]
    if any("until" in token.roles for token in before):
        return counted_from_january(time)
    return time


def counted_from_january(time: Time) -> Time:
    """The time from the beginning of its year to the end of what is printed."""
    if time.first > time.last and not time.until:
        return time
    if time.form in ("month", "months", "quarter", "half"):
        months = "months" if time.first > 1 else time.form
        return time._replace(form=months, first=1, start=0, cumulative=True)
    if time.form == "day" and time.first:
        return time._replace(form="months", first=1, start=0, cumulative=True)
    return time


def last_month(time: Time) -> Time | None:
    """The last month of a time that is told in months: `in the month` of `seven months`."""
    whole = time.form in ("month", "months", "half") and not time.day
    if not whole or time.fiscal or not time.first or time.first > time.last:
        return None
    return one_month(time.until or time.year, time.last)


def counted_since(time: Time, latest: Time | None) -> Time | None:
    """The time from the beginning of a month to the end of the latest one that was named.

    None where that is of another year, or no later.
    """
    if latest is None or latest.fiscal or latest.until or not latest.first:
        return None
    if (time.year or latest.year) != latest.year or latest.last <= time.first:
        return None
    since = several_months(latest.year, time.first, latest.last)
    return since._replace(day=latest.day, cumulative=time.first == 1)
