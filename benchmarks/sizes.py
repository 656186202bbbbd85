"""Every command on large plans: seconds, work, peak memory, and the aim of each.

    python benchmarks/sizes.py [--cases NAME ...] [--share 1.0]

Each case makes a plan folder, runs the real command in a process of its own, and prints its seconds
by the clock, those of the processor, its peak of memory, what it wrote, and what is aimed at.
`--share` makes all cases smaller. Findings have a script of their own, findings.py.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow
from pyarrow import parquet

import bulk

COMMAND = (sys.executable, "-m", "plan_tracker")
ENTITIES = "entities: {VN: {name: Viet Nam}}\n"
PLAIN = "  {name}: {{unit: VND, kind: flow}}\n"


@dataclass(frozen=True, slots=True)
class Case:
    """What is made of a size, the command that is run on it, and the most that it may take.

    `seconds` of the clock, `megabytes` of memory, and `written` megabytes of output.
    """

    make: Callable[[Path, int], None]
    size: int
    command: Sequence[str]
    seconds: float
    megabytes: float | None = None
    written: float | None = None


def _write(folder: Path, plan: str, **sources: str) -> None:
    for name in ("targets", "seeds"):
        (folder / name).mkdir(parents=True)
    (folder / "targets" / "plan.yaml").write_text(plan, encoding="utf-8")
    for name, text in sources.items():
        (folder / "seeds" / f"{name}.yaml").write_text(text, encoding="utf-8")


def wide_identity(folder: Path, parts: int) -> None:
    """One total of very many parts, of which one is ten times too large."""
    names = [f"p{number}" for number in range(parts)]
    indicators = "".join(PLAIN.format(name=name) for name in ("total", *names))
    identity = f"identities: [{{id: of, total: total, parts: [{', '.join(names)}], stated: s}}]\n"
    amounts = {name: 1_000 + 7 * at for at, name in enumerate(names)}
    printed = {
        "total": sum(amounts.values()),
        **amounts,
        names[parts // 2]: 10 * amounts[names[parts // 2]],
    }
    figures = "".join(
        f'  - {{id: {name}, indicator: {name}, printed: "{amount}"}}\n'
        for name, amount in printed.items()
    )
    head = "source: {id: s, locale: en, entity: VN, period: 2023}\nfigures:\n"
    _write(folder, f"indicators:\n{indicators}{identity}{ENTITIES}", s=head + figures)


def many_sources(folder: Path, sources: int) -> None:
    """Sources of twenty figures each, with a contradiction in each tenth."""
    names = [f"i{number}" for number in range(20)]
    indicators = "".join(PLAIN.format(name=name) for name in names)
    texts: dict[str, str] = {}
    for number in range(sources):
        head = f"source: {{id: s{number}, locale: en, entity: E{number}, period: 2023}}\nfigures:\n"
        growth = 55 if number % 10 == 0 else 25
        claims = (
            '[{kind: base, printed: "400 VND", period: 2022}, '
            f'{{kind: growth, printed: "{growth}%"}}]'
        )
        first = f'  - {{id: i0, indicator: i0, printed: "500 VND", claims: {claims}}}\n'
        rest = "".join(
            f'  - {{id: {name}, indicator: {name}, printed: "{100 + at} VND"}}\n'
            for at, name in enumerate(names[1:], 1)
        )
        texts[f"s{number}"] = head + first + rest
    _write(folder, f"indicators:\n{indicators}{ENTITIES}", **texts)


def long_table(folder: Path, statements: int) -> None:
    """Blocks of 55 statements in a table of long form, a tenth of which is wrong."""
    folder.mkdir(parents=True, exist_ok=True)
    bulk.write(folder, bulk.make(statements, 1), "printed")


def right_table(folder: Path, statements: int) -> None:
    """The same without an error."""
    folder.mkdir(parents=True, exist_ok=True)
    bulk.write(folder, bulk.make(statements, 1, wrong=0), "value")


def many_targets(folder: Path, targets: int) -> None:
    """Targets of entities, each with a baseline and what has come of it so far."""
    rows = "".join(
        f"  - {{id: t{at}, indicator: i, entity: E{at}, period: 2025, value: {1000 + at % 50}, "
        f"baseline: {{period: 2020, value: {400 + at % 90}}}}}\n"
        for at in range(targets)
    )
    plan = f"indicators: {{i: {{unit: VND, kind: stock}}}}\n{ENTITIES}targets:\n{rows}"
    source = "source: {id: s, locale: en, period: 2023}\ntable: {file: s.parquet}\n"
    _write(folder, plan, s=source)
    table = {
        "indicator": ["i"] * targets,
        "entity": [f"E{at}" for at in range(targets)],
        "period": ["2023"] * targets,
        "kind": ["level"] * targets,
        "value": [float(600 + at % 300) for at in range(targets)],
    }
    parquet.write_table(pyarrow.table(table), folder / "seeds" / "s.parquet")


CASES: dict[str, Case] = {
    "identity": Case(wide_identity, 5_000, ["check"], 5),
    "sources": Case(many_sources, 2_000, ["check"], 10),
    "table": Case(long_table, 100_000, ["check"], 15),
    "ten-thousand": Case(right_table, 10_000, ["check"], 1),
    "numeric": Case(right_table, 1_000_000, ["check"], 4, 900),
    "printed": Case(long_table, 1_000_000, ["check", "--time", "0"], 7, 900),
    "culprits": Case(long_table, 1_000_000, ["check"], 60),
    "status": Case(many_targets, 10_000, ["status"], 8),
    "status-large": Case(many_targets, 200_000, ["status"], 60, 2_000),
    "page": Case(many_targets, 1_000, ["status", "--format", "html"], 10, None, 8),
    "page-large": Case(many_targets, 10_000, ["status", "--format", "html"], 60),
    "figures": Case(right_table, 1_000_000, ["figures", "--format", "csv"], 10),
    "explain": Case(right_table, 1_000_000, ["explain", "bulk#E00007/part-3"], 10),
}


def run(folder: Path, case: Case) -> str:
    """The real command in a process of its own."""
    output = folder / "output"
    start = time.perf_counter()
    with output.open("wb") as out:
        process = subprocess.Popen(
            [*COMMAND, *case.command, "--plan", str(folder)], stdout=out, stderr=subprocess.PIPE
        )
        assert process.stderr is not None
        said = process.stderr.read().decode(errors="replace")
        _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    written = output.stat().st_size / 1e6
    ended = (
        "" if process.returncode in (0, 1) else f" ended with {process.returncode}: {said[:200]}"
    )
    aims = [f"{case.seconds:g} s"]
    aims += [f"{case.megabytes:,.0f} MB"] if case.megabytes else []
    aims += [f"{case.written:g} MB out"] if case.written else []
    return (
        f"{seconds:7.1f} s {used.ru_utime + used.ru_stime:7.1f} s of work "
        f"{used.ru_maxrss / 1024:7,.0f} MB {written:8.1f} MB out   aim: {', '.join(aims)}{ended}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cases", nargs="+", choices=CASES, default=list(CASES))
    parser.add_argument("--share", type=float, default=1.0, help="of the full sizes")
    given = parser.parse_args()
    for name in given.cases:
        case = CASES[name]
        size = max(1, int(case.size * given.share))
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary) / "plan"
            case.make(folder, size)
            print(f"{name:14} {size:9,} {run(folder, case)}", flush=True)


if __name__ == "__main__":
    main()
