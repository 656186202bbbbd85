"""Cells as documents lay them out, and what grid comes of them."""

from collections.abc import Sequence

import pytest

from plan_tracker.documents.readers.laid_rows import LaidCell, laid_table
from plan_tracker.documents.readers.limits import Room
from plan_tracker.model.place import Place

WITHIN = Place("a.docx", table=2)


def _texts(*rows: Sequence[str | LaidCell]) -> dict[tuple[int, int], str]:
    laid = [
        [cell if isinstance(cell, LaidCell) else LaidCell(cell) for cell in row] for row in rows
    ]
    table = laid_table(laid, WITHIN, Room())
    return {at: cell.text for at, cell in table.grid.cells.items()} if table else {}


@pytest.mark.parametrize(
    ("row", "numbers"),
    [
        (["Income", "$", "21,448", ""], ["$21,448"]),
        (["Loss", "(7,402", ")"], ["(7,402)"]),
        (["Loss", "$", "(7,402", ")"], ["$(7,402)"]),
        (["Growth", "8", "%"], ["8%"]),
        (["Growth", "(8", ")%"], ["(8)%"]),
        (["Growth", "(8", "%", ")"], ["(8%)"]),
        (["Euro", "€ ", "5"], ["€5"]),
        (["Two", "12", "13"], ["12", "13"]),
        (["Unit", "$", "name"], ["$", "name"]),
        (["Unit", "12", "kg"], ["12", "kg"]),
    ],
)
def test_signs_with_a_cell_of_their_own_are_parts_of_their_number(
    row: list[str | LaidCell], numbers: list[str]
) -> None:
    assert list(_texts(row).values())[1:] == numbers


def test_equal_neighbours_are_cells() -> None:
    assert _texts(["Schools", "450", "450", "450"]) == {
        (1, 1): "Schools", (1, 2): "450", (1, 3): "450", (1, 4): "450",
    }  # fmt: skip


def test_headings_fill_what_they_span_and_numbers_stand_at_its_end() -> None:
    table = laid_table(
        [
            [LaidCell("Item", down=2), LaidCell("2024", across=3)],
            [LaidCell("Plan"), LaidCell("Actual", across=2)],
            [LaidCell("Exports"), LaidCell("12"), LaidCell("1,234", across=2)],
        ],
        WITHIN,
        Room(),
    )
    assert table is not None
    grid = table.grid
    assert [grid.text(1, column) for column in (1, 2, 3, 4)] == ["Item", "2024", "2024", "2024"]
    assert [grid.text(2, column) for column in (1, 2, 3, 4)] == ["Item", "Plan", "Actual", "Actual"]
    assert [grid.text(3, column) for column in (1, 2, 3, 4)] == ["Exports", "12", "", "1,234"]
    assert str(grid.place(3, 4)) == "a.docx, table 2, row 3, column 4"


def test_a_row_of_several_lines_is_as_many_rows() -> None:
    below = ["Below", "9"]
    assert _texts(["Income\nTax\nTotal", "120\n388\n508"], below) == {
        (1, 1): "Income", (2, 1): "Tax", (3, 1): "Total",
        (1, 2): "120", (2, 2): "388", (3, 2): "508",
        (4, 1): "Below", (4, 2): "9",
    }  # fmt: skip


def test_the_lines_of_a_cell_have_its_place() -> None:
    table = laid_table([[LaidCell("Income\nTax"), LaidCell("120\n388")]], WITHIN, Room())
    assert table is not None
    place = table.grid.cells[2, 2].place
    assert (place.line, place.column, place.start, place.end) == (1, 2, 4, 7)


@pytest.mark.parametrize("second", ["120 388", "120\n388\n9", "Plan\n2023"])
def test_other_lines_are_of_one_cell(second: str) -> None:
    assert (1, 1) in _texts(["Income\nTax", second])
    assert len(_texts(["Income\nTax", second])) == 2


def test_a_table_without_words_is_none() -> None:
    assert _texts(["", " "], ["\xa0"]) == {}
