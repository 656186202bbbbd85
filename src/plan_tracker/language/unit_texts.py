"""Texts that are a unit and nothing else: `In thousands`, `nghìn tấn`, `kilometres`."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from plan_tracker.language.languages import locales, remembered_lately
from plan_tracker.language.lexicon import lexicon
from plan_tracker.language.tokens import tokens

LONGEST_UNIT = 60  # signs
_POWER = re.compile(r"(?:1[., ]?)?(?P<zeros>0{3}(?:[., ]?0{3})*)")
_QUIET = frozenset({"light", "opening", "years"})  # roles of words that a unit may have beside it


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


@remembered_lately
def read_unit(text: str) -> TableUnit:
    """What words mean that are a unit and nothing else, in any language: `In thousands`."""
    if not text.strip() or len(text) > LONGEST_UNIT:
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
