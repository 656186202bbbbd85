"""JSON as other programs read it: what is not known is null, and no number is not a number."""

import json
from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import isfinite
from typing import Any

from pydantic_core import PydanticSerializationError, to_json

from plan_tracker.report.writing.harmless import escape_json

ITEMS = "\0items"  # no text of ours, and escaped where it is somebody else's
_MARK = '"\\u0000items"'


def json_text(document: Any) -> str:
    """A document of dicts, lists, text, numbers and None, indented, with a last newline."""
    return _written(document) + "\n"


def json_pieces(document: Any, items: Iterable[Any]) -> Iterator[str]:
    """The same in pieces: one list of the document is `[ITEMS]`, in the place of the items."""
    before, _, after = _written(document).partition(_MARK)
    opening, _, margin = before.rpartition("\n")
    yield opening
    comma = ""
    for item in items:
        yield f"{comma}\n{margin}" + _written(item).replace("\n", f"\n{margin}")
        comma = ","
    yield (after if comma else after.lstrip()) + "\n"


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


def _written(document: Any) -> str:
    try:
        return escape_json(to_json(document, indent=2, inf_nan_mode="null").decode())
    except PydanticSerializationError:  # half a character, which names of files may have
        return escape_json(json.dumps(_known(document), ensure_ascii=False, indent=2))


def _known(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _known(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_known(each) for each in value]
    return None if isinstance(value, float) and not isfinite(value) else value
