"""What the laws of time cost: flows by month, quarter, half and year, with and without them.

    python -m benchmarks.monthly [--sizes 100000 1000000]

Each series has nineteen figures of a year, all true; the command must find nothing. Without the
laws the same plan says `additivity: none`. Printed are seconds of the processor, how many times as
much the first takes, and the most memory of each.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

YEAR = 2023
MONTHS = [f"{YEAR}-{month:02d}" for month in range(1, 13)]
SPANS = {
    **{f"{YEAR}-Q{quarter + 1}": slice(3 * quarter, 3 * quarter + 3) for quarter in range(4)},
    f"{YEAR}-H1": slice(0, 6),
    f"{YEAR}-H2": slice(6, 12),
    str(YEAR): slice(0, 12),
}
PERIODS = [*MONTHS, *SPANS]
COMMAND = (sys.executable, "-m", "plan_tracker", "check", "--plan")
SOURCE = """source: {id: monthly, locale: en, entity: XX, period: 2023}
table: {file: monthly.parquet}
"""


def write_plan(folder: Path, statements: int, additivity: str) -> None:
    """A folder with so many true statements."""
    for name in ("targets", "seeds"):
        (folder / name).mkdir(parents=True)
    flow = f"{{unit: person, kind: flow, additivity: {additivity}}}"
    plan = f"indicators: {{visits: {flow}}}\nentities: {{XX: {{name: All}}}}\n"
    (folder / "targets" / "plan.yaml").write_text(plan)
    (folder / "seeds" / "monthly.yaml").write_text(SOURCE)

    series = statements // len(PERIODS)
    by_month = np.random.default_rng(1).integers(10**5, 10**6, (series, len(MONTHS)))
    sums = [by_month[:, months].sum(axis=1) for months in SPANS.values()]
    values = np.column_stack([by_month, *sums])
    places = [f"E{number:06d}" for number in range(series)]
    pd.DataFrame(
        {
            "indicator": "visits",
            "entity": np.repeat(places, len(PERIODS)),
            "period": np.tile(PERIODS, series),
            "kind": "level",
            "value": values.ravel(),
        }
    ).to_parquet(folder / "seeds" / "monthly.parquet")


def seconds_and_memory(folder: Path) -> tuple[float, int]:
    """Seconds of the processor and MB that the command takes on a plan in which all holds."""
    process = subprocess.Popen((*COMMAND, str(folder)), stdout=subprocess.PIPE)
    assert process.stdout is not None
    told = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0, told[-500:]
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000])
    for size in parser.parse_args().sizes:
        with tempfile.TemporaryDirectory() as name:
            taken = {}
            for additivity in ("all", "none"):
                folder = Path(name) / additivity
                write_plan(folder, size, additivity)
                taken[additivity] = seconds_and_memory(folder)
        (with_laws, memory), (without, less) = taken["all"], taken["none"]
        print(
            f"{size:>9,} statements: {with_laws:.1f} s, without the laws {without:.1f} s, "
            f"{with_laws / without:.2f} times; {memory} MB, {less} MB",
            flush=True,
        )


if __name__ == "__main__":
    main()
