"""A system that gets in the way: interruptions, full disks, folders that cannot be written to."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.transcript import PLANS, run

FINE = PLANS / "fine"
READY = "from plan_tracker.cli import entry; print('ready', flush=True); entry()"


def _process(*words: str, limit: int | None = None) -> subprocess.Popen[str]:
    def few_bytes() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(
        [sys.executable, "-c", READY, *words],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True, preexec_fn=few_bytes,
    )  # fmt: skip


@pytest.mark.parametrize("delay", [0.01, 0.03, 0.1, 0.2, 0.4, 0.6, 0.9])
def test_an_interruption_at_any_moment_is_quiet(tmp_path: Path, delay: float) -> None:
    file = tmp_path / "report.json"
    file.write_text("old")
    with _process("status", "--plan", str(FINE), "-o", str(file)) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(delay)
        os.killpg(process.pid, signal.SIGINT)
        said = process.stderr.read()
    assert "Traceback" not in said and "Error" not in said
    assert process.returncode in (0, 130)
    text = file.read_text()
    assert text == "old" or text.endswith("}\n")
    assert list(tmp_path.iterdir()) == [file]


ENDINGS = {
    "status": ("txt", "md", "json", "csv", "xlsx"),
    "check": ("txt", "md", "json", "sarif", "xml"),
    "figures": ("txt", "json"),
}


@pytest.mark.parametrize(
    ("command", "ending"), [(name, each) for name, endings in ENDINGS.items() for each in endings]
)
def test_a_disk_that_is_full_leaves_the_old_file(tmp_path: Path, command: str, ending: str) -> None:
    file = tmp_path / f"report.{ending}"
    file.write_text("old")
    with _process(command, "--plan", str(FINE), "-o", str(file), limit=100) as process:
        assert process.stderr is not None
        said = process.stderr.read()
    assert process.returncode == 2, said
    why = "its parts cannot be written" if ending == "xlsx" else "File too large\n"
    assert said.startswith(f"{file}: cannot be written: {why}") and said.count("\n") == 1
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    "line",
    [
        "fix bef687e6 --plan {plan}",
        "waive bef687e6 --plan {plan} --until 2999-01-01 --reason " + "x" * 200,
        "extract {plan}/report.txt --plan {plan} -o {plan}/seeds/new.yaml",
        "init --plan {plan}/new",
    ],
)
def test_a_disk_that_is_full_leaves_a_plan_as_it_was(tmp_path: Path, line: str) -> None:
    shutil.copytree(PLANS / "contradictory", tmp_path, dirs_exist_ok=True)
    (tmp_path / "report.txt").write_text("Doanh thu năm 2024 đạt 1.250 tỷ đồng.\n", "utf-8")
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    with _process(*line.format(plan=tmp_path).split(), limit=100) as process:
        assert process.stderr is not None
        said = process.stderr.read()
    assert process.returncode == 2, said
    assert "cannot be written: File too large" in said and "Traceback" not in said
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize("command", ["status", "check", "figures"])
def test_a_place_that_cannot_be_written_to(tmp_path: Path, command: str) -> None:
    (tmp_path / "file").write_text("")
    found = run(f"tracker {command} --plan {FINE} -o {tmp_path}/file/report.json")
    assert (found.code, found.out) == (2, "")
    assert found.err == f"{tmp_path}/file/report.json: cannot be written: Not a directory\n"


def _in_shell(redirected: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command with streams that a shell closes or sends elsewhere."""
    environment = os.environ | {"COLUMNS": "100", "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        ["sh", "-c", f'exec "$0" -m plan_tracker "$@" {redirected}', sys.executable, *words],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


STATUS = ("status", "--plan", str(FINE))
LINES: tuple[tuple[str, ...], ...] = (STATUS, ("read", "5"), ("--help",), ("--version",))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("words", LINES, ids=lambda words: words[0])
def test_a_full_stdout_is_said(words: tuple[str, ...]) -> None:
    found = _in_shell(">/dev/full", *words)
    assert found.returncode == 2
    assert found.stderr == "the output cannot be written: No space left on device\n"


@pytest.mark.parametrize("words", LINES, ids=lambda words: words[0])
def test_a_closed_stdout_is_said(words: tuple[str, ...]) -> None:
    found = _in_shell(">&-", *words)
    assert found.returncode == 2
    assert found.stderr == (
        "the output cannot be written: stdout is closed: send it to a file, or to /dev/null\n"
    )


def test_a_closed_stdout_that_nothing_is_written_to_is_no_matter(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    found = _in_shell("<&- >&- 2>&-", *STATUS, "-o", str(file))
    assert (found.returncode, found.stdout, found.stderr) == (0, "", "")
    assert file.read_text().endswith("}\n")


@pytest.mark.parametrize(("plan", "code"), [(str(FINE), 0), ("/no/such/plan", 2)])
def test_a_closed_stderr_changes_nothing(plan: str, code: int) -> None:
    found = _in_shell("2>&-", "status", "--plan", plan)
    assert (found.returncode, found.stderr) == (code, "")
    assert found.stdout == run(f"tracker status --plan {plan}").out


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no /proc")
def test_a_folder_that_nobody_can_write_to() -> None:
    found = run(f"tracker status --plan {FINE} -o /proc/report.json")
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith("/proc/report.json: cannot be written: ")


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "report.json"
    os.mkfifo(pipe)
    with _process("status", "--plan", str(FINE), "-o", str(pipe)) as process:
        text = pipe.read_text()
    assert process.returncode == 0
    assert text.endswith("}\n") and pipe.is_fifo()


def test_a_file_keeps_its_permissions_and_a_link_its_file(tmp_path: Path) -> None:
    file, link = tmp_path / "real.json", tmp_path / "link.json"
    file.write_text("old")
    file.chmod(0o640)
    link.symlink_to(file)
    assert run(f"tracker status --plan {FINE} -o {link}").code == 0
    assert link.is_symlink() and file.read_text() != "old"
    assert file.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "markdown", "github"])
def test_a_platform_takes_no_line_for_a_command(tmp_path: Path, form: str) -> None:
    for name in ("targets", "seeds"):
        (tmp_path / name).mkdir()
    hostile = "::add-mask::x ##[error]y"
    (tmp_path / "targets" / "a.yaml").write_text(
        f'indicators: {{a: {{unit: person, kind: flow, name: "{hostile}"}}}}\n'
        "targets: [{id: t, indicator: a, period: 2024, value: 100}]\n"
        "entities: {VN: {name: Viet Nam}}\n",
        "utf-8",
    )
    (tmp_path / "seeds" / "a.yaml").write_text(
        "source: {id: s, locale: en, period: 2024}\nfigures:\n"
        f'- {{id: "{hostile.replace(" ##[error]y", "")}", indicator: a, printed: "100", '
        'claims: [{kind: attainment, printed: "50%", of: 2024}]}\n',
        "utf-8",
    )
    found = run(f"GITHUB_ACTIONS=true COLUMNS=30 tracker check --plan {tmp_path} --format {form}")
    assert found.code == 1, found.err
    lines = [each.strip() for each in (found.out + found.err).split("\n")]
    commands = [each for each in lines if each.startswith("::")]
    assert len(commands) == (1 if form == "github" else 0)
    assert all(each.startswith("::error ") for each in commands)
    status = run(f"GITHUB_ACTIONS=true COLUMNS=30 tracker status --plan {tmp_path}").out
    assert "##[" not in status
    assert not [each for each in status.split("\n") if each.strip().startswith("::")]
