"""Every spec is one that Vega-Lite knows, shows all that it should, and stays a picture."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise
from math import isfinite
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from made import (
    AS_OF,
    DUE,
    HOSTILE,
    make_actual,
    make_implication,
    make_stage,
    make_target,
    within,
)

from plan_tracker.model.interval import Interval
from plan_tracker.model.plan import Plan
from plan_tracker.progress.estimate import Estimate
from plan_tracker.progress.judged.trajectory import DatedValue, ReportedValue, Trajectory
from plan_tracker.progress.outcome import Projection, TargetStatus, TargetValue
from plan_tracker.reconcile.implied.implication import Row
from plan_tracker.reconcile.implied.implications import implications
from plan_tracker.report.explain.subjects import explain
from plan_tracker.report.pictures.bullet import bullet
from plan_tracker.report.pictures.canvas import Spec
from plan_tracker.report.pictures.contradiction import contradiction
from plan_tracker.report.pictures.history import history
from plan_tracker.report.pictures.overview import overview
from plan_tracker.report.pictures.palette import (
    AHEAD,
    FACT,
    IMPLIED,
    INK,
    RIGHT,
    ROLES,
    SOFT,
    WINDOW,
    WRONG,
)
from plan_tracker.report.pictures.stages import stages
from plan_tracker.report.report import Report

LANGS = ("en", "vi")
QUICK = settings(max_examples=60, deadline=None)
SIZES = st.fractions(0, 10**16, max_denominator=1000)


@pytest.fixture(scope="session")
def schema() -> Draft7Validator:
    """The schema of Vega-Lite that Altair carries."""
    file = files("altair") / "vegalite" / "v6" / "schema" / "vega-lite-schema.json"
    return Draft7Validator(json.loads(file.read_text(encoding="utf-8")))


def all_of(report: Report, lang: str) -> Iterator[tuple[str, Spec]]:
    """Every picture of a report."""
    progress = report.progress
    assert progress.as_of is not None and report.system is not None
    for target in progress.targets:
        trajectory = explain(report, target.id).trajectory
        found = [bullet(target, lang), bullet(target, lang, labelled=False)]
        found.append(stages(target, progress.as_of, lang))
        found.append(history(target, trajectory, progress.as_of, lang) if trajectory else None)
        yield from ((target.id, spec) for spec in found if spec)
    for name, implied in implications(report.system, report.findings).items():
        yield name, contradiction(implied, report.plan, lang)
    yield "overview", overview(progress.targets, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_vega_lite_knows_every_spec(shipped: Report, schema: Draft7Validator, lang: str) -> None:
    for name, spec in all_of(shipped, lang):
        error = next(schema.iter_errors(spec), None)
        assert error is None, f"{name}: {error and error.message}"


def test_what_stands_in_a_picture_is_the_same_whenever_it_is_drawn(shipped: Report) -> None:
    assert list(all_of(shipped, "vi")) == list(all_of(shipped, "vi"))


def test_numbers_are_in_the_marks_of_the_language(shipped: Report) -> None:
    said = {lang: " ".join(texts(dict(all_of(shipped, lang))["overview"])) for lang in LANGS}
    assert "33.44%" in said["en"] and "off track" in said["en"]
    assert "33,44%" in said["vi"] and "chậm tiến độ" in said["vi"]


def data(spec: Spec) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Every mark with each of its rows."""
    for layer in spec["layer"]:
        for row in layer["data"]["values"]:
            yield layer["mark"], row


def texts(spec: Spec) -> list[str]:
    """All that is written."""
    return [row["text"] for mark, row in data(spec) if mark["type"] == "text"]


def drawn(spec: Spec, mark: str, *colors: str) -> list[dict[str, Any]]:
    """The rows of one kind of mark in some colours, from the undermost."""
    return [
        row
        for found, row in data(spec)
        if found["type"] == mark and (found.get("color") or found.get("stroke")) in colors
    ]


def pixel(spec: Spec, value: float) -> float:
    """Where a value lies, by the spec's own scale."""
    from math import log10

    scale = next(
        layer["encoding"]["x"]["scale"]
        for layer in spec["layer"]
        if "scale" in layer["encoding"]["x"]
    )
    ends = (value, *scale["domain"])
    x, low, high = map(log10, ends) if scale["type"] == "log" else ends
    begin, end = scale["range"]
    return float(begin + (x - low) / (high - low) * (end - begin))


def span(spec: Spec, row: dict[str, Any]) -> tuple[float, float]:
    """The pixels that a bar covers."""
    low, high = pixel(spec, row["x"]), pixel(spec, row["x2"])
    return min(low, high), max(low, high)


def stays_a_picture(spec: Spec) -> None:
    """All numbers are finite, all marks inside, all colours have a role, nothing is a signal."""
    for mark, row in data(spec):
        for key, value in row.items():
            if key == "text":
                assert isinstance(value, str) and value.isprintable()
            else:
                assert isfinite(value), (mark, row)
        for key in ("x", "x2"):
            if key in row and mark["type"] != "text":
                assert -1 <= pixel(spec, row[key]) <= spec["width"] + 1, (mark, row)
        for key in ("color", "stroke"):
            assert mark.get(key, INK) in ROLES
    json.dumps(spec, allow_nan=False)


# Contradictions


@st.composite
def apart(draw: st.DrawFn) -> tuple[Interval, Interval]:
    """Two intervals that do not meet, in any order, of any size, perhaps without an outer end."""
    ends = sorted(draw(st.lists(SIZES, min_size=4, max_size=4)))
    one = Interval(ends[0], ends[1], high_open=draw(st.booleans()))
    two = Interval(ends[2], ends[3], low_open=True)
    if draw(st.booleans()):
        two = replace(two, high=None)
    if draw(st.booleans()):
        one = replace(one, low=None)
    if one.empty or two.empty or not (one & two).empty:
        one, two = within(0, 1), within(2, 3)
    return (one, two) if draw(st.booleans()) else (two, one)


@QUICK
@given(apart(), st.sampled_from(["thing", "%", "time", "VND"]), st.sampled_from(LANGS))
def test_what_does_not_meet_is_drawn_apart(
    pair: tuple[Interval, Interval], unit: str, lang: str
) -> None:
    spec = contradiction(make_implication(*pair, unit=unit), Plan(), lang)
    stays_a_picture(spec)
    (said,), (implied,) = drawn(spec, "rect", WRONG), drawn(spec, "rect", IMPLIED)
    one, two = sorted([span(spec, said), span(spec, implied)])
    assert one[1] <= two[0] + 1e-6
    assert all(high - low > 0.5 for low, high in (one, two))


@QUICK
@given(apart(), st.fractions(0, 1, max_denominator=20))
def test_a_repair_is_drawn_inside_the_window(pair: tuple[Interval, Interval], share: Any) -> None:
    said, implied = pair
    low = implied.low if implied.low is not None else implied.high - 1
    high = implied.high if implied.high is not None else implied.low + 1
    meant = Interval.exactly(low + share * (high - low))
    repaired = Row("repaired", "report#things", "2 việc", meant, meant)
    spec = contradiction(make_implication(said, implied, repaired), Plan(), "en")
    stays_a_picture(spec)
    (window,), (bar,) = drawn(spec, "rect", WINDOW), drawn(spec, "rect", RIGHT)
    inner, outer = span(spec, bar), span(spec, window)
    assert outer[0] - 3.1 <= inner[0] and inner[1] <= outer[1] + 3.1


def test_a_million_times_too_much_needs_powers_of_ten() -> None:
    found = make_implication(within(3e14, 3e14), within(2.9e8, 3.1e8))
    spec = contradiction(found, Plan(), "en")
    assert spec["layer"][0]["encoding"]["x"]["scale"]["type"] == "log"
    low, high = sorted(span(spec, *drawn(spec, "rect", color)) for color in (WRONG, IMPLIED))
    assert high[0] - low[1] > 0.8 * spec["width"]
    near = contradiction(make_implication(within(3, 3), within(4, 5)), Plan(), "en")
    assert near["layer"][0]["encoding"]["x"]["scale"]["type"] == "linear"


def test_what_is_merely_given_never_hides_the_gap() -> None:
    """A part of 1 beside a total of 1000 would press the gap of 6 together to nothing."""
    said, implied = within(1000, 1001), within(994, 995)
    beside = Row("given", "report#part", "1 việc", within(1, 1), within(1, 1), "level")
    close = replace(beside, interval=within(990, 991))
    for row, there in ((beside, False), (close, True)):
        spec = contradiction(make_implication(said, implied, row), Plan(), "en")
        assert bool(drawn(spec, "rect", SOFT)) == there
        low, high = sorted(span(spec, *drawn(spec, "rect", each)) for each in (WRONG, IMPLIED))
        assert high[0] - low[1] > 0.06 * spec["width"]


def test_thin_lines_only_where_carelessness_is_what_it_takes() -> None:
    apart_ = make_implication(within(1, 2), within(4, 5))
    rows = tuple(replace(row, careless=within(0, 6)) for row in apart_.rows)
    careless = replace(apart_, rows=rows)
    note = "thin lines: if numbers were cut off or rounded with little care"
    assert note not in texts(contradiction(apart_, Plan(), "en"))
    assert note in texts(contradiction(careless, Plan(), "en"))
    thin = drawn(contradiction(careless, Plan(), "en"), "rule", IMPLIED)
    assert [(round(row["x"], 6), round(row["x2"], 6)) for row in thin] == [(0, 6)]


def test_who_may_be_wrong_is_marked_unless_it_is_known() -> None:
    sure = make_implication(within(1, 2), within(4, 5))
    for certain in (True, False):
        said = texts(contradiction(replace(sure, certain=certain), Plan(), "en"))
        assert any(text.endswith(" ?") for text in said) != certain
        assert any("cannot be told" in text for text in said) != certain


def test_ends_are_written_so_that_the_gap_can_be_read() -> None:
    found = make_implication(within(0, 100_000), within(100_000.01, 200_000))
    said = " ".join(texts(contradiction(found, Plan(), "en")))
    assert "100,000.01" in said


# Targets

AMOUNTS = st.one_of(st.none(), st.floats(-1e15, 1e15, allow_nan=False))


@st.composite
def targets(draw: st.DrawFn) -> TargetStatus:
    """A target with anything unknown, above, below, repaired or disputed."""
    value, low, high = draw(AMOUNTS), draw(AMOUNTS), draw(AMOUNTS)
    actual = make_actual(
        value=draw(AMOUNTS), low=draw(AMOUNTS), high=draw(AMOUNTS),
        state=draw(st.sampled_from(["printed", "repaired", "disputed", "derived"])),
    )  # fmt: skip
    projected = Projection("run-rate", draw(AMOUNTS), draw(AMOUNTS), draw(AMOUNTS))
    return make_target(
        target=TargetValue(value, low, high, draw(st.sampled_from(["declared", "implied"]))),
        actual=draw(st.sampled_from([None, actual])),
        projection=draw(st.sampled_from([None, projected])),
        expected_value=draw(AMOUNTS),
        origin=draw(st.sampled_from([None, 0.0, 40.0])),
        better=draw(st.sampled_from(["higher", "lower", "range"])),
        unit=draw(st.sampled_from(["thing", "%", "VND", "rank"])),
        candidates=tuple(draw(st.lists(st.floats(-1e15, 1e15), max_size=3))),
    )


@QUICK
@given(targets(), st.booleans(), st.sampled_from(LANGS))
def test_any_target_has_a_bullet_or_none(target: TargetStatus, labelled: bool, lang: str) -> None:
    spec = bullet(target, lang, labelled=labelled)
    aim = target.target
    known = [each for each in (aim.value, aim.low, aim.high) if each is not None]
    assert (spec is None) == (not known)
    if spec is not None:
        stays_a_picture(spec)
    stays_a_picture(overview([target], lang))


@pytest.mark.parametrize("attained", [0.0, 12.5, 50.0, 99.0, 180.0, 390.0])
@pytest.mark.parametrize("unit", ["thing", "%"])
def test_the_marks_of_a_bullet_lie_at_their_share(attained: float, unit: str) -> None:
    actual = make_actual(value=attained, low=attained, high=attained)
    spec = bullet(make_target(actual=actual, unit=unit), "en")
    assert spec is not None
    (bar,) = drawn(spec, "rect", FACT)
    (aim,) = drawn(spec, "rule", INK)
    begin, end = pixel(spec, bar["x"]), pixel(spec, bar["x2"])
    whole = pixel(spec, aim["x"]) - begin
    assert (end - begin) / whole == pytest.approx(attained / 100)
    (triangle,) = drawn(spec, "point", SOFT)
    assert (pixel(spec, triangle["x"]) - begin) / whole == pytest.approx(0.6)
    (band,) = drawn(spec, "rect", AHEAD)
    assert [(each - begin) / whole for each in span(spec, band)] == pytest.approx([0.75, 0.9])


def test_far_beyond_the_target_is_an_arrow_and_not_the_axis() -> None:
    actual = make_actual(value=1e8, low=1e8, high=1e8)
    spec = bullet(make_target(actual=actual), "en")
    assert spec is not None
    (aim,) = drawn(spec, "rule", INK)
    assert pixel(spec, aim["x"]) > 0.2 * spec["width"]
    assert [mark["shape"] for mark, _ in data(spec) if mark.get("color") == WRONG] == [
        "triangle-right"
    ]
    assert any("100,000,000" in text or "100 million" in text for text in texts(spec))


def test_a_way_from_a_baseline_begins_there() -> None:
    target = make_target(origin=90.0, actual=make_actual(value=95.0, low=95.0, high=95.0),
                         projection=None, expected_value=97.0)  # fmt: skip
    spec = bullet(target, "en")
    assert spec is not None
    (bar,), (aim,) = drawn(spec, "rect", FACT), drawn(spec, "rule", INK)
    begin, end = span(spec, bar)
    assert (end - begin) / (pixel(spec, aim["x"]) - begin) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ({"actual": make_actual(state="repaired")}, ("shape", "diamond")),
        ({"actual": make_actual(state="disputed"), "candidates": (20.0, 50.0)}, ("stroke", WRONG)),
        ({"target": TargetValue(100.0, 90.0, 110.0, "implied")}, ("strokeDash", [4, 2])),
        ({"target": TargetValue(100.0, 100.0, 100.0, "declared", 120.0)}, ("strokeDash", [1, 2])),
    ],
)  # fmt: skip
def test_a_doubt_is_seen_without_colour(words: dict[str, Any], shown: tuple[str, Any]) -> None:
    key, value = shown
    for spec, there in (
        (bullet(make_target(**words), "en"), True),
        (bullet(make_target(), "en"), False),
    ):
        assert spec is not None
        assert any(mark.get(key) == value for mark, _ in data(spec)) == there


def test_labels_do_not_lie_on_each_other() -> None:
    near = Projection("run-rate", 99.0, 98.0, 100.0)
    spec = bullet(make_target(projection=near, expected_value=50.5), "vi")
    assert spec is not None
    places: dict[float, list[tuple[float, str]]] = {}
    for mark, row in data(spec):
        if mark["type"] == "text":
            places.setdefault(row["y"], []).append((pixel(spec, row["x"]), row["text"]))
    for line in places.values():
        ordered = sorted(line)
        for (x, text), (following, _) in pairwise(ordered):
            assert x + 5 * len(text) < following


# Time

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@QUICK
@given(
    st.lists(
        st.tuples(
            DAYS, st.floats(-1e12, 1e12), st.floats(0, 1e9),
            st.sampled_from(["printed", "repaired", "disputed", "derived"]),
        ),
        max_size=6,
    ),
    DAYS,
    AMOUNTS,
    st.booleans(),
    st.sampled_from(LANGS),
)  # fmt: skip
def test_any_history_is_a_picture(
    points: list[tuple[date, float, float, Any]],
    due: date,
    projected: float | None,
    with_path: bool,
    lang: str,
) -> None:
    reported = tuple(
        ReportedValue(day, value, value - more, value + more, state, (value,) if more else ())
        for day, value, more, state in sorted(points)
    )
    path = (
        tuple(DatedValue(due - timedelta(days=365 * n), 10.0 * n) for n in range(3))
        if with_path
        else ()
    )
    trajectory = Trajectory(reported, path, Estimate(projected, None, projected), (100.0,), due)
    spec = history(make_target(due=due), trajectory, AS_OF, lang)
    json.dumps(spec, allow_nan=False)
    for mark, row in data(spec):
        if mark["type"] == "point":
            assert 0 <= pixel(spec, row["x"]) <= spec["width"]
    assert len(drawn(spec, "point", FACT)) <= len(points) + 1


def test_a_history_shows_all_that_was_reported_and_marks_doubts() -> None:
    days = [date(2023, month, 1) for month in (1, 3, 5)]
    states = ("printed", "repaired", "disputed")
    others: dict[str, tuple[float, ...]] = {"disputed": (7.0, 70.0)}
    reported = tuple(
        ReportedValue(day, value, value - 1, value + 1, state, others.get(state, ()))
        for day, value, state in zip(days, (10.0, 30.0, 50.0), states, strict=True)
    )
    trajectory = Trajectory(reported, (DatedValue(days[0], 0.0), DatedValue(DUE, 100.0)),
                    Estimate(80.0, 75.0, 90.0), (100.0,), DUE)  # fmt: skip
    spec = history(make_target(), trajectory, AS_OF, "en")
    shapes = {mark["shape"]: row["y"] for mark, row in data(spec) if mark["type"] == "point"}
    assert (shapes["diamond"], shapes["square"]) == (30.0, 50.0)
    ticks = [row["y"] for mark, row in data(spec) if mark.get("shape") == "stroke"]
    assert ticks == [7.0, 70.0]
    assert len(drawn(spec, "area", AHEAD)) == 2
    said = texts(spec)
    assert {"target 100", "projected 80", "path", "as of 2023-06-30"} <= set(said)


def test_stages_tell_reached_from_due_and_ours_from_theirs() -> None:
    rows = (
        make_stage("first", "reached", reached=date(2022, 5, 1), source="report"),
        make_stage("second", "overdue", by=date(2023, 1, 1)),
        make_stage("third", "pending", assumed=True),
        make_stage("fourth", "reached", reached=AS_OF, evidence="disputed"),
    )
    spec = stages(make_target(kind="milestone", stages=rows), AS_OF, "en")
    assert spec is not None
    stays_a_picture(spec)
    marks = [mark for mark, _ in data(spec) if mark["type"] == "point"]
    assert [mark["shape"] for mark in marks] == ["circle", "cross", "circle", "circle"]
    assert [mark["color"] == mark["stroke"] for mark in marks] == [True, True, False, False]
    said = texts(spec)
    assert "first (report)" in said and "third, the planner’s own stage" in said
    assert "reached by 2023-06-30 (disputed)" in said


def test_a_target_without_stages_has_no_timeline() -> None:
    assert stages(make_target(), AS_OF, "en") is None
    assert bullet(make_target(kind="milestone"), "en") is None


# Hostile words


@pytest.mark.parametrize("lang", LANGS)
def test_names_of_a_plan_stay_text(schema: Draft7Validator, lang: str) -> None:
    target = make_target(name={"": HOSTILE}, unit=HOSTILE, actual=make_actual(statement=HOSTILE))
    stage = make_stage(HOSTILE, "reached", reached=AS_OF, statement=f"{HOSTILE}#x")
    found = make_implication(within(1, 2), within(4, 5), unit=HOSTILE, indicator=HOSTILE)
    rows = tuple(replace(row, name=f"{HOSTILE}#x", printed=HOSTILE) for row in found.rows)
    trajectory = Trajectory((ReportedValue(AS_OF, 5.0),), (), None, (10.0,), DUE)
    specs = [
        bullet(target, lang),
        overview([target], lang),
        history(target, trajectory, AS_OF, lang),
        stages(replace(target, stages=(stage,)), AS_OF, lang),
        contradiction(replace(found, rows=rows), Plan(), lang),
    ]
    for spec in specs:
        assert spec is not None
        assert next(schema.iter_errors(spec), None) is None
        for text in (*texts(spec), spec["description"], spec["usermeta"]["title"]):
            assert text.isprintable() and "\u202e" not in text
        assert all(len(text) < 150 for text in texts(spec))
