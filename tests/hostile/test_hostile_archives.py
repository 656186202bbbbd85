"""Office files that are packed oddly: read as every program reads them, or refused."""

import struct
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO, RawIOBase
from pathlib import Path

import docx
import pytest
from lxml.etree import XMLSyntaxError
from openpyxl import Workbook
from pptx import Presentation

from plan_tracker.documents.document import Paragraph
from plan_tracker.documents.readers import package
from plan_tracker.documents.readers.reading import read_bytes_of
from plan_tracker.grids import zip_parts
from plan_tracker.grids.registry import sheets
from plan_tracker.grids.sheet_cells import UnreadableError
from plan_tracker.grids.table_file import TableFile
from plan_tracker.model.place import Place

_MAIN = "word/document.xml"
_RELATIONS, _TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHOWN = "Roads built in 2023: 610 km."
Parts = dict[str, bytes]
Change = Callable[[Parts], Parts]


def _word() -> Parts:
    document, packed = docx.Document(), BytesIO()
    document.add_paragraph(_SHOWN)
    document.save(packed)
    return _parts(packed)


def _slides() -> Parts:
    slides, packed = Presentation(), BytesIO()
    slide = slides.slides.add_slide(slides.slide_layouts[5])
    assert slide.shapes.title is not None
    slide.shapes.title.text = _SHOWN
    slides.save(packed)
    return _parts(packed)


def _text() -> Parts:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text")
    )
    body = f"<office:body><office:text><text:p>{_SHOWN}</text:p></office:text></office:body>"
    content = f"<office:document-content {spaces}>{body}</office:document-content>"
    return {"content.xml": content.encode(), "styles.xml": b"<a/>"}


def _workbook() -> Parts:
    book, packed = Workbook(), BytesIO()
    book.active["A1"] = _SHOWN
    book.save(packed)
    return _parts(packed)


def _parts(packed: BytesIO) -> Parts:
    with zipfile.ZipFile(packed) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return whole.getvalue()


def _read(raw: bytes, ending: str = ".docx") -> tuple[str, str, tuple[str, ...]]:
    """The first paragraph, or what is said instead of it; and what was left out."""
    document, problems = read_bytes_of(raw, Path(f"report{ending}"))
    if document is None:
        return "", str(problems[0].message), ()
    first = next(block for block in document.blocks if isinstance(block, Paragraph))
    return first.text, "", document.left_out


# Packed in a way that is allowed


def _in_order_of_names(parts: Parts) -> bytes:
    return _packed(dict(sorted(parts.items())))


def _with_large_sizes(parts: Parts) -> bytes:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            with archive.open(name, "w", force_zip64=True) as part:
                part.write(content)
    return whole.getvalue()


class _Pipe(RawIOBase):
    """What cannot be gone back in, so that sizes are written behind the parts."""

    def __init__(self) -> None:
        super().__init__()
        self.content = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, piece: bytes) -> int:  # type: ignore[override]
        self.content += piece
        return len(piece)


def _with_sizes_behind(parts: Parts) -> bytes:
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return bytes(pipe.content)


_ALLOWED: dict[str, Callable[[Parts], bytes]] = {
    "not packed": lambda parts: _packed(parts, zipfile.ZIP_STORED),
    "another order": _in_order_of_names,
    "sizes of eight bytes": _with_large_sizes,
    "sizes behind the parts": _with_sizes_behind,
    "folders of their own": lambda parts: _packed({"word/": b"", **parts}),
    "other parts": lambda parts: _packed({**parts, "../../etc/passwd": b"x", "a" * 9_999: b"x"}),
    "a remark at the end": lambda parts: _packed(parts)[:-2] + struct.pack("<H", 5) + b"hello",
}


@pytest.mark.parametrize("name", _ALLOWED)
def test_a_document_may_be_packed_in_any_allowed_way(name: str) -> None:
    assert _read(_ALLOWED[name](_word())) == (_SHOWN, "", ())


def test_the_text_is_the_part_that_relations_name() -> None:
    """A part that only has the usual name is shown by no program."""
    parts = _word()
    decoy = parts.pop(_MAIN).replace(b"610", b"999")
    parts |= {
        "other/text.bin": decoy.replace(b"999", b"610"),
        "other/_rels/text.bin.rels": parts.pop(_RELATIONS)
        .replace(b'Target="', b'Target="../word/')
        .replace(b"../word/..", b".."),
        "_rels/.rels": parts["_rels/.rels"].replace(_MAIN.encode(), b"other/text.bin"),
        _TYPES: parts[_TYPES].replace(b"/word/document.xml", b"/other/text.bin"),
        _MAIN: decoy,
    }
    assert _read(_packed(parts))[0] == _SHOWN


# Refused: what every program would read in its own way, and what is broken


def _changed(raw: bytes, offset: int, form: str, value: int) -> bytes:
    """The entry of the text in the list of parts with another value."""
    changed, at = bytearray(raw), raw.index(b"PK\1\2")
    while raw[at + 46 : at + 46 + len(_MAIN)] != _MAIN.encode():
        at = raw.index(b"PK\1\2", at + 4)
    struct.pack_into(form, changed, at + offset, value)
    return bytes(changed)


def _other(parts: Parts) -> bytes:
    return parts[_MAIN].replace(b"610", b"999")


_BROKEN = "is a broken Word document: open it and save it anew"
_TWICE = "holds two parts with the name 'word/document.xml': open it and save it anew"
_PACKING = "is packed in a way that office programs do not read: save it anew"
_LOCKED = "is locked with a password: save it without one"
_REFUSED: dict[str, tuple[Callable[[Parts], bytes], str]] = {
    "capitals": (lambda parts: _packed({**parts, "Word/Document.xml": _other(parts)}), _TWICE),
    "backslash": (lambda parts: _packed({**parts, "word\\document.xml": _other(parts)}), _TWICE),
    "slash": (lambda parts: _packed({**parts, f"/{_MAIN}": _other(parts)}), _TWICE),
    "two archives": (
        lambda parts: _packed({**parts, _MAIN: _other(parts)}) + _packed(parts),
        "holds more before its first part, as if two files were one: save it anew",
    ),
    "bzip2": (lambda parts: _packed(parts, zipfile.ZIP_BZIP2), _PACKING),
    "lzma": (lambda parts: _packed(parts, zipfile.ZIP_LZMA), _PACKING),
    "deflate64": (lambda parts: _changed(_packed(parts), 10, "<H", 9), _PACKING),
    "locked": (lambda parts: _changed(_packed(parts), 8, "<H", 0x01), _LOCKED),
    "locked strongly": (lambda parts: _changed(_packed(parts), 8, "<H", 0x41), _LOCKED),
    "a patch": (lambda parts: _changed(_packed(parts), 8, "<H", 0x20), _BROKEN),
    "a later version": (lambda parts: _changed(_packed(parts), 6, "<H", 99), _BROKEN),
    "too small a size": (lambda parts: _changed(_packed(parts), 24, "<I", 100), _BROKEN),
    "no size": (lambda parts: _changed(_packed(parts), 24, "<I", 0), _BROKEN),
    "too small a packed size": (lambda parts: _changed(_packed(parts), 20, "<I", 9), _BROKEN),
    "a wrong sum": (lambda parts: _changed(_packed(parts), 16, "<I", 1), _BROKEN),
    "a place outside": (lambda parts: _changed(_packed(parts), 42, "<I", 10**6), _BROKEN),
    "no end": (lambda parts: _packed(parts)[:-22], _BROKEN),
    "types by another name": (
        lambda parts: _packed({**parts, _TYPES: b"", "[content_types].xml ": parts[_TYPES]}),
        _BROKEN,
    ),
    "styles of no type": (
        lambda parts: _packed(
            {**parts, _TYPES: parts[_TYPES].replace(b"ml.styles", b"ml.stylez")}
        ),
        _BROKEN,
    ),
    "a text of no type": (
        lambda parts: _packed(
            {**parts, _TYPES: parts[_TYPES].replace(b"/document.xml", b"/documents.xml")}
        ),
        _BROKEN,
    ),
    "two styles": (lambda parts: _related(parts, "styles", "styles.xml"), _BROKEN),
    "the text as a margin": (lambda parts: _related(parts, "header", "document.xml"), _BROKEN),
}  # fmt: skip


def _related(parts: Parts, kind: str, target: str) -> bytes:
    more = f'<Relationship Id="more" Type="{_KIND}/{kind}" Target="{target}"/></Relationships>'
    relations = parts[_RELATIONS].replace(b"</Relationships>", more.encode())
    return _packed({**parts, _RELATIONS: relations})


@pytest.mark.parametrize("name", _REFUSED)
def test_what_programs_would_not_agree_on_is_refused(name: str) -> None:
    packed, message = _REFUSED[name]
    assert _read(packed(_word())) == ("", message, ())


@pytest.mark.parametrize("part", sorted(_word()))
@pytest.mark.parametrize("content", [None, b"", b"<a/>", b"\0"])
def test_any_part_may_be_missing_empty_or_another(part: str, content: bytes | None) -> None:
    parts = _word()
    parts.pop(part)
    if content is not None:
        parts[part] = content
    assert _read(_packed(parts)) in ((_SHOWN, "", ()), ("", _BROKEN, ()))


_KINDS: dict[str, tuple[Callable[[], Parts], str]] = {
    ".docx": (_word, _MAIN),
    ".odt": (_text, "content.xml"),
    ".pptx": (_slides, "ppt/slides/slide1.xml"),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("ending", _KINDS)
def test_no_document_holds_a_part_twice(ending: str) -> None:
    made, name = _KINDS[ending]
    raw = BytesIO(_packed(made()))
    with zipfile.ZipFile(raw, "a") as archive:
        archive.writestr(name, made()[name].replace(b"610", b"999"))
    message = f"holds two parts with the name {name!r}: open it and save it anew"
    assert _read(raw.getvalue(), ending) == ("", message, ())


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_no_workbook_holds_a_part_twice() -> None:
    raw = BytesIO(_packed(_workbook()))
    with zipfile.ZipFile(raw, "a") as archive:
        archive.writestr("xl/workbook.xml", b"<a/>")
    with pytest.raises(UnreadableError, match=r"two parts with the name 'xl/workbook\.xml'"):
        zip_parts.Parts(raw.getvalue())


# Texts that a parser may take for less than they are


@pytest.mark.parametrize("ending", _KINDS)
@pytest.mark.parametrize("remark", ["<!-- a -->", "<?a b?>", "<![CDATA[]]>"])
def test_a_remark_ends_no_number(ending: str, remark: str) -> None:
    made, name = _KINDS[ending]
    parts = made()
    parts[name] = parts[name].replace(b"610", f"6{remark}1{remark}0".encode())
    assert _read(_packed(parts), ending)[0] == _SHOWN


@pytest.mark.parametrize("ending", _KINDS)
def test_a_text_that_is_declared_elsewhere_is_not_left_out(ending: str) -> None:
    made, name = _KINDS[ending]
    parts = made()
    declaration, end, rest = parts[name].rpartition(b"?>")
    declared = b'<!DOCTYPE a [<!ENTITY x "1">]>' + rest.replace(b"610", b"6&x;0")
    parts[name] = declaration + end + declared
    message = "declares texts of its own (<!DOCTYPE>): open it and save it anew"
    assert _read(_packed(parts), ending) == ("", message, ())


def test_a_document_that_is_shown_inside_another_is_told() -> None:
    parts = _word()
    parts[_MAIN] = parts[_MAIN].replace(b"<w:body>", b"<w:body><w:altChunk/>")
    text, _, left_out = _read(_packed(parts))
    assert text == _SHOWN
    assert left_out == ("report.docx: other documents that are shown inside it: 1",)


# Whole, but of a form that is not read: said, never taken for broken

_OOXML, _STRICT = "http://schemas.openxmlformats.org", "http://purl.oclc.org/ooxml"


def _in_types(old: bytes, new: bytes) -> Change:
    return lambda parts: parts | {_TYPES: parts[_TYPES].replace(old, new)}


def _strict(parts: Parts) -> Parts:
    """The names of the strict form of the standard in the place of the usual ones."""
    names = {
        f"{_OOXML}/officeDocument/2006/": f"{_STRICT}/officeDocument/",
        **{
            f"{_OOXML}/{kind}/2006/main": f"{_STRICT}/{kind}/main"
            for kind in ("wordprocessingml", "presentationml", "spreadsheetml", "drawingml")
        },
    }
    for usual, strict in names.items():
        parts = {
            part: content.replace(usual.encode(), strict.encode())
            for part, content in parts.items()
        }
    return parts


_MACROS = _in_types(
    b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    b"vnd.ms-word.document.macroEnabled.main+xml",
)
_IS_STRICT = "is saved as Strict Open XML, which is not read: save it anew as an ordinary "


@pytest.mark.parametrize(
    ("ending", "whole", "change", "message"),
    [
        (".docx", _word, _strict, f"{_IS_STRICT}.docx"),
        (".pptx", _slides, _strict, f"{_IS_STRICT}.pptx"),
        (
            ".docx", _word, _MACROS,
            "holds macros, which its name does not tell: save it anew as an ordinary .docx",
        ),
        (
            ".docx", _word, _in_types(b".document.main+xml", b".template.main+xml"),
            "is a template, which its name does not tell: save it anew as an ordinary .docx",
        ),
        (
            ".pptx", _slides, _in_types(b".presentation.main+xml", b".template.main+xml"),
            "is a template, which its name does not tell: save it anew as an ordinary .pptx",
        ),
    ],
)  # fmt: skip
def test_a_form_that_is_not_read_is_said(
    ending: str, whole: Callable[[], Parts], change: Change, message: str
) -> None:
    assert _read(_packed(change(whole())), ending) == ("", message, ())


def test_a_workbook_of_the_strict_form_is_said() -> None:
    file = TableFile(Path("strict.xlsx"), _packed(_strict(_workbook())))
    _, problems = sheets(file, Place("strict.xlsx", 1, 1))
    (message,) = (problem.message for problem in problems)
    assert message.endswith(f"{_IS_STRICT}.xlsx")


@pytest.mark.parametrize("ending", [".docx", ".odt", ".pptx"])
def test_a_lack_of_memory_is_not_taken_for_a_broken_file(
    monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setattr(package, "allowed_memory", lambda: 600_000_000)
    error = package.unread(XMLSyntaxError("unknown error", 1, 0, 0), b"", ending, "is broken")
    assert isinstance(error, MemoryError)
    monkeypatch.setattr(package, "allowed_memory", lambda: None)
    error = package.unread(XMLSyntaxError("unknown error", 1, 0, 0), b"", ending, "is broken")
    assert str(error) == "is broken"
