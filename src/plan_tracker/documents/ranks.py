"""Which numbers are places in an order: `xếp thứ 12/63`, `ranks 44th`, `fell to 17th`."""

from collections.abc import Sequence

from plan_tracker.language.tokens import Token, roles_at, text_at

_CLAUSE = 14  # tokens from one rank to the next of a sentence
_WHERE = frozenset({"in", "among", "globally", "worldwide", "nationwide"})
_PLACES = frozenset(
    {
        "về", "trong", "trên", "khu", "cả nước", "toàn quốc", "thế giới", "/", "châu", "của",
        "đông nam á", "vùng", "trong số", "trên tổng số", "trong tổng số", "asean", "toàn cầu",
    }
)  # fmt: skip


def is_rank(tokens: Sequence[Token], number: int) -> bool:
    """Whether the words around a number make it a place in an order."""
    before = number - 1
    if before < 0:
        return False
    roles = tokens[before].roles
    if roles.get("move") == "rank":
        if tokens[before].text == "thứ":
            return _place_follows(tokens, number) or (
                before > 0 and tokens[before - 1].roles.get("move") == "rank"
            )
        return tokens[before].text not in ("number", "no.", "hạng", "vị trí", "đứng", "xếp") or (
            "digits" in tokens[number].roles
            and (tokens[before].text not in ("number", "no.") or _led(tokens, before))
        )
    if "ordinal" in roles_at(tokens, number + 1) and tokens[number].end == tokens[number + 1].start:
        return _led(tokens, number) or _climbs(tokens, number)
    return (
        "number" in tokens[number].roles
        and "digits" not in tokens[number].roles
        and _led(tokens, number)
    )


def goes_on_ranking(tokens: Sequence[Token], at: int, after: int) -> bool:
    """`ranks 44th in the world and third in the region`."""
    listed = text_at(tokens, at - 1) in ("and", ",") and text_at(tokens, at + 1) in _WHERE
    return listed and at - after < _CLAUSE


def rank_start(tokens: Sequence[Token], first: int, after: int) -> int:
    """The first of the words of ranking that stand before a token, of those from `after` on."""
    while first > after and tokens[first - 1].roles.get("move") == "rank":
        first -= 1
    return first


def _climbs(tokens: Sequence[Token], number: int) -> bool:
    """`fell five places, to 17th`."""
    stepped = any(t.roles.get("unit") == "rank" for t in tokens[max(0, number - 5) : number])
    return stepped and text_at(tokens, number - 1) in ("to", "at")


def _led(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word of ranking stands just before, perhaps with a small word between."""
    return any(token.roles.get("move") == "rank" for token in tokens[max(0, at - 2) : at])


def _place_follows(tokens: Sequence[Token], number: int) -> bool:
    """Whether what follows `thứ 2` says where: `về …`, `cả nước`, `/63`."""
    following = text_at(tokens, number + 1)
    return following in _PLACES or "world" in roles_at(tokens, number + 1)
