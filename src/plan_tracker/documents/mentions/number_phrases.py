"""Number phrases: hedges, sign, digits, scale words and unit; ranges, n/N and ranks."""

from collections.abc import Sequence
from typing import NamedTuple

from plan_tracker.documents.mentions.in_words import is_figure_in_words, share_of_every
from plan_tracker.documents.mentions.ranges import DASHES, second_number
from plan_tracker.documents.mentions.ranks import goes_on_ranking, is_rank, rank_start
from plan_tracker.documents.mentions.units import unit_after
from plan_tracker.language.tokens import Token, places_of, roles_at, text_at

_CLAUSE = 14  # tokens after a word that a clause is looked at
_HEDGES = 4  # that stack before one number
_SIGNS = ("-", "−", "–", "+")
_WORDS = frozenset({"number", "rough", "fraction"})
_BEGINNING = frozenset({"digits", "still", "cue", *_WORDS})  # roles of what may say how much
_ROW = 40  # tokens of a row of amounts that are looked at before and behind a bracket


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


def find_number_phrases(
    tokens: Sequence[Token], *, number_words: bool = False
) -> list[NumberPhrase]:
    """Every number phrase, in order; none overlaps another.

    With `number_words` things that are counted in words are figures too: `nine districts`.
    """
    amounts: list[NumberPhrase] = []
    after = 0
    for at in places_of(tokens, _BEGINNING):
        if at < after:
            continue
        roles = tokens[at].roles
        if "digits" in roles:
            counts = not _counts_order(tokens, at)
        else:
            counts = _in_words(tokens, at, amounts, number_words=number_words)
        if counts:
            amount = _amount(tokens, at, after, number_words=number_words)
            amount = _unled(tokens, amount, amounts)
            amounts.append(amount)
            after = amount.end
        elif "digits" not in roles and (_is_still(tokens, at) or _beyond_average(tokens, at)):
            amounts.append(_in_words_alone(tokens[at], at))
            after = at + 1
    return amounts


def _counts_order(tokens: Sequence[Token], at: int) -> bool:
    """`for the 34th month in a row`: which one it is, and how many of nothing."""
    if "ordinal" not in roles_at(tokens, at + 1) or tokens[at].end != tokens[at + 1].start:
        return False
    timed = not roles_at(tokens, at + 2).keys().isdisjoint({"span", "month-name"})
    return timed and not is_rank(tokens, at)


def _in_words_alone(token: Token, at: int) -> NumberPhrase:
    """A phrase that says how much without a number."""
    start, end = token.start, token.end
    return NumberPhrase(at, at, at + 1, "words", "", False, False, False, start, end)


def _in_words(
    tokens: Sequence[Token], at: int, before: Sequence[NumberPhrase], *, number_words: bool
) -> bool:
    """Whether a number in words is a figure."""
    if _WORDS.isdisjoint(tokens[at].roles):
        return False
    ranked = any(phrase.form == "rank" for phrase in before[-2:])
    return is_figure_in_words(tokens, at, before[-1].end if ranked else 0, all_=number_words)


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
    if before >= 0 and text_at(tokens, before) not in (",", ";"):
        earlier = tokens[max(0, before - _CLAUSE) : before]
        if any("digits" in token.roles for token in earlier):
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


def _amount(
    tokens: Sequence[Token], number: int, after: int, *, number_words: bool
) -> NumberPhrase:
    """The phrase around a number, of tokens from `after` on."""
    end, unit, scaled = unit_after(tokens, number)
    form, ranged = "plain", False
    every = share_of_every(tokens, number) if number_words else 0
    second = 0 if every else second_number(tokens, number, end, unit)
    if every or "fraction" in tokens[number].roles:
        end, unit, scaled = max(every, number) + 1, "%", False
    if second:
        ranged = bool(tokens[end].uses & {"to", "and"})
        form = "range" if tokens[end].text in DASHES or ranged else "count"
        end, second_unit, second_scaled = unit_after(tokens, second)
        unit, scaled = second_unit or unit, scaled or second_scaled

    first, hedged, sign, currency = _left(tokens, number, after)
    in_words = "number" in tokens[number].roles and form == "plain" and not every
    if is_rank(tokens, number) or (in_words and goes_on_ranking(tokens, number, after)):
        form, unit = "rank", "rank"
        first = rank_start(tokens, first, after)

    end = _after(tokens, end)
    if form == "plain" and _in_bracket(tokens, first, end, after):
        first, end, sign = first - 1, end + 1, True
    unit = currency or unit
    return NumberPhrase(
        first, number, end, form, unit, scaled, hedged, sign,
        tokens[first].start, tokens[end - 1].end, ranged,
    )  # fmt: skip


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


def _in_bracket(tokens: Sequence[Token], first: int, end: int, after: int) -> bool:
    """Whether a bracket makes a number negative: `the change in cash was (106,059)`."""
    bracket = first - 1
    if bracket < after or text_at(tokens, bracket) != "(" or text_at(tokens, end) != ")":
        return False
    long = tokens[first].end - tokens[first].start > 2
    told = bracket > after and roles_at(tokens, bracket - 1).get("cue") == "reach"
    return long and (told or _in_row(tokens, bracket))


def _in_row(tokens: Sequence[Token], bracket: int) -> bool:
    """Whether a bracket stands in a row of amounts: `Services 14,433,197 (106,059) 14,327,138`.

    Where every second one is in brackets, they are others to compare with.
    """
    start, end = bracket, bracket
    while start > max(0, bracket - _ROW) and _of_row(tokens[start - 1]):
        start -= 1
    while end < min(len(tokens), bracket + _ROW) and _of_row(tokens[end]):
        end += 1
    row = [at for at in range(start, end) if "digits" in tokens[at].roles]
    enclosed = [text_at(tokens, at - 1) == "(" for at in row]
    in_turn = enclosed == [False, True] * (len(row) // 2)
    return not in_turn and (len(row) > 2 or (enclosed[:1] == [True] and len(row) > 1))


def _of_row(token: Token) -> bool:
    return "digits" in token.roles or token.text in ("(", ")", *_SIGNS)


def _is_unit(tokens: Sequence[Token], at: int, after: int) -> bool:
    """Whether a currency belongs to the number before it."""
    return at > 0 and at == after and tokens[at].start == tokens[at - 1].end


def _is_sign(tokens: Sequence[Token], at: int, after: int) -> bool:
    """Whether a mark before a number is its sign: no space after it, none joined before it.

    Right after another number only where both are bare, `1.6 -4.5`: between others it parts them.
    """
    if tokens[at].text.isalpha():
        return True
    if tokens[at].end != tokens[at + 1].start:
        return False
    return (
        at == 0
        or tokens[at - 1].text in ("(", ":")
        or (
            tokens[at - 1].end < tokens[at].start
            and (at > after or "digits" in tokens[at - 1].roles)
        )
    )


def _after(tokens: Sequence[Token], end: int) -> int:
    """Past what may follow a unit: `/năm`, `trở lên`."""
    for role in ("per", "after"):
        if role in roles_at(tokens, end):
            end += 1
    return end
