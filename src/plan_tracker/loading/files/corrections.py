"""An accepted repair, written into the text of a source file beside what is printed there.

Nothing else of the file changes: the edit is put in between, and what comes of it is read again
and compared with what was there.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML, events

from plan_tracker.loading.files.lists import appended
from plan_tracker.loading.files.nodes import Items, Keys, Scalar
from plan_tracker.loading.files.tree import read_tree
from plan_tracker.loading.files.yaml_text import flow_mapping, quoted, scalar
from plan_tracker.model.place import Place
from plan_tracker.model.text import phrase


@dataclass(frozen=True, slots=True)
class Correction:
    """What the text at a place should have said; `day` is written as it is."""

    place: Place
    to: str
    reason: str
    day: str


@dataclass(frozen=True, slots=True)
class CellCorrection:
    """What a cell of the table of a source should have said; `place` is in the source's file."""

    place: Place
    cell: str
    printed: str
    to: str
    reason: str
    day: str


class CannotCorrectError(ValueError):
    """A text in whose place no correction can be put; the message says why."""


def corrected(text: str, corrections: Sequence[Correction | CellCorrection]) -> str:
    """The text of a file with `corrected:` beside what is printed at each place.

    Those of cells stand in a list `corrections:`. Raises CannotCorrectError.
    """
    # From the last one up, so that the places of the others stay what they are.
    of_texts = (each for each in corrections if isinstance(each, Correction))
    for correction in sorted(of_texts, key=lambda each: each.place, reverse=True):
        text = _with(text, correction)
    for each in corrections:
        if isinstance(each, CellCorrection):
            text = _with_cell(text, each)
    return text


def _with(text: str, correction: Correction) -> str:
    file = correction.place.file
    before = _tree(text, file)
    entries = _entries(before, correction.place)
    if len(entries) != 1:
        raise CannotCorrectError(
            phrase("{place}: no single `printed:` stands here", place=str(correction.place))
        )
    entry = entries[0]
    if "corrected" in entry:
        raise CannotCorrectError(
            phrase(
                "{place}: it is corrected already: edit `corrected:`", place=str(correction.place)
            )
        )
    after = _inserted(text, entry, correction)
    entry["corrected"] = Keys(to=correction.to, reason=correction.reason, date=correction.day)
    if _tree(after, file) != before:
        said = _mapping(correction)
        raise CannotCorrectError(
            phrase(
                "{place}: write it by hand: corrected: {said}",
                place=str(correction.place),
                said=said,
            )
        )
    return after


def _with_cell(text: str, correction: CellCorrection) -> str:
    """The text with one more entry in its list of corrections, which may be its first."""
    file = correction.place.file
    before = _tree(text, file)
    entry = {
        "cell": correction.cell,
        "printed": correction.printed,
        "to": correction.to,
        "reason": correction.reason,
        "on": correction.day,
    }
    said = flow_mapping(
        {
            name: scalar(value) if name in ("cell", "on") else quoted(value)
            for name, value in entry.items()
        }
    )
    known = before.setdefault("corrections", Items()) if before is not None else None
    if not isinstance(known, Items) or before is None:
        raise CannotCorrectError(
            phrase("{file}: write it by hand: corrections: [{said}]", file=file, said=said)
        )
    after = appended(text, "corrections", known, said)
    known.append(Keys(entry))
    if _tree(after, file) != before:
        raise CannotCorrectError(
            phrase("{file}: write it by hand: corrections: [{said}]", file=file, said=said)
        )
    return after


def _tree(text: str, file: str) -> Keys | None:
    tree, problems = read_tree(text, file)
    return None if problems else tree


def _entries(tree: Keys | None, place: Place) -> list[Keys]:
    """The figures and claims whose printed text stands at the place."""
    figures = _mappings(tree.get("figures") if tree else None)
    found = [entry for each in figures for entry in (each, *_mappings(each.get("claims")))]
    return [each for each in found if getattr(each.get("printed"), "place", None) == place]


def _mappings(items: Any) -> Iterator[Keys]:
    if isinstance(items, Items):
        yield from (each for each in items if isinstance(each, Keys))


def _inserted(text: str, entry: Keys, correction: Correction) -> str:
    """The text with the correction behind the printed text, in the layout that stands there."""
    found = _printed_at(text, correction.place)
    if found is None or not isinstance(entry["printed"], Scalar):
        raise CannotCorrectError(
            phrase("{place}: what is printed stands elsewhere", place=str(correction.place))
        )
    end, in_flow = found
    said = f"corrected: {_mapping(correction)}"
    if in_flow:
        return f"{text[:end]}, {said}{text[end:]}"
    end = len(text[:end].rstrip()) if text[:end].endswith("\n") else end
    line = re.compile("\r\n|\r|\n").search(text, end)
    ending = line[0] if line else _line_ending(text)
    stop = line.start() if line else len(text)
    indent = " " * (entry.key_places["printed"].column - 1)
    return f"{text[:stop]}{ending}{indent}{said}{text[stop:]}"


def _line_ending(text: str) -> str:
    first = re.search("\r\n|\r|\n", text)
    return first[0] if first else "\n"


def _printed_at(text: str, place: Place) -> tuple[int, bool] | None:
    """Where the scalar that begins at a place ends, and whether braces are around it."""
    starts = [0, *(each.end() for each in re.finditer("\r\n|\r|\n", text))]
    around: list[bool] = []
    for event in YAML(typ="safe").parse(text):
        mark = event.start_mark
        here = (mark.line + 1, mark.column + 1) == (place.line, place.column)
        if here and isinstance(event, events.ScalarEvent):
            return starts[event.end_mark.line] + event.end_mark.column, around[-1]
        if isinstance(event, events.MappingStartEvent | events.SequenceStartEvent):
            around.append(bool(event.flow_style))
        elif isinstance(event, events.MappingEndEvent | events.SequenceEndEvent):
            around.pop()
    return None


def _mapping(correction: Correction) -> str:
    return flow_mapping(
        {
            "to": quoted(correction.to),
            "reason": quoted(correction.reason),
            "date": str(correction.day),
        }
    )
