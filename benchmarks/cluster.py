"""A plan in parts, on a scheduler with two workers of 3 GB that this begins, beside one process.

    python benchmarks/cluster.py 1000000 [--kill SECONDS] [--only-cluster]

The plan is that of `bulk.py`, in tables of a million rows; what is printed as JSON must be the
same, byte for byte. With `--kill` a worker ends after so many seconds. Times are by the clock and,
as others may share the machine, of processors; memory is the most that a process had.
"""

import argparse
import filecmp
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

import pyarrow
from pyarrow import parquet

from bulk import make, write

TABLE = 1_000_000  # statements
COMMAND = (sys.executable, "-m", "plan_tracker", "check", "--format", "json")
LOOPBACK = ("--host", "127.0.0.1", "--no-dashboard")
PATIENCE = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: seconds, seconds of processors, and MB."""

    clock: float
    processors: float
    memory: float

    def __str__(self) -> str:
        seconds = f"{self.clock:8.1f} s, {self.processors:8.1f} s of processors"
        return f"{seconds}, {self.memory:7,.0f} MB"


def write_plan(folder: Path, statements: int) -> None:
    """Tables of a million statements at most, each a source of its own about other entities."""
    tables = max(1, round(statements / TABLE))
    for number in range(tables):
        made = make(statements // tables, seed=number)
        if not number:
            write(folder, made, "value")
            continue

        with tempfile.TemporaryDirectory() as name:
            write(Path(name), made, "value")
            seeds = Path(name) / "seeds"
            source = (seeds / "bulk.yaml").read_text("utf-8").replace("bulk", f"bulk-{number}")
            (folder / "seeds" / f"bulk-{number}.yaml").write_text(source, "utf-8")
            table = _of_others(parquet.read_table(seeds / "bulk.parquet"), number)
            parquet.write_table(table, folder / "seeds" / f"bulk-{number}.parquet")


def _of_others(table: pyarrow.Table, number: int) -> pyarrow.Table:
    """The table about entities with other names."""
    column = table.column("entity").combine_chunks()
    names = [f"T{number}-{name}" for name in column.dictionary.to_pylist()]
    renamed = pyarrow.DictionaryArray.from_arrays(column.indices, pyarrow.array(names))
    return table.set_column(table.column_names.index("entity"), "entity", renamed)


def check(folder: Path, output: Path, *words: str) -> Cost:
    """Run the command to its end."""
    began = time.perf_counter()
    process = subprocess.Popen([*COMMAND, *words, str(folder), "-o", str(output)])
    cost = _ended(process, began)
    if process.returncode not in (0, 1):
        sys.exit(f"check {' '.join(words)} ended with {process.returncode}")
    return cost


def _ended(process: "subprocess.Popen[bytes]", began: float) -> Cost:
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(time.perf_counter() - began, *_used(used))


def _used(used: resource.struct_rusage) -> tuple[float, float]:
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


@dataclass(slots=True)
class Cluster:
    """The address of a scheduler, and its workers."""

    address: str
    workers: list["subprocess.Popen[bytes]"]
    costs: list[Cost]

    def kill_one(self) -> None:
        """End a worker as a machine ends it that has no memory left."""
        os.kill(self.workers[0].pid, signal.SIGKILL)


@contextmanager
def cluster(workers: int, memory: str, folder: Path) -> Iterator[Cluster]:
    """A scheduler on the loopback with workers that spill to a folder, and what each took."""
    file = folder / "scheduler.json"
    words = ("--port", "0", "--no-show", "--scheduler-file", str(file))
    scheduler = _dask("scheduler", *LOOPBACK, *words)
    spill = ("--memory-limit", memory, "--nthreads", "1", "--local-directory", str(folder))
    begun = Cluster("", [], [])
    began = time.perf_counter()
    try:
        begun.address = _address(file)
        known = ("--no-nanny", "--scheduler-file", str(file))
        begun.workers = [_dask("worker", *LOOPBACK, *known, *spill) for _ in range(workers)]
        yield begun
    finally:
        for worker in begun.workers:
            worker.terminate()
        begun.costs = [_ended(worker, began) for worker in begun.workers]
        scheduler.terminate()
        scheduler.wait()


def _dask(*words: str) -> "subprocess.Popen[bytes]":
    log = subprocess.DEVNULL
    return subprocess.Popen([sys.executable, "-m", "dask", *words], stdout=log, stderr=log)


def _address(file: Path) -> str:
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last:
        try:
            return str(json.loads(file.read_text("utf-8"))["address"])
        except (OSError, ValueError):
            time.sleep(0.1)
    raise TimeoutError("no scheduler has begun")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("statements", type=int, nargs="?", default=TABLE)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--memory", default="3GB")
    parser.add_argument("--kill", type=float, help="seconds after which a worker is killed")
    parser.add_argument("--only-cluster", action="store_true", help="leave one process out")
    given = parser.parse_args()

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "plan").mkdir()
        write_plan(folder / "plan", given.statements)
        whole, parts = folder / "whole.json", folder / "parts.json"
        print(f"{given.statements:,} statements")
        if not given.only_cluster:
            print(f"one process  {check(folder / 'plan', whole)}", flush=True)

        with cluster(given.workers, given.memory, folder) as begun:
            killing = Timer(given.kill or 0.0, begun.kill_one)
            if given.kill:
                killing.start()
            cost = check(folder / "plan", parts, "--cluster", begun.address)
            killing.cancel()
        print(f"cluster      {cost}")
        for worker, used in zip(begun.workers, begun.costs, strict=True):
            print(f"  a worker   {used}, exit {worker.returncode}")

        summary = json.loads(parts.read_text("utf-8"))["summary"]
        counts = {key: value for key, value in summary.items() if key != "not_searched"}
        print(f"{counts}, not searched {len(summary['not_searched']):,}")
        if not given.only_cluster:
            same = filecmp.cmp(whole, parts, shallow=False)
            print("the same, byte for byte" if same else "NOT THE SAME")
            sys.exit(not same)


if __name__ == "__main__":
    main()
