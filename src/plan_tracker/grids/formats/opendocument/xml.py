"""One pass over XML that may mean harm: in memory that does not grow with it."""

from collections.abc import Mapping
from typing import Protocol
from xml.parsers import expat

from plan_tracker.grids.sheet_cells import BROKEN, UnreadableError

_DEEPEST = 200


class Handler(Protocol):
    """What is told of the XML as it is read; names are without the prefixes of their spaces."""

    def start(self, name: str, marks: Mapping[str, str]) -> None:
        """An element begins, with its attributes."""
        ...

    def text(self, text: str) -> None:
        """Characters stand in the element that began last and has not ended."""
        ...

    def end(self, name: str) -> None:
        """An element ends."""
        ...


def read_xml(raw: bytes, handler: Handler) -> None:
    """Tell a handler what stands in XML. Raises UnreadableError."""
    depth = 0

    def start(tag: str, marks: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise UnreadableError(f"is nested more than {_DEEPEST} deep: save it anew")
        plain = {mark.rpartition(":")[2]: text for mark, text in marks.items()}
        # LibreOffice says so beside `office:value-type`, which has no word for it.
        if marks.get("calcext:value-type") == "error":
            plain["value-type"] = "error"
        elif "office:value-type" in marks:
            plain["value-type"] = marks["office:value-type"]
        handler.start(tag.rpartition(":")[2], plain)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(tag.rpartition(":")[2])

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse_declarations
    try:
        parser.Parse(raw, True)
    except (expat.ExpatError, ValueError) as error:
        raise UnreadableError(BROKEN) from error


def _refuse_declarations(*_: object) -> None:
    raise UnreadableError("declares entities of its own, as no program does: save it anew")
