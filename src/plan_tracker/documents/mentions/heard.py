"""Which of the times that a sentence names it is about, and since when it counts."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from plan_tracker.documents.mentions.dating import is_dated_text, is_reference
from plan_tracker.documents.mentions.mention import Mention
from plan_tracker.documents.mentions.number_phrases import NumberPhrase
from plan_tracker.language.lexicon import Roles
from plan_tracker.language.periods.marking import counted_from_january, counted_since, last_month
from plan_tracker.language.periods.time import NOT_SAID, Time, one_month
from plan_tracker.language.tokens import Token, places_of, roles_at, text_at, uses_at

_LISTED = frozenset({"month", "quarter", "year"})
_MONTHS = frozenset(map(str, range(1, 13)))
_TELLING = frozenset({"period", "this", "until"})  # roles of what tells a time
_PAIR = 2
_IN_TURN = 8  # tokens after a list of times that may say that numbers go with them in turn
_NEAR = 4  # tokens from `year to date` to the time that it ends with


def heard_times(
    tokens: Sequence[Token],
    times: Sequence[Time],
    earlier: Time | None,
    last: Time | None,
    *,
    reports: bool,
    numbered: bool,
) -> Iterator[tuple[int, Time]]:
    """The places of times that a sentence is about, and the times, after an `earlier` one.

    The `last` one named may be of another paragraph: `in the month` is still of that.

    One that `reports` numbers compares them with other times; in a heading even `targets of 2023`
    says when. A `numbered` one has a word for laws and the like, whose dates are no such times.
    """
    latest = earlier
    for at in places_of(tokens, _TELLING):
        token, time = tokens[at], None
        if "most" in uses_at(tokens, at - 1):
            continue  # mức cao nhất từ đầu năm
        if "period" in token.roles:
            time = times[int(token.roles["period"])]
            if numbered and is_dated_text(tokens, at):
                continue
            if (reports and is_reference(tokens, at)) or _tells_nothing(tokens, at, time):
                continue
            time = _counted_from(roles_at(tokens, at - 1), time, latest)
        elif token.roles.get("this") == "year" and is_reference(tokens, at):
            continue
        elif "until" in token.roles or "this" in token.roles:
            following = tokens[at + 1 : at + 1 + _NEAR]
            named = any("period" in other.roles for other in following)
            time = None if named else _told_by(token, latest, last)
        if time is not None:
            latest = time
            yield at, time


def _tells_nothing(tokens: Sequence[Token], at: int, time: Time) -> bool:
    """Whether a time is beside another, or only since when something has not been: since 2008."""
    since_a_year = "since" in tokens[at].roles and time.form == "year"
    return since_a_year or _is_beside(tokens, at)


def _is_beside(tokens: Sequence[Token], at: int) -> bool:
    """Whether a time is said more exactly right after it, or is of a base or of prices."""
    priced = "base-prices" in roles_at(tokens, at - 1)
    return priced or _is_said_exactly(tokens, at) or _is_of_base(tokens, at)


def _counted_from(before: Roles, time: Time, latest: Time | None) -> Time | None:
    """A time as the word before it counts: `since March`, `from the beginning of 2025`."""
    if "since" in before and time.form == "month":
        return counted_since(time, latest)
    if before.get("until") == "year" and time.form == "year":
        return _year_to_date(time, latest)
    return time


def _is_said_exactly(tokens: Sequence[Token], at: int) -> bool:
    """`9 tháng năm 2021 (tính từ 15/12/2020 đến 14/9/2021)`: a bracket says which days."""
    if text_at(tokens, at + 1) != "(":
        return False
    inside = at + 2
    while "light" in roles_at(tokens, inside):
        inside += 1
    return "period" in roles_at(tokens, inside) and text_at(tokens, inside + 1) == ")"


def _is_of_base(tokens: Sequence[Token], at: int) -> bool:
    """`4.050 tỷ đồng (quý III/2024: 3.120 tỷ đồng)`: of what a bracket holds a number against."""
    if text_at(tokens, at - 1) != "(" or text_at(tokens, at + 1) != ":":
        return False
    return any("digits" in token.roles for token in tokens[max(0, at - _NEAR) : at - 1])


def _year_to_date(year: Time, latest: Time | None) -> Time:
    """`từ đầu năm 2025`: up to the time named before, if it is of that year; else nobody says."""
    if latest is not None and latest.year == year.year and latest.last < year.last:
        return counted_from_january(latest)
    return year._replace(form="months", first=NOT_SAID)


def aside_places(tokens: Sequence[Token], times: Sequence[Time]) -> Mapping[int, Sequence[Time]]:
    """The places of times that hold for few numbers only, not for the text after them.

    With each are the times of a list that begins there: `vào các tháng 3, 4 và 5`.
    """
    places: dict[int, Sequence[Time]] = {}
    for at in places_of(tokens, _TELLING):
        token = tokens[at]
        if token.roles.get("this") == "year":
            places[at] = ()
        elif "period" in token.roles and at not in places:
            listed = _listed_on(tokens, times, at)
            if _is_list(tokens, [place for place, _ in listed]):
                together = [time for _, time in listed]
                year = next((time.year for time in reversed(together) if time.year), None)
                dated = [time if time.year else time._replace(year=year) for time in together]
                places.update({place: dated for place, _ in listed})
    return places


def _is_list(tokens: Sequence[Token], places: Sequence[int]) -> bool:
    """Whether times make a list: of many, with an `and`, or before what is said in turn.

    Not `theo nghị quyết năm 2019, năm 2023 trồng 3.400 ha`, nor `between 2022 and 2023`.
    """
    if len(places) < _PAIR or "between" in uses_at(tokens, places[0] - 1):
        return False
    if roles_at(tokens, places[0] - 1).get("between") == "between":
        return False
    joined = "and" in uses_at(tokens, places[-1] - 1)
    following = tokens[places[-1] + 1 : places[-1] + 1 + _IN_TURN]
    in_turn = any({"respectively", "in-order"} & token.uses for token in following)
    return len(places) > _PAIR or joined or in_turn


def _listed_on(tokens: Sequence[Token], times: Sequence[Time], at: int) -> list[tuple[int, Time]]:
    """The times of one form that commas or `and` join, and their places."""
    first = times[int(tokens[at].roles["period"])]
    listed = [(at, first)]
    while first.form in _LISTED:
        at += 1
        if text_at(tokens, at) != "," and "and" not in uses_at(tokens, at):
            break
        at += 1
        roles = roles_at(tokens, at)
        if "period" in roles and times[int(roles["period"])].form == first.form:
            listed.append((at, times[int(roles["period"])]))
        elif first.form == "month" and _is_month_alone(tokens, at):
            listed.append((at, one_month(first.year, int(tokens[at].text))))
        else:
            break
    return listed


def _is_month_alone(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number goes on with a list of months and counts nothing: `tháng 3, 4 và 5`."""
    if "digits" not in roles_at(tokens, at) or text_at(tokens, at) not in _MONTHS:
        return False
    following = text_at(tokens, at + 1)
    return not following[:1].isalnum() or "and" in uses_at(tokens, at + 1)


def _told_by(token: Token, latest: Time | None, last: Time | None) -> Time | None:
    """The time that a word makes of the latest one: `year to date`, `in the month`."""
    if token.roles.get("this") == "year":
        told = latest or last
        return Time("year", (told.until or told.year) if told else None)
    if "this" in token.roles:
        told = latest or last
        return last_month(told) if told else None
    if latest is None:
        return None
    counted = token.roles["until"]
    if counted == "year" or (counted == "alone" and latest.form == "month"):
        return counted_from_january(latest)
    return None


def told_times(
    heard: Sequence[tuple[int, Time]], before: int | None, *, reports: bool
) -> Iterator[Time]:
    """The times that the text after a sentence is about.

    Not one that looks back, `1,720 in 2023`; nor a day beside a longer time, on which something
    took place; nor, in a sentence that `reports` numbers, a part of the time before it.
    `before` is the year that the sentence began with, where it did before it named a time.
    """
    latest, main = before, None
    for _, time in heard:
        year = time.year
        if year is not None and latest is not None and (time.until or year) < latest:
            continue
        beside = main is not None and main.form != "day" and time.form == "day"
        if beside or (main is not None and reports and _within(time, main)):
            continue
        latest, main = year or latest, time
        yield time


def _within(time: Time, whole: Time) -> bool:
    """Whether a time is a part of another one of the same year."""
    if time.until or whole.until or time.fiscal != whole.fiscal:
        return False
    one_year = time.year is None or time.year == whole.year
    inside = whole.first <= time.first <= time.last <= whole.last
    return one_year and inside and (time.first, time.last) != (whole.first, whole.last)


def begins_before(
    tokens: Sequence[Token],
    heard: Sequence[tuple[int, Time]],
    amounts: Sequence[NumberPhrase],
    mentions: Callable[[], Sequence[Mention]],
) -> bool:
    """Whether a figure stands before the first time that is not its own: `3 tons, 2 in 2020`.

    The `mentions` are asked for only where a number stands there at all.
    """
    if not heard or not amounts or heard[0][0] < amounts[0].first:
        return False
    place, figures = heard[0][0], [mention.amount for mention in mentions()]
    if not figures or place < figures[0].first:
        return False
    if len(figures) > 1 and figures[1].first < place:
        return True
    return any(token.text == "," for token in tokens[figures[0].end : place])
