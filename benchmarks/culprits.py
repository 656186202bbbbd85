"""Many wrong blocks: which of them are told with culprits and repairs, and whether all alike.

    python benchmarks/culprits.py [--statements N ...] [--time SECONDS]
    python benchmarks/culprits.py --alike [--blocks 10000] [--wrong 1000] [--alone 100]

The first runs the real command on blocks of 55 statements, a tenth of which has one planted error
(see bulk.py), and says in how many seconds, and of how many planted errors the block is stated, is
searched to the end, has culprits, has the planted statement among them, and has a repair. `--alike`
checks one plan whole by one process, whole by several, and some of its wrong blocks each as a plan
of its own, and compares what is told of each block.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from bulk import INDICATORS, KINDS, Made, entities, make, write
from plan_tracker.loading.folder import load
from plan_tracker.model.finding import Finding
from plan_tracker.reconcile.reconcile import Effort, Reconciled, reconcile

SIZES = (100_000, 1_000_000)
AIM = 60.0  # seconds for the largest
MOST_MISSED = 0.02
A_BLOCK = len(INDICATORS) * len(KINDS)
COMMAND = (sys.executable, "-m", "plan_tracker", "check", "--format", "json", "--plan")


def entity_of(name: str) -> str:
    """`E00017` of the statement `bulk#E00017/part-3`."""
    return name.split("#")[-1].split("/")[0]


def by_command(statements: int, seconds: float | None, seed: int) -> str:
    """A plan checked by the real command in a process of its own."""
    made = make(statements, seed)
    limit = [] if seconds is None else ["--time", str(seconds)]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write(folder, made, "printed")
        output = folder / "findings.json"
        start = time.perf_counter()
        process = subprocess.Popen([*COMMAND, str(folder), "-o", str(output), *limit])
        _, _, used = os.wait4(process.pid, 0)
        took = time.perf_counter() - start
        answer = json.loads(output.read_text(encoding="utf-8"))
    work = used.ru_utime + used.ru_stime

    names = entities(len(made.number))
    wrong = {names[block] for block in made.wrong.tolist()}
    serious = [each for each in answer["findings"] if each["severity"] != "note"]
    counts = {
        "stated": _entities(each["statements"] for each in serious),
        "searched to the end": wrong - set(map(entity_of, answer["summary"]["not_searched"])),
        "with culprits": _entities(each["statements"] for each in serious if each["alternatives"]),
        "repaired": _entities(each["statements"] for each in serious if each["repair"]),
    }
    shares = ", ".join(f"{len(told & wrong):,} {name}" for name, told in counts.items())
    blamed = len(counts["stated"] - wrong)
    return (
        f"{made.number.size:,} statements, {took:.1f} s ({work:.1f} s of work, "
        f"{used.ru_maxrss / 1024:,.0f} MB): of {len(wrong):,} wrong blocks {shares}; "
        f"{blamed:,} right ones blamed"
    )


def _entities(statements: Iterable[Sequence[str]]) -> set[str]:
    return {entity_of(name) for names in statements for name in names}


def alike(blocks: int, wrong: int, alone: int, processes: int, seed: int) -> str:
    """Whether each block is told alike, whole, by several processes, and alone."""
    made = make(blocks * A_BLOCK, seed, wrong)
    names = entities(blocks)
    with tempfile.TemporaryDirectory() as temporary:
        by_one = _told(Path(temporary), made, Effort(processes=1))
        by_several = _told(Path(temporary) / "again", made, Effort(processes=processes))
    sample = made.wrong[:: max(1, len(made.wrong) // alone)][:alone].tolist()
    differing = 0
    for block in sample:
        arrays = {
            name: getattr(made, name)[block : block + 1] for name in ("number", "places", "scale")
        }
        with tempfile.TemporaryDirectory() as temporary:
            told = _told(Path(temporary), replace(made, **arrays), Effort())
        said = [text.replace("E00001", names[block]) for text in told["E00001"]]
        differing += said != by_one[names[block]]
    return (
        f"{blocks:,} blocks, {len(by_one):,} of {wrong:,} wrong ones told: by {processes} "
        f"processes {'alike' if by_several == by_one else 'NOT alike'}; of {len(sample):,} alone "
        f"{differing:,} not alike"
    )


def _told(folder: Path, made: Made, effort: Effort) -> dict[str, list[str]]:
    """All that is said of each entity."""
    folder.mkdir(exist_ok=True)
    write(folder, made, "printed")
    loaded, problems = load(folder)
    if problems:
        raise RuntimeError(str(problems[0]))
    return _by_entity(reconcile(loaded, effort=effort))


def _by_entity(reconciled: Reconciled) -> dict[str, list[str]]:
    told: dict[str, list[str]] = defaultdict(list)
    for finding in reconciled.findings:
        told[entity_of(finding.statements[0])].append(_all_said(finding))
    return told


def _all_said(finding: Finding) -> str:
    repairs = [(each.slip, each.from_, each.to, each.chance) for each in finding.repairs]
    said = (finding.code, finding.severity, finding.message, finding.remedy, finding.statements)
    return "\n".join(map(str, (*said, finding.alternatives, repairs)))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--statements", type=int, nargs="+", default=SIZES)
    parser.add_argument("--time", type=float, help="seconds that may be spent on the search")
    parser.add_argument("--alike", action="store_true")
    parser.add_argument("--blocks", type=int, default=10_000)
    parser.add_argument("--wrong", type=int, default=1_000)
    parser.add_argument("--alone", type=int, default=100, help="blocks that are checked alone")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if given.alike:
        print(alike(given.blocks, given.wrong, given.alone, given.processes, given.seed))
        return
    print(f"aim: {MOST_MISSED:.0%} of the planted ones missed at most, {AIM:.0f} s for the largest")
    for statements in given.statements:
        print(by_command(statements, given.time, given.seed), flush=True)


if __name__ == "__main__":
    main()
