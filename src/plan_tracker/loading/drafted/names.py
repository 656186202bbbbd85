"""The words by which a number is known, and the unit that stands beside them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from plan_tracker.language.languages import locales, remembered_lately
from plan_tracker.language.lexicon import key, lexicon
from plan_tracker.language.tables import says_little, table_unit
from plan_tracker.language.tokens import tokens

_WORD = re.compile(r"[^\W\d_]+")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_POWER = re.compile(r"(?:1[., ]?)?(?P<zeros>0{3}(?:[., ]?0{3})*)")
_PLURAL, _LONG = "s", 4  # letters from which a word may have one
_LONGEST = 60  # signs of a unit
_QUIET = frozenset({"light", "opening", "years"})  # roles of words that a unit may have beside it

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class TableUnit:
    """The unit that numbers are printed in: so many of the base `unit`, which may be empty.

    It is `stated` where a text says it, and not only silence.
    """

    unit: str = ""
    scale: Fraction = Fraction(1)
    stated: bool = False

    def within(self, wider: "TableUnit") -> "TableUnit":
        """What a text says together with one that stands over more: persons, in thousands."""
        if not self.stated:
            return wider
        plain = self.scale == 1 and self.unit not in ("", "%")
        if plain and wider.stated and not wider.unit:
            return replace(self, scale=wider.scale)
        if not self.unit and wider.unit not in ("", "%") and wider.scale == 1:
            return replace(self, unit=wider.unit)
        return self


SILENT = TableUnit()


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
    whole = text if alone and len(text) <= _LONGEST else ""
    for said in (table_unit(text.casefold()), *_BRACKETS.findall(text), whole):
        unit = read_unit(said)
        if unit.stated:
            return unit
    return SILENT


@remembered_lately
def read_unit(text: str) -> TableUnit:
    """What words mean that are a unit and nothing else, in any language: `In thousands`."""
    if not text.strip() or len(text) > _LONGEST:
        return SILENT
    read = (_read(text, locale) for locale in locales())
    return next((unit for unit in read if unit.stated), SILENT)


def _read(text: str, locale: str) -> TableUnit:
    unit, power, stated = "", 0, False
    for token in tokens(text, 0, len(text), lexicon(locale)):
        roles = token.roles
        zeros = _POWER.fullmatch(token.text) if "digits" in roles else None
        if "scale" in roles:
            power += int(roles["scale"])
        elif zeros is not None:
            power += zeros["zeros"].count("0")
        elif not unit and ("currency" in roles or "unit" in roles):
            unit = roles.get("currency") or roles["unit"]
        elif token.text[:1].isalnum() and not _QUIET & roles.keys():
            return SILENT
        else:
            continue
        stated = True
    return TableUnit(unit, Fraction(10) ** power, stated)
