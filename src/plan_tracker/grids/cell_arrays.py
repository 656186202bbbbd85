"""The cells of a grid as arrays, and cells that are made of them only when they are asked for."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from plan_tracker.grids.grid import Cell, Grid

_WIDEST = 1 << 20  # columns; no format has as many


@dataclass(frozen=True, slots=True)
class CellArrays:
    """What stands in cells that are not empty, row by row: an entry of each array for a cell.

    `is_number` tells what a format gives as a number, with a dot before its decimals; `units` has
    those that a format shows, by the number of their cell.
    """

    rows: NDArray[np.int32]
    columns: NDArray[np.int32]
    texts: Sequence[str]
    is_number: NDArray[np.bool_]
    units: Mapping[int, str] = field(default_factory=dict)


class MadeCells(Mapping[tuple[int, int], Cell]):
    """Cells by row and column, each made when it is asked for.

    A table of a million figures is understood by its arrays; few of its cells are ever looked at.
    """

    def __init__(self, arrays: CellArrays, make: Callable[[int], Cell]) -> None:
        """`make` gives the cell by its number in the arrays, which are in order."""
        self.arrays, self._make = arrays, make
        numbers = arrays.rows.astype(np.int64) * _WIDEST + arrays.columns
        self._numbers = array("q", numbers.tobytes())

    def __getitem__(self, at: tuple[int, int]) -> Cell:
        wanted = at[0] * _WIDEST + at[1]
        number = bisect_left(self._numbers, wanted)
        if number == len(self._numbers) or self._numbers[number] != wanted:
            raise KeyError(at)
        return self._make(number)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self.arrays.rows.tolist(), self.arrays.columns.tolist(), strict=True)

    def __len__(self) -> int:
        return len(self.arrays.texts)


def cell_arrays(grid: Grid) -> CellArrays:
    """The cells of a grid as arrays."""
    if isinstance(grid.cells, MadeCells):
        return grid.cells.arrays

    cells = sorted(grid.cells.items())
    places = np.array([at for at, _ in cells], dtype=np.int32).reshape(-1, 2)
    return CellArrays(
        places[:, 0],
        places[:, 1],
        [cell.text for _, cell in cells],
        np.array([cell.number for _, cell in cells], dtype=bool),
        {number: cell.unit for number, (_, cell) in enumerate(cells) if cell.unit},
    )
