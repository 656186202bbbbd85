"""The README: its commands run, its examples load, its excerpts are what the commands print."""

import re
from pathlib import Path

import openpyxl
import pytest

from plan_tracker.cli import main
from plan_tracker.loading.folder import load
from plan_tracker.reconcile.reconcile import reconcile

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", README, flags=re.DOTALL)


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")


def _printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    main(list(words))
    return capsys.readouterr().out


@pytest.mark.parametrize("block", [body for kind, body in BLOCKS if not kind])
def test_excerpts_are_printed(block: str, capsys: pytest.CaptureFixture[str]) -> None:
    printed = _printed(capsys, "check") + _printed(capsys, "status")
    assert _lines(block) <= _lines(printed)


def _lines(text: str) -> set[str]:
    return {line.rstrip() for line in text.splitlines() if line.strip()}


def test_examples_are_a_plan(tmp_path: Path) -> None:
    target, source = _plan_blocks(with_table=False)
    for folder, body in (("targets", target), ("seeds", source)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.yaml").write_text(body, encoding="utf-8")
    loaded, problems = load(tmp_path)
    assert problems == []
    assert [each.code for each in reconcile(loaded).findings if each.severity == "error"] == [
        "PT201"
    ]


def _plan_blocks(*, with_table: bool) -> list[str]:
    blocks = (body for kind, body in BLOCKS if kind == "yaml" and "run:" not in body)
    return [body for body in blocks if ("table:" in body) == with_table]


def test_the_example_of_a_table_is_read(tmp_path: Path) -> None:
    (source,) = _plan_blocks(with_table=True)
    plan = "indicators: {post-revenue: {name: Post, unit: VND, kind: flow, better: higher}}\n"
    for name, text in (("targets/a.yaml", plan), ("seeds/a.yaml", source)):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, encoding="utf-8")
    book = openpyxl.Workbook()
    book.active.append(
        ["Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2024", "Ước thực hiện 6 tháng 2024",
         "So với cùng kỳ (%)"]
    )  # fmt: skip
    book.active.append(["Doanh thu bưu chính", "tỷ đồng", 5474, 2605.1, 105.0])
    book.save(tmp_path / "seeds" / "h1-2024.xlsx")
    loaded, problems = load(tmp_path)
    assert problems == []
    assert {each.kind for each in loaded.statements} == {"level", "target", "growth"}


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`tracker (\w+)", README))))
def test_commands_exist(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert f"tracker {command}" in _printed(capsys, command, "--help")


def test_make_knows_the_two_commands() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for command in re.findall(r"^\$ make (\w+)", README, flags=re.MULTILINE):
        assert re.search(rf"^{command}:", makefile, flags=re.MULTILINE)
