"""Plain text and Markdown, whose tables are told by bars, or by what stands below each other."""

import re
from collections.abc import Iterator, Sequence

from plan_tracker.documents.document import Block
from plan_tracker.documents.readers.layout.blocks import laid_blocks
from plan_tracker.documents.readers.layout.line import Line, Page, Word
from plan_tracker.documents.readers.layout.pieces import TYPED
from plan_tracker.documents.readers.limits import MOST_LAID_OUT, MOST_PARAGRAPHS, too_many
from plan_tracker.documents.readers.unreadable import UnreadableError

_CELLS = re.compile(r"\t|(?:^|(?<=\s))\|(?=\s|$)")
# A line of a table has cells with marks or two blanks between them, or figures at its end.
_TABLE_LINE = re.compile(r"\t|\s\|\s|\S {2,}\S|(?:\s\.){2}|\.{4}")
_OF_RULE = re.compile(r"[\s|:+=-]+")  # what the line below the headings of Markdown is made of
_DRAWN = re.compile(r"[-=]{3}")
_DIGIT = re.compile(r"\d")
_LONGEST_ROW = 400  # signs
_HEADS = 10  # lines beside those of a table, which may be its headings
_CELL_APART = 1_000.0  # signs from the beginning of a cell to that of the next
_TOKEN = re.compile(r"\S+")


def read_plain(raw: bytes, file: str) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks of a text in UTF-8 or UTF-16, and what was not read. Raises UnreadableError."""
    return read_lines(plain_text(raw), file)


def plain_text(raw: bytes) -> str:
    """A text in UTF-8 or UTF-16, with `\\n` at line ends. Raises UnreadableError."""
    try:
        text = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableError(f"is not UTF-8 text from line {line} on: save it as UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_lines(text: str, file: str) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The paragraphs and tables of a text with `\\n` at line ends, and what was not read.

    Places name its lines. Raises UnreadableError where there is too much.
    """
    if text.count("\n") > MOST_PARAGRAPHS:
        raise UnreadableError(too_many("lines", MOST_PARAGRAPHS))
    rows = ["" if _is_rule(row) else row for row in text.split("\n")]
    may_be_table = _near_tables(rows)
    words = (
        tuple(_words(row, number) if at_table else _whole(row, number))
        for number, (row, at_table) in enumerate(zip(rows, may_be_table, strict=True), 1)
    )
    lines, laid_out = list[Line](), 0
    for number, own in enumerate(words, 1):
        if own:
            lines.append(Line(own, number))
            laid_out += len(own) - 1
            if laid_out > MOST_LAID_OUT:
                message = too_many("words in lines that may be those of tables", MOST_LAID_OUT)
                raise UnreadableError(f"{message}, or give its tables as .csv")
    laid, left_out = laid_blocks([Page(0, 0.0, 0.0, tuple(lines))], file, TYPED)
    return tuple(part.block for part in laid), left_out


def _is_rule(row: str) -> bool:
    """Whether a line is drawn with marks, and with some that stand between columns."""
    drawn = _OF_RULE.fullmatch(row) and ("|" in row or "+" in row)
    return bool(drawn) and _DRAWN.search(row) is not None


def _near_tables(rows: Sequence[str]) -> list[bool]:
    """Which rows may be those of tables, or headings of one."""
    near = [False] * len(rows)
    reached = 0
    for at, row in enumerate(rows):
        if _may_be_row(row):
            first, after = max(reached, at - _HEADS), min(len(rows), at + _HEADS + 1)
            near[first:after] = [True] * (after - first)
            reached = max(reached, at + 1)
    return near


def _may_be_row(row: str) -> bool:
    """Whether a line has marks between cells, or two figures at its end."""
    if len(row) > _LONGEST_ROW:
        return False
    last = row.rsplit(maxsplit=2)[-2:]
    return _TABLE_LINE.search(row) is not None or (len(last) == 2 and all(map(_DIGIT.search, last)))


def _whole(row: str, number: int) -> Iterator[Word]:
    """A line of words alone, which nothing need be told apart in."""
    text = " ".join(row.split())
    if not text:
        return
    left = float(len(row) - len(row.lstrip()))
    yield Word(text, left, left + len(text), float(number), 1.0, 1.0)


def _words(row: str, number: int) -> Iterator[Word]:
    """The words of a line; those of cells with marks between them stand in columns."""
    cells = _CELLS.split(row)
    if len(cells) > 1 and not cells[0].strip() and "|" in row:
        cells = cells[1:]
    for column, cell in enumerate(cells):
        first = column * _CELL_APART
        for token in _TOKEN.finditer(cell):
            left, right = first + token.start(), first + token.end()
            yield Word(token[0], left, right, float(number), 1.0, 1.0)
