"""From files that no plan knows to what does not add up in them, or to every problem on stderr."""

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from plan_tracker.cli.output import refuse, refuse_problems, tell
from plan_tracker.cli.waiting import Waiting
from plan_tracker.inputs.regular import is_folder, is_there

if TYPE_CHECKING:
    from plan_tracker.documents.document import Block, Document
    from plan_tracker.documents.drafted.documents import NamedDocument
    from plan_tracker.grids.table_file import TableFile
    from plan_tracker.loading.drafted.files import Drafted
    from plan_tracker.model.place import Problem
    from plan_tracker.reconcile.reconcile import Reconciled

PASTED = Path("-")  # what is read from stdin
_PASTED_TABLE, _PASTED_TEXT = Path("pasted.csv"), Path("pasted.txt")
_OF_PLANS = ("PT401",)  # a plan that is not printed is no news where nobody declares plans
_SEEN = 10_000  # bytes of a text that tell whether it is a table
_SEPARATORS = (b"\t", b";", b",")
_PROSE = re.compile(rb"[,;][ ]|[.?!]\s*$", re.MULTILINE)  # as sentences have, and tables seldom


@dataclass(frozen=True, slots=True)
class ReadFiles:
    """What files say: their `paths` as findings name them, and those of them that are documents.

    `pasted` is what stands in no file.
    """

    paths: Sequence[Path]
    drafted: "Drafted"
    documents: "Sequence[NamedDocument]"
    pasted: "TableFile | None"

    @property
    def blocks(self) -> "Mapping[Path, tuple[Block, ...]]":
        """What documents hold, by their paths."""
        return {Path(named.file): named.document.blocks for named in self.documents}


def reconcile_files(
    paths: Sequence[Path], locale: str = "", period: str = "", seconds: float | None = None
) -> "tuple[ReadFiles, Reconciled]":
    """What tables and documents say together, and what of it cannot be true.

    `locale` and `period` are those of documents that do not say; so many `seconds` may be spent on
    the search for culprits. Ends the command where a file cannot be used.
    """
    from plan_tracker.loading.frame.schema import frame_problems
    from plan_tracker.reconcile.bindings import reconcile_bindings
    from plan_tracker.reconcile.reconcile import Effort

    pasted = _pasted() if PASTED in paths else None
    paths = [pasted.path if pasted and path == PASTED else path for path in paths]
    refused = {path: reason for path in paths if (reason := _refusal(path, pasted))}
    if refused:
        others = [path for path in paths if path not in refused]
        refuse(*refused.values(), *map(str, _draft(others, pasted, locale, period)[2]))
    with Waiting(sys.stderr) as waiting:
        waiting.step("Reading the files")
        drafted, documents, problems = _draft(paths, pasted, locale, period)
        problems = problems or frame_problems(drafted.loaded.frame, drafted.loaded.statements)
        reconciled = None
        if not problems:
            reconciled = reconcile_bindings(
                drafted.loaded, drafted.bindings, waiting.step, Effort(seconds)
            )
    if reconciled is None:
        refuse_problems(problems)
    for reason in drafted.left_out:
        tell(f"left out: {reason}")
    for note in drafted.notes:
        tell(note)
    told = tuple(each for each in reconciled.findings if each.code not in _OF_PLANS)
    read = ReadFiles(paths, drafted, documents, pasted)
    return read, replace(reconciled, findings=told)


def waived_in(folder: Path, reconciled: "Reconciled", on: date | None) -> "Reconciled":
    """With the waivers of a folder that are for these files: others may be for other files.

    Ends the command where they cannot be read.
    """
    from plan_tracker.cli.plan_folder import today
    from plan_tracker.loading.folder import load_waivers
    from plan_tracker.reconcile.findings.waivers import waive

    waivers, problems = load_waivers(folder)
    if problems:
        refuse_problems(problems)
    found = {each.fingerprint for each in reconciled.findings}
    meant = [waiver for waiver in waivers if waiver.finding in found]
    return replace(reconciled, findings=waive(reconciled.findings, meant, on or today()))


def _draft(
    paths: Sequence[Path], pasted: "TableFile | None", locale: str, period: str
) -> "tuple[Drafted, Sequence[NamedDocument], list[Problem]]":
    """What the files say: tables by their arithmetic, documents by their words too."""
    from plan_tracker.documents.drafted.documents import draft_documents
    from plan_tracker.loading.drafted.files import draft_files, joined, with_told_again

    tables = [path for path in paths if _is_table(path, pasted)]
    others = [path for path in paths if path not in tables]
    drafted, problems = draft_files(tables, pasted, beside=bool(others))
    if not others:
        return (with_told_again(drafted) if len(tables) > 1 else drafted), (), problems

    documents: list[NamedDocument] = []
    for path in others:
        name = path.name if len({*others}) == len({each.name for each in others}) else str(path)
        document, wrong = _read(path, pasted)
        problems += wrong
        if document is not None:
            documents.append(_named(document, name, path, locale, period))
            if not any(map(str.isdigit, document.text)):
                tell(f"{path}: no figure stands in it")
    prose = draft_documents(documents, files=len(paths) > 1)
    return with_told_again(joined([drafted, prose])), documents, problems


def _read(path: Path, pasted: "TableFile | None") -> "tuple[Document | None, list[Problem]]":
    from plan_tracker.documents.readers.reading import read_bytes_of, read_document

    if pasted is not None and path == pasted.path:
        return read_bytes_of(pasted.raw, path)
    return read_document(path)


def _named(
    document: "Document", name: str, path: Path, locale: str, period: str
) -> "NamedDocument":
    """A document with its language, by its words where nobody says it."""
    from plan_tracker.documents.drafted.documents import NamedDocument
    from plan_tracker.language.detection import detect_language

    if locale:
        return NamedDocument(name, str(path), document, locale, period)
    detected = detect_language([document.text])
    usual = detected.likeliest
    named = NamedDocument(name, str(path), document, usual, period, one_language=False)
    languages = dict.fromkeys(part.locale for part in named.spoken)
    if len(languages) > 1:
        tell(f"{path}: read by paragraphs as {' and '.join(languages)}: say --locale if it is one")
    elif detected.locale is None:
        tell(f"{path}: read as {usual}, which is not sure ({detected.evidence}): say --locale")
    return named


def _is_table(path: Path, pasted: "TableFile | None") -> bool:
    """Whether a file is a table; a text is one where its lines have as many columns."""
    from plan_tracker.grids.registry import format_of

    if pasted is not None and path == pasted.path:
        return path == _PASTED_TABLE
    if format_of(path) is None:
        return False
    if path.suffix.lower() != ".txt":
        return True
    with path.open("rb") as file:
        return b"\t" in file.read(_SEEN)


def _pasted() -> "TableFile":
    """The text that is given on stdin. Ends the command where there is too much of it."""
    from plan_tracker.grids.table_file import LARGEST_TABLE, TableFile

    if sys.stdin.isatty():
        tell("Paste the table or the text, then press Ctrl-D at the start of a line")
    raw = sys.stdin.buffer.read(LARGEST_TABLE + 1)
    if not raw.strip():
        refuse("-: nothing was given: paste the table or the text, or name a file")
    if len(raw) > LARGEST_TABLE:
        refuse(f"-: more than {LARGEST_TABLE:,} bytes were given: give a file")
    if not raw.strip():
        refuse("-: nothing was given: paste a table or a text")
    return TableFile(_PASTED_TABLE if _has_columns(raw[:_SEEN]) else _PASTED_TEXT, raw)


def _has_columns(text: bytes) -> bool:
    """Whether most lines of a text have the same number of columns, and no words of sentences."""
    lines = [line for line in text.splitlines() if line.strip()]
    if b"\t" in text:
        return True
    if len(_PROSE.findall(text)) > len(lines) / 2:
        return False
    return any(
        len(lines) > 1 and min(counts) > 0 and 2 * counts.count(max(counts)) > len(lines)
        for separator in _SEPARATORS
        if (counts := [line.count(separator) for line in lines])
    )


def _refusal(path: Path, pasted: "TableFile | None") -> str:
    """Why a file cannot be read at all; empty where it may be."""
    from plan_tracker.documents.readers import reading
    from plan_tracker.grids.registry import endings

    if pasted is not None and path == pasted.path:
        return ""
    if not is_there(path):
        return f"{path}: there is no such file: correct the name"
    if is_folder(path):
        return f"{path}: is a folder: name one plan folder alone, or files"
    if _is_table(path, pasted) or reading.can_read(path) or reading.is_refused(path):
        return ""
    known = ", ".join(dict.fromkeys((*endings(), *reading.endings())))
    return f"{path}: is no table or document that can be read: give a {known} file"
