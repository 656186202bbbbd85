"""Documents without a plan: pasted text, several files, waivers, and what cannot be read."""

import io
import json
from pathlib import Path

import pytest

from plan_tracker.cli import main
from tests.cli.transcript import PLANS

WRONG = "Có 215 trường đạt chuẩn, đạt 91% kế hoạch (260 trường).\n"
RIGHT = "Có 215 trường đạt chuẩn, đạt 82,7% kế hoạch (260 trường).\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wrong.txt").write_text(WRONG, "utf-8")
    (tmp_path / "right.md").write_text(RIGHT, "utf-8")
    (tmp_path / "table.csv").write_text("Năm,2023\nA,1\nB,2\nTổng,3\n", "utf-8")
    return tmp_path


def test_pasted_text_is_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(WRONG.encode()), "utf-8"))
    assert main(["check", "-", "--locale", "vi"]) == 1
    assert "pasted.txt:1:4: error PT201" in capsys.readouterr().out


def test_documents_and_tables_are_one_reading(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "wrong.txt", "right.md", "table.csv", "--format", "json"]) == 1
    said = json.loads(capsys.readouterr().out)
    (finding,) = said["findings"]
    assert finding["locations"][0]["file"] == "wrong.txt"
    assert said["summary"]["figures"] > 6


def test_a_waiver_needs_no_plan(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "wrong.txt", "--format", "json"])
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    waiver = f"{{finding: {finding['fingerprint']}, reason: known, by: me, until: 2030-01-01}}"
    (here / "waivers.yaml").write_text(f"waivers: [{waiver}]\n", "utf-8")
    (here / "wrong.txt").write_text(f"Báo cáo.\n\n{WRONG}", "utf-8")
    assert main(["check", "wrong.txt", "--on", "2029-01-01"]) == 0
    assert main(["check", "wrong.txt", "--on", "2031-01-01"]) == 1
    assert main(["check", "right.md", "--on", "2029-01-01"]) == 0


def test_what_is_no_document_is_refused(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "report.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    assert main(["check", "report.doc"]) == 2
    assert (
        "report.doc: is in the old Word format: save it anew, as .docx" in capsys.readouterr().err
    )
    (here / "report.odd").write_bytes(b"?")
    assert main(["check", "report.odd"]) == 2
    assert "report.odd: is no table or document" in capsys.readouterr().err


def test_all_files_that_cannot_be_read_are_told_at_once(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "empty.docx").touch()
    (here / "locked.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (here / "folder").mkdir()
    names = ["missing.txt", "folder", "empty.docx", "locked.docx"]
    assert main(["check", *names, "wrong.txt", "--locale", "vi"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert [line.partition(":")[0] for line in said.err.splitlines()] == names


def test_a_waiver_holds_though_rows_are_inserted(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (PLANS / "spending.csv").read_text("utf-8")
    (here / "t.csv").write_text(rows, "utf-8")
    assert main(["check", "t.csv", "--format", "json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    waiver = f"{{finding: {finding['fingerprint']}, reason: known, by: me, until: 2030-01-01}}"
    (here / "waivers.yaml").write_text(f"waivers: [{waiver}]\n", "utf-8")
    (here / "final.csv").write_text(f"Annual report,,,,,\n,,,,,\n{rows}", "utf-8")
    assert main(["check", "final.csv", "--on", "2029-01-01"]) == 0
    capsys.readouterr()
    assert main(["check", "final.csv", "--on", "2031-01-01"]) == 1


@pytest.mark.parametrize("ending", ["json", "sarif"])
def test_findings_of_several_documents_go_into_a_file(ending: str, here: Path) -> None:
    out = here / f"findings.{ending}"
    options = ["--format", ending, "-o", str(out), "--locale", "vi"]
    assert main(["check", "wrong.txt", "right.md", *options]) == 1
    assert "PT201" in out.read_text("utf-8")
