"""A million statements in long form, checked by the real command, and side by side by a fixed rule.

18,182 entities each report a total and ten parts: the level, the level a year before, growth, the
plan and the attainment of each, 55 statements, printed to mixed precision from true numbers. A
tenth of the blocks has one error: a scale slip, two digits swapped, a sign, points too many. The
command must find just these blocks.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa
import pyarrow
from numpy.typing import NDArray
from pyarrow import parquet

PARTS = 10
INDICATORS = ("total", *(f"part-{number}" for number in range(1, PARTS + 1)))
KINDS = ("level", "base", "growth", "target", "attainment")
A_BLOCK = len(INDICATORS) * len(KINDS)
SIZES = (10_000, 100_000, 1_000_000)
AIMS = {"value": 4.0, "printed": 10.0}  # seconds for the largest
MOST_MEMORY = 2_000  # MB
TOLERANCES = (0.001, 0.005, 0.02)
UNIT = 6  # amounts are printed in millions or billions
COMMAND = (sys.executable, "-m", "plan_tracker", "check", "--plan")

Whole = NDArray[np.int64]
PLAN = """\
indicators:
{indicators}
identities:
  - {{id: by-part, total: total, parts: [{parts}], stated: bulk}}
entities: {{VN: {{name: Viet Nam}}}}
"""
SOURCE = """\
source: {id: bulk, locale: vi, entity: VN, period: 2023-H1}
table: {file: bulk.parquet}
"""


@dataclass(frozen=True, slots=True)
class Made:
    """Statements as whole numbers of their last digit: arrays of blocks, indicators, kinds.

    `places` are the decimals; amounts are in millions or billions, as `scale` says. `wrong` are
    the blocks with an error.
    """

    number: Whole
    places: Whole
    scale: Whole
    wrong: Whole


def make(statements: int, seed: int, wrong: int | None = None) -> Made:
    """True numbers, printed; then so many blocks corrupted, by default a tenth of them."""
    rng = np.random.default_rng(seed)
    blocks = round(statements / A_BLOCK)
    shape = (blocks, len(INDICATORS))
    true = np.empty((*shape, 3), dtype=np.int64)  # now, a year before, the plan
    now = 10 ** rng.uniform(10.0, 12.5, (blocks, PARTS))
    true[:, 1:, 0] = now
    true[:, 1:, 1] = now / rng.uniform(0.85, 1.25, now.shape)
    true[:, 1:, 2] = now / rng.uniform(0.35, 0.65, now.shape)
    true[:, 0] = true[:, 1:].sum(axis=1)
    number, places, scale = (np.zeros((*shape, len(KINDS)), dtype=np.int64) for _ in range(3))
    for at, of in ((0, 0), (1, 1), (3, 2)):
        scale[..., at] = rng.choice([6, 9], shape)
        places[..., at] = np.where(
            scale[..., at] == 6, rng.integers(0, 2, shape), rng.integers(1, 4, shape)
        )
        last = 10 ** (scale[..., at] - places[..., at])
        number[..., at] = (true[..., of] + last // 2) // last
    for at, of in ((2, 1), (4, 2)):
        places[..., at] = rng.integers(1, 3, shape)
        percent = 100.0 * true[..., 0] / true[..., of] - (100 if at == 2 else 0)
        number[..., at] = np.rint(percent * 10 ** places[..., at])
    count = blocks // 10 if wrong is None else wrong
    made = Made(number, places, scale, np.sort(rng.choice(blocks, count, replace=False)))
    _corrupt(made, rng)
    return made


def _corrupt(made: Made, rng: Any) -> None:
    """One error in each wrong block, so large that no careless rounding explains it."""
    for block in made.wrong.tolist():
        for _ in range(100):
            where = (block, int(rng.integers(len(INDICATORS))), int(rng.integers(len(KINDS))))
            before = made.number[where], made.scale[where]
            _misprint(made, where, rng)
            if not _explained(made, where[:2]):
                break
            made.number[where], made.scale[where] = before
        else:
            raise RuntimeError(f"block {block} admits no error")


def _misprint(made: Made, where: tuple[int, int, int], rng: Any) -> None:
    """A wrong scale word or sign, two neighbouring digits swapped, or a wrong digit."""
    text, kind = str(abs(int(made.number[where]))), KINDS[where[2]]
    at = int(rng.integers(min(len(text), 4)))
    if kind not in ("growth", "attainment") and rng.random() < 0.3:
        made.scale[where] += 3 if made.scale[where] == 6 else -3
    elif kind == "growth" and rng.random() < 0.3:
        made.number[where] *= -1
    elif at + 1 < len(text) and rng.random() < 0.6:
        made.number[where] = int(text[:at] + text[at + 1] + text[at] + text[at + 2 :])
    else:
        made.number[where] = int(f"{text[:at]}{rng.integers(10)}{text[at + 1 :]}")


def _explained(made: Made, row: tuple[int, int]) -> bool:
    """Whether growth and attainment admit the amounts, all read as carelessly as can be."""
    (low, high), base, growth, target, share = (_ends(made, *row, at) for at in range(len(KINDS)))
    factors = ((base, [1 + end / 100 for end in growth]), (target, [end / 100 for end in share]))
    return all(low <= of[1] * most and high >= of[0] * least for of, (least, most) in factors)


def _ends(made: Made, block: int, indicator: int, kind: int) -> tuple[float, float]:
    where = (block, indicator, kind)
    number, text = int(made.number[where]), str(made.number[where])
    reach = max(1.0, min(10.0 ** (len(text) - len(text.rstrip("0"))), abs(number) / 10))
    unit = 10.0 ** (int(made.scale[where]) - int(made.places[where]))
    return (number - reach) * unit, (number + reach) * unit


def entities(blocks: int) -> list[str]:
    return [f"E{number:05d}" for number in range(1, blocks + 1)]


def write(folder: Path, made: Made, column: str) -> None:
    """A plan folder whose table has numbers (`value`) or texts (`printed`)."""
    for name in ("targets", "seeds"):
        (folder / name).mkdir()
    lines = "\n".join(
        f"  {name}: {{name: {name}, unit: VND, kind: flow, better: higher}}" for name in INDICATORS
    )
    plan = PLAN.format(indicators=lines, parts=", ".join(INDICATORS[1:]))
    (folder / "targets" / "plan.yaml").write_text(plan)
    (folder / "seeds" / "bulk.yaml").write_text(SOURCE)
    parquet.write_table(_table(made, column), folder / "seeds" / "bulk.parquet")


def _table(made: Made, column: str) -> pyarrow.Table:
    shape = made.number.shape
    blocks, indicators, kinds = (axis.ravel() for axis in np.indices(shape))
    amount = np.isin(kinds, [0, 1, 3])
    against = np.where(kinds == 1, 0, 1)
    cells = {
        "indicator": _texts(indicators, INDICATORS),
        "entity": _texts(blocks, entities(shape[0])),
        "period": _texts(np.zeros(len(kinds), dtype=int), ["2023-H1"]),
        "kind": _texts(kinds, KINDS),
        "against": _texts(np.where(against == 0, 0, -1), ["2022-H1"]),
    }
    if column == "value":
        value = made.number / 10.0**made.places
        unit = np.where(amount, made.scale.ravel() // 9, -1)
        cells |= {
            "value": pyarrow.array(value.ravel()),
            "unit": _texts(unit, ["triệu đồng", "tỷ đồng"]),
        }
    else:
        cells["printed"] = pyarrow.array(_printed(made))
    return pyarrow.table(cells)


def _texts(codes: Any, texts: Any) -> Any:
    indices = pyarrow.array(codes, pyarrow.int32(), mask=codes < 0)
    return pyarrow.DictionaryArray.from_arrays(indices, pyarrow.array(list(texts)))


def _printed(made: Made) -> list[str]:
    numbers = (each.ravel().tolist() for each in (made.number, made.places, made.scale))
    rows = zip(*numbers, strict=True)
    kinds = KINDS * (made.number.size // len(KINDS))
    return [_text(kind, *row) for kind, row in zip(kinds, rows, strict=True)]


def _text(kind: str, number: int, places: int, scale: int) -> str:
    digits = f"{abs(number):0{places + 1}d}"
    whole = f"{int(digits[: len(digits) - places]):,}".replace(",", ".")
    text = f"{whole},{digits[len(digits) - places :]}" if places else whole
    if kind == "growth":
        return f"{'giảm' if number < 0 else 'tăng'} {text}%"
    if kind == "attainment":
        return f"đạt {text}%"
    return f"{text} {'triệu' if scale == 6 else 'tỷ'} đồng"


@dataclass(frozen=True, slots=True)
class Ran:
    """How long the command took, by the clock and in work of the processor, in seconds; its
    memory in MB; the blocks that it names."""

    seconds: float
    work: float
    memory: float
    blamed: set[str]
    summary: dict[str, int]


def run(folder: Path) -> Ran:
    """The real command in a process of its own."""
    output = folder / "findings.json"
    start = time.perf_counter()
    process = subprocess.Popen([*COMMAND, str(folder), "-o", str(output)])
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"the command ended with {process.returncode}")
    answer = json.loads(output.read_text(encoding="utf-8"))
    wanted = {"error", "warning"}
    findings = [each for each in answer["findings"] if each["severity"] in wanted]
    blamed = {
        name for each in findings for name in re.findall(r"E\d{5}", " ".join(each["statements"]))
    }
    work = used.ru_utime + used.ru_stime
    return Ran(seconds, work, used.ru_maxrss / 1024, blamed, answer["summary"])


def fixed_rule(made: Made, tolerance: float) -> set[str]:
    """The blocks that sums, growth and attainment within a fixed tolerance would name."""
    value = made.number / 10.0**made.places * 10.0**made.scale
    columns: dict[str, NDArray[np.float64]] = {}
    for at, name in enumerate(("now", "before", "growth", "plan", "share")):
        columns |= {f"{name}-{each}": value[:, each, at] for each in range(len(INDICATORS))}
    frame = pd.DataFrame(columns, index=pd.Index(entities(len(value)), name="entity"))
    schema = pa.DataFrameSchema(checks=list(_rules(tolerance)))
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return set(errors.failure_cases["index"].dropna())
    return set()


def _rules(tolerance: float) -> Iterator[pa.Check]:
    def near(one: Any, other: Any) -> Any:
        return (one - other).abs() <= tolerance * other.abs()

    for name in ("now", "before", "plan"):
        yield pa.Check(
            lambda f, name=name: near(
                f[f"{name}-0"], sum(f[f"{name}-{part}"] for part in range(1, PARTS + 1))
            )
        )
    for at in range(len(INDICATORS)):
        yield pa.Check(
            lambda f, at=at: near(f[f"before-{at}"] * (1 + f[f"growth-{at}"] / 100), f[f"now-{at}"])
        )
        yield pa.Check(
            lambda f, at=at: near(f[f"plan-{at}"] * f[f"share-{at}"] / 100, f[f"now-{at}"])
        )


def report(name: str, seconds: float, blamed: set[str], made: Made, rest: str = "") -> None:
    names = entities(len(made.number))
    wrong = {names[block] for block in made.wrong.tolist()}
    false, missed = len(blamed - wrong), len(wrong - blamed)
    print(
        f"{name}: {seconds:.2f} s{rest}: of {len(wrong):,} wrong blocks {missed:,} missed, "
        f"{false:,} of {len(names) - len(wrong):,} right ones blamed",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--columns", nargs="+", default=list(AIMS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="write the plan folders here and keep them")
    given = parser.parse_args()
    for size in given.sizes:
        made = make(size, given.seed)
        for column in given.columns:
            with tempfile.TemporaryDirectory() as temporary:
                folder = (given.keep or Path(temporary)) / f"{column}-{size}"
                folder.mkdir(parents=True)
                write(folder, made, column)
                if given.keep:
                    continue
                ran = run(folder)
            aim = f" of at most {AIMS[column]:.0f}" if size == max(SIZES) else ""
            rest = f"{aim} ({ran.work:.2f} s of work, {ran.memory:,.0f} of {MOST_MEMORY:,} MB)"
            report(
                f"{made.number.size:,} statements, {column}", ran.seconds, ran.blamed, made, rest
            )
        for tolerance in TOLERANCES:
            start = time.perf_counter()
            blamed = fixed_rule(made, tolerance)
            seconds = time.perf_counter() - start
            report(f"pandas and pandera, within {tolerance:.1%}", seconds, blamed, made)


if __name__ == "__main__":
    main()
