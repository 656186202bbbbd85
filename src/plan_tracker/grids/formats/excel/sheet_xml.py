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
)

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


def read_content(xml: bytes, value_of: ValueOf, taken: int) -> SheetContent:
    """The content of a sheet, where those before it had `taken` cells.

    Raises UnreadableError where there is too much of it; ParseError, ValueError and IndexError
    where it is broken.
    """
    content = SheetContent()
    row = column = merged = 0
    for event, element in iterparse(BytesIO(xml), events=("start", "end")):
        tag = element.tag
        if event == "start":
            if tag == _ROW:
                row, column = _row(element, row + 1), 0
            continue

        if tag == _CELL:
            row, column = _place(element, row, column + 1)
            content.count += 1
            if taken + content.count > MOST_CELLS:
                raise UnreadableError(f"has more than {MOST_CELLS:,} cells: split it")
            stored = _stored(element, value_of)
            if stored is not None:
                content.cells[row, column] = stored
        elif tag == _ROW and _is_hidden(element, "ht"):
            content.hidden_rows.add(row)
        elif tag == _COLUMNS and _is_hidden(element, "width"):
            first, last = int(element.get("min", 1)), int(element.get("max", 1))
            # The same columns may be told of any number of times.
            if len(content.hidden_columns) < LAST_COLUMN:
                content.hidden_columns.update(range(max(first, 1), min(last, LAST_COLUMN) + 1))
        elif tag == _MERGED:
            area = _area(element.get("ref", ""))
            merged += len(area)
            content.merged.append(area)
        if tag not in _OF_A_CELL:
            element.clear()

    if merged > MOST_MERGED:
        raise UnreadableError(
            f"has {merged:,} merged cells, more than {MOST_MERGED:,}: undo merging"
        )
    return content


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


def _place(cell: Element, row: int, column: int) -> At:
    """Where a cell stands: by its name, or behind the one before it."""
    name = cell.get("r")
    at = _corner(name) if name else (row, column)
    _check_place(*at)
    return at


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
    column = 0
    for letter in named[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(named[2]), column


def _is_hidden(element: Element, size: str) -> bool:
    """Whether a row or columns are hidden, or have no height or width. Raises ValueError."""
    given = element.get(size)
    return element.get("hidden") in _TRUE or (given is not None and float(given) == 0)
