"""From files that no plan knows to what does not add up in them, or to every problem on stderr."""

import re
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from plan_tracker.cli.output import refuse, tell
from plan_tracker.cli.waiting import Waiting
from plan_tracker.inputs.regular import is_there

if TYPE_CHECKING:
    from plan_tracker.documents.document import Block
    from plan_tracker.documents.drafted.documents import NamedDocument
    from plan_tracker.grids.table_file import TableFile
    from plan_tracker.loading.drafted.files import Drafted
    from plan_tracker.model.place import Problem
    from plan_tracker.reconcile.reconcile import Reconciled

PASTED = Path("-")  # what is read from stdin
PASTED_NAME = Path("pasted.csv")  # of a table, whatever separates its cells
_OF_PLANS = ("PT401",)  # a plan that is not printed is no news where nobody declares plans
_SEEN = 10_000  # bytes of a text that tell whether it is a table
_LINES_SEEN = 50
# A comma between digits, or before a blank, is of a number or of a sentence.
_OF_CELLS = re.compile(r"\S*[,;]\S*|.*(?:;(?! )|,(?=[^\s\d]|$)|(?<!\d),(?=\d)).*")


@dataclass(frozen=True, slots=True)
class ReadFiles:
    """What files say: `paths` as findings name them, the `blocks` of those that are documents.

    `pasted` is the table that stands in no file.
    """

    paths: tuple[Path, ...]
    drafted: "Drafted"
    blocks: "Mapping[Path, tuple[Block, ...]]"
    pasted: "TableFile | None"


def reconcile_files(
    paths: Sequence[Path], locale: str = "", period: str = ""
) -> "tuple[ReadFiles, Reconciled]":
    """What tables and documents say together, and what of it cannot be true.

    `locale` and `period` are those of documents that do not say. Ends the command where a file
    cannot be used.
    """
    from plan_tracker.loading.frame.schema import frame_problems
    from plan_tracker.reconcile.reconcile import reconcile

    refused = list(filter(None, map(_refusal, paths)))
    if refused:
        refuse(*refused)
    pasted = _pasted() if PASTED in paths else None
    with Waiting(sys.stderr) as waiting:
        waiting.step("Reading the files")
        read, problems = _draft(paths, pasted, locale, period)
        loaded = read.drafted.loaded
        problems = problems or frame_problems(loaded.frame, loaded.statements)
        reconciled = reconcile(loaded, waiting.step) if not problems else None
    if reconciled is None:
        refuse(*map(str, problems))
    for reason in read.drafted.left_out:
        tell(f"left out: {reason}")
    told = tuple(each for each in reconciled.findings if each.code not in _OF_PLANS)
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
        refuse(*map(str, problems))
    found = {each.fingerprint for each in reconciled.findings}
    meant = [waiver for waiver in waivers if waiver.finding in found]
    return replace(reconciled, findings=waive(reconciled.findings, meant, on or today()))


def _draft(
    paths: Sequence[Path], pasted: bytes | None, locale: str, period: str
) -> "tuple[ReadFiles, list[Problem]]":
    """What the files say: tables by their arithmetic, documents by their words too."""
    from plan_tracker.documents.drafted.documents import draft_documents
    from plan_tracker.grids.table_file import TableFile
    from plan_tracker.loading.drafted.files import draft_files, draft_grids, joined

    table = None if pasted is None else TableFile(PASTED_NAME, pasted)
    paths = [PASTED_NAME if path == PASTED and _holds_table(pasted) else path for path in paths]
    tables = [path for path in paths if _is_table(path)]
    others = [path for path in paths if path not in tables]
    drafted, problems = draft_files(tables, table)
    documents: list[NamedDocument] = []
    for path in others:
        name = path.name if len({*others}) == len({each.name for each in others}) else str(path)
        document, wrong = _read(path, pasted, name, locale, period)
        problems += wrong
        documents += [document] if document else []
    if documents:
        prose = draft_documents(documents, files=len(paths) > 1)
        grids = [
            draft_grids(
                named.name,
                Path(named.file),
                [table.grid for table in named.document.tables],
                files=len(paths) > 1,
            )
            for named in documents
        ]
        drafted = joined([drafted, prose, *grids])
    blocks = {Path(named.file): named.document.blocks for named in documents}
    return ReadFiles(tuple(paths), drafted, blocks, table), problems


def _read(
    path: Path, pasted: bytes | None, name: str, locale: str, period: str
) -> "tuple[NamedDocument | None, list[Problem]]":
    """A document with its language, by its words where nobody says it."""
    from plan_tracker.documents.drafted.documents import NamedDocument
    from plan_tracker.documents.readers.reading import read_document, read_pasted
    from plan_tracker.language.detection import detect_language

    document, problems = (
        read_pasted(pasted or b"", str(path)) if path == PASTED else read_document(path)
    )
    if document is None:
        return None, problems
    if not locale:
        detected = detect_language([document.text])
        locale = detected.likeliest
        if detected.locale is None:
            tell(f"{path}: read as {locale}, which is not sure ({detected.evidence}): say --locale")
    return NamedDocument(name, str(path), document, locale, period), []


def _is_table(path: Path) -> bool:
    """Whether a file is a table; a text is one where its columns are apart by tabs."""
    from plan_tracker.grids.registry import format_of

    if format_of(path) is None:
        return False
    if path.suffix.lower() != ".txt":
        return True
    with suppress(OSError), path.open("rb") as file:
        return b"\t" in file.read(_SEEN)
    return True


def _holds_table(pasted: bytes | None) -> bool:
    """Whether what is pasted is a table: with tabs, or with marks between cells on all lines."""
    text = (pasted or b"")[:_SEEN].decode("utf-8", "replace")
    if "\t" in text or not text.strip():
        return True
    lines = [line for line in text.splitlines() if line.strip()][:_LINES_SEEN]
    return len(lines) > 1 and all(_OF_CELLS.fullmatch(line.strip()) for line in lines)


def _pasted() -> bytes:
    """The text that is given on stdin. Ends the command where there is too much of it."""
    from plan_tracker.grids.table_file import LARGEST_TABLE

    if sys.stdin.isatty():
        tell("Paste the table or the text, then press Ctrl-D at the start of a line")
    raw = sys.stdin.buffer.read(LARGEST_TABLE + 1)
    if len(raw) > LARGEST_TABLE:
        refuse(f"-: more than {LARGEST_TABLE:,} bytes were given: give a file")
    return raw


def _refusal(path: Path) -> str:
    """Why a file cannot be read at all; empty where it may be."""
    from plan_tracker.documents.readers.reading import can_read, never_read
    from plan_tracker.documents.readers.reading import endings as document_endings
    from plan_tracker.grids.registry import endings

    if path == PASTED:
        return ""
    if not is_there(path):
        return f"{path}: there is no such file: correct the name"
    if path.is_dir():
        return f"{path}: is a folder: name one plan folder alone, or files"
    if never_read(path):
        return f"{path}: {never_read(path)}"
    if not _is_table(path) and not can_read(path):
        known = ", ".join(dict.fromkeys((*endings(), *document_endings())))
        return f"{path}: is no table or document that can be read: give a {known} file"
    return ""
