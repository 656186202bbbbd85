"""Each limit has one place, a line in docs/threats.md, and is held."""

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from plan_tracker.documents.readers import limits, reading, web
from plan_tracker.documents.readers import word as word_reader
from plan_tracker.documents.readers.drawing import pages, signs
from plan_tracker.documents.readers.opendocument import read_odt
from plan_tracker.documents.readers.unreadable import UnreadableError
from plan_tracker.documents.readers.web import read_html
from plan_tracker.documents.readers.word import read_docx
from tests.documents.readers.made_pdf import MadePage, made_pdf
from tests.hostile.test_hostile_documents import _text, _word

_THREATS = Path(__file__).parents[2] / "docs" / "threats.md"
_LAYOUT = "plan_tracker.documents.readers.layout"
_ROW = re.compile(r"^\| (?P<what>.+?) \| (?P<most>[\d,; ]+) \| (?P<places>`.+) \|$", re.MULTILINE)
_PLACE = re.compile(r"(?P<names>(?:`_?[A-Z_]+`(?:, )?)+) in `(?P<file>[\w/]+)\.py`")
_ROWS = {row["what"]: row for row in _ROW.finditer(_THREATS.read_text(encoding="utf-8"))}


def _told() -> Iterator[tuple[str, str]]:
    """The module and name of each limit that the page tells."""
    for row in _ROWS.values():
        for place in _PLACE.finditer(row["places"]):
            module = f"plan_tracker.{place['file'].replace('/', '.')}"
            yield from ((module, name) for name in re.findall(r"_?[A-Z_]+", place["names"]))


@pytest.mark.parametrize("what", _ROWS)
def test_the_page_tells_each_limit_as_it_is(what: str) -> None:
    row = _ROWS[what]
    values = [
        getattr(import_module(f"plan_tracker.{place['file'].replace('/', '.')}"), name)
        for place in _PLACE.finditer(row["places"])
        for name in re.findall(r"_?[A-Z_]+", place["names"])
    ]
    assert [f"{value:,}" for value in values] == row["most"].split("; ")


def test_the_page_leaves_no_limit_out() -> None:
    told = set(_told())
    modules = {module for module, _ in told}
    limits_there = {
        (module, name)
        for module in modules
        for name, value in vars(import_module(module)).items()
        if re.match(r"_?(MOST|LARGEST|DEEPEST|LAST_(?:ROW|COLUMN))", name)
        and isinstance(value, int)
        and _stands_in(module, name)
    }
    assert len(told) > 40
    assert limits_there - told == {
        ("plan_tracker.grids.formats.json_lines", "_MOST_PROBLEMS"),  # how many are told
        # Lines of a table that is set as printers set it.
        *(
            (f"{_LAYOUT}.aligned", name)
            for name in ("_MOST_AMID", "_MOST_HEADS", "_MOST_UNIT_LINES")
        ),
    }


def _stands_in(module: str, name: str) -> bool:
    """Whether a name is given its value in a module, and not imported there."""
    file = import_module(module).__file__
    assert file is not None
    return re.search(rf"^{name}\b.* = ", Path(file).read_text("utf-8"), re.MULTILINE) is not None


def _pages(count: int) -> bytes:
    return made_pdf(*[MadePage(parts=["BT /F1 10 Tf 50 500 Td (Roads: 12 km) Tj ET"])] * count)


def _nested_word(depth: int) -> bytes:
    inner = "<w:p><w:r><w:t>12 km</w:t></w:r></w:p>"
    return _word("<w:sdt><w:sdtContent>" * depth + inner + "</w:sdtContent></w:sdt>" * depth)


def _nested_text(depth: int) -> bytes:
    return _text("<text:section>" * depth + "<text:p>12 km</text:p>" + "</text:section>" * depth)


def _nested_page(depth: int) -> bytes:
    return b"<div>" * depth + b"<p>12 km</p>" + b"</div>" * depth


_HELD: dict[str, tuple[Callable[[int], object], str]] = {
    "pages of a PDF": (lambda more: list(pages.drawn_pages(_pages(3 + more))), "has .* pages"),
    "signs of a PDF": (lambda more: list(pages.drawn_pages(_pages(1 + more))), "signs: split"),
    "levels of Word": (lambda more: read_docx(_nested_word(9 + 30 * more), "a.docx"), "deep"),
    "levels of OpenDocument": (lambda more: read_odt(_nested_text(9 + 30 * more), ""), "deep"),
    "levels of a page": (lambda more: read_html(_nested_page(9 + 30 * more), "a.html"), "deep"),
}


@pytest.mark.parametrize("what", _HELD)
def test_what_is_beyond_a_limit_is_refused(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read, message = _HELD[what]
    monkeypatch.setattr(pages, "MOST_PAGES", 3)
    monkeypatch.setattr(pages, "MOST_SIGNS_OF_ALL", 15 if "signs" in what else 1_000)
    monkeypatch.setattr("plan_tracker.documents.readers.opendocument.DEEPEST", 25)
    monkeypatch.setattr(word_reader, "DEEPEST", 25)
    monkeypatch.setattr(web, "DEEPEST_PAGE", 25)
    read(0)
    with pytest.raises(UnreadableError, match=message):
        read(1)


def test_a_page_with_too_many_signs_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signs, "MOST_SIGNS", 5)
    (page,) = pages.drawn_pages(_pages(1))
    assert page.page is None
    assert "which no page that people read has" in page.left_out


def test_a_document_has_no_more_bytes_than_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LARGEST_DOCUMENT", 10)
    (tmp_path / "a.txt").write_text("Roads: 12 km")
    document, problems = reading.read_document(tmp_path / "a.txt")
    assert document is None
    assert "has 12 bytes, more than 10: split the file" in problems[0].message


@pytest.mark.parametrize("text", ["1 2,5 3 4 ", "Of 1 road 2,5 km are new. In all 3 of 4 are. "])
def test_a_document_has_no_more_numbers_in_its_sentences_than_allowed(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_NUMBERS", 8)
    assert reading.read_bytes_of((2 * text).encode(), Path("a.txt"))[1] == []
    document, (problem,) = reading.read_bytes_of((2 * text + "5").encode(), Path("a.txt"))
    assert document is None
    assert "more than 8 numbers outside of tables: split the document" in problem.message


def test_a_table_is_no_wider_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LAST_COLUMN", 3)
    with pytest.raises(UnreadableError, match="has more than 3 columns in a table"):
        read_html(b"<table><tr><td>a<td>1<td>2<td>3</table>", "a.html")
