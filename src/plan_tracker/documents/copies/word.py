"""A Word document with comments on its figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any

from plan_tracker.documents.copies.mark import AUTHOR, Mark
from plan_tracker.documents.copies.office_parts import without_times
from plan_tracker.documents.document import Paragraph
from plan_tracker.documents.readers.word import MAIN, WordWalk, cell_at, open_docx
from plan_tracker.model.place import Place

Element = Any  # of lxml, which says no types


def mark_docx(raw: bytes, file: str, marks: Sequence[Mark]) -> tuple[bytes, list[Mark]]:
    """The document with a comment for each mark, and the marks whose place has none in it.

    Comments stand in the body of a document alone, not in notes and margins. Raises
    UnreadableError, and ImportError without the extra.
    """
    from docx.text.run import Run

    document = open_docx(raw)
    paragraphs = _paragraphs(WordWalk(document, file), {_whole(mark.place) for mark in marks})
    missed = []
    for mark in marks:
        at = paragraphs.get(_whole(mark.place), [])
        runs = next(filter(None, (_runs_of(paragraph, mark.printed) for paragraph in at)), [])
        runs = runs or [run for paragraph in at for run in _texts(paragraph)]
        if not runs or not _is_in_body(runs[0]):
            missed.append(mark)
            continue
        ends = [Run(run, document) for run in (runs[0], runs[-1])]
        comment = document.add_comment(ends, mark.text, AUTHOR, AUTHOR[:2])
        # No day or hour, so that the same document gives the same copy.
        comment._comment_elm.attrib.pop(f"{MAIN}date", None)

    copy = BytesIO()
    document.save(copy)
    return without_times(copy.getvalue()), missed


def _whole(place: Place) -> tuple[int, int, int, int]:
    """A paragraph or cell, without the characters in it."""
    return place.paragraph, place.table, place.line, place.column


def _paragraphs(
    walk: WordWalk, wanted: set[tuple[int, int, int, int]]
) -> Mapping[tuple[int, int, int, int], list[Element]]:
    """The paragraphs of some places: one, or those of a cell."""
    found: dict[tuple[int, int, int, int], list[Element]] = {}
    for block, elements in walk.blocks():
        if isinstance(block, Paragraph):
            found[_whole(block.place)] = [elements]
            continue
        number = walk.tables if block.grid.within is None else block.grid.within.table
        for at in wanted:
            if at[1] == number:
                cell = cell_at(elements, at[2], at[3])
                found[at] = list(cell.iter(f"{MAIN}p")) if cell is not None else []
    return found


def _texts(paragraph: Element) -> list[Element]:
    """The runs of a paragraph that show words, each with one text and nothing else."""
    runs = [run for run in paragraph.iter(f"{MAIN}r") if _owner(run) is paragraph]
    return [
        run
        for whole in runs
        if whole.find(f"{MAIN}rPr/{MAIN}vanish") is None
        for run in _apart(whole)
        if run.find(f"{MAIN}t") is not None
    ]


def _owner(run: Element) -> Element:
    """The paragraph of a run: that of a text box inside another is not the other."""
    return next(run.iterancestors(f"{MAIN}p"), None)


def _apart(run: Element) -> list[Element]:
    """The runs that a run is split into, one for each text or break in it."""
    look, *parts = [run.find(f"{MAIN}rPr"), *(part for part in run if part.tag != f"{MAIN}rPr")]
    if len(parts) < 2:
        return [run]
    runs = [run]
    for part in parts[1:]:
        split = run.makeelement(run.tag, run.attrib)
        if look is not None:
            split.append(deepcopy(look))
        split.append(part)
        runs[-1].addnext(split)
        runs.append(split)
    return runs


def _is_in_body(run: Element) -> bool:
    return any(above.tag == f"{MAIN}body" for above in run.iterancestors())


def _runs_of(paragraph: Element, printed: str) -> list[Element]:
    """The runs that hold a text and nothing else, split off the others; none if it is not there."""
    signs = [
        (run, at)
        for run in _texts(paragraph)
        for at, sign in enumerate(_text(run))
        # Blanks count for nothing: a document may have several where its text has one.
        if not sign.isspace()
    ]
    line = "".join(_text(run)[at] for run, at in signs)
    wanted = "".join(printed.split())
    start = line.find(wanted) if wanted else -1
    if start < 0:
        return []

    held: dict[int, tuple[Element, int, int]] = {}
    for run, at in signs[start : start + len(wanted)]:
        _, first, _ = held.get(id(run), (run, at, at))
        held[id(run)] = run, first, at + 1
    return [_cut_out(run, first, last) for run, first, last in held.values()]


def _text(run: Element) -> str:
    return run.find(f"{MAIN}t").text or ""


def _cut_out(run: Element, first: int, last: int) -> Element:
    """The run that holds the signs from `first` to before `last`, split off before and behind."""
    text = _text(run)
    if text[last:]:
        behind = deepcopy(run)
        _write(behind, text[last:])
        run.addnext(behind)
    if text[:first]:
        before = deepcopy(run)
        _write(before, text[:first])
        run.addprevious(before)
    _write(run, text[first:last])
    return run


def _write(run: Element, text: str) -> None:
    element = run.find(f"{MAIN}t")
    element.text = text
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
