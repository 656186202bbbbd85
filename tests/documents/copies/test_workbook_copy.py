"""A copy of a workbook has notes on its cells, and is otherwise the workbook."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from plan_tracker.documents.copies.mark import Mark
from plan_tracker.documents.copies.workbook import mark_xlsx
from plan_tracker.documents.readers.unreadable import UnreadableError
from plan_tracker.model.place import Place

BOOK = "a.xlsx"
C5 = Place(f"{BOOK}!Data", 5, 3)


def _raw(change: Callable[[Worksheet], object] = lambda _: None) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.create_sheet("Other")
    sheet = workbook.worksheets[0]
    sheet.title = "Data"
    sheet["C5"], sheet["C6"] = 12, "=C5*2"
    change(sheet)
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def _notes(raw: bytes, title: str = "Data") -> dict[str, str]:
    sheet = openpyxl.load_workbook(BytesIO(raw))[title]
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return {cell.coordinate: cell.comment.text for cell in cells if cell.comment}


CHANGES: dict[str, tuple[Callable[[Worksheet], object], str]] = {
    "plain": (lambda sheet: None, "Wrong."),
    "with a note there": (
        lambda sheet: setattr(sheet["C5"], "comment", Comment("Seen.", "a")),
        "Seen.\n\ntracker: Wrong.",
    ),
    "with a note elsewhere": (
        lambda sheet: setattr(sheet["A1"], "comment", Comment("Seen.", "a")),
        "Wrong.",
    ),
    "with a chart": (lambda sheet: sheet.add_chart(BarChart(), "E2"), "Wrong."),
    "with a table": (lambda sheet: setattr(sheet.auto_filter, "ref", "C4:C6"), "Wrong."),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_note_stands_on_its_cell(name: str) -> None:
    change, said = CHANGES[name]
    raw = _raw(change)
    copy, missed = mark_xlsx(raw, [Mark(C5, "12", "error", "Wrong.")])
    assert missed == []
    assert _notes(copy) == {**_notes(raw), "C5": said}


def test_all_else_is_as_it_was() -> None:
    raw = _raw(lambda sheet: sheet.add_chart(BarChart(), "E2"))
    copy, _ = mark_xlsx(raw, [Mark(C5, "12", "error", "Wrong.")])
    with ZipFile(BytesIO(raw)) as before, ZipFile(BytesIO(copy)) as after:
        changed = {
            name for name in after.namelist()
            if name not in before.namelist() or before.read(name) != after.read(name)
        }  # fmt: skip
    assert changed == {
        "[Content_Types].xml",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/worksheets/_rels/sheet1.xml.rels",
        "xl/worksheets/sheet1.xml",
    }


def test_several_marks_of_a_cell_are_one_note() -> None:
    marks = [Mark(C5, "12", "error", said) for said in ("First.", "Second.")]
    assert _notes(mark_xlsx(_raw(), marks)[0]) == {"C5": "First.\n\nSecond."}


def test_each_sheet_has_its_notes() -> None:
    marks = [Mark(C5, "12", "error", "Wrong."), Mark(Place("a.xlsx!Other", 1, 1), "", "note", "A.")]
    copy, _ = mark_xlsx(_raw(), marks)
    assert (_notes(copy), _notes(copy, "Other")) == ({"C5": "Wrong."}, {"A1": "A."})


def test_a_sheet_that_is_not_there_is_given_back() -> None:
    lost = Mark(Place("a.xlsx!None", 5, 3), "12", "error", "Wrong.")
    assert mark_xlsx(_raw(), [lost])[1] == [lost]


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04rest", b"<a/>"])
def test_what_is_no_workbook_is_refused(raw: bytes) -> None:
    with pytest.raises(UnreadableError, match="is no workbook"):
        mark_xlsx(raw, [])
