"""Start-up: whole commands beside the imports that they cannot do without, in one run.

The two are run in turn, so that a machine that slows down slows both. Prints the median of each and
the median of the ratios of the pairs, which bears noise better than the ratio of the medians. Then
the same of `tracker status` beside itself without the process that is copied at start-up: the copy
is worth its code where a quiet machine gains a fifth.
"""

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
PYTHON = sys.executable
TRACKER = str(Path(PYTHON).with_name("tracker"))
FRAMES = "import pandas, pandera.pandas"
ALONE = """
import sys
from plan_tracker.cli import copied_process, entry
copied_process._can_fork = lambda: False
sys.argv = ["tracker", "status"]
entry()
"""
PAIRS = (
    ("tracker status", [TRACKER, "status"], FRAMES, FRAMES, "at most 1.6"),
    ("tracker check", [TRACKER, "check"], FRAMES, FRAMES, "at most 1.6"),
    ("tracker --help", [TRACKER, "--help"], "import typer", "import typer", "at most 2.5"),
    ("tracker status", [TRACKER, "status"], "in one process", ALONE, "at most 0.8"),
)


def seconds(command: list[str]) -> float:
    """How long one run takes, from start to exit."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--runs", type=int, default=15)
    runs = arguments.parse_args().runs
    for name, command, beside, code, aim in PAIRS:
        floor = [PYTHON, "-c", code]
        seconds(command), seconds(floor)
        times = [(seconds(command), seconds(floor)) for _ in range(runs)]
        ours, theirs = (1000 * statistics.median(column) for column in zip(*times, strict=True))
        ratio = statistics.median(one / two for one, two in times)
        print(
            f"{name}: {ours:.0f} ms; `{beside}`: {theirs:.0f} ms; ratio {ratio:.2f} ({aim})",
            flush=True,
        )


if __name__ == "__main__":
    main()
