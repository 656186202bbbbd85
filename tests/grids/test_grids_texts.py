"""The texts that tables come in: their encodings, their marks, and what old fonts show."""

import gzip
from pathlib import Path
from unicodedata import normalize

import pytest
from openpyxl import Workbook

from plan_tracker.grids.grid import Grid
from plan_tracker.grids.registry import column_reader, read_grid
from plan_tracker.grids.table_file import TableFile, open_table
from plan_tracker.inputs.regular import UnusableFileError
from plan_tracker.language.encodings import told_font
from plan_tracker.model.place import Place

NAMED = Place("seeds/s.yaml", 3, 9)
TEXT = "Chỉ tiêu\tKế hoạch năm\r\nTổng thu, đồng\t1,5\r\n"
FRENCH = "Année;Réalisé\nDéjà – 5 €;1\n"
TCVN3 = "ChØ tiªu;KÕ ho¹ch n¨m\nTæng thu, tû ®ång;1,5\n"
VNI = "Chæ tieâu;Keá hoaïch naêm\nToång thu, tyû ñoàng;1,5\n"
MARKS = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text: str) -> bytes:
    """The text as Windows keeps it: the marks of tones behind their letters."""
    parts = []
    for sign in text:
        plain = normalize("NFD", sign)
        letter = normalize("NFC", "".join(mark for mark in plain if mark not in MARKS))
        parts.append(letter + "".join(mark for mark in plain if mark in MARKS))
    return "".join(parts).encode("cp1258")


def read(name: str, raw: bytes) -> Grid:
    grid, problems = read_grid(TableFile(Path(name), raw), None, NAMED)
    assert problems == []
    assert grid is not None
    return grid


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        windows_1258(TEXT),
        b"sep=\t\r\n" + TEXT.encode(),
    ],
)
def test_encodings(raw: bytes) -> None:
    grid = read("t.txt", raw)
    assert [cell.text for cell in grid.cells.values()] == [
        "Chỉ tiêu", "Kế hoạch năm", "Tổng thu, đồng", "1,5"
    ]  # fmt: skip
    assert grid.note == ""


def test_western_letters() -> None:
    assert [cell.text for cell in read("t.csv", FRENCH.encode("cp1252")).cells.values()] == [
        "Année", "Réalisé", "Déjà – 5 €", "1"
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "font"), [(TCVN3, "TCVN3 (ABC)"), (VNI, "VNI")])
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_old_fonts_in_texts(text: str, font: str, encoding: str) -> None:
    grid = read("t.csv", text.encode(encoding))
    assert [cell.text for cell in grid.cells.values()] == [
        "Chỉ tiêu", "Kế hoạch năm", "Tổng thu, tỷ đồng", "1,5"
    ]  # fmt: skip
    assert grid.note == f"is typed in the codes of the old font {font}: read as Unicode"
    assert str(grid.cells[2, 2].place) == f"t.csv:2:{text.splitlines()[1].index(';') + 2}"


def test_old_fonts_in_workbooks(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["ChØ tiªu", "KÕ ho¹ch n¨m"], ["Tæng thu", 1.5], ["Năm nay", 2]):
        book.active.append(row)
    book.active["B2"].number_format = '0.0" tû ®ång"'
    book.save(tmp_path / "t.xlsx")
    grid = read(str(tmp_path / "t.xlsx"), (tmp_path / "t.xlsx").read_bytes())
    assert grid.text(1, 1) == "Chỉ tiêu"
    assert grid.text(3, 1) == "Năm nay"
    assert grid.cells[2, 2].unit == "tỷ đồng"


@pytest.mark.parametrize(
    "text",
    [
        "Công ty cổ phần: doanh thu đạt 507,2 tỷ đồng",
        "bán hàng thành bò cá há hà và là ô",
        "Année, réalisé, déjà, coût, été, São Paulo, Zürich, naïve, não",
        "£m ®x §4 µm ©y",
        "Ñame señor año niño mañana",
    ],
)
def test_what_is_no_old_font(text: str) -> None:
    assert told_font([text]) is None


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"a,b\n\xff,1", "t.csv:2:1: is not UTF-8 text from here on: save the file as UTF-8"),
        ("Kế hoạch;1\nđồng".encode() + b"\xff", "t.csv:2:5: is not UTF-8 text from here on"),
        (b"\xff\xfe\x00", "t.csv: begins as UTF-16 text and is none: save the file as UTF-8"),
        (b"a,\x01", "t.csv:1:3: holds the sign U+0001: delete it"),
        (b'a,"b"x,c', "t.csv:1:4: the quotation mark here is not closed"),
        (b'a\n"b\nc', "t.csv:2:1: the quotation mark here is not closed"),
    ],
)
def test_texts_that_are_none(raw: bytes, said: str) -> None:
    _, problems = read_grid(TableFile(Path("t.csv"), raw), None, NAMED)
    assert [str(problem)[: len(said)] for problem in problems] == [said]


def test_places_are_where_the_text_stands() -> None:
    grid = read("t.csv", b'a,"b ""x""\nc",d\r\n  e,,"f"\rg,"h"')
    assert {at: (cell.text, str(cell.place), cell.indent) for at, cell in grid.cells.items()} == {
        (1, 1): ("a", "t.csv:1:1", 0),
        (1, 2): ('b "x"\nc', "t.csv:1:4", 0),
        (1, 3): ("d", "t.csv:2:4", 0),
        (2, 1): ("e", "t.csv:3:1", 2),
        (2, 3): ("f", "t.csv:3:7", 0),
        (3, 1): ("g", "t.csv:4:1", 0),
        (3, 2): ("h", "t.csv:4:4", 0),
    }


def test_a_packed_table_is_read_as_it_was(tmp_path: Path) -> None:
    packed = gzip.compress(b"a,b\n1,2")
    (tmp_path / "t.CSV.gz").write_bytes(packed)
    file = open_table(tmp_path / "t.CSV.gz")
    assert (file.raw, file.packed) == (b"a,b\n1,2", packed)
    assert column_reader(file) is not None
    assert read(str(file.path), file.raw).text(2, 2) == "2"


def test_a_heading_of_several_lines_does_not_hide_what_separates() -> None:
    heading = '"Name, of the office,\nor place, in full,\nas declared";2023;2024'
    grid = read("t.csv", f"{heading}\nNorth;1;2\nSouth;3;4\n".encode())
    assert [grid.text(2, column) for column in (1, 2, 3)] == ["North", "1", "2"]


def test_what_is_not_packed_is_said(tmp_path: Path) -> None:
    (tmp_path / "t.csv.gz").write_bytes(gzip.compress(b"a,b\n1,2")[:-9])
    with pytest.raises(UnusableFileError, match="cannot be unpacked: pack it anew"):
        open_table(tmp_path / "t.csv.gz")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"[1]", "is no row of named values"),
        (b'{"a": [1]}', "'a' holds several values"),
        (b'{"a": 1', "is no JSON ("),
        (b'{"a": NaN}', "NaN is no number"),
        (b'{"a": 1e999999999}', "has more digits than any figure"),
        (b'{"a": 1e999999999999999999999}', "has more digits than any figure"),
        (b"[" * 100_000, "is nested too deep"),
    ],
)
def test_lines_that_are_no_rows(line: bytes, said: str) -> None:
    raw = b'{"a": 1.50, "b": null}\n\n' + line
    _, problems = read_grid(TableFile(Path("t.jsonl"), raw), None, NAMED)
    assert [said in str(problem) for problem in problems] == [True]
    assert str(problems[0]).startswith("t.jsonl:3:1: ")


def test_numbers_of_json_are_as_written() -> None:
    grid = read("t.jsonl", b'{"a": 1.50, "b": null}\n\n{"b": 12345678901234567890}')
    assert (grid.text(1, 1), grid.text(3, 2)) == ("1.50", "12345678901234567890")
