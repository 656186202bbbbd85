"""`tracker check -`: a table that is pasted; and files without any table."""

import io
import json
from pathlib import Path
from unittest.mock import patch

import openpyxl
import pytest

from plan_tracker.cli import main
from tests.cli.transcript import PLANS

SPENDING = (PLANS / "spending.csv").read_text("utf-8")


def pasted(text: str, *more: str) -> int:
    stdin = io.TextIOWrapper(io.BytesIO(text.encode()))
    with patch("sys.stdin", stdin):
        return main(["check", "-", *more])


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_pasted_table_is_checked_as_one_of_a_file(
    mark: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(PLANS / "spending.csv"), "--format", "json"]) == 1
    in_file = json.loads(capsys.readouterr().out)
    assert pasted(SPENDING.replace(",", mark), "--format", "json") == 1
    said = json.loads(capsys.readouterr().out)
    assert said["summary"] == in_file["summary"]
    messages, of_file = ([f["message"] for f in each["findings"]] for each in (said, in_file))
    assert messages == of_file
    assert said["findings"][0]["locations"][0]["file"] == "pasted.csv"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Minutes of the meeting,\nAgreed,\n", "there stands 'Minutes of the meeting', 'Agreed'"),
        ("Chỉ tiêu;Kế hoạch\nDân số;\n", "there stands 'Chỉ tiêu', 'Kế hoạch', 'Dân số'"),
    ],
)
def test_what_is_no_table_is_refused_with_what_stands_there(
    text: str, seen: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pasted(text) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"pasted.csv: has no table with numbers to check: {seen}. ")


def test_all_sheets_without_a_table_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Cover"
    book.active.append(["Report of the year"])
    book.create_sheet("Empty")
    hidden = book.create_sheet("Draft")
    hidden.append(["Costs", 3])
    hidden.sheet_state = "hidden"
    file = tmp_path / "report.xlsx"
    book.save(file)
    assert main(["check", str(file)]) == 2
    assert (
        "in the sheet 'Cover' there stands 'Report of the year'; in the sheet 'Empty' nothing "
        "stands there"
    ) in capsys.readouterr().err


def test_nothing_pasted_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert pasted(" \n") == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "-: nothing was given: paste the table or the text, or name a file\n"


def test_a_text_without_figures_among_others_is_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes.txt").write_text("Agreed\n", "utf-8")
    notes = ["--locale", "en", str(tmp_path / "notes.txt")]
    assert main(["check", str(PLANS / "spending.csv"), *notes]) == 1
    assert capsys.readouterr().err == f"{tmp_path / 'notes.txt'}: no figure stands in it\n"
    assert main(["check", *notes]) == 0
    assert capsys.readouterr().out.startswith("0 figures, 0 could be checked: 0 cannot be true")
