"""The page of `tracker check` fits its screen, shows the worst first and what is printed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from plan_tracker.model.finding import Finding
from plan_tracker.model.place import Place
from plan_tracker.model.text import phrase
from plan_tracker.report.check import text as page_of_findings
from plan_tracker.report.check.content import Checked
from plan_tracker.report.check.excerpt import excerpt
from plan_tracker.report.check.text import render_check_text
from plan_tracker.report.summary import Summary
from plan_tracker.report.writing.screen import Screen

SUMMARY = Summary(0, 0, 0, 2, 1, 1, 0, ())


def test_what_could_not_be_decided_is_named() -> None:
    undecided = Checked((), {}, ("h1#tolls", "h1#rail"), SUMMARY)
    page = render_check_text(undecided, {}, "en", Screen(100))
    assert "undecided: h1#tolls, h1#rail" in page


@pytest.mark.parametrize(("lang", "hidden"), [("en", "2 findings"), ("vi", "2 phát hiện")])
def test_a_page_shows_the_worst_findings_and_says_what_it_leaves_out(
    lang: str, hidden: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_of_findings, "SHOWN", 3)
    nothing = phrase("")
    worse = [
        Finding("PT9", f"f-{n}", "error", nothing, nothing, (), (), {}, (), "") for n in range(5)
    ]
    checked = Checked(
        tuple(worse), {}, tuple("abcde"), replace(SUMMARY, not_searched=tuple("wxyz"))
    )
    page = render_check_text(checked, {}, lang, Screen(100))
    assert [f"f-{n}" in page for n in range(5)] == [True, True, True, False, False]
    assert any(line.startswith(hidden) for line in page.splitlines())
    assert "a, b, c … 2 " in page
    assert "w, x, y … 1 " in page


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
