"""Cells of text files, which are made when they are asked for; and work that grows with them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_tracker.grids.grid import Cell, Grid, MadeCells
from plan_tracker.grids.registry import read_grid
from plan_tracker.grids.table_file import TableFile
from plan_tracker.loading.drafted.files import draft_grid
from plan_tracker.model.place import Place
from tests.counted_calls import calls

CELLS = st.text(st.sampled_from('ab 1"\n'), max_size=4)


def read(text: str) -> Grid:
    grid, problems = read_grid(TableFile(Path("t.csv"), text.encode()), None, Place("t.csv"))
    assert grid is not None, problems
    return grid


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def records(rows: int, slip: int = 0) -> str:
    """Records whose last figure is the difference of the other two, but for one."""
    lines = (
        f"P{row % 30},Item {row // 30},{2015 + row % 10},{row * 7 + 100},{row * 9 + 200},"
        f"{row * 2 + 100 + (slip == row > 0)}"
        for row in range(rows)
    )
    return "\n".join(["place,item,year,planned,actual,variance", *lines])


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_each_cell_has_its_text_and_its_place(rows: list[list[str]]) -> None:
    text = "\n".join(["sep=,", *(",".join(map(quoted, row)) for row in rows)])
    grid = read(text)
    expected = {
        (row, column): content.strip()
        for row, contents in enumerate(rows, 2)
        for column, content in enumerate(contents, 1)
        if content.strip()
    }
    assert {at: cell.text for at, cell in grid.cells.items()} == expected
    lines = text.split("\n")
    for cell in grid.cells.values():
        # Behind the quotation mark, and before what the cell begins with.
        assert lines[cell.place.line - 1][cell.place.column - 2] == '"'


def test_arrays_say_of_made_cells_what_they_say_of_cells() -> None:
    grid = read("a,,b\n\n 12 ,x,\n")
    made = grid.arrays
    plain = Grid(grid.file, dict(grid.cells)).arrays
    assert made.texts == plain.texts
    assert made.rows.tolist() == plain.rows.tolist() == [1, 1, 3, 3]
    assert made.columns.tolist() == plain.columns.tolist() == [1, 3, 1, 2]
    assert (grid.text(3, 1), grid.text(1, 2), grid.text(9, 9)) == ("12", "", "")
    assert (grid.first_row, grid.last_row, grid.last_column) == (1, 3, 3)
    assert (2, 1) not in grid.cells


def test_figures_that_add_up_are_never_made_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    grid = read(records(200))
    asked: list[tuple[int, int]] = []
    make = MadeCells.__getitem__

    def counted(cells: MadeCells, at: tuple[int, int]) -> Cell:
        asked.append(at)
        return make(cells, at)

    monkeypatch.setattr(MadeCells, "__getitem__", counted)
    drafted = draft_grid(grid)
    assert (drafted.figures, drafted.fulfilled) == (600, 600)
    # Names tell how deep their rows stand, and the first figure says where the table does.
    assert len([(row, column) for row, column in asked if row > 1 and column > 1]) <= 1


def test_only_what_shares_cells_with_a_doubt_is_drafted() -> None:
    drafted = draft_grid(read(records(200, slip=50)))
    assert drafted.figures == 600
    assert drafted.fulfilled == 597
    assert {place.line for place in drafted.labels} == {52}


@pytest.mark.parametrize("slip", [0, 50], ids=["true", "one wrong"])
def test_the_work_for_records_is_linear(slip: int) -> None:
    small, large = (
        calls(lambda text: draft_grid(read(text)), records(rows, slip)) for rows in (500, 5_000)
    )
    assert large < 12 * small
