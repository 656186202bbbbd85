"""A copy of a PDF has highlights on its figures, and is otherwise the file as it was."""

from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter

from plan_tracker.documents.copies.mark import Mark
from plan_tracker.documents.copies.pdf import mark_pdf
from plan_tracker.documents.readers.pdf import read_pdf
from plan_tracker.documents.readers.unreadable import UnreadableError
from plan_tracker.model.place import Place
from tests.documents.readers.made_pdf import HEIGHT, MadePage, made_pdf

FILE = "a.pdf"
LETTER = 6.0  # width of one at size 10
PROSE = Place(FILE, line=1, page=1)


def _page(rotate: int = 0) -> MadePage:
    page = MadePage(rotate=rotate)
    page.put("Some 48 roads of 48.2 km were built in the year, and the reader finds", 50, 60)
    page.put("that 12 were mended, and that the rest of them waits for the next year.", 50, 72)
    for at, (name, figures) in enumerate((("Roads", ("12", "13")), ("Paths", ("14", "15")))):
        page.row(name, figures, 200 + 12 * at)
    return page


def _highlights(raw: bytes, page: int = 0) -> list[dict[str, Any]]:
    """The highlights of a page, with their keys."""
    annotations: Any = PdfReader(BytesIO(raw)).pages[page].get("/Annots", ())
    objects: list[Any] = [annotation.get_object() for annotation in annotations]
    return [each for each in objects if each["/Subtype"] == "/Highlight"]


def _box(highlight: dict[str, Any]) -> tuple[float, ...]:
    """Left, top, right, bottom, from the left and the top of the page."""
    left, low, right, high = (float(end) for end in highlight["/Rect"])
    return left, HEIGHT - high, right, HEIGHT - low


CASES = {
    "in a paragraph": (
        Mark(Place(FILE, line=1, column=18, page=1, start=17, end=21), "48.2", "error", "Wrong."),
        (50 + 17 * LETTER, 60, 50 + 21 * LETTER),
    ),
    "the second of two": (
        Mark(Place(FILE, line=1, column=6, page=1, start=5, end=7), "48", "error", "Wrong."),
        (50 + 5 * LETTER, 60, 50 + 7 * LETTER),
    ),
    "on its next line": (
        Mark(PROSE, "12 were", "note", "See there."),
        (50 + 5 * LETTER, 72, 50 + 12 * LETTER),
    ),
    "in a cell": (
        Mark(Place(FILE, 2, 3, page=1, table=1), "15", "warning", "Doubtful.\nSecond line."),
        (380 - 2 * LETTER, 212, 380),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_highlight_stands_on_its_figure_alone(name: str) -> None:
    mark, (left, base, right) = CASES[name]
    raw = made_pdf(_page())
    copy, missed = mark_pdf(raw, FILE, [mark])
    assert missed == []
    (highlight,) = _highlights(copy)
    box = _box(highlight)
    assert (box[0], box[2]) == pytest.approx((left, right), abs=0.5)
    assert base - 10 < box[1] < base - 5 and base < box[3] < base + 4
    assert highlight["/Contents"] == mark.text


def test_the_file_stays_as_it_was_and_the_notes_come_behind_it() -> None:
    raw = made_pdf(_page(), _page())
    marks = [Mark(Place(FILE, line=1, page=2), "48.2 km", "error", "Sai: “48,2” là số khác.")]
    copy, _ = mark_pdf(raw, FILE, marks)
    assert copy.startswith(raw)
    assert read_pdf(copy, FILE) == read_pdf(raw, FILE)
    assert not _highlights(copy, 0)
    (highlight,) = _highlights(copy, 1)
    assert highlight["/Contents"] == marks[0].text
    assert mark_pdf(raw, FILE, marks)[0] == copy


def test_what_goes_over_two_lines_has_two_stretches() -> None:
    mark = Mark(PROSE, "finds that 12", "error", "Wrong.")
    (highlight,) = _highlights(mark_pdf(made_pdf(_page()), FILE, [mark])[0])
    assert len(highlight["/QuadPoints"]) == 16


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_page_that_is_turned_is_marked_where_its_figure_is(rotate: int) -> None:
    mark, _ = CASES["in a cell"]
    upright = mark_pdf(made_pdf(_page()), FILE, [mark])[0]
    turned_raw = made_pdf(_page(rotate))
    turned = mark_pdf(turned_raw, FILE, [mark])[0]
    assert _box(_highlights(turned)[0]) == pytest.approx(_box(_highlights(upright)[0]), abs=3)


def test_the_marks_are_seen() -> None:
    raw = made_pdf(_page())
    mark, (left, base, right) = CASES["in a cell"]
    copy, _ = mark_pdf(raw, FILE, [mark])
    before, after = (
        pypdfium2.PdfDocument(content)[0].render().to_numpy() for content in (raw, copy)
    )
    changed = (before != after).any(axis=2).nonzero()
    assert left - 2 <= changed[1].min() and changed[1].max() <= right + 2
    assert base - 10 <= changed[0].min() and changed[0].max() <= base + 5


def test_what_is_not_there_is_highlighted_as_a_whole() -> None:
    place = Place(FILE, 2, 3, page=1, table=1)
    copy, missed = mark_pdf(made_pdf(_page()), FILE, [Mark(place, "99", "error", "Wrong.")])
    assert missed == [] and len(_highlights(copy)) == 1


def test_a_place_that_is_not_there_is_given_back() -> None:
    lost = Mark(Place(FILE, line=70, page=1), "12", "error", "Wrong.")
    assert mark_pdf(made_pdf(_page()), FILE, [lost])[1] == [lost]


def test_a_document_that_must_not_be_changed_is_refused() -> None:
    writer = PdfWriter(BytesIO(made_pdf(_page())))
    writer.encrypt("", "owner", algorithm="RC4-128")
    content = BytesIO()
    writer.write(content)
    with pytest.raises(UnreadableError, match=r"protected against changes.*\.html"):
        mark_pdf(content.getvalue(), FILE, [CASES["in a cell"][0]])
