"""For whom a text speaks: places and bodies by their kind and name, `tỉnh Bắc Giang`."""

import re
from collections.abc import Sequence

from plan_tracker.language.languages import remembered_lately
from plan_tracker.language.tables import entity_kinds, says_little

Name = tuple[str, ...]
Speakers = frozenset[tuple[str, Name]]  # each with its kind
_WORD_OR_MARK = re.compile(r"[^\W\d_]+|[^\w\s]|\d+")
_LONGEST_KIND = 3  # words
NOBODY: Speakers = frozenset()


@remembered_lately
def speakers_of(text: str) -> Speakers:
    """The places and bodies that a text names with their kind, `Ministry of Health`."""
    words = _WORD_OR_MARK.findall(text)
    named: set[tuple[str, Name]] = set()
    at = 0
    while at < len(words):
        size = _kind_at(words, at)
        if size:
            name = _name_behind(words, at + size) or _name_before(words, at)
            if name:
                named.add((" ".join(words[at : at + size]).casefold(), name))
        at += size or 1
    return frozenset(named)


def are_of_others(first: Speakers, second: Speakers) -> bool:
    """Whether two texts name one kind of place or body, and none of that by the same name."""
    for kind in {kind for kind, _ in first} & {kind for kind, _ in second}:
        pairs = ((a, b) for k, a in first if k == kind for q, b in second if q == kind)
        if not any(a[: len(b)] == b[: len(a)] for a, b in pairs):
            return True
    return False


def _kind_at(words: Sequence[str], at: int) -> int:
    """How many words from a place on are a kind of place or body; 0 for none."""
    for size in range(_LONGEST_KIND, 0, -1):
        if " ".join(words[at : at + size]).casefold() in entity_kinds():
            return size
    return 0


def _name_behind(words: Sequence[str], at: int) -> Name:
    while at < len(words) and words[at].islower() and says_little(words[at]):
        at += 1
    end = at
    while end < len(words) and words[end][0].isupper():
        end += 1
    return _plain(words[at:end])


def _name_before(words: Sequence[str], at: int) -> Name:
    first = at
    while first and words[first - 1][0].isupper():
        first -= 1
    return _plain(words[first:at])


def _plain(words: Sequence[str]) -> Name:
    """A name without case, and without words such as `the`."""
    return tuple(word for word in map(str.casefold, words) if not says_little(word))
