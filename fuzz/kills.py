"""Kills every command that writes at random moments, and looks at what is left.

    PYTHONPATH=. python fuzz/kills.py 300
    PYTHONPATH=. python fuzz/kills.py 100 --only plot explain

Each run begins with the same files. After it, every file must be as it was before, or as a whole
run leaves it, and no process of the run may live on; every tenth time the same command is run
again, which must end as commands do. Files whose path has a dot at the beginning of a part are
nobody's. Exit code 1 where anything else is found.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from random import Random
from shlex import split
from tempfile import TemporaryDirectory

from inputs import inputs

_ENTRY = "from plan_tracker.cli import entry; entry()"
_PLAN = {
    "targets/plan.yaml": (
        "indicators: {a: {name: A, unit: person, kind: flow, better: higher}}\n"
        "entities: {VN: {name: Viet Nam}}\n"
        "targets:\n  - {id: t, indicator: a, period: 2023, value: 12 triệu}\n"
    ),
    "seeds/s.yaml": (
        "source: {id: s, locale: vi, entity: VN, period: 2023-H1}\nfigures:\n"
        "  - id: f\n    indicator: a\n    printed: 6.312.045 triệu\n"
        '    claims: [{kind: attainment, printed: "52,6%", of: 2023}]\n'
    ),
    "table.csv": "Chỉ tiêu;Đơn vị;2022;2023\nDoanh thu;tỷ đồng;120;130\nLao động;người;12;14\n",
}
_COMMANDS = (
    "fix s#f --plan .",
    "waive s#f --plan . --until 2999-01-01 --reason r --by b",
    "add a '6,4 triệu người' --period 2023-Q3 --source n --locale vi --plan .",
    "init --plan new/one",
    "init --plan new/two --from table.csv --period 2023",
    "extract a.txt -o out.yaml",
    "extract a.txt -o seeds/x.yaml",
    "check table.csv -o out.html",
    "status --plan . -o out.xlsx",
    "plot s#f --plan . -o out.svg",
    "explain s#f --plan . -o out.json",
    "check a.docx -o out.docx",
    "check a.pdf -o out.pdf",
)

Files = dict[str, bytes]


def main() -> int:
    """Kill so many runs; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("kills", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", help="commands that hold one of these words")
    given = parser.parse_args()
    words = given.only or [""]
    commands = [line for line in _COMMANDS if any(word in line for word in words)]
    chance, ended, wrong = Random(given.seed), Counter[str](), list[str]()
    with TemporaryDirectory() as kept:
        begin = Path(kept, "begin")
        _make(begin)
        for at, line in enumerate(commands):
            count = len(range(at, given.kills, len(commands)))
            faults = _killed(line, begin, count, chance, ended)
            wrong += faults
            for fault in faults:
                print(fault)
            print(f"{line}: {dict(ended)}, wrong so far {len(wrong)}", flush=True)
    print(f"{sum(ended.values())} runs: {dict(ended)}; wrong: {len(wrong)}")
    return 1 if wrong else 0


def _make(folder: Path) -> None:
    documents = {
        name: raw
        for reader, name, raw in inputs()
        if reader == "document" and name in ("a.txt", "a.docx", "a.pdf")
    }
    for name, content in {**{n: t.encode() for n, t in _PLAN.items()}, **documents}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def _killed(line: str, begin: Path, count: int, chance: Random, ended: Counter[str]) -> list[str]:
    """What was wrong after so many kills of one command."""
    before, wrong = _files(begin), list[str]()
    folder = begin.with_name("run")
    _fresh(begin, folder)
    started = time.monotonic()
    _begin(line, folder).wait()
    took, whole = time.monotonic() - started, _files(folder)
    if whole == before:
        return [f"{line}: writes nothing"]

    for number in range(count):
        _fresh(begin, folder)
        process = _begin(line, folder)
        time.sleep(chance.uniform(0, took))
        process.kill()
        code = process.wait()
        ended["killed" if code < 0 else "was over"] += 1
        left = _files(folder)
        wrong += [f"{line}: {fault}" for fault in _torn(before, whole, left)]
        wrong += [f"{line}: {_named(pid)} lives on" for pid in _orphans(process.pid)]
        if left != before and left != whole:
            ended["between"] += 1
        if number % 10 == 0:
            again = _begin(line, folder).wait()
            after = _files(folder)
            if again not in (0, 1, 2):
                wrong.append(f"{line}: ends with {again} when run again")
            wrong += [f"{line}, again: {fault}" for fault in _torn(before, whole, after)]
    return wrong


def _fresh(begin: Path, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(begin, folder)


def _begin(line: str, folder: Path) -> "subprocess.Popen[bytes]":
    """The command in a session of its own, by which what it leaves behind is found."""
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _ENTRY, *split(line)],
        cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def _files(folder: Path) -> Files:
    """What there is, without what nobody reads."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    names = {str(path.relative_to(folder)): path for path in paths}
    return {name: path.read_bytes() for name, path in names.items() if "/." not in f"/{name}"}


def _torn(before: Files, whole: Files, left: Files) -> list[str]:
    lost = [f"{name} is lost" for name in before.keys() - left.keys()]
    torn = [
        f"{name} is neither as it was nor whole"
        for name, content in left.items()
        if not any(name in files and _is_same(files[name], content) for files in (before, whole))
    ]
    return lost + torn


def _is_same(first: bytes, second: bytes) -> bool:
    """Whether two files hold the same; ZIP files may differ in when their parts were made."""
    if first == second or not first.startswith(b"PK") or not second.startswith(b"PK"):
        return first == second
    try:
        return _parts(first) == _parts(second)
    except zipfile.BadZipFile:
        return False


def _parts(raw: bytes) -> Files:
    with zipfile.ZipFile(BytesIO(raw)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _orphans(session: int) -> Sequence[int]:
    """The processes of a session that live on two seconds after the first of them."""
    end = time.monotonic() + 2
    while living := [pid for pid in _processes() if _session(pid) == session]:
        if time.monotonic() > end:
            return living
        time.sleep(0.02)
    return ()


def _named(pid: int) -> str:
    """A process with its command, and its state as the system says it."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
        state = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(") ")[2][:1]
    except OSError:
        return f"process {pid}, which has ended since then,"
    return f"process {pid} ({command.strip()}, state {state})"


def _processes() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdecimal()]  # noqa: PTH208 - names


def _session(pid: int) -> int:
    try:
        return os.getsid(pid)
    except OSError:
        return 0


if __name__ == "__main__":
    sys.exit(main())
