"""Every picture shows all that it should, in shapes that lie inside it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from math import isfinite
from typing import Any, TypeVar
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plan_tracker.model.evidence import About
from plan_tracker.model.interval import Interval
from plan_tracker.model.plan import Plan
from plan_tracker.progress.estimate import Estimate
from plan_tracker.progress.judged.trajectory import DatedValue, ReportedValue, Trajectory
from plan_tracker.progress.observed.observation import State
from plan_tracker.progress.outcome import Projection, TargetStatus, TargetValue
from plan_tracker.reconcile.evidence.contrast import Role, Row
from plan_tracker.reconcile.evidence.contrasts import contrasts
from plan_tracker.report.explain.subjects import explain
from plan_tracker.report.pictures.bullet import bullet
from plan_tracker.report.pictures.contradiction import contradiction
from plan_tracker.report.pictures.history import history
from plan_tracker.report.pictures.overview import overview
from plan_tracker.report.pictures.palette import (
    AHEAD,
    FACT,
    IMPLIED,
    INK,
    PAPER,
    RIGHT,
    ROLES,
    SOFT,
    WINDOW,
    WRONG,
)
from plan_tracker.report.pictures.shapes import (
    Caption,
    Picture,
    Polygon,
    Polyline,
    Rectangle,
    Segment,
    Shape,
    Symbol,
)
from plan_tracker.report.pictures.stages import stages
from plan_tracker.report.pictures.svg import embedded, svg
from plan_tracker.report.report import Report
from tests.report.pictures.made import (
    AS_OF,
    DUE,
    HOSTILE,
    make_actual,
    make_contrast,
    make_stage,
    make_target,
    within,
)

LANGS = ("en", "vi")
QUICK = settings(max_examples=60)
SIZES = st.fractions(0, 10**16, max_denominator=1000)


ShapeKind = TypeVar("ShapeKind", Rectangle, Segment, Polyline, Polygon, Symbol, Caption)


def all_of(report: Report, lang: str) -> Iterator[tuple[str, Picture]]:
    """Every picture of a report."""
    progress = report.progress
    assert progress.as_of is not None and report.system is not None
    for target in progress.targets:
        trajectory = explain(report, target.id).trajectory
        found = [bullet(target, lang), bullet(target, lang, labelled=False)]
        found.append(stages(target, progress.as_of, lang))
        found.append(history(target, trajectory, progress.as_of, lang) if trajectory else None)
        yield from ((target.id, picture) for picture in found if picture)
    for name, implied in contrasts(report.system, report.findings).items():
        yield name, contradiction(implied, report.plan, lang)
    yield "overview", overview(progress.targets, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_every_picture_of_the_shipped_plan_stays_one(shipped: Report, lang: str) -> None:
    for _, picture in all_of(shipped, lang):
        stays_a_picture(picture)


def test_what_stands_in_a_picture_is_the_same_whenever_it_is_drawn(shipped: Report) -> None:
    assert list(all_of(shipped, "vi")) == list(all_of(shipped, "vi"))


def test_numbers_are_in_the_marks_of_the_language(shipped: Report) -> None:
    said = {lang: " ".join(texts(dict(all_of(shipped, lang))["overview"])) for lang in LANGS}
    assert "33.4 %" in said["en"] and "off track" in said["en"]
    assert "33,4%" in said["vi"] and "chậm tiến độ" in said["vi"]


def texts(picture: Picture) -> list[str]:
    """All that is written."""
    return [shape.text for shape in picture.shapes if isinstance(shape, Caption)]


def drawn(picture: Picture, kind: type[ShapeKind], *colors: str) -> list[ShapeKind]:
    """The shapes of one kind in some colours, from the undermost."""
    return [
        shape
        for shape in picture.shapes
        if isinstance(shape, kind) and (shape.paint.fill or shape.paint.stroke) in colors
    ]


def span(bar: Rectangle) -> tuple[float, float]:
    """The pixels that a bar covers."""
    return min(bar.left, bar.right), max(bar.left, bar.right)


def places(shape: Shape) -> Iterable[tuple[float, float]]:
    """Where a shape begins, ends and has its corners."""
    match shape:
        case Rectangle(left, top, right, bottom):
            return [(left, top), (right, bottom)]
        case Segment(x, y, x2, y2):
            return [(x, y), (x2, y2)]
        case Polyline(corners) | Polygon(corners):
            return corners
        case Symbol() | Caption():
            return [(shape.x, shape.y)]


def stays_a_picture(picture: Picture) -> None:
    """All lies inside it, all colours have a role, and what is written is well formed."""
    for shape in picture.shapes:
        for x, y in places(shape):
            assert isfinite(x) and isfinite(y), shape
            assert -1 <= x <= picture.width + 1, shape
            assert -1 <= y <= picture.height + 1, shape
        colors = {shape.paint.fill, shape.paint.stroke} - {""}
        assert colors and colors <= set(ROLES)
        if isinstance(shape, Caption):
            assert shape.text.isprintable()
    Xml.fromstring(svg(picture))
    Xml.fromstring(embedded(picture, "name"))


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
    picture = contradiction(make_contrast(*pair, unit=unit), Plan(), lang)
    stays_a_picture(picture)
    (said,), (implied,) = drawn(picture, Rectangle, WRONG), drawn(picture, Rectangle, IMPLIED)
    one, two = sorted([span(said), span(implied)])
    assert one[1] <= two[0] + 1e-6
    assert all(high - low > 0.5 for low, high in (one, two))


@QUICK
@given(apart(), st.fractions(0, 1, max_denominator=20))
def test_a_repair_is_drawn_inside_the_window(pair: tuple[Interval, Interval], share: Any) -> None:
    said, implied = pair
    low, high = implied.low, implied.high
    if low is None:
        assert high is not None
        low = high - 1
    if high is None:
        high = low + 1
    meant = Interval.exactly(low + share * (high - low))
    repaired = Row(Role.REPAIRED, "report#things", "2 việc", meant, meant)
    picture = contradiction(make_contrast(said, implied, repaired), Plan(), "en")
    stays_a_picture(picture)
    (window,), (bar,) = drawn(picture, Rectangle, WINDOW), drawn(picture, Rectangle, RIGHT)
    inner, outer = span(bar), span(window)
    assert outer[0] - 3.1 <= inner[0] and inner[1] <= outer[1] + 3.1


def test_a_million_times_too_much_needs_powers_of_ten() -> None:
    found = make_contrast(within(3e14, 3e14), within(2.9e8, 3.1e8))
    picture = contradiction(found, Plan(), "en")
    powers = "things (each step is a power of ten)"
    assert powers in texts(picture)
    low, high = sorted(span(*drawn(picture, Rectangle, color)) for color in (WRONG, IMPLIED))
    assert high[0] - low[1] > 0.8 * picture.width
    near = contradiction(make_contrast(within(3, 3), within(4, 5)), Plan(), "en")
    assert powers not in texts(near)


def test_what_is_merely_given_never_hides_the_gap() -> None:
    """A part of 1 beside a total of 1000 would press the gap of 6 together to nothing."""
    said, implied = within(1000, 1001), within(994, 995)
    beside = Row(Role.GIVEN, "report#part", "1 việc", within(1, 1), within(1, 1), "level")
    close = replace(beside, interval=within(990, 991))
    for row, there in ((beside, False), (close, True)):
        picture = contradiction(make_contrast(said, implied, row), Plan(), "en")
        assert bool(drawn(picture, Rectangle, SOFT)) == there
        low, high = sorted(span(*drawn(picture, Rectangle, each)) for each in (WRONG, IMPLIED))
        assert high[0] - low[1] > 0.06 * picture.width


def test_thin_lines_only_where_carelessness_is_what_it_takes() -> None:
    apart_ = make_contrast(within(1, 2), within(4, 5))
    rows = tuple(replace(row, careless=within(0, 6)) for row in apart_.rows)
    careless = replace(apart_, rows=rows)
    note = "thin lines: if numbers were cut off or rounded with little care"
    assert note not in texts(contradiction(apart_, Plan(), "en"))
    assert note in texts(contradiction(careless, Plan(), "en"))
    picture = contradiction(careless, Plan(), "en")
    (thin,) = drawn(picture, Segment, IMPLIED)
    (said,), (implied,) = drawn(picture, Rectangle, WRONG), drawn(picture, Rectangle, IMPLIED)
    assert thin.x < span(said)[0] and span(implied)[1] < thin.x2


def test_who_may_be_wrong_is_marked_unless_it_is_known() -> None:
    sure = make_contrast(within(1, 2), within(4, 5))
    for certain in (True, False):
        said = texts(contradiction(replace(sure, certain=certain), Plan(), "en"))
        assert any(text.endswith(" ?") for text in said) != certain
        assert any("cannot be told" in text for text in said) != certain


def test_ends_are_written_so_that_the_gap_can_be_read() -> None:
    found = make_contrast(within(0, 100_000), within(100_000.01, 200_000))
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


TINY = make_target(
    target=TargetValue(2.2e-309, None, None, "declared"),
    projection=Projection("run-rate", 1.0, 0.0, 2.0),
    expected_value=0.0,
    candidates=(0.0, -1.0),
)


@QUICK
@given(targets(), st.booleans(), st.sampled_from(LANGS))
@example(TINY, True, "en")
def test_any_target_has_a_bullet_or_none(target: TargetStatus, labelled: bool, lang: str) -> None:
    picture = bullet(target, lang, labelled=labelled)
    aim = target.target
    known = [each for each in (aim.value, aim.low, aim.high) if each is not None]
    assert (picture is None) == (not known)
    if picture is not None:
        stays_a_picture(picture)
    stays_a_picture(overview([target], lang))


@pytest.mark.parametrize("attained", [0.0, 12.5, 50.0, 99.0, 180.0, 390.0])
@pytest.mark.parametrize("unit", ["thing", "%"])
def test_the_marks_of_a_bullet_lie_at_their_share(attained: float, unit: str) -> None:
    actual = make_actual(value=attained, low=attained, high=attained)
    picture = bullet(make_target(actual=actual, unit=unit), "en")
    assert picture is not None
    (bar,) = drawn(picture, Rectangle, FACT)
    (aim,) = drawn(picture, Segment, INK)
    begin, end = bar.left, bar.right
    whole = aim.x - begin
    assert (end - begin) / whole == pytest.approx(attained / 100)
    (triangle,) = drawn(picture, Symbol, SOFT)
    assert (triangle.x - begin) / whole == pytest.approx(0.6)
    (band,) = drawn(picture, Rectangle, AHEAD)
    assert [(each - begin) / whole for each in span(band)] == pytest.approx([0.75, 0.9])


def test_far_beyond_the_target_is_an_arrow_and_not_the_axis() -> None:
    actual = make_actual(value=1e8, low=1e8, high=1e8)
    picture = bullet(make_target(actual=actual), "en")
    assert picture is not None
    (aim,) = drawn(picture, Segment, INK)
    assert aim.x > 0.2 * picture.width
    assert [sign.name for sign in drawn(picture, Symbol, WRONG)] == ["triangle-right"]
    assert any("100,000,000" in text or "100 million" in text for text in texts(picture))


def test_a_way_from_a_baseline_begins_there() -> None:
    target = make_target(origin=90.0, actual=make_actual(value=95.0, low=95.0, high=95.0),
                         projection=None, expected_value=97.0)  # fmt: skip
    picture = bullet(target, "en")
    assert picture is not None
    (bar,), (aim,) = drawn(picture, Rectangle, FACT), drawn(picture, Segment, INK)
    begin, end = span(bar)
    assert (end - begin) / (aim.x - begin) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ({"actual": make_actual(state="repaired")}, ("name", "diamond")),
        ({"actual": make_actual(state="disputed"), "candidates": (20.0, 50.0)}, ("stroke", WRONG)),
        ({"target": TargetValue(100.0, 90.0, 110.0, "implied")}, ("dash", (4, 2))),
        ({"target": TargetValue(100.0, 100.0, 100.0, "declared", 120.0)}, ("dash", (1, 2))),
    ],
)  # fmt: skip
def test_a_doubt_is_seen_without_colour(words: dict[str, Any], shown: tuple[str, Any]) -> None:
    key, value = shown
    for picture, there in (
        (bullet(make_target(**words), "en"), True),
        (bullet(make_target(), "en"), False),
    ):
        assert picture is not None
        parts = [part for shape in picture.shapes for part in (shape, shape.paint)]
        assert any(getattr(part, key, None) == value for part in parts) == there


def test_labels_do_not_lie_on_each_other() -> None:
    near = Projection("run-rate", 99.0, 98.0, 100.0)
    picture = bullet(make_target(projection=near, expected_value=50.5), "vi")
    assert picture is not None
    lines: dict[float, list[tuple[float, str]]] = {}
    for caption in drawn(picture, Caption, INK):
        lines.setdefault(caption.y, []).append((caption.x, caption.text))
    assert len(lines) == 2
    for line in lines.values():
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
    picture = history(make_target(due=due), trajectory, AS_OF, lang)
    stays_a_picture(picture)
    assert len(drawn(picture, Symbol, FACT)) <= len(points) + 1


def test_a_history_shows_all_that_was_reported_and_marks_doubts() -> None:
    days = [date(2023, month, 1) for month in (1, 3, 5)]
    states: tuple[State, ...] = ("printed", "repaired", "disputed")
    others: dict[str, tuple[float, ...]] = {"disputed": (7.0, 70.0)}
    reported = tuple(
        ReportedValue(day, value, value - 1, value + 1, state, others.get(state, ()))
        for day, value, state in zip(days, (10.0, 30.0, 50.0), states, strict=True)
    )
    trajectory = Trajectory(reported, (DatedValue(days[0], 0.0), DatedValue(DUE, 100.0)),
                    Estimate(80.0, 75.0, 90.0), (100.0,), DUE)  # fmt: skip
    picture = history(make_target(), trajectory, AS_OF, "en")
    circle, diamond = drawn(picture, Symbol, FACT)
    (square,) = (sign for sign in drawn(picture, Symbol, PAPER) if sign.name == "square")
    assert (circle.name, diamond.name) == ("circle", "diamond")
    assert diamond.y == pytest.approx((circle.y + square.y) / 2)
    per_thing = (square.y - circle.y) / (50 - 10)
    strokes = drawn(picture, Segment, WRONG)
    assert [(stroke.y - circle.y) / per_thing + 10 for stroke in strokes] == pytest.approx([7, 70])
    assert len(drawn(picture, Polygon, AHEAD)) == 1
    said = texts(picture)
    assert {"target 100", "projected 80", "path", "as of 2023-06-30"} <= set(said)


def test_stages_tell_reached_from_due_and_ours_from_theirs() -> None:
    rows = (
        make_stage("first", "reached", reached=date(2022, 5, 1), source="report"),
        make_stage("second", "overdue", by=date(2023, 1, 1)),
        make_stage("third", "pending", assumed=True),
        make_stage("fourth", "reached", reached=AS_OF, evidence="disputed"),
    )
    picture = stages(make_target(kind="milestone", stages=rows), AS_OF, "en")
    assert picture is not None
    stays_a_picture(picture)
    signs = [shape for shape in picture.shapes if isinstance(shape, Symbol)]
    assert [sign.name for sign in signs] == ["circle", "cross", "circle", "circle"]
    assert [sign.paint.fill == sign.paint.stroke for sign in signs] == [True, True, False, False]
    said = texts(picture)
    assert "first (report)" in said and "third, the planner’s own stage" in said
    assert "reached by 2023-06-30 (disputed)" in said


def test_a_target_without_stages_has_no_timeline() -> None:
    assert stages(make_target(), AS_OF, "en") is None
    assert bullet(make_target(kind="milestone"), "en") is None


# Hostile words


@pytest.mark.parametrize("lang", LANGS)
def test_names_of_a_plan_stay_text(lang: str) -> None:
    target = make_target(name={"": HOSTILE}, unit=HOSTILE, actual=make_actual(statement=HOSTILE))
    stage = make_stage(HOSTILE, "reached", reached=AS_OF, statement=f"{HOSTILE}#x")
    found = make_contrast(
        within(1, 2), within(4, 5), unit=HOSTILE, about=About(HOSTILE, "VN", "2023")
    )
    rows = tuple(
        replace(row, name=f"{HOSTILE}#x", source=HOSTILE, printed=HOSTILE) for row in found.rows
    )
    trajectory = Trajectory((ReportedValue(AS_OF, 5.0),), (), None, (10.0,), DUE)
    pictures = [
        bullet(target, lang),
        overview([target], lang),
        history(target, trajectory, AS_OF, lang),
        stages(replace(target, stages=(stage,)), AS_OF, lang),
        contradiction(replace(found, rows=rows), Plan(), lang),
    ]
    for picture in pictures:
        assert picture is not None
        stays_a_picture(picture)
        for text in (*texts(picture), picture.description, picture.title):
            assert text.isprintable() and "\u202e" not in text
        assert all(len(text) < 150 for text in texts(picture))
