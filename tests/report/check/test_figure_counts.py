"""The first line counts figures, each once; and each has a mark that says why."""

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from plan_tracker.loading.drafted.files import Drafted, draft_grid
from plan_tracker.reconcile.reconcile import Reconciled, reconcile
from plan_tracker.report.check.content import Checked, build_checked
from plan_tracker.report.check.marks import DOUBTFUL, FALSE, HOLDS, UNTESTED
from plan_tracker.report.words.counts import figures_counted
from tests.documents.drafted.made import drafted as drafted_text
from tests.loading.drafted.drawn_tables import grid_of

SPENDING = [
    ["Service", "2022", "2023", "Change (%)"],
    ["Schools", "412.6", "431.9", "4.7"],
    ["Roads", "188.4", "240.7", "27.8"],
    ["Parks", "57.3", "61.8", "7.9"],
    ["Police", "133.0", "135.4", "1.8"],
    ["Total", "791.3", "869.8", "9.9"],
]
CELLS = st.tuples(st.integers(1, 5), st.integers(1, 3))


def checked(drafted: Drafted) -> tuple[Checked, Reconciled]:
    reconciled = reconcile(drafted.loaded)
    return build_checked(reconciled, drafted.loaded.rounded, drafted, marked=True), reconciled


def slipped(cell: tuple[int, int], by: str) -> list[list[str]]:
    row, column = cell
    rows = [list(texts) for texts in SPENDING]
    rows[row][column] = by + rows[row][column]
    return rows


@settings(max_examples=20)
@given(CELLS, st.sampled_from(["", "1", "9"]))
def test_the_first_line_and_the_marks_agree(cell: tuple[int, int], by: str) -> None:
    shown, reconciled = checked(draft_grid(grid_of(slipped(cell, by))))
    counts, marks = shown.figures, Counter(mark.mark for mark in shown.marks)
    assert counts is not None
    assert marks[FALSE] == counts.cannot_be_true
    assert marks[DOUBTFUL] >= counts.doubtful
    assert counts.checked == marks.total() - marks[UNTESTED] <= counts.printed == 15
    assert len({(mark.place, mark.printed) for mark in shown.marks}) == len(shown.marks)
    errors = sum(finding.severity == "error" for finding in reconciled.findings)
    assert (counts.cannot_be_true > 0) == (errors > 0)


def test_a_figure_in_two_findings_counts_once() -> None:
    drafted = draft_grid(grid_of(slipped((4, 2), "9")))
    reconciled = reconcile(drafted.loaded)
    first = reconciled.findings[0]
    milder = replace(first, severity="warning")
    twice = replace(reconciled, findings=(first, replace(first), milder))
    counts = build_checked(twice, drafted.loaded.rounded, drafted).figures
    assert counts is not None
    assert (counts.cannot_be_true, counts.doubtful) == (1, 0)
    assert figures_counted(counts, "en").startswith("15 figures, 15 could be checked: 1 cannot")


def test_what_holds_says_with_which_numbers() -> None:
    shown, _ = checked(draft_grid(grid_of(SPENDING)))
    why = {mark.printed: str(mark.why) for mark in shown.marks}
    assert {mark.mark for mark in shown.marks} == {HOLDS}
    assert why["791.3"] == "sum of “412.6”, “188.4”, “57.3”, …"
    assert why["57.3"] == "part of “791.3”"
    assert why["27.8"] == "worked out from “188.4”, “240.7”"


def test_one_contradiction_of_three_figures_points_at_one() -> None:
    text = "Có 215 trường đạt chuẩn, đạt 91% kế hoạch (260 trường)."
    shown, _ = checked(drafted_text(text, "vi"))
    assert shown.figures is not None
    assert (shown.figures.printed, shown.figures.cannot_be_true) == (3, 1)
    assert Counter(mark.mark for mark in shown.marks) == {FALSE: 1, DOUBTFUL: 2}
