"""Parts of years in words: `tháng 6/2023`, `quý II/2023`, `nine months of 2023`, `H1 2023`."""

from collections.abc import Callable, Sequence

from plan_tracker.language.periods.atoms import (
    DASHES,
    DOTTED,
    SMALL,
    YEAR,
    Rules,
    century,
    found_day,
    small_number,
    tight,
    year_after,
)
from plan_tracker.language.periods.time import (
    Time,
    TimePhrase,
    one_month,
    over_new_year,
    part_of_year,
    several_months,
)
from plan_tracker.language.tokens import Token, roles_at, text_at

_YEAR, _HALF, _QUARTER = 12, 6, 3  # months
_FEW = 8  # tokens
Read = Callable[[Sequence[Token], int, Rules], TimePhrase | None]


def _month(tokens: Sequence[Token], at: int, rule: Rules) -> TimePhrase | None:
    """`tháng 6/2023`, `tháng 6 năm 2023`, `tháng Sáu`, `T6/2023`, `tháng 1-9/2023`."""
    if tokens[at].roles["month"] == "after-year":
        return None
    letter = tokens[at].roles["month"] == "letter"
    if letter and not tight(tokens, at, 2):
        return None
    dotted = DOTTED.fullmatch(text_at(tokens, at + 1))
    if dotted and not dotted[1]:
        return found_day(at + 2, 0, int(dotted[2]), int(dotted[3]))
    first = small_number(tokens, at + 1)
    if first is None or first > _YEAR:
        return None

    again = letter and roles_at(tokens, at + 3).get("month") == "letter"  # T1-T6
    second = small_number(tokens, at + 3 + again)
    if text_at(tokens, at + 2) in DASHES and second and tight(tokens, at + 1, 3 + again):
        year, end = year_after(tokens, at + 4 + again, rule)
        if year is not None and first < second <= _YEAR:
            return TimePhrase(several_months(year, first, second), end)
        if not rule.closed:
            return None
    year, end = year_after(tokens, at + 2, rule)
    if letter and year is None and not rule.closed:
        return None
    return TimePhrase(one_month(year, first), end)


def _month_name(tokens: Sequence[Token], at: int, rule: Rules) -> TimePhrase | None:
    """`June 2023`, `June 18, 2023`, `January-September 2023`, `Jun-24`."""
    month, after = int(tokens[at].roles["month-name"]), text_at(tokens, at + 1)
    if _is_word(tokens, at, rule):
        return None
    joined = after in DASHES or "range" in roles_at(tokens, at + 1)
    if joined and "month-name" in roles_at(tokens, at + 2):
        last = int(tokens[at + 2].roles["month-name"])
        year, end = year_after(tokens, at + 3, rule)
        if month > last and not rule.closed:
            return TimePhrase(over_new_year(month, last), end)
        return TimePhrase(several_months(year, month, last), end) if month < last else None
    if after in DASHES and tight(tokens, at, 3):
        digits = text_at(tokens, at + 2)
        if digits.isdecimal() and len(digits) == 2:
            return TimePhrase(one_month(century(int(digits)), month), at + 3)

    if SMALL.fullmatch(after):
        end = at + 2 + ("suffix" in roles_at(tokens, at + 2))
        comma = text_at(tokens, end) == "," and YEAR.fullmatch(text_at(tokens, end + 1))
        year, end = year_after(tokens, end + bool(comma), rule)
        day = found_day(end, int(after), month, year)
        if day and rule.closed and year is None and len(after) == 2:  # Jun 24
            return day._replace(others=(one_month(century(int(after)), month),))
        return day
    year, end = year_after(tokens, at + 1, rule)
    return TimePhrase(one_month(year, month), end)


def _is_word(tokens: Sequence[Token], at: int, rule: Rules) -> bool:
    """Whether a month's name is another word here: `may` without a number after it."""
    meaning = tokens[at].roles.get("month-word")
    if meaning is None:
        return False
    if rule.closed and len(tokens) <= _FEW:
        others = (token for place, token in enumerate(tokens) if place != at)
        if not any(token.text[0].isalpha() for token in others):
            return False
    numbered = "digits" in roles_at(tokens, at + 1) or text_at(tokens, at + 1) in DASHES
    return meaning == "alone" or not numbered


def _quarter(tokens: Sequence[Token], at: int, rule: Rules) -> TimePhrase | None:
    """`quý II/2023`, `Q2 2023`, `Q1-Q3 2023`, `quý I-III/2023`."""
    return _numbered(tokens, at, "quarter", _QUARTER, rule)


def _half(tokens: Sequence[Token], at: int, rule: Rules) -> TimePhrase | None:
    """`nửa đầu năm 2023`, `nửa đầu 2023`, `second half of 2023`, `H1 2023`."""
    meaning = tokens[at].roles["half"]
    number, _, dated = meaning.partition("-")
    if not number.isdecimal():
        return _numbered(tokens, at, "half", _HALF, rule) if meaning == "letter" else None
    year, end = year_after(tokens, at + 1, rule)
    if dated and year is None:  # of a month, of a plan
        return None
    return TimePhrase(part_of_year("half", year, int(number), _HALF), end)


def _numbered(
    tokens: Sequence[Token], at: int, form: str, months: int, rule: Rules
) -> TimePhrase | None:
    """A noun or letter and the number of such a part, or of the first and the last one."""
    letter = tokens[at].roles[form] == "letter"
    start = at + 1 + (letter and text_at(tokens, at + 1) == "." and rule.closed)
    if letter and not tight(tokens, at, start - at + 1):
        return None
    first = small_number(tokens, start)
    if first is None or first * months > _YEAR:
        return None

    last, end = _last_part(tokens, start + 1, form, first)
    if last * months > _YEAR:
        return None
    year, end = year_after(tokens, end, rule, short=letter)
    if form == "half" and letter and year is None and not rule.closed:
        return None
    time = several_months(year, (first - 1) * months + 1, last * months)
    return TimePhrase(time, end)


def _last_part(tokens: Sequence[Token], at: int, form: str, first: int) -> tuple[int, int]:
    """The last of several parts, `-III` or `-Q3`, and the token after it; else the first itself."""
    if text_at(tokens, at) in DASHES and tight(tokens, at - 1, 3):
        named = at + 1 + (form in roles_at(tokens, at + 1))
        last = small_number(tokens, named)
        if last is not None and first < last <= _YEAR // _QUARTER:
            return last, named + 1
    return first, at


def _quarter_name(tokens: Sequence[Token], at: int, rule: Rules) -> TimePhrase | None:
    """`QII/2023`."""
    year, end = year_after(tokens, at + 1, rule)
    number = int(tokens[at].roles["quarter-name"])
    return TimePhrase(part_of_year("quarter", year, number, _QUARTER), end)


def _count(tokens: Sequence[Token], at: int, rule: Rules) -> TimePhrase | None:
    """`second quarter of 2023`, `nine months of 2023`, `chín tháng đầu năm`."""
    return read_quarters(tokens, at, int(tokens[at].roles["count"]), rule) or read_months(
        tokens, at, int(tokens[at].roles["count"]), rule
    )


def _lead(tokens: Sequence[Token], at: int, rule: Rules) -> TimePhrase | None:
    """`first nine months of 2023`, `last two quarters of 2023`."""
    number = small_number(tokens, at + 1)
    if number is None:
        return _count(tokens, at, rule) if "count" in tokens[at].roles else None
    last = tokens[at].roles["lead"] == "last"
    return read_months(tokens, at + 1, number, rule, last=last) or read_quarters(
        tokens, at + 1, number, rule, last=last
    )


def read_months(
    tokens: Sequence[Token], at: int, number: int, rule: Rules, *, last: bool = False
) -> TimePhrase | None:
    """`6 tháng đầu năm 2023`, `nine months of 2023`, `9T/2023`, `9M24`; the number is at `at`."""
    meaning = roles_at(tokens, at + 1).get("months")
    if meaning is None or not 1 <= number <= _YEAR:
        return None
    if meaning == "letter" and not tight(tokens, at, 2):
        return None
    if number == 1 and "month" in tokens[at + 1].roles:  # `bình quân 1 tháng năm 2024`
        return None
    year, end = year_after(tokens, at + 2, rule, short=meaning == "letter")
    # In sentences `5m` and `một tháng` are lengths, where no year follows.
    worded = "month" in tokens[at + 1].roles and "count" in tokens[at].roles
    if (meaning == "letter" or worded) and year is None and not rule.closed:
        return None
    return TimePhrase(_counted(year, number, last=last or meaning == "last"), end)


def read_quarters(
    tokens: Sequence[Token], at: int, number: int, rule: Rules, *, last: bool = False
) -> TimePhrase | None:
    """`3 quý đầu năm 2023`, `2nd quarter of 2023`, `second half`; the number is at `at`."""
    noun = at + 1 + ("suffix" in roles_at(tokens, at + 1) and tight(tokens, at, 2))
    roles = roles_at(tokens, noun)
    count = 4
    if "quarters" in roles and number <= count:
        year, end = year_after(tokens, noun + 1, rule)
        if "quarter" in roles and year is None:  # `hai quý` is a length
            return None
        last = last or roles["quarters"] == "last"
        return TimePhrase(_counted(year, number * _QUARTER, last=last), end)
    ordinal = noun > at + 1 or "count" in tokens[at].roles
    if roles.get("quarter") == "ordinal" and ordinal and number <= count:
        if "digits" in roles_at(tokens, noun + 1) and not YEAR.fullmatch(tokens[noun + 1].text):
            return None
        year, end = year_after(tokens, noun + 1, rule)
        return TimePhrase(part_of_year("quarter", year, number, _QUARTER), end)
    if roles.get("half") == "half" and ordinal and number <= count // 2:
        year, end = year_after(tokens, noun + 1, rule)
        return TimePhrase(part_of_year("half", year, number, _HALF), end)
    return None


def _counted(year: int | None, months: int, *, last: bool) -> Time:
    """So many months from the beginning of a year, or up to its end."""
    if months == _YEAR:
        return Time("year", year)
    time = (
        several_months(year, _YEAR - months + 1, _YEAR) if last else several_months(year, 1, months)
    )
    return time._replace(form="months") if time.form == "month" and not last else time


def read_letter(tokens: Sequence[Token], at: int, rule: Rules) -> TimePhrase | None:
    """`1Q24`, `2H2023`, `3Q 2024`: a number, right behind it the letter of a quarter or half."""
    if not tight(tokens, at, 2):
        return None
    number, roles = int(tokens[at].text), roles_at(tokens, at + 1)
    for form, months in (("quarter", _QUARTER), ("half", _HALF)):
        if roles.get(form) == "letter" and number * months <= _YEAR:
            year, end = year_after(tokens, at + 2, rule, short=True)
            if year is not None:
                return TimePhrase(
                    several_months(year, (number - 1) * months + 1, number * months), end
                )
    return None


READERS: dict[str, Read] = {
    "half": _half,
    "quarter": _quarter,
    "quarter-name": _quarter_name,
    "month": _month,
    "month-name": _month_name,
    "lead": _lead,
    "count": _count,
}
