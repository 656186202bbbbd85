"""The time that begins at a token, of whatever form; and one that reaches from one to another."""

from collections.abc import Sequence

from plan_tracker.language.periods.atoms import (
    COUNTED,
    DASHES,
    SMALL,
    YEAR,
    Rules,
    found_day,
    is_day,
    joins,
    plain,
    tight,
)
from plan_tracker.language.periods.dates import read_digits
from plan_tracker.language.periods.parts import READERS as PARTS
from plan_tracker.language.periods.parts import Read
from plan_tracker.language.periods.time import (
    Time,
    TimePhrase,
    one_day,
    over_new_year,
    several_months,
)
from plan_tracker.language.periods.years import read_after_word, read_split_year
from plan_tracker.language.tokens import Token, roles_at, text_at

_LENGTHS = ("months", "half", "quarter", "year")  # forms of times that may end on another day
_YEAR = 12
_JOINED = 3  # tokens between a part and its fiscal year


def time_at(tokens: Sequence[Token], at: int, rule: Rules) -> TimePhrase | None:
    """The time that begins at a token; None where none does. Looks at a few tokens only."""
    if "from" in tokens[at].roles and at + 1 < len(tokens):
        first = _single(tokens, at + 1, rule) or _day_of_month(tokens, at + 1)
        found = _reaching(tokens, at + 1, first, rule, led=True) if first else None
        if found is not None:
            return found
        if first is not None and reaches(tokens[at + 1 : first.end]):
            return first
    if tokens[at].roles.get("between") == "between":
        return _between(tokens, at, rule)
    found = _single(tokens, at, rule)
    if found is None:
        return None
    return (
        _reaching(tokens, at, found, rule, led=False)
        or _ended(tokens, found, rule)
        or _of_fiscal_year(tokens, found, rule)
        or found
    )


def reaches(phrase: Sequence[Token]) -> bool:
    """Whether a time names its first and its last part: `January to August 2020`."""
    return any("range" in token.roles or token.text in DASHES for token in phrase)


def _single(tokens: Sequence[Token], at: int, rule: Rules) -> TimePhrase | None:
    roles = tokens[at].roles
    if "digits" in roles:
        return read_digits(tokens, at, rule)
    for role in roles:
        read = _READERS.get(role)
        found = read(tokens, at, rule) if read else None
        if found is not None:
            return found
    return None


def _between(tokens: Sequence[Token], at: int, rule: Rules) -> TimePhrase | None:
    """`between January and March 2024`; two times that both have years are often compared."""
    first = _single(tokens, at + 1, rule) if at + 1 < len(tokens) else None
    if first is None or roles_at(tokens, first.end).get("between") != "and":
        return None
    second = _single(tokens, first.end + 1, rule) if first.end + 1 < len(tokens) else None
    start, stop = plain(first), plain(second)
    if second is None or start is None or stop is None or start.year:
        return None
    if {start.form, stop.form} - {"month", "day"} or not start.first or not stop.first:
        return None
    if start.form == stop.form == "month" and start.first > stop.last:
        return TimePhrase(over_new_year(start.first, stop.last), second.end)
    return _from_to(start, stop, second.end)


def _reaching(
    tokens: Sequence[Token], at: int, first: TimePhrase, rule: Rules, *, led: bool
) -> TimePhrase | None:
    """`từ tháng 4/2023 đến tháng 3/2024`, `April 2023 - March 2024`; in headings without `từ`."""
    start, mark = plain(first), text_at(tokens, first.end)
    word = "range" in roles_at(tokens, first.end) and (led or rule.closed)
    dash = mark in DASHES and (led or rule.closed)
    slash = mark == "/" and rule.closed and tight(tokens, first.end - 1, 3)
    if start is None or start.fiscal or not (word or dash or slash):
        return None
    if first.end + 1 >= len(tokens):
        return None

    second = _single(tokens, first.end + 1, rule)
    stop = plain(second)
    if second is None or stop is None or stop.fiscal:
        return None
    if start.form == "year" and stop.form == "year":
        time = Time("years", start.year, until=stop.year)
        ordered = (start.year or 0) < (stop.year or 0)
        return TimePhrase(time, second.end) if ordered and rule.closed and not slash else None
    if "year" in (start.form, stop.form) or start.until or not start.first or not stop.first:
        return None
    return _from_to(start, stop, second.end)


def _from_to(start: Time, stop: Time, end: int) -> TimePhrase | None:
    """The time from the first day of one to the last of another, whose year may stand once."""
    begins = start.year or stop.year
    ends = stop.until or stop.year
    if ends is None and begins is not None:
        return None
    if (begins or 0, start.first, start.start) >= (ends or 0, stop.last, stop.day or _LAST_DAY):
        return None
    if not start.start and not stop.day and begins == ends:
        return TimePhrase(several_months(begins, start.first, stop.last), end)
    until = ends if ends != begins else None
    return TimePhrase(
        Time("months", begins, start.first, stop.last, stop.day, start.start, until), end
    )


_LAST_DAY = 32  # after every day of a month


def _of_fiscal_year(tokens: Sequence[Token], found: TimePhrase, rule: Rules) -> TimePhrase | None:
    """`Q1 FY24`, `first half of the fiscal year 2023/24`."""
    part, at = plain(found), found.end
    while at < min(len(tokens), found.end + _JOINED) and joins(tokens, at):
        at += 1
    if part is None or part.year or part.form == "day" or at >= len(tokens):
        return None
    if not ("split-year" in tokens[at].roles or YEAR.fullmatch(tokens[at].text)):
        return None
    second = _single(tokens, at, rule)
    whole = plain(second)
    if second is None or whole is None or not whole.fiscal:
        return None
    return TimePhrase(part._replace(year=whole.year, fiscal=whole.fiscal), second.end)


def _ended(tokens: Sequence[Token], found: TimePhrase, rule: Rules) -> TimePhrase | None:
    """`nine months ended 30 September 2024`, `12 months to March 2024`."""
    length = plain(found)
    if length is None or length.year or length.form not in _LENGTHS or length.first != 1:
        return None
    if "ended" not in roles_at(tokens, found.end):
        return None
    return _months_before(tokens, found.end + 1, length.last, rule)


def _length_ended(tokens: Sequence[Token], at: int, rule: Rules) -> TimePhrase | None:
    """`year ended 31 December 2023`, `half-year ended December 2021`."""
    months = tokens[at].roles["ended"]
    return _months_before(tokens, at + 1, int(months), rule) if months.isdecimal() else None


def _months_before(tokens: Sequence[Token], at: int, months: int, rule: Rules) -> TimePhrase | None:
    """So many months up to the end of the month, or of its last day, that begins at a token."""
    if at >= len(tokens) or "ended" in tokens[at].roles:
        return None
    second = _single(tokens, at, rule)
    stop = plain(second)
    if second is None or stop is None or stop.year is None or stop.form not in ("day", "month"):
        return None
    if stop.day and is_day(stop.day + 1, stop.last, stop.year):
        return None
    year, month = divmod(stop.year * _YEAR + stop.last - months, _YEAR)
    if year == stop.year:
        return TimePhrase(several_months(year, month + 1, stop.last), second.end)
    return TimePhrase(Time("months", year, month + 1, stop.last, until=stop.year), second.end)


def _read_day(tokens: Sequence[Token], at: int, rule: Rules) -> TimePhrase | None:
    """`ngày 18/6`, `ngày 18-12`, `ngày 18 tháng 6 năm 2023`, after a word that says so."""
    if not SMALL.fullmatch(text_at(tokens, at + 1)):
        return None
    whole = read_digits(tokens, at + 1, rule)
    if whole is not None and whole.time.form in ("day", "month"):
        return whole
    number = int(tokens[at + 1].text)
    if "month" in roles_at(tokens, at + 2):
        month = PARTS["month"](tokens, at + 2, rule)
        if month is None or month.time.form != "month":
            return None
        return found_day(month.end, number, month.time.first, month.time.year)

    day = _day_of_month(tokens, at + 1)
    if day is not None:
        return day
    if tokens[at].roles["day"] == "number":
        if any(role in roles_at(tokens, at + 2) for role in COUNTED):
            return None
        return TimePhrase(one_day(None, 0, number), at + 2)
    return None


def _day_of_month(tokens: Sequence[Token], at: int) -> TimePhrase | None:
    """`18/6`, `18-12`."""
    first, mark, second = (text_at(tokens, at + step) for step in range(3))
    whole = SMALL.fullmatch(first) and SMALL.fullmatch(second) and tight(tokens, at, 3)
    return (
        found_day(at + 3, int(first), int(second), None) if whole and mark in ("/", "-") else None
    )


_READERS: dict[str, Read] = {
    **PARTS,
    "day": _read_day,
    "years": read_after_word,
    "split-year": read_split_year,
    "ended": _length_ended,
}
BEGINNING = frozenset({"digits", "from", "between", *_READERS})  # roles that a time begins with
