"""The formulas of a sheet of a workbook, which openpyxl gives only in place of their values."""

import re
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from plan_tracker.grids.sheet_cells import LAST_COLUMN, LAST_ROW, UnreadableError, broken_xml

_ANY = re.compile(rb"<(?:\w+:)?f[\s>/]")
_NAME = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_LONGEST = 8_192  # signs that a formula may have in the programs that write it
_MOST_TRANSLATED = 10_000_000  # signs of a sheet's shared formulas; those of others stay unknown


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as its cell has it, with its `=`, and whether its value is stored too."""

    text: str
    has_value: bool


def read_formulas(sheet: bytes) -> dict[tuple[int, int], Formula]:
    """The formulas of the XML of a sheet, by row and column. Raises UnreadableError."""
    if not _ANY.search(sheet):  # most sheets
        return {}
    reading = _Reading()
    try:
        reading.parser.Parse(sheet, True)
    except expat.ExpatError as error:
        raise UnreadableError(broken_xml(error.lineno, error.offset)) from error
    return reading.formulas


class _Reading:
    """One pass over the XML, in which nothing is kept but the formulas."""

    def __init__(self) -> None:
        self.formulas: dict[tuple[int, int], Formula] = {}
        self._row = self._column = 0
        self._formula: dict[str, str] | None = None  # the marks of the formula of this cell
        self._text: list[str] = []
        self._value: list[str] = []
        self._has_value = False
        self._shared: dict[str, Any] = {}
        self._translated = 0  # signs
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = _refuse_declarations

    def _start(self, tag: str, marks: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "row":
            self._row, self._column = _number(marks.get("r"), self._row + 1, LAST_ROW), 0
        elif name == "c":
            self._start_cell(marks)
        elif name == "f":
            self._formula = marks
            self.parser.CharacterDataHandler = self._text.append
        elif name == "v" and self._formula is not None:
            self.parser.CharacterDataHandler = self._value.append

    def _start_cell(self, marks: dict[str, str]) -> None:
        named = _NAME.fullmatch(marks.get("r", ""))
        self._column += 1
        if named:
            self._column, self._row = _column(named[1]), int(named[2])
        self._formula, self._text, self._value = None, [], []
        self._has_value = marks.get("t") == "str"  # be it an empty text

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name in ("f", "v"):
            self.parser.CharacterDataHandler = None
        elif name == "c" and self._formula is not None:
            text = self._whole("".join(self._text), self._formula)
            has_value = self._has_value or bool(self._value)
            self.formulas[self._row, self._column] = Formula(text, has_value)
            self._formula = None

    def _whole(self, text: str, marks: dict[str, str]) -> str:
        """The formula of a cell; of those that are shared only the first cell has the text."""
        shared = marks.get("si") if marks.get("t") == "shared" else None
        if shared is None or not 0 < self._column <= LAST_COLUMN:
            return f"={text}"
        from openpyxl.formula.translate import Translator
        from openpyxl.utils import get_column_letter

        name = f"{get_column_letter(self._column)}{self._row}"
        try:
            if text:
                if len(text) <= _LONGEST:
                    self._shared[shared] = Translator(f"={text}", name)
                return f"={text}"
            known = self._shared.get(shared)
            if known is None or self._translated > _MOST_TRANSLATED:
                return "="
            translated = str(known.translate_formula(name))
            self._translated += len(translated)
            return translated
        except Exception:  # whatever a broken formula brings about: its value is what counts
            return f"={text}"


def _refuse_declarations(*_: object) -> None:
    raise UnreadableError("is broken (it declares entities): save it anew")


def _number(text: str | None, otherwise: int, most: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else otherwise


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
