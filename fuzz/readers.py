"""Tries every reader with inputs that are nearly right, for as long as one asks.

    make fuzz-readers MINUTES=30

The inputs are those of fuzz/inputs.py, changed by chance as fuzz/mutated.py says; the seed that is
printed draws the same ones. They are read in batches by a process with limits of time and memory.
Told are: what raises, what takes more than five seconds of the processor, what needs more than
1 GB. These inputs are kept in the folder that is named at the end. Exit code 1 where there are any.
"""

import argparse
import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random, SystemRandom
from tempfile import TemporaryDirectory, mkdtemp

from inputs import inputs
from mutated import mutated

_ROOT = Path(__file__).parents[1]
_TRIAL = Path(__file__).with_name("trial.py")
_SLOW, _LARGE = 5.0, 1_000.0  # seconds, megabytes
_BATCH = 250
_WHOLE = 0.15  # of documents and tables, which go through the whole command
_FRAME = re.compile(r'File ".*?/([^/"]+/[^/"]+)", line (\d+)')
_PLAN = "targets/plan.yaml", "indicators: {post-revenue: {name: a, unit: VND, kind: flow}}\n"
_SOURCE = "source: {{id: s, locale: vi, entity: VN, period: 2024-H1}}\ntable: {{file: {}}}\n"

Input = tuple[str, str, bytes]


def main() -> int:
    """Batch after batch; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("minutes", type=float)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(2**32))
    parser.add_argument("--only", help="one reader alone")
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)

    chance, known = Random(given.seed), list(inputs())
    readers = sorted({reader for reader, _, _ in known if given.only in (None, reader)})
    kept, tried = Path(mkdtemp(prefix="fuzz-readers-")), Counter[str]()
    faults: Counter[str] = Counter()
    end = time.monotonic() + 60 * given.minutes
    while time.monotonic() < end:
        batch = [_drawn(known, readers, chance) for _ in range(_BATCH)]
        tried.update(_kind(given_input) for given_input in batch)
        for at, fault in _faults(batch):
            if not faults[fault]:
                print(f"{_kind(batch[at])}: {fault}", flush=True)
                name = f"{len(faults):03}-{Path(batch[at][1]).name}"
                (kept / name).write_bytes(batch[at][2])
            faults[fault] += 1
    print(f"tried {tried.total():,}: {', '.join(f'{k} {n:,}' for k, n in sorted(tried.items()))}")
    for fault, count in faults.most_common():
        print(f"{count:6,} × {fault}")
    print(f"faults: {len(faults)}; their inputs are in {kept}")
    return 1 if faults else 0


def _kind(given: Input) -> str:
    return f"{given[0]} {_ending(given[1])}".strip()


def _ending(name: str) -> str:
    path = Path(name)
    return "".join(path.suffixes[-2:]) if path.suffix == ".gz" else path.suffix


def _drawn(known: Sequence[Input], readers: Sequence[str], chance: Random) -> Input:
    """An input by chance: each reader and each ending as often as the others."""
    reader = chance.choice(readers)
    of_reader = [example for example in known if example[0] == reader]
    ending = chance.choice(sorted({_kind(example) for example in of_reader}))
    alike = [example for example in of_reader if _kind(example) == ending]
    _, name, raw = chance.choice(alike)
    whole = reader in ("document", "table") and chance.random() < _WHOLE
    contents = [content for _, _, content in alike]
    return "check" if whole else reader, name, mutated(raw, chance, contents)


def _faults(batch: Sequence[Input]) -> list[tuple[int, str]]:
    """What went wrong in a batch, by the number of the input."""
    faults: list[tuple[int, str]] = []
    with TemporaryDirectory() as folder:
        listed = [_put(Path(folder), number, given) for number, given in enumerate(batch)]
        Path(folder, "inputs.json").write_text(json.dumps(listed), encoding="utf-8")
        first, largest = 0, 0.0
        while first < len(batch):
            largest = 0.0
            command = [sys.executable, str(_TRIAL), folder, str(first)]
            done = subprocess.run(command, capture_output=True, text=True, cwd=_ROOT, check=False)
            for number, took, most, raised in _records(done.stdout):
                first = number + 1
                if raised:
                    faults.append((number, _short(raised)))
                if took > _SLOW:
                    faults.append((number, f"slow: {batch[number][1]} takes {took:.0f} s"))
                if most > _LARGE > largest:
                    faults.append((number, f"large: {batch[number][1]} takes {most:,.0f} MB"))
                largest = max(largest, most)
            if first < len(batch):
                ending = done.stderr.strip().splitlines()[-1:]
                faults.append((first, f"ended by {done.returncode}: {batch[first][1]} {ending}"))
                first += 1
    return faults


def _records(told: str) -> Iterator[tuple[int, float, float, str]]:
    """What a process told of its inputs; a line in the midst of which it was ended is left out."""
    for line in told.splitlines(keepends=True):
        if line.endswith("\n"):
            number, took, most, raised = json.loads(line)
            yield number, took, most, raised


def _put(folder: Path, number: int, given: Input) -> tuple[str, str]:
    """Write an input where its reader looks for it; the reader and the path."""
    reader, name, raw = given
    if reader not in ("plan", "long form"):
        path = folder / f"{number}{_ending(name)}"
        path.write_bytes(raw)
        return reader, path.name
    plan = folder / f"plan{number}"
    for part in ("targets", "seeds"):
        (plan / part).mkdir(parents=True)
    if reader == "long form":
        (plan / _PLAN[0]).write_text(_PLAN[1], encoding="utf-8")
        (plan / "seeds" / "s.yaml").write_text(_SOURCE.format(name), encoding="utf-8")
        name = f"seeds/{name}"
    elif name.startswith("seeds/"):
        (plan / _PLAN[0]).write_text(_PLAN[1], encoding="utf-8")
    (plan / name).write_bytes(raw)
    return reader, f"plan{number}/{name}"


def _short(raised: str) -> str:
    """An exception by its kind and the last of our lines that it went through."""
    frames = [f"{file}:{line}" for file, line in _FRAME.findall(raised)]
    lines = [line for line in raised.strip().splitlines() if line.strip()]
    place = next((frame for frame in reversed(frames) if not frame.startswith("fuzz/")), "")
    return f"{place} {lines[-1][:160]}"


if __name__ == "__main__":
    sys.exit(main())
