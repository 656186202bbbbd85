"""An Excel workbook that is a ZIP file (.xlsx, .xlsm).

Its styles are read by openpyxl; its sheets here, as that would make every cell of a merged range
and keep all that stands in a sheet, however much it is.
"""

import math
import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import partial
from io import BytesIO, StringIO
from typing import Any
from xml.etree.ElementTree import ParseError

from plan_tracker.grids.format import OpenSheet
from plan_tracker.grids.formats.excel.formulas import Formula, read_formulas
from plan_tracker.grids.formats.excel.sheet_xml import (
    SheetContent,
    ValueOf,
    read_content,
    read_texts,
)
from plan_tracker.grids.grid import Cell, Grid
from plan_tracker.grids.sheet_cells import (
    BROKEN,
    PLAIN,
    CellError,
    Look,
    UnreadableError,
    Value,
    broken,
    broken_xml,
    sheet_cell,
    without_value,
)
from plan_tracker.grids.table_file import TableFile
from plan_tracker.grids.zip_parts import Parts
from plan_tracker.inputs.archive import other_form
from plan_tracker.model.place import Place

_CUSTOM_FORMATS = 164  # the number of the first one
_LONGEST_NUMBER = 30  # digits that are taken as they stand; programs write 17


@dataclass(frozen=True, slots=True)
class _OpenSheet:
    """A sheet that was read."""

    title: str
    hidden: bool
    content: SheetContent
    formulas: Mapping[tuple[int, int], Formula]


def read_zipped(file: TableFile) -> tuple[OpenSheet, ...]:
    """The sheets of a workbook. Raises UnreadableError, and ModuleNotFoundError of openpyxl."""
    import openpyxl  # noqa: F401 - whether it is there

    with Parts(file.raw, BROKEN.replace("no workbook", "no Excel workbook")) as parts:
        try:
            # What the library says of styles that are not read goes nowhere.
            with warnings.catch_warnings(action="ignore"), redirect_stdout(StringIO()):
                book, sheets = _sheets(file.raw, parts)
        except (UnreadableError, MemoryError):
            raise
        except ParseError as error:
            raise UnreadableError(broken_xml(*error.position)) from error
        except Exception as error:  # whatever else a broken file brings about
            raise UnreadableError(broken()) from error
        if not sheets and (reason := other_form(parts, ".xlsx")):
            raise UnreadableError(reason)
    looks = _looks(book)
    return tuple(
        OpenSheet(sheet.title, sheet.hidden, partial(_grid, sheet, str(file.path), looks))
        for sheet in sheets
    )


def _sheets(raw: bytes, parts: Parts) -> tuple[Any, list[_OpenSheet]]:
    """The workbook with its styles, and its sheets but those of charts."""
    from openpyxl.reader.excel import SHARED_STRINGS, ExcelReader
    from openpyxl.styles.stylesheet import apply_stylesheet

    reader = ExcelReader(BytesIO(raw), data_only=True, keep_links=False)
    reader.archive = parts
    reader.read_manifest()
    reader.read_workbook()
    apply_stylesheet(parts, reader.wb)
    shared = reader.package.find(SHARED_STRINGS)
    texts = read_texts(parts.read_cells(shared.PartName[1:])) if shared is not None else []
    value_of = _values(reader.wb, texts)
    sheets: list[_OpenSheet] = []
    taken = 0
    for sheet, part in reader.parser.find_sheets():
        if part.target not in reader.valid_files or "chartsheet" in part.Type:
            continue
        xml = parts.read_cells(part.target)
        content = read_content(xml, sheet.name, value_of, taken)
        taken += content.count
        sheets.append(_OpenSheet(sheet.name, sheet.state != "visible", content, read_formulas(xml)))
    return reader.wb, sheets


def _values(book: Any, texts: Sequence[str]) -> ValueOf:
    """What tells the values of cells, which may be texts that several share."""
    from openpyxl.utils.datetime import from_excel, from_ISO8601

    def value_of(kind: str, text: str, style: int) -> Value:
        match kind:
            case "n":
                number = _number(text)
                if style not in book._date_formats or isinstance(number, CellError):
                    return number
                try:
                    as_duration = style in book._timedelta_formats
                    day: Value = from_excel(number, book.epoch, timedelta=as_duration)
                except (OverflowError, ValueError):
                    return CellError("#VALUE!")
                return day
            case "s":
                return texts[int(text)]
            case "b":
                return bool(int(text))
            case "d":
                moment: Value = from_ISO8601(text)
                return moment
            case "e":
                return CellError(text)
        return text

    return value_of


def _number(text: str) -> int | float | CellError:
    """Raises ValueError for what is no number."""
    if len(text) <= _LONGEST_NUMBER and not any(sign in text for sign in ".eE"):
        return int(text)
    number = float(text)
    return number if math.isfinite(number) else CellError("#NUM!")


def _looks(book: Any) -> Callable[[int], Look]:
    """What tells how a cell is formatted, by the number of its style."""
    known: dict[int, Look] = {}

    def look(style: int) -> Look:
        if style not in known:
            known[style] = _look(book, style)
        return known[style]

    return look


def _look(book: Any, style: int) -> Look:
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    try:
        formatted = book._cell_styles[style]
        number = formatted.numFmtId
        if number < _CUSTOM_FORMATS:
            number_format = BUILTIN_FORMATS.get(number, "General")
        else:
            number_format = book._number_formats[number - _CUSTOM_FORMATS]
        bold = book._fonts[formatted.fontId].b
        indent = int(book._alignments[formatted.alignmentId].indent or 0)
    except IndexError:
        return PLAIN
    return Look(number_format or "General", bool(bold), indent)


def _grid(sheet: _OpenSheet, path: str, look: Callable[[int], Look]) -> Grid:
    """The cells of a sheet; one whose formula has no stored value says so."""
    file = f"{path}!{sheet.title}"
    merged = {at: first for area in sheet.content.merged for at, first in area.others()}
    cells: dict[tuple[int, int], Cell] = {}
    for at, stored in sorted(sheet.content.cells.items()):
        if at in merged:  # only the first cell of a merged range is to be seen
            continue
        formula = sheet.formulas.get(at)
        text = formula.text if formula else ""
        cell = None
        if stored.value is not None:
            cell = sheet_cell(stored.value, Place(file, *at), look(stored.style), text)
        elif formula is not None and not formula.has_value:
            cell = without_value(text, Place(file, *at), look(stored.style))
        if cell is not None:
            cells[at] = cell
    return Grid(
        file, cells, merged, sheet.title, sheet.hidden,
        frozenset(sheet.content.hidden_rows), frozenset(sheet.content.hidden_columns),
    )  # fmt: skip
