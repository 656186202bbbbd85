"""The units of a wide table: in a column, in a heading, or in a line above all of it."""

import re

from plan_tracker.grids.grid import Cell, Grid, plain_figure
from plan_tracker.grids.units import spelled_out, unit_in, unit_line
from plan_tracker.inputs.words import shown
from plan_tracker.language.languages import head
from plan_tracker.loading.sources.texts import Texts
from plan_tracker.model.place import Place
from plan_tracker.reading import read_printed

_OWN = re.compile(r"[^\W\d_][^\d]*$|%\s*$|[₫$€£¥]")


def names_unit(text: str) -> bool:
    """Whether a printed figure says its own unit."""
    return _OWN.search(plain_figure(text)) is not None


class TableUnits:
    """Units that figures of a table are in where their cells do not say it."""

    def __init__(self, grid: Grid, below: int, texts: Texts) -> None:
        self._texts = texts
        self._known: dict[str, str | None] = {}
        self._by_heading: dict[str, str] = {}
        self._table = self._line(grid, below)

    def of(
        self, cell: Cell, given: str | None, row: str | None, heading: str, counts: bool
    ) -> str | None:
        """The unit behind a cell's number, empty where it says its own or needs none.

        What is nearest counts: the cell's format, the column as the plan has it, the row, the
        heading, the line above the table; the last three only where the figure `counts` something
        and is no percentage of another. None where the unit cannot be read.
        """
        if not cell.number and names_unit(cell.text):
            return ""
        nearest_unit = cell.unit or given
        if nearest_unit:
            return nearest_unit if nearest_unit == "%" else self.read(nearest_unit, cell.place)
        if not counts:
            return ""
        if row is None or row:
            return row
        if heading not in self._by_heading:
            self._by_heading[heading] = self._in_heading(heading)
        return self._by_heading[heading] or self._table

    def read(self, text: str, place: Place) -> str | None:
        """A unit in words that the reader knows; None where it knows none, which is noted."""
        if text not in self._known:
            self._known[text] = self._read(text, place)
        return self._known[text]

    def _read(self, text: str, place: Place) -> str | None:
        words = spelled_out(text, self._texts.source.locale)
        if words == "%" or self._readable(words):
            return words
        example = head(self._texts.source.locale)["examples"]["unit"]
        message = (
            f"{shown(text)} is no unit that can be read: declare an indicator with this unit, or "
            f"write one such as {example}"
        )
        self._texts.notes.add(place, message)
        return None

    def _readable(self, unit: str) -> bool:
        locale, units = self._texts.source.locale, self._texts.units
        readings, _ = read_printed(f"1 {unit}", locale, units=units)
        return bool(readings)

    def _in_heading(self, heading: str) -> str:
        """`Doanh thu (tỷ đồng)`; what stands in brackets may be anything else too."""
        words = spelled_out(unit_in(heading), self._texts.source.locale)
        return words if words and (words == "%" or self._readable(words)) else ""

    def _line(self, grid: Grid, below: int) -> str | None:
        """The unit that a line above the table, or its first heading, gives for all of it."""
        unit = unit_line(grid, below)
        return self.read(unit, Place(grid.file)) if unit else ""
