"""PDFs that mean harm: what draws them ends at a limit, and takes nobody with it."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from plan_tracker.documents.readers.drawing import apart
from plan_tracker.documents.readers.layout.columns import find_columns
from plan_tracker.documents.readers.pdf import read_pdf
from plan_tracker.documents.readers.reading import read_bytes_of
from plan_tracker.documents.readers.unreadable import UnreadableError
from tests.documents.readers.made_pdf import MadePage, file_of, made_pdf

_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"
_WORDS = b"BT /F1 10 Tf 1 0 0 1 50 500 Tm (Roads: 12 km) Tj ET\n"


def _pdf(content: bytes, forms: Sequence[bytes]) -> bytes:
    """A page with this content, and with forms that it may draw, the first of them as X."""
    names = "<< /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >>"
    return file_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources %s >>" % names.encode(),
            _stream(content, ""),
            _FONT,
            *forms,
        ]
    )


def _stream(content: bytes, more: str) -> bytes:
    head = f"<< {more} /Length {len(content)} >>"
    return head.encode() + b" stream\n" + content + b"\nendstream"


def _form(times: int, following: int) -> bytes:
    names = f"<< /Font << /F1 5 0 R >> /XObject << /X {following} 0 R >> >>"
    head = f"/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources {names}"
    return _stream((b"/X Do " * times) or _WORDS, head)


def test_forms_that_draw_each_other_a_billion_times_end(monkeypatch: pytest.MonkeyPatch) -> None:
    forms = [_form(10, at) for at in range(7, 16)] + [_form(0, 6)]
    monkeypatch.setattr(apart, "MOST_MEMORY_OF_PDF", 200_000_000)
    monkeypatch.setattr(apart, "MOST_SECONDS_OF_PDF", 5)
    with pytest.raises(UnreadableError, match=r"memory to be drawn|5 seconds to be drawn"):
        read_pdf(_pdf(b"/X Do " + _WORDS, forms), "a.pdf")


@pytest.mark.parametrize(
    ("code", "said"),
    [(-9, "more than 60 seconds"), (-24, "more than 60 seconds"), (-11, "bytes of memory"),
     (1, "bytes of memory")],
)  # fmt: skip
def test_why_a_process_ended_is_said(code: int, said: str) -> None:
    assert said in apart._why_ended(code)


def test_what_the_process_says_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    document, problems = read_bytes_of(b"%PDF-1.4 nothing", Path("a.pdf"))
    assert document is None
    assert problems[0].message == "is a broken PDF: open it and save it anew"
    monkeypatch.setattr(apart, "_CHILD", "plan_tracker.no_such_module")
    _, problems = read_bytes_of(made_pdf(MadePage(parts=[_WORDS.decode()])), Path("a.pdf"))
    assert "is a broken PDF, or takes more than" in problems[0].message
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    _, problems = read_bytes_of(made_pdf(MadePage(parts=[_WORDS.decode()])), Path("a.pdf"))
    assert "needs a process of its own to be read" in problems[0].message


def test_no_module_is_taken_from_the_folder_of_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pickle.py").write_text("raise SystemExit", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert read_pdf(made_pdf(MadePage(parts=[_WORDS.decode()])), "a.pdf")[0]


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_the_process_ends_with_the_one_that_began_it() -> None:
    command = [sys.executable, "-P", "-m", apart._CHILD, "60", "1000000000", str(os.getpid())]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdin is not None
    child.stdin.write((1).to_bytes(8, "big"))  # what it waits for never comes
    child.stdin.close()
    assert child.wait(60) in (0, 1)
    assert child.stdout is not None
    child.stdout.close()


def test_no_lines_have_no_columns() -> None:
    assert find_columns([]) is None
