"""Times that begin with digits: `18/6/2023`, `6/2023`, `2023-06`, `18 June 2023`, `2Q24`."""

from collections.abc import Sequence

from plan_tracker.language.periods.atoms import (
    DASHES,
    DOTTED,
    SMALL,
    YEAR,
    Rules,
    century,
    found_date,
    found_day,
    tight,
    year_after,
)
from plan_tracker.language.periods.parts import read_letter, read_months, read_quarters
from plan_tracker.language.periods.time import TimePhrase
from plan_tracker.language.periods.years import read_year
from plan_tracker.language.tokens import Token, roles_at, text_at


def read_digits(tokens: Sequence[Token], at: int, rule: Rules) -> TimePhrase | None:
    """The time that begins with the number at a token."""
    text = tokens[at].text
    dotted = None if text.isdecimal() else DOTTED.fullmatch(text)
    if dotted:
        return found_day(at + 1, int(dotted[1] or 0), int(dotted[2]), int(dotted[3]))
    if YEAR.fullmatch(text):
        return read_year(tokens, at, rule)
    if not SMALL.fullmatch(text):
        return None

    number, after = int(text), roles_at(tokens, at + 1)
    if "month-name" in after:  # 18 June 2023
        year, end = year_after(tokens, at + 2, rule)
        return found_day(end, number, int(after["month-name"]), year)
    if text_at(tokens, at + 1) in DASHES and "month-name" in roles_at(tokens, at + 2):
        return _with_name(tokens, at, number, rule)
    return (
        _slashed(tokens, at, number, rule)
        or read_letter(tokens, at, rule)
        or read_months(tokens, at, number, rule)
        or read_quarters(tokens, at, number, rule)
    )


def _with_name(tokens: Sequence[Token], at: int, number: int, rule: Rules) -> TimePhrase | None:
    """`30-Sep-24`, `30-Sep-2024`."""
    if not tight(tokens, at, 3):
        return None
    year, end = year_after(tokens, at + 3, rule)
    digits = text_at(tokens, at + 4)
    short = text_at(tokens, at + 3) in DASHES and digits.isdecimal() and len(digits) == 2
    if year is None and short and tight(tokens, at, 5):
        year, end = century(int(digits)), at + 5
    return found_day(end, number, int(tokens[at + 2].roles["month-name"]), year)


def _slashed(tokens: Sequence[Token], at: int, number: int, rule: Rules) -> TimePhrase | None:
    """`6/2023`, `18/6/2023`; in headings `6-2023` and `18/6/23` too."""
    mark = text_at(tokens, at + 1)
    if mark not in ("/", *DASHES) or not tight(tokens, at, 3):
        return None
    second = text_at(tokens, at + 2)
    if YEAR.fullmatch(second) and number <= 12 and (mark == "/" or rule.closed):
        if text_at(tokens, at + 3) == "/":  # 13/2023/NĐ-CP
            return None
        return found_day(at + 3, 0, number, int(second))
    if not SMALL.fullmatch(second) or text_at(tokens, at + 3) != mark or not tight(tokens, at, 5):
        return None

    third = text_at(tokens, at + 4)
    if YEAR.fullmatch(third):
        return found_date(at + 5, (number, int(second)), int(third), rule)
    if rule.closed and len(third) == 2 and third.isdecimal():
        return found_date(at + 5, (number, int(second)), century(int(third)), rule)
    return None
