"""The same reports held to the same laws by four tools: what each finds, what it blames wrongly.

    pip install pandas==3.1.1 pandera==0.35.0 pointblank==1.1.1
    python benchmarks/peers.py [--statements 100000] [--seed 1]

The reports are those of `bulk.py`: a total and ten parts of each entity with level, base, growth,
plan and attainment, rounded to mixed precision; a tenth of the entities has one error. `tracker`
reads what is printed. The others are given all numbers in one unit, side by side, and the laws as
rules: three sums and 22 ratios that hold within a tolerance. A wrong entity that is named is found;
a right one that is named is a false alarm.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa

from bulk import INDICATORS, PARTS, TOLERANCES, Made, entities, make, run, write

VERSIONS = {"pandas": "3.1.1", "pandera": "0.35.0", "pointblank": "1.1.1"}
COLUMNS = ("now", "before", "growth", "plan", "share")

Rule = Callable[[Any], Any]  # from a frame with a row for each entity to what holds in each


def wide(made: Made) -> pd.DataFrame:
    """A row for each entity, amounts in the unit itself."""
    value = made.number / 10.0**made.places * 10.0**made.scale
    columns = {
        f"{name}-{number}": value[:, number, at]
        for at, name in enumerate(COLUMNS)
        for number in range(len(INDICATORS))
    }
    return pd.DataFrame({"entity": entities(len(value)), **columns})


def rules(tolerance: float) -> Iterator[Rule]:
    """The laws, each within a share of what it gives."""

    def near(found: Any, given: Any) -> Any:
        return (found - given).abs() <= tolerance * given.abs()

    def adds_up(name: str, frame: Any) -> Any:
        parts = (frame[f"{name}-{part}"] for part in range(1, PARTS + 1))
        return near(frame[f"{name}-0"], sum(parts))

    def has_grown(at: int, frame: Any) -> Any:
        factor = 1 + frame[f"growth-{at}"] / 100
        return near(frame[f"before-{at}"] * factor, frame[f"now-{at}"])

    def attains(at: int, frame: Any) -> Any:
        return near(frame[f"plan-{at}"] * frame[f"share-{at}"] / 100, frame[f"now-{at}"])

    for name in ("now", "before", "plan"):
        yield partial(adds_up, name)
    for at in range(len(INDICATORS)):
        yield partial(has_grown, at)
        yield partial(attains, at)


def by_pandas(frame: pd.DataFrame, tolerance: float) -> set[str]:
    """Where some rule does not hold."""
    holds = pd.concat([rule(frame) for rule in rules(tolerance)], axis=1).all(axis=1)
    return set(frame.loc[~holds, "entity"])


def by_pandera(frame: pd.DataFrame, tolerance: float) -> set[str]:
    """The rules as checks of a schema, all failures at once."""
    schema = pa.DataFrameSchema(checks=[pa.Check(rule) for rule in rules(tolerance)])
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return set(frame.loc[errors.failure_cases["index"].dropna().unique(), "entity"])
    return set()


def by_pointblank(frame: pd.DataFrame, tolerance: float) -> set[str]:
    """The rules as steps of a validation, with the rows that fail each."""
    import pointblank

    validation = pointblank.Validate(frame)
    for rule in rules(tolerance):
        validation = validation.col_vals_expr(rule)
    interrogated = validation.interrogate(extract_limit=len(frame))
    extracts = interrogated.get_data_extracts().values()
    return {name for each in extracts if each is not None for name in each["entity"]}


PEERS: dict[str, Callable[[pd.DataFrame, float], set[str]]] = {
    "pandas": by_pandas,
    "pandera": by_pandera,
    "pointblank": by_pointblank,
}


def row(name: str, rule: str, seconds: float, blamed: set[str], made: Made) -> None:
    """A line of the table."""
    names = entities(len(made.number))
    wrong = {names[block] for block in made.wrong.tolist()}
    found, false = len(blamed & wrong), len(blamed - wrong)
    print(
        f"| {name} | {rule} | {seconds:.1f} | {found:,} of {len(wrong):,} | "
        f"{false:,} of {len(names) - len(wrong):,} |",
        flush=True,
    )


def _other_versions() -> Iterator[str]:
    for name, wanted in VERSIONS.items():
        try:
            there = version(name)
        except PackageNotFoundError:
            there = "none"
        if there != wanted:
            yield f"{name} {there} is installed, {wanted} is compared"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if other := list(_other_versions()):
        sys.exit("\n".join(other))

    made = make(given.statements, given.seed)
    print(f"{made.number.size:,} statements; seconds of processors\n")
    print("| tool | what holds | s | found | false alarms |\n| --- | --- | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), made, "printed")
        ran = run(Path(folder))
    row("tracker", "what printed digits can mean", ran.work, ran.blamed, made)

    frame = wide(made)
    for name, peer in PEERS.items():
        for tolerance in TOLERANCES:
            began = time.process_time()
            blamed = peer(frame, tolerance)
            row(
                f"{name} {VERSIONS[name]}",
                f"within {tolerance:.1%}",
                time.process_time() - began,
                blamed,
                made,
            )


if __name__ == "__main__":
    main()
