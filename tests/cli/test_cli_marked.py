"""`tracker check FILE -o COPY`: a copy with marks, beside the file that was checked."""

import io
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import docx
import openpyxl
import pytest
from pypdf import PdfReader

from plan_tracker.cli import main
from plan_tracker.documents.readers.reading import read_document
from tests.documents.readers.made_pdf import MadePage, made_pdf

TABLE = (
    ("Field", "2021", "2022", "2023"),
    ("Roads", "12", "13", "14"),
    ("Schools", "22", "23", "25"),
    ("Clinics", "31", "34", "35"),
    ("Total", "65", "70", "47"),
)
SENTENCE = "Có 215 trường đạt chuẩn, đạt 91% kế hoạch (260 trường)."


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _word() -> None:
    document = docx.Document()
    document.add_paragraph(SENTENCE)
    table = document.add_table(len(TABLE), len(TABLE[0]))
    for row, texts in enumerate(TABLE):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    document.save("report.docx")


def _workbook() -> None:
    book = openpyxl.Workbook()
    for texts in TABLE:
        book.active.append([int(text) if text.isdecimal() else text for text in texts])
    book.save("report.xlsx")


def _pdf() -> None:
    page = MadePage()
    for at, (name, *figures) in enumerate(TABLE):
        page.row(name, figures, 100 + 12 * at)
    Path("report.pdf").write_bytes(made_pdf(page))


def _noted_word(path: Path) -> list[str]:
    return [comment.text for comment in docx.Document(str(path)).comments]


def _noted_workbook(path: Path) -> list[str]:
    cells = (cell for row in openpyxl.load_workbook(path).active.iter_rows() for cell in row)
    return [cell.comment.text for cell in cells if cell.comment]


def _noted_pdf(path: Path) -> list[str]:
    annotations = (each.get_object() for each in PdfReader(path).pages[0]["/Annots"])  # type: ignore[attr-defined]
    return [str(each["/Contents"]) for each in annotations if "/Contents" in each]


COPIES: dict[str, tuple[Callable[[], None], Callable[[Path], list[str]]]] = {
    ".docx": (_word, _noted_word),
    ".xlsx": (_workbook, _noted_workbook),
    ".pdf": (_pdf, _noted_pdf),
}


@pytest.mark.parametrize("ending", COPIES)
def test_a_copy_has_notes_and_the_file_stays_as_it_was(ending: str) -> None:
    make, noted = COPIES[ending]
    make()
    report, copy = Path(f"report{ending}"), Path(f"marked{ending}")
    before = report.read_bytes()
    checked = main(["check", str(report)])
    assert main(["check", str(report), "-o", str(copy)]) == checked
    assert report.read_bytes() == before
    assert any("parts-and-total" in text and "Beside it: " in text for text in noted(copy))
    if ending != ".xlsx":
        (read, _), (marked, _) = read_document(report), read_document(copy)
        assert read is not None and marked is not None and marked.text == read.text


@pytest.mark.parametrize("ending", [*COPIES, ".csv", ".txt"])
def test_any_file_has_a_page_with_marks(ending: str) -> None:
    report = Path(f"report{ending}")
    if ending in COPIES:
        COPIES[ending][0]()
    elif ending == ".csv":
        report.write_text("\n".join(map(",".join, TABLE)), "utf-8")
    else:
        report.write_text(SENTENCE, "utf-8")
    main(["check", str(report), "-o", "marked.html"])
    page = Path("marked.html").read_text("utf-8")
    figure = "91%" if ending == ".txt" else "47"
    assert f"<mark>{figure}</mark>" in page
    assert "<mark>Total</mark>" not in page and "<mark>65</mark>" not in page


def test_several_files_and_pasted_text_have_one_page() -> None:
    Path("a.txt").write_text(SENTENCE, "utf-8")
    _word()
    main(["check", "a.txt", "report.docx", "-o", "marked.html"])
    page = Path("marked.html").read_text("utf-8")
    assert "a.txt</h2>" in page and "report.docx</h2>" in page
    stdin = io.TextIOWrapper(io.BytesIO(SENTENCE.encode()))
    with patch("sys.stdin", stdin):
        assert main(["check", "-", "--locale", "vi", "-o", "pasted.html"]) == 1
    assert "<mark>91%</mark>" in Path("pasted.html").read_text("utf-8")


REFUSED = {
    "over the report": (["report.docx"], "report.docx", "is what is to be checked"),
    "over it by a link": (["report.docx"], "link.docx", "is what is to be checked"),
    "over a text": (["a.txt"], "a.txt", "is what is to be checked"),
    "another format": (["report.docx"], "marked.pdf", "ends with .docx or .html"),
    "none of its own": (["a.txt"], "marked.docx", "a.txt has this ending: end the name with .html"),
    "several": (["report.docx", "a.txt"], "marked.docx", "end the name with .html"),
    "pasted": (["-"], "marked.docx", "what is pasted has this ending: end the name with .html"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_written_is_refused_with_the_remedy(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    files, output, message = REFUSED[name]
    _word()
    Path("link.docx").symlink_to("report.docx")
    Path("a.txt").write_text(SENTENCE, "utf-8")
    before = Path("report.docx").read_bytes()
    assert main(["check", *files, "-o", output]) == 2
    said = capsys.readouterr()
    assert message in said.err and said.out == ""
    assert Path("report.docx").read_bytes() == before
    assert not Path("marked.docx").exists() and not Path("marked.pdf").exists()


def test_a_plan_has_no_copy(capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("targets", "seeds"):
        Path(folder).mkdir()
    Path("targets/a.yaml").write_text("indicators: {a: {name: A, unit: km, kind: flow}}\n", "utf-8")
    assert main(["check", "-o", "marked.docx"]) == 2
    assert "the ending names no format" in capsys.readouterr().err


def test_figures_that_can_have_no_note_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    _word()
    with patch(
        "plan_tracker.documents.copies.word.mark_docx",
        lambda raw, file, marks: (raw, list(marks)),
    ):
        main(["check", "report.docx", "-o", "marked.docx"])
    assert "marked.docx: not marked: “91%” (paragraph 1)" in capsys.readouterr().err
