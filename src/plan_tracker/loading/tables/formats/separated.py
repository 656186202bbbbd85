"""A CSV file as it stands, cell by cell, with the place where each cell begins."""

import re
from collections.abc import Iterator

from plan_tracker.loading.files.spot import Notes
from plan_tracker.loading.files.text import LARGEST_FILE, text_of
from plan_tracker.loading.tables.formats.grid import Cell, Grid
from plan_tracker.loading.tables.formats.table_file import TableFile
from plan_tracker.model.place import Place

_SEPARATORS = ";\t,|"
_SAMPLE = 20  # lines that show what separates the cells
_QUOTED = r'"(?P<quoted>[^"]*(?:""[^"]*)*)" *'
_CELL = r'(?:{quoted}|(?P<bare>(?!")[^{0}\r\n]*))(?P<end>{0}|\r\n|\r|\n|\Z)'


def read_separated(file: TableFile, notes: Notes) -> Grid | None:
    """The cells of a CSV file; None where it cannot be read, which is noted.

    Cells are separated by whatever separates most of the first lines alike: `,`, `;`, a tab, `|`.
    """
    name = str(file.path)
    if len(file.raw) > LARGEST_FILE:
        message = f"has {len(file.raw):,} bytes, more than {LARGEST_FILE:,}: split the file"
        notes.add(Place(name), message)
        return None
    text, problems = text_of(file.raw, Place(name))
    notes.problems.extend(problems)
    if problems:
        return None
    found = {(row, column): cell for row, column, cell in _cells(text, name) if cell.text}
    open_ended = [cell for cell in found.values() if cell.problem]
    for cell in open_ended:
        notes.add(cell.place, cell.problem)
    return None if open_ended else Grid(name, found)


def _cells(text: str, file: str) -> Iterator[tuple[int, int, Cell]]:
    mark = re.escape(_separator(text))
    pattern = re.compile(_CELL.format(mark, quoted=_QUOTED))
    row = column = line = 1
    at = line_start = 0
    while at < len(text):
        match = pattern.match(text, at)
        if match is None:
            place = Place(file, line, at - line_start + 1)
            problem = "the quotation mark here is not closed: close it, or take it out"
            yield row, column, Cell(text[at:], place, problem=problem)
            return
        quoted = match["quoted"]
        content = match["bare"] if quoted is None else quoted.replace('""', '"')
        # The place is that of the text, behind the quotation mark.
        start = at - line_start + 1 + (quoted is not None)
        yield row, column, Cell(content.strip(), Place(file, line, start))
        at, column = match.end(), column + 1
        breaks = list(re.finditer("\r\n|\r|\n", match[0]))
        if breaks:
            line, line_start = line + len(breaks), match.start() + breaks[-1].end()
        if match["end"] in ("\r\n", "\r", "\n"):
            row, column = row + 1, 1


def _separator(text: str) -> str:
    """What separates the cells: found most often, and as often in most lines."""
    lines = [re.sub(r'"[^"]*"', "", each) for each in text.split("\n", _SAMPLE)[:_SAMPLE]]

    def score(mark: str) -> tuple[int, int]:
        counts = [each.count(mark) for each in lines if each.strip()]
        common = max(set(counts), key=counts.count, default=0) if any(counts) else 0
        return (sum(count == common for count in counts) if common else 0, max(counts, default=0))

    return max(_SEPARATORS, key=score) if lines else ","
