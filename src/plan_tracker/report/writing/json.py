"""JSON as other programs read it: what is not known is null, and no number is not a number."""

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from pydantic_core import PydanticSerializationError, to_json

from plan_tracker.report.writing.harmless import escape_json

ITEMS = "\0items"  # no text of ours, and escaped where it is somebody else's
_MARK = '"\\u0000items"'
_HALF = re.compile("[\0\ud800-\udfff]")
_NUMBERED = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000([0-9a-f]{4})")


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
        return escape_json(_encoded(document))
    except PydanticSerializationError:  # half a character, which names of files may have
        return escape_json(_NUMBERED.sub(r"\1\\u\2", _encoded(_numbered(document))))


def _encoded(document: Any) -> str:
    return to_json(document, indent=2, inf_nan_mode="null").decode()


def _numbered(value: Any) -> Any:
    """The value with the number of each half a character behind a NUL, which has its own too."""
    if isinstance(value, str):
        return _HALF.sub(lambda sign: f"\0{ord(sign[0]):04x}", value)
    if isinstance(value, dict):
        return {_numbered(key): _numbered(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_numbered(each) for each in value]
    return value
