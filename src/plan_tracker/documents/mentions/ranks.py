"""Which numbers are places in an order: `xếp thứ 12/63`, `ranks 44th`, `fell to 17th`."""

from collections.abc import Sequence

from plan_tracker.language.tokens import Token, roles_at, text_at, uses_at

_CLAUSE = 14  # tokens from one rank to the next of a sentence


def is_rank(tokens: Sequence[Token], number: int) -> bool:
    """Whether the words around a number make it a place in an order."""
    before = number - 1
    if before < 0:
        return False
    roles = tokens[before].roles
    if roles.get("move") == "rank":
        return _ranks(tokens, number)
    if "ordinal" in roles_at(tokens, number + 1) and tokens[number].end == tokens[number + 1].start:
        return _led(tokens, number) or _climbs(tokens, number)
    return (
        "number" in tokens[number].roles
        and "digits" not in tokens[number].roles
        and _led(tokens, number)
    )


def _ranks(tokens: Sequence[Token], number: int) -> bool:
    """Whether the word of ranking right before a number makes it a rank by itself."""
    before = number - 1
    uses = tokens[before].uses
    if "rank-ordinal" in uses:
        named = roles_at(tokens, before - 1).get("move") == "rank"
        return named or _place_follows(tokens, number)
    if "rank-weak" not in uses:
        return True
    told = "rank-number" not in uses or _led(tokens, before)
    return told and "digits" in tokens[number].roles


def goes_on_ranking(tokens: Sequence[Token], at: int, after: int) -> bool:
    """`ranks 44th in the world and third in the region`."""
    listed = text_at(tokens, at - 1) == "," or "and" in uses_at(tokens, at - 1)
    return listed and "where" in uses_at(tokens, at + 1) and at - after < _CLAUSE


def rank_start(tokens: Sequence[Token], first: int, after: int) -> int:
    """The first of the words of ranking that stand before a token, of those from `after` on."""
    while first > after and tokens[first - 1].roles.get("move") == "rank":
        first -= 1
    return first


def _climbs(tokens: Sequence[Token], number: int) -> bool:
    """`fell five places, to 17th`."""
    stepped = any(t.roles.get("unit") == "rank" for t in tokens[max(0, number - 5) : number])
    return stepped and "climbs-to" in uses_at(tokens, number - 1)


def _led(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word of ranking stands just before, perhaps with a small word between."""
    return any(token.roles.get("move") == "rank" for token in tokens[max(0, at - 2) : at])


def _place_follows(tokens: Sequence[Token], number: int) -> bool:
    """Whether what follows `thứ 2` says where: `về …`, `cả nước`, `/63`."""
    told = text_at(tokens, number + 1) == "/" or "place-follows" in uses_at(tokens, number + 1)
    return told or "world" in roles_at(tokens, number + 1)
