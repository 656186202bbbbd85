"""Workbooks that are small as files and endless as sheets: each limit is met, and said."""

import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from plan_tracker.grids.registry import sheets
from plan_tracker.grids.table_file import open_table
from plan_tracker.model.place import Place

SHEET = "xl/worksheets/sheet1.xml"
STYLES = "xl/styles.xml"
BUDGET = Path(__file__).parents[1] / "grids" / "files" / "budget.xls"
HERE = Place("seeds/s.yaml", 3, 9)

Change = Callable[[bytes], bytes]


def _workbook() -> bytes:
    book = Workbook()
    for row in (("Crop", 2022, 2023), ("Rye", 120, 130), ("Oats", 40, 45), ("All", 160, 175)):
        book.active.append(row)
    book.active["B2"].number_format = "#,##0.0"
    book.active["A4"].font = Font(bold=True)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


WORKBOOK = _workbook()


def _changed(part: str, change: Change) -> bytes:
    changed = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(WORKBOOK)) as old,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return changed.getvalue()


def _behind_rows(xml: bytes) -> Change:
    return lambda sheet: sheet.replace(b"</sheetData>", b"</sheetData>" + xml)


def _more_rows(xml: bytes) -> Change:
    return lambda sheet: sheet.replace(b"</sheetData>", xml + b"</sheetData>")


def _merging(area: bytes) -> Change:
    return _behind_rows(b"<mergeCells><mergeCell %b/></mergeCells>" % area)


def _formatted(code: bytes) -> Change:
    return lambda styles: styles.replace(b"#,##0.0", code)


REFUSED: dict[str, tuple[str, Change, str]] = {
    "tags that are never closed": (
        SHEET,
        _behind_rows(b"<mergeCell " * 100_000),
        "is broken (the XML of a part goes wrong in line 1 and column ",
    ),
    "merged cells behind a sign": (
        SHEET,
        _merging(b'a=">" ref="A5:XFD1048576"'),
        "17,179,803,648 merged cells or more",
    ),
    "merged cells by a code": (
        SHEET,
        _merging(b'ref="&#65;5:XFD1048576"'),
        "17,179,803,648 merged cells or more",
    ),
    "merged cells that overlap": (
        SHEET,
        _behind_rows(
            b"<mergeCells>"
            + b"".join(b'<mergeCell ref="A%d:ALK1000"/>' % row for row in range(5, 500))
            + b"</mergeCells>"
        ),
        "more than 1,000,000: undo merging",
    ),
    "a row far below": (
        SHEET,
        _more_rows(b'<row r="10000000"><c r="A10000000"><v>1</v></c></row>'),
        "a cell in row 10,000,000",
    ),
    "a row that no array can count": (
        SHEET,
        _more_rows(b'<row r="9999999999999"><c><v>1</v></c></row>'),
        "a cell in row 9,999,999,999,999",
    ),
    "empty cells": (SHEET, _more_rows(b"<row>" + b"<c\n/>" * 8_100_000 + b"</row>"), "8,000,000"),
    "rows without cells": (SHEET, _more_rows(b"<row/>" * 8_100_000), "8,000,000 elements"),
    "cells of one row": (
        SHEET,
        _more_rows(b"<row>" + b"<c/>" * 20_000 + b"</row>"),
        "and column 16,385",
    ),
    "styles": (
        STYLES,
        lambda styles: styles.replace(b"<fonts", b"<x>" + b"<a/>" * 500_000 + b"</x><fonts"),
        "400,000 elements",
    ),
    "a long format": (STYLES, _formatted(b"[" * 1_000_000), "format of 1,000,000 characters"),
    "a format of many texts": (STYLES, _formatted(b"[$" * 500_000), "format of 1,000,000"),
    "a name that is none": (SHEET, _more_rows(b'<row><c r="A0x"><v>1</v></c></row>'), "is broken:"),
    "a number that is too long": (
        SHEET,
        _more_rows(b"<row><c><v>" + b"x" * 100_000 + b"</v></c></row>"),
        "A5 holds what cannot be read",
    ),
    "a named style of none": (
        STYLES,
        lambda styles: styles.replace(b'name="Normal" xfId="0"', b'name="Normal" xfId="19"'),
        "is broken:",
    ),
    "a text that no cell shares": (
        SHEET,
        _more_rows(b'<row><c t="s"><v>99999</v></c></row>'),
        "A5 holds what cannot be read",
    ),
}


def _opened(tmp_path: Path, raw: bytes) -> tuple[list[object], list[str]]:
    file = tmp_path / "t.xlsx"
    file.write_bytes(raw)
    opened, problems = sheets(open_table(file), HERE)
    return list(opened), list(map(str, problems))


@pytest.mark.parametrize("kind", REFUSED)
def test_a_workbook_without_end_is_refused(
    tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    part, change, said = REFUSED[kind]
    opened, problems = _opened(tmp_path, _changed(part, change))
    assert opened == []
    assert [said in problem for problem in problems] == [True], problems
    assert capsys.readouterr() == ("", ""), "a library speaks among our results"


BORNE: dict[str, tuple[str, Change]] = {
    "a million merged cells": (SHEET, _merging(b'ref="A5:ALK1000"')),
    "hidden columns without end": (
        SHEET,
        lambda sheet: sheet.replace(
            b"<sheetData>",
            b"<cols>" + b'<col min="20" max="99999999999" hidden="1"/>' * 100 + b"</cols>"
            b"<sheetData>",
        ),
    ),
    "a formula of brackets": (
        SHEET,
        _more_rows(b"<row><c><f>" + b"(" * 1_000_000 + b"</f><v>1</v></c></row>"),
    ),
    "a long formula that many cells share": (
        SHEET,
        _more_rows(
            b'<row r="9"><c r="A9"><f t="shared" si="0">' + b"A1+" * 2_700 + b"1</f><v>1</v></c>"
            b"</row>"
            + b"".join(
                b'<row r="%d"><c r="A%d"><f t="shared" si="0"/><v>1</v></c></row>' % (row, row)
                for row in range(10, 20)
            )
        ),
    ),
    "conditions for all cells": (
        SHEET,
        _behind_rows(b'<conditionalFormatting sqref="A1:XFD1048576"/>' * 20_000),
    ),
    "a style that is not there": (SHEET, _more_rows(b'<row><c s="999"><v>1</v></c></row>')),
    "no number": (SHEET, _more_rows(b"<row><c><v>1e400</v></c><c><v>-1e999</v></c></row>")),
}


@pytest.mark.parametrize("kind", BORNE)
def test_what_is_read_all_the_same(tmp_path: Path, kind: str) -> None:
    opened, problems = _opened(tmp_path, _changed(*BORNE[kind]))
    assert problems == []
    (sheet,) = opened
    grid = sheet.read()  # type: ignore[attr-defined]
    assert [grid.text(4, column) for column in (1, 2, 3)] == ["All", "160", "175"]
    assert grid.text(2, 2) == "120.0" and grid.cells[4, 1].bold


@pytest.mark.parametrize("length", [1, 2, 50])
def test_sectors_of_an_old_workbook_do_not_follow_in_circles(tmp_path: Path, length: int) -> None:
    """Small sectors, of which the library goes on from one to the next until it meets an end."""
    raw = bytearray(BUDGET.read_bytes())
    (first,) = struct.unpack_from("<I", raw, 60)
    for at in range(length):
        struct.pack_into("<I", raw, 512 * (first + 1) + 4 * at, (at + 1) % length)
    file = tmp_path / "t.xls"
    file.write_bytes(raw)
    opened, problems = sheets(open_table(file), HERE)
    assert opened == ()
    assert [str(problem) for problem in problems] == [
        f"{file}: is broken, or something else in the old Excel format: save it as .xlsx"
    ]


def test_a_number_beyond_all_is_an_error_of_its_cell(tmp_path: Path) -> None:
    (sheet,), _ = _opened(tmp_path, _changed(*BORNE["no number"]))
    grid = sheet.read()  # type: ignore[attr-defined]
    assert "holds the error #NUM!" in grid.cells[5, 1].problem
    assert "holds the error #NUM!" in grid.cells[5, 2].problem
