"""What the tables of office documents are said to contradict, and how much of that is true.

Run it beside a folder of documents, with what is really wrong in them:

    python benchmarks/office.py ../shared/office/real \
        --wrong ../shared/office/contradictions.jsonl
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

from plan_tracker.documents.readers.reading import can_read, read_document
from plan_tracker.grids.registry import format_of
from plan_tracker.loading.drafted.files import Drafted, draft_files, draft_grid
from plan_tracker.model.finding import Finding
from plan_tracker.model.place import Problem
from plan_tracker.reconcile.reconcile import reconcile

_BOTH = 2  # figures of a contradiction that a finding must show: one may stand in several


@dataclass(frozen=True, slots=True)
class Told:
    """One error or warning, with the labels of its cells and what they print."""

    severity: str
    code: str
    cells: tuple[str, ...]
    culprits: tuple[str, ...]
    printed: frozenset[str]


@dataclass(slots=True)
class Checked:
    """What was found in one document, in so many seconds."""

    tables: int = 0
    paragraphs: int = 0
    figures: int = 0
    seconds: float = 0.0
    told: list[Told] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def main() -> None:
    """Print findings by document, which contradictions are found, and what else is told."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("documents", type=Path, nargs="+", help="Documents, or folders of them.")
    parser.add_argument("--wrong", type=Path, help="A list of what is wrong: JSON lines.")
    parser.add_argument("--short", action="store_true", help="Show counts, and no findings.")
    options = parser.parse_args()
    lines = options.wrong.read_text(encoding="utf-8").splitlines() if options.wrong else []
    wrong = [json.loads(line) for line in lines]

    sums: Counter[str] = Counter()
    for path in _paths(options.documents):
        checked = check(path)
        expected = [each for each in wrong if each["file"] == path.name]
        sums.update(_show(path, checked, expected, short=options.short))
    print(", ".join(f"{name}: {times}" for name, times in sorted(sums.items())))


def check(path: Path) -> Checked:
    """What the tables of a document or a workbook are said to contradict."""
    began, checked = perf_counter(), Checked()
    if can_read(path) and path.suffix not in (".txt", ".md"):
        document, checked.problems = read_document(path)
        blocks = document.tables if document else ()
        checked.tables, checked.paragraphs = (
            len(blocks), len(document.paragraphs) if document else 0
        )  # fmt: skip
        drafts = [draft_grid(table.grid) for table in blocks]
    elif format_of(path) is not None:
        drafted, checked.problems = draft_files([path])
        drafts = [drafted]
    else:
        drafts = []
    for drafted in drafts:
        checked.figures += drafted.figures
        checked.told += _told(drafted)
    checked.seconds = perf_counter() - began
    return checked


def _paths(given: Sequence[Path]) -> Iterator[Path]:
    for path in given:
        yield from sorted(path.iterdir()) if path.is_dir() else (path,)


def _told(drafted: Drafted) -> Iterator[Told]:
    """The errors and warnings about what tables say."""
    printed = {each.name: each.printed for each in drafted.loaded.statements}
    places = {each.name: each.place for each in drafted.loaded.statements}
    for finding in reconcile(drafted.loaded).findings:
        if finding.severity != "note":
            yield Told(
                finding.severity,
                finding.code,
                tuple(drafted.labels.get(place, str(place)) for place in finding.locations),
                tuple(drafted.labels.get(places[name], name) for name in _single_culprits(finding)),
                frozenset(_plain(printed[name]) for name in finding.statements),
            )


def _single_culprits(finding: Finding) -> Iterator[str]:
    for names in finding.alternatives:
        if len(names) == 1:
            yield from names


def _plain(printed: str) -> str:
    return printed.replace(",", "").strip(" *$%")


def _show(
    path: Path, checked: Checked, expected: Sequence[dict[str, Any]], *, short: bool
) -> Counter[str]:
    """Print what is told of a document; the sums by kind."""
    wrong = [{_plain(text) for text in each["printed"]} for each in expected]
    fits = [[len(told.printed & texts) >= _BOTH for texts in wrong] for told in checked.told]
    found = [any(of_told[at] for of_told in fits) for at in range(len(wrong))]
    sums: Counter[str] = Counter()
    sums["documents"] += 1
    sums["contradictions"] += len(wrong)
    sums["contradictions found"] += sum(found)
    for told, of_told in zip(checked.told, fits, strict=True):
        sums[f"{told.severity}s right" if any(of_told) else f"other {told.severity}s"] += 1

    print(
        f"{path.name}: {checked.tables} tables, {checked.paragraphs} paragraphs, "
        f"{checked.figures} figures of tables, {len(checked.told)} findings, "
        f"{sum(found)} of {len(wrong)} contradictions found, {checked.seconds:.2f} s"
    )
    for problem in checked.problems:
        print(f"  not read: {problem}")
    if short:
        return sums
    for told, of_told in zip(checked.told, fits, strict=True):
        print(f"  {told.severity} {told.code} {'right' if any(of_told) else 'OTHER'}")
        for cell in told.cells:
            print(f"    {'*' if cell in told.culprits else ' '} {cell}")
    for each, is_found in zip(expected, found, strict=True):
        print(f"  {'found' if is_found else 'MISSED'}: {each['place']}")
    return sums


if __name__ == "__main__":
    main()
