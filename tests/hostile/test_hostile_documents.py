"""Documents that mean harm: what they cost grows with their bytes, and ends at a limit."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from pptx import Presentation

from plan_tracker.documents.readers import limits, package, plain, rich_text
from plan_tracker.documents.readers.opendocument import read_odt
from plan_tracker.documents.readers.plain import read_lines
from plan_tracker.documents.readers.reading import read_bytes_of
from plan_tracker.documents.readers.slides import read_pptx
from plan_tracker.documents.readers.unreadable import UnreadableError
from plan_tracker.documents.readers.web import read_html
from plan_tracker.documents.readers.word import read_docx
from tests.counted_calls import calls

_SHOWN = "<p>Roads: 12 km</p>"

_PAGES: dict[str, Callable[[int], str]] = {
    "comments that never end": lambda count: f"{_SHOWN}{'<!--' * count}",
    "declarations": lambda count: f"{_SHOWN}{'<!DOCTYPE ' * count}",
    "instructions": lambda count: f"{_SHOWN}{'<?' * count}",
    "data": lambda count: f"{_SHOWN}{'<![CDATA[' * count}",
    "signs": lambda count: f"{_SHOWN}{'<' * count}",
    "elements that never end": lambda count: f"{_SHOWN}{'<a ' * count}",
    "ends": lambda count: f"{_SHOWN}{'</' * count}",
    "attributes": lambda count: f"<p {'a ' * count}>Roads: 12 km</p>",
    "values that never end": lambda count: f"{_SHOWN}<a {'a=' * count}'",
    "blanks": lambda count: f"<table><tr><td>a{' ' * count}b<td>12{' ' * count}</table>",
    "lines": lambda count: "<p>a" + " \n" * count + "12 km</p>",
    "spaced style": lambda count: f'<p style="{"; " * count}">12 km</p>',
    "elements": lambda count: ("<div>" * 9 + _SHOWN + "</div>" * 9) * count,
    "tables": lambda count: "<table><tr><td>a<td>12</table>" * count,
    "tables in tables": lambda count: ("<table><tr><td>a" * 9 + "<td>1" + "</table>" * 9) * count,
    "cells": lambda count: f"<table>{'<tr><td>12<td>13' * count}</table>",
    "cells in a row": lambda count: f"<table><tr>{'<td>12' * count}</table>",
}


@pytest.mark.parametrize("name", _PAGES)
def test_a_page_costs_what_it_is_long(name: str) -> None:
    few, many = (calls(read_html, _PAGES[name](count).encode(), "a.html") for count in (300, 3_000))
    assert many < 12 * few


def test_a_page_that_is_nothing_but_marks_has_no_text() -> None:
    for content in (b"<!--" * 10, b"<?" * 10, b"</" * 10, b"<!-- a -->"):
        document, problems = read_bytes_of(content, Path("a.html"))
        assert document is None
        assert "holds no text" in problems[0].message


def test_a_page_may_hold_any_sign() -> None:
    """Marks of our own once stood for tables and headings."""
    document, problems = read_bytes_of(b"<p>\x01999\x01</p><p>\x02Roads 12</p>", Path("a.html"))
    assert problems == []
    assert document is not None
    assert document.paragraphs[-1].role == "body"


def test_an_indent_may_have_any_number_of_digits() -> None:
    style = f"margin-left:{'9' * 5_000}pt"
    page = f'<table><tr><td style="{style}">Roads<td>12</table>'
    assert len(read_html(page.encode(), "a.html")[0]) == 1


_RICH: dict[str, Callable[[int], str]] = {
    "groups": lambda count: "{" * count + "12 km" + "}" * count,
    "fields that never end": lambda count: '{\\field{\\*\\fldinst{HYPERLINK "' * count + "12",
    "fonts without an end": lambda count: "{\\fonttbl" + "\\f1\\fcharset163 A" * count + "} 12",
    "fonts without signs": lambda count: "{\\fonttbl" + "\\f1 " * count + "} 12",
    "blanks": lambda count: f"a{' ' * count}12",
    "raised": lambda count: "{\\super 1} x" * count,
    "rows": lambda count: "\\pard\\intbl a\\cell 12\\cell\\row\n" * count,
}


@pytest.mark.parametrize("name", _RICH)
def test_rich_text_takes_as_long_as_it_is(name: str) -> None:
    """Expressions that go back and forth call nothing: what they are given is looked at."""
    few, many = (calls(read_bytes_of, _rich(name, count), Path("a.rtf")) for count in (99, 990))
    assert many < 12 * few
    shown = "".join(rich_text._shown(_rich(name, 99).decode()))
    assert "fldinst" not in shown
    assert max(line.count("\\f1") for line in shown.split("\n")) <= 1
    assert shown.count("\\fcharset") == shown.count("\\fcharset163 A;")


def _rich(name: str, count: int) -> bytes:
    return f"{{\\rtf1 {_RICH[name](count)}}}".encode()


@pytest.mark.parametrize("code", ["9999999999", "-9999999999", "99999999", "-99999"])
def test_no_sign_of_rich_text_has_such_a_code(code: str) -> None:
    document, problems = read_bytes_of(f"{{\\rtf1 \\u{code}? 12 km}}".encode(), Path("a.rtf"))
    assert document is None
    assert "is broken rich text" in problems[0].message


def test_what_rich_text_keeps_as_a_pair_is_one_sign() -> None:
    raw = b"{\\rtf1 \\u55357?\\u56832? 12 km, \\u55357? 13 km}"
    document, _ = read_bytes_of(raw, Path("a.rtf"))
    assert document is not None
    assert document.prose == "\U0001f600 12 km, \ufffd 13 km\n"


def test_a_link_of_rich_text_is_read_as_it_is_shown() -> None:
    link = r'{\field{\*\fldinst{HYPERLINK "http://a.example/2019"}}{\fldrslt{Roads}}}'
    document, _ = read_bytes_of(f"{{\\rtf1 {link} 12 km}}".encode(), Path("a.rtf"))
    assert document is not None
    assert document.prose == "Roads 12 km\n"


def test_a_line_of_marks_is_looked_at_once() -> None:
    """An expression that tries every place of three hyphens took a second for 16,000 of them."""
    raw = b"| City | 2023 |\n| --- | --- |\n| Hue | 12 |\n|" + b"-" * 2_000_000 + b"x 12\n"
    document, _ = read_bytes_of(raw, Path("a.md"))
    assert document is not None
    assert len(document.tables) == 1


def test_a_text_has_no_more_words_and_lines_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "MOST_LAID_OUT", 50)
    with pytest.raises(UnreadableError, match="more than 50 words in lines that may be"):
        read_lines("1 2 3\n" * 60, "a.txt")
    read_lines("Roads of the whole country.\n" * 60, "a.txt")
    monkeypatch.setattr(plain, "MOST_PARAGRAPHS", 50)
    with pytest.raises(UnreadableError, match="more than 50 lines"):
        read_lines("Roads.\n" * 60, "a.txt")


def test_a_broken_note_is_a_problem_of_the_document(tmp_path: Path) -> None:
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = "Ministry"
    file.save(str(tmp_path / "a.docx"))
    broken = BytesIO()
    with (
        zipfile.ZipFile(tmp_path / "a.docx") as old,
        zipfile.ZipFile(broken, "w") as new,
    ):
        for part in old.infolist():
            more = b"<a/>" if part.filename == "word/header1.xml" else b""
            new.writestr(part.filename, old.read(part) + more)
    document, problems = read_bytes_of(broken.getvalue(), Path("a.docx"))
    assert document is None
    assert "broken Word document" in problems[0].message


def test_a_broken_slide_is_a_problem_of_the_document() -> None:
    raw = BytesIO()
    with zipfile.ZipFile(BytesIO(_slide())) as old, zipfile.ZipFile(raw, "w") as new:
        for part in old.infolist():
            more = b"<a/>" if part.filename == "ppt/slides/slide1.xml" else b""
            new.writestr(part.filename, old.read(part) + more)
    document, problems = read_bytes_of(raw.getvalue(), Path("a.pptx"))
    assert document is None
    assert "broken presentation" in problems[0].message


def _word(body: str) -> bytes:
    """A Word document with this XML for a body."""
    made, raw = BytesIO(), BytesIO()
    docx.Document().save(made)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "word/document.xml":
                content = f"<w:document {space}><w:body>{body}</w:body></w:document>".encode()
            new.writestr(part.filename, content)
    return raw.getvalue()


def _text(body: str) -> bytes:
    """An OpenDocument text with this XML for a body."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
        for name, full in {
            "office": "office", "text": "text", "table": "table", "draw": "drawing",
        }.items()
    )  # fmt: skip
    raw = BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as new:
        inner = f"<office:body><office:text>{body}</office:text></office:body>"
        whole = f"<office:document-content {spaces}>{{}}</office:document-content>"
        new.writestr("content.xml", whole.format(inner))
        new.writestr("styles.xml", whole.format(""))
    return raw.getvalue()


def _slide() -> bytes:
    file, raw = Presentation(), BytesIO()
    file.slides.add_slide(file.slide_layouts[5]).shapes.title.text = "Roads: 12 km"
    file.save(raw)
    return raw.getvalue()


def _cell(text: str, look: str = "") -> str:
    return f"<w:tc><w:tcPr>{look}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def _open_cell(text: str, look: str = "") -> str:
    return f"<table:table-cell {look}>{text}</table:table-cell>"


def _merged_down(count: int) -> str:
    first, more = _cell("a", '<w:vMerge w:val="restart"/>'), _cell("", "<w:vMerge/>")
    rows = [first * 9 + _cell("12"), *[more * 9 + _cell("12")] * count]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def _boxes_in_a_cell(count: int) -> str:
    box = "<text:p>a<draw:text-box><text:p>12</text:p></draw:text-box></text:p>" * count
    row = f"<table:table-row>{_open_cell(box)}</table:table-row>"
    return f"<table:table>{row}</table:table>"


def test_cells_that_go_on_down_a_word_table_cost_what_they_are() -> None:
    few, many = (calls(read_docx, _word(_merged_down(count)), "a.docx") for count in (100, 1_000))
    assert many < 12 * few


def test_boxes_in_a_cell_cost_what_they_are() -> None:
    few, many = (calls(read_odt, _text(_boxes_in_a_cell(count)), "a.odt") for count in (60, 600))
    assert many < 12 * few


_WIDE_ROW = "<w:tr>" + _cell("a", '<w:gridSpan w:val="9999"/>') * 20 + "</w:tr>"
_HIGH = '<tr><td colspan="999" rowspan="999">a<td>b'
_REPEATED = (
    '<table:table-row table:number-rows-repeated="1000">'
    + _open_cell("<text:p>a</text:p>", 'table:number-columns-repeated="1000"')
    + "</table:table-row>"
) * 2
_EMPTY = (
    "<table:table-row>"
    + _open_cell("<text:p>a</text:p>")
    + _open_cell("", 'table:number-columns-repeated="999"')
    + "</table:table-row>"
)


def _repeated_rows(count: int) -> str:
    look = f'table:number-rows-repeated="{count}"'
    return f"<table:table-row {look}>{_open_cell('<text:p>12</text:p>')}</table:table-row>"


_TOO_LARGE: dict[str, tuple[Callable[[], object], str]] = {
    "wide cells of Word": (lambda: read_docx(_word(f"<w:tbl>{_WIDE_ROW}</w:tbl>"), ""), "columns"),
    "high cells of a page": (
        lambda: read_html(f"<table>{_HIGH * 500}</table>".encode(), ""), "cells in its tables",
    ),
    "many tables of wide cells": (
        lambda: read_html(b"<table><tr><td colspan=1000>a<td>1</table>" * 1_100, ""),
        "cells in its tables",
    ),
    "repeated cells": (
        lambda: read_odt(_text(f"<table:table>{_REPEATED}</table:table>"), ""),
        "cells that say how often",
    ),
    "repeated rows": (
        lambda: read_odt(_text(f"<table:table>{_repeated_rows(1_000) * 21}</table:table>"), ""),
        "cells that say how often",
    ),
    "many empty cells": (
        lambda: read_odt(_text(f"<table:table>{_EMPTY * 300}</table:table>"), ""),
        "cells in its tables",
    ),
    "repeated columns": (
        lambda: read_odt(
            _text(
                "<table:table><table:table-row>"
                + _open_cell("", 'table:number-columns-repeated="999"') * 20
                + "</table:table-row></table:table>"
            ),
            "",
        ),
        "columns",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", _TOO_LARGE)
def test_no_table_is_larger_than_its_file_can_tell(name: str) -> None:
    read, said = _TOO_LARGE[name]
    with pytest.raises(UnreadableError, match=f"has more than .* {said}"):
        read()


def test_a_million_paragraphs_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits.Room, "take_paragraph", _counted_to(20))
    reads: list[Callable[[], object]] = [
        lambda: read_html(_SHOWN.encode() * 21, "a.html"),
        lambda: read_docx(_word("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 21), "a.docx"),
        lambda: read_odt(_text("<text:p>a</text:p>" * 21), "a.odt"),
    ]
    for read in reads:
        with pytest.raises(UnreadableError, match="has more than 1,000,000 paragraphs"):
            read()


def _counted_to(most: int) -> Callable[[limits.Room], None]:
    taken = limits.Room.take_paragraph

    def take(room: limits.Room) -> None:
        room.paragraphs = min(room.paragraphs, most)
        taken(room)

    return take


def _with_part(raw: bytes, name: str, content: bytes) -> bytes:
    packed = BytesIO(raw)
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(name, content)
    return packed.getvalue()


_PACKAGES: dict[str, tuple[Callable[[], bytes], Callable[[bytes, str], object]]] = {
    "a.docx": (lambda: _word("<w:p/>"), read_docx),
    "a.odt": (lambda: _text("<text:p/>"), read_odt),
    "a.pptx": (_slide, read_pptx),
}


@pytest.mark.parametrize("name", _PACKAGES)
@pytest.mark.parametrize("part", ["word/media/a.png", "a.XML", "ppt/a", "b.rels"])
def test_no_part_unfolds_to_more_than_allowed_whatever_it_is_called(
    name: str, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, read = _PACKAGES[name]
    monkeypatch.setattr(package, "LARGEST_UNFOLDED", 2_000_000)
    with pytest.raises(UnreadableError, match=r"unfolds to 2,\d{3},\d{3} bytes, more than"):
        read(_with_part(made(), part, b" " * 2_000_000), name)


@pytest.mark.parametrize("name", _PACKAGES)
def test_no_part_holds_more_elements_than_allowed(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, read = _PACKAGES[name]
    monkeypatch.setattr(package, "MOST_MARKS", 20_000)
    with pytest.raises(UnreadableError, match="more than 20,000 elements and attributes"):
        read(_with_part(made(), "a.png", b"<a b='1'/>" * 20_000), name)


@pytest.mark.parametrize("name", _PACKAGES)
def test_a_document_has_no_more_parts_than_allowed(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, read = _PACKAGES[name]
    monkeypatch.setattr(package, "MOST_PARTS", 1)
    with pytest.raises(UnreadableError, match="has more than 1 parts"):
        read(made(), name)
