"""Two tables of the same rows, given together, of which some cells differ: how long a check takes.

    python benchmarks/two_tables.py [--rows N ...] [--every N] [--seed N]

A row has the name of a place, and a whole number for each of three years. One cell in each of so
many rows differs in the second. For each size: the seconds of the real command in work of the
processor, the findings, and how many of the cells that differ are in one.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROWS = (2_000, 20_000)
YEARS = (2021, 2022, 2023)
CONSONANTS, VOWELS = "bdklmnrst", "aeo"


def places(rng: random.Random) -> Iterator[str]:
    """Names, no two of which are one."""
    taken = set[str]()
    while True:
        syllables = (rng.choice(CONSONANTS) + rng.choice(VOWELS) for _ in range(5))
        name = "".join(syllables).capitalize()
        if name not in taken:
            taken.add(name)
            yield name


def write(file: Path, names: Sequence[str], rows: Sequence[Sequence[int]]) -> None:
    lines = [["place", *map(str, YEARS)]]
    lines += [[name, *map(str, row)] for name, row in zip(names, rows, strict=True)]
    file.write_text("".join(f"{','.join(line)}\n" for line in lines), encoding="utf-8")


def measure(folder: Path, rng: random.Random, count: int, every: int) -> str:
    named = places(rng)
    names = [next(named) for _ in range(count)]
    rows = [[rng.randint(1_000, 99_999) for _ in YEARS] for _ in names]
    changed = [list(row) for row in rows]
    cells: set[str] = set()
    for row in range(0, count, every):
        column = rng.randrange(len(YEARS))
        changed[row][column] += rng.randint(1_000, 9_000)
        cells.add(f"b.csv!{'BCD'[column]}{row + 2}")
    write(folder / "a.csv", names, rows)
    write(folder / "b.csv", names, changed)

    output = folder / "findings.json"
    command = [sys.executable, "-m", "plan_tracker", "check", "a.csv", "b.csv", "-o", str(output)]
    process = subprocess.Popen(command, cwd=folder)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"the command ended with {process.returncode}")

    answer = json.loads(output.read_text(encoding="utf-8"))
    told = {name for finding in answer["findings"] for name in finding["statements"]}
    return (
        f"{count:,} rows, {used.ru_utime + used.ru_stime:.2f} s of work: "
        f"{len(answer['findings']):,} findings, "
        f"{len(told & cells):,} of {len(cells):,} cells that differ are told"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="+", default=ROWS)
    parser.add_argument("--every", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()

    for count in arguments.rows:
        with tempfile.TemporaryDirectory() as folder:
            rng = random.Random(arguments.seed)
            print(measure(Path(folder), rng, count, arguments.every), flush=True)


if __name__ == "__main__":
    main()
