"""The edges of the process: files, terminals, pipes, bugs, and interruptions."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest
import typer

from plan_tracker.cli import main
from plan_tracker.cli.options import read_day
from tests.cli.transcript import PLANS, run

FINE = f"--plan {PLANS / 'fine'}"
TRACKER = [sys.executable, "-m", "plan_tracker"]


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    encoding = ""  # of the class, since that of StringIO cannot be set

    def __init__(self, encoding: str = "utf-8") -> None:
        super().__init__()
        self.encoding = encoding

    def isatty(self) -> bool:
        return True


def on_terminal(terminal: Terminal, **variables: str) -> str:
    """What `tracker status --full` writes to a terminal."""
    with (
        patch.dict(os.environ, {"TERM": "xterm", "COLUMNS": "100", "NO_COLOR": ""} | variables),
        patch.object(sys, "stdout", terminal),
    ):
        assert main(["status", "--full", "--plan", str(PLANS / "fine")]) == 0
    return terminal.getvalue()


def in_process(*words: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own, its output in pipes."""
    environment = os.environ | {"COLUMNS": "100", "PYTHONPATH": os.pathsep.join(sys.path)}
    environment |= variables
    return subprocess.run(
        [*TRACKER, *words], env=environment, cwd=PLANS, capture_output=True, check=False
    )


def test_colour_is_only_an_addition() -> None:
    coloured = on_terminal(Terminal())
    plain = run(f"tracker status --full --plan {PLANS / 'fine'}").out
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured).split() == plain.split()


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_no_colour_where_it_is_not_wanted(variables: dict[str, str]) -> None:
    assert "\x1b" not in on_terminal(Terminal(), **variables)


def test_a_terminal_without_unicode_gets_plain_bars() -> None:
    shown = on_terminal(Terminal("ascii"), NO_COLOR="1")
    assert "#####-----" in shown
    assert shown.isascii()


def test_utf8_whatever_the_locale() -> None:
    words = ("status", "--plan", "fine", "--lang", "vi")
    found = in_process(*words, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert found.stdout.decode() == run(f"tracker {' '.join(words)}").out


def test_no_escape_in_a_pipe_even_when_asked_for() -> None:
    found = in_process(
        "check", "--plan", "contradictory", GITHUB_ACTIONS="true", FORCE_COLOR="1", TERM="xterm"
    )
    assert found.returncode == 1
    assert b"\x1b" not in found.stdout + found.stderr


def test_a_closed_pipe_is_quiet() -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [*TRACKER, "status", "--plan", "fine"],
        env=environment, cwd=PLANS, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize("ending", ["txt", "md", "json", "html", "htm"])
def test_a_file_gets_the_format_of_its_ending(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"report.{ending}"
    form = {"txt": "text", "md": "markdown", "json": "json"}.get(ending, "html")
    assert run(f"tracker status {FINE} -o {file}").out == ""
    written = run(f"COLUMNS=100 tracker status {FINE} --format {form}").out
    assert file.read_text(encoding="utf-8") == written
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("ending", ["txt", "html"])
def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"report.{ending}"
    file.write_text("old")
    with patch("pathlib.Path.replace", side_effect=OSError(28, "No space left on device")):
        found = run(f"tracker status {FINE} -o {file}")
    assert (found.code, found.err) == (2, f"{file}: cannot be written: No space left on device\n")
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("-o report.pdf", "the ending names no format"),
        ("-o report", "the ending names no format"),
        ("-o report.md --format json", "leave one out"),
        ("-o no/such/folder/report.md", "cannot be written"),
        ("-o no/such/folder/report.html", "cannot be written"),
        ("-o report.html --format json", "leave one out"),
        ("--format pdf", "Invalid value for '--format'"),
        ("--lang fr", "Invalid value for '--lang'"),
        ("--as-of 2023-02-30", "'2023-02-30' cannot be: 2023-02 has 28 days"),
        ("--as-of 9999-12-31", "cannot be: the year is not between 1000 and 2999"),
        ("--as-of 0001-01-01", "cannot be: the year is not between 1000 and 2999"),
    ],
)
def test_what_cannot_be_done_is_said(options: str, said: str) -> None:
    found = run(f"tracker status {FINE} {options}")
    assert (found.code, found.out) == (2, "")
    assert said in found.err


def test_figures_are_written_in_two_formats_only() -> None:
    found = run(f"tracker figures {FINE} -o figures.md")
    assert found.code == 2
    assert "end it with .txt or .json" in found.err


def test_an_agreeing_format_and_ending(tmp_path: Path) -> None:
    assert run(f"tracker status {FINE} -o {tmp_path / 'a.md'} --format markdown").code == 0


@pytest.mark.parametrize(
    ("plan", "level", "code"),
    [
        ("fine", "error", 0),
        ("fine", "warning", 0),
        ("fine", "note", 1),
        ("contradictory", "error", 1),
        ("broken", "error", 2),
    ],
)
def test_fail_on(plan: str, level: str, code: int) -> None:
    assert run(f"tracker check --plan {plan} --fail-on {level}").code == code


def test_a_bug_of_ours_leaves_its_traceback_in_a_file(tmp_path: Path) -> None:
    with (
        patch("plan_tracker.loading.loaded.framed", side_effect=ZeroDivisionError("planted")),
        patch("tempfile.tempdir", str(tmp_path)),
    ):
        found = run(f"tracker status {FINE}")
    (log,) = tmp_path.iterdir()
    assert (found.code, found.out) == (3, "")
    assert found.err == f"tracker: this is a bug in tracker itself; please report it with {log}\n"
    assert "ZeroDivisionError: planted" in log.read_text(encoding="utf-8")


def test_an_interruption() -> None:
    with patch("plan_tracker.loading.loaded.framed", side_effect=KeyboardInterrupt):
        found = run(f"tracker status {FINE}")
    assert (found.code, found.out) == (130, "")
    assert "Traceback" not in found.err


def test_every_problem_of_a_plan_has_its_place() -> None:
    lines = run("tracker check --plan broken").err.splitlines()
    assert len(lines) >= 2
    assert all(re.match(r"broken/\S+\.yaml:\d+:\d+: \S", line) for line in lines)


def test_an_empty_plan_is_no_error(tmp_path: Path) -> None:
    for name in ("targets", "seeds"):
        (tmp_path / name).mkdir()
    found = run(f"tracker status --plan {tmp_path}")
    assert found.code == 0
    assert "No target is declared" in found.out
    document = json.loads(run(f"tracker status --plan {tmp_path} --format json").out)
    assert document["as_of"] is None and document["targets"] == []


def test_a_day_may_be_given_in_words() -> None:
    wanted = read_day("2023-06-30")
    for text in ("30/6/2023", "30 June 2023", "ngày 30 tháng 6 năm 2023"):
        assert read_day(text) == wanted
    for text in ("6/5/2023", "June 2023", "2023"):  # two days, or more than one
        with pytest.raises(typer.BadParameter, match="is not a date"):
            read_day(text)


def test_a_document_whose_language_is_not_sure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = tmp_path / "report.txt"
    document.write_text("GDP: 12.5; 13.5", encoding="utf-8")
    (tmp_path / "targets").mkdir()
    assert main(["extract", str(document), "--plan", str(tmp_path)]) == 0
    said = capsys.readouterr()
    doubt = "read as en, which is not sure (en: words 0, numbers 2; vi: words 0, numbers 0)"
    assert said.err == f"{document}: {doubt}: say --locale\n"
    assert f"  locale: en  # confirm: {doubt}\n" in said.out
    assert main(["extract", str(document), "--plan", str(tmp_path), "--locale", "vi"]) == 0
    assert capsys.readouterr().err == ""
