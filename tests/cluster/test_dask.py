"""A real scheduler and its workers on this machine: what is found is what one process finds."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bulk import make, write
from plan_tracker.cluster.address import ClusterAddress
from plan_tracker.cluster.check import check_in_parts
from plan_tracker.cluster.reading import read_in_pieces
from plan_tracker.grids.queries.permission import NOTHING
from plan_tracker.loading.folder import load
from plan_tracker.reconcile.reconcile import reconcile
from plan_tracker.report.check.content import build_checked, build_gathered
from plan_tracker.report.check.json import render_check_json

pytest.importorskip("distributed")

from plan_tracker.cluster.dask_engine import ClusterError, DaskEngine, open_cluster

WORKER = ("--no-dashboard", "--no-nanny", "--nthreads", "1", "--host", "127.0.0.1")
PATIENCE = 60  # seconds


@dataclass
class Cluster:
    """A scheduler and its workers, each a process."""

    address: str
    file: Path
    workers: list[subprocess.Popen[bytes]]

    def begin_worker(self) -> None:
        self.workers.append(_dask("worker", "--scheduler-file", str(self.file), *WORKER))


def _dask(*words: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    file = tmp_path_factory.mktemp("scheduler") / "scheduler.json"
    options = ("--port", "0", "--host", "127.0.0.1", "--no-dashboard", "--no-show")
    scheduler = _dask("scheduler", *options, "--scheduler-file", str(file))
    begun = Cluster("", file, [])
    try:
        begun.address = _address(file)
        begun.begin_worker()
        begun.begin_worker()
        yield begun
    finally:
        for process in (*begun.workers, scheduler):
            process.kill()
            process.wait()


def _address(file: Path) -> str:
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last:
        try:
            return str(json.loads(file.read_text("utf-8"))["address"])
        except (OSError, ValueError):
            time.sleep(0.05)
    raise AssertionError("no scheduler has begun")


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plan")
    write(folder, make(3_300, seed=3), "printed")
    return folder


@pytest.fixture(scope="module")
def of_one_process(plan: Path) -> str:
    loaded, problems = load(plan)
    assert problems == []
    return "".join(render_check_json(build_checked(reconcile(loaded))))


def test_workers_find_what_one_process_finds(
    cluster: Cluster, plan: Path, of_one_process: str
) -> None:
    with open_cluster(ClusterAddress(scheduler=cluster.address)) as engine:
        found = check_in_parts(read_in_pieces(plan, NOTHING, engine).cut, engine, 300)
    assert "".join(render_check_json(build_gathered(found))) == of_one_process


class Killing:
    """An engine one of whose workers ends once its parts are sorted, and before they are searched.

    What it had is then to be made again by the other one.
    """

    def __init__(self, engine: DaskEngine, worker: "subprocess.Popen[bytes]") -> None:
        self.folder = engine.folder
        self.each = engine.each
        self._gather: Callable[[Sequence[Any]], Sequence[Any]] = engine.gather
        self._worker = worker

    def gather(self, handles: Sequence[Any]) -> Sequence[Any]:
        values = self._gather(handles)
        if self._worker.poll() is None:
            os.kill(self._worker.pid, signal.SIGKILL)
            self._worker.wait()
        return values


def test_a_worker_that_is_killed_changes_nothing(
    cluster: Cluster, plan: Path, of_one_process: str
) -> None:
    with open_cluster(ClusterAddress(scheduler=cluster.address)) as engine:
        cut = read_in_pieces(plan, NOTHING, engine).cut
        found = check_in_parts(cut, Killing(engine, cluster.workers[0]), 300)
    assert cluster.workers[0].returncode == -signal.SIGKILL
    assert "".join(render_check_json(build_gathered(found))) == of_one_process


def test_pieces_that_workers_do_not_see_are_said(cluster: Cluster) -> None:
    with (
        pytest.raises(ClusterError, match="TMPDIR"),
        open_cluster(ClusterAddress(scheduler=cluster.address)) as engine,
    ):
        engine.gather(engine.each(os.stat, ["/nowhere/pieces"]))
