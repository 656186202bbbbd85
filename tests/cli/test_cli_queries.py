"""Each command asks databases only where its caller allows it; a plan allows nothing."""

import json
import sqlite3
import subprocess
from pathlib import Path

import pytest

import plan_tracker
from plan_tracker.cli import main

PLAN = """\
indicators: {post: {name: Post, unit: VND, kind: flow, better: higher}}
entities: {VN: {name: Viet Nam}}
targets: [{id: post-2024, indicator: post, entity: VN, period: 2024, value: 10 tỷ đồng}]
"""
SOURCE = """\
source: {id: s, locale: vi, entity: VN, period: 2024}
table: {file: figures.db, sql: select * from figures}
"""
FIGURES = [
    ("post", "level", "2023", "7 tỷ đồng"),
    ("post", "level", "2024", "8 tỷ đồng"),
    ("post", "growth", "2024", "90%"),
]
COMMANDS = {
    "status": [],
    "check": [],
    "figures": [],
    "explain": ["post-2024"],
    "plot": ["post-2024", "-o", "picture.svg"],
    "trace": [],
    "diff": ["--as-of", "2023-12-31", "--as-of", "2024-12-31"],
    "waive": ["PT202", "--reason", "r", "--until", "2999-01-01"],
}
REFUSING = {"fix": ["PT202"]}  # no correction can be written into a query


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan with a query, in which a growth does not fit; the caller stands in its folder."""
    for name, text in (("targets/plan.yaml", PLAN), ("seeds/s.yaml", SOURCE)):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, encoding="utf-8")
    with sqlite3.connect(tmp_path / "seeds" / "figures.db") as database:
        database.execute("create table figures (indicator, kind, period, printed)")
        database.executemany("insert into figures values (?, ?, ?, ?)", FIGURES)
    database.close()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PLAN_TRACKER_ALLOW_SQL", raising=False)
    return tmp_path


@pytest.mark.parametrize(
    ("command", "words"), {**COMMANDS, **REFUSING}.items(), ids=lambda each: str(each)
)
def test_no_command_asks_by_itself(
    plan: Path, command: str, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, *words]) == 2
    problem = "seeds/s.yaml:2:15: a query runs only where the caller allows it, never by the plan: "
    remedy = "add `--allow-sql files` if the SQLite files of this plan may be asked"
    assert capsys.readouterr() == ("", f"{problem}{remedy}\n")


@pytest.mark.parametrize(("command", "words"), COMMANDS.items(), ids=lambda each: str(each))
def test_a_command_asks_what_its_option_allows(
    plan: Path, command: str, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, *words, "--allow-sql", "files"]) in (0, 1)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("command", "words"), {**COMMANDS, **REFUSING}.items(), ids=lambda each: str(each)
)
def test_a_command_asks_what_the_variable_allows(
    plan: Path,
    command: str,
    words: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PLAN_TRACKER_ALLOW_SQL", "db.example.org/plans, files")
    main([command, *words])
    assert "a query runs only" not in capsys.readouterr().err


def test_the_option_stands_in_for_the_variable(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PLAN_TRACKER_ALLOW_SQL", "files")
    assert main(["check", "--allow-sql", "db.example.org/plans"]) == 2
    assert "a query runs only" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["--allow-sql", "PLAN_TRACKER_ALLOW_SQL"])
def test_words_that_name_nothing_end_with_two(
    plan: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    word = "planner:4711-4712@db/plans"
    if name == "PLAN_TRACKER_ALLOW_SQL":
        monkeypatch.setenv(name, word)
    assert main(["check", *([name, word] if name == "--allow-sql" else [])]) == 2
    problem = capsys.readouterr().err
    assert f"{name}: the address holds a password" in problem and "4711-4712" not in problem


def test_an_earlier_plan_asks_what_its_caller_allows_now(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ("user.name=A", "user.email=a@example.org", "commit.gpgsign=false")
    options = [part for name in names for part in ("-c", name)]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run(["git", *options, *words], cwd=plan, check=True)
    since = ["check", "--since", "HEAD", "--format", "json", "--allow-sql", "files"]
    assert main(since) == 0
    output = capsys.readouterr()
    assert (json.loads(output.out)["findings"], output.err) == ([], "")


def test_from_python_only_the_keyword_allows_it(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAN_TRACKER_ALLOW_SQL", "files")
    with pytest.raises(plan_tracker.PlanError, match="only where the caller allows it"):
        plan_tracker.load(plan)
    with pytest.raises(ValueError, match="names no host and database"):
        plan_tracker.load(plan, allow_sql=["file"])
    assert len(plan_tracker.load(plan, allow_sql=["files"]).statements) == len(FIGURES)
