"""How much faster or slower this version reads text than another one, whatever else runs beside it.

    git worktree add ../before HEAD~5
    python benchmarks/two_versions.py ../before/src [--documents FOLDER...] [--turns 10]

Both versions read the same documents in turn, each time in a process that has read nothing before.
A machine that is busy slows both alike: what is printed is the ratio of each pair of turns, and the
seconds of the processor in the fastest one. `whole` is the documents as they are, `turned` the same
three times with other digits, so that no number is read from memory.
"""

import os
import subprocess
import sys
from argparse import ArgumentParser
from collections import defaultdict
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
COPIES = 3
# Imports and reads the words of both languages once; then a child for each turn.
READER = """\
import gc, os, sys, time
from pathlib import Path
from plan_tracker.documents import extract_figures
gc.disable()
for locale in ("vi", "en"):
    extract_figures("2023: 5 %", locale)
texts = [(Path(file).read_text(encoding="utf-8"), locale)
         for file, locale in (pair.split(chr(9)) for pair in sys.argv[1:])]
digits = "123456789"
def turned(text, by):
    return text.translate(str.maketrans(digits, digits[by:] + digits[:by]))
for line in sys.stdin:
    copies = int(line)
    if not os.fork():
        began = time.process_time()
        for by in range(copies):
            for text, locale in texts:
                extract_figures(turned(text, by), locale)
        print(time.process_time() - began, flush=True)
        os._exit(0)
    os.wait()
"""


def reader(source: Path, pairs: list[str]) -> "subprocess.Popen[str]":
    """A process that reads the documents with the version of a source folder when asked to."""
    return subprocess.Popen(
        [sys.executable, "-c", READER, *pairs],
        env={**os.environ, "PYTHONPATH": str(source)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def seconds(asked: "subprocess.Popen[str]", copies: int) -> float:
    """What a version takes to read so many copies of all documents."""
    assert asked.stdin is not None and asked.stdout is not None
    asked.stdin.write(f"{copies}\n")
    asked.stdin.flush()
    return float(asked.stdout.readline())


def main() -> None:
    """Print how much text each version reads in a second, and the ratio."""
    shared = ROOT.parent / "shared"
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("other", type=Path, help="the folder src of the other version")
    parser.add_argument(
        "--documents",
        type=Path,
        nargs="+",
        default=[shared / "reports/documents", shared / "seeds"],
    )
    parser.add_argument("--turns", type=int, default=10)
    args = parser.parse_args()

    files = sorted(file for folder in args.documents for file in folder.glob("*.txt"))
    pairs = [f"{file}\t{'en' if '_en_' in file.name else 'vi'}" for file in files]
    size = sum(file.stat().st_size for file in files)
    versions = {"other": reader(args.other, pairs), "this": reader(ROOT / "src", pairs)}
    for name, copies in (("whole", 1), ("turned", COPIES)):
        taken: dict[str, list[float]] = defaultdict(list)
        for _ in range(args.turns):
            for version, asked in versions.items():
                taken[version].append(seconds(asked, copies))
        for version, turns in taken.items():
            print(f"{name:8} {version:6} {size * copies / min(turns) / 1e6:.2f} MB/s")
        ratios = [other / this for other, this in zip(*taken.values(), strict=True)]
        print(
            f"{name:8} ratio  {median(ratios):.2f} (of the fastest turns "
            f"{min(taken['other']) / min(taken['this']):.2f})"
        )
    for asked in versions.values():
        asked.communicate()


if __name__ == "__main__":
    main()
