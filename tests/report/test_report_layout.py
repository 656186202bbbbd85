"""Layouts hold at any width: nothing is wider than the screen, nothing is lost."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from plan_tracker.model.finding import Finding
from plan_tracker.model.place import Place
from plan_tracker.model.plan import Plan
from plan_tracker.progress.estimate import Estimate
from plan_tracker.progress.outcome import (
    Actual,
    Progress,
    Projection,
    RequiredRate,
    Shortfall,
    TargetStatus,
    TargetValue,
)
from plan_tracker.report import check_text
from plan_tracker.report.check_text import render_check_text
from plan_tracker.report.checked import Checked, Summary
from plan_tracker.report.excerpt import excerpt
from plan_tracker.report.report import Report
from plan_tracker.report.rows import target_row
from plan_tracker.report.screen import Screen
from plan_tracker.report.status_markdown import render_status_markdown
from plan_tracker.report.status_text import render_status_text

DUE = date(2023, 12, 31)
WIDTHS = (40, 60, 80, 95, 96, 100, 129, 130, 140, 250)


def make_target(name: str = "Tolls", **changes: object) -> TargetStatus:
    """A disputed figure of a target that it will miss."""
    said: dict[str, object] = {
        "id": "tolls-2023", "indicator": "tolls", "name": {"en": name}, "entity": "VN",
        "unit": "VND", "kind": "flow", "better": "higher", "period": "2023", "due": DUE,
        "target": TargetValue(3e12, 3e12, 3e12, "declared"),
        "status": "off-track", "reasons": ("DISPUTED",),
        "actual": Actual(
            1.25e12, 1.2e12, 1.3e12, "2023-H1", date(2023, 6, 30), "h1#tolls", "1.250", "disputed"
        ),
        "attainment": Estimate(41.7, 40.0, 43.0), "expected": 0.5, "pace": 0.83,
        "required_rate": RequiredRate(2.9e11, "month", 1.4),
        "projection": Projection("run-rate", 2.5e12, 2.4e12, 2.6e12),
        "shortfall": Shortfall(5e11, 4e11, 6e11, 16.7),
        "candidates": (1.25e12, 1.75e12, 12.5e12),
    }  # fmt: skip
    return TargetStatus(**(said | changes))  # type: ignore[arg-type]


SUMMARY = Summary(0, 0, 0, 2, 1, 1, 0, 0)


def make_report(*targets: TargetStatus) -> Report:
    """A report with targets alone."""
    progress = Progress(date(2023, 6, 30), targets, ())
    return Report(Plan(), {}, (), frozenset(), {}, (), progress, SUMMARY)


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_screen(width: int, lang: str) -> None:
    long = make_target("Revenue of everything " * 5 + "x" * 90)
    page = render_status_text(make_report(make_target(), long), lang, Screen(width))
    assert max(map(cell_len, page.splitlines())) <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_every_candidate_of_a_disputed_figure_is_shown(width: int) -> None:
    page = render_status_text(make_report(make_target()), "en", Screen(width))
    words = page.replace(",", "").split()
    assert {"1250", "1750", "12500", "?"} <= set(words)


@given(st.text(st.characters(), min_size=1, max_size=60))
def test_no_name_breaks_a_table(name: str) -> None:
    plain = render_status_markdown(make_report(make_target()), "en").splitlines()
    named = render_status_markdown(make_report(make_target(name)), "en").splitlines()
    assert len(named) == len(plain)


def test_all_amounts_of_a_target_are_in_one_scale() -> None:
    row = target_row(make_target(), "en")
    assert (row.unit, row.target, row.actual) == ("billion VND", "3,000", "1,250 ?")
    assert (row.projected, row.shortfall, row.between) == ("2,500", "500", "400 to 600")


def test_no_shortfall_is_said_as_such() -> None:
    over = target_row(make_target(shortfall=Shortfall(-5e9, -6e9, -4e9, -0.2)), "en")
    assert (over.shortfall, over.between) == ("none", "5 to spare")
    either = target_row(make_target(shortfall=Shortfall(-5e9, -6e9, 4e9, -0.2)), "en")
    assert (either.shortfall, either.between) == ("-5", "-6 to 4")


def test_what_is_not_projected_says_so() -> None:
    projection = Projection(None, None, None, None, "ONE_POINT")
    one_point = make_target(projection=projection, shortfall=None, reasons=())
    page = render_status_text(make_report(one_point), "en", Screen(100))
    assert "projected" in page
    assert "A single figure shows no direction, so nothing is projected." in page


@pytest.mark.parametrize(
    ("state", "provisional", "mark"),
    [("printed", False, ""), ("repaired", False, " *"), ("derived", True, " ~p")],
)
def test_marks(state: str, provisional: bool, mark: str) -> None:
    actual = Actual(1e12, 1e12, 1e12, "2023", DUE, "h1#tolls", "1", state)  # type: ignore[arg-type]
    row = target_row(make_target(actual=actual, provisional=provisional, candidates=()), "en")
    assert row.actual == f"1,000{mark}"


@pytest.mark.parametrize("width", WIDTHS)
def test_attainment_is_never_clamped(width: int) -> None:
    far = make_target(attainment=Estimate(33444245.46, None, None))
    page = render_status_text(make_report(far), "en", Screen(width))
    assert "33,444,245%" in page.split()
    assert "█" * 10 in page and "█" * 11 not in page


def test_what_could_not_be_decided_is_named() -> None:
    undecided = Checked((), {}, ("h1#tolls", "h1#rail"), SUMMARY)
    page = render_check_text(undecided, {}, "en", Screen(100))
    assert "undecided: h1#tolls, h1#rail" in page


@pytest.mark.parametrize(("lang", "hidden"), [("en", "2 findings"), ("vi", "2 phát hiện")])
def test_a_page_shows_the_worst_findings_and_says_what_it_leaves_out(
    lang: str, hidden: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_text, "SHOWN", 3)
    worse = [Finding("PT9", f"f-{n}", "error", "", "", (), (), {}, (), "") for n in range(5)]
    checked = Checked(tuple(worse), {}, tuple("abcde"), replace(SUMMARY, undiagnosed=4))
    page = render_check_text(checked, {}, lang, Screen(100))
    assert [f"f-{n}" in page for n in range(5)] == [True, True, True, False, False]
    left = [line for line in page.splitlines() if line.startswith((hidden, "4 "))]
    assert len(left) == 2
    assert "a, b, c … 2 " in page


LINE = '    - {id: tolls, printed: "1.250 tỷ đồng", line: 4}'


@pytest.mark.parametrize(
    ("column", "printed", "marked"),
    [
        (LINE.index('"') + 1, "1.250 tỷ đồng", "1.250 tỷ đồng"),
        (LINE.index('"') + 1, "is not there", '"1.250 tỷ đồng", line: 4}'),
        (1, "", LINE),
        (900, "", ""),
    ],
)
def test_carets_stand_under_what_is_printed(column: int, printed: str, marked: str) -> None:
    shown, carets = excerpt(Place("a.yaml", 7, column), LINE, printed, 100)
    start = carets.find("^")
    assert shown == f"7 | {LINE}"
    assert shown[start : carets.rfind("^") + 1] == marked
    assert carets.count("^") == max(len(marked), 1)


@given(st.text(max_size=300), st.integers(0, 320), st.text(max_size=20), st.integers(20, 120))
def test_an_excerpt_fits_any_screen(line: str, column: int, printed: str, width: int) -> None:
    both = excerpt(Place("a.yaml", 7, column), line, printed, width)
    assert all(cell_len(each) <= width for each in both)
    assert "^" in both[1]


def test_the_end_of_a_long_line_is_what_is_shown() -> None:
    line = "x" * 200 + "1.250 tỷ" + "y" * 200
    shown, carets = excerpt(Place("a.yaml", 7, 201), line, "1.250 tỷ", 60)
    assert shown[carets.index("^") : carets.rindex("^") + 1] == "1.250 tỷ"
