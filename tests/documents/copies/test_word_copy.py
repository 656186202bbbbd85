"""A copy of a Word document has comments on its figures, and is otherwise the document."""

from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from plan_tracker.documents.copies.mark import Mark
from plan_tracker.documents.copies.word import mark_docx
from plan_tracker.documents.readers.word import read_docx
from plan_tracker.model.place import Place

FILE = "a.docx"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _raw(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        paragraph = document.add_paragraph()
        for piece in text.split("~"):
            paragraph.add_run(piece).bold = piece.isdigit()
    table = document.add_table(2, 2)
    for at, text in enumerate(("Item", "2023", "Roads", "12")):
        table.cell(at // 2, at % 2).text = text
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _commented(raw: bytes) -> list[tuple[str, str]]:
    """What is commented, and how."""
    document = docx.Document(BytesIO(raw))
    texts = {comment.comment_id: comment.text for comment in document.comments}
    open_: dict[str, list[str]] = {}
    found: dict[int, str] = {}
    for element in document.element.body.iter():
        if element.tag == f"{_W}commentRangeStart":
            open_[element.get(f"{_W}id")] = []
        elif element.tag == f"{_W}commentRangeEnd":
            found[int(element.get(f"{_W}id"))] = "".join(open_.pop(element.get(f"{_W}id")))
        elif element.tag == f"{_W}t":
            for words in open_.values():
                words.append(element.text)
    return [(found[number], texts[number]) for number in sorted(found)]


IN_PARAGRAPH = Place(FILE, paragraph=1)
PLACES = {
    "in one run": ("Roads: 12 km in 2023.", Mark(IN_PARAGRAPH, "12 km", "error", "Wrong.")),
    "over runs": ("Roads: ~1~2 k~m in 2023.", Mark(IN_PARAGRAPH, "12 km", "error", "Wrong.")),
    "with other blanks": ("Roads: 12\xa0 km.", Mark(IN_PARAGRAPH, "12 km", "error", "Wrong.")),
    "at the start": ("12 km of roads", Mark(IN_PARAGRAPH, "12 km", "note", "Two\nlines.")),
    "in a cell": ("Roads.", Mark(Place(FILE, 2, 2, table=1), "12", "warning", "Doubtful.")),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_comment_stands_on_its_figure_alone(name: str) -> None:
    text, mark = PLACES[name]
    raw = _raw(text)
    copy, missed = mark_docx(raw, FILE, [mark])
    assert missed == []
    ((commented, said),) = _commented(copy)
    assert "".join(commented.split()) == "".join(mark.printed.split())
    assert said == mark.text
    assert read_docx(copy, FILE) == read_docx(raw, FILE)


def test_what_is_not_there_is_commented_as_a_whole() -> None:
    copy, _ = mark_docx(_raw("Roads: 12 km."), FILE, [Mark(IN_PARAGRAPH, "13", "error", "Wrong.")])
    assert _commented(copy) == [("Roads: 12 km.", "Wrong.")]


def test_several_comments_stand_on_one_figure() -> None:
    marks = [Mark(IN_PARAGRAPH, "12", "error", said) for said in ("First.", "Second.")]
    copy, _ = mark_docx(_raw("Roads: 12 km."), FILE, marks)
    assert [text for _, text in _commented(copy)] == ["First.", "Second."]


def test_a_place_that_is_not_there_is_given_back() -> None:
    lost = Mark(Place(FILE, paragraph=9), "12", "error", "Wrong.")
    assert mark_docx(_raw("Roads."), FILE, [lost])[1] == [lost]


def test_comments_never_stand_where_a_program_allows_none() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Ministry, 12"
    content = BytesIO()
    document.save(content)
    mark = Mark(IN_PARAGRAPH, "12", "error", "Wrong.")
    assert mark_docx(content.getvalue(), FILE, [mark])[1] == [mark]


def test_the_same_document_gives_the_same_comments() -> None:
    mark = Mark(IN_PARAGRAPH, "12", "error", "Wrong.")
    raw = _raw("Roads: 12 km.")
    first, second = (docx.Document(BytesIO(mark_docx(raw, FILE, [mark])[0])) for _ in range(2))
    assert first.part._comments_part.blob == second.part._comments_part.blob


def test_text_in_a_box_is_commented_in_its_box() -> None:
    document = docx.Document()
    inner = "<w:txbxContent><w:p><w:r><w:t>In a box: 12</w:t></w:r></w:p></w:txbxContent>"
    box = f"<w:p {nsdecls('w')}><w:r><w:t>12</w:t></w:r><w:r><w:pict>{inner}</w:pict></w:r></w:p>"
    document.element.body.insert(0, parse_xml(box))
    content = BytesIO()
    document.save(content)
    mark = Mark(Place(FILE, paragraph=2), "12", "error", "Wrong.")
    copy, missed = mark_docx(content.getvalue(), FILE, [mark])
    assert missed == []
    assert _commented(copy) == [("12", "Wrong.")]
