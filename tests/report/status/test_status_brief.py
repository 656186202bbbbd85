"""The answer first: a sentence, a line for each target, a line for each finding."""

from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from plan_tracker.loading.folder import load
from plan_tracker.model.finding import Finding
from plan_tracker.model.place import Place
from plan_tracker.model.plan import Severity
from plan_tracker.model.text import phrase
from plan_tracker.progress.estimate import Estimate
from plan_tracker.progress.outcome import TargetStatus, TargetValue
from plan_tracker.reconcile.reconcile import reconcile
from plan_tracker.report.report import Report, build_report
from plan_tracker.report.status.answer import answer, implied_said
from plan_tracker.report.status.brief import render_status_brief
from plan_tracker.report.status.csv import render_status_csv
from plan_tracker.report.status.markdown import render_status_markdown
from plan_tracker.report.status.order import in_order
from plan_tracker.report.words.findings import alike
from plan_tracker.report.writing.screen import Screen
from tests.report.status.test_status_layout import WIDTHS, make_report, make_target

ROOT = Path(__file__).parents[3]
MOST_LINES = 40


@pytest.fixture(scope="module")
def shipped() -> Report:
    loaded, problems = load(ROOT)
    assert problems == []
    return build_report(loaded, reconcile(loaded))


def made(id_: str, status: str, pace: float | None = None, **changes: object) -> TargetStatus:
    return make_target(id_, id=id_, status=status, pace=pace, reasons=(), **changes)


def error(*alternatives: tuple[str, ...], severity: Severity = "error") -> Finding:
    told = phrase("wrong")
    names = tuple(name for names in alternatives for name in names) or ("s#a",)
    places = (Place("s.yaml", 1),) * len(names)
    return Finding(
        "PT201", "attainment-mismatch", severity, told, told, names, places, {}, alternatives,
        "-".join(names),
    )  # fmt: skip


def test_the_shipped_plan_fits_a_screen(shipped: Report) -> None:
    lines = render_status_brief(shipped, "en", Screen(80)).splitlines()
    assert len(lines) <= MOST_LINES
    assert max(map(cell_len, lines)) <= 80
    sentence = " ".join(lines[1:4])
    assert sentence.startswith("2 of 6 targets off track, 1 on track, 3 cannot be judged yet; ")
    assert sentence.endswith("one figure cannot be true.")


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_screen(width: int, lang: str) -> None:
    long = make_target("Revenue of everything " * 5 + "x" * 90)
    report = replace(make_report(make_target(), long), findings=(error(("s#" + "y" * 200,)),))
    page = render_status_brief(report, lang, Screen(width))
    assert max(map(cell_len, page.splitlines())) <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_no_number_is_cut_off(width: int) -> None:
    far = make_target("Tolls " * 40, way=Estimate(33444245.46, None, None))
    assert "33,444,245" in render_status_brief(make_report(far), "en", Screen(width))


def test_worst_first_everywhere() -> None:
    targets = (
        made("met", "met"),
        made("late", "off-track", 0.7),
        made("silent", "no-data"),
        made("later", "off-track", 0.4),
        made("implied", "missed", 0.1, target=TargetValue(3e12, 3e12, 3e12, "implied")),
        made("lost", "missed", 0.2),
    )
    order = ["lost", "later", "late", "silent", "met", "implied"]
    assert [target.id for target in in_order(targets)] == order
    report = make_report(*targets)
    rows = render_status_csv(report, "en").splitlines()[1:]
    assert [row.partition(",")[0] for row in rows] == order
    named = render_status_markdown(report, "en").splitlines()
    starts = [line.split("|")[1].strip() for line in named if line.startswith("| ")]
    assert [start for start in starts if start in order] == order
    brief = render_status_brief(report, "en", Screen(80))
    assert "implied" not in brief.split("1 plan value that sources only imply: 1 missed")[0]


@pytest.mark.parametrize(
    ("targets", "findings", "said"),
    [
        ([made("a", "met")], [], "1 of 1 target met."),
        (
            [made("a", "on-track"), made("b", "no-data"), made("c", "not-assessable")],
            [],
            "1 of 3 targets on track, 2 cannot be judged yet.",
        ),
        (
            [made("a", "at-risk", 0.9), made("b", "missed", attainment=None)],
            [error(("s#a",)), error(("s#a",)), error(("s#b",))],
            "1 of 2 targets missed, 1 at risk; worst: b; 2 figures cannot be true.",
        ),
        (
            [made("a", "met")],
            [error(("s#a",), ("s#b",)), error(("s#c", "s#d"))],
            "1 of 1 target met; 2 contradictions among the figures.",
        ),
        (
            [made("a", "met")],
            [error(("s#a",), ("s#b",))],
            "1 of 1 target met; figures that cannot all be true.",
        ),
        ([made("a", "met")], [error(("s#a",), severity="warning")], "1 of 1 target met."),
        ([], [], "No target is declared, and no source implies one."),
    ],
)
def test_the_answer(targets: list[TargetStatus], findings: list[Finding], said: str) -> None:
    report = replace(make_report(*targets), findings=tuple(findings))
    assert answer(report, "en") == said


def test_where_nothing_is_declared_the_implied_ones_are_the_answer() -> None:
    implied = made("a", "at-risk", target=TargetValue(3e12, 3e12, 3e12, "implied"), attainment=None)
    report = make_report(implied)
    assert answer(report, "en") == "1 of 1 target at risk; worst: a."
    assert implied_said(report, "en") == ""


def test_why_says_the_line_to_add(shipped: Report) -> None:
    page = " ".join(render_status_brief(shipped, "en", Screen(200)).split())
    line = "Add `baseline: {period: 2022, value: …}` to infosec-workforce-2023 "
    assert f"{line}({ROOT}/targets/goals.yaml:32)." in page


def test_remarks_on_texts_of_one_source_are_one(shipped: Report) -> None:
    doubtful = [finding for finding in shipped.findings if finding.code == "PT102"]
    assert len(doubtful) == 4
    assert [len(group) for group in alike(doubtful)] == [4]
    contradictions = [finding for finding in shipped.findings if finding.code == "PT301"]
    assert [len(group) for group in alike(contradictions)] == [1, 1]
