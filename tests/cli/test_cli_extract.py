"""`tracker extract` into a plan: what the plan lacks is proposed, what stands there is kept."""

from datetime import date
from pathlib import Path

import pytest

from plan_tracker.cli import main
from plan_tracker.loading.folder import load

FIRST = """Báo cáo 6 tháng đầu năm 2024
Doanh thu bưu chính 6 tháng đầu năm 2024 đạt 27.477 tỷ đồng, tăng 5,48% so với cùng kỳ năm trước.
Số giao dịch qua nền tảng đạt 430 triệu giao dịch, đạt 50% kế hoạch năm 2024 (860 triệu giao dịch).
Nộp ngân sách đạt 2.970 tỷ đồng. Nộp ngân sách đạt 19.338 tỷ đồng.
"""
SECOND = """Revenue of the second half
In the first half of 2024, tourist arrivals reached 1,250, up 25% from 1,000 a year earlier.
"""


def _extract(plan: Path, name: str, text: str, *more: str) -> int:
    document = plan / f"{name}.txt"
    document.write_text(text, encoding="utf-8")
    source = plan / "seeds" / f"{name}.yaml"
    return main(["extract", str(document), "--plan", str(plan), "-o", str(source), *more])


def _text(plan: Path, part: str, name: str = "first") -> str:
    return (plan / part / f"{name}.yaml").read_text(encoding="utf-8")


def test_two_reports_in_an_empty_folder_are_a_plan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", "--plan", str(tmp_path)]) == 0
    assert _extract(tmp_path, "first", FIRST) == 0
    assert _extract(tmp_path, "second", SECOND) == 0
    assert "Now: tracker status" in capsys.readouterr().out

    loaded, problems = load(tmp_path)
    assert problems == []
    printed = {statement.printed for statement in loaded.statements}
    assert {"27.477 tỷ đồng", "1,250"} <= printed
    (target,) = loaded.plan.targets
    assert (target.printed, str(target.period)) == ("860 triệu giao dịch", "2024")
    assert main(["status", "--plan", str(tmp_path)]) == 0
    assert "50 %" in capsys.readouterr().out
    assert main(["check", "--plan", str(tmp_path)]) == 0


@pytest.mark.parametrize("options", [[], ["--locale", "vi"]])
def test_the_untouched_example_of_any_year_makes_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    monkeypatch.setattr("plan_tracker.cli.init.today", lambda: date(2031, 1, 1))
    assert main(["init", "--plan", str(tmp_path), *options]) == 0
    assert _extract(tmp_path, "first", FIRST) == 0
    assert [file.name for file in sorted(tmp_path.rglob("*.yaml"))] == ["first.yaml"] * 2


def test_nothing_refers_to_the_example_that_makes_way(tmp_path: Path) -> None:
    assert main(["init", "--plan", str(tmp_path), "--locale", "vi"]) == 0
    text = "Năm 2024, tỷ lệ hộ sử dụng nước sạch đạt 71,5%, mục tiêu năm 2025 là 75%.\n"
    assert _extract(tmp_path, "first", text) == 0
    assert load(tmp_path)[1] == []


def test_an_example_that_somebody_edited_stays(tmp_path: Path) -> None:
    assert main(["init", "--plan", str(tmp_path)]) == 0
    example = tmp_path / "seeds" / "example.yaml"
    example.write_text(example.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    assert _extract(tmp_path, "first", FIRST) == 0
    assert example.exists()


def test_numbers_of_the_same_words_that_exclude_each_other_are_of_two_things(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _extract(tmp_path, "first", FIRST) == 0
    indicators = load(tmp_path)[0].plan.indicators
    assert {"nop-ngan-sach", "nop-ngan-sach-2"} <= set(indicators)
    assert main(["check", "--plan", str(tmp_path), "--fail-on", "warning"]) == 0


def test_what_was_corrected_stays_and_what_was_taken_out_stays_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _extract(tmp_path, "first", FIRST) == 0
    source = tmp_path / "seeds" / "first.yaml"
    text = _text(tmp_path, "seeds")
    start = text.index("  - id: nop-ngan-sach-2\n")
    corrected = text[:start].replace(
        "    line: 2\n", "    line: 2  # looked at\n    provisional: true\n"
    )
    source.write_text(corrected, encoding="utf-8")
    before = _text(tmp_path, "targets")
    capsys.readouterr()

    assert _extract(tmp_path, "first", FIRST) == 0
    assert source.read_text(encoding="utf-8") == corrected
    assert _text(tmp_path, "targets") == before
    assert "1 that were taken out stay out" in capsys.readouterr().out


def test_what_a_later_document_adds_is_added_in_its_place(tmp_path: Path) -> None:
    assert _extract(tmp_path, "first", FIRST) == 0
    before = _text(tmp_path, "seeds").splitlines()
    more = FIRST.replace("Nộp", "Số lao động toàn ngành đạt 1.512 người.\nNộp", 1)
    assert _extract(tmp_path, "first", more) == 0
    after = _text(tmp_path, "seeds").splitlines()
    alike = ("    line: 4", "    confirm: subject", '    note: "no time is named near it"')
    entries = [line for line in before if "sha256" not in line and line not in alike]
    assert [line for line in after if line in entries] == entries
    assert after.index('    printed: "1.512 người"') < after.index("  - id: nop-ngan-sach")
    assert "lao-dong-toan-nganh: " in _text(tmp_path, "targets")
    assert load(tmp_path)[1] == []


def test_a_source_file_of_another_document_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _extract(tmp_path, "first", FIRST) == 0
    other = tmp_path / "other.txt"
    other.write_text(SECOND, encoding="utf-8")
    source = tmp_path / "seeds" / "first.yaml"
    before = source.read_bytes()
    assert main(["extract", str(other), "--plan", str(tmp_path), "-o", str(source)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert source.read_bytes() == before


def test_blocks_on_one_line_are_not_written_into(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "targets").mkdir()
    declared = "indicators: {a: {name: A, unit: item, kind: flow}}\n"
    (tmp_path / "targets" / "first.yaml").write_text(declared, encoding="utf-8")
    assert _extract(tmp_path, "first", FIRST) == 2
    assert "write by hand: " in capsys.readouterr().err
    assert _text(tmp_path, "targets") == declared
    assert not (tmp_path / "seeds").exists()


def test_a_document_without_a_period_asks_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Doanh thu bưu chính đạt 27.477 tỷ đồng, tăng 5,48% so với cùng kỳ.\n"
    assert _extract(tmp_path, "first", text, "--locale", "vi") == 0
    assert "say --period" in capsys.readouterr().err
    assert _extract(tmp_path, "first", text, "--locale", "vi", "--period", "6T/2024") == 0
    loaded, problems = load(tmp_path)
    assert problems == []
    assert {str(statement.subject.period) for statement in loaded.statements} == {"2024-H1"}
