"""A plan that other processes read and reconcile is the one that this process makes of it."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from plan_tracker.cli import copied_process
from plan_tracker.cli.copied_process import CopiedProcess
from plan_tracker.cli.plan_folder import OpeningPlan
from plan_tracker.loading.folder import read_folder

PLANS = Path(__file__).parent / "plans"
FORKS = pytest.mark.skipif(sys.platform != "linux", reason="a process is copied on Linux only")


@FORKS
def test_work_is_done_by_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copied_process, "_can_fork", lambda: True)
    work = CopiedProcess(os.getpid)
    assert work.begun
    assert work.result() not in (None, os.getpid())
    work.end()
    work.end()  # once is as good as twice


def test_without_another_process_there_is_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copied_process, "_can_fork", lambda: False)
    work = CopiedProcess(os.getpid)
    assert (work.begun, work.result()) == (False, None)
    work.end()


@FORKS
def test_a_process_that_fails_has_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copied_process, "_can_fork", lambda: True)
    work = CopiedProcess(lambda: 1 // 0)
    assert work.result() is None
    work.end()


@FORKS
def test_a_process_with_threads_is_not_copied() -> None:
    code = (
        "import threading; from plan_tracker.cli.copied_process import CopiedProcess\n"
        "threading.Thread(target=threading.Event().wait, daemon=True).start()\n"
        "print(CopiedProcess(int).begun)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize("forks", [True, False])
@pytest.mark.parametrize("plan", sorted(path.name for path in PLANS.iterdir() if path.is_dir()))
def test_what_was_begun_at_once(plan: str, forks: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if forks and sys.platform != "linux":
        pytest.skip("a process is copied on Linux only")
    monkeypatch.setattr(copied_process, "_can_fork", lambda: forks)
    opening = OpeningPlan(PLANS / plan)
    (read, loaded), again = opening.loaded(), read_folder(PLANS / plan)
    assert replace(read, tables=()) == replace(again, tables=())
    assert [[*table.rows] for table in read.tables] == [[*table.rows] for table in again.tables]
    statements = len(read.printed) + sum(len(table.rows) for table in read.tables)
    assert len(loaded.frame) == (0 if read.problems else statements)
    here = not forks or bool(read.problems) or bool(read.tables)
    assert (opening.reconciling() is None) == here


@FORKS
def test_a_reconciliation_that_fails_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copied_process, "_can_fork", lambda: True)
    monkeypatch.setattr("plan_tracker.cli.plan_folder.reconcile_known", lambda *_: 1 // 0)
    opening = OpeningPlan(PLANS / "fine")
    assert opening.loaded()[0] == read_folder(PLANS / "fine")
    assert opening.reconciling() is None


def test_a_folder_with_a_table_is_left_to_the_first_process(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "targets").mkdir()
    source = "source: {id: t, locale: en}\ntable: {file: none.csv}\n"
    (tmp_path / "seeds" / "t.yaml").write_text(source, encoding="utf-8")
    opening = OpeningPlan(tmp_path)
    assert opening.reconciling() is None
    assert [each.place.line for each in opening.loaded()[0].problems] == [2]
