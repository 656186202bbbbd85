"""What is read of the cells of spreadsheets, whichever program has saved them."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from plan_tracker.grids.grid import Grid
from plan_tracker.grids.registry import read_grid, sheets
from plan_tracker.grids.table_file import open_table
from plan_tracker.model.place import Place

FILES = Path(__file__).parent / "files"
NAMED = Place("seeds/s.yaml", 3, 9)
KINDS = ("xlsx", "xls", "ods")
SHOWN = {  # text, unit, indent
    "A4": ("Tổng thu", "", 0),
    "C4": ("1250.5", "", 0),
    "E4": ("12.3", "%", 0),
    "F4": ("2024-06", "", 0),
    "A5": ("Thuế", "", 6),
    "B5": ("1000", "tr.đ", 0),
    "C5": ("1234.57", "tỷ", 0),
    "E5": ("-5.0", "%", 0),
    "F5": ("2024-06-15", "", 0),
    "A6": ("Phí", "", 3),
    "B6": ("251", "", 0),
    "C6": ("-12.5", "", 0),
    "E6": ("0", "", 0),
    "F6": ("2024", "", 0),
    "B8": ("#DIV/0!", "", 0),
}


def budget(kind: str) -> tuple[Grid, ...]:
    opened, problems = sheets(open_table(FILES / f"budget.{kind}"), NAMED)
    assert problems == []
    return tuple(sheet.read() for sheet in opened)


@pytest.mark.parametrize("kind", KINDS)
def test_cells_are_as_they_look(kind: str) -> None:
    grid = budget(kind)[0]

    cells = {str(cell.place).rpartition("!")[2]: cell for cell in grid.cells.values()}

    assert {
        name: (cells[name].text, cells[name].unit, cells[name].indent) for name in SHOWN
    } == SHOWN
    assert [name for name, cell in cells.items() if cell.bold] == ["A4"]
    assert "holds the error #DIV/0!" in cells["B8"].problem
    if kind != "ods":  # in which LibreOffice stores TRUE as the number 1
        assert "stands where a number belongs" in cells["C8"].problem
    assert cells["A4"].place.path == str(FILES / f"budget.{kind}")


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_formula_stands_beside_its_value(kind: str) -> None:
    cell = budget(kind)[0].cells[4, 2]
    assert (cell.text, cell.formula, cell.problem) == ("1250.5", "=B5+B6", "")


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_sheet_hides_is_told_and_can_be_left_out(kind: str) -> None:
    grids = budget(kind)
    grid = grids[0]

    seen = grid.visible()

    assert [(known.title, known.hidden) for known in grids] == [
        ("Thu chi", False), ("Nháp", True), ("Trống", False)
    ]  # fmt: skip
    assert grid.hidden_rows == frozenset({7})
    assert grid.hidden_columns == frozenset({4})
    assert grid.cells.keys() - seen.cells.keys() == {
        (7, 1), (7, 2), (7, 3), (7, 4), (7, 5), (4, 4), (5, 4), (6, 4)
    }  # fmt: skip
    assert seen.text(2, 3) == "Kế hoạch"  # merged over B to D
    assert seen.text(3, 1) == "Nội dung"
    assert grids[1].visible() is grids[1]


@pytest.mark.parametrize("kind", KINDS)
def test_the_only_sheet_with_cells_that_is_seen_is_meant(kind: str) -> None:
    file = open_table(FILES / f"budget.{kind}")
    grid, _ = read_grid(file, None, NAMED)
    draft, _ = read_grid(file, "Nháp", NAMED)
    none, problems = read_grid(file, "Thu chj", NAMED)
    assert grid is not None and grid.title == "Thu chi"
    assert draft is not None and draft.text(1, 1) == "x"
    assert none is None
    assert "has no sheet 'Thu chj'; did you mean 'Thu chi'?" in str(problems[0])


def test_a_merged_heading_whose_first_column_is_hidden_is_seen(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Kế hoạch", None, None])
    book.active.append([1, 2, 3])
    book.active.merge_cells("A1:C1")
    book.active.column_dimensions["A"].hidden = True
    book.save(tmp_path / "t.xlsx")

    grid, _ = read_grid(open_table(tmp_path / "t.xlsx"), None, NAMED)

    assert grid is not None
    seen = grid.visible()
    assert [seen.text(1, column) for column in (1, 2, 3)] == ["", "Kế hoạch", "Kế hoạch"]
    assert (1, 2) not in seen.merged
    assert [seen.text(2, column) for column in (1, 2, 3)] == ["", "2", "3"]


def test_shared_formulas_are_each_cells_own(tmp_path: Path) -> None:
    import zipfile

    book = Workbook()
    for row in ((1, 2, 0), (3, 4, 0), (5, 6, 0)):
        book.active.append(row)
    book.save(tmp_path / "plain.xlsx")
    shared = {
        "C1": '<f t="shared" ref="C1:C3" si="0">A1*$B$1</f><v>2</v>',
        "C2": '<f t="shared" si="0"/><v>6</v>',
        "C3": '<f t="shared" si="0"/><v/>',
    }
    with (
        zipfile.ZipFile(tmp_path / "plain.xlsx") as old,
        zipfile.ZipFile(tmp_path / "t.xlsx", "w") as new,
    ):
        for name in old.namelist():
            text = old.read(name).decode()
            for cell, formula in shared.items():
                text = text.replace(f'<c r="{cell}" t="n"><v>0</v>', f'<c r="{cell}">{formula}')
            new.writestr(name, text)

    grid, _ = read_grid(open_table(tmp_path / "t.xlsx"), None, NAMED)

    assert grid is not None
    cells = [grid.cells[row, 3] for row in (1, 2, 3)]
    assert [cell.formula for cell in cells] == ["=A1*$B$1", "=A2*$B$1", "=A3*$B$1"]
    assert [cell.text for cell in cells[:2]] == ["2", "6"]
    assert "has no stored value" in cells[2].problem


def test_an_ending_may_say_another_kind_of_workbook(tmp_path: Path) -> None:
    for kind, ending in (("xls", "XLSX"), ("xlsx", "xls")):
        file = tmp_path / f"t.{ending}"
        file.write_bytes((FILES / f"budget.{kind}").read_bytes())
        grid, problems = read_grid(open_table(file), "Thu chi", NAMED)
        assert problems == []
        assert grid is not None and grid.text(4, 1) == "Tổng thu"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html><table><tr><td>1</td></tr></table></html>", "is a web page"),
        (b'<?xml version="1.0"?><Workbook/>', "is XML, whatever its ending says"),
    ],
)
def test_what_only_calls_itself_a_workbook(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "t.xls").write_bytes(content)
    _, problems = read_grid(open_table(tmp_path / "t.xls"), None, NAMED)
    assert [said in str(problem) for problem in problems] == [True]
