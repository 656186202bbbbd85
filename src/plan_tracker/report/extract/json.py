"""`tracker extract --format json`."""

from collections.abc import Sequence
from typing import Any

from plan_tracker.documents import Claim, Figure, Reference
from plan_tracker.report.writing.json import json_number, json_text


def render_extract_json(figures: Sequence[Figure]) -> str:
    """A list with one object a figure; values in base units, places are offsets in the text.

    A subject that is only claimed about has an empty `printed`, no value, and the place of its
    first claim as `start` and `end`. `part_of` is the `start` of the figure that it is part of.
    """
    return json_text([_figure(figure) for figure in figures])


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "start": figure.start,
        "end": figure.end,
        "line": figure.line,
        "printed": figure.printed,
        "value": json_number(figure.value),
        "low": json_number(figure.low),
        "high": json_number(figure.high),
        "unit": figure.unit,
        "kind": figure.kind,
        "subject": figure.subject,
        "period": figure.period,
        "of": json_number(figure.of),
        "standing": figure.standing,
        "provisional": figure.provisional,
        "part_of": figure.whole,
        "claims": [_claim(claim) for claim in figure.claims],
        "confidence": figure.confidence,
        "doubts": list(figure.doubts),
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "kind": claim.kind,
        "start": claim.start,
        "end": claim.end,
        "printed": claim.printed,
        "value": json_number(claim.value),
        "low": json_number(claim.low),
        "high": json_number(claim.high),
        "unit": claim.unit,
        "of": json_number(claim.of),
        "reference": _reference(claim.reference),
    }


def _reference(reference: Reference | None) -> dict[str, Any] | None:
    if reference is None:
        return None
    return {
        "period": reference.period,
        "measure": reference.measure,
        "entity": reference.entity,
    }
