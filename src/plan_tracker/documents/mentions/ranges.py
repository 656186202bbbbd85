"""Numbers that come in twos: ranges, and n of N."""

from collections.abc import Sequence

from plan_tracker.documents.mentions.units import unit_after
from plan_tracker.language.languages import locales
from plan_tracker.language.numbers import read_digits, too_long
from plan_tracker.language.tokens import Token, roles_at, text_at, uses_at

_GROUP = 3  # digits between the marks of thousands
DASHES = ("-", "–", "—", "−", "~")


def second_number(tokens: Sequence[Token], number: int, end: int, unit: str) -> int:
    """Where the second number of a range or of n/N is; 0 where there is none.

    The first is at `number`, with its `unit` before the token `end`.
    """
    mark, uses = text_at(tokens, end), uses_at(tokens, end)
    following = end + 1
    of = "of" in uses
    if mark in DASHES and (_strung(tokens, number, following) or _signs(tokens, end)):
        return 0
    if "digits" not in roles_at(tokens, following) and not of:
        return 0

    if mark == "/" and end == number + 1:
        return following
    if roles_at(tokens, end).get("cue") == "limit":
        return following

    counted = of and ("number" in tokens[number].roles or _is_whole(tokens[number].text))
    if of and "the" in uses_at(tokens, following) and "digits" in roles_at(tokens, end + 2):
        return end + 2 if not unit and counted else 0
    if counted and unit != "%":
        return following if _is_whole(text_at(tokens, following)) else 0

    if mark in DASHES:
        return following if not unit or _goes_up(tokens, number, following, unit) else 0
    led_by = uses_at(tokens, number - 1)
    if "between" in led_by:
        return following if uses & {"to", "and"} else 0
    ranged = "to" in uses and "from" in led_by and not _moves(tokens, number - 2)
    return following if ranged else 0


def _is_whole(digits: str) -> bool:
    """Whether a number is printed as one that counts: `1,150`, and not `1.5`."""
    first, *groups = digits.replace(".", ",").split(",")
    return first.isdecimal() and all(len(group) == _GROUP for group in groups)


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


def _goes_up(tokens: Sequence[Token], number: int, second: int, unit: str) -> bool:
    """Whether two numbers can be a range, the first with a unit of its own."""
    _, second_unit, _ = unit_after(tokens, second)
    low, high = tokens[number].text, tokens[second].text
    if second_unit not in ("", unit) or too_long(low) or too_long(high):
        return False
    # Which mark groups thousands is not known here.
    readings = ((read_digits(low, locale), read_digits(high, locale)) for locale in locales())
    return any(lows and highs and lows[0].value <= highs[0].value for lows, highs in readings)


def _moves(tokens: Sequence[Token], at: int) -> bool:
    """Whether a movement stands here, so that `from a to b` is a way and no range."""
    for token in tokens[max(0, at - 3) : at + 1]:
        if token.roles.get("cue") in ("up", "down", "arrival"):
            return True
    return False
