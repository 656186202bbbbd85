"""Zeros that end the decimals of every number of a series: a format, and no precision."""

import re
from collections.abc import Iterable

from plan_tracker.language.numbers import decimal_mark

ENOUGH = 5  # numbers that show a format
_DOUBTFUL = 3  # decimals that may be thousands
_NUMBER = re.compile(r"\d[\d.,]*\d|\d", re.ASCII)


def shared_zeros(texts: Iterable[str], locale: str) -> int:
    """How many zeros end the decimals of each of these texts; 0 where there are too few of them."""
    zeros = [decimal_zeros(text, locale) for text in texts]
    return min(zeros) if len(zeros) >= ENOUGH else 0


def decimal_zeros(text: str, locale: str) -> int:
    """How many zeros end the decimals of the number in a text."""
    number = _NUMBER.search(text)
    _, _, decimals = number[0].partition(decimal_mark(locale)) if number else ("", "", "")
    if not decimals.isdecimal() or len(decimals) == _DOUBTFUL:
        return 0
    return len(decimals) - len(decimals.rstrip("0"))


def without_zeros(text: str, locale: str, count: int) -> str:
    """The text without so many of the zeros that end the decimals of its number."""
    number = _NUMBER.search(text)
    if number is None or decimal_zeros(text, locale) < count:
        return text
    kept = number[0][:-count].removesuffix(decimal_mark(locale))
    return f"{text[: number.start()]}{kept}{text[number.end() :]}"
