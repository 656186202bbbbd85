"""What `tracker check` says of real passages without a plan: false errors, wrong warnings, misses.

    python benchmarks/reports.py [--reports ../shared/reports] [--documents] [--speed]

`contradictions.jsonl` beside the passages says what really cannot be true in them: a finding counts
for one where it has one of its printed texts, at the level that is asked. What else is found is
judged by hand in `reports.yaml`, by what is printed; an error that nobody has judged right is a
false one, a warning a wrong one. Vietnamese and English are counted apart. `--documents` has a line
for each document, `--speed` says how much text is read in a second.
"""

import json
import sys
import time
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from plan_tracker.documents.document import Document, Paragraph
from plan_tracker.documents.drafted.documents import NamedDocument, draft_documents
from plan_tracker.model.finding import Finding
from plan_tracker.model.place import Place
from plan_tracker.reconcile.bindings import reconcile_bindings
from plan_tracker.reconcile.reconcile import Reconciled

SHARED = Path(__file__).parent.parent.parent / "shared" / "reports"
JUDGED = Path(__file__).with_name("reports.yaml")
HEAD = 2  # lines of a passage that tell where it is from
LEVELS = ("note", "warning", "error")
Contradiction = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with what really cannot be true in it, and what else is rightly said of it."""

    name: str
    locale: str
    text: str
    contradictions: Sequence[Contradiction]
    right: Sequence[str]


@dataclass(slots=True)
class Score:
    """What was said of some passages, by what it is worth."""

    documents: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, passage: Passage, found: Reconciled) -> None:
        """Count what was found in a passage."""
        grave = [each for each in found.findings if each.severity != "note"]
        hit = [each for each in passage.contradictions if any(_is(f, each, found) for f in grave)]
        self.documents += 1
        self.counts += Counter(each.severity for each in found.findings)
        self.counts["figures"] += len(found.tested)
        self.counts["tested"] += int(found.tested.sum())
        self.counts["contradictions"] += len(passage.contradictions)
        self.counts["found"] += len(hit)
        for finding in grave:
            if not _is_right(finding, passage, found):
                self.counts[f"wrong {finding.severity}"] += 1

    def line(self) -> str:
        """All counts on one line."""
        of = self.counts
        return (
            f"{self.documents} documents, {of['figures']} figures, {of['tested']} tested; "
            f"{of['error']} errors, {of['warning']} warnings, {of['note']} notes; "
            f"contradictions found {of['found']} of {of['contradictions']}; "
            f"false errors {of['wrong error']}, wrong warnings {of['wrong warning']}"
        )


def passages(folder: Path) -> Iterator[Passage]:
    """The passages of a folder, in the order of their names."""
    lines = (folder / "contradictions.jsonl").read_text(encoding="utf-8").splitlines()
    by_document: dict[str, list[Contradiction]] = defaultdict(list)
    for contradiction in map(json.loads, lines):
        by_document[contradiction["doc"]].append(contradiction)

    judged = YAML(typ="safe").load(JUDGED.read_text(encoding="utf-8")) or {}
    for path in sorted((folder / "documents").glob("*.txt")):
        text = "\n".join(path.read_text(encoding="utf-8").split("\n")[HEAD:])
        locale = "en" if "_en_" in path.name else "vi"
        right = judged.get(path.stem, ())
        yield Passage(path.name, locale, text, by_document[path.name], right)


def check(passage: Passage) -> Reconciled:
    """What of a passage cannot be true."""
    lines = enumerate(passage.text.split("\n"), start=1)
    paragraphs = tuple(Paragraph(line, Place(passage.name, at)) for at, line in lines)
    named = NamedDocument(passage.name, passage.name, Document(paragraphs, ""), passage.locale)
    drafted = draft_documents([named], files=False)
    return reconcile_bindings(drafted.loaded, drafted.bindings)


def _is(finding: Finding, contradiction: Contradiction, found: Reconciled) -> bool:
    """Whether a finding is this contradiction, and as grave as it is."""
    level = LEVELS.index(finding.severity)
    lowest, highest = contradiction["at_least"], contradiction.get("at_most", "error")
    grave = LEVELS.index(lowest) <= level <= LEVELS.index(highest)
    return grave and any(token in _printed(finding, found) for token in contradiction["tokens"])


def _is_right(finding: Finding, passage: Passage, found: Reconciled) -> bool:
    if any(_is(finding, each, found) for each in passage.contradictions):
        return True
    return any(text in _printed(finding, found) for text in passage.right)


def _printed(finding: Finding, found: Reconciled) -> str:
    printed = {statement.name: statement.printed for statement in found.system.statements}
    return " | ".join(printed[name] for name in finding.statements)


def main() -> None:
    """Print what is said of all passages."""
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--reports", type=Path, default=SHARED)
    parser.add_argument("--documents", action="store_true")
    parser.add_argument("--speed", action="store_true")
    args = parser.parse_args()
    if not args.reports.is_dir():
        sys.exit(f"{args.reports}: there is no such folder: say --reports")

    scores: dict[str, Score] = defaultdict(Score)
    size, began = 0, time.perf_counter()
    for passage in passages(args.reports):
        found = check(passage)
        size += len(passage.text.encode())
        scores[passage.locale].add(passage, found)
        if args.documents:
            alone = Score()
            alone.add(passage, found)
            print(f"{passage.name}: {alone.line()}")
    for locale, score in sorted(scores.items(), reverse=True):
        print(f"{locale}: {score.line()}")
    if args.speed:
        print(f"{size / (time.perf_counter() - began) / 1e3:,.0f} kB of text a second")


if __name__ == "__main__":
    main()
