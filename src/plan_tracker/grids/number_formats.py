"""Numbers and dates in the cells of a spreadsheet, as their number formats show them."""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

_SIGNIFICANT = 15  # digits that spreadsheets keep of a number
_SECTION = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_LONGEST_FORMAT = 500  # signs; programs write at most 255
_CONDITION = re.compile(r"\[(?P<sign><=|>=|<>|<|>|=)(?P<limit>-?\d+(?:\.\d+)?)\]")
_HOLDS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<=": operator.le, ">=": operator.ge, "<>": operator.ne,
    "<": operator.lt, ">": operator.gt, "=": operator.eq,
}  # fmt: skip
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_BRACKETS = re.compile(r"\[[^\]]*\]")
_FILLING = re.compile(r"[_*].")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_MONEY = "₫$€£¥"
_PLACES = re.compile(r"[0#?,]+(?:\.(?P<decimals>[0#?]*))?(?P<thousands>,*)")


@dataclass(frozen=True, slots=True)
class _Format:
    """At least and at most so many decimals, of the number divided by a power of ten."""

    least: int
    most: int
    power: int
    unit: str


def print_number(value: int | float | Decimal, number_format: str = "General") -> tuple[str, str]:
    """What a cell shows, with a dot before decimals and no groups, and the unit of its format.

    Without a format, or by one that shows no plain number, it is the shortest decimal form of at
    most fifteen digits; of an exact decimal every digit. A format that hides the number shows no
    text. A number below zero has a minus, whatever stands for one.
    """
    if type(value) is int and number_format == "General":
        return str(value), ""
    exact = Decimal(f"{value:.{_SIGNIFICANT}g}") if isinstance(value, float) else Decimal(value)
    section = _section(number_format, exact)
    if section is None:
        return "", ""
    shape = _read_section(section)
    if shape is None:
        return shortest(exact) if not isinstance(value, Decimal) else f"{exact:f}", ""
    moved = exact.scaleb(-shape.power)
    try:
        fixed = moved.quantize(Decimal(1).scaleb(-shape.most), rounding=ROUND_HALF_UP)
    except InvalidOperation:  # more digits than any figure has
        return f"{moved:f}", shape.unit
    text = f"{fixed:f}"
    kept = len(text) - (shape.most - shape.least)
    text = text[:kept] + text[kept:].rstrip("0")
    return text.removesuffix("."), shape.unit


def shortest(value: Decimal) -> str:
    """A number without an exponent and without zeros at the end of its decimals."""
    text = f"{value:f}"
    return text.rstrip("0").removesuffix(".") if "." in text else text


def print_date(value: date | datetime, number_format: str) -> str:
    """A date as far as its format shows it: 2024-06-01, 2024-06 or 2024."""
    (section, *_), _ = _split(number_format)
    letters = _LITERAL.sub("", _BRACKETS.sub("", section)).lower()
    if isinstance(value, datetime):
        if value.time() != time():
            return str(value)
        value = value.date()
    if "d" in letters or not ("y" in letters or "m" in letters):
        return value.isoformat()
    return value.isoformat()[: 7 if "m" in letters else 4]


def _section(text: str, number: Decimal) -> str | None:
    """The part of a format that this number is shown by; None where it is not shown at all."""
    sections, conditional = _split(text)
    if conditional:
        return next((section for section in sections if _meant(section, number)), sections[-1])
    if len(sections) == 1:
        return sections[0]

    at = 0 if number > 0 else 1 if number < 0 else 2
    if at >= len(sections) or (len(sections) == 2 and not sections[at]):
        at = 0
    return sections[at] or None


@lru_cache(maxsize=256)
def _split(text: str) -> tuple[tuple[str, ...], bool]:
    """The parts of a format, for numbers above zero, below, zero and texts; whether they have
    conditions in place of these.
    """
    if len(text) > _LONGEST_FORMAT:
        return ("General",), False
    return tuple(_SECTION.split(text)), _CONDITION.search(text) is not None


def _meant(section: str, number: Decimal) -> bool:
    """Whether a part is for this number by its condition; one without a condition is for all."""
    condition = _CONDITION.search(section)
    return condition is None or _HOLDS[condition["sign"]](number, Decimal(condition["limit"]))


@lru_cache(maxsize=256)
def _read_section(section: str) -> _Format | None:
    if "general" in section.lower() or section == "@":
        return None
    unit = " ".join(word.strip() for word in _units(section)).strip()
    plain = _LITERAL.sub("", _BRACKETS.sub("", _FILLING.sub("", section)))
    plain = "".join(plain.split())  # a blank that groups digits, or stands before a unit
    match = _PLACES.search(plain)
    # Neither `0.0E+00` nor `# ?/?` shows a plain number.
    if match is None or "e" in plain.lower() or "/" in plain:
        return None
    decimals = match["decimals"] or ""
    scale = 3 * len(match["thousands"] or _thousands(match[0]))
    percent = "%" in plain
    return _Format(
        decimals.count("0"), len(decimals), scale - 2 * percent, "%" if percent else unit
    )


def _units(section: str) -> list[str]:
    """The words that a format puts beside the number: currencies and quoted texts."""
    money = [currency[1] for currency in _CURRENCY.finditer(section)]
    bare = _BRACKETS.sub("", section)
    words = [literal[1] or literal[2] for literal in _LITERAL.finditer(bare)]
    signs = [sign for sign in _LITERAL.sub("", _FILLING.sub("", bare)) if sign in _MONEY]
    return [
        word
        for word in (*money, *words, *signs)
        if any(sign.isalpha() or sign in f"{_MONEY}%" for sign in word)
    ]


def _thousands(places: str) -> str:
    """The commas at the end of the digits, each of which divides by a thousand."""
    return places[len(places.rstrip(",")) :]
