"""The unit that stands behind a number, and the scale words before it."""

from collections.abc import Sequence

from plan_tracker.language.tokens import Token, roles_at, text_at

_UNIT = ("unit", "currency")


def _smaller(tokens: Sequence[Token], number: int, at: int) -> int:
    """Past what a smaller scale word adds to a whole number: `1 tỷ 200 triệu`."""
    scale, added = roles_at(tokens, at - 1).get("scale"), text_at(tokens, at)
    smaller = roles_at(tokens, at + 1).get("scale")
    if not scale or not smaller or not (tokens[number].text.isdecimal() and added.isdecimal()):
        return at
    return at + 2 if len(added) <= int(scale) - int(smaller) else at


def unit_after(tokens: Sequence[Token], number: int) -> tuple[int, str, bool]:
    """The token after the number's scale words and unit, the unit, and whether there is a scale."""
    at, scaled = number + 1, False
    if "ordinal" in roles_at(tokens, at) and tokens[at].start == tokens[number].end:
        at += 1
    while "scale" in roles_at(tokens, at) or (
        "glued" in roles_at(tokens, at) and tokens[at].start == tokens[at - 1].end
    ):
        at, scaled = at + 1, True
    at = _smaller(tokens, number, at) if scaled else at

    roles = roles_at(tokens, at)
    if number and tokens[number - 1].text == "(" and text_at(tokens, number + 1) == ")":
        return at, "", scaled
    if "abbreviated" in roles:
        return at + 1, roles["abbreviated"].split()[1], True
    for role in _UNIT:
        if role in roles and not ("span" in roles and "period" in roles_at(tokens, at + 1)):
            return at + 1, roles[role], scaled
    return at, "", scaled
