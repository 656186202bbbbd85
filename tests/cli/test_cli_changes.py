"""Commands that change files: no change is lost, and none is half done."""

import fcntl
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from plan_tracker.cli import changing, main, whole_files
from plan_tracker.documents.source_file.writing import Written, write_source
from plan_tracker.inputs.regular import read_bytes
from plan_tracker.loading.files import text
from tests.cli.transcript import PLANS, run

YEARS = (2001, 2002, 2003, 2004)
TARGETS = """\
indicators: {a: {name: A, unit: person, kind: flow, better: higher}}
entities: {VN: {name: Viet Nam}}
targets:
"""
TARGET = "  - {{id: t{0}, indicator: a, period: {0}, value: 12 triệu}}\n"
SOURCE = "source: {id: s, locale: vi, entity: VN, period: 2024}\nfigures:\n"
FIGURE = """\
  - id: f{0}
    indicator: a
    period: {0}-H1
    printed: 6.312.045 triệu
    claims:
      - {{kind: attainment, printed: "52,6%", of: {0}}}
"""
# Each waits a while before it writes, so that the others have read by then if they may.
MEETING = """\
import os, sys, time
from pathlib import Path
from plan_tracker.cli import changing, entry

changing._PATIENCE = 3600
met, count = Path(sys.argv.pop(1)), int(sys.argv.pop(1))

def fsync(descriptor):
    (met / str(os.getpid())).touch()
    end = time.monotonic() + 1
    while len(list(met.iterdir())) < count and time.monotonic() < end:
        time.sleep(0.01)

os.fsync = fsync
entry()
"""
UNTIL = "--until 2999-01-01 --reason r --by b"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan with sources that each contradict themselves by one scale word."""
    folder = tmp_path / "plan"
    for part in ("targets", "seeds"):
        (folder / part).mkdir(parents=True)
    targets, figures = ("".join(map(form.format, YEARS)) for form in (TARGET, FIGURE))
    (folder / "targets" / "plan.yaml").write_text(TARGETS + targets, "utf-8")
    (folder / "seeds" / "s.yaml").write_text(SOURCE + figures, "utf-8")
    return folder


def _findings(plan: Path) -> list[str]:
    found = json.loads(run(f"tracker check --plan {plan} --format json").out)["findings"]
    return [finding["fingerprint"] for finding in found if finding["repair"]]


def _at_once(folder: Path, lines: Sequence[str]) -> list[tuple[int, str]]:
    """Exit codes and what was said of commands that run at the same time and meet in a folder."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    met = folder / "met"
    met.mkdir()
    count = str(len(lines))
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", MEETING, str(met), count, *shlex.split(line)],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for line in lines
    ]  # fmt: skip
    said = [process.communicate()[1] for process in processes]
    return [(process.returncode, text) for process, text in zip(processes, said, strict=True)]


def _files(folder: Path) -> list[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


def test_waivers_at_once_are_all_kept(plan: Path, tmp_path: Path) -> None:
    findings = _findings(plan)
    assert len(findings) == len(YEARS)
    ends = _at_once(tmp_path, [f"waive {finding} --plan {plan} {UNTIL}" for finding in findings])
    assert ends == [(0, "")] * len(YEARS)
    written = re.findall(r"finding: (\w+)", (plan / "waivers.yaml").read_text("utf-8"))
    assert sorted(written) == sorted(findings)
    assert _files(plan) == ["seeds/s.yaml", "targets/plan.yaml", "waivers.yaml"]


def test_fixes_and_a_waiver_at_once_are_all_kept(plan: Path, tmp_path: Path) -> None:
    first, second, waived, _ = _findings(plan)
    lines = [f"fix {first} --plan {plan}", f"fix {second} --plan {plan}"]
    ends = _at_once(tmp_path, [*lines, f"waive {waived} --plan {plan} {UNTIL}"])
    assert ends == [(0, "")] * 3
    assert (plan / "seeds" / "s.yaml").read_text("utf-8").count("corrected:") == 2
    assert (plan / "waivers.yaml").read_text("utf-8").count(waived) == 1


def test_one_fix_twice_at_once_is_made_once(plan: Path, tmp_path: Path) -> None:
    finding = _findings(plan)[0]
    ends = _at_once(tmp_path, [f"fix {finding} --plan {plan}"] * 2)
    assert sorted(code for code, _ in ends) == [0, 2]
    assert (plan / "seeds" / "s.yaml").read_text("utf-8").count("corrected:") == 1


@pytest.mark.parametrize("folder", ["new", "there"])
def test_of_two_new_plans_one_is_made(tmp_path: Path, folder: str) -> None:
    (tmp_path / "there").mkdir()
    ends = _at_once(tmp_path, [f"init --plan {tmp_path / folder}"] * 2)
    assert sorted(code for code, _ in ends) == [0, 2]
    assert _files(tmp_path / folder) == ["seeds/example.yaml", "targets/example.yaml"]
    assert main(["check", "--plan", str(tmp_path / folder)]) == 0


def test_of_two_extracts_to_one_file_one_is_kept(plan: Path, tmp_path: Path) -> None:
    for name, amount in (("a", "1.250"), ("b", "2.250")):
        (plan / f"{name}.txt").write_text(f"Doanh thu đạt {amount} tỷ đồng.\n", "utf-8")
    file = plan / "seeds" / "new.yaml"
    ends = _at_once(
        tmp_path, [f"extract {plan}/{name}.txt --plan {plan} -o {file}" for name in "ab"]
    )
    assert sorted(code for code, _ in ends) == [0, 2]
    kept = "1.250" if ends[0][0] == 0 else "2.250"
    assert kept in file.read_text("utf-8")
    assert any(said.startswith(f"{file}: is there already") for _, said in ends)


def test_extract_takes_the_place_of_no_file_that_comes_meanwhile(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file, report = plan / "seeds" / "new.yaml", plan / "report.txt"
    report.write_text("Doanh thu đạt 1.250 tỷ đồng.\n", "utf-8")

    def written(*arguments: Any, **keywords: Any) -> Written:
        file.write_text("mine")
        return write_source(*arguments, **keywords)

    monkeypatch.setattr("plan_tracker.documents.source_file.writing.write_source", written)
    assert main(["extract", str(report), "--plan", str(plan), "-o", str(file)]) == 2
    assert "is there already, and may hold work by hand" in capsys.readouterr().err
    assert file.read_text() == "mine"
    assert _files(plan / "seeds") == ["new.yaml", "s.yaml"]


def _is_locked(folder: Path) -> bool:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


@pytest.mark.parametrize("command", ["fix {finding}", "waive {finding} " + UNTIL])
def test_what_a_change_depends_on_is_read_while_nobody_changes_it(
    plan: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    line = f"tracker {command.format(finding=_findings(plan)[0])} --plan {plan}"
    locked: list[bool] = []

    def watched(read: Callable[..., Any]) -> Callable[..., Any]:
        def watch(*words: Any, **more: Any) -> Any:
            locked.append(_is_locked(plan))
            return read(*words, **more)

        return watch

    monkeypatch.setattr("plan_tracker.cli.copied_process._can_fork", lambda: False)
    monkeypatch.setattr(text, "read_bytes", watched(read_bytes))
    monkeypatch.setattr(changing, "read_bytes", watched(read_bytes))
    monkeypatch.setattr(changing, "replace_files", watched(whole_files.replace_files))
    assert run(line).code == 0
    assert len(locked) >= 3 and all(locked)
    assert not _is_locked(plan)


@pytest.mark.parametrize("command", ["fix {finding}", "waive {finding} " + UNTIL])
def test_who_waits_too_long_gives_up(
    plan: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    line = f"tracker {command.format(finding=_findings(plan)[0])} --plan {plan}"
    before = _files(plan)
    monkeypatch.setattr(changing, "_PATIENCE", 0.0)
    with changing.changing(plan):
        found = run(line)
        assert (found.code, found.out) == (2, "")
        assert found.err == (
            f"{plan}: another tracker has been changing files here for 0 seconds: try again when "
            "it has ended\n"
        )
    assert _files(plan) == before


def test_whoever_only_looks_waits_for_nobody(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    finding = _findings(plan)[0]
    monkeypatch.setattr(changing, "_PATIENCE", 0.0)
    with changing.changing(plan):
        assert run(f"tracker check --plan {plan}").code == 1
        assert run(f"tracker fix {finding} --dry-run --plan {plan}").code == 0


def test_a_lock_ends_with_its_process(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hold = (
        "import sys, time; from pathlib import Path; from plan_tracker.cli.changing import changing"
        "\nwith changing(Path(sys.argv[1])): print('held', flush=True); time.sleep(600)"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    words = [sys.executable, "-c", hold, str(plan)]
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "held\n"
        assert _is_locked(plan)
        process.send_signal(signal.SIGKILL)
    assert not _is_locked(plan)
    assert _files(plan) == ["seeds/s.yaml", "targets/plan.yaml"]


def test_where_nothing_can_be_locked_it_is_said(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: int) -> None:
        raise OSError(37, "No locks available")

    finding = _findings(plan)[0]
    monkeypatch.setattr(fcntl, "flock", refuse)
    found = run(f"tracker waive {finding} --plan {plan} {UNTIL}")
    assert found.code == 0
    said = "cannot be locked (No locks available): let nobody else change files there meanwhile"
    assert found.err == f"{plan}: {said}\n"


# What a run is that is killed, or meets a failing system, at any of its steps.

Run = tuple[int, dict[str, str], int, dict[str, str]]
EXAMPLE = {"seeds/example.yaml", "targets/example.yaml"}


def _stopped(how: str, folder: Path, line: str) -> list[Run]:
    script = Path(__file__).with_name("killed.py")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, str(script), how, str(folder), *shlex.split(line)],
        env=environment, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    runs: list[Run] = [tuple(each) for each in json.loads(done.stdout)]
    assert len(runs) > 3
    return runs


def _seen(files: dict[str, str]) -> dict[str, str]:
    """Without the files that nobody reads, in folders with a dot or of such a name."""
    return {name: content for name, content in files.items() if "/." not in f"/{name}"}


def _new_plan(tmp_path: Path, beside: str) -> tuple[Path, dict[str, str]]:
    folder = tmp_path / "here"
    folder.mkdir()
    for name in filter(None, beside.split()):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("entities: {}\n", "utf-8")
    return folder, dict.fromkeys(beside.split(), "entities: {}\n")


BESIDE = ["", "targets/mine.yaml seeds/note.txt README"]


@pytest.mark.parametrize("beside", BESIDE)
def test_a_new_plan_that_was_killed_is_made_by_the_next_init(tmp_path: Path, beside: str) -> None:
    folder, before = _new_plan(tmp_path, beside)
    runs = _stopped("kill", folder, f"init --plan {folder}")
    assert [ended for ended, *_ in runs] == [-9] * (len(runs) - 1) + [0]
    for _, then, again, after in runs:
        new = _seen(then).keys() - before.keys()
        assert again == (2 if new == EXAMPLE else 0)
        assert _seen(then).items() >= before.items()
        assert _seen(after).keys() == before.keys() | EXAMPLE
        if again == 0:
            assert _seen(after) == after, "what was left is cleared away"
    half = [then for _, then, *_ in runs if 0 < len(_seen(then).keys() - before.keys()) < 2]
    assert len(half) <= 2, "only between the two moves"


def test_a_plan_in_a_new_folder_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    folder, _ = _new_plan(tmp_path, "")
    runs = _stopped("kill", folder, f"init --plan {folder}/a/b")
    for _, then, _, after in runs:
        assert set(_seen(then)) in (set(), {f"a/b/{name}" for name in EXAMPLE})
        assert set(_seen(after)) == {f"a/b/{name}" for name in EXAMPLE}


@pytest.mark.parametrize("beside", BESIDE)
def test_a_new_plan_that_fails_leaves_nothing(tmp_path: Path, beside: str) -> None:
    folder, before = _new_plan(tmp_path, beside)
    runs = _stopped("fail", folder, f"init --plan {folder}")
    assert {ended for ended, *_ in runs} == {0, 2}
    for ended, then, *_ in runs:
        assert _seen(then).keys() == before.keys() | (EXAMPLE if ended == 0 else set())
        assert ended == 0 or then == before


def test_a_half_plan_is_not_taken_for_ours_if_it_was_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", "--plan", str(tmp_path)]) == 0
    (tmp_path / "seeds" / "example.yaml").unlink()
    kept = tmp_path / "targets" / "example.yaml"
    kept.write_text(kept.read_text("utf-8") + "# mine\n", "utf-8")
    assert main(["init", "--plan", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith(f"{kept}: is there already")
    assert _files(tmp_path) == ["targets/example.yaml"]


def test_a_new_plan_is_not_written_through_a_link_out_of_its_folder(tmp_path: Path) -> None:
    plan, elsewhere = tmp_path / "plan", tmp_path / "elsewhere"
    plan.mkdir()
    elsewhere.mkdir()
    (plan / "seeds").symlink_to(elsewhere)
    found = run(f"tracker init --plan {plan}")
    assert found.code == 2 and f"{plan}/seeds/example.yaml: would lie outside" in found.err
    assert list(elsewhere.iterdir()) == [] and list(plan.iterdir()) == [plan / "seeds"]


@pytest.mark.parametrize("how", ["kill", "fail"])
@pytest.mark.parametrize(
    ("line", "changed"),
    [
        ("fix bef687e6", "seeds/h1.yaml"),
        (f"waive bef687e6 {UNTIL}", "waivers.yaml"),
        ("extract {plan}/report.txt -o {plan}/seeds/new.yaml", "seeds/new.yaml"),
    ],
)
def test_a_changed_file_is_the_old_one_or_the_new_one(
    tmp_path: Path, how: str, line: str, changed: str
) -> None:
    folder = tmp_path / "here"
    shutil.copytree(PLANS / "contradictory", folder)
    (folder / "report.txt").write_text("Doanh thu năm 2024 đạt 1.250 tỷ đồng.\n", "utf-8")
    runs = _stopped(how, folder, f"{line.format(plan=folder)} --plan {folder}")
    old = _seen(runs[0][1])
    new = runs[-1][1]
    assert _seen(new) == new and new[changed] != old.get(changed)
    for ended, then, again, after in runs:
        assert _seen(then) == (new if then.get(changed) == new[changed] else old)
        is_made_once = changed != "seeds/new.yaml"  # what is extracted again changes nothing
        assert again == (2 if is_made_once and _seen(then) != old else 0) and _seen(after) == new
        assert how == "kill" or (ended == 0) == (_seen(then) == new)
        if again == 0 and is_made_once:
            assert after == new, "what was left is cleared away"


def test_a_file_system_without_second_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Path) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", refuse)
    file = tmp_path / "new.yaml"
    whole_files.create_file(file, "text")
    assert file.read_text() == "text"
    with pytest.raises(FileExistsError):
        whole_files.create_file(file, "other")
    assert file.read_text() == "text" and list(tmp_path.iterdir()) == [file]


def test_only_what_is_ours_is_cleared_away(tmp_path: Path) -> None:
    ours = {".w.yaml.0123abcd", ".tracker-init-0123abcd"}
    kept = {".w.yaml.swp", ".w.yaml.0123abcde", ".v.yaml.0123abcd", ".tracker-init-x", "w.yaml"}
    for name in (ours | kept) - {".tracker-init-0123abcd"}:
        (tmp_path / name).touch()
    (tmp_path / ".tracker-init-0123abcd" / "seeds").mkdir(parents=True)
    (tmp_path / "mine").mkdir()
    (tmp_path / ".tracker-init-89abcdef").symlink_to(tmp_path / "mine")
    whole_files.clear_unfinished(tmp_path)
    whole_files.clear_unfinished(tmp_path, "w.yaml")
    assert {path.name for path in tmp_path.iterdir()} == kept | {"mine"}
