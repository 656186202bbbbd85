"""What times are put together from: small numbers, years that follow, days of the calendar."""

import re
from calendar import monthrange
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from plan_tracker.language.languages import period_words, remembered
from plan_tracker.language.periods.time import Time, TimePhrase, one_day, one_month
from plan_tracker.language.tokens import Token, roles_at, text_at

YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
SMALL = re.compile(r"0?[1-9]|[12]\d|3[01]", re.ASCII)
DOTTED = re.compile(r"(?:(\d{1,2})\.)?(\d{1,2})\.((?:19|20)\d\d)", re.ASCII)
COUNTED = ("unit", "scale", "currency")
DASHES = ("-", "–", "—", "−")
APOSTROPHES = ("'", "’")
_SHORT = re.compile(r"\d\d", re.ASCII)
_JOINING = frozenset("/-–,.")
_CENTURY, _LAST_OF_2000S = 100, 69
_JOINED = 3  # tokens between a time and its year
_ORDERS = {"day-month": (0, 1), "month-day": (1, 0)}


Endings = Literal["", "month", "years", "split-year"]  # what two digits behind a year mean


class Rules(NamedTuple):
    """How a text is read. A `closed` one is a heading or a value, in which words that name times
    do nothing else; in the `orders` stand the places of day and month in a date; `endings` says
    what `2010-11` means beside its neighbours.
    """

    closed: bool
    orders: tuple[tuple[int, int], ...]
    endings: Endings = ""


@remembered
def rules(locales: tuple[str, ...], *, closed: bool) -> Rules:
    """The rules of texts in these languages."""
    dates = [period_words(locale).get("dates", {}) for locale in locales]
    said = [order for words in dates for order in words.get("order", ["day-month"])]
    return Rules(closed, tuple(_ORDERS[order] for order in dict.fromkeys(said)))


def year_after(
    tokens: Sequence[Token], at: int, rule: Rules, *, short: bool = False
) -> tuple[int | None, int]:
    """The year that completes a time, after `năm`, `of`, `/` or nothing; and the token after it.

    A `short` year has two digits, right behind a mark or the time itself.
    """
    skip = at
    while skip < min(len(tokens), at + _JOINED) and joins(tokens, skip):
        skip += 1
    if YEAR.fullmatch(text_at(tokens, skip)) and text_at(tokens, skip + 1) != "%":
        return int(tokens[skip].text), skip + 1
    year = _short_year(tokens, at, rule, glued=short)
    return year if year[0] else (None, at)


def joins(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token may stand between a time and its year."""
    token = tokens[at]
    return "years" in token.roles or "article" in token.roles or token.text in _JOINING


def _short_year(
    tokens: Sequence[Token], at: int, rule: Rules, *, glued: bool
) -> tuple[int | None, int]:
    """`'24`; in headings `/24`; right behind a letter and its number, `1Q24`, if it may be so."""
    mark = text_at(tokens, at)
    if glued and _SHORT.fullmatch(mark) and tight(tokens, at - 1, 2):
        return century(int(mark)), at + 1
    if mark in APOSTROPHES or (rule.closed and mark in ("/", *DASHES)):
        digits = text_at(tokens, at + 1)
        behind = mark in APOSTROPHES or tight(tokens, at - 1, 2)
        if behind and _SHORT.fullmatch(digits) and tight(tokens, at, 2):
            return century(int(digits)), at + 2
    return None, at


def century(two_digits: int) -> int:
    """The year of two digits: 1970 to 2069."""
    return two_digits + (2000 if two_digits <= _LAST_OF_2000S else 1900)


def continued(year: int, two_digits: int) -> int:
    """The year that two digits mean after another one: 2005 after 2003, 2002 after 1998."""
    last = year - year % _CENTURY + two_digits
    return last if last > year else last + _CENTURY


def found_date(
    end: int, numbers: tuple[int, int], year: int | None, rule: Rules
) -> TimePhrase | None:
    """A date of day and month in the order of the language; in headings, all that it may be."""
    days = [
        one_day(year, numbers[month], numbers[day])
        for day, month in rule.orders
        if is_day(numbers[day], numbers[month], year)
    ]
    days = list(dict.fromkeys(days))
    if not days:
        return None
    return TimePhrase(days[0], end, tuple(days[1:]) if rule.closed else ())


def found_day(end: int, day: int, month: int, year: int | None) -> TimePhrase | None:
    """A day, or a month where `day` is 0; None where the calendar has none such."""
    if day:
        return TimePhrase(one_day(year, month, day), end) if is_day(day, month, year) else None
    return TimePhrase(one_month(year, month), end) if 1 <= month <= 12 else None


def is_day(day: int, month: int, year: int | None) -> bool:
    """Whether the calendar has such a day, in a leap year where none is named."""
    return 1 <= month <= 12 and 1 <= day <= monthrange(year or 2024, month)[1]


def small_number(tokens: Sequence[Token], at: int) -> int | None:
    """A small number in digits or words."""
    text = text_at(tokens, at)
    if SMALL.fullmatch(text):
        return int(text)
    return int(tokens[at].roles["count"]) if "count" in roles_at(tokens, at) else None


def tight(tokens: Sequence[Token], at: int, count: int) -> bool:
    """Whether so many tokens follow each other without a space."""
    if at < 0:
        return False
    part = tokens[at : at + count]
    return len(part) == count and all(a.end == b.start for a, b in pairwise(part))


def plain(found: TimePhrase | None) -> Time | None:
    """The time that was found, if it can only be that one."""
    return found.time if found and not found.others else None
