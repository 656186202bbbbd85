"""Where something stands in a file that people write."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from plan_tracker.model.text import COLON, Listed, Part, Text

# After the name of a workbook comes that of a sheet.
_IN_WORKBOOK = re.compile(r"\.(?:xlsx|xlsm|xls|ods)(?=!)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A file with line and column, both from 1; `line` 0 is the file as a whole.

    The file of a cell is its workbook with its sheet: `h1.xlsx!Sheet1`, where E7 is in line 7 and
    column 5.

    In a document without lines a `paragraph` is counted from 1, and so is a `page` where there are
    pages, whose lines begin anew. A `table` is counted from 1 in the document; line and column are
    then those of its cell. `start` and `end` are characters of the line, paragraph or cell, the
    second exclusive; both 0 where all of it is meant.
    """

    file: str
    line: int = 0
    column: int = 0
    page: int = 0
    paragraph: int = 0
    table: int = 0
    start: int = 0
    end: int = 0

    @property
    def path(self) -> str:
        """The file alone, without a sheet."""
        ending = _IN_WORKBOOK.search(self.file)
        return self.file[: ending.end()] if ending else self.file

    @property
    def whole(self) -> "Place":
        """The paragraph, line of text or cell, without the characters in it."""
        # The column of a stretch of characters is that of its first one.
        in_cell = self.table or self.path != self.file or not self.end
        return replace(self, column=self.column if in_cell else 0, start=0, end=0)

    @property
    def in_lines(self) -> bool:
        """Whether line and column are those of a text, and not of a page or a table."""
        counted = self.page or self.paragraph or self.table or _IN_WORKBOOK.search(self.file)
        return self.line > 0 and not counted

    @property
    def within(self) -> str:
        """Where in a file without lines it is; empty where lines tell it, and for a whole file."""
        return "" if self.in_lines else str(self)[len(self.path) :].lstrip("!, ")

    def __str__(self) -> str:
        if self.page or self.paragraph or self.table:
            return ", ".join((self.file, *self._counted()))
        if not self.line:
            return self.file
        if _IN_WORKBOOK.search(self.file):
            return f"{self.file}!{column_letters(self.column)}{self.line}"
        if not self.column:
            return f"{self.file}:{self.line}"
        return f"{self.file}:{self.line}:{self.column}"

    def _counted(self) -> Iterator[str]:
        """Where in a document it is: `page 3`, `table 2, row 5, column 3`."""
        if self.page:
            yield f"page {self.page}"
        if self.table:
            yield f"table {self.table}"
        if self.paragraph:
            yield f"paragraph {self.paragraph}"
        if self.line:
            yield f"row {self.line}" if self.table else f"line {self.line}"
        if self.table and self.column:
            yield f"column {self.column}"


def column_letters(number: int) -> str:
    """How spreadsheets call a column: 1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """How spreadsheets call a cell: the fifth of row 7 is E7."""
    return f"{column_letters(column)}{row}"


def column_number(letters: str) -> int:
    """The number of a column that spreadsheets call so: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something that keeps a file from being used, and what to do about it."""

    place: Place
    text: Part = field(compare=False)
    message: str = field(init=False)  # the text in English, by which problems are compared

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", str(self.text))

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"

    @property
    def told(self) -> Text:
        """The place and the problem, for any language."""
        return Listed([str(self.place), self.text], COLON, COLON)
