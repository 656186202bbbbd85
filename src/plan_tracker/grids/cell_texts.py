"""What the text of a cell may be, whatever kind of file or database it stands in."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from plan_tracker.inputs.text import turning_mark
from plan_tracker.inputs.words import shown

if TYPE_CHECKING:
    import pyarrow as pa

LONGEST_TEXT = 32_767  # characters; no spreadsheet program keeps more in a cell
_LONGEST_SIGN = 4  # bytes


def refused_text(text: str) -> str:
    """Why a cell may not hold a text, with the remedy; empty where it may."""
    if len(text) > LONGEST_TEXT:
        return f"holds {len(text):,} characters, more than {LONGEST_TEXT:,}: shorten it"
    return "" if text.isascii() else str(turning_mark(text))


def refused_texts(texts: Sequence[str]) -> tuple[int, str] | None:
    """The number of the first text that no cell may hold, and why; None where there is none."""
    for number, text in enumerate(texts):
        if (not text.isascii() or len(text) > LONGEST_TEXT) and (message := refused_text(text)):
            return number, message
    return None


def refused_columns(table: "pa.Table") -> str:
    """Why a table may not hold one of its texts, with its column and row, counted from 1."""
    for name in table.column_names:
        row = 0
        for texts in _texts(table.column(name)):
            refused = refused_texts(texts)
            if refused is not None:
                at, message = refused
                return f"row {row + at + 1:,} of the column {shown(name)} {message}"
            row += len(texts)
    return ""


def _texts(column: "pa.ChunkedArray") -> Iterator[list[str]]:
    """The texts of a column that might be refused, piece by piece; of others nothing."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.types as types

    for chunk in column.chunks:
        texts = chunk.dictionary if isinstance(chunk, pa.DictionaryArray) else chunk
        if not (types.is_string(texts.type) or types.is_large_string(texts.type)):
            continue
        longest = pc.max(pc.binary_length(texts)).as_py() or 0
        if longest <= LONGEST_TEXT and pc.all(pc.string_is_ascii(texts)).as_py() is not False:
            continue
        yield [text or "" for text in texts.to_pylist()]
