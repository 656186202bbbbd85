"""Which numbers in words are figures: `nine percent`, `half a million`, `a third of`, `1 in 4`."""

from collections.abc import Sequence

from plan_tracker.documents.mentions.ranks import goes_on_ranking, is_rank
from plan_tracker.documents.mentions.units import unit_after
from plan_tracker.language.languages import locales
from plan_tracker.language.numbers import is_share, read_digits, too_long
from plan_tracker.language.tokens import Token, roles_at, text_at, uses_at
from plan_tracker.loading.fit import countable

_SIDES = ("more", "less")
_LED = frozenset({"up", "down", "share", "reach", "arrival", "against"})
_NEAR = 3  # tokens after a fraction that may name the time it is of
_NOT_OF = frozenset({"period", "span", "number", "scale", "quarters", "half"})


def is_figure_in_words(tokens: Sequence[Token], at: int, ranked_upto: int, *, all_: bool) -> bool:
    """Whether a number in words is a figure: a rank, `gấp đôi`, `up five places`, `two million`.

    `ranked_upto` is where a rank just before ends, 0 without one. `all_` says that in this
    language any number of things may be spelt out, and fractions too.
    """
    roles = tokens[at].roles
    if "number" in roles and _told(tokens, at, ranked_upto):
        return True
    if not all_:
        return "fraction" in roles and _is_share_in_words(tokens, at)
    if "rough" in roles:
        return not _parted(tokens, at)
    if "fraction" in roles:
        return _is_fraction(tokens, at)
    return share_of_every(tokens, at) > 0 or (not _parted(tokens, at) and _counts(tokens, at))


def share_of_every(tokens: Sequence[Token], at: int) -> int:
    """Where the second number of `one in five`, `3 in 10` is; 0 where there is none."""
    second, last = at + 2, at + 3
    if "every" not in roles_at(tokens, at + 1) or "ordinal" in tokens[at].uses:
        return 0
    spoken = "number" in tokens[at].roles and "number" in roles_at(tokens, second)
    moved = roles_at(tokens, at - 1).get("cue") in ("up", "down")
    if moved or "ordinal" in uses_at(tokens, second) or "span" in roles_at(tokens, last):
        return 0
    if text_at(tokens, last) == "-" or is_rank(tokens, at) or "scale" in roles_at(tokens, last):
        return 0
    part, whole = _printed(tokens, at), _printed(tokens, second)
    if not part or not whole:
        return 0
    return second if any(_shares(part, whole, each, spoken=spoken) for each in locales()) else 0


def _shares(part: str, whole: str, locale: str, *, spoken: bool) -> bool:
    """Whether two numbers, in the notation of a language, say how many of each so many."""
    parts, wholes = read_digits(part, locale), read_digits(whole, locale)
    return bool(parts and wholes) and is_share(parts[0].value, wholes[0].value, spoken=spoken)


def _printed(tokens: Sequence[Token], at: int) -> str:
    """The digits of a number, those that its word means; empty for what is none."""
    roles = roles_at(tokens, at)
    text = text_at(tokens, at) if "digits" in roles else roles.get("number", "")
    return "" if too_long(text) else text


def _told(tokens: Sequence[Token], at: int, ranked_upto: int) -> bool:
    """Whether the words around a number in words make it a figure by themselves."""
    following = roles_at(tokens, at + 1)
    counted = following.get("unit") in ("rank", "point") or ("scale" in following and at > 0)
    scored = following.get("unit") == "score" and _is_aside(tokens, at + 2)
    if text_at(tokens, at - 1) == "," and _is_aside(tokens, at + 1):
        return "one" not in tokens[at].uses  # 38 bills, six fewer than in 2023
    many = "one" not in tokens[at].uses and "of" in uses_at(tokens, at + 1)
    of_those = at + 2 + ("the" in uses_at(tokens, at + 2))
    if scored or (many and "digits" in roles_at(tokens, of_those)):
        return True
    if counted or is_rank(tokens, at) or _folds(tokens, at):
        return True
    return ranked_upto > 0 and goes_on_ranking(tokens, at, ranked_upto)


def _is_aside(tokens: Sequence[Token], at: int) -> bool:
    """Whether words say that what stands before them is how much more or less."""
    told = roles_at(tokens, at).get("cue") in _SIDES
    return told or bool({"more-after", "less-after"} & uses_at(tokens, at))


def _folds(tokens: Sequence[Token], at: int) -> bool:
    """`gấp đôi`, `doubled`, `three times the`, `twice as much`."""
    if at and tokens[at - 1].roles.get("cue") == "fold":
        return True
    meant = tokens[at].roles.get("doubling")
    timed = roles_at(tokens, at + 1).get("unit") == "time"
    fast = "as-fast" in uses_at(tokens, at + 2 + timed)
    named = "than" in uses_at(tokens, at + 1 + timed) and not fast
    return meant == "doubled" or (named and (timed or meant == "twice"))


def _counts(tokens: Sequence[Token], at: int) -> bool:
    """`nine percent`, `twenty-five people`; not `the two countries`, `one of`, `third quarter`."""
    token = tokens[at]
    if "ordinal" in token.uses or "doubling" in token.roles:
        return False
    end, unit, scaled = unit_after(tokens, at)
    if scaled or unit in ("%", "point"):
        return True
    if not unit or unit == "time" or "one" in token.uses or _is_known(tokens, at):
        return False
    last = tokens[end - 1].roles
    return "structure" not in last


def _is_known(tokens: Sequence[Token], at: int) -> bool:
    """`the two countries`, `the first of five children`; not `her two-year-old son`."""
    if text_at(tokens, at + 1).startswith("-"):
        return False
    one_of = "of" in uses_at(tokens, at - 1) and uses_at(tokens, at - 2) & {"ordinal", "one"}
    return bool(one_of) or "known-group" in uses_at(tokens, at - 1)


def _parted(tokens: Sequence[Token], at: int) -> bool:
    """`two hundred and fifty thousand`: a number in words that goes on behind an `and`."""
    if "and" in uses_at(tokens, at - 1) and "scale" in roles_at(tokens, at - 2):
        return True
    end, unit, _ = unit_after(tokens, at)
    goes_on = "and" in uses_at(tokens, end) and "number" in roles_at(tokens, end + 1)
    return goes_on and not unit and end > at + 1 and "ordinal" not in uses_at(tokens, end + 1)


def _is_share_in_words(tokens: Sequence[Token], at: int) -> bool:
    """`chiếm hai phần ba`, `hơn một nửa dùng chung`: of a clause, and of no measure or time."""
    following = roles_at(tokens, at + 1)
    unit = following.get("unit")
    if following.keys() & _NOT_OF or (unit and not countable(unit)):
        return False
    before = roles_at(tokens, at - 1)
    led = "hedge" in before or before.get("cue") in _LED | {"equals", "parts"}
    return led or text_at(tokens, at - 1) in ("", ",", ";")


def _is_fraction(tokens: Sequence[Token], at: int) -> bool:
    """`a third of clinics`, `fell by a quarter`, `nearly half`; not `half of the year`."""
    following = tokens[at + 1 : at + 2]
    if any("unit" in token.roles or "ago" in token.uses for token in following):
        return False
    if "the" in uses_at(tokens, at + 1) and "digits" in roles_at(tokens, at + 2):
        return False  # less than half the 4,900 of 2019
    of = "of" in uses_at(tokens, at + 1)
    compared = roles_at(tokens, at + 1).get("cue") in _SIDES  # a quarter fewer, two thirds lower
    near = tokens[at + 1 : at + 1 + (_NEAR if of else 1)]
    if any(token.roles.keys() & _NOT_OF for token in near):
        return False
    if of and any(
        token.roles.get("unit") in ("%", "point") or "ago" in token.uses for token in near
    ):
        return False
    before = tokens[at - 1] if at else None
    led = before is not None and (
        "hedge" in before.roles
        or before.roles.get("cue") in _LED
        or bool({"by", "base-from", "between"} & before.uses)
    )
    return of or led or compared
