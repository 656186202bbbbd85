"""Blocks that are hard for floats: how many statements are left undecided, and in how long.

    python benchmarks/undecided.py [--blocks N ...] [--kinds KIND ...] [--seed N]

Each block is a total and its parts, printed from true numbers: of an indicator that may be negative
(`signed`), the same with growth and the level a year before (`growth`), to six decimals
(`decimals`), to more digits than a float has (`digits`), and as a table of two by two with all its
totals (`crossed`), whose sums are a cycle. A tenth of the blocks has one number that
is a thousandth too large. For each kind: seconds of work, the statements left undecided, the wrong
blocks that are not stated, and the right ones that are blamed.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow
from pyarrow import parquet

from plan_tracker.loading.folder import load
from plan_tracker.reconcile.reconcile import reconcile

BLOCKS = (1_100, 3_000)
PERIOD, BEFORE = "2023", "2022"
PLAN = """\
indicators:
{indicators}
identities:
{identities}
entities: {{VN: {{name: Viet Nam}}}}
"""
SOURCE = """\
source: {id: hard, locale: en, entity: VN, period: 2023}
table: {file: hard.parquet}
"""
PAIR = {"total": ("a", "b")}
CROSSED = {
    "total": ("north", "south"),
    "all": ("women", "men"),
    "north": ("north-women", "north-men"),
    "south": ("south-women", "south-men"),
    "women": ("north-women", "south-women"),
    "men": ("north-men", "south-men"),
}

Row = tuple[str, str, str, str]  # indicator, period, kind, printed
Rows = Callable[[np.random.Generator], list[Row]]


@dataclass(frozen=True, slots=True)
class Kind:
    """The totals with their parts, whether they may be negative, and what is printed of a block."""

    identities: Mapping[str, tuple[str, ...]]
    signed: bool
    rows: Rows

    @property
    def indicators(self) -> list[str]:
        return sorted({*self.identities, *(part for of in self.identities.values() for part in of)})


def _pair(rng: np.random.Generator, least: float, most: float, digits: int) -> list[Row]:
    a, b = (float(rng.uniform(least, most)) for _ in range(2))
    values = {"a": a, "b": b, "total": a + b}
    return [(name, PERIOD, "level", f"{value:.{digits}f}") for name, value in values.items()]


def _growing(rng: np.random.Generator) -> list[Row]:
    rows: list[Row] = []
    now, before = (dict.fromkeys(("a", "b"), 0.0) for _ in range(2))
    for name in now:
        before[name] = float(rng.uniform(100, 900)) * (-1 if rng.random() < 0.3 else 1)
        now[name] = before[name] * float(rng.uniform(0.8, 1.3))
    for values in (now, before):
        values["total"] = values["a"] + values["b"]
    for name, value in now.items():
        rows.append((name, PERIOD, "level", f"{value:.1f}"))
        rows.append((name, BEFORE, "level", f"{before[name]:.1f}"))
        if value > 0 and before[name] > 0:
            rows.append((name, PERIOD, "growth", f"{100 * value / before[name] - 100:.1f}%"))
    return rows


def _digits(rng: np.random.Generator) -> list[Row]:
    a, b = (Decimal(int(rng.integers(10**17, 9 * 10**17))).scaleb(-12) for _ in range(2))
    values = {"a": a, "b": b, "total": a + b}
    return [(name, PERIOD, "level", f"{value:.11f}") for name, value in values.items()]


def _crossed(rng: np.random.Generator) -> list[Row]:
    cells = {
        f"{place}-{sex}": float(rng.uniform(1e5, 9e5))
        for place in ("north", "south")
        for sex in ("women", "men")
    }
    values = dict(cells)
    for name in ("north", "south", "women", "men"):
        values[name] = sum(value for cell, value in cells.items() if name in cell.split("-"))
    values["total"] = values["all"] = sum(cells.values())
    return [(name, PERIOD, "level", f"{value:.6f}") for name, value in values.items()]


KINDS = {
    "signed": Kind(PAIR, True, lambda rng: _pair(rng, -900, 900, 1)),
    "growth": Kind(PAIR, True, _growing),
    "decimals": Kind(PAIR, False, lambda rng: _pair(rng, 1e3, 9e5, 6)),
    "digits": Kind(PAIR, False, _digits),
    "crossed": Kind(CROSSED, False, _crossed),
}


def write(folder: Path, kind: Kind, blocks: Sequence[list[Row]]) -> None:
    """A plan folder with a table of one entity for each block."""
    for name in ("targets", "seeds"):
        (folder / name).mkdir(parents=True)
    signed = ", signed: true" if kind.signed else ""
    indicators = "\n".join(
        f"  {name}: {{unit: VND, kind: flow{signed}}}" for name in kind.indicators
    )
    identities = "\n".join(
        f"  - {{id: of-{total}, total: {total}, parts: [{', '.join(parts)}], stated: hard}}"
        for total, parts in kind.identities.items()
    )
    plan = PLAN.format(indicators=indicators, identities=identities)
    (folder / "targets" / "plan.yaml").write_text(plan, encoding="utf-8")
    (folder / "seeds" / "hard.yaml").write_text(SOURCE, encoding="utf-8")
    parquet.write_table(_table(blocks), folder / "seeds" / "hard.parquet")


def _table(blocks: Sequence[list[Row]]) -> pyarrow.Table:
    rows = [(f"E{number:06d}", *row) for number, block in enumerate(blocks) for row in block]
    entity, indicator, period, kind, printed = zip(*rows, strict=True)
    columns = (entity, indicator, period, kind, printed)
    names = ("entity", "indicator", "period", "kind", "printed")
    return pyarrow.table(dict(zip(names, map(list, columns), strict=True)))


def _wrong(rng: np.random.Generator, rows: list[Row]) -> list[Row]:
    """One level that is a thousandth too large, and at least by three of its last digits."""
    levels = [place for place, row in enumerate(rows) if row[2] == "level"]
    place = int(rng.choice(levels))
    name, period, kind, printed = rows[place]
    number = Decimal(printed)
    last = Decimal(1).scaleb(int(number.as_tuple().exponent))
    more = max(abs(number) / 1000, 10 * last).quantize(last)
    return [*rows[:place], (name, period, kind, str(number + more)), *rows[place + 1 :]]


def measure(folder: Path, kind: Kind, count: int, seed: int) -> str:
    rng = np.random.default_rng(seed)
    wrong = set(rng.choice(count, count // 10, replace=False).tolist())
    blocks = [kind.rows(rng) for _ in range(count)]
    blocks = [_wrong(rng, rows) if at in wrong else rows for at, rows in enumerate(blocks)]
    write(folder, kind, blocks)

    loaded, problems = load(folder)
    if problems:
        raise RuntimeError(str(problems[0]))
    start = time.process_time()
    reconciled = reconcile(loaded)
    seconds = time.process_time() - start

    left = set(reconciled.undecided)
    serious = [
        each
        for each in reconciled.findings
        if each.severity != "note" and not left.issuperset(each.statements)
    ]
    blamed = set(_blocks_of(name for each in serious for name in each.statements))
    statements = sum(map(len, blocks))
    return (
        f"{statements:,} statements, {seconds:.2f} s: {len(reconciled.undecided):,} undecided, "
        f"of {len(wrong):,} wrong blocks {len(wrong - blamed):,} missed, "
        f"{len(blamed - wrong):,} right ones blamed, "
        f"{len(reconciled.not_searched):,} statements not searched"
    )


def _blocks_of(names: Iterable[str]) -> Iterator[int]:
    for name in names:
        for word in name.replace("#", ".").replace("/", ".").split("."):
            if word.startswith("E") and word[1:].isdigit():
                yield int(word[1:])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--blocks", type=int, nargs="+", default=BLOCKS)
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()

    for count in arguments.blocks:
        for name in arguments.kinds:
            with tempfile.TemporaryDirectory() as folder:
                print(f"{name}: {measure(Path(folder), KINDS[name], count, arguments.seed)}")


if __name__ == "__main__":
    main()
