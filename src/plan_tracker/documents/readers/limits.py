"""How much a document may hold: what is more is no report, or means harm.

What a limit keeps from happening stands beside it. docs/threats.md names each.
"""

from dataclasses import dataclass

from plan_tracker.documents.readers.unreadable import UnreadableError

LARGEST_DOCUMENT = 100_000_000  # bytes of the file

# Of the parts that the ZIP file of a document unfolds to.
MOST_PARTS = 20_000
LARGEST_UNFOLDED = 200_000_000  # bytes
MOST_MARKS = 4_000_000  # signs `<` and `=`: an element or attribute takes some 200 bytes in memory

DEEPEST = 200  # elements inside each other; readers that go down into them keep a stack
DEEPEST_PAGE = 1_000  # the same for pages of the web, which are not gone down into

MOST_PARAGRAPHS = 1_000_000  # each takes some 300 bytes in memory
MOST_LAID_OUT = 500_000  # words of a text that may be in tables; each takes some 30 microseconds
MOST_CELLS = 250_000  # of all tables, as in a yearbook of a thousand pages; each takes some 50
# microseconds until its arithmetic is done. A merged cell counts for all that it goes over.
MOST_REPEATED = 20_000  # cells with a text that stands once in the file and is meant so often
LAST_COLUMN = 16_384  # as in workbooks
MOST_NUMBERS = 100_000  # outside of tables, as on a thousand pages of nothing but sentences; each
# takes some 400 microseconds and 6,000 bytes until it is checked


# Of PDFs; the process that draws them is ended where it takes more time or memory.
MOST_PAGES = 2_000
MOST_SIGNS_OF_ALL = 5_000_000
MOST_SECONDS_OF_PDF = 60  # of the processor
MOST_MEMORY_OF_PDF = 1_000_000_000  # bytes of addresses


@dataclass(slots=True)
class Room:
    """What a document may still hold while it is read."""

    paragraphs: int = MOST_PARAGRAPHS
    cells: int = MOST_CELLS
    repeated: int = MOST_REPEATED

    def take_paragraph(self) -> None:
        """Raises UnreadableError where there are too many."""
        self.paragraphs -= 1
        if self.paragraphs < 0:
            raise UnreadableError(too_many("paragraphs", MOST_PARAGRAPHS))

    def take_cells(self, count: int, last_column: int) -> None:
        """Raises UnreadableError where there are too many, or a table is too wide."""
        self.cells -= count
        if self.cells < 0:
            raise UnreadableError(too_many("cells in its tables, merged ones in full", MOST_CELLS))
        if last_column > LAST_COLUMN:
            raise UnreadableError(too_many("columns in a table", LAST_COLUMN))

    def take_repeated(self, count: int) -> None:
        """Raises UnreadableError where so many cells more are only meant, and not written."""
        self.repeated -= count
        if self.repeated < 0:
            message = too_many("cells that say how often they are repeated", MOST_REPEATED)
            raise UnreadableError(message)


def too_many(what: str, most: int) -> str:
    """What is said of a document that holds too many of something."""
    return f"has more than {most:,} {what}: split the document"
