"""Letters that are a currency right before an amount, and something else elsewhere: `N1.23bn`."""

import re
from collections.abc import Sequence

from plan_tracker.language.lexicon import Roles
from plan_tracker.language.tokens import Token, places_of, roles_at, uses_at

# In groups of three, or to the cent.
_MONEY = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,3})?|\d{1,9}\.\d\d")
_PREFIX = frozenset({"prefix"})
_LONG = 3  # digits of a bare amount


def mark_prefixes(tokens: Sequence[Token], text: str) -> list[Token]:
    """The tokens, each such letter as a currency where an amount follows it."""
    places = places_of(tokens, _PREFIX)
    marked = list(tokens)
    if not places:
        return marked

    sure = {tokens[at].text for at in places if _begins_amount(tokens, at, text)}
    for at in places:
        token = tokens[at]
        if _begins_amount(tokens, at, text) or (token.text in sure and _glued(tokens, at, text)):
            roles: Roles = {"currency": token.roles["prefix"]}
            marked[at] = token._replace(roles=roles)
    return marked


def _begins_amount(tokens: Sequence[Token], at: int, text: str) -> bool:
    """Whether what follows can only be an amount: it is scaled, grouped, to the cent or long."""
    if "digits" not in roles_at(tokens, at + 1) or not text[tokens[at].start].isupper():
        return False
    after = at + 2
    joined = after < len(tokens) and tokens[after].start == tokens[at + 1].end
    if "scale" in roles_at(tokens, after) or (joined and "glued" in roles_at(tokens, after)):
        return True
    if not _glued(tokens, at, text):
        return False
    digits = tokens[at + 1].text
    numbered = "road" in uses_at(tokens, at - 1)  # along the N617
    return _MONEY.fullmatch(digits) is not None or (
        digits.isdecimal() and len(digits) >= _LONG and not numbered
    )


def _glued(tokens: Sequence[Token], at: int, text: str) -> bool:
    """Whether digits, and nothing that makes them a name, are joined to capitals: `R30`."""
    if "digits" not in roles_at(tokens, at + 1) or not text[tokens[at].start].isupper():
        return False
    number = tokens[at + 1]
    following = text[number.end : number.end + 2]
    named = following[:1].isalpha() or (following[:1] in ("-", "/") and following[1:].isalpha())
    return tokens[at].end == number.start and not named
