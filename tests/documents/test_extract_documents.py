"""Documents of each format, made here by the libraries that offices' programs are like."""

import builtins
from pathlib import Path

import pytest

from plan_tracker.documents import extract_figures
from plan_tracker.documents.readers.reading import read_document

LINES = (
    "BÁO CÁO NĂM 2023",
    "Doanh thu toàn ngành ước đạt 45.405 tỷ đồng, tăng 8,8% so với cùng kỳ năm trước.",
    "Số lao động đạt 1.512.144 người.",
)
FOUND = ["ước đạt 45.405 tỷ đồng", "1.512.144 người"]


def _plain(path: Path) -> None:
    path.write_text("\r\n".join(LINES), encoding="utf-8-sig", newline="")


def _wide(path: Path) -> None:
    path.write_text("\n".join(LINES), encoding="utf-16")


def _html(path: Path) -> None:
    first, second, third = LINES
    path.write_text(
        f"<html><head><title>9 tỷ đồng</title><style>p {{width: 5px}}</style></head><body>"
        f"<h1>{first}</h1><p>{second.replace('tỷ đồng', '<b>tỷ&nbsp;đồng</b>')}</p>\n"
        f"<script>var a = 5;</script><table><tr><td>Lao động</td><td>{third}</td></tr></table>",
        encoding="utf-8",
    )


def _docx(path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_heading(LINES[0])
    document.add_paragraph(LINES[1])
    document.add_table(1, 2).rows[0].cells[1].text = LINES[2]
    document.save(str(path))


def _pdf(path: Path) -> None:
    """A PDF of one page, by hand: Latin letters alone, since no font is embedded."""
    rows = (
        "REVIEW OF 2023",
        "Revenue reached 45.4 trillion dong, up 8.8% from 2022,",
        "and 1,512 people.",
    )
    shown = " ".join(f"({row}) Tj 0 -16 Td" for row in rows)
    stream = f"BT /F1 12 Tf 72 700 Td {shown} ET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    body, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    path.write_text(f"{body}{end}startxref\n{len(body)}\n%%EOF\n", encoding="latin-1", newline="")


MAKERS = {
    "a.txt": _plain,
    "b.txt": _wide,
    "a.md": _plain,
    "a.html": _html,
    "a.htm": _html,
    "a.docx": _docx,
}


@pytest.mark.parametrize("name", MAKERS)
def test_every_format_gives_its_text(name: str, tmp_path: Path) -> None:
    MAKERS[name](tmp_path / name)
    document, problems = read_document(tmp_path / name)
    assert document is not None and problems == []
    found = extract_figures(document.text, "vi")
    assert [figure.printed.replace("\xa0", " ") for figure in found] == FOUND
    assert [claim.printed for claim in found[0].claims] == ["tăng 8,8%"]
    assert {figure.period for figure in found} == {"2023"}


def test_pdf_lines_are_joined_to_sentences(tmp_path: Path) -> None:
    _pdf(tmp_path / "a.pdf")
    document, problems = read_document(tmp_path / "a.pdf")
    assert document is not None and problems == []
    assert document.text.splitlines()[1].endswith("from 2022, and 1,512 people.")


def _locked(path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    _pdf(path)
    writer = PdfWriter(clone_from=PdfReader(path))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(path)


def _scanned(path: Path) -> None:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(path)


def _changed_parts(path: Path, offset: int, value: int) -> None:
    """A Word document whose parts all have this byte in their heads, which begin with PK."""
    _docx(path)
    content = bytearray(path.read_bytes())
    for mark, shift in ((b"PK\x03\x04", 0), (b"PK\x01\x02", 2)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset + shift] = value
            at = content.find(mark, at + 1)
    path.write_bytes(content)


def _locked_parts(path: Path) -> None:
    _changed_parts(path, offset=6, value=1)


def _packed_otherwise(path: Path) -> None:
    _changed_parts(path, offset=8, value=99)


LOCKED_WORD = (
    bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "EncryptedPackage".encode("utf-16-le")
)
BROKEN = {
    "none.txt": (None, "No such file"),
    "empty.txt": (b"", "is empty"),
    "blank.md": (b" \n\t\n", "is empty"),
    "latin.txt": ("Doanh thu đạt\n5 tỷ đồng".encode("utf-16-le")[1:] + b"\xff", "UTF-8"),
    "word.txt": (b"PK\x03\x04rest", "holds a docx file"),
    "page.pdf": (b"<html>5</html>", "no PDF"),
    "cut.pdf": (b"%PDF-1.4\n1 0 obj", "broken PDF"),
    "old.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word"),
    "plain.docx": (b"5 million", "no Word document"),
    "cut.docx": (b"PK\x03\x04rest", "broken Word document"),
    "sheet.xlsx": (b"PK\x03\x04", "end the name with"),
    "locked.docx": (LOCKED_WORD, "locked"),
    "locked-parts.docx": (_locked_parts, "is locked with a password: save it without one"),
    "packed-otherwise.docx": (
        _packed_otherwise,
        "is packed in a way that office programs do not read",
    ),
    "locked.pdf": (_locked, "locked"),
    "scanned.pdf": (_scanned, "no text"),
    "nothing.html": (b"<p></p>", "no text"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_says_why(name: str, tmp_path: Path) -> None:
    content, reason = BROKEN[name]
    if callable(content):
        content(tmp_path / name)
    elif isinstance(content, bytes):
        (tmp_path / name).write_bytes(content)
    document, problems = read_document(tmp_path / name)
    assert document is None
    assert [reason in str(problem) for problem in problems] == [True], problems


@pytest.mark.parametrize(
    ("name", "package"), [("a.html", "lxml"), ("a.docx", "docx"), ("a.pdf", "pypdfium2")]
)
def test_without_the_extra_the_remedy_is_named(
    name: str, package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    {**MAKERS, "a.pdf": _pdf}[name](tmp_path / name)
    real = builtins.__import__

    def missing(module: str, *rest: object, **more: object) -> object:
        if module.split(".")[0] == package:
            raise ModuleNotFoundError(f"No module named {package!r}", name=package)
        return real(module, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", missing)
    _, problems = read_document(tmp_path / name)
    assert "plan-tracker[documents]" in str(problems[0])
