"""Start-up: whole commands as ratios to the imports that they cannot do without, in one run.

Prints the median of seven runs of each command, taken in turn so that a machine that slows down
slows both, and the ratio of the medians.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
RUNS = 7
PYTHON = sys.executable
TRACKER = str(Path(PYTHON).with_name("tracker"))
PAIRS = (
    ("tracker status", [TRACKER, "status"], "import pandas, pandera.pandas", 1.6),
    ("tracker check", [TRACKER, "check"], "import pandas, pandera.pandas", 1.6),
    ("tracker --help", [TRACKER, "--help"], "import typer", 2.5),
)


def seconds(command: list[str]) -> float:
    """How long one run takes, from start to exit."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    for name, command, imports, aim in PAIRS:
        floor = [PYTHON, "-c", imports]
        seconds(command), seconds(floor)
        times = [(seconds(command), seconds(floor)) for _ in range(RUNS)]
        ours, theirs = (statistics.median(column) for column in zip(*times, strict=True))
        print(
            f"{name}: {ours * 1000:.0f} ms; `{imports}`: {theirs * 1000:.0f} ms; "
            f"ratio {ours / theirs:.2f} (at most {aim})"
        )


if __name__ == "__main__":
    main()
