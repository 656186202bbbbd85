"""Documents of each format, made here: what a reader sees is read, the rest is said."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pptx import Presentation

from plan_tracker.documents.document import Document, Paragraph
from plan_tracker.documents.readers.reading import read_document

_WORD = nsdecls("w")


def _paragraphs(document: Document) -> list[tuple[str, str]]:
    blocks = (block for block in document.blocks if isinstance(block, Paragraph))
    return [(paragraph.text, paragraph.role) for paragraph in blocks]


def _rows(document: Document) -> list[str]:
    """The rows of its tables, and the captions above them."""
    grids = (table.grid for table in document.tables)
    return [
        " | ".join(cell.text for at, cell in sorted(grid.cells.items()) if at[0] == row)
        for grid in grids
        for row in range(1, grid.last_row + 1)
    ]


def _read(path: Path) -> Document:
    document, problems = read_document(path)
    assert document is not None, problems
    return document


def _word(path: Path, *elements: str) -> Document:
    file = docx.Document()
    for element in reversed(elements):
        file.element.body.insert(0, parse_xml(element))
    file.save(str(path))
    return _read(path)


def _run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


SEEN = {
    "plain": _run("12 km"),
    "inserted": f'<w:ins w:id="1" w:author="a">{_run("12 km")}</w:ins>',
    "in a control": f"<w:sdt><w:sdtContent>{_run('12 km')}</w:sdtContent></w:sdt>",
    "in a link": f"<w:hyperlink>{_run('12 km')}</w:hyperlink>",
    "deleted": _run("12 km") + '<w:del w:id="2"><w:r><w:delText>99</w:delText></w:r></w:del>',
    "moved away": f'{_run("12 km")}<w:moveFrom w:id="2" w:author="a">{_run("99")}</w:moveFrom>',
    "hidden": _run("12 km") + _run("99", "<w:vanish/>"),
    "not hidden": _run("12 km", '<w:vanish w:val="0"/>'),
    "broken by a tab": f"{_run('12')}<w:r><w:tab/></w:r>{_run('km')}",
}


@pytest.mark.parametrize("name", SEEN)
def test_word_is_read_as_it_is_shown(name: str, tmp_path: Path) -> None:
    document = _word(tmp_path / "a.docx", f"<w:p {_WORD}>{SEEN[name]}</w:p>")
    assert _paragraphs(document) == [("12 km", "body")]
    assert [reason.rpartition("docx: ")[2] for reason in document.left_out] == {
        "deleted": ["deleted text that is tracked: 1"],
        "moved away": ["deleted text that is tracked: 1"],
        "hidden": ["hidden text: 1"],
    }.get(name, [])


def test_what_is_raised_is_no_digit_of_the_number_before(tmp_path: Path) -> None:
    raised = _run("1", '<w:vertAlign w:val="superscript"/>')
    document = _word(tmp_path / "a.docx", f"<w:p {_WORD}>{_run('1.600')}{raised}</w:p>")
    assert _paragraphs(document) == [("1.600¹", "body")]


def test_text_boxes_and_tables_inside_tables_follow_what_holds_them(tmp_path: Path) -> None:
    inner = f"<w:tbl><w:tr>{_cell('Spending')}{_cell('40')}</w:tr></w:tbl>"
    outer = f"<w:tbl {_WORD}><w:tr>{_cell('Part', inner)}{_cell('7')}</w:tr></w:tbl>"
    box = f"<w:txbxContent><w:p>{_run('In a box: 5 km')}</w:p></w:txbxContent>"
    framed = f"<w:p {_WORD}>{_run('Beside')}<w:r><w:pict>{box}</w:pict></w:r></w:p>"
    document = _word(tmp_path / "a.docx", framed, outer)
    assert _paragraphs(document) == [("Beside", "caption"), ("In a box: 5 km", "caption")]
    assert _rows(document) == ["Beside", "In a box: 5 km", "Part | 7", "Spending | 40"]


def _cell(text: str, more: str = "", look: str = "") -> str:
    return f"<w:tc><w:tcPr>{look}</w:tcPr><w:p>{_run(text)}</w:p>{more}</w:tc>"


def test_merged_cells_of_word_are_one(tmp_path: Path) -> None:
    wide, first, on = (
        f"<w:{look}/>" for look in ('gridSpan w:val="2"', 'vMerge w:val="restart"', "vMerge")
    )
    rows = (
        _cell("Item", look=first) + _cell("2023", look=wide),
        _cell("", look=on) + _cell("Plan") + _cell("Actual"),
        _cell("Roads") + _cell("12") + _cell("10"),
    )
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    document = _word(tmp_path / "a.docx", f"<w:tbl {_WORD}>{table}</w:tbl>")
    grid = document.tables[0].grid
    assert [[grid.text(row, column) for column in (1, 2, 3)] for row in (1, 2, 3)] == [
        ["Item", "2023", "2023"],
        ["Item", "Plan", "Actual"],
        ["Roads", "12", "10"],
    ]


def test_margins_and_notes_of_word_come_last_and_by_name(tmp_path: Path) -> None:
    file = docx.Document()
    file.add_heading("Report of 2023")
    file.sections[0].header.paragraphs[0].text = "Ministry, 2019"
    file.save(str(tmp_path / "a.docx"))
    assert _paragraphs(_read(tmp_path / "a.docx")) == [
        ("Report of 2023", "heading"),
        ("Ministry, 2019", "margin"),
    ]


_ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">'
)


def _open(path: Path) -> None:
    styles = (
        '<office:automatic-styles><style:style style:name="H"><style:text-properties '
        'text:display="none"/></style:style><style:style style:name="S"><style:text-properties '
        'style:text-position="super 58%"/></style:style></office:automatic-styles>'
    )
    cells = "".join(
        f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in ("Roads", "12")
    )
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>99</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        '<text:h>Report</text:h><text:p>Roads: 12<text:span text:style-name="S">1</text:span>'
        "<text:s/>km<text:note><text:note-citation>7</text:note-citation><text:note-body>"
        "<text:p>In use.</text:p></text:note-body></text:note></text:p>"
        '<text:p text:style-name="H">99</text:p>'
        f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
    )
    content = f"{_ODT}{styles}<office:body><office:text>{body}</office:text></office:body>"
    empty = f"{_ODT}</office:document-content>"
    with ZipFile(path, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        parts.writestr("content.xml", f"{content}</office:document-content>")
        parts.writestr("styles.xml", empty)


def _rich(path: Path) -> None:
    row = r"\trowd\cellx1000\cellx2000\pard\intbl Roads\cell 12\par km\cell\row"
    path.write_text(
        r"{\rtf1\ansi\ansicpg1252 Report\par Roads: 12{\super 1} km{\v 99}\par " + row + "}",
        encoding="ascii",
    )


def _slides(path: Path) -> None:
    file = Presentation()
    slide = file.slides.add_slide(file.slide_layouts[5])
    slide.shapes.title.text = "Report"
    table = slide.shapes.add_table(1, 2, 0, 2_000_000, 900_000, 900_000).table
    table.cell(0, 0).text, table.cell(0, 1).text = "Roads", "12"
    slide.notes_slide.notes_text_frame.text = "Roads: 12 km"
    file.slides.add_slide(file.slide_layouts[5]).element.set("show", "0")
    file.save(str(path))


def _page(path: Path) -> None:
    path.write_text(
        "<html><head><title>9</title></head><body><h1>Report</h1><p>Roads: 12<sup>1</sup>\n km"
        "</p><div style='display: none'>99</div><p hidden>98</p><ix:header>97</ix:header><table>"
        "<caption>Roads in use</caption><tr><td><div>Roads</div></td><td><p>12</p></td></tr>"
        "</table>",
        encoding="utf-8",
    )


Blocks = Sequence[tuple[str, str]]
OTHERS: dict[str, tuple[Callable[[Path], None], Blocks, list[str], list[str]]] = {
    "a.odt": (
        _open,
        [("Report", "heading"), ("Roads: 12¹ km", "caption"), ("In use.", "note")],
        ["Report", "Roads: 12¹ km", "Roads | 12"],
        ["deleted text that is tracked", "hidden text: 1"],
    ),
    "a.rtf": (
        _rich,
        [("Report", "caption"), ("Roads: 12¹ km", "caption")],
        ["Report", "Roads: 12¹ km", "Roads | 12 km"],
        ["hidden or deleted text"],
    ),
    "a.pptx": (
        _slides,
        [("Report", "heading"), ("Roads: 12 km", "note")],
        ["Report", "Roads | 12"],
        ["the hidden slide 2"],
    ),
    "a.html": (
        _page,
        [("Report", "heading"), ("Roads: 12¹ km", "caption"), ("Roads in use", "heading")],
        ["Report", "Roads: 12¹ km", "Roads in use", "Roads | 12"],
        ["parts that the page hides: 2"],
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_other_documents_are_read_as_they_are_shown(name: str, tmp_path: Path) -> None:
    make, paragraphs, rows, left_out = OTHERS[name]
    make(tmp_path / name)
    document = _read(tmp_path / name)
    assert _paragraphs(document) == paragraphs
    assert _rows(document) == rows
    assert [reason.rpartition(f"{name}: ")[2] for reason in document.left_out] == left_out


def test_a_page_of_tables_in_tables_is_read_by_the_inner_ones(tmp_path: Path) -> None:
    inner = "<table><tr><td>Roads</td><td>12</td></tr></table>"
    path = tmp_path / "a.html"
    path.write_text(f"<table><tr><td>Beside.</td><td>{inner}</td></tr></table>", encoding="utf-8")
    document = _read(path)
    assert _rows(document) == ["Beside.", "Roads | 12"]


def test_bars_are_the_columns_of_a_text(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "# Report\n\nIt is long enough to be a sentence, and has an end, in 2023.\n\n"
        "| City | 2024 |\n| --- | ---: |\n| Ha Noi | 9,080 |\n",
        encoding="utf-8",
    )
    document = _read(path)
    assert _rows(document) == ["City | 2024", "Ha Noi | 9,080"]
    assert str(document.tables[0].grid.place(2, 2)) == f"{path}, table 1, row 2, column 2"
    assert document.text == path.read_text(encoding="utf-8")


def test_an_old_font_is_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Coâng ty coå phaàn Thöïc phaåm ñaït 507,2 tyû ñoàng.", encoding="utf-8")
    document = _read(path)
    assert document.paragraphs[0].text == "Công ty cổ phần Thực phẩm đạt 507,2 tỷ đồng."
    assert tuple(map(str, document.notes)) == (
        f"{path}: is typed in the codes of the old font VNI: read as Unicode",
    )


REFUSED = {
    "a.doc": (b"\xd0\xcf\x11\xe0", "save it anew, as .docx"),
    "a.png": (b"\x89PNG", "is a picture"),
    "a.odt": (b"<html>", "is no OpenDocument text"),
    "b.odt": (b"PK\x03\x04rest", "is a broken OpenDocument text"),
    "a.pptx": (b"PK\x03\x04rest", "is a broken presentation"),
    "a.rtf": (b"no group", "is no rich text"),
    "a.docx": (b"{\\rtf1}", "holds a rtf file: rename it"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_said(name: str, tmp_path: Path) -> None:
    content, said = REFUSED[name]
    (tmp_path / name).write_bytes(content)
    document, problems = read_document(tmp_path / name)
    assert document is None
    assert said in problems[0].message


def test_a_word_document_of_another_kind_is_refused_by_name(tmp_path: Path) -> None:
    content = BytesIO()
    with ZipFile(content, "w") as parts:
        parts.writestr("word/other.xml", "<a/>")
    (tmp_path / "a.docx").write_bytes(content.getvalue())
    _, problems = read_document(tmp_path / "a.docx")
    assert "broken Word document" in problems[0].message
