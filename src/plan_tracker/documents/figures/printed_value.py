"""The value of a printed text, read by the one reader of figures."""

from typing import NamedTuple

from plan_tracker.language.languages import remembered_lately
from plan_tracker.language.numbers import doubtful
from plan_tracker.model.reading import Reading
from plan_tracker.model.statement import StatementKind
from plan_tracker.reading import readings_of

LONGEST = 300  # signs of a printed text; no figure has more
_AS: dict[str, StatementKind] = {
    "level": "level", "count": "level", "rank": "level", "target": "target", "base": "base",
    "growth": "growth", "attainment": "attainment", "share": "share", "multiple": "multiple",
    "change": "change",
}  # fmt: skip


class Value(NamedTuple):
    """The cheapest reading of a text, and whether another notation reads otherwise."""

    reading: Reading
    doubtful: bool


@remembered_lately
def read_value(
    printed: str, locale: str, kind: str, unit: str = "", index: bool = False
) -> Value | None:
    """What a printed text says as a figure or claim of a kind; None where it cannot be read."""
    readings = readings_of(printed, locale, _AS[kind], unit=unit, index=index)
    if not readings:
        return None
    thousands = doubtful(locale).search(printed) is not None
    return Value(readings[0], thousands or bool(readings[0].notation))
