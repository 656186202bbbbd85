"""Whether `tracker check` reads the made documents as it should: n of 22 as expected.

    python benchmarks/minimal.py [--documents ../shared/office/minimal]

Each has one thing that is easily read wrongly; `minimal.yaml` says what should come out. The
command is run on each of them as it is typed; what its tables hold is taken from the page that it
writes with `-o`. Exit code 1 where one is not as expected.
"""

import contextlib
import html
import io
import json
import re
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ruamel.yaml import YAML

from plan_tracker.cli import main as tracker
from plan_tracker.cli.drafted_files import reconcile_files

SHARED = Path(__file__).parents[2] / "shared" / "office" / "minimal"
EXPECTED = Path(__file__).with_suffix(".yaml")
_ROW, _CELL = re.compile(r"<tr>(.*?)</tr>", re.S), re.compile(r"<t[dh][^>]*>(.*?)</t[dh]>", re.S)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the command says of a document: its exit code, its report, its words, its page."""

    code: int
    report: Mapping[str, Any]
    words: str
    page: str


def main() -> int:
    """Print what is not as expected, and how many are; the exit code."""
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--documents", type=Path, default=SHARED)
    folder: Path = parser.parse_args().documents
    if not folder.is_dir():
        sys.exit(f"{folder}: there is no such folder: say --documents")

    expected = YAML(typ="safe").load(EXPECTED.read_text(encoding="utf-8"))
    right = 0
    for name, wanted in expected.items():
        wrong = list(_differences(folder / name, wanted))
        right += not wrong
        for difference in wrong:
            print(f"{name}: {difference}")
    print(f"{right} of {len(expected)} as expected")
    return 0 if right == len(expected) else 1


def check(path: Path) -> Answer:
    """Run the command on a document."""
    report, words = io.StringIO(), io.StringIO()
    with TemporaryDirectory() as folder, contextlib.redirect_stderr(words):
        page = Path(folder, "page.html")
        with contextlib.redirect_stdout(report):
            code = tracker(["check", str(path), "--all", "--format", "json"])
        with contextlib.redirect_stdout(words):
            tracker(["check", str(path), "-o", str(page)])
            tracker(["check", str(path)])
        shown = page.read_text(encoding="utf-8") if page.exists() else ""
    said = report.getvalue()
    return Answer(code, json.loads(said) if said else {}, words.getvalue(), shown)


def _differences(path: Path, wanted: Mapping[str, Any]) -> Iterator[str]:
    """What is not as it should be, in words."""
    answer = check(path)
    if answer.code != wanted.get("exit", 0):
        yield f"exit code {answer.code}"

    figures = answer.report.get("summary", {}).get("figures")
    if "figures" in wanted and figures != wanted["figures"]:
        yield f"{figures} figures, and not {wanted['figures']}"

    yield from (
        f"nothing says {said!r}" for said in wanted.get("says", ()) if said not in answer.words
    )
    rows = set(_rows(answer.page))
    yield from (f"there is no row {row!r}" for row in wanted.get("rows", ()) if row not in rows)
    yield from _wrong_findings(answer.report, wanted.get("errors", ()))
    if "prose" in wanted:
        yield from _wrong_prose(path, wanted["prose"])


def _rows(page: str) -> Iterator[str]:
    """The rows of the tables on a page, without what is empty at their ends."""
    for row in _ROW.findall(page):
        cells = [html.unescape(_TAG.sub("", cell)).strip() for cell in _CELL.findall(row)]
        while cells and not cells[-1]:
            cells.pop()
        yield " | ".join(cells)


def _wrong_findings(report: Mapping[str, Any], errors: list[list[str]]) -> Iterator[str]:
    """Findings that are none of the errors which are expected, and errors that are missing."""
    printed = {mark["statement"]: mark["printed"] for mark in report.get("marks", ())}
    left = [set(texts) for texts in errors]
    for finding in report.get("findings", ()):
        texts = {printed.get(name, name) for name in finding["statements"]}
        match = next((each for each in left if each <= texts), None)
        if match is None or finding["severity"] != "error":
            yield f"{finding['severity']} {finding['code']} of {', '.join(sorted(texts))}"
        else:
            left.remove(match)
    yield from (f"no error of {', '.join(sorted(texts))}" for texts in left)


def _wrong_prose(path: Path, wanted: list[list[str]]) -> Iterator[str]:
    """Figures of prose that are missing, too many, or of another time."""
    with contextlib.redirect_stderr(io.StringIO()):
        statements = reconcile_files([path])[0].drafted.loaded.statements
    prose = [each for each in statements if not each.place.table]
    told = [(str(each.readings[0].value), each.subject.period.text) for each in prose]
    for value, period in wanted:
        match = next((each for each in told if value == each[0] and period in ("", each[1])), None)
        if match is None:
            yield f"no figure {value} {period}".rstrip()
        else:
            told.remove(match)
    yield from (f"a figure {value} too many" for value, _ in told)


if __name__ == "__main__":
    sys.exit(main())
