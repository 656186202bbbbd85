"""From files that no plan knows to what does not add up in them, or to every problem on stderr."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from plan_tracker.cli.output import refuse, tell
from plan_tracker.cli.waiting import Waiting
from plan_tracker.inputs.regular import is_there

if TYPE_CHECKING:
    from plan_tracker.documents.drafted.documents import NamedDocument
    from plan_tracker.loading.drafted.files import Drafted
    from plan_tracker.model.place import Problem
    from plan_tracker.reconcile.reconcile import Reconciled

_OF_PLANS = ("PT401",)  # a plan that is not printed is no news where nobody declares plans
_SEEN = 10_000  # bytes of a text that tell whether it is a table
PASTED = Path("-")  # what is read from stdin


def reconcile_files(
    paths: Sequence[Path], locale: str = "", period: str = ""
) -> "tuple[Drafted, Reconciled]":
    """What tables and documents say together, and what of it cannot be true.

    `locale` and `period` are those of documents that do not say. Ends the command where a file
    cannot be used.
    """
    from plan_tracker.loading.frame.schema import frame_problems
    from plan_tracker.reconcile.reconcile import reconcile

    refused = list(filter(None, map(_refusal, paths)))
    if refused:
        refuse(*refused)
    with Waiting(sys.stderr) as waiting:
        waiting.step("Reading the files")
        drafted, problems = _draft(paths, locale, period)
        problems = problems or frame_problems(drafted.loaded.frame, drafted.loaded.statements)
        reconciled = reconcile(drafted.loaded, waiting.step) if not problems else None
    if reconciled is None:
        refuse(*map(str, problems))
    for reason in drafted.left_out:
        tell(f"left out: {reason}")
    told = tuple(each for each in reconciled.findings if each.code not in _OF_PLANS)
    return drafted, replace(reconciled, findings=told)


def waived_in(folder: Path, reconciled: "Reconciled", on: date | None) -> "Reconciled":
    """With the waivers of a folder that are for these files: others may be for other files.

    Ends the command where they cannot be read.
    """
    from plan_tracker.cli.plan_folder import today
    from plan_tracker.loading.folder import load_waivers
    from plan_tracker.reconcile.findings.waivers import waive

    waivers, problems = load_waivers(folder)
    if problems:
        refuse(*map(str, problems))
    found = {each.fingerprint for each in reconciled.findings}
    meant = [waiver for waiver in waivers if waiver.finding in found]
    return replace(reconciled, findings=waive(reconciled.findings, meant, on or today()))


def _draft(paths: Sequence[Path], locale: str, period: str) -> "tuple[Drafted, list[Problem]]":
    """What the files say: tables by their arithmetic, documents by their words."""
    from plan_tracker.documents.drafted.documents import draft_documents
    from plan_tracker.loading.drafted.files import draft_files, joined

    tables = [path for path in paths if _is_table(path)]
    others = [path for path in paths if path not in tables]
    drafted, problems = draft_files(tables)
    if not others:
        return drafted, problems

    documents: list[NamedDocument] = []
    for path in others:
        name = path.name if len({*others}) == len({each.name for each in others}) else str(path)
        document, wrong = _read(path, name, locale, period)
        problems += wrong
        documents += [document] if document else []
    prose = draft_documents(documents, files=len(paths) > 1)
    return joined([drafted, prose]), problems


def _read(
    path: Path, name: str, locale: str, period: str
) -> "tuple[NamedDocument | None, list[Problem]]":
    """A document with its language, by its words where nobody says it."""
    from plan_tracker.documents.document import Document, Paragraph
    from plan_tracker.documents.drafted.documents import NamedDocument
    from plan_tracker.documents.text.document import read_document
    from plan_tracker.language.detection import detect_language
    from plan_tracker.model.place import Place

    if path == PASTED:
        text, sha256 = sys.stdin.read(), ""
    else:
        read, problems = read_document(path)
        if read is None:
            return None, problems
        text, sha256 = read.text, read.sha256

    file = str(path)
    lines = enumerate(text.split("\n"), start=1)
    document = Document(tuple(Paragraph(line, Place(file, at)) for at, line in lines), sha256)
    if not locale:
        detected = detect_language([text])
        locale = detected.likeliest
        if detected.locale is None:
            tell(f"{path}: read as {locale}, which is not sure ({detected.evidence}): say --locale")
    return NamedDocument(name, file, document, locale, period), []


def _is_table(path: Path) -> bool:
    """Whether a file is a table; a text is one where its columns are apart by tabs."""
    from plan_tracker.grids.registry import format_of

    if format_of(path) is None:
        return False
    return path.suffix.lower() != ".txt" or b"\t" in path.read_bytes()[:_SEEN]


def _refusal(path: Path) -> str:
    """Why a file cannot be read at all; empty where it may be."""
    from plan_tracker.documents.text.document import can_read, document_endings
    from plan_tracker.grids.registry import endings

    if path == PASTED:
        return ""
    if not is_there(path):
        return f"{path}: there is no such file: correct the name"
    if path.is_dir():
        return f"{path}: is a folder: name one plan folder alone, or files"
    if not _is_table(path) and not can_read(path):
        known = ", ".join(dict.fromkeys((*endings(), *document_endings())))
        return f"{path}: is no table or document that can be read: give a {known} file"
    return ""
