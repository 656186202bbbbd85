"""What the cells of spreadsheets show, whatever program's file they stand in."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from plan_tracker.grids.cell_texts import refused_text
from plan_tracker.grids.grid import Cell
from plan_tracker.grids.number_formats import print_date, print_number
from plan_tracker.model.place import Place, cell_name

LAST_COLUMN = 16_384
LAST_ROW = 1_048_576
MOST_CELLS = 2_000_000
MOST_MERGED = 1_000_000  # cells
LARGEST_UNPACKED = 500_000_000  # bytes
_SAVE_ANEW = "open it in a spreadsheet program and save it anew"
BROKEN = f"is no workbook, or broken: {_SAVE_ANEW}"
NO_VALUE = (
    "the formula of this cell has no stored value: open the workbook in a spreadsheet program, "
    "let it calculate, and save it"
)
_BLANKS_OF_AN_INDENT = 3  # an indent is as wide as three blanks

Value = str | int | float | bool | date | datetime | time | timedelta


class CellError(str):
    """An error that a cell holds in place of a value: #DIV/0!."""


class UnreadableError(Exception):
    """What keeps a workbook from being read; the message says what to do, without its name."""


def broken(where: str = "") -> str:
    """What is said of a workbook that cannot be read, and where, if that is known."""
    return f"is broken ({where}): {_SAVE_ANEW}" if where else f"is broken: {_SAVE_ANEW}"


def broken_xml(line: int, column: int) -> str:
    """What is said where the XML of a part goes wrong; lines from 1, columns from 0."""
    return broken(f"the XML of a part goes wrong in line {line:,} and column {column + 1:,}")


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell is formatted; `indent` counts the steps that its text is set in by."""

    number_format: str = "General"
    bold: bool = False
    indent: int = 0


PLAIN = Look()


def check_text(text: str, sheet: str, row: int, column: int) -> None:
    """Raise UnreadableError for a text that no cell may hold, with the name of its cell."""
    if message := refused_text(text):
        raise UnreadableError(f"{sheet}!{cell_name(row, column)} {message}")


def sheet_cell(value: Value, place: Place, look: Look = PLAIN, formula: str = "") -> Cell | None:
    """The cell that shows a stored value; None where nothing is to be seen."""
    text, number, unit, problem = _shown(value, look.number_format)
    stripped = text.strip()
    if not stripped and not problem:
        return None
    blanks = 0 if number else len(text) - len(text.lstrip(" \t\xa0"))
    return Cell(
        stripped,
        place,
        number,
        unit,
        problem,
        "" if look.number_format == "General" else look.number_format,
        look.bold,
        look.indent * _BLANKS_OF_AN_INDENT + blanks,
        formula,
    )


def without_value(formula: str, place: Place, look: Look = PLAIN) -> Cell:
    """The cell of a formula that no program has worked out."""
    return Cell(
        formula, place, problem=NO_VALUE, bold=look.bold, indent=look.indent, formula=formula
    )


def _shown(value: Value, number_format: str) -> tuple[str, bool, str, str]:
    """Text, whether it is a number, its unit, and what is wrong with it."""
    if isinstance(value, CellError):
        remedy = "correct its formula, or empty the cell"
        return str(value), False, "", f"the cell holds the error {value}: {remedy}"
    if isinstance(value, bool):
        return str(value).upper(), False, "", f"{value} stands where a number belongs"
    if isinstance(value, int | float):
        text, unit = print_number(value, number_format)
        return text, True, unit, ""
    if isinstance(value, date):
        return print_date(value, number_format), False, "", ""
    return str(value), False, "", ""
