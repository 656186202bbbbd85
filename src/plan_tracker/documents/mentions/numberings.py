"""Numbers that are marks: of notes and lists of them, of places on the map, of results of games."""

import re
from collections.abc import Sequence
from itertools import pairwise

from plan_tracker.language.tokens import Token, roles_at, text_at, uses_at

_SHORT = 2  # digits of a note's mark, and of what a side scored
_NOTES = re.compile(r"[1-9]\d{2}(?:,[1-9]\d{2}){2,}|[1-9]\d{2}(?:\.[1-9]\d{2}){2,}")
_SHORTEST_LIST = len("101,102,103")
_STEP = 20  # from a note of a list to the next
_EXACT_PLACE = re.compile(r"\d{1,3}[.,]\d{4,8}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DASHES = ("-", "–")
_BEFORE_NOTE = frozenset(",;.):")


def end_of_mark(tokens: Sequence[Token], at: int) -> int:
    """The token after a mark that begins with this number; the number's own if it is none."""
    if _notes(tokens, at) or _note(tokens, at) or _base_year(tokens, at):
        return at + 1
    if _place(tokens, at) or _result(tokens, at):
        return at + 3
    return at


def _notes(tokens: Sequence[Token], at: int) -> bool:
    """`411,412,414,415`: the numbers of notes, each a little more than the one before."""
    number = tokens[at].text
    if len(number) < _SHORTEST_LIST or not _NOTES.fullmatch(number) or _counts(tokens, at + 1):
        return False
    notes = [int(note) for note in re.split("[.,]", number)]
    return all(0 < second - first <= _STEP for first, second in pairwise(notes))


def _note(tokens: Sequence[Token], at: int) -> bool:
    """`2005 dollars, 4 an annual rate`, `tỷ đồng,2 tăng`: behind a mark, and nothing is counted."""
    number = tokens[at].text
    if not number.isdecimal() or len(number) > _SHORT or number[0] == "0":
        return False
    mark, word = text_at(tokens, at - 1), text_at(tokens, at - 2)
    if mark not in _BEFORE_NOTE or not (word[:1].isalpha() or word == "%"):
        return False
    if "uncounted" in uses_at(tokens, at + 1):
        return True
    following = roles_at(tokens, at + 1)
    tight = tokens[at - 2].end == tokens[at - 1].start and tokens[at - 1].end == tokens[at].start
    calm = at + 1 == len(tokens) or "cue" in following or "join" in following
    return tight and calm


def _base_year(tokens: Sequence[Token], at: int) -> bool:
    """`chain-weighted 2005 dollars`: the year of the prices, and no amount."""
    led = "base-prices" in roles_at(tokens, at - 1)
    return led and _YEAR.fullmatch(tokens[at].text) is not None


def _place(tokens: Sequence[Token], at: int) -> bool:
    """`10.7765, 106.7009`: two numbers that are exact to metres, and measure nothing."""
    if text_at(tokens, at + 1) not in (",", ";"):
        return False
    second = text_at(tokens, at + 2)
    if not (_EXACT_PLACE.fullmatch(tokens[at].text) and _EXACT_PLACE.fullmatch(second)):
        return False
    whole = tokens[at].text[0] != "0" and second[0] != "0"
    return whole and not _counts(tokens, at + 3)


def _result(tokens: Sequence[Token], at: int) -> bool:
    """`won 3-1`, `a 2–2 draw`: no range goes down or nowhere."""
    if text_at(tokens, at + 1) not in _DASHES:
        return False
    first, second = tokens[at].text, text_at(tokens, at + 2)
    short = all(number.isdecimal() and len(number) <= _SHORT for number in (first, second))
    if not short or _counts(tokens, at + 3):
        return False
    dash = tokens[at + 1]
    tight = dash.start == tokens[at].end and dash.end == tokens[at + 2].start
    return tight and int(first) >= int(second)


def _counts(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token can be the scale or unit of a number before it."""
    return bool(roles_at(tokens, at).keys() & {"unit", "scale", "currency", "per"})
