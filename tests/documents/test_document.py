"""A document's prose leads back to its paragraphs."""

import pytest

from plan_tracker.documents.document import Document, Paragraph, Table
from plan_tracker.grids.grid import Cell, Grid
from plan_tracker.model.place import Place

WORD = "report.docx"
IN_TABLE = Place(WORD, 1, 2, table=1)
DOCUMENT = Document(
    (
        Paragraph("Revenue rose by 5%.", Place(WORD, paragraph=1)),
        Table(
            Grid(
                WORD,
                {(1, 1): Cell("Revenue", Place(WORD, 1, 1, table=1)), (1, 2): Cell("12", IN_TABLE)},
                within=Place(WORD, table=1),
            )
        ),
        Paragraph("Ministry, page 3 of 12", Place(WORD, paragraph=3), "margin"),
        Paragraph("Costs fell.", Place(WORD, paragraph=2)),
    ),
    "",
)


def test_prose_is_without_tables_and_margins() -> None:
    assert DOCUMENT.prose == "Revenue rose by 5%.\nCosts fell.\n"
    margin = "Ministry, page 3 of 12"
    lines = ["Revenue rose by 5%.", "Revenue | 12", margin, "Costs fell."]
    assert list(DOCUMENT.lines()) == lines


@pytest.mark.parametrize(
    ("words", "place", "said"),
    [
        ("5%", Place(WORD, paragraph=1, start=16, end=18), "report.docx, paragraph 1"),
        ("fell", Place(WORD, paragraph=2, start=6, end=10), "report.docx, paragraph 2"),
    ],
)
def test_a_stretch_of_prose_has_its_place(words: str, place: Place, said: str) -> None:
    start = DOCUMENT.prose.index(words)
    assert DOCUMENT.place(start, start + len(words)) == place
    assert str(place) == said


def test_a_line_of_a_text_has_a_column() -> None:
    text = Document((Paragraph("Costs fell.", Place("a.txt", 7)),), "")
    assert str(text.place(6, 10)) == "a.txt:7:7"


def test_cells_are_counted_in_their_table() -> None:
    grid = DOCUMENT.tables[0].grid
    assert str(grid.place(1, 2)) == "report.docx, table 1, row 1, column 2"
    assert str(grid.place(4, 3)) == "report.docx, table 1, row 4, column 3"
    assert str(Place("a.pdf", 14, page=3)) == "a.pdf, page 3, line 14"
