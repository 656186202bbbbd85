"""What a folder without a plan is told: by `tracker` alone, and by every command that needs one."""

import os
from pathlib import Path

import pytest

from plan_tracker.cli import main


def test_tracker_alone_says_how_to_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([]) == 0
    told = capsys.readouterr().out
    assert "no plan in this folder" in told and "tracker init " in told
    assert max(map(len, told.splitlines())) <= 100

    assert main(["init"]) == 0
    capsys.readouterr()
    assert main([]) == 0
    assert "tracker status" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("made", "start", "message"),
    [
        ((), ".", ".: there is no plan in this folder, which would hold targets/ and seeds/: "
         "`tracker init` begins one with an example\n"),
        (("targets", "seeds"), "seeds", ".: the plan is one folder up: name it, "),
        (("targets",), ".", "seeds: there is no such folder: make it\n"),
    ],
)  # fmt: skip
def test_what_is_missing_is_one_problem(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    made: tuple[str, ...],
    start: str,
    message: str,
) -> None:
    for name in made:
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / start)
    for command in ("status", "check", "figures"):
        assert main([command]) == 2
        told = capsys.readouterr().err
        assert told.startswith(message) and told.count(os.linesep) == 1


SOURCE = "source: {id: s%s, locale: en, entity: VN, period: %s, %s}\nfigures:\n"
FIGURE = "  - {id: a, indicator: trees, printed: %s thousand}\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A target with two reports, the later of which was published in October."""
    for name in ("targets", "seeds"):
        (tmp_path / name).mkdir()
    (tmp_path / "targets" / "a.yaml").write_text(
        "indicators: {trees: {name: Trees, unit: tree, kind: flow}}\n"
        "entities: {VN: {name: Viet Nam}}\n"
        "targets: [{id: t, indicator: trees, period: 2024, value: 1.2 million}]\n"
    )
    first = SOURCE % ("1", "2024-H1", "title: x") + FIGURE % 610
    later = SOURCE % ("2", "2024-01/2024-09", "published: 2024-10-05") + FIGURE % 700
    (tmp_path / "seeds" / "first.yaml").write_text(first)
    (tmp_path / "seeds" / "later.yaml").write_text(later)
    return tmp_path


def test_a_plan_is_named_by_its_folder_or_by_the_environment(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = []
    for words in (["status", str(plan)], ["status", "--plan", str(plan)], ["status"]):
        if len(words) == 1:
            monkeypatch.setenv("PLAN_TRACKER_PLAN", str(plan))
        assert main(words) == 0
        told.append(capsys.readouterr().out)
    assert told[0] == told[1] == told[2] != ""


def test_a_difference_is_by_itself_since_the_last_report(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = []
    for words in (
        [],
        ["--as-of", "2024-06-30"],
        ["--as-of", "2024-06-30", "--as-of", "2024-10-05"],
    ):
        assert main(["diff", str(plan), "--format", "json", *words]) == 0
        told.append(capsys.readouterr().out)
    assert "off-track" in told[0] and "on-track" in told[0]
    assert told[0] == told[1]

    (plan / "seeds" / "later.yaml").unlink()
    assert main(["diff", str(plan)]) == 2
    assert "all its sources became known on one day" in capsys.readouterr().err


def test_an_indicator_with_one_target_is_plotted(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plot", "trees", str(plan), "-o", str(tmp_path / "t.svg")]) == 0
    assert (tmp_path / "t.svg").read_text("utf-8").startswith("<svg")
    with (plan / "targets" / "b.yaml").open("w") as more:
        more.write("targets: [{id: u, indicator: trees, period: 2025, value: 2 million}]\n")
    assert main(["plot", "trees", str(plan), "-o", str(tmp_path / "u.svg")]) == 2
    assert "'trees' has 2 targets: name one, such as t" in capsys.readouterr().err


def test_a_reason_is_explained_as_people_write_it(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "no-baseline", str(plan)]) == 0
    assert capsys.readouterr().out.startswith("NO_BASELINE")
