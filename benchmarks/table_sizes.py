"""Files without a plan: seconds and memory of `check` and `init --from`, as their sizes grow.

Each file is made in two sizes, and each command runs in a process of its own. What is linear costs
ten times as much for ten times as many cells, less what starting and importing costs: the ratio
printed is that of what is above an almost empty table. Seconds are those of the processor, so that
other work on the machine counts little.

    python benchmarks/table_sizes.py --rows 200000
    python benchmarks/table_sizes.py --kinds prose figures "one sign" --commands check

`--rows` of a table of records, as many cells of a workbook, or as many times ten bytes of a text.
Workbooks have twenty sheets, or two hundred, of several shapes. The last tables and texts are
hostile: columns by the thousand, a name in each row that no other has, blanks; one sign, one line.
"""

import argparse
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl

TIMES = 10  # as large as the small table
SEED = 1
BYTES = 10  # of a text for each row of a table
CHILD = """\
import resource, sys
from plan_tracker.cli import main
main(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_utime + used.ru_stime, used.ru_maxrss, file=sys.stderr)
"""
Lines = Iterator[str]


def records(rows: int, *, wrong: int = 0, decimals: int = 0) -> Lines:
    """Place, item and year with three figures, the last of which is a difference.

    It is off by one in every so manieth row that is `wrong`, if any is.
    """
    draw = random.Random(SEED)
    yield "place,item,year,planned,actual,variance"
    for row in range(rows):
        planned, actual = draw.randint(100, 10**7), draw.randint(100, 10**7)
        difference = actual - planned + (bool(wrong) and row % wrong == 0)
        figures = (f"{each / 10**decimals:.{decimals}f}" for each in (planned, actual, difference))
        yield f"P{row % 300},Item {row // 300},{2015 + row % 10},{','.join(figures)}"


def quoted(rows: int) -> Lines:
    """The same, each text in quotation marks."""
    for line in records(rows):
        yield ",".join(f'"{text}"' for text in line.split(","))


def wide(cells: int) -> Lines:
    """A few rows of as many columns as there may be."""
    columns = 1_600 if cells < 10**5 else 16_000
    yield ",".join(["name", *(f"c{column}" for column in range(columns))])
    for row in range(5):
        yield ",".join([f"row {row}", *(str(row * columns + at) for at in range(columns))])


def names(rows: int) -> Lines:
    """A name that no other row has, and a number."""
    yield "name,2020"
    for row in range(rows):
        yield f"name of row {row},{row * 7}"


def blanks(rows: int) -> Lines:
    """Nothing at all."""
    for _ in range(rows):
        yield ",,,,,"


def one_column(rows: int) -> Lines:
    """Texts alone."""
    for row in range(rows):
        yield f"text {row}"


CSV: dict[str, Callable[[int], Lines]] = {
    "records": records,
    "decimals": lambda rows: records(rows, decimals=2),
    "quoted": quoted,
    "1 % wrong": lambda rows: records(rows, wrong=100),
    "wide": lambda rows: wide(rows),
    "names": names,
    "texts": one_column,
    "blanks": blanks,
}


# Columns of a sheet, and its rows in the large workbook: long, nearly square, or many small ones.
WORKBOOKS = {
    "workbook": (10, 1_000),
    "square": (33, 300),
    "small": (33, 30),
    "narrow": (5, 2_000),
}


def write_workbook(file: Path, cells: int, columns: int, rows: int) -> None:
    """Sheets of a size that share so many cells, each row with a total."""
    draw = random.Random(SEED)
    book = openpyxl.Workbook(write_only=True)
    for number in range(max(1, cells // (columns * rows))):
        sheet = book.create_sheet(f"S{number}")
        sheet.append(["Name", *(str(1990 + year) for year in range(columns - 2)), "Total"])
        for row in range(rows):
            figures = [draw.randint(10, 10**6) for _ in range(columns - 2)]
            sheet.append([f"row {row}", *figures, sum(figures)])
    book.save(file)


CALM = (
    "Officials said that work went on in all districts and that roads had become better.",
    "Several villages are still far from a school, and teachers are hard to find there.",
    "The council asked for a shorter list of forms and for clearer words in each of them.",
)


def figures(size: int) -> Lines:
    """Sentences with a figure and a claim each."""
    draw = random.Random(SEED)
    while size > 0:
        dug, more = draw.randint(1_000, 99_999), draw.randint(10, 300) / 10
        line = f"By June 2023, {dug:,} wells had been dug, {more} percent more than in 2022."
        size -= len(line) + 1
        yield line


def prose(size: int) -> Lines:
    """Sentences of which one in twenty has a figure."""
    told = figures(size)
    for number in range(size // 80):
        yield CALM[number % len(CALM)] if number % 20 else next(told)


TEXTS: dict[str, Callable[[int], Lines]] = {
    "prose": prose,
    "figures": figures,
    "one sign": lambda size: iter(["1" * size]),
    "one line": lambda size: iter(["1.5 % of 20, " * (size // 13)]),
}


def write(folder: Path, kind: str, rows: int) -> Path:
    """The table of a kind in a folder."""
    if kind in WORKBOOKS:
        file = folder / "t.xlsx"
        write_workbook(file, rows, *WORKBOOKS[kind])
        return file
    made = TEXTS[kind](rows * BYTES) if kind in TEXTS else CSV[kind](rows)
    file = folder / ("t.txt" if kind in TEXTS else "t.csv")
    with file.open("w", encoding="utf-8") as lines:
        lines.writelines(f"{line}\n" for line in made)
    return file


def measure(arguments: list[str]) -> tuple[float, float]:
    """Seconds of the processor, and megabytes at most, of a command."""
    command = [sys.executable, "-c", CHILD, *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds, kilobytes = ran.stderr.splitlines()[-1].split()
    return float(seconds), int(kilobytes) / 1_000


def main() -> None:
    """Print what each kind of table costs in both sizes, and how much more the large one is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=200_000, help="of the large tables")
    parser.add_argument("--kinds", nargs="*", default=[*WORKBOOKS, *CSV, *TEXTS])
    parser.add_argument("--commands", nargs="*", default=["check", "init"])
    options = parser.parse_args()

    print(f"{'table':12}{'command':9}{'small':>16}{'large':>18}  times as much")
    for command in options.commands:
        least = _cost(command, "names", 10)
        for kind in options.kinds:
            if command == "init" and kind in TEXTS:
                continue
            small, large = (
                _cost(command, kind, rows) for rows in (options.rows // TIMES, options.rows)
            )
            ratios = [
                (much - base) / max(little - base, base / 100)
                for much, little, base in zip(large, small, least, strict=True)
            ]
            costs = "".join(map(_shown, (small, large)))
            print(f"{kind:12}{command:9}{costs}  {ratios[0]:.1f} time, {ratios[1]:.1f} memory")


def _shown(cost: tuple[float, float]) -> str:
    return f"{cost[0]:8.1f} s {cost[1]:5.0f} MB"


def _cost(command: str, kind: str, rows: int) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as name:
        file = write(Path(name), kind, rows)
        plan = str(Path(name) / "plan")
        more = ["init", "--from", str(file), "--plan", plan, "--period", "2020"]
        return measure(["check", str(file)] if command == "check" else more)


if __name__ == "__main__":
    main()
