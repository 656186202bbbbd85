"""One more entry in a list of a file, put in between: nothing else of the text changes."""

import re

from ruamel.yaml import YAML, events

from plan_tracker.loading.files.nodes import Items
from plan_tracker.model.place import Place


def appended(text: str, name: str, known: Items, said: str) -> str:
    """The text with an entry behind the last one of a list, in the layout that stands there.

    `name` is the key of the list, which may be empty or missing, and `said` the entry as YAML.
    """
    breaks = re.findall("\r\n|\r|\n", text)
    ending = breaks[-1] if breaks else "\n"
    last_break = "" if text.endswith(("\n", "\r")) else ending
    if not known:
        return f"{text}{last_break}{name}:{ending}  - {said}{ending}"
    end, in_flow = _list_ends_at(text, known.place)
    if in_flow:
        return f"{text[:end]}, {said}{text[end:]}"
    indent = " " * (known.place.column - 1)
    last_break = "" if text[:end].endswith(("\n", "\r")) else ending
    return f"{text[:end]}{last_break}{indent}- {said}{ending}{text[end:]}"


def _list_ends_at(text: str, place: Place) -> tuple[int, bool]:
    """Where the entries of the list that begins at a place end, and whether it is in brackets.

    Behind a list in lines that is the end of the line of its last entry.
    """
    starts = [0, *(each.end() for each in re.finditer("\r\n|\r|\n", text))]
    around: list[bool] = []  # whether each collection that is open is in brackets
    end = 0
    for event in YAML(typ="safe").parse(text):
        mark = event.start_mark
        here = (mark.line + 1, mark.column + 1) == (place.line, place.column)
        if not around and not (here and isinstance(event, events.SequenceStartEvent)):
            continue
        if isinstance(event, events.CollectionStartEvent):
            around.append(bool(event.flow_style))
        closed = around.pop() if isinstance(event, events.CollectionEndEvent) else None
        if not around:
            if closed:
                return end, True
            break
        if closed or isinstance(event, events.ScalarEvent):
            end = starts[event.end_mark.line] + event.end_mark.column
    line = re.compile("\r\n|\r|\n").search(text, len(text[:end].rstrip()))
    return (line.end() if line else len(text)), False
