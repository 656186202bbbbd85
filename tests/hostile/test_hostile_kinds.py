"""What stands in the place of a file and is none, or leads to what is not the plan's."""

import os
import shutil
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from plan_tracker.inputs import regular
from plan_tracker.inputs.regular import UnusableFileError, read_bytes
from tests.cli.transcript import PLANS, Outcome, run

SECRET = "a secret of another: 1.250 tỷ đồng\n"
HUGE = 30_000_000_000  # bytes, of which none takes room on the disk
TABLE = "source: {id: s, locale: vi, period: 2024}\ntable: {file: t.%s}\n"
FILES = ["targets/z.yaml", "seeds/z.yaml", "waivers.yaml"]
TABLES = ["csv", "xlsx", "parquet"]
DOCUMENTS = ["txt", "md", "html", "docx", "pdf"]


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(path.parent)  # the name of a socket may not be long
        server.bind(path.name)
        os.chdir(here)


def _huge(path: Path) -> None:
    path.touch()
    os.truncate(path, HUGE)


def _secret(path: Path) -> Path:
    """A file that lies above the folder of the plan in which a path is."""
    return path.parents[2] / "secret"


def _chain(path: Path) -> None:
    """A link to a link, in the plan, that leads out of it."""
    between = path.with_name("between")
    between.symlink_to(_secret(path))
    path.symlink_to(between)


KINDS: dict[str, tuple[Callable[[Path], object], str]] = {
    "pipe": (os.mkfifo, "is a pipe, not a file: give a regular file"),
    "folder": (Path.mkdir, "is a folder, not a file: give a regular file"),
    "socket": (_socket, "is a socket, not a file: give a regular file"),
    "device": (lambda path: path.symlink_to("/dev/zero"), "is a device, not a file"),
    "huge": (_huge, "has 30,000,000,000 bytes, more than "),
}
OUTSIDE = {
    "device": lambda path: path.symlink_to("/dev/zero"),
    "file": lambda path: path.symlink_to(_secret(path)),
    "relative": lambda path: path.symlink_to(os.path.relpath(_secret(path), path.parent)),
    "nothing": lambda path: path.symlink_to("/nowhere/at/all"),
    "chain": _chain,
}


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan in a folder, with a file beside it that is not its own."""
    folder = tmp_path / "above" / "plan"
    shutil.copytree(PLANS / "contradictory", folder)
    (folder / "documents").mkdir()
    for above in (tmp_path, tmp_path / "above"):
        (above / "secret").write_text(SECRET, "utf-8")
    return folder


def _refused(found: Outcome, said: str) -> None:
    assert (found.code, found.out) == (2, "")
    assert said in found.err and "secret of" not in found.err
    assert "Traceback" not in found.err


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("device", "folder")])
@pytest.mark.parametrize("name", FILES)
def test_what_is_no_file_of_a_plan(plan: Path, name: str, kind: str) -> None:
    make, said = KINDS[kind]
    make(plan / name)
    _refused(run(f"tracker check --plan {plan}"), f"{plan / name}: {said}")


@pytest.mark.parametrize("kind", OUTSIDE)
@pytest.mark.parametrize("name", FILES)
def test_a_link_that_leads_out_of_a_plan(plan: Path, name: str, kind: str) -> None:
    OUTSIDE[kind](plan / name)
    said = f"{plan / name}: leads out of the plan's folder: put the file itself there\n"
    for command in ("check", "status", "figures", "fix bef687e6"):
        found = run(f"tracker {command} --plan {plan}")
        assert (found.code, found.out, found.err) == (2, "", said)


@pytest.mark.parametrize("kind", ["pipe", "socket"])
@pytest.mark.parametrize(
    "command", ["check", "fix x", "waive x --reason r --until 2999-01-01", "init"]
)
def test_a_plan_that_is_no_folder(tmp_path: Path, command: str, kind: str) -> None:
    KINDS[kind][0](tmp_path / "plan")
    found = run(f"tracker {command} --plan {tmp_path}/plan")
    assert (found.code, found.out) == (2, "") and "Not a directory" in found.err


@pytest.mark.parametrize("name", ["targets", "seeds", "seeds/more"])
@pytest.mark.parametrize("to", ["/", "/etc", "../.."])
def test_a_folder_that_leads_out_of_a_plan(plan: Path, name: str, to: str) -> None:
    if (plan / name).exists():
        shutil.rmtree(plan / name)
    (plan / name).symlink_to(to)
    said = f"{plan / name}: leads out of the plan's folder: put the folder itself there\n"
    _refused(run(f"tracker check --plan {plan}"), said)


def test_links_inside_a_plan_are_followed(plan: Path, tmp_path: Path) -> None:
    (plan / "kept").mkdir()
    (plan / "seeds").rename(plan / "kept" / "seeds")
    (plan / "seeds").symlink_to("kept/seeds")
    (plan / "kept" / "plan.yaml").write_bytes((plan / "targets" / "plan.yaml").read_bytes())
    (plan / "targets" / "plan.yaml").unlink()
    (plan / "targets" / "plan.yaml").symlink_to("../kept/plan.yaml")
    (tmp_path / "link").symlink_to(plan)
    direct = run(f"tracker check --plan {PLANS / 'contradictory'} --format markdown")
    linked = run(f"tracker check --plan {tmp_path / 'link'} --format markdown")
    assert (linked.code, linked.err) == (1, "")
    assert linked.out.count("PT2") == direct.out.count("PT2") > 0
    assert run(f"tracker fix bef687e6 --plan {tmp_path / 'link'}").code == 0
    assert (plan / "seeds").is_symlink()
    assert "corrected:" in (plan / "kept" / "seeds" / "h1.yaml").read_text("utf-8")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "device"])
@pytest.mark.parametrize("ending", TABLES)
def test_what_is_no_table(plan: Path, ending: str, kind: str) -> None:
    make, said = KINDS[kind]
    (plan / "seeds" / "s.yaml").write_text(TABLE % ending, "utf-8")
    table = plan / "seeds" / f"t.{ending}"
    make(table)
    _refused(run(f"tracker check --plan {plan}"), f"s.yaml:2:15: {table} {said}")


@pytest.mark.parametrize("kind", OUTSIDE)
@pytest.mark.parametrize("ending", TABLES)
def test_a_table_that_leads_out_of_a_plan(plan: Path, ending: str, kind: str) -> None:
    (plan / "seeds" / "s.yaml").write_text(TABLE % ending, "utf-8")
    OUTSIDE[kind](plan / "seeds" / f"t.{ending}")
    said = f"s.yaml:2:15: 't.{ending}' lies outside {plan}/seeds: move it there\n"
    _refused(run(f"tracker check --plan {plan}"), said)


@pytest.mark.parametrize("name", ["../../../secret.csv", "/dev/zero", "/etc/passwd", "../t.csv"])
def test_a_table_that_is_named_outside_of_a_plan(plan: Path, name: str) -> None:
    (plan / "t.csv").write_text("indicator,kind,printed\n", "utf-8")
    text = TABLE.replace("t.%s", name)
    (plan / "seeds" / "s.yaml").write_text(text, "utf-8")
    said = f"s.yaml:2:15: '{name}' lies outside {plan}/seeds: move it there\n"
    _refused(run(f"tracker check --plan {plan}"), said)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("ending", DOCUMENTS)
def test_what_is_no_document(plan: Path, ending: str, kind: str) -> None:
    make, said = KINDS[kind]
    document = plan / f"d.{ending}"
    make(document)
    _refused(run(f"tracker extract {document} --plan {plan}"), f"{document}: {said}")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("ending", TABLES)
def test_what_is_no_table_for_a_new_plan(tmp_path: Path, ending: str, kind: str) -> None:
    make, said = KINDS[kind]
    table = tmp_path / f"t.{ending}"
    make(table)
    _refused(run(f"tracker init --plan {tmp_path}/new --from {table}"), f"{table}: {said}")
    assert not (tmp_path / "new").exists()


def test_a_document_that_somebody_names_may_be_a_link(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text(SECRET, "utf-8")
    (plan / "d.txt").symlink_to(tmp_path / "real.md")
    found = run(f"tracker extract {plan}/d.txt --locale vi --plan {plan}")
    assert found.code == 0 and "1.250 tỷ đồng" in found.out


@pytest.mark.parametrize("kind", ["pipe", "folder", "socket", "huge"])
def test_what_is_no_document_of_a_source(plan: Path, kind: str) -> None:
    make, said = KINDS[kind]
    document = plan / "documents" / "h1.txt"
    make(document)
    for words in ("", f" --documents {plan}/documents"):
        _refused(run(f"tracker trace --plan {plan}{words}"), f"{document}: {said}")


@pytest.mark.parametrize("kind", OUTSIDE)
@pytest.mark.parametrize("words", ["", " --documents {plan}/documents"])
def test_a_document_that_leads_out_of_its_folder(plan: Path, words: str, kind: str) -> None:
    OUTSIDE[kind](plan / "documents" / "h1.txt")
    found = run(f"tracker trace --plan {plan}{words.format(plan=plan)}")
    folder = f"{plan}/documents" if words else str(plan)
    _refused(found, f"the document {plan}/documents/h1.txt lies outside {folder}: put it there")


@pytest.mark.parametrize("name", ["../../secret.txt", "/nowhere/secret.txt"])
def test_a_source_that_names_a_document_elsewhere(plan: Path, name: str) -> None:
    (plan.parent / "secret.txt").write_text(SECRET, "utf-8")
    file = plan / "seeds" / "h1.yaml"
    file.write_text(file.read_text("utf-8").replace("h1.txt", name), "utf-8")
    _refused(run(f"tracker trace --plan {plan}"), f"lies outside {plan}: put it there")


def test_an_earlier_plan_with_links_out_of_it_has_no_findings(plan: Path) -> None:
    (plan / "waivers.yaml").symlink_to("/dev/zero")
    (plan / "seeds" / "z.yaml").symlink_to(plan.parent / "secret")
    (plan / "seeds" / "more").symlink_to("/")
    for words in ("init -q", "add -A", "-c user.name=a -c user.email=a@b commit -qm x"):
        subprocess.run(["git", *words.split()], cwd=plan, check=True)
    for name in ("waivers.yaml", "seeds/z.yaml", "seeds/more"):
        (plan / name).unlink()
    found = run(f"tracker check --plan {plan} --since HEAD")
    assert found.code == 1
    assert found.err == "at HEAD the plan could not be used: every finding counts as new\n"


@pytest.mark.parametrize("kind", ["link", "file"])
def test_an_earlier_plan_whose_targets_are_no_folder(plan: Path, kind: str) -> None:
    (plan / "targets").rename(plan / "kept")
    if kind == "link":
        (plan / "targets").symlink_to("nowhere")
    else:
        (plan / "targets").write_text("")
    for words in ("init -q", "add -A", "-c user.name=a -c user.email=a@b commit -qm x"):
        subprocess.run(["git", *words.split()], cwd=plan, check=True)
    (plan / "targets").unlink()
    (plan / "kept").rename(plan / "targets")
    found = run(f"tracker check --plan {plan} --since HEAD")
    assert found.code == 1
    assert found.err == "at HEAD the plan could not be used: every finding counts as new\n"


@pytest.mark.parametrize("size", [9, 10, 11, 1_000_000])
def test_no_more_than_one_byte_beyond_the_limit_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x" * size)
    read = 0

    def counted(descriptor: int, most: int, real: Callable[[int, int], bytes] = os.read) -> bytes:
        nonlocal read
        raw = real(descriptor, most)
        read += len(raw)
        return raw

    monkeypatch.setattr(os, "read", counted)
    if size <= 10:
        assert read_bytes(file, 10) == b"x" * size
    else:
        with pytest.raises(UnusableFileError, match=f"has {size:,} bytes, more than 10: split"):
            read_bytes(file, 10)
    assert read <= 11


def test_a_file_that_does_not_say_how_long_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor ends: it grows while it is read."""
    file, asked = tmp_path / "file", []
    file.write_bytes(b"")

    def endless(descriptor: int, most: int) -> bytes:
        asked.append(most)
        return b"x" * min(most, 7)

    monkeypatch.setattr(os, "read", endless)
    with pytest.raises(UnusableFileError, match="has more than 1,000 bytes: split the file"):
        read_bytes(file, 1_000)
    assert len(asked) == 143 and max(asked) == 1_001


@pytest.mark.parametrize("kind", ["pipe", "socket", "device"])
def test_what_is_no_file_is_not_even_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    file = tmp_path / "file"
    KINDS[kind][0](file)

    def never(*_: object) -> int:
        raise AssertionError

    monkeypatch.setattr(os, "open", never)
    with pytest.raises(UnusableFileError, match=f"is a {kind}, not a file"):
        read_bytes(file, 10)


def test_what_becomes_a_pipe_before_it_is_opened_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.touch()

    def swapped(path: str, flags: int, real: Callable[[str, int], int] = os.open) -> int:
        file.unlink()
        os.mkfifo(file)
        return real(path, flags)

    monkeypatch.setattr(os, "open", swapped)
    with pytest.raises(UnusableFileError, match="is a pipe, not a file"):
        read_bytes(file, 10)


def test_what_becomes_a_link_before_it_is_opened_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, secret = tmp_path / "plan" / "file", tmp_path / "secret"
    file.parent.mkdir()
    file.touch()
    secret.write_text(SECRET)

    def swapped(path: str, flags: int, real: Callable[[str, int], int] = os.open) -> int:
        file.unlink()
        file.symlink_to(secret)
        return real(path, flags)

    monkeypatch.setattr(os, "open", swapped)
    with pytest.raises(UnusableFileError, match="cannot be read: "):
        read_bytes(file, 1_000, within=file.parent)


def test_names_that_cannot_be(tmp_path: Path) -> None:
    for name in ("x" * 5000, "a\0b"):
        with pytest.raises(UnusableFileError, match="cannot be read: "):
            read_bytes(tmp_path / name, 10)
        assert not regular.is_there(tmp_path / name)
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with pytest.raises(UnusableFileError, match="cannot be read: "):
        read_bytes(loop, 10, within=tmp_path)
