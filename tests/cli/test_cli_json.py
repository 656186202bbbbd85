"""The JSON of every command has exactly the keys that programs rely on, and is JSON."""

import json
from typing import Any

import pytest

from tests.cli.transcript import run

PLAN_NAMES = ("fine", "contradictory")
PLACE = {"file", "line", "column"}
TARGET: dict[str, set[str]] = {
    "target": {"value", "low", "high", "origin"},
    "actual": {"value", "low", "high", "period", "as_of", "statement", "printed", "state"},
    "attainment": {"value", "low", "high"},
    "way": {"value", "low", "high"},
    "required_rate": {"value", "per", "ratio"},
    "projection": {"method", "value", "low", "high", "error"},
    "shortfall": {"value", "low", "high", "percent", "chance", "limit"},
    "method": {"name", "value", "score", "band"},
}
PLAIN = {
    "id", "indicator", "name", "entity", "unit", "kind", "better", "period", "due",
    "gap_closed", "keeps", "expected", "pace", "status", "reasons", "findings",
    "time_distance", "original", "earlier", "roll_up",
}  # fmt: skip
FINDING = {
    "code", "name", "severity", "message", "statements", "locations", "intervals",
    "alternatives", "repair", "repairs", "tried", "fingerprint", "waived", "waiver",
}  # fmt: skip
REPAIR = {"statement", "slip", "from", "to", "value", "low", "high", "chance"}
SUMMARY = {
    "error", "warning", "note", "statements", "tested", "untested", "undecided", "not_searched",
    "waived",
}  # fmt: skip
FIGURE = {
    "statement", "source", "indicator", "entity", "period", "kind", "printed",
    "value", "low", "high", "unit", "line", "tested",
}  # fmt: skip
READING = {"value", "low", "high", "lax_low", "lax_high", "unit", "hedge", "notation", "cost"}


def _document(line: str) -> Any:
    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is not JSON")

    return json.loads(run(line).out, parse_constant=refuse)


@pytest.mark.parametrize("plan", PLAN_NAMES)
def test_status(plan: str) -> None:
    document = _document(f"tracker status --plan {plan} --format json")
    assert set(document) == {
        "schema", "as_of", "targets", "programmes", "findings", "guesses", "left_out",
    }  # fmt: skip
    assert document["schema"] == "plan-tracker/status/1"
    assert set(document["findings"]) == {"error", "warning", "note"}
    for target in document["targets"]:
        assert set(target) == PLAIN | set(TARGET)
        assert {part: set(target[part]) for part in TARGET} == TARGET


def test_what_is_not_known_is_null() -> None:
    document = _document("tracker status --plan fine --format json")
    by_id = {target["id"]: target for target in document["targets"]}
    schools = by_id["schools-2024"]
    assert set(schools["projection"].values()) == {None}
    assert schools["expected"] is None and schools["pace"] is None
    assert by_id["toll-revenue-2024"]["target"]["origin"] == "implied"


def test_names_follow_the_language() -> None:
    document = _document("tracker status --plan fine --format json --lang vi")
    assert document["targets"][0]["name"] == "Lượt đi tàu"


@pytest.mark.parametrize("plan", PLAN_NAMES)
def test_check(plan: str) -> None:
    document = _document(f"tracker check --plan {plan} --format json")
    assert set(document) == {"schema", "findings", "problems", "relations", "rounding", "summary"}
    assert set(document["summary"]) == SUMMARY
    for finding in document["findings"]:
        assert set(finding) == FINDING
        assert all(set(place) == PLACE for place in finding["locations"])
        assert len(finding["locations"]) == len(finding["statements"])
        assert all(set(ends) == {"low", "high"} for ends in finding["intervals"].values())
        assert finding["waived"] is False
    summary = document["summary"]
    assert summary["tested"] + summary["untested"] == summary["statements"]


def test_a_repair() -> None:
    document = _document("tracker check --plan contradictory --format json")
    (repair,) = [each["repair"] for each in document["findings"] if each["repair"]]
    assert set(repair) == REPAIR
    assert (repair["statement"], repair["value"]) == ("h1#journeys", 6312045)


def test_figures() -> None:
    document = _document("tracker figures --plan fine --format json")
    assert all(set(figure) == FIGURE for figure in document)
    by_name = {figure["statement"]: figure for figure in document}
    assert by_name["h1#tolls"]["value"] == 1250 * 10**9
    assert by_name["h1#tolls"]["unit"] == "VND"
    assert by_name["h1#tolls.growth"]["unit"] == "%"
    stage = by_name["h1#bridge.stage"]
    assert (stage["value"], stage["low"], stage["high"]) == (None, None, None)


def test_readings() -> None:
    document = _document("tracker read '20,495 tỷ đồng' --format json")
    assert set(document) == {"printed", "readings"}
    assert all(set(reading) == READING for reading in document["readings"])
    costs = [reading["cost"] for reading in document["readings"]]
    assert costs == sorted(costs)


def test_an_open_end_is_null() -> None:
    document = _document("tracker read 'ít nhất 5 tỷ đồng' --format json")
    assert document["readings"][0]["high"] is None


@pytest.mark.parametrize("subject", ["rail-2024", "h1#tolls.growth", "PT201"])
def test_explanations(subject: str) -> None:
    document = _document(f"tracker explain {subject} --plan fine --format json")
    assert set(document) == {
        "schema", "id", "target", "check", "meaning", "inputs", "steps", "wanted",
        "awaiting_timing", "findings",
        "course", "projections",
    }  # fmt: skip
    assert document["id"] == subject


@pytest.mark.parametrize("name", ["pace", "open-sdg", "unsd", "german"])
def test_methods(name: str) -> None:
    document = _document(f"tracker status --plan towns --method {name} --format json")
    by_id = {target["id"]: target for target in document["targets"]}
    assert {target["method"]["name"] for target in document["targets"]} == {name}
    water = {"pace": "on-track", "open-sdg": "substantial", "unsd": "on-track"}
    assert by_id["water-2025"]["method"]["band"] == water.get(name, "not-assessable")
    assert (by_id["water-2025"]["status"] == "on-track") == (name in water)


def test_differences() -> None:
    document = _document("tracker diff towns towns-later --format json")
    assert set(document) == {"schema", "old", "new", "changes", "unchanged"}
    for change in document["changes"]:
        assert set(change) == {"id", "old", "new", "causes"}
        assert change["causes"]
        assert all(set(cause) == {"kind", "before", "after"} for cause in change["causes"])


def test_a_replay_uses_what_was_published_by_then() -> None:
    line = "tracker status --plan towns --format json --as-of"
    july, september = (_document(f"{line} {day}") for day in ("2023-08-31", "2023-09-01"))
    assert (july["left_out"], september["left_out"]) == (["yearbook"], [])
    east = [
        next(each for each in document["targets"] if each["id"] == "east-2023")
        for document in (july, september)
    ]
    assert [each["actual"]["value"] for each in east] == [240, 255]
    assert [[e["value"] for e in each["earlier"]] for each in east] == [[], [240]]
