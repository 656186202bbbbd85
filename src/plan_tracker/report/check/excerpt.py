"""The line of a file that a finding points at, with carets under what is printed."""

from rich.cells import cell_len, chop_cells

from plan_tracker.model.place import Place
from plan_tracker.report.writing.harmless import harmless

_CUT = "…"
_CONTEXT = 12  # columns kept before the carets of a line that is too long


def excerpt(place: Place, line: str, printed: str, width: int) -> tuple[str, str]:
    """The line behind its number, and the line of carets; neither is wider than `width`.

    What has no lines is numbered by its paragraphs, and by its rows in a table.

    The carets stand under `printed` where it is found from the place on, else under the rest.
    """
    margin = f"{place.line or place.paragraph or place.page} | "
    blank = " " * (len(margin) - 2) + "| "
    before, marked, after = (harmless(part) for part in _split(line, place.column - 1, printed))
    room = max(width - len(margin), _CONTEXT)
    needed = max(cell_len(marked), 1) + bool(after)
    before = _tail(before, max(room - needed, _CONTEXT // 2))
    carets = " " * cell_len(before) + "^" * max(cell_len(marked), 1)
    return margin + _head(before + marked + after, room), blank + carets[:room]


def _split(line: str, column: int, printed: str) -> tuple[str, str, str]:
    line = line.rstrip()
    start = line.find(printed, max(column, 0)) if printed else -1
    if start < 0:
        start, end = min(max(column, 0), len(line)), len(line)
    else:
        end = start + len(printed)
    return line[:start], line[start:end], line[end:]


def _head(text: str, room: int) -> str:
    return text if cell_len(text) <= room else chop_cells(text, room - 1)[0] + _CUT


def _tail(text: str, room: int) -> str:
    if cell_len(text) <= room:
        return text
    return _CUT + chop_cells(text[::-1], room - 1)[0][::-1]
