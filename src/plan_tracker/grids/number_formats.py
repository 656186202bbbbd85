"""Numbers in the cells of a spreadsheet, as their number formats print them."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

_SIGNIFICANT = 15  # digits that spreadsheets keep of a number
_SECTION = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_BRACKETS = re.compile(r"\[[^\]]*\]")
_FILLING = re.compile(r"[_*].")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
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
    most fifteen digits; of an exact decimal every digit.
    """
    exact = Decimal(f"{value:.{_SIGNIFICANT}g}") if isinstance(value, float) else Decimal(value)
    shape = _read_format(number_format)
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


@lru_cache(maxsize=256)
def _read_format(text: str) -> _Format | None:
    section = _SECTION.split(text)[0]
    if "general" in section.lower() or section == "@":
        return None
    unit = " ".join(word.strip() for word in _units(section)).strip()
    plain = _LITERAL.sub("", _BRACKETS.sub("", _FILLING.sub("", section)))
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
    words = [literal[1] or "" for literal in _LITERAL.finditer(_BRACKETS.sub("", section))]
    return [
        word for word in (*money, *words) if any(sign.isalpha() or sign in "₫$€%" for sign in word)
    ]


def _thousands(places: str) -> str:
    """The commas at the end of the digits, each of which divides by a thousand."""
    return places[len(places.rstrip(",")) :]
