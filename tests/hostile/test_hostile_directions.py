"""Numbers of documents that marks of direction may show other than they are read."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest

from plan_tracker.cli import main
from plan_tracker.documents.readers.reading import read_bytes_of
from plan_tracker.documents.readers.turned import turned_numbers
from plan_tracker.inputs.text import turning_number

TURNED = "6\u202e10"
SAID = "the mark U+202E beside a number turns the direction of writing"


def _word(text: str) -> bytes:
    document, raw = docx.Document(), BytesIO()
    document.add_paragraph(text)
    document.save(raw)
    return raw.getvalue()


def _page(cell: str) -> bytes:
    rows = f"<tr><td>A<td>{cell}<tr><td>B<td>8<tr><td>Total<td>18"
    return f"<table><tr><th>Name<th>2023{rows}</table>".encode()


def _typed_table(cell: str) -> bytes:
    rows = f"| A | {cell} |\n| B | 8 |\n| Total | 18 |\n"
    return f"| Name | 2023 |\n|---|---|\n{rows}".encode()


_SENTENCE = f"The agency paved {TURNED} km of roads in 2023."
_DOCUMENTS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "text": ("a.txt", _SENTENCE.encode, "a.txt:1"),
    "Markdown": ("a.md", f"# Roads\n\n{_SENTENCE}".encode, "a.md:3"),
    "page": ("a.html", f"<p>{_SENTENCE}</p>".encode, "a.html:1"),
    "Word": ("a.docx", lambda: _word(_SENTENCE), "a.docx, paragraph 1"),
    "table of a page": ("a.html", lambda: _page(TURNED), "a.html, table 1, row 2, column 2"),
    "table of Markdown": ("a.md", lambda: _typed_table(TURNED), "a.md, table 1, row"),
}


@pytest.mark.parametrize("kind", _DOCUMENTS)
def test_a_number_with_a_mark_of_direction_is_said(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    name, content, place = _DOCUMENTS[kind]
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(content())

    assert main(["check", name, "--locale", "en"]) == 0
    told = capsys.readouterr().err
    assert place in told
    assert SAID in told
    assert "delete the mark" in told

    assert main(["check", name, "--locale", "en", "--format", "json"]) == 0
    (note,) = json.loads(capsys.readouterr().out)["notes"]
    assert note.startswith(place)
    assert SAID in note

    assert main(["check", name, "--locale", "en", "--lang", "vi", "--format", "json"]) == 0
    printed = capsys.readouterr()
    (note,) = json.loads(printed.out)["notes"]
    assert "dấu U+202E cạnh con số làm đảo chiều chữ viết" in note
    assert note in printed.err


@pytest.mark.parametrize(
    "text",
    [
        "It has 6\u200f10 km.",
        "It has 6,\u061c10 km.",
        "It has \u202e016\u202c km.",
        "It has \u2067610\u2069 km.",
        "Between 6 \u200e 10 km.",
    ],
)
def test_marks_beside_digits_count(text: str) -> None:
    assert turning_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "It has 610 km, in Vietnamese 610 cây số.",
        "\u202bnames only\u202c",
        "In 2023 the town\u200e of A had 12 schools.",
        "\u200e12 schools",
        "12 schools\u200f",
    ],
)
def test_marks_beside_words_do_not(text: str) -> None:
    assert turning_number(text) == ""


def test_of_very_many_the_first_are_told_and_the_rest_counted() -> None:
    raw = "\n\n".join(f"In 2023 town {number} had {TURNED} km." for number in range(50)).encode()
    document, problems = read_bytes_of(raw, Path("a.txt"))
    assert document is not None
    assert problems == []
    *told, rest = map(str, turned_numbers(document))
    assert (len(told), rest) == (20, "a.txt: 30 more such marks beside numbers")
