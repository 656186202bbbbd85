"""The one way in: a printed text, its locale and its kind, to readings."""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from plan_tracker.inputs.text import turning_mark
from plan_tracker.language.languages import head, locales, remembered_lately
from plan_tracker.language.shared_signs import meant
from plan_tracker.language.words import vocabulary
from plan_tracker.model.reading import Reading
from plan_tracker.model.statement import StatementKind
from plan_tracker.reading.claims import MOVEMENTS, read_claim
from plan_tracker.reading.forms import parse_text
from plan_tracker.reading.levels import read_level
from plan_tracker.reading.parser import told
from plan_tracker.reading.phrases import Problem
from plan_tracker.reading.widths import WIDTHS

LONGEST = 1000  # characters; a printed figure has far fewer
NO_UNITS: Mapping[str, str] = MappingProxyType({})
Read = tuple[tuple[Reading, ...], tuple[str, ...]]
_Understood = tuple[tuple[Reading, ...], tuple[Problem, ...]]


def read_printed(
    text: str,
    locale: str = "vi",
    kind: StatementKind = "level",
    *,
    unit: str = "",
    index: bool = False,
    last_digit: Fraction | None = None,
    units: Mapping[str, str] = NO_UNITS,
    widths: Mapping[str, Fraction] = WIDTHS,
) -> Read:
    """The ways to read a printed figure or claim, the cheapest first, or why there is none.

    Values are exact, in base units: VND, persons, percent (8,66% is 433/50), the ratio itself for
    a multiple. `unit` is assumed where a level or change prints none; a change of `%` is in
    `point`. A change of rank is signed as printed: `tăng 50 hạng` is +50, though the rank number
    falls by 50. `index` says that a growth of 105,2 means +5,2 %. `last_digit` is, for
    "unchanged", the unit of the last digit of the level that did not change, in the unit of the
    claim. `units` adds words for units (printed word -> unit), `widths` replaces entries of
    `WIDTHS`.

    Returns readings, or no readings and sentences that name what was not understood. A stage
    prints no number: neither. Never raises, whatever the text.
    """
    if locale not in locales():
        return (), (f"'{locale}' is not a locale that can be read: write {' or '.join(locales())}",)
    usual = units is NO_UNITS and widths is WIDTHS and last_digit is None
    if usual and len(text) <= LONGEST:
        readings, problems = _read_usual(text, locale, kind, unit, index)
    else:
        readings, problems = _read(text, locale, kind, unit, index, last_digit, units, widths)
    return readings, tuple(told(problem, vocabulary(locale, units)) for problem in problems)


def readings_of(
    text: str, locale: str, kind: StatementKind, *, unit: str = "", index: bool = False
) -> tuple[Reading, ...]:
    """The readings alone: to find words for why there are none takes longer than to read."""
    if locale not in locales() or len(text) > LONGEST:
        return ()
    return _read_usual(text, locale, kind, unit, index)[0]


def claim_kind(text: str, locale: str) -> StatementKind | None:
    """What a text says of a figure, by its number and its movement; None where they do not tell.

    A movement in percent is growth, in a unit a change; a percentage by itself is of a plan.
    """
    phrase = parse_text(text, locale, NO_UNITS)
    if phrase.problems or phrase.of is not None:
        return None
    if phrase.unit == "time" or "fold" in phrase.moves:
        return "multiple"
    if phrase.moves & MOVEMENTS:
        return "growth" if phrase.unit in ("", "%") else "change"
    return "attainment" if phrase.unit == "%" else None


@remembered_lately
def _read_usual(text: str, locale: str, kind: StatementKind, unit: str, index: bool) -> _Understood:
    """The readings of a text by the words and widths that every plan has.

    One text is read for its figure, for the draft of a statement and for what it may be short of.
    """
    return _read(text, locale, kind, unit, index, None, NO_UNITS, WIDTHS)


def _read(
    text: str,
    locale: str,
    kind: StatementKind,
    unit: str,
    index: bool,
    last_digit: Fraction | None,
    units: Mapping[str, str],
    widths: Mapping[str, Fraction],
) -> _Understood:
    if kind == "stage":
        return (), ()
    if len(text) > LONGEST:
        message = f"the text has more than {LONGEST} characters: print the figure alone"
        return (), (Problem(message),)
    if not text.isprintable() and (problem := turning_mark(text)):
        return (), (Problem(f"the text {problem}"),)

    phrase = parse_text(text, locale, units)
    if phrase.problems:
        return (), phrase.problems
    currency = meant(phrase.unit, unit, locale)
    if currency != phrase.unit:
        phrase = phrase._replace(unit=currency)
    if phrase.of is not None and not any(number.value for number in phrase.of.numerals):
        return (), (Problem("nothing can be counted among 0: print how many there are"),)
    if kind not in ("level", "target", "base"):
        readings, problem = read_claim(
            phrase, kind, unit, widths, index=index, last_digit=last_digit
        )
    elif phrase.amounts:
        readings = read_level(phrase, kind, unit, widths)
        problem = "" if readings else "the range runs backwards: print the lower end first"
    else:
        example = head(locale)["examples"]["figure"]
        readings, problem = (), f"there is no number: print one, such as '{example}'"
    problems = (Problem(problem),) if problem else ()
    if len(readings) > 1:
        readings = tuple(sorted(readings, key=lambda reading: reading.cost))
    return readings, problems
