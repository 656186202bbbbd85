"""A text cut into sentences, and those with a number into words, known phrases and numbers."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unicodedata import is_normalized

from plan_tracker.language.grammar import Grammar
from plan_tracker.language.lexicon import CASED, PIECE, Lexicon, Roles, as_printed, key
from plan_tracker.language.numbers import NOTE_MARKS

_END = re.compile(r"[.!?…](?:[\"”»’)]?(?=\s))|\n|\r")
_LONG_LINE = 50
# The number of an item; what follows one without a mark begins with a capital.
_ITEM = re.compile(r"\d{1,2}(?:\.\d{1,2})*(?:[.)]\s|[.)/-]?\s+(?P<title>[^\W\d_]))")
_NUMBER: Roles = {"digits": ""}
_WORD: Roles = {}
_NO_USE: frozenset[str] = frozenset()


class Token(NamedTuple):
    """A number, a known phrase or another word, in lower case, with its place in the text.

    `roles` are what a known phrase means, `uses` what the word does in a sentence.
    """

    text: str
    start: int
    end: int
    roles: Roles
    uses: frozenset[str] = _NO_USE


def text_at(tokens: Sequence[Token], at: int) -> str:
    """The text of a token; empty before the first and after the last."""
    try:
        return tokens[at].text if at >= 0 else ""
    except IndexError:  # seldom: neighbours are asked for more often than anything else
        return ""


def roles_at(tokens: Sequence[Token], at: int) -> Roles:
    """The roles of a token; none before the first and after the last."""
    try:
        return tokens[at].roles if at >= 0 else _WORD
    except IndexError:
        return _WORD


def uses_at(tokens: Sequence[Token], at: int) -> frozenset[str]:
    """The uses of a token; none before the first and after the last."""
    try:
        return tokens[at].uses if at >= 0 else _NO_USE
    except IndexError:
        return _NO_USE


def roles_of(tokens: Sequence[Token]) -> frozenset[str]:
    """All roles that the tokens have: a rule for words of other roles needs no look at any."""
    return frozenset().union(*[token.roles for token in tokens if token.roles])


def places_of(tokens: Sequence[Token], roles: frozenset[str]) -> list[int]:
    """Where the tokens stand that have one of these roles or more, in their order."""
    apart = roles.isdisjoint
    return [at for at, token in enumerate(tokens) if token.roles and not apart(token.roles)]


def sentences(
    text: str, grammar: Grammar, start: int = 0, size: int | None = None
) -> Iterator[tuple[int, int]]:
    """Start and end of every sentence of text[start:size] that may hold a figure or say when."""
    size = len(text) if size is None else size
    worth = grammar.dated
    for match in _END.finditer(text, start, size):
        end = match.end()
        if match[0] == "." and _goes_on(text, start, end, grammar):
            continue
        if match[0] == "\n" and _wrapped(text, start, end):
            continue
        if worth.search(text, start, end):
            yield start, end
        start = end
    if start < size and worth.search(text, start, size):
        yield start, size


def tokens(text: str, start: int, end: int, lexicon: Lexicon) -> list[Token]:
    """The tokens of text[start:end], the longest known phrase at every place."""
    spans = [match.span() for match in PIECE.finditer(text, start, end)]
    low = text[start:end].lower()
    if low.isascii() or (len(low) == end - start and is_normalized("NFC", low)):
        keys = [low[first - start : last - start] for first, last in spans]
    else:
        keys = [key(text[first:last]) for first, last in spans]
    keys.append("")  # what follows the last word
    known, phrases, count = lexicon.known, lexicon.phrases, len(spans)
    cut: list[Token] = []
    made = tuple.__new__  # as the class itself makes one, for every word of a document
    at = 0
    while at < count:
        word = keys[at]
        first, last = spans[at]
        at += 1
        if word not in known:  # most words: they mean nothing alone and begin no phrase
            if word[0].isdecimal():
                cut.append(made(Token, (word, first, last, _NUMBER, _NO_USE)))
            elif word[0] not in NOTE_MARKS or not _is_note(word, first, cut):
                cut.append(made(Token, (word, first, last, _WORD, _NO_USE)))
            continue

        roles, uses = known[word]
        by_second = phrases.get(word)
        if by_second is not None and keys[at] in by_second:
            for rest, meant in by_second[keys[at]]:
                after = at + len(rest)
                if tuple(keys[at:after]) == rest:
                    word, last, roles = " ".join((word, *rest)), spans[after - 1][1], meant
                    uses = lexicon.uses.get(word, _NO_USE)
                    at = after
                    break
        if not CASED.isdisjoint(roles):
            roles = as_printed(roles, text[first:last])
        cut.append(made(Token, (word, first, last, roles, uses)))
    return cut


def _is_note(word: str, at: int, before: Sequence[Token]) -> bool:
    """Whether a word is the mark of a footnote right behind a number."""
    behind = bool(before) and "digits" in before[-1].roles and before[-1].end == at
    return behind and NOTE_MARKS.issuperset(word)


def _wrapped(text: str, start: int, end: int) -> bool:
    """Whether a line was only broken for its length, in mid-sentence."""
    last, following = text[max(start, end - 2) : end - 1], text[end : end + 1]
    listed = text[end + 1 : end + 2] in (")", ".")
    if not last or last in ".:;!?…|\n" or not following or listed:
        return False
    long = end - max(start, text.rfind("\n", start, end - 1)) > _LONG_LINE
    if following.islower() or following in "(%":
        return following != "(" or long
    return long and following.isdecimal() and not _is_item(text, end)


def _is_item(text: str, at: int) -> bool:
    """Whether the number here counts the items of a list."""
    item = _ITEM.match(text, at)
    return item is not None and (item["title"] is None or item["title"].isupper())


def _goes_on(text: str, start: int, end: int, grammar: Grammar) -> bool:
    """Whether the dot at the end belongs to an abbreviation, or a small letter follows."""
    follows = text[end + 1 : end + 2]
    return follows.islower() or bool(grammar.abbreviated.search(text[max(start, end - 12) : end]))
