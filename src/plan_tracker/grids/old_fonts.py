"""Tables that were typed in the fonts of before Unicode."""

from dataclasses import replace
from itertools import chain

from plan_tracker.grids.grid import Cell, Grid
from plan_tracker.language.encodings import OldFont, reads_as, told_font


def in_unicode(grid: Grid) -> Grid:
    """The grid with the codes of an old font as the letters that they show, and a note of it."""
    arrays = grid.arrays
    font = told_font(chain(arrays.texts, arrays.units.values()))
    if font is None:
        return grid
    cells = {at: _read(cell, font) for at, cell in grid.cells.items()}
    note = f"is typed in the codes of the old font {font.name}: read as Unicode"
    return replace(grid, cells=cells, note=note)


def _read(cell: Cell, font: OldFont) -> Cell:
    text = font.read(cell.text) if reads_as(cell.text, font) else cell.text
    unit = font.read(cell.unit) if reads_as(cell.unit, font) else cell.unit
    return replace(cell, text=text, unit=unit)
