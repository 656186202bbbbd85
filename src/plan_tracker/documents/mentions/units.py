"""The unit that stands behind a number, and the scale words before it."""

from collections.abc import Sequence

from plan_tracker.language.tokens import Token, roles_at, text_at, uses_at

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
    at, scaled, named = number + 1, False, ""
    if "ordinal" in roles_at(tokens, at) and tokens[at].start == tokens[number].end:
        at += 1
    if "glued" in roles_at(tokens, at) and _joined(tokens, at):
        at, scaled, named = at + 1, True, unit_of(tokens[at].roles["glued"])
    at = _past_hyphen(tokens, at, "scale")
    while "scale" in roles_at(tokens, at):
        at, scaled = at + 1, True
    at = _smaller(tokens, number, at) if scaled else at

    if number and tokens[number - 1].text == "(" and text_at(tokens, number + 1) == ")":
        return at, "", scaled
    if named:
        return at, named, scaled
    at = _past_hyphen(tokens, at, *_UNIT, "abbreviated")
    roles = roles_at(tokens, at)
    if "abbreviated" in roles:
        return at + 1, unit_of(roles["abbreviated"]), True
    for role in _UNIT:
        if role in roles and not _counts_on(tokens, number, at):
            return at + 1, roles[role], scaled
    return at, "", scaled


def _counts_on(tokens: Sequence[Token], number: int, at: int) -> bool:
    """Whether a length of time belongs to the time after it: `9 months of 2023`."""
    timed = "span" in roles_at(tokens, at) and "period" in roles_at(tokens, at + 1)
    return timed and "lasting" not in uses_at(tokens, number - 1)


def unit_of(meaning: str) -> str:
    """The unit behind a power of ten, empty for none: `-2 GBP`, `6`."""
    return meaning.partition(" ")[2]


def _past_hyphen(tokens: Sequence[Token], at: int, *roles: str) -> int:
    """Past a hyphen that joins a number with what follows: `a 6.5-mile road`."""
    if text_at(tokens, at) != "-" or not _joined(tokens, at):
        return at
    following = roles_at(tokens, at + 1)
    planned = roles_at(tokens, at + 2).get("cue") == "plan"  # the 7-week target
    joins = not following.keys().isdisjoint(roles) and (planned or "span" not in following)
    return at + 1 if joins and _joined(tokens, at + 1) else at


def _joined(tokens: Sequence[Token], at: int) -> bool:
    """Whether no space stands between a token and the one before."""
    return tokens[at].start == tokens[at - 1].end
