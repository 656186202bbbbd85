"""Whole commands cost as much more as there is more of a table or a text: counted, not timed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from plan_tracker.cli import main
from plan_tracker.grids.relations import of_table
from tests.counted_calls import calls

ROWS = 400
# Twice as much is twice the work; a step that looks at all rows for each row makes it four times.
MOST = 2.4
MOST_CALLS = 160  # for a row of six cells, with what reads them


def records(rows: int) -> Iterator[str]:
    """Who, what and when, a plan and its result, and by how much they differ."""
    yield "office,item,year,planned,actual,variance"
    for row in range(rows):
        planned, actual = 10_007 + 37 * row, 20_011 + 53 * (row * row % 997)
        named = f"Office {row % 20},Item {row // 20},{2015 + row % 10}"
        yield f"{named},{planned},{actual},{actual - planned}"


def names(rows: int) -> Iterator[str]:
    """A name that no other row has, and two numbers."""
    yield "name,2019,2020"
    for row in range(rows):
        yield f"Name of row {row},{1_003 + 7 * row},{2_011 + 11 * (row * row % 991)}"


def report(sentences: int) -> Iterator[str]:
    """Prose with a figure and a claim in each second sentence."""
    for at in range(sentences // 4):
        yield f"By June 2023, {2_011 + 37 * at} wells had been dug, {1 + at % 9}.{at % 7}% more."
        yield "Officials said that work went on in all districts."


def _cost(command: list[str], lines: Iterator[str], file: Path) -> int:
    """The calls of a command for a file of these lines."""
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def work() -> None:
        try:
            main([*command, str(file)])
        except SystemExit as ended:
            assert ended.code in (0, 1)

    return calls(work)


@pytest.mark.parametrize(
    ("command", "make", "ending"),
    [
        (["check"], records, ".csv"),
        (["check"], names, ".csv"),
        (["check", "--locale", "en"], report, ".txt"),
        (["init", "--period", "2020", "--from"], records, ".csv"),
        (["init", "--period", "2020", "--from"], names, ".csv"),
    ],
    ids=["check records", "check names", "check report", "init records", "init names"],
)
def test_twice_as_many_rows_are_twice_the_work(
    command: list[str],
    make: Callable[[int], Iterator[str]],
    ending: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    costs = []
    for number, rows in enumerate((20, 20, ROWS, 2 * ROWS)):  # the first one imports
        folder = tmp_path / str(number)
        folder.mkdir()
        monkeypatch.chdir(folder)
        costs.append(_cost(command, make(rows), folder / f"t{ending}"))
        capsys.readouterr()

    _, least, once, twice = costs
    assert (twice - least) / (once - least) <= MOST


def test_a_row_of_a_long_table_costs_little(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rows too many to be looked at by their names are read, and asked nothing one by one."""
    monkeypatch.setattr(of_table, "_MOST_ROWS", 10)
    costs = [_cost(["check"], records(rows), tmp_path / "t.csv") for rows in (20, ROWS, 2 * ROWS)]
    capsys.readouterr()

    _, once, twice = costs
    assert (twice - once) / ROWS <= MOST_CALLS
