"""Layouts hold at any width: nothing is wider than the screen, nothing is lost."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

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
from plan_tracker.report.report import Report
from plan_tracker.report.status import columns, csv, markdown, spreadsheet, text
from plan_tracker.report.status.columns import (
    ACTUAL,
    BETWEEN,
    COLUMNS,
    GROUPS,
    OF_THE_TARGET,
    PACE_NEEDED,
    PROJECTED,
    SHORTFALL,
    TO_REACH,
    UNIT,
    ColumnGroup,
    StatusColumn,
)
from plan_tracker.report.status.csv import render_status_csv
from plan_tracker.report.status.markdown import render_status_markdown
from plan_tracker.report.status.rows import status_row
from plan_tracker.report.status.text import render_status_text
from plan_tracker.report.summary import Summary
from plan_tracker.report.writing.screen import Screen

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


SUMMARY = Summary(0, 0, 0, 2, 1, 1, 0, ())


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
    row = status_row(make_target(), "en")
    shown = [column.with_marks(row) for column in (UNIT, TO_REACH, ACTUAL)]
    assert shown == ["billion VND", "3,000", "1,250 ?"]
    foreseen = [column.text(row) for column in (PROJECTED, SHORTFALL, BETWEEN)]
    assert foreseen == ["2,500", "500", "400 to 600"]


def test_every_column_is_declared_once() -> None:
    declared = [each for each in vars(columns).values() if isinstance(each, StatusColumn)]
    assert sorted(map(id, declared)) == sorted(map(id, COLUMNS))
    assert len({column.key for column in COLUMNS}) == len(COLUMNS)
    grouped = [each for each in vars(columns).values() if isinstance(each, ColumnGroup)]
    assert grouped == list(GROUPS)


def test_a_new_column_is_in_every_format_that_chooses_it(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = StatusColumn(
        "twice", "Twice the target", "amount",
        value=lambda row: 2 * (row.target.target.value or 0),
        text=lambda row: "twice " + row.amount(row.target.target.value),
    )  # fmt: skip
    more = (*spreadsheet.SPREADSHEET, twice)
    for module in (spreadsheet, csv):
        monkeypatch.setattr(module, "SPREADSHEET", more)
    monkeypatch.setattr(markdown, "TABLE", (*markdown.TABLE, twice))
    monkeypatch.setattr(text, "TABLE", (*text.TABLE, ColumnGroup(twice.heading, (twice,))))
    report = make_report(make_target())
    heading, row, *_ = render_status_csv(report, "en").splitlines()
    assert heading.endswith(",Twice the target") and row.endswith(",6000000000000")
    page = render_status_markdown(report, "en")
    assert "| Twice the target |" in page and "| twice 3,000 |" in page
    assert "twice 3,000" in render_status_text(report, "en", Screen(180))


def test_no_shortfall_is_said_as_such() -> None:
    over = status_row(make_target(shortfall=Shortfall(-5e9, -6e9, -4e9, -0.2)), "en")
    assert (SHORTFALL.text(over), BETWEEN.text(over)) == ("5 more than needed", "")
    either = status_row(make_target(shortfall=Shortfall(-5e9, -6e9, 4e9, -0.2)), "en")
    assert (SHORTFALL.text(either), BETWEEN.text(either)) == ("-5", "-6 to 4")


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
    row = status_row(make_target(actual=actual, provisional=provisional, candidates=()), "en")
    assert ACTUAL.with_marks(row) == f"1,000{mark}"


@pytest.mark.parametrize("width", WIDTHS)
def test_attainment_is_never_clamped(width: int) -> None:
    far = make_target(way=Estimate(33444245.46, None, None))
    page = render_status_text(make_report(far), "en", Screen(width))
    assert "33,444,245 %" in " ".join(page.split())
    assert "█" * 10 in page and "█" * 11 not in page


@pytest.mark.parametrize(("way", "full"), [(0.0, 0), (45.3, 5), (95.8, 9), (99.99, 9), (100.0, 10)])
def test_a_bar_is_full_only_for_the_whole(way: float, full: int) -> None:
    page = render_status_text(
        make_report(make_target(way=Estimate(way, None, None))), "en", Screen(140)
    )
    assert "█" * full + "░" * (10 - full) in page


@pytest.mark.parametrize(
    ("unit", "lang", "needed"),
    [
        ("%", "en", "0.96 points less a month"),
        ("%", "vi", "giảm 0,96 điểm phần trăm mỗi tháng"),
        ("person", "en", "0.96 less a month"),
    ],
)
def test_a_fall_that_is_needed_is_no_negative_pace(unit: str, lang: str, needed: str) -> None:
    falling = make_target(
        unit=unit, kind="ratio", better="lower", target=TargetValue(8.0, 8.0, 8.0, "declared"),
        actual=None, candidates=(), required_rate=RequiredRate(-0.96, "month", None),
    )  # fmt: skip
    assert PACE_NEEDED.text(status_row(falling, lang)) == needed


def test_of_what_is_to_fall_no_share_of_the_target_is_said() -> None:
    attainment, way = Estimate(93.3, None, None), Estimate(-40.0, None, None)
    rising = status_row(make_target(attainment=attainment, way=way), "en")
    falling = make_target(better="lower", attainment=attainment, way=way)
    assert OF_THE_TARGET.text(rising) == "93.3 % of the target"
    assert OF_THE_TARGET.text(status_row(falling, "en")) == ""
