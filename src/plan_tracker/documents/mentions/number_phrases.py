"""Number phrases: hedges, sign, digits, scale words and unit; ranges, n/N and ranks."""

from collections.abc import Sequence
from typing import NamedTuple

from plan_tracker.documents.mentions.ranks import goes_on_ranking, is_rank, rank_start
from plan_tracker.language.languages import locales
from plan_tracker.language.numbers import read_digits, too_long
from plan_tracker.language.tokens import Token, roles_at, text_at, uses_at

_CLAUSE = 14  # tokens after a word that a clause is looked at
_HEDGES = 4  # that stack before one number
_RANGE = ("-", "–", "—", "−", "~")
_SIGNS = ("-", "−", "–", "+")
_SIDES = ("more", "less")
_UNIT = ("unit", "currency")


class NumberPhrase(NamedTuple):
    """Tokens first..end make the phrase, its number is at `number`.

    `form` is plain, range, count (n/N) or rank; `unit` what the reading's language file calls it,
    empty where none is printed. `start` and `last` are places in the text, without a space around.
    """

    first: int
    number: int
    end: int
    form: str
    unit: str
    scaled: bool
    hedged: bool
    sign: bool
    start: int
    last: int
    ranged: bool = False  # two numbers that a word joins: `from 5 to 7`


def find_number_phrases(tokens: Sequence[Token]) -> list[NumberPhrase]:
    """Every number phrase, in order; none overlaps another."""
    amounts: list[NumberPhrase] = []
    at = after = 0
    while at < len(tokens):
        roles = tokens[at].roles
        if not roles:
            at += 1
        elif "digits" in roles or ("number" in roles and _in_words(tokens, at, amounts)):
            amount = _unled(tokens, _amount(tokens, at, after), amounts)
            amounts.append(amount)
            at = after = amount.end
        elif _is_still(tokens, at) or _beyond_average(tokens, at):
            end = at + 1
            amounts.append(
                NumberPhrase(
                    at, at, end, "words", "", False, False, False, tokens[at].start, tokens[at].end
                )
            )
            at = after = end
        else:
            at += 1
    return amounts


def _in_words(tokens: Sequence[Token], at: int, before: Sequence[NumberPhrase]) -> bool:
    """Whether a number in words is a figure: a rank, `gấp đôi`, `up five places`, `two million`."""
    following = roles_at(tokens, at + 1)
    counted = following.get("unit") in ("rank", "point") or ("scale" in following and at > 0)
    scored = following.get("unit") == "score" and roles_at(tokens, at + 2).get("cue") in _SIDES
    many = "one" not in tokens[at].uses and "of" in uses_at(tokens, at + 1)
    if scored or (many and "digits" in roles_at(tokens, at + 2)):
        return True
    if counted or is_rank(tokens, at) or _folds(tokens, at):
        return True
    ranked = any(each.form == "rank" for each in before[-2:])
    return ranked and goes_on_ranking(tokens, at, before[-1].end)


def _folds(tokens: Sequence[Token], at: int) -> bool:
    """`gấp đôi`, `doubled`, `three times the`, `twice as much`."""
    if at and tokens[at - 1].roles.get("cue") == "fold":
        return True
    meant = tokens[at].roles.get("doubling")
    timed = roles_at(tokens, at + 1).get("unit") == "time"
    named = "than" in uses_at(tokens, at + 1 + timed)
    return meant == "doubled" or (named and (timed or meant == "twice"))


def _is_still(tokens: Sequence[Token], at: int) -> bool:
    """`không đổi`, where the clause ends or says against what."""
    if "still" not in tokens[at].roles:
        return False
    following = roles_at(tokens, at + 1)
    goes_on = text_at(tokens, at + 1)[:1].isalnum()
    return not goes_on or "cue" in following or "light" in following or "period" in following


def _beyond_average(tokens: Sequence[Token], at: int) -> bool:
    """`vượt ngưỡng trung bình của thế giới`, with no number before the clause ends."""
    if tokens[at].roles.get("cue") not in ("beyond", "more", "less"):
        return False
    before = at - 1
    while before >= 0 and "light" in tokens[before].roles:
        before -= 1
    if (
        before >= 0
        and text_at(tokens, before) not in (",", ";")
        and "digits"
        in {role for token in tokens[max(0, before - _CLAUSE) : before] for role in token.roles}
    ):
        return False
    average = held = False
    for token in tokens[at + 1 : at + _CLAUSE]:
        if "digits" in token.roles or token.text in (",", ";", ".", "("):
            break
        held = held or "world" in token.roles
        average = average or "average" in token.uses
    else:
        return False
    return average and held and "digits" not in token.roles


def _unled(
    tokens: Sequence[Token], amount: NumberPhrase, before: Sequence[NumberPhrase]
) -> NumberPhrase:
    """`thứ 50 trên 175 quốc gia`: after a rank the word is no hedge."""
    led = before and before[-1].form == "rank" and "out-of" in tokens[amount.first].uses
    if not led or any(t.text in (",", ";") for t in tokens[before[-1].end : amount.first]):
        return amount
    first = amount.first + 1
    return amount._replace(first=first, start=tokens[first].start, hedged=False)


def _amount(tokens: Sequence[Token], number: int, after: int) -> NumberPhrase:
    """The phrase around a number, of tokens from `after` on."""
    end, unit, scaled = _right(tokens, number)
    form, ranged = "plain", False
    other = _other(tokens, number, end, unit)
    if other:
        ranged = bool(tokens[end].uses & {"to", "and"})
        form = "range" if tokens[end].text in _RANGE or ranged else "count"
        end, other_unit, other_scaled = _right(tokens, other)
        unit, scaled = other_unit or unit, scaled or other_scaled
    first, hedged, sign, currency = _left(tokens, number, after)
    in_words = "digits" not in tokens[number].roles and form == "plain"
    if is_rank(tokens, number) or (in_words and goes_on_ranking(tokens, number, after)):
        form, unit = "rank", "rank"
        first = rank_start(tokens, first, after)
    end = _after(tokens, end)
    unit = currency or unit
    return NumberPhrase(
        first, number, end, form, unit, scaled, hedged, sign,
        tokens[first].start, tokens[end - 1].end, ranged,
    )  # fmt: skip


def _right(tokens: Sequence[Token], number: int) -> tuple[int, str, bool]:
    """The token after the number's scale words and unit, the unit, and whether there is a scale."""
    at, scaled = number + 1, False
    if "ordinal" in roles_at(tokens, at) and tokens[at].start == tokens[number].end:
        at += 1
    while "scale" in roles_at(tokens, at) or (
        "glued" in roles_at(tokens, at) and tokens[at].start == tokens[at - 1].end
    ):
        at, scaled = at + 1, True
    roles = roles_at(tokens, at)
    bracketed = number and tokens[number - 1].text == "(" and text_at(tokens, number + 1) == ")"
    if bracketed:
        return at, "", scaled
    if "abbreviated" in roles:
        return at + 1, roles["abbreviated"].split()[1], True
    for role in _UNIT:
        if role in roles and not ("span" in roles and "period" in roles_at(tokens, at + 1)):
            return at + 1, roles[role], scaled
    return at, "", scaled


def _other(tokens: Sequence[Token], number: int, end: int, unit: str) -> int:
    """Where the second number of a range or of n/N is; 0 where there is none."""
    mark, uses = text_at(tokens, end), uses_at(tokens, end)
    of = "of" in uses
    second = roles_at(tokens, end + 1)
    if mark in _RANGE and _strung(tokens, number, end + 1):
        return 0
    if "digits" not in second and not of:
        return 0
    if mark == "/" and end == number + 1:
        return end + 1
    if (
        "cue" in tokens[end].roles and tokens[end].roles["cue"] == "limit"
        if end < len(tokens)
        else False
    ):
        return end + 1
    the = of and "the" in uses_at(tokens, end + 1)
    if the and "digits" in roles_at(tokens, end + 2):
        return end + 2 if not unit and tokens[number].text.isdecimal() else 0
    whole = tokens[number].text.isdecimal() or "number" in tokens[number].roles
    if of and unit != "%" and whole:
        return end + 1 if text_at(tokens, end + 1).isdecimal() else 0
    if mark in _RANGE:
        return end + 1 if not unit or _goes_up(tokens, number, end + 1, unit) else 0
    led = uses_at(tokens, number - 1)
    if "between" in led:
        return end + 1 if uses & {"to", "and"} else 0
    ranged = "to" in uses and "from" in led and not _moves(tokens, number - 2)
    return end + 1 if ranged else 0


def _strung(tokens: Sequence[Token], number: int, second: int) -> bool:
    """Whether dashes only part the numbers of a list: `20,3% - 27,1% - 52,6%`."""
    before = number > 1 and text_at(tokens, number - 1) in _RANGE
    led = before and tokens[number - 1].end < tokens[number].start
    end = _right(tokens, second)[0] if second < len(tokens) else second
    return led or (text_at(tokens, end) in _RANGE and "digits" in roles_at(tokens, end + 1))


def _goes_up(tokens: Sequence[Token], number: int, second: int, unit: str) -> bool:
    """Whether two numbers can be a range, the first with a unit of its own."""
    _, second_unit, _ = _right(tokens, second)
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


def _left(tokens: Sequence[Token], number: int, after: int) -> tuple[int, bool, bool, str]:
    """The first token of the phrase, whether there are hedges and a sign, and a currency before."""
    at, currency, sign, hedged = number, "", False, False
    led = at > after and "currency" in tokens[at - 1].roles
    if led and "spoken-currency" not in tokens[at - 1].uses and not _is_unit(tokens, at - 1, after):
        at -= 1
        currency = tokens[at].roles["currency"]
    signed = at > after and (tokens[at - 1].text in _SIGNS or "sign" in tokens[at - 1].uses)
    if signed and _is_sign(tokens, at - 1, after):
        at, sign = at - 1, True
    for _ in range(_HEDGES):
        if at > after and "hedge" in tokens[at - 1].roles:
            at, hedged = at - 1, True
    return at, hedged, sign, currency


def _is_unit(tokens: Sequence[Token], at: int, after: int) -> bool:
    """Whether a currency belongs to the number before it."""
    return at > 0 and at == after and tokens[at].start == tokens[at - 1].end


def _is_sign(tokens: Sequence[Token], at: int, after: int) -> bool:
    """Whether a mark before a number is its sign: no space after it, none joined before it."""
    if tokens[at].text.isalpha():
        return True
    if tokens[at].end != tokens[at + 1].start:
        return False
    return (
        at == 0
        or tokens[at - 1].text in ("(", ":")
        or (tokens[at - 1].end < tokens[at].start and (at > after or at == 0))
    )


def _after(tokens: Sequence[Token], end: int) -> int:
    """Past what may follow a unit: `/năm`, `trở lên`."""
    for role in ("per", "after"):
        if role in roles_at(tokens, end):
            end += 1
    return end
