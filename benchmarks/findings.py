"""A great many findings, written in every format by the real command.

A table says of each entity a level now, a level a year before and growth, and the three never
agree: each entity is a finding. Each format is written at each size in a process of its own, which
gives seconds by the clock and of work of the processor, and the peak of its memory; beside them
stands how work and memory have grown since the size before. What is linear grows as the size does.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import pyarrow
from pyarrow import parquet

from plan_tracker.cli.check import CheckFormat

SIZES = (1_000, 10_000, 100_000, 1_000_000)
FORMATS: tuple[CheckFormat, ...] = get_args(CheckFormat)
COMMAND = (sys.executable, "-m", "plan_tracker", "check", "--format")
PLAN = """\
indicators:
  riders: {name: Riders, unit: person, kind: flow}
entities: {VN: {name: Viet Nam}}
"""
SOURCE = """\
source: {id: towns, locale: en, entity: VN, period: 2024}
table: {file: towns.parquet}
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """How long one run took, by the clock and in work of the processor, in seconds; its peak of
    memory, and what it wrote, in MB."""

    seconds: float
    work: float
    memory: float
    written: float

    def __str__(self) -> str:
        times = f"{self.seconds:8.1f} s {self.work:8.1f} s of work"
        return f"{times} {self.memory:8,.0f} MB of memory {self.written:8.1f} MB out"


def write(folder: Path, count: int) -> None:
    """A plan with so many findings."""
    for name in ("targets", "seeds"):
        (folder / name).mkdir(parents=True)
    (folder / "targets" / "plan.yaml").write_text(PLAN)
    (folder / "seeds" / "towns.yaml").write_text(SOURCE)
    table = {
        "indicator": ["riders"] * 3 * count,
        "entity": [f"E{number:07d}" for number in range(count) for _ in range(3)],
        "period": ["2024"] * 3 * count,
        "kind": ["level", "base", "growth"] * count,
        "value": [1000.0, 500.0, 10.0] * count,
        "against": [None, "2023", None] * count,
    }
    parquet.write_table(pyarrow.table(table), folder / "seeds" / "towns.parquet")


def run(folder: Path, form: str) -> Ran:
    """The real command in a process of its own."""
    output = folder / "findings"
    start = time.perf_counter()
    with output.open("wb") as out:
        process = subprocess.Popen([*COMMAND, form, "--plan", str(folder)], stdout=out)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 1:
        raise RuntimeError(f"the command ended with {process.returncode}")
    seconds = time.perf_counter() - start
    work = used.ru_utime + used.ru_stime
    return Ran(seconds, work, used.ru_maxrss / 1024, output.stat().st_size / 1e6)


def grown(ran: Ran, before: Ran | None) -> str:
    if before is None:
        return ""
    times = (ran.work / before.work, ran.memory / before.memory)
    return f"   ×{times[0]:.1f} and ×{times[1]:.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--formats", nargs="+", default=FORMATS, choices=FORMATS)
    given = parser.parse_args()
    before: dict[str, Ran] = {}
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as name:
            write(Path(name), size)
            for form in given.formats:
                ran = run(Path(name), form)
                print(f"{size:9,} {form:8} {ran}{grown(ran, before.get(form))}", flush=True)
                before[form] = ran


if __name__ == "__main__":
    main()
