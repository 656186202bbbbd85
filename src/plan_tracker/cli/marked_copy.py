"""`tracker check report.docx -o marked.docx`: copies of what was checked, with marks."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from plan_tracker.cli.drafted_files import PASTED, ReadFiles
from plan_tracker.cli.options import Lang
from plan_tracker.cli.output import Writer, refuse, tell
from plan_tracker.inputs.regular import UnusableFileError, read_bytes
from plan_tracker.model.text import phrase

if TYPE_CHECKING:
    from plan_tracker.documents.copies.mark import Mark
    from plan_tracker.documents.document import Block
    from plan_tracker.reconcile.reconcile import Reconciled
    from plan_tracker.report.check.content import Checked

_OWN = (".docx", ".pdf", ".xlsx")  # copies of these are files of the same kind
_LARGEST = 1_000_000_000  # bytes, as large as a table may be
_MOST_TOLD = 20  # figures without a mark


def copy_refusal(paths: Sequence[Path], output: Path | None) -> str:
    """Why nothing may be written to a file, or no copy to one of its ending; empty if all is well.

    What was checked is never written on.
    """
    if output is None:
        return ""
    if any(_is_same(path, output) for path in paths):
        return f"{output}: is what is to be checked, and is never changed: name another file"
    ending = output.suffix.lower()
    if ending not in _OWN:
        return ""
    if len(paths) > 1:
        return f"{output}: is a copy of one file: name one alone, or end the name with .html"
    own = paths[0].suffix.lower()
    if paths[0] == PASTED or own not in _OWN:
        name = "what is pasted" if paths[0] == PASTED else paths[0]
        return f"{output}: no marked copy of {name} has this ending: end the name with .html"
    if own != ending:
        return f"{output}: a marked copy of {paths[0]} ends with {own} or .html: rename it"
    return ""


def _is_same(path: Path, output: Path) -> bool:
    try:
        return path.samefile(output)
    except OSError:  # one of them is not there
        return path != PASTED and os.path.realpath(path) == os.path.realpath(output)


def copy_writers(
    read: ReadFiles, reconciled: "Reconciled", checked: "Checked", output: Path | None, lang: Lang
) -> dict[str, Writer]:
    """What writes a marked copy, by format."""

    def page() -> str:
        from plan_tracker.report.marked.page import CheckedText, render_marked_html

        texts = [CheckedText(path.name, tuple(_blocks(path, read))) for path in read.paths]
        plan = read.drafted.loaded.plan
        return render_marked_html(texts, checked, reconciled.system, plan, lang)

    def copy() -> bytes:
        from plan_tracker.documents.readers.unreadable import UnreadableError
        from plan_tracker.report.marked.notes import notes_of

        (path,) = read.paths
        own = {each.name: each.printed for each in read.drafted.loaded.statements}
        noted = notes_of(checked.findings, {**checked.printed, **own}, lang)
        marks = [mark for mark in noted if mark.place.path == str(path)]  # none of a plan's files
        try:
            content, missed = _marking(path)(read_bytes(path, _LARGEST), str(path), marks)
        except (UnreadableError, UnusableFileError) as error:
            refuse(f"{path}: {error}")
        except ImportError as error:
            extra = "install the extra with: pip install 'plan-tracker[documents]'"
            refuse(f"{path}: needs {error.name} to be copied: {extra}")
        _tell_missed(output, missed)
        return content

    writers: dict[str, Writer] = {"html": lambda _: page()}
    endings = {path.suffix.lower() for path in read.paths}
    if len(read.paths) == 1 and endings <= {*_OWN}:
        writers[endings.pop().removeprefix(".")] = lambda _: copy()
    return writers


def _marking(
    path: Path,
) -> "Callable[[bytes, str, Sequence[Mark]], tuple[bytes, list[Mark]]]":
    from plan_tracker.documents.copies.pdf import mark_pdf
    from plan_tracker.documents.copies.word import mark_docx
    from plan_tracker.documents.copies.workbook import mark_xlsx

    markings = {
        ".docx": mark_docx,
        ".pdf": mark_pdf,
        ".xlsx": lambda raw, _, marks: mark_xlsx(raw, marks),
    }
    return markings[path.suffix.lower()]


def _tell_missed(output: Path | None, missed: "Sequence[Mark]") -> None:
    """Say which figures have no mark, as their places allow none."""
    for mark in missed[:_MOST_TOLD]:
        where = mark.place.within or "no place"
        message = phrase("{file}: not marked: “{text}” ({where}), which cannot have a note there")
        tell(message.filled(file=str(output), text=mark.printed, where=where))
    if len(missed) > _MOST_TOLD:
        message = phrase("{file}: not marked: {count} more figures")
        tell(message.filled(file=str(output), count=len(missed) - _MOST_TOLD))


def _blocks(path: Path, read: ReadFiles) -> "Iterator[Block]":
    """What a file holds: the blocks of a document, or the sheets of a table that can be seen."""
    from plan_tracker.documents.document import Paragraph, Table
    from plan_tracker.grids.registry import sheets
    from plan_tracker.grids.table_file import open_table
    from plan_tracker.model.place import Place

    if path in read.blocks:
        yield from read.blocks[path]
        return
    pasted = read.pasted
    file = pasted if pasted is not None and pasted.path == path else open_table(path)
    opened, _ = sheets(file, Place(str(path)))
    seen = [sheet for sheet in opened if not sheet.hidden]
    for sheet in seen:
        if len(seen) > 1:
            yield Paragraph(sheet.title, Place(f"{path}!{sheet.title}"), "heading")
        yield Table(sheet.read().visible())
