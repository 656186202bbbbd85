"""`tracker read --format json`."""

from collections.abc import Sequence
from typing import Any

from plan_tracker.model.reading import Reading
from plan_tracker.report.writing.json import json_number, json_text


def render_readings_json(printed: str, readings: Sequence[Reading]) -> str:
    """The readings of a text, the cheapest first."""
    return json_text({"printed": printed, "readings": [reading_json(each) for each in readings]})


def reading_json(reading: Reading) -> dict[str, Any]:
    """One reading; values in base units, an unbounded end is null."""
    return {
        "value": json_number(reading.value),
        "low": json_number(reading.ordinary.low),
        "high": json_number(reading.ordinary.high),
        "lax_low": json_number(reading.lax.low),
        "lax_high": json_number(reading.lax.high),
        "unit": reading.unit,
        "hedge": reading.hedge,
        "notation": reading.notation,
        "cost": reading.cost,
    }
