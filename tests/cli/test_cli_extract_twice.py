"""`tracker extract` into a plan, once more: any text gives the same files; clashes of ours go."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_tracker.cli import main
from plan_tracker.loading.folder import load
from plan_tracker.reconcile.reconcile import reconcile
from tests.documents.test_extract_laws import WORDS

ENGLISH = [
    "rose", "to", "fell", "by", "up", "from", "of", "the", "target", "percent", "million", "tonnes",
    "people", "exports", "in", "2024", "2023", "first", "half", "of which", "plan", "or", "with",
    "compared", "a", "third", "more", "than", "12", "1,250", "KSh", "$40", "this", "they", "which",
]  # fmt: skip
LINES = st.lists(
    st.lists(st.sampled_from([*WORDS, *ENGLISH]), min_size=3, max_size=14).map(" ".join),
    min_size=1,
    max_size=4,
)


def extract(plan: Path, text: str, *more: str) -> dict[str, str]:
    """The files of a plan after a text is taken into it."""
    document = plan / "report.txt"
    document.write_text(text, encoding="utf-8")
    source = plan / "seeds" / "report.yaml"
    assert main(["extract", str(document), "--plan", str(plan), "-o", str(source), *more]) == 0
    return {str(path): path.read_text(encoding="utf-8") for path in plan.rglob("*.yaml")}


@pytest.mark.parametrize("locale", ["vi", "en"])
@given(lines=LINES)
@settings(max_examples=25, deadline=None)
def test_any_text_taken_twice_gives_the_same_files(locale: str, lines: list[str]) -> None:
    with TemporaryDirectory() as folder:
        text = "\n".join(lines) + "\n"
        first = extract(Path(folder), text, "--locale", locale, "--period", "2024")
        assert extract(Path(folder), text, "--locale", locale, "--period", "2024") == first


CLASHES = {  # texts of which `check FILE` says nothing
    "two claims of one kind": (
        "In 2024 exports of cement, at VND100 billion, grew 12.7 percent, up 24.7 percent "
        "from 2023.\n"
    ),
    "two percentages of plan": (
        "Trong 6 tháng đầu năm 2024, thu ngân sách đạt 59,9% dự toán Trung ương giao và đạt 58% "
        "dự toán tỉnh giao.\n"
    ),
}


@pytest.mark.parametrize("text", CLASHES.values(), ids=[*CLASHES])
def test_what_the_document_does_not_contradict_the_plan_does_not(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = "".join(extract(tmp_path, text).values())
    assert "# as it is taken here, this contradicts" in files
    capsys.readouterr()
    assert main(["check", str(tmp_path / "report.txt")]) == 0
    assert "0 errors, 0 warnings" in capsys.readouterr().out
    loaded, problems = load(tmp_path)
    assert problems == []
    assert {finding.severity for finding in reconcile(loaded).findings} <= {"note"}


def test_what_the_document_contradicts_the_plan_does_too(tmp_path: Path) -> None:
    extract(tmp_path, "In 2024 visitors rose 50 percent to 12,534 from 10,027 in 2023.\n")
    severities = [finding.severity for finding in reconcile(load(tmp_path)[0]).findings]
    assert severities[:1] == ["error"]


def test_a_claim_that_is_only_a_comment_is_a_comment_again(tmp_path: Path) -> None:
    text = (
        "In 2024 exports reached $40 million. The board missed its collection target "
        "by Rs716 billion in 2024.\n"
    )
    assert extract(tmp_path, text) == extract(tmp_path, text)


def test_a_figure_that_is_only_a_comment_keeps_its_name(tmp_path: Path) -> None:
    text = (
        "In 2024 the total population was 247,526,916. The total population was 239,839,971. "
        "Of it, the board missed its target by Rs716 billion.\n"
    )
    first = extract(tmp_path, text)
    assert extract(tmp_path, text) == first


def test_names_with_brackets_load(tmp_path: Path) -> None:
    text = (
        "Năm 2024, chỉ số cải cách hành chính (PAR INDEX) đạt 86,2 điểm; "
        "tỷ lệ hồ sơ trực tuyến [toàn trình] {mức 4} đạt 71%.\n"
        "Doanh thu dịch vụ: bưu chính # chuyển phát (tính cả 'quốc tế') đạt 27.477 tỷ đồng.\n"
    )
    extract(tmp_path, text)
    loaded, problems = load(tmp_path)
    assert problems == []
    assert len(loaded.statements) >= 3
