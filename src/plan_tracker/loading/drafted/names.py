"""The words by which a number is known, and the unit that stands beside them."""

import re
from collections.abc import Iterable

from plan_tracker.language.lexicon import key
from plan_tracker.language.tables import says_little, table_unit
from plan_tracker.language.unit_texts import LONGEST_UNIT, SILENT, TableUnit, read_unit

_WORD = re.compile(r"[^\W\d_]+")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_PLURAL, _LONG = "s", 4  # letters from which a word may have one

Words = frozenset[str]


def name_words(texts: Iterable[str]) -> Words:
    """The words of names without case, number and those that only join others."""
    words = (key(word) for text in texts for word in _WORD.findall(text))
    return frozenset(_singular(word) for word in words if not says_little(word))


def _singular(word: str) -> str:
    """A word without the mark of several: `exports` and `export` name one thing."""
    several = len(word) >= _LONG and word.endswith(_PLURAL) and not word.endswith(2 * _PLURAL)
    return word.removesuffix(_PLURAL) if several else word


def without_units(text: str) -> str:
    """A name without what stands in its brackets and is a unit."""
    return _BRACKETS.sub(lambda match: " " if read_unit(match[1]).stated else match[0], text)


def unit_said(text: str, *, alone: bool = True) -> TableUnit:
    """The unit that a heading or caption tells: in its brackets, or `alone`, as all it says."""
    whole = text if alone and len(text) <= LONGEST_UNIT else ""
    for said in (table_unit(text.casefold()), *_BRACKETS.findall(text), whole):
        unit = read_unit(said)
        if unit.stated:
            return unit
    return SILENT
