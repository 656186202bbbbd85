"""Years, several of them, and years that may not be those of the calendar.

Two digits behind a year and a hyphen are a month in `2024-06`, the last of several years in
`2003-08` and the second of two that make one in `2010-11`. In a sentence and in a heading the rule
is: the next year's digits mean one year that begins in the first (`2010-11`, `2023/24`); digits
that are no month, or stand behind a dash (`2003–05`), mean the last of several years; digits that
lie before the first year's are a month (`2024-06`); what is left (`2003-05`) is years in a
sentence, and in a heading either, so that the headings beside it must tell. As a value of a plan
such a text has been read before it comes here: there it is a month.
"""

import re
from collections.abc import Iterable, Sequence

from plan_tracker.language.periods.atoms import (
    COUNTED,
    DASHES,
    SMALL,
    YEAR,
    Endings,
    Rules,
    century,
    continued,
    found_day,
    small_number,
    tight,
    year_after,
)
from plan_tracker.language.periods.time import (
    Time,
    TimePhrase,
    one_month,
    part_of_year,
    several_months,
)
from plan_tracker.language.tokens import Token, roles_at, text_at

_PAIR = re.compile(r"\s*((?:19|20)\d\d)-(\d\d)\s*", re.ASCII)
_MOST_MONTHS = 12
_AFTER = frozenset(".,;:)]!?\"”»/-–…|'’")


def endings_of(texts: Iterable[str]) -> Endings:
    """What `2010-11` means among texts of its kind, as the plain ones of them say; linear."""
    pairs = [(int(match[1]), int(match[2])) for text in texts if (match := _PAIR.fullmatch(text))]
    if len({*pairs}) <= 1:
        return ""
    if any(digits <= year % 100 and digits <= _MOST_MONTHS for year, digits in pairs):
        return "month"
    steps = {continued(year, digits) - year for year, digits in pairs}
    years = {year for year, _ in pairs}
    if len(steps) == 1 and len(years) > 1:
        return "split-year" if steps == {1} else "years"
    if any(digits > _MOST_MONTHS for _, digits in pairs):
        return "years"
    return "month" if len(years) == 1 else ""


def read_year(
    tokens: Sequence[Token], at: int, rule: Rules, *, several: bool = False, split: bool = False
) -> TimePhrase | None:
    """The time that begins with a year: `2016-2020`, `2023/24`, `2024Q2`, `2023-06-18`, `2023`.

    A word before it may say that two years are the first and last of `several`, or one `split` one.
    """
    year = int(tokens[at].text)
    if year % 100 == 0 and "digits" in roles_at(tokens, at + 1):
        return None  # the number of a hotline: 1900 6868
    found = _day(tokens, at, year) or _two_years(
        tokens, at, year, rule, several=several, split=split
    )
    if found is not None:
        return found
    found = _part(tokens, at, year, rule)
    if found is not None:
        return found._replace(time=found.time._replace(fiscal="ends")) if split else found

    roles, following = roles_at(tokens, at + 1), text_at(tokens, at + 1)
    glued = at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end
    if glued and not (following and following in _AFTER):
        return None
    counted = any(role in roles for role in COUNTED) and "span" not in roles
    if counted and not (at and "years" in tokens[at - 1].roles) and not split:
        return None
    if split or "split-year" in roles:
        return TimePhrase(Time("fiscal-year", year, fiscal="ends"), at + 1 + (not split))
    return TimePhrase(Time("year", year), at + 1)


def read_after_word(tokens: Sequence[Token], at: int, rule: Rules) -> TimePhrase | None:
    """`năm 2023`, `giai đoạn 2016-2020`: the word says that a number is a year."""
    if not YEAR.fullmatch(text_at(tokens, at + 1)):
        return None
    several = tokens[at].roles["years"] == "several"
    return read_year(tokens, at + 1, rule, several=several)


def read_split_year(tokens: Sequence[Token], at: int, rule: Rules) -> TimePhrase | None:
    """`FY2024`, `FY24`, `FY 2023/24`, `niên độ 2023-2024`."""
    text = text_at(tokens, at + 1)
    if YEAR.fullmatch(text):
        return read_year(tokens, at + 1, rule, split=True)
    behind = at + 1 + (text in ("'", "’"))
    digits = text_at(tokens, behind)
    if len(digits) != 2 or not digits.isdecimal() or not tight(tokens, at, behind - at + 1):
        return None
    year, second = century(int(digits)), text_at(tokens, behind + 2)
    follows = text_at(tokens, behind + 1) in ("/", *DASHES) and tight(tokens, behind, 3)
    if follows and second == f"{(year + 1) % 100:02d}":
        return TimePhrase(Time("split-year", year, fiscal="begins"), behind + 3)
    return TimePhrase(Time("fiscal-year", year, fiscal="ends"), behind + 1)


def _day(tokens: Sequence[Token], at: int, year: int) -> TimePhrase | None:
    """`2023-06-18`."""
    mark, month, day = (text_at(tokens, at + step) for step in (1, 2, 4))
    if mark not in ("/", *DASHES) or text_at(tokens, at + 3) != mark or not tight(tokens, at, 5):
        return None
    if not SMALL.fullmatch(month) or not SMALL.fullmatch(day):
        return None
    return found_day(at + 5, int(day), int(month), year)


def _two_years(
    tokens: Sequence[Token], at: int, year: int, rule: Rules, *, several: bool, split: bool
) -> TimePhrase | None:
    """`2016-2020`, `2023/24`, `2010-11`."""
    mark, second = text_at(tokens, at + 1), text_at(tokens, at + 2)
    split = split or "split-year" in roles_at(tokens, at + 3)
    if mark not in ("/", *DASHES) or not second.isdecimal():
        return None
    end = at + 3
    one = Time("split-year", year, fiscal="begins")
    if YEAR.fullmatch(second):
        last = int(second)
        both = Time("years", year, until=last)
        if last == year + 1 and split:
            return TimePhrase(one, _past_word(tokens, end))
        if mark == "/":
            return TimePhrase(one if rule.closed else both, end) if last == year + 1 else None
        if last < year:
            return None
        unsure = rule.closed and last == year + 1 and not several
        return TimePhrase(both, end, (one,) if unsure else ())
    if len(second) == 2 and tight(tokens, at, 3) and not _goes_on(tokens, at + 3):
        return _two_digits(tokens, at, year, rule, several=several, split=split)
    return None


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token right behind two digits makes them part of something longer."""
    return text_at(tokens, at) in ("-", "/") and text_at(tokens, at + 1).isdecimal()


def _two_digits(
    tokens: Sequence[Token], at: int, year: int, rule: Rules, *, several: bool, split: bool
) -> TimePhrase | None:
    mark, digits, end = text_at(tokens, at + 1), int(tokens[at + 2].text), at + 3
    last = continued(year, digits)
    years, month = Time("years", year, until=last), one_month(year, digits)
    if mark == "-" and rule.endings and not (several or split):
        if rule.endings == "month" and 1 <= digits <= _MOST_MONTHS:
            return TimePhrase(month, end)
        if rule.endings == "years":
            return TimePhrase(years, end)
    if last == year + 1 and not several:
        return TimePhrase(Time("split-year", year, fiscal="begins"), _past_word(tokens, end))
    if several or mark in DASHES[1:] or digits > _MOST_MONTHS:
        return TimePhrase(years, end) if last - year < 50 else None
    if not digits or split:
        return None
    if digits <= year % 100 or mark == "/":
        return TimePhrase(month, end)
    return TimePhrase(month, end, (years,)) if rule.closed else TimePhrase(years, end)


def _past_word(tokens: Sequence[Token], at: int) -> int:
    """The token after `financial year`, where that follows."""
    return at + ("split-year" in roles_at(tokens, at))


def _part(tokens: Sequence[Token], at: int, year: int, rule: Rules) -> TimePhrase | None:
    """`2024Q2`, `2024-Q2`, `2024 Q2`, `2024M06`, `2024 June`."""
    hyphen = text_at(tokens, at + 1) == "-" and tight(tokens, at, 3)
    name = at + 1 + hyphen
    roles = roles_at(tokens, name)
    number = small_number(tokens, name + 1) if tight(tokens, name, 2) else None
    if number is not None:
        if roles.get("quarter") == "letter" and number <= 4:
            return TimePhrase(part_of_year("quarter", year, number, 3), name + 2)
        if roles.get("half") == "letter" and number <= 2:
            return TimePhrase(part_of_year("half", year, number, 6), name + 2)
        if roles.get("month") == "after-year" and number <= _MOST_MONTHS and tight(tokens, at, 3):
            return TimePhrase(several_months(year, number, number), name + 2)
    named = "month-name" in roles and "month-word" not in roles
    following = year_after(tokens, name + 1, rule)[0] or small_number(tokens, name + 1)
    if named and following is None:
        return TimePhrase(one_month(year, int(roles["month-name"])), name + 1)
    return None
