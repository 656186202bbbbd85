"""How values look in a notebook: a line in bold, and a table of the first rows."""

from collections.abc import Iterable, Sequence
from html import escape

_MOST = 60  # rows; the frame has them all


def table_html(head: str, headings: Sequence[str], rows: Sequence[Iterable[object]]) -> str:
    """A line over a table whose texts are escaped; what is left out of it is counted."""
    names = "".join(f"<th>{escape(name)}</th>" for name in headings)
    lines = "".join(f"<tr>{_cells(row)}</tr>" for row in rows[:_MOST])
    more = f"<p>… +{len(rows) - _MOST}</p>" if len(rows) > _MOST else ""
    table = f"<table><thead><tr>{names}</tr></thead><tbody>{lines}</tbody></table>{more}"
    return f"<p><b>{escape(head)}</b></p>{table if rows else ''}"


def _cells(row: Iterable[object]) -> str:
    return "".join(f"<td>{escape('' if cell is None else str(cell))}</td>" for cell in row)
