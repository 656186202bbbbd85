"""The list of formats that tables are read from, and whatever is made of it."""

import json
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pytest
from openpyxl import Workbook
from pyarrow import parquet
from typer.testing import CliRunner

from plan_tracker.cli.app import app
from plan_tracker.grids import registry
from plan_tracker.grids.format import ColumnReader, OpenSheet, WantedColumns, one_table
from plan_tracker.grids.grid import Cell, Grid
from plan_tracker.grids.registry import FORMATS, column_reader, endings, format_of, read_grid
from plan_tracker.grids.table_file import TableFile
from plan_tracker.loading.folder import load
from plan_tracker.model.place import Place, Problem

DOCS = Path(__file__).parents[2] / "docs"
ENDINGS = endings()
NAMED = Place("seeds/s.yaml", 3, 9)
FILES = Path(__file__).parent / "files"
SAVED = (".xls", ".ods")  # which nothing that is kept up to date writes: see files/README.md
ROWS = (("name", "amount"), ("a", "1.50"), ("b", "7"))


def write(path: Path) -> TableFile:
    """The rows in a file of the format that its ending says."""
    if path.suffix in (".xlsx", ".xlsm"):
        book = Workbook()
        for row in ROWS:
            book.active.append(row)
        book.save(path)
    elif path.suffix in SAVED:
        path.write_bytes((FILES / f"rows{path.suffix}").read_bytes())
    elif path.suffix in (".csv", ".tsv", ".txt"):
        mark = "," if path.suffix == ".csv" else "\t"
        path.write_text("\n".join(mark.join(row) for row in ROWS), encoding="utf-8")
    elif path.suffix in (".jsonl", ".ndjson", ".jsonlines"):
        rows = (dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:])
        path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    else:
        columns = zip(*ROWS[1:], strict=True)
        parquet.write_table(pa.table(dict(zip(ROWS[0], map(list, columns), strict=True))), path)
    return TableFile(path, path.read_bytes())


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_format_gives_the_same_cells(tmp_path: Path, ending: str) -> None:
    file = write(tmp_path / f"t{ending}")

    grid, problems = read_grid(file, None, NAMED)

    assert problems == []
    assert grid is not None
    top = min(row for row, _ in grid.cells)
    texts = [tuple(grid.text(top + row, column) for column in (1, 2)) for row in range(3)]
    assert tuple(texts) == ROWS
    assert {cell.place.path for cell in grid.cells.values()} == {str(file.path)}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b'"', b"\xff\xfe\x00"])
def test_what_cannot_be_read_is_said_and_nothing_is_raised(ending: str, raw: bytes) -> None:
    file = TableFile(Path(f"t{ending}"), raw)
    reader = column_reader(file)
    answers: list[tuple[object, list[Problem]]] = [read_grid(file, None, NAMED)]
    if reader is not None:
        answers.append(reader.read(file, WantedColumns(("name",)), NAMED))

    for table, problems in answers:
        assert (table is None) == bool(problems)
        assert all("t." in str(problem) or problem.place == NAMED for problem in problems)


@pytest.mark.parametrize(
    ("name", "raw", "by_columns"),
    [
        ("t.csv", b"a,b\n1,2", True),
        ("t.csv", b"a;b\n1;2", False),
        ("t.csv", b"a\tb\n1\t2", False),
        ("t.parquet", b"", True),
        ("t.xlsx", b"", False),
        ("t.CSV", b"a,b\n1,2", True),
        ("t.csv", b"sep=,\na,b\n1,2", False),
        ("t.csv", "a,b\n1,2".encode("utf-16"), False),
        ("t.csv", b"N\xe3m,b\n1,2", False),
        ("t.csv", "tû ®ång,n¨m,kÕ ho¹ch\n1,2,3".encode(), False),
        ("t.jsonl.gz", b"", True),
    ],
)
def test_what_is_read_column_by_column(name: str, raw: bytes, by_columns: bool) -> None:
    assert (column_reader(TableFile(Path(name), raw)) is not None) == by_columns


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_only_the_wanted_columns_are_taken(tmp_path: Path, ending: str) -> None:
    file = write(tmp_path / f"t{ending}")
    reader = column_reader(file)
    assert reader is not None

    table, problems = reader.read(file, WantedColumns(("amount", "else")), NAMED)

    assert problems == []
    assert table is not None
    assert table.to_pydict() == {"amount": ["1.50", "7"]}


def test_no_two_formats_have_one_ending() -> None:
    assert len(set(ENDINGS)) == len(ENDINGS)
    assert all(ending.startswith(".") for ending in ENDINGS)
    assert format_of(Path("t.pdf")) is None
    assert [format_of(Path(f"t{known.endings[0]}")) for known in FORMATS] == list(FORMATS)


def test_help_and_pages_name_every_ending() -> None:
    told = CliRunner().invoke(app, ["init", "--help"], env={"COLUMNS": "200"}).output
    page = (DOCS / "tables.md").read_text("utf-8")
    for ending in ENDINGS:
        assert ending in told
        assert f"`{ending}`" in page


@dataclass(frozen=True)
class Bars:
    """A format of nothing but this test: a row a line, cells between bars."""

    endings: tuple[str, ...] = (".bars",)
    may_be_packed: bool = False
    has_sheets: bool = False
    has_rows_above: bool = True
    columns: ColumnReader | None = None

    def sheets(self, file: TableFile, place: Place) -> tuple[tuple[OpenSheet, ...], list[Problem]]:
        """Every cell that is not empty."""
        cells = {
            (row, column): Cell(text.strip(), Place(str(file.path), row, column))
            for row, line in enumerate(file.raw.decode().splitlines(), 1)
            for column, text in enumerate(line.split("|"), 1)
            if text.strip()
        }
        return one_table(Grid(str(file.path), cells)), []


def test_a_format_is_one_more_entry_of_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "FORMATS", (*FORMATS, Bars()))
    (tmp_path / "targets").mkdir()
    (tmp_path / "seeds").mkdir()
    plan = "indicators: {staff: {name: Staff, unit: person, kind: stock, better: higher}}\n"
    (tmp_path / "targets" / "plan.yaml").write_text(plan)
    (tmp_path / "seeds" / "t.bars").write_text("What | 2024\nStaff | 1,250\nStuff | 7")
    (tmp_path / "seeds" / "s.yaml").write_text(
        "source: {id: s, locale: en, period: 2024}\n"
        "table: {file: t.bars, columns: {indicator: What, level: '2024'}, names: {Stuff: }}\n"
    )

    loaded, problems = load(tmp_path)

    assert problems == []
    assert [statement.printed for statement in loaded.statements] == ["1,250"]
    assert str(loaded.statements[0].place).endswith("t.bars:2:2")
