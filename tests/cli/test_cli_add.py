"""`tracker add`: a figure is read, checked and shown with what it changes before it is written."""

from datetime import date
from pathlib import Path

import pytest

from plan_tracker.cli import main
from plan_tracker.loading.folder import load
from plan_tracker.loading.loaded import Loaded

NINE_MONTHS = "2026-01/2026-09"


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example of `tracker init`, of 2026, as the folder of the command."""
    monkeypatch.setattr("plan_tracker.cli.init.today", lambda: date(2026, 2, 3))
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 0
    return tmp_path


def _loaded(plan: Path) -> Loaded:
    loaded, problems = load(plan)
    assert problems == []
    return loaded


def test_a_figure_with_claims_makes_a_source_of_its_period(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claims = ["--claim", "up 3 %", "--claim", "75.4 % of the plan"]
    assert main(["add", "trees-2026", "905 thousand", "--period", NINE_MONTHS, *claims]) == 0
    told = capsys.readouterr().out
    assert "“905 thousand”: level, 904,500 to 905,500 trees" in told
    assert "on track (610,000 tree" in told and "→ on track (905,000 tree" in told
    assert "It contradicts nothing." in told
    added = {
        each.name: (each.kind, each.reference.period.text if each.reference else "")
        for each in _loaded(plan).statements
        if each.source == "reported-2026-01-2026-09"
    }
    assert added == {
        "reported-2026-01-2026-09#trees": ("level", ""),
        "reported-2026-01-2026-09#trees.growth": ("growth", "2025-01/2025-09"),
        "reported-2026-01-2026-09#trees.attainment": ("attainment", "2026"),
    }


def test_a_figure_goes_behind_those_of_its_source_and_nothing_else_changes(plan: Path) -> None:
    file = plan / "seeds" / "example.yaml"
    old = file.read_text("utf-8")
    given = ["add", "coverage", "94.1%", "--period", NINE_MONTHS, "--source", "report-2026-h1"]
    assert main(given) == 0
    new = file.read_text("utf-8").splitlines()
    entry = "  - {id: coverage, indicator: coverage, entity: VN, "
    entry += 'period: 2026-01/2026-09, printed: "94.1%"}'
    assert [line for line in new if line != entry] == old.splitlines()
    assert new.index(entry) == new.index("  - {id: water, indicator: coverage, printed: 92.1%}") + 1


def test_what_contradicts_is_told_and_written_all_the_same(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["add", "trees-2026", "905 thousand", "--period", NINE_MONTHS, "--claim", "31 %"]
    assert main(given) == 0
    assert "error PT201" in capsys.readouterr().out
    assert (plan / "seeds" / "reported-2026-01-2026-09.yaml").exists()


def test_a_month_of_a_flow_is_told_from_the_sum_so_far(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (plan / "seeds" / "example.yaml").unlink()
    assert main(["add", "trees-2026", "905 thousand", "--period", "2026-09"]) == 0
    assert "write the period as FIRST/LAST, such as 2026-01/2026-09" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["water-202", "94%"], "'water-202' is no target and no indicator of this plan; did you"),
        (["coverage", "5 kg"], "“5 kg”: "),
        (["coverage", "94%", "--claim", "5 kg"], "--claim: “5 kg” does not tell"),
        (["coverage", "94%", "--source", "report-2026-h1", "--period", "2026-H1"],
         "seeds/example.yaml:23: “92.1%” stands there for the same already"),
        (["coverage", "94%", "--period", "soon"], "--period: "),
    ],
)  # fmt: skip
def test_what_cannot_be_added_changes_nothing(
    plan: Path, capsys: pytest.CaptureFixture[str], words: list[str], message: str
) -> None:
    before = {file: file.read_bytes() for file in plan.rglob("*.yaml")}
    assert main(["add", *words, *([] if "--period" in words else ["--period", "2026-09"])]) == 2
    assert message in capsys.readouterr().err
    assert {file: file.read_bytes() for file in plan.rglob("*.yaml")} == before


def test_a_dry_run_writes_nothing(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", "coverage", "94%", "--period", "2026-09", "--dry-run"]) == 0
    assert "seeds/reported-2026-09.yaml: would be written: 94%" in capsys.readouterr().out
    assert not (plan / "seeds" / "reported-2026-09.yaml").exists()


def test_a_plan_of_targets_alone_gets_its_first_source(plan: Path) -> None:
    (plan / "seeds" / "example.yaml").unlink()
    (plan / "seeds").rmdir()
    assert main(["add", "water-2027", "94,1%", "--period", "2026-09", "--locale", "vi"]) == 0
    assert [float(each.readings[0].value) for each in _loaded(plan).statements] == [94.1]
