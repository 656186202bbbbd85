"""JSON as other programs read it: what is not known is null, and no number is not a number."""

import json
from fractions import Fraction
from math import isfinite
from typing import Any

from plan_tracker.report.harmless import escape_json


def json_text(document: Any) -> str:
    """A document of dicts, lists, text, numbers and None, indented, with a last newline."""
    text = json.dumps(_known(document), ensure_ascii=False, indent=2, allow_nan=False)
    return escape_json(text) + "\n"


def json_number(number: Fraction | None) -> int | float | None:
    """Whole numbers stay exact; None where there is none, or it is larger than any float."""
    if number is None:
        return None
    if number.denominator == 1:
        return number.numerator
    try:
        return float(number)
    except OverflowError:
        return None


def _known(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _known(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_known(each) for each in value]
    return None if isinstance(value, float) and not isfinite(value) else value
