"""What the values in the files may look like, whatever file they stand in."""

import re
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from typing import Annotated, Any, Literal, get_args
from unicodedata import normalize

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainValidator,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from plan_tracker.inputs.words import repeated
from plan_tracker.language.languages import locales
from plan_tracker.language.periods.reading import parse_date, parse_period
from plan_tracker.model.period import Period
from plan_tracker.model.statement import Standing
from plan_tracker.model.text import Part, phrase

_PLAIN = re.compile(r"(?P<number>[-+]?\d{1,18}(\.\d{1,18})?)\s*(?P<percent>%?)", re.ASCII)
_MARKED = re.compile(r"([-+]?\d[\d.,]*)\s*(%?)", re.ASCII)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))", re.ASCII)
_LONGEST_ID = 120
_SWITCHES = ("true", "false", "yes", "no", "on", "off")
_SUBJECT = "subject"
STANDINGS = get_args(Standing)
YEAR_START = "year-start"  # what the texts of a plan are read with: when its years begin


class Shape(BaseModel):
    """A mapping in a file; keys that it does not name are problems."""

    # Made ready when a file is first held to it; a shape inside another never is by itself.
    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True
    )


def _period(given: Any, info: ValidationInfo) -> Period:
    if isinstance(given, Period):
        return given
    if not isinstance(given, str):
        raise ValueError(
            phrase("a period is one word such as 2023-H1, not {given}", given=repeated(given))
        )
    return parse_period(str(given), year_start=(info.context or {}).get(YEAR_START))


def _confirm(given: Any) -> Any:
    """Raises ValueError for what is neither a switch nor the name of what is guessed."""
    if isinstance(given, bool) or str(given).casefold() in (*_SWITCHES, _SUBJECT):
        return given
    raise ValueError(
        phrase("confirm must be true, false or subject, not {given}", given=repeated(given))
    )


def _month_day(given: Any) -> tuple[int, int]:
    match = re.fullmatch(r"(\d\d)-(\d\d)", given) if isinstance(given, str) else None
    try:
        # Every year has the day.
        day = match and date(2023, int(match[1]), int(match[2]))
    except ValueError:
        day = None
    if not day:
        raise ValueError(
            phrase("a year begins on a day such as 07-01, not {given}", given=repeated(given))
        )
    return day.month, day.day


def standing_problem(given: str) -> Part:
    """Why a text cannot be a standing: it nearly is a known one; empty if it can."""
    close = () if given in STANDINGS else get_close_matches(given, STANDINGS, n=1, cutoff=0.7)
    for meant in close:
        return phrase(
            "{given} is nearly {meant}: write that, or another word",
            given=repeated(given),
            meant=repr(meant),
        )
    return ""


def _standing(given: str) -> str:
    """What figures are, or a plan's own word for one of several plans of a period."""
    if problem := standing_problem(given):
        raise ValueError(problem)
    return given


def _plan_standing(given: str) -> str:
    if given in ("actual", "plan", "potential"):
        raise ValueError(
            phrase(
                "a target is approved, proposed, or has a word of its own such as aspired, not "
                "{given}",
                given=repeated(given),
            )
        )
    return given


def _date(given: Any) -> date:
    if not isinstance(given, str):
        raise ValueError(
            phrase("a date is one word such as 2023-06-30, not {given}", given=repeated(given))
        )
    return parse_date(given)


def _plain(given: Any) -> Fraction:
    if isinstance(given, Fraction):
        return given
    match = _PLAIN.fullmatch(given) if isinstance(given, str) else None
    if match is None:
        meant = _as_plain(given) if isinstance(given, str) else ""
        if meant:
            raise ValueError(
                phrase(
                    "{given} is not a plain number: write {meant}",
                    given=repeated(given),
                    meant=meant,
                )
            )
        raise ValueError(
            phrase("{given} is not a plain number: write 0.5, 22300 or 0.5%", given=repeated(given))
        )
    return Fraction(match["number"]) / (100 if match["percent"] else 1)


def _as_plain(given: str) -> str:
    """A number with marks or words around it as a plain one; empty where it is not clear which."""
    numbers = _MARKED.findall(given)
    if len(numbers) != 1:
        return ""
    number, percent = numbers[0]
    whole = _THOUSANDS.sub("", number)
    return f"{whole}{percent}" if _PLAIN.fullmatch(whole) else ""


def one_word(given: str) -> str:
    """The text, if it can name something; ValueError says why not."""
    if not given.isprintable() or len(given) > _LONGEST_ID or re.search(r"^$|[\s#,“”„]", given):
        raise ValueError(
            phrase(
                "{given} cannot be a name: write one word of at most {most} signs, without "
                "spaces, commas and #",
                given=repeated(given),
                most=_LONGEST_ID,
            )
        )
    return given


def _locale(given: Any) -> str:
    if given not in locales():
        known = " or ".join(map(repr, locales()))
        raise PydanticCustomError("literal_error", "no language", {"expected": known})
    return str(given)


def _name(given: Any) -> Any:
    if not isinstance(given, str | dict):
        raise ValueError(
            phrase("a name is a text, or one for each language, not {given}", given=repeated(given))
        )
    return {"": given} if isinstance(given, str) else given


def _composed(given: str) -> str:
    """The same letters in the one form (NFC) in which they can be compared."""
    return normalize("NFC", given)


Locale = Annotated[
    str, PlainValidator(_locale), WithJsonSchema({"enum": list(locales()), "type": "string"})
]
NonEmpty = Annotated[str, StringConstraints(min_length=1)]
Word = Annotated[NonEmpty, AfterValidator(_composed)]  # refers to a name
Id = Annotated[str, AfterValidator(_composed), AfterValidator(one_word)]  # gives a name
StandingText = Annotated[Word, AfterValidator(_standing)]
PlanStandingText = Annotated[StandingText, AfterValidator(_plan_standing)]
MonthDayText = Annotated[tuple[int, int], BeforeValidator(_month_day)]
PeriodText = Annotated[Period, BeforeValidator(_period)]
DateText = Annotated[date, BeforeValidator(_date)]
Confirm = Annotated[bool | Literal["subject"], BeforeValidator(_confirm)]  # what is guessed
Plain = Annotated[Fraction, BeforeValidator(_plain)]
NameText = Annotated[dict[str, str], BeforeValidator(_name)]
