"""The phrases of a text that name times, and words beside them that may change what they name."""

from collections.abc import Sequence
from typing import NamedTuple

from plan_tracker.language.periods.atoms import DASHES, YEAR, Rules, joins, tight
from plan_tracker.language.periods.time import Time
from plan_tracker.language.periods.times import time_at
from plan_tracker.language.tokens import Token, roles_at, text_at

_BEFORE = 4  # tokens before a time that may say something of it
_SPEAKING = frozenset({"until", "to", "as-of", "end", "same-period", "silent", "split-year"})
_MARKS = frozenset(".,;:()[]/'’") | frozenset(DASHES)


class TimeMention(NamedTuple):
    """A time in a text, what else it may be, and what the words right before it make of it."""

    first: int  # its first token
    end: int
    time: Time
    others: tuple[Time, ...]
    before: frozenset[str]  # roles


def find_phrases(cut: Sequence[Token], rule: Rules) -> tuple[list[TimeMention], list[bool]]:
    """The times of a text, and which of its tokens belong to one or to the words before it."""
    phrases: list[TimeMention] = []
    used = [False] * len(cut)
    at = 0
    while at < len(cut):
        priced = _of_prices(cut, at)
        found = None if priced or not cut[at].roles else time_at(cut, at, rule)
        if found is None:
            at = priced or at + 1
            continue
        first = _first_before(cut, at, used)
        used[first : found.end] = [True] * (found.end - first)
        if {"part", "years"} <= cut[at].roles.keys():  # `đầu năm 2024` is not all of 2024
            used[at] = False
        before = frozenset(role for token in cut[first : at + 1] for role in token.roles)
        phrases.append(TimeMention(first, found.end, found.time, found.others, before))
        at = found.end
    for at, token in enumerate(cut):
        used[at] = used[at] or "until" in token.roles or "reported" in token.roles
    return phrases, used


def _of_prices(cut: Sequence[Token], at: int) -> int:
    """The token after a year that prices or an index are of, `giá so sánh 2010`; 0 without one."""
    says = cut[at].roles.get("prices") == "before"
    year = at
    while says and year < min(len(cut), at + _BEFORE) and not YEAR.fullmatch(cut[year].text):
        year += 1
    if not YEAR.fullmatch(text_at(cut, year)):
        return 0
    after = roles_at(cut, year + 1).get("prices") == "after"
    return year + 1 if says or after else 0


def _first_before(cut: Sequence[Token], at: int, used: Sequence[bool]) -> int:
    """The first of the words before a time that say something of it."""
    first = at
    while first and at - first < _BEFORE and not used[first - 1]:
        if not (_SPEAKING & cut[first - 1].roles.keys() or joins(cut, first - 1)):
            break
        first -= 1
    while first < at and not _SPEAKING & cut[first].roles.keys():
        first += 1
    return first


def unread_words(text: str, cut: Sequence[Token], used: Sequence[bool], *, whole: bool) -> str:
    """The words that are not understood and may change the period; in a value, any word."""
    if whole:
        left = [not (used[at] or _is_silent(cut, at)) for at in range(len(cut))]
    else:
        left = [not used[at] and _is_doubtful(cut, used, at) for at in range(len(cut))]
    pieces: list[list[int]] = []
    for at in [at for at, is_left in enumerate(left) if is_left]:
        if pieces and pieces[-1][-1] == at - 1:
            pieces[-1].append(at)
        else:
            pieces.append([at])
    return " ".join(text[cut[piece[0]].start : cut[piece[-1]].end] for piece in pieces)


def _is_silent(cut: Sequence[Token], at: int) -> bool:
    return cut[at].text in _MARKS or (joins(cut, at) and "part" not in cut[at].roles)


def _is_doubtful(cut: Sequence[Token], used: Sequence[bool], at: int) -> bool:
    """Whether a word that was not understood names a part of a year, or the number of one."""
    beside = _beside(cut, at)
    dated = any(used[near] for near in beside)
    if _is_part(cut, at):
        return dated or any(_is_number(cut, near) for near in beside)
    if "digits" in cut[at].roles and len(cut[at].text) <= 2:
        return dated or any(not used[near] and _is_part(cut, near) for near in beside)
    return _is_number(cut, at) and any(not used[near] and _is_part(cut, near) for near in beside)


def _is_part(cut: Sequence[Token], at: int) -> bool:
    roles = cut[at].roles
    letter = "letter" in (roles.get("quarter"), roles.get("half"))
    return "part" in roles or (letter and _is_number(cut, at + 1) and tight(cut, at, 2))


def _is_number(cut: Sequence[Token], at: int) -> bool:
    roles = roles_at(cut, at)
    return ("digits" in roles and len(cut[at].text) <= 2) or (
        "count" in roles and "years" not in roles
    )


def _beside(cut: Sequence[Token], at: int) -> list[int]:
    """The tokens next to one, or behind a mark or `ending` that is next to it."""
    near = []
    for step in (-1, 1):
        mark = text_at(cut, at + step) in ("/", *DASHES) or "ended" in roles_at(cut, at + step)
        if 0 <= at + step + step * mark < len(cut):
            near.append(at + step + step * mark)
    return near
