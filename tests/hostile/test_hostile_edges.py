"""What a command is asked at the edge of what can be: files, folders, widths, memory, kills."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pyarrow
import pytest
from openpyxl import Workbook
from pyarrow import parquet

from plan_tracker.cli import app as commands
from plan_tracker.grids.grid import plain_figure, plain_name
from plan_tracker.inputs import memory
from plan_tracker.inputs.memory import bounded_memory
from plan_tracker.loading.folder import load
from tests.cli.transcript import PLANS, run

FINE = PLANS / "fine"
TARGETS = "indicators: {a: {name: a, unit: person, kind: flow}}\nentities: {VN: {name: Viet Nam}}\n"
SOURCE = "source: {id: s, locale: vi, entity: VN, period: 2024}\n"
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds to this")
TURNED = "6\u202e10"
MARK = "holds the mark U+202E, which turns the direction of writing: delete it"


def _plan(folder: Path, source: str, targets: str = TARGETS) -> Path:
    for name, text in (("targets", targets), ("seeds", SOURCE + source)):
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "a.yaml").write_text(text, "utf-8")
    return folder


def _problems(folder: Path, source: str, targets: str = TARGETS) -> list[str]:
    return list(map(str, load(_plan(folder, source, targets))[1]))


def _table(folder: Path, ending: str, printed: str) -> None:
    """A table in long form with one printed text."""
    rows = {"indicator": ["a"], "kind": ["level"], "printed": [printed]}
    (folder / "seeds").mkdir(exist_ok=True)
    file = folder / "seeds" / f"t.{ending}"
    if ending == "csv":
        file.write_text(f"indicator,kind,printed\na,level,{printed}\n", "utf-8")
    elif ending == "jsonl":
        file.write_text(json.dumps({name: values[0] for name, values in rows.items()}) + "\n")
    elif ending == "parquet":
        parquet.write_table(pyarrow.table(rows), file)
    else:
        book = Workbook()
        for row in (list(rows), [values[0] for values in rows.values()]):
            book.active.append(row)
        book.save(file)


@pytest.mark.parametrize("printed", ['"6\\u202E10"', '"6\\u200f10"', '"\\u20661.250\\u2069 người"'])
def test_a_mark_of_direction_in_what_is_printed(tmp_path: Path, printed: str) -> None:
    (problem,) = _problems(tmp_path, f"figures: [{{id: f, indicator: a, printed: {printed}}}]\n")
    assert "which turns the direction of writing: delete it" in problem


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet", "xlsx"])
def test_a_mark_of_direction_in_a_table(tmp_path: Path, ending: str) -> None:
    _table(tmp_path, ending, TURNED)
    (problem,) = _problems(tmp_path, f"table: {{file: t.{ending}}}\n")
    assert MARK in problem


def test_a_mark_of_direction_in_words_of_the_command() -> None:
    found = run(f"tracker read {TURNED}")
    assert (found.code, found.out) == (2, "") and MARK in found.err


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_a_text_longer_than_any_cell_holds(tmp_path: Path, ending: str) -> None:
    _table(tmp_path, ending, "1" + " " * 40_000 + "2")
    (problem,) = _problems(tmp_path, f"table: {{file: t.{ending}}}\n")
    assert "holds 40,002 characters, more than 32,767: shorten it" in problem


def test_a_column_that_stands_twice_in_a_query(tmp_path: Path) -> None:
    query = "select 'a' indicator, 'level' kind, '5' printed, '6' printed"
    folder = _plan(tmp_path, f'table: {{sql: "{query}", file: t.db}}\n')
    sqlite3.connect(folder / "seeds" / "t.db").execute("create table t(a)")
    found = run(f"tracker check --plan {folder} --allow-sql files")
    assert found.code == 2
    assert found.err.endswith("the query gives two columns 'printed': rename one with AS\n")


def test_a_name_that_stands_twice_in_a_row_of_json(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "t.jsonl").write_text(
        '{"indicator": "a", "kind": "level", "printed": "5", "printed": "6"}\n'
    )
    (problem,) = _problems(tmp_path, "table: {file: t.jsonl}\n")
    assert "'printed' stands twice: take one out" in problem


@pytest.mark.parametrize("key", ['file: "a\\0.csv"', 'file: "\\0"', 'sql: s, url: "sqlite:///\\0"'])
def test_a_name_that_no_file_can_have(tmp_path: Path, key: str) -> None:
    found = run(f"tracker check --plan {_plan(tmp_path, f'table: {{{key}}}')} --allow-sql files")
    assert found.code == 2
    assert "is no name of a file (embedded null byte): correct it" in found.err


_LONG = "n" * 300


@pytest.mark.parametrize(
    "line",
    [
        "check {}.csv",
        "check {}",
        "check {}.docx more.csv",
        "status --plan {}",
        "status {}",
        "status --plan fine -o {}.json",
        "extract {}.txt",
        "extract --plan {} {}.txt -o {}.yaml",
        "trace --plan fine --documents {}",
        "init --plan {}",
        "init --from {}.csv",
    ],
)
def test_a_name_that_is_longer_than_any_file_has(line: str) -> None:
    done = run(f"tracker {line.replace('{}', _LONG)}")
    assert done.code == 2, done.err
    assert _LONG in done.err
    assert "bug" not in done.err


def test_a_small_parquet_file_that_unfolds_to_gigabytes(tmp_path: Path) -> None:
    text = "x" * 1_000_000
    rows = {"indicator": [text] * 2_500, "kind": ["level"] * 2_500, "printed": ["1"] * 2_500}
    (tmp_path / "seeds").mkdir()
    file = tmp_path / "seeds" / "t.parquet"
    parquet.write_table(pyarrow.table(rows), file, compression="zstd")
    assert file.stat().st_size < 16_000
    (problem,) = _problems(tmp_path, "table: {file: t.parquet}\n")
    assert "characters, more than 32,767" in problem or "bytes" in problem


def test_columns_without_end(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    names = [f"c{number}" for number in range(20_000)]
    (tmp_path / "seeds" / "t.csv").write_text(f"{','.join(names)}\n{',' * 19_999}\n")
    parquet.write_table(
        pyarrow.table({name: ["1"] for name in names}), tmp_path / "seeds" / "t.parquet"
    )
    for ending in ("csv", "parquet"):
        (problem,) = _problems(tmp_path, f"table: {{file: t.{ending}}}\n")
        assert "it has 20,000 columns, more than 16,384: split it" in problem


@LINUX
def test_memory_is_bounded_while_a_file_is_read() -> None:
    with pytest.raises(MemoryError), bounded_memory(100_000_000):
        bytearray(400_000_000)
    assert len(bytearray(400_000_000)) == 400_000_000


def test_two_hundred_thousand_unknown_keys_are_fifty_and_a_count(tmp_path: Path) -> None:
    keys = "".join(f"k{number}: 1\n" for number in range(200_000))
    problems = _problems(tmp_path, "figures: []\n", TARGETS + keys)
    assert len(problems) == 51
    assert "unknown key 'k0'" in problems[0]
    assert problems[50].endswith("and 199,950 more problems in this file, the first of them here")


def test_the_command_tells_how_many_keys_are_unknown(tmp_path: Path) -> None:
    _plan(tmp_path, "figures: []\n" + "".join(f"k{at}: 1\n" for at in range(300)))
    told = run(f"tracker check --plan {tmp_path}").err.splitlines()
    assert len(told) == 51
    assert "250 more" in told[-1]


def test_problems_without_end_are_fifty_and_a_count(tmp_path: Path) -> None:
    figures = "".join(f"- {{id: f{n}, indicator: no, printed: 5}}\n" for n in range(200))
    found = run(f"tracker check --plan {_plan(tmp_path, f'figures:{chr(10)}{figures}')}")
    lines = found.err.splitlines()
    assert (found.code, len(lines)) == (2, 51)
    assert lines[50] == f"{tmp_path}/seeds/a.yaml: and 150 more problems: mend these first"


_NOT_READ = "a folder in here is not read"
_DEPTHS = {
    1_500: f"{_NOT_READ}: move its files one level up",
    3_000: f"{_NOT_READ}, and what lies in it cannot be looked through (File name too long): move "
    "it out of the plan",
}


@LINUX
@pytest.mark.parametrize("depth", _DEPTHS)
def test_folders_that_lie_thousands_deep(tmp_path: Path, depth: int) -> None:
    _plan(tmp_path, "figures: []\n")
    here = Path.cwd()
    os.chdir(tmp_path / "seeds")
    try:
        for _ in range(depth):
            Path("d").mkdir()
            os.chdir("d")
        Path("x.yaml").touch()
    finally:
        os.chdir(here)
    try:
        found = run(f"tracker check --plan {tmp_path}")
    finally:  # what clears away the folders of tests goes too deep for itself
        subprocess.run(["rm", "-rf", str(tmp_path / "seeds")], check=True)
    assert found.code == 2
    assert found.err == f"{tmp_path}/seeds/d: {_DEPTHS[depth]}\n"


def test_a_width_that_no_terminal_has() -> None:
    found = run(f"COLUMNS=100000000 tracker status --plan {FINE}")
    assert found.code == 0
    assert max(map(len, found.out.splitlines())) <= 1_000


@LINUX
@pytest.mark.parametrize("kilobytes", [60_000, 120_000, 250_000, 330_000])
def test_a_lack_of_memory_is_said(kilobytes: int) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    words = f'ulimit -v {kilobytes}; exec "$0" -m plan_tracker check --plan "$1"'
    found = subprocess.run(
        ["bash", "-c", words, sys.executable, str(FINE)],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr == (
        "there is not enough memory: allow 350,000,000 bytes (ulimit -v) or more\n"
    )


_MEMORY_RAN_OUT = (
    SystemError("error return without exception set"),
    RuntimeError("libz3.so.5.4 not found."),
)


@pytest.mark.parametrize("error", _MEMORY_RAN_OUT)
@pytest.mark.parametrize(("allowed", "code"), [(450_000_000, 2), (None, 3)])
def test_a_lack_of_memory_in_words_of_others_is_no_bug_of_ours(
    monkeypatch: pytest.MonkeyPatch, error: Exception, allowed: int | None, code: int
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(commands, "allowed_memory", lambda: allowed)
    monkeypatch.setattr(commands, "in_words", fail)
    assert commands.run(["read", "5"]) == code


@LINUX
def test_the_memory_that_the_caller_allows_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "allowed_memory", lambda: 600_000_000)
    assert memory.needs_too_much() == (
        "needs more memory to be read than 600,000,000 bytes (ulimit -v): allow more"
    )
    monkeypatch.setattr(memory, "allowed_memory", lambda: None)
    assert memory.needs_too_much().startswith("needs more than 2,000,000,000 bytes of memory")


@LINUX
def test_no_search_begins_where_the_solver_would_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "allowed_memory", lambda: 1_000_000)
    monkeypatch.setattr(commands, "allowed_memory", lambda: 400_000_000)
    done = run(f"tracker check --plan {PLANS / 'contradictory'}")
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith("not enough memory for this: allow more, or give smaller files\n")


def test_a_read_only_file_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    file.write_text("old")
    file.chmod(0o444)
    found = run(f"tracker status --plan {FINE} -o {file}")
    assert (found.code, found.out) == (2, "")
    assert found.err == f"{file}: cannot be written: the file is read-only\n"
    assert (file.read_text(), file.stat().st_mode & 0o777) == ("old", 0o444)


def test_a_private_file_is_private_while_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "report.json"
    file.write_text("old")
    file.chmod(0o600)
    seen: list[int] = []

    def watched(descriptor: int, real=os.fsync) -> None:  # type: ignore[no-untyped-def]
        seen.append(os.fstat(descriptor).st_mode & 0o777)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    assert run(f"tracker status --plan {FINE} -o {file}").code == 0
    assert seen == [0o600] and file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("place", ["-", "/dev/stdout"])
def test_stdout_in_the_place_of_a_file(place: str) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    words = [sys.executable, "-m", "plan_tracker", "status", "--plan", str(FINE)]
    found = subprocess.run(
        [*words, "--format", "json", "-o", place],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (found.returncode, found.stderr) == (0, "")
    assert isinstance(json.loads(found.stdout), dict)


@pytest.mark.parametrize("ending", ["xlsx", "html", "json"])
def test_the_same_bytes_at_any_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    pages = []
    for moment in (1_000_000_000, 1_700_000_000):
        file = tmp_path / f"{moment}.{ending}"
        then = time.localtime(moment)
        monkeypatch.setattr(time, "localtime", lambda *_, then=then: then)
        assert run(f"tracker status --plan {FINE} -o {file}").code == 0
        pages.append(file.read_bytes())
        monkeypatch.undo()
        time.sleep(1.1 if ending == "xlsx" else 0)  # its properties say the second
    assert pages[0] == pages[1]


@LINUX
def test_a_kill_leaves_no_process(tmp_path: Path) -> None:
    code = (
        "import os, time\n"
        "from plan_tracker.cli import copied_process\n"
        "copied_process._can_fork = lambda: True\n"
        "work = copied_process.CopiedProcess(lambda: time.sleep(600))\n"
        "print(work._child, flush=True)\n"
        "time.sleep(600)\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        child = int(process.stdout.readline())
        time.sleep(0.5)  # it asks for its end at once
        process.send_signal(signal.SIGKILL)
        process.wait()
        for _ in range(100):
            if not _runs(child):
                break
            time.sleep(0.1)
        assert not _runs(child)


def _runs(process: int) -> bool:
    try:
        status = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


@pytest.mark.parametrize("inside", [" ", "*", "¹", "( "])
def test_names_and_figures_are_read_once(inside: str) -> None:
    """A pattern that begins anew at every sign takes minutes for these."""
    text = f"a{inside * 32_000}x"
    for _ in range(50):
        assert plain_figure(text) == text
        assert plain_name(text) == text


@pytest.mark.parametrize(
    ("text", "plain"),
    [("1.600 (1)", "1.600"), ("1.600  ** ", "1.600"), ("(1)", "(1)"), ("5¹²", "5"), ("5 ", "5 ")],
)
def test_a_mark_behind_a_figure_is_none_of_it(text: str, plain: str) -> None:
    assert plain_figure(text) == plain


def test_a_fraction_without_a_whole_is_said() -> None:
    found = run("tracker read 1/0")
    assert (found.code, found.out) == (2, "") and "Traceback" not in found.err
