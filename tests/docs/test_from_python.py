"""The functions for Python: what may be given to them, what they show, and what they refuse."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import plan_tracker
from plan_tracker.loading.loaded import Loaded
from plan_tracker.progress.frame import TARGETS
from plan_tracker.progress.outcome import Progress
from plan_tracker.reconcile.findings.frame import FINDINGS
from plan_tracker.reconcile.reconcile import Reconciled

PLAN = """
indicators:
  toll: {name: "Tolls <b>&", unit: VND, kind: flow}
targets: [{id: toll-2024, indicator: toll, entity: VN, period: 2024, value: 100 tỷ đồng}]
"""
SOURCE = """
source: {id: h1, locale: vi, entity: VN, period: 2024-H1}
figures:
  - id: toll
    indicator: toll
    printed: 20 tỷ đồng
    claims: [{kind: attainment, printed: "45%", of: 2024}]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plan")
    for name, text in (("targets/t.yaml", PLAN), ("seeds/s.yaml", SOURCE)):
        (folder / name).parent.mkdir()
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def loaded(folder: Path) -> Loaded:
    return plan_tracker.load(folder)


@pytest.fixture(scope="module")
def checked(loaded: Loaded) -> Reconciled:
    return plan_tracker.check(loaded)


@pytest.fixture(scope="module")
def progress(loaded: Loaded) -> Progress:
    return plan_tracker.status(loaded)


def test_the_frames_have_a_row_for_each_value(progress: Progress, checked: Reconciled) -> None:
    targets = TARGETS.validate(progress.frame)
    assert list(targets["id"]) == [target.id for target in progress.targets]
    assert list(targets["status"]) == [target.status for target in progress.targets]
    assert targets["attainment"][0] == 20
    findings = FINDINGS.validate(checked.findings_frame)
    assert list(findings["fingerprint"]) == [finding.fingerprint for finding in checked.findings]
    assert findings["file"][0].endswith("s.yaml")


def test_frames_of_nothing_have_their_columns() -> None:
    assert list(Progress(None, (), ()).frame.columns) == list(TARGETS.columns)


def test_what_is_shown_is_short_and_harmless(
    loaded: Loaded, checked: Reconciled, progress: Progress
) -> None:
    assert repr(loaded) == "<Loaded: 1 targets, 1 indicators, 1 sources, 2 statements>"
    for value in (loaded, checked, progress):
        assert len(repr(value)) < 200
        page = value._repr_html_()
        assert page.startswith("<p><b>") and "<table>" in page
        assert "<b>&" not in page
    assert "Tolls &lt;b&gt;&amp;" in progress._repr_html_()


@pytest.mark.parametrize(
    "day", [date(2024, 6, 30), datetime(2024, 6, 30, 12), "2024-06-30", "30/6/2024"]
)
def test_a_day_is_a_date_or_a_text(loaded: Loaded, day: date | str) -> None:
    assert plan_tracker.status(loaded, as_of=day).as_of == date(2024, 6, 30)
    assert len(plan_tracker.check(loaded, on=day).findings) == 1


def test_a_folder_stands_for_what_is_loaded_from_it(folder: Path, progress: Progress) -> None:
    assert plan_tracker.status(str(folder)) == progress == plan_tracker.status(folder)


@pytest.mark.parametrize("name", ["toll-2024", "toll", "h1#toll"])
def test_a_drawing_is_found_by_name(loaded: Loaded, name: str, tmp_path: Path) -> None:
    drawing = plan_tracker.plot(loaded, name)
    assert drawing._repr_svg_() == drawing.svg
    assert drawing.svg.startswith("<svg")
    drawing.write(tmp_path / "a.svg")
    assert (tmp_path / "a.svg").read_text("utf-8") == drawing.svg
    with pytest.raises(ValueError, match=r"end it with \.svg or \.png"):
        drawing.write(tmp_path / "a.gif")


@pytest.mark.parametrize("ending", ["html", "docx", "xlsx", "csv", "md", "json", "txt"])
def test_a_status_is_written_in_the_format_of_the_ending(
    loaded: Loaded, folder: Path, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"report.{ending}"
    plan_tracker.write(loaded, file, lang="vi")
    written = file.read_bytes()
    assert written
    assert str(folder).encode() not in (written if ending == "html" else b"")
    plan_tracker.write(loaded, str(file), lang="vi")
    assert file.read_bytes() == written


REFUSED: dict[str, tuple[Callable[[Loaded], Any], type[Exception], str]] = {
    "a number for a day": (
        lambda loaded: plan_tracker.status(loaded, as_of=5),  # type: ignore[arg-type]
        TypeError,
        "as_of: a date or a text such as '2023-06-30' was expected, not int '5'",
    ),
    "no day": (
        lambda loaded: plan_tracker.check(loaded, on="soon"),
        ValueError,
        "on: 'soon' is not a date: write one such as 2023-06-30",
    ),
    "a number for a folder": (
        lambda _: plan_tracker.load(5),  # type: ignore[arg-type]
        TypeError,
        "the path of a plan's folder was expected, not int '5'",
    ),
    "no folder": (
        lambda _: plan_tracker.load("nowhere"),
        NotADirectoryError,
        "nowhere is not there: a folder that holds targets/ and seeds/ was expected",
    ),
    "nothing loaded": (
        lambda _: plan_tracker.check(None),  # type: ignore[arg-type]
        TypeError,
        "what load() gives, or the path of a plan's folder, was expected, not NoneType nothing",
    ),
    "a name nobody has": (
        lambda loaded: plan_tracker.plot(loaded, "tol-2024"),
        ValueError,
        "'tol-2024' names no target and no finding: did you mean toll-2024?",
    ),
    "a format nobody writes": (
        lambda loaded: plan_tracker.write(loaded, "report.rtf"),
        ValueError,
        "report.rtf names no format: end it with .txt or .md or .json or .csv or .xlsx or .docx "
        "or .html or .htm",
    ),
    "a method nobody knows": (
        lambda loaded: plan_tracker.status(loaded, method="pac"),  # type: ignore[arg-type]
        ValueError,
        "method: one of eurostat, german, oecd, open-sdg, pace, unescap, unsd was expected, "
        "not 'pac'; did you mean 'pace'?",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_was_expected_is_said(loaded: Loaded, case: str) -> None:
    call, kind, message = REFUSED[case]
    with pytest.raises(kind) as raised:
        call(loaded)
    assert str(raised.value) == message
