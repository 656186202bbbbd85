"""Numbers that come in twos: ranges, and n of N."""

import re
from collections.abc import Sequence

from plan_tracker.documents.mentions.units import unit_after
from plan_tracker.language.languages import locales
from plan_tracker.language.numbers import read_digits, too_long
from plan_tracker.language.tokens import Token, roles_at, text_at, uses_at

_MOST_APART = 10  # times the lower end that the higher one of `5 to 7 percent` is, and
_MOST_MOVED = 2  # after a movement, which may be one by so much to so much
_WHOLE = re.compile(r"\d+|\d{1,3}(?:[.,]\d{3})+")
DASHES = ("-", "–", "—", "−", "~")
_NAMED = 4  # tokens that may name what n of N counts, between the two


def second_number(tokens: Sequence[Token], number: int, end: int, unit: str) -> int:
    """Where the second number of a range or of n/N is; 0 where there is none.

    The first is at `number`, with its `unit` before the token `end`.
    """
    mark, uses = text_at(tokens, end), uses_at(tokens, end)
    following = end + 1
    of = "of" in uses
    if mark in DASHES and (_strung(tokens, number, following) or _signs(tokens, end)):
        return 0
    limit = _limit(tokens, end)
    if limit and unit != "%":
        return limit + 1 if _in_one_unit(tokens, limit + 1, unit) else 0

    money = roles_at(tokens, following).get("currency")
    if money and (mark in DASHES or uses & {"to", "and"}):
        if money != roles_at(tokens, number - 1).get("currency"):
            return 0
        following += 1  # $1.2 to $1.5 billion
    if "digits" not in roles_at(tokens, following) and not of:
        return 0

    if mark == "/":
        return following if _is_slashed(tokens, number, end, unit) else 0
    counted = tokens[number].text.isdecimal()
    if counted and "out-of-many" in uses and _is_small_part(tokens, number, following):
        return following
    if of:
        return _whole_after(tokens, number, following, unit)

    if mark in DASHES:
        return following if not unit or _goes_up(tokens, number, following, unit) else 0
    joined = uses & {"to", "and"}
    return _joined_by_words(tokens, number, following, unit, joined) if joined else 0


def _is_slashed(tokens: Sequence[Token], number: int, end: int, unit: str) -> bool:
    """Whether a slash makes n of N; not in `31,2%/32%`, a rate and its plan."""
    second_unit = unit_after(tokens, end + 1)[1]
    rated = unit == second_unit == "%"
    return not rated and (end == number + 1 or _in_one_unit(tokens, end + 1, unit))


def _whole_after(tokens: Sequence[Token], number: int, following: int, unit: str) -> int:
    """Where the N of `n of N`, `n of the N`, `n of its N` is; 0 where there is none."""
    money = "currency" in roles_at(tokens, number - 1)
    spoken = "spoken-currency" in uses_at(tokens, number - 1)  # she won 312 of the 940
    counted = (not money or spoken) and (_WHOLE.fullmatch(tokens[number].text) is not None)
    named = "the" in uses_at(tokens, following)
    if named and "digits" in roles_at(tokens, following + 1):
        counted = counted or "number" in tokens[number].roles  # nine of the 12
        return following + 1 if not unit and counted else 0
    if unit == "%" or not (counted or "number" in tokens[number].roles):
        return 0
    return following if _WHOLE.fullmatch(text_at(tokens, following)) else 0


def _joined_by_words(
    tokens: Sequence[Token], number: int, second: int, unit: str, uses: frozenset[str]
) -> int:
    """The second number of `between 5 and 7`, `from 5 to 7 percent`, `$1.2 to $1.5 billion`."""
    before = number - 1
    if "currency" in roles_at(tokens, before):
        before -= 1
    led_by = uses_at(tokens, before)
    if "between" in led_by:
        return second
    if "to" not in uses:
        return 0

    moves = _moves(tokens, before - 1 if "from" in led_by else before)
    if "from" in led_by:
        return 0 if moves else second
    _, second_unit, scaled = unit_after(tokens, second)
    money = "currency" in roles_at(tokens, second - 1)
    alike = unit in ("", second_unit) and (second_unit or scaled or money)
    if not alike:
        return 0
    wide = not moves or (unit == second_unit == "%" and "of-whole" in led_by)
    most = _MOST_APART if wide else _MOST_MOVED  # a decline of 1% to 3%
    return second if _goes_up(tokens, number, second, second_unit, most) else 0


def _limit(tokens: Sequence[Token], end: int) -> int:
    """Where a word says that a number is one of so many: `52 hồ sơ xin việc trên tổng số 60`.

    0 where none does. Before it the number may name what it counts.
    """
    for at, token in enumerate(tokens[end : end + _NAMED], start=end):
        if "cue" in token.roles and token.roles["cue"] == "limit":
            return at if "digits" in roles_at(tokens, at + 1) else 0
        if token.roles or not token.text.isalpha():
            break
    return 0


def _in_one_unit(tokens: Sequence[Token], second: int, unit: str) -> bool:
    """Whether the second number has the unit of the first, or one of the two none."""
    return unit_after(tokens, second)[1] in ("", unit) or not unit


def _is_small_part(tokens: Sequence[Token], number: int, second: int) -> bool:
    """`1 trong 8 cục`: not more than the second, which counts things and no days."""
    end, unit, scaled = unit_after(tokens, second)
    counted = tokens[second].text.isdecimal() and not scaled and unit != "%"
    timed = "span" in roles_at(tokens, end) or "span" in roles_at(tokens, end - 1)
    named = text_at(tokens, end - (1 if unit else 0))[:1].isalpha()
    few = counted and not timed and named and "period" not in roles_at(tokens, end)
    return few and int(tokens[number].text) <= int(tokens[second].text)


def _signs(tokens: Sequence[Token], dash: int) -> bool:
    """Whether a dash is the sign of the number after it: `1.6 -4.5`."""
    joined = text_at(tokens, dash + 1) and tokens[dash].end == tokens[dash + 1].start
    return bool(joined) and tokens[dash - 1].end < tokens[dash].start


def _strung(tokens: Sequence[Token], number: int, second: int) -> bool:
    """Whether dashes only part the numbers of a list: `20,3% - 27,1% - 52,6%`."""
    before = number > 1 and text_at(tokens, number - 1) in DASHES
    led = before and tokens[number - 1].end < tokens[number].start
    end = unit_after(tokens, second)[0] if second < len(tokens) else second
    return led or (text_at(tokens, end) in DASHES and "digits" in roles_at(tokens, end + 1))


def _goes_up(
    tokens: Sequence[Token], number: int, second: int, unit: str, most: int | None = None
) -> bool:
    """Whether two numbers can be a range, the first perhaps with a unit of its own.

    The higher one is at most so many times the lower one.
    """
    _, second_unit, _ = unit_after(tokens, second)
    low, high = tokens[number].text, tokens[second].text
    if second_unit not in ("", unit) or too_long(low) or too_long(high):
        return False
    # Which mark groups thousands is not known here.
    readings = ((read_digits(low, locale), read_digits(high, locale)) for locale in locales())
    scale, second_scale = _scale(tokens, number), _scale(tokens, second)
    for lows, highs in readings:
        if not lows or not highs:
            continue
        value = lows[0].value * 10 ** (scale or second_scale)
        second_value = highs[0].value * 10**second_scale
        if value <= second_value and (most is None or second_value <= most * value):
            return True
    return False


def _scale(tokens: Sequence[Token], number: int) -> int:
    """The power of ten of the scale word right after a number; 0 without one."""
    roles = roles_at(tokens, number + 1)
    joined = number + 1 < len(tokens) and tokens[number + 1].start == tokens[number].end
    meaning = roles.get("scale") or (roles.get("glued") if joined else None) or "0"
    return max(int(meaning.split()[0]), 0)


def _moves(tokens: Sequence[Token], at: int) -> bool:
    """Whether a movement stands here, so that `from a to b` is a way and no range."""
    for token in tokens[max(0, at - 3) : at + 1]:
        if token.roles.get("cue") in ("up", "down", "arrival"):
            return True
    return False
