"""The XML of a sheet, in one pass that keeps no more than its cells."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import NamedTuple, TypeAlias
from xml.etree.ElementTree import Element, iterparse

from plan_tracker.grids.sheet_cells import (
    LAST_COLUMN,
    LAST_ROW,
    MOST_CELLS,
    MOST_MERGED,
    UnreadableError,
    Value,
    broken,
    check_text,
)
from plan_tracker.model.place import cell_name, column_number

_SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROW, _CELL, _COLUMNS, _MERGED = (f"{_SPACE}{name}" for name in ("row", "c", "col", "mergeCell"))
_VALUE, _FORMULA, _INLINE = (f"{_SPACE}{name}" for name in ("v", "f", "is"))
_STRING, _RUN, _TEXT = (f"{_SPACE}{name}" for name in ("si", "r", "t"))
# What is kept until the cell, or the text, that it is a part of has ended.
_OF_A_CELL = frozenset((_VALUE, _FORMULA, _INLINE, _RUN, _TEXT))
_NAME = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,15})")
_TRUE = ("1", "true")

At: TypeAlias = tuple[int, int]
# What a cell holds: by its type and its text as the file writes them, and the number of its style.
ValueOf = Callable[[str, str, int], Value]


class Stored(NamedTuple):
    """The value of a cell, None where its formula has none yet, and the number of its style."""

    value: Value | None
    style: int


@dataclass(frozen=True, slots=True)
class Area:
    """A range of cells, its last row and column included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def __len__(self) -> int:
        return (self.last_row - self.first_row + 1) * (self.last_column - self.first_column + 1)

    def others(self) -> Iterator[tuple[At, At]]:
        """The cells of the range but the first, each with that one."""
        first = (self.first_row, self.first_column)
        for row in range(self.first_row, self.last_row + 1):
            for column in range(self.first_column, self.last_column + 1):
                if (row, column) != first:
                    yield (row, column), first


@dataclass(slots=True)
class SheetContent:
    """The cells with a value or a formula by row and column, how many cells there are in all,
    merged ranges, and what is hidden.
    """

    cells: dict[At, Stored] = field(default_factory=dict)
    count: int = 0
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def read_texts(xml: bytes) -> list[str]:
    """The texts that cells share, in their order. Raises ParseError where they are broken."""
    texts: list[str] = []
    for _, element in iterparse(BytesIO(xml)):
        if element.tag == _STRING:
            texts.append(_text(element))
        if element.tag not in _OF_A_CELL:
            element.clear()
    return texts


def read_content(xml: bytes, title: str, value_of: ValueOf, taken: int) -> SheetContent:
    """The content of the sheet of a title, where those before it had `taken` cells.

    Raises UnreadableError where there is too much of it, or a cell holds what cannot be read;
    ParseError and ValueError where it is broken otherwise.
    """
    reading = _Reading(title, value_of, MOST_CELLS - taken)
    for event, element in iterparse(BytesIO(xml), events=("start", "end")):
        if event == "start":
            if element.tag == _ROW:
                reading.start_row(element)
            continue
        end = reading.ends.get(element.tag)
        if end is not None:
            end(element)
        if element.tag not in _OF_A_CELL:
            element.clear()
    return reading.content


class _Reading:
    """How far the pass over a sheet is, and what it has met."""

    def __init__(self, title: str, value_of: ValueOf, most: int) -> None:
        self.content = SheetContent()
        self.ends = {
            _CELL: self._end_cell,
            _ROW: self._end_row,
            _COLUMNS: self._end_columns,
            _MERGED: self._end_merged,
        }
        self._title = title
        self._value_of = value_of
        self._most = most
        self._row = self._column = self._merged = 0

    def start_row(self, element: Element) -> None:
        """A row begins, of which only the attributes are known yet."""
        self._row, self._column = _row(element, self._row + 1), 0

    def _end_cell(self, element: Element) -> None:
        name = element.get("r")
        at = _corner(name) if name else (self._row, self._column + 1)
        _check_place(*at)
        self._row, self._column = at
        self.content.count += 1
        if self.content.count > self._most:
            raise UnreadableError(f"has more than {MOST_CELLS:,} cells: split it")
        try:
            stored = _stored(element, self._value_of)
        except (ValueError, LookupError) as error:
            where = f"{self._title}!{cell_name(*at)} holds what cannot be read"
            raise UnreadableError(broken(where)) from error
        if stored is None:
            return
        if type(stored.value) is str:
            check_text(stored.value, self._title, *at)
        self.content.cells[at] = stored

    def _end_row(self, element: Element) -> None:
        if _is_hidden(element, "ht"):
            self.content.hidden_rows.add(self._row)

    def _end_columns(self, element: Element) -> None:
        hidden = self.content.hidden_columns
        # The same columns may be told of any number of times.
        if _is_hidden(element, "width") and len(hidden) < LAST_COLUMN:
            first, last = int(element.get("min", 1)), int(element.get("max", 1))
            hidden.update(range(max(first, 1), min(last, LAST_COLUMN) + 1))

    def _end_merged(self, element: Element) -> None:
        area = _area(element.get("ref", ""))
        self.content.merged.append(area)
        self._merged += len(area)
        if self._merged > MOST_MERGED:
            raise UnreadableError(
                f"has {self._merged:,} merged cells or more, more than {MOST_MERGED:,}: "
                "undo merging"
            )


def _stored(cell: Element, value_of: ValueOf) -> Stored | None:
    """What a cell holds; None where it holds nothing."""
    kind, style = cell.get("t", "n"), int(cell.get("s") or 0)
    inline = cell.find(_INLINE) if kind == "inlineStr" else None
    if inline is not None:
        return Stored(_text(inline), style)
    text = cell.findtext(_VALUE)
    if text and kind != "inlineStr":
        return Stored(value_of(kind, text, style), style)
    return Stored(None, style) if cell.find(_FORMULA) is not None else None


def _text(element: Element) -> str:
    """A text, of one piece or of runs that look different; not how it is pronounced."""
    pieces = [element.findtext(_TEXT), *(run.findtext(_TEXT) for run in element.findall(_RUN))]
    return "".join(filter(None, pieces)).replace("x005F_", "")


def _row(element: Element, following: int) -> int:
    """The number of a row, which some programs write with decimals. Raises ValueError."""
    text = element.get("r")
    number = float(text) if text else float(following)
    if not number.is_integer():
        raise ValueError(f"{text} is no number of a row")
    return int(number)


def _check_place(row: int, column: int) -> None:
    if row > LAST_ROW or column > LAST_COLUMN:
        raise UnreadableError(
            f"has a cell in row {row:,} and column {column:,}, where a sheet ends with "
            f"{LAST_ROW:,} and {LAST_COLUMN:,}: save it anew"
        )


def _area(name: str) -> Area:
    first, _, last = name.partition(":")
    (top, left), (bottom, right) = _corner(first), _corner(last or first)
    area = Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
    _check_place(area.last_row, area.last_column)
    return area


def _corner(name: str) -> At:
    """Row and column of a cell by its name: E7. Raises ValueError."""
    named = _NAME.fullmatch(name)
    if named is None:
        raise ValueError(f"{name[:20]!r} is no name of a cell")
    return int(named[2]), column_number(named[1])


def _is_hidden(element: Element, size: str) -> bool:
    """Whether a row or columns are hidden, or have no height or width. Raises ValueError."""
    given = element.get(size)
    return element.get("hidden") in _TRUE or (given is not None and float(given) == 0)
