"""Loading tables: seconds and memory from a file to the statements frame, for each kind of table.

Every table holds the same figures: entities by indicators, with a level, a base, growth, a target
and attainment each. Long form has a row for each of them, wide form a column. Each is loaded in a
process of its own, which is started, imports and checks the frame against its schema.
"""

import argparse
import csv
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pyarrow
from pyarrow import parquet

KINDS = ("level", "base", "growth", "target", "attainment")
INDICATORS = 20
MILLION = 1_000_000
SEED = 5
PLAN = """\
indicators:
{indicators}
entities: {{VN: {{name: Viet Nam}}}}
"""
HEAD = "source: {id: s, locale: vi, entity: VN, period: 2024-H1}\n"
COLUMNS = """\
  columns: {indicator: indicator, entity: entity, level: level, base: base, growth: growth,
    target: target, attainment: attainment}
"""
LONG = ("indicator", "entity", "kind", "value")


def wide_figures(count: int) -> pd.DataFrame:
    """So many figures, five in a row."""
    rows = count // len(KINDS)
    rng = np.random.default_rng(SEED)
    level = np.round(rng.lognormal(8, 2, rows) + 1, 1)
    growth = np.round(rng.normal(5, 4, rows), 2)
    base = np.round(level / (1 + growth / 100), 1)
    attainment = np.round(rng.uniform(20, 90, rows), 1)
    numbers = np.arange(rows)
    return pd.DataFrame(
        {
            "indicator": np.char.add("indicator-", (numbers % INDICATORS).astype(str)),
            "entity": np.char.add("E", (numbers // INDICATORS).astype(str)),
            "level": level,
            "base": base,
            "growth": growth,
            "target": np.round(level / attainment * 100, 1),
            "attainment": attainment,
        }
    )


def long_figures(count: int) -> pd.DataFrame:
    """The same, one in a row."""
    wide = wide_figures(count)
    return wide.melt(["indicator", "entity"], list(KINDS), var_name="kind", value_name="value")


def write_parquet(figures: pd.DataFrame, seeds: Path) -> str:
    table = pyarrow.Table.from_pandas(figures, preserve_index=False)
    parquet.write_table(table, seeds / "t.parquet")
    return "  file: t.parquet\n"


def write_csv(figures: pd.DataFrame, seeds: Path) -> str:
    with (seeds / "t.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(figures.columns)
        writer.writerows(figures.itertuples(index=False))
    return "  file: t.csv\n"


def write_workbook(figures: pd.DataFrame, seeds: Path) -> str:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    sheet.append(list(figures.columns))
    for row in figures.itertuples(index=False):
        sheet.append(row)
    book.save(seeds / "t.xlsx")
    return "  file: t.xlsx\n"


def write_database(figures: pd.DataFrame, seeds: Path) -> str:
    with sqlite3.connect(seeds / "t.db") as database:
        figures.to_sql("t", database, index=False)
    database.close()
    return "  sql: select * from t\n  file: t.db\n"


Writer = Callable[[pd.DataFrame, Path], str]
# name, how it is written, wide or not, figures, at most so many seconds
CASES: tuple[tuple[str, Writer, bool, int, float | None], ...] = (
    ("Parquet, long", write_parquet, False, MILLION, 5.0),
    ("CSV, long", write_csv, False, MILLION, None),
    ("SQLite, long", write_database, False, MILLION, None),
    ("Parquet, wide", write_parquet, True, MILLION // 10, None),
    ("CSV, wide", write_csv, True, MILLION // 10, None),
    ("SQLite, wide", write_database, True, MILLION // 10, None),
    ("Excel, long", write_workbook, False, MILLION // 10, None),
    ("Excel, wide", write_workbook, True, MILLION // 10, None),
)


def make(folder: Path, write: Writer, wide: bool, count: int) -> None:
    """A plan folder with one table."""
    for name in ("targets", "seeds"):
        (folder / name).mkdir()
    indicators = "\n".join(
        f"  indicator-{n}: {{name: I{n}, unit: VND, kind: flow, better: higher, signed: true}}"
        for n in range(INDICATORS)
    )
    (folder / "targets" / "plan.yaml").write_text(PLAN.format(indicators=indicators))
    table = write(wide_figures(count) if wide else long_figures(count), folder / "seeds")
    # Numbers of a program have a dot before their decimals, whatever the locale of the source.
    numbers = "  numbers: en\n" if wide else ""
    text = f"{HEAD}table:\n{table}{numbers}{COLUMNS if wide else ''}"
    (folder / "seeds" / "s.yaml").write_text(text)


def load(folder: Path) -> None:
    """Load a folder in this process and print seconds, statements and megabytes."""
    begin = time.perf_counter()
    from plan_tracker.grids.queries.permission import Permission
    from plan_tracker.loading.folder import load as load_folder

    loaded, problems = load_folder(folder, Permission(files=True))
    seconds = time.perf_counter() - begin
    assert not problems, problems[:3]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{seconds} {len(loaded.frame)} {peak}")


def measured(share: float) -> Iterator[str]:
    """A line for each kind of table, each of a share of its full size."""
    for name, write, wide, full, aim in CASES:
        with tempfile.TemporaryDirectory() as folder:
            make(Path(folder), write, wide, int(full * share))
            command = [sys.executable, __file__, "--load", folder]
            said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        seconds, count, peak = map(float, said.split())
        most = f" (at most {aim:.0f} s)" if aim and share == 1 else ""
        yield f"{name}: {count:,.0f} statements in {seconds:.1f} s{most}, {peak:,.0f} MB"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=1.0, help="of the full sizes")
    parser.add_argument("--load", type=Path, help="load this folder and say how long it took")
    arguments = parser.parse_args()
    if arguments.load:
        load(arguments.load)
        return
    for line in measured(arguments.share):
        print(line, flush=True)


if __name__ == "__main__":
    main()
