"""What the README tells people to type does what it promises."""

import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from plan_tracker.cli import main

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
YEAR = "2027"


def _section(title: str) -> str:
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def _blocks(section: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", section, re.DOTALL)


def test_the_five_minutes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("plan_tracker.cli.init.today", lambda: date(int(YEAR), 5, 1))
    monkeypatch.chdir(tmp_path)
    lines = "".join(_blocks(_section("Five minutes"), "console")).splitlines()
    typed = [line.removeprefix("$ ").replace("$(date +%Y)", YEAR) for line in lines]
    assert typed[0] == "mkdir plan && cd plan"

    told: list[str] = []
    codes: list[int] = []
    for command, *words in map(shlex.split, typed[1:]):
        assert command == "tracker"
        codes.append(main(words))
        told.append(capsys.readouterr().out)
    assert codes == [0, 0, 0, 0, 1]
    assert "on track" in told[1] and "off track" in told[1]
    assert "It contradicts nothing." in told[2]
    assert "error PT201" in told[3] and "error PT201" in told[4]


def test_the_target_and_the_source_belong_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder, title in (("targets", "Write a target"), ("seeds", "Write a source")):
        (tmp_path / folder).mkdir()
        text = _blocks(_section(title), "yaml")[0]
        (tmp_path / folder / "typed.yaml").write_text(text, encoding="utf-8")
    assert main(["check", "--plan", str(tmp_path)]) == 1
    assert "error PT201" in capsys.readouterr().out
    assert main(["status", "--plan", str(tmp_path)]) == 0
    assert "no data" not in capsys.readouterr().out
