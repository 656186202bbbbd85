"""What a document holds, as a reader sees it: paragraphs and tables, in the order of reading."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import Literal

from plan_tracker.grids.grid import Grid
from plan_tracker.model.place import Place
from plan_tracker.model.text import Text

# What a paragraph is to its document: headings may name a period and a subject for what follows;
# captions of tables, notes and the margins of pages (headers, footers, page numbers) give none.
Role = Literal["body", "heading", "caption", "note", "margin"]


_NO_PROSE = ("caption", "margin")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that stand together; `place` is that of the paragraph as a whole, or of its line."""

    text: str
    place: Place
    role: Role = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """A table inside a document; its cells have places with the number of the table.

    The first rows of its grid are `captions`, which stand before it as paragraphs too.
    """

    grid: Grid
    captions: int = 0


Block = Paragraph | Table


@dataclass(frozen=True)
class Document:
    """A document at hand, with the sha256 of its file.

    `left_out` says what of it was not read, and why; `notes` what one must know of how it was.
    What is `typed` in a file that is text itself is kept as it stands there.
    """

    blocks: tuple[Block, ...]
    sha256: str
    left_out: tuple[str, ...] = ()
    notes: tuple[Text, ...] = ()
    typed: str = ""

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Its prose, without tables, their captions, and the margins of pages."""
        blocks = (block for block in self.blocks if isinstance(block, Paragraph))
        return tuple(block for block in blocks if block.role not in _NO_PROSE)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Its tables."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @cached_property
    def tables_at(self) -> tuple[int, ...]:
        """Where in `prose` each of its tables stands."""
        at, places = 0, []
        for block in self.blocks:
            if isinstance(block, Table):
                places.append(at)
            elif block.role not in _NO_PROSE:
                at += len(block.text) + 1
        return tuple(places)

    @cached_property
    def prose(self) -> str:
        """Its paragraphs, each on lines of its own, without the margins of pages."""
        return "".join(f"{paragraph.text}\n" for paragraph in self._spoken)

    def place(self, start: int, end: int) -> Place:
        """Where a stretch of `prose` stands; of one that goes over paragraphs, where it begins."""
        at = bisect_right(self._starts, start) - 1
        paragraph, first = self._spoken[at], self._starts[at]
        within = slice(start - first, min(end - first, len(paragraph.text)))
        column = within.start + 1 if paragraph.place.line else 0
        return replace(paragraph.place, column=column, start=within.start, end=within.stop)

    def section(self, at: int) -> int:
        """The number of the section that a place of `prose` is in: how many headings begin it."""
        return bisect_right(self._headings, at)

    @cached_property
    def _headings(self) -> Sequence[int]:
        pairs = zip(self._starts, self._spoken, strict=True)
        return [start for start, paragraph in pairs if _is_heading(paragraph)]

    @cached_property
    def _starts(self) -> Sequence[int]:
        lengths = (len(paragraph.text) + 1 for paragraph in self._spoken)
        return list(accumulate(lengths, initial=0))[:-1]

    @cached_property
    def _spoken(self) -> Sequence[Paragraph]:
        """The paragraphs that say something: a header and the number of a page do not."""
        return [paragraph for paragraph in self.paragraphs if paragraph.role != "margin"]

    @cached_property
    def text(self) -> str:
        """All of it, tables too, in lines: those of its file, where this is text."""
        return self.typed or "".join(f"{line}\n" for line in self.lines())

    def lines(self) -> Iterator[str]:
        """Its text: a line for each paragraph, and for each row of a table."""
        for block in self.blocks:
            yield from _lines(block)


def _is_heading(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a heading, as its file or a mark before it says."""
    return paragraph.role == "heading" or paragraph.text.startswith("#")


def _lines(block: Block) -> Iterator[str]:
    """The lines of a block, with ` | ` between the cells of a row."""
    if isinstance(block, Paragraph):
        yield block.text
        return
    grid = block.grid
    for row in range(grid.first_row + block.captions, grid.last_row + 1):
        cells = (grid.cell(row, column) for column in range(1, grid.last_column + 1))
        yield " | ".join(cell.text.replace("\n", " ") if cell else "" for cell in cells).strip(" |")
