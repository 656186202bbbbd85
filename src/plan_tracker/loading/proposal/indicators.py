"""An indicator by its name and the words of its unit, and what is printed for it."""

from dataclasses import replace
from typing import TypeGuard

from plan_tracker.grids.grid import Cell, alike, plain_figure
from plan_tracker.language.detection import Detection
from plan_tracker.language.letters import slug
from plan_tracker.language.numbers import decimal_mark
from plan_tracker.language.tables import at_a_date, fewer_is_better
from plan_tracker.loading.fit import currencies
from plan_tracker.loading.proposal.parts import Proposed
from plan_tracker.reading import read_printed

_TOO_LONG = 16  # digits, for a number that every language reads alike


def language_doubt(detected: Detection) -> str:
    """Why the language of a table is not sure; empty where it is."""
    if detected.locale is not None:
        return ""
    return f"read as {detected.likeliest}, which is not sure ({detected.evidence})"


class Names:
    """The identifiers that are taken, so that no two indicators get one."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def named(self, shape: Proposed, *, signed: bool = False) -> Proposed:
        """The indicator under an identifier of its own."""
        name, number = shape.id, 1
        while name in self._taken:
            number += 1
            name = f"{shape.id}-{number}"
        self._taken.add(name)
        return replace(shape, id=name, signed=signed)


def proposed(name: str, words: str, locale: str, number: int) -> Proposed:
    """An indicator by its name and the words of its unit, as the table's `number`th."""
    readings, _ = read_printed(f"1 {words}", locale) if words else ((), ())
    own = (readings[0].unit if readings else alike(words)) or "item"
    at_date = at_a_date(alike(name)) and own not in currencies()
    kind = {"%": "ratio", "rank": "rank"}.get(own, "stock" if at_date else "flow")
    fewer = kind == "rank" or fewer_is_better(alike(name))
    better = "lower" if fewer else "higher"
    return Proposed(slug(name) or f"indicator-{number}", name, own, kind, better)


def is_figure(cell: Cell | None, locale: str) -> TypeGuard[Cell]:
    """Whether a cell prints a number, perhaps with its unit."""
    if cell is None or not any(sign.isdecimal() for sign in cell.text):
        return False
    digits_alone = cell.text.isascii() and cell.text.isdigit() and len(cell.text) < _TOO_LONG
    return cell.number or digits_alone or bool(read_printed(in_marks(cell, locale), locale)[0])


def printed(cell: Cell | None, unit: str, locale: str) -> str:
    """The plan value in the marks of the locale, with its unit."""
    if cell is None:
        return ""
    text = in_marks(cell, locale)
    words = cell.unit or unit
    return f"{text} {words}".strip() if text[-1:].isdecimal() or text[-1:] == ")" else text


def in_marks(cell: Cell, locale: str) -> str:
    """The figure of a cell, a number in the marks of the locale."""
    if cell.number:
        return cell.text.replace(".", decimal_mark(locale))
    return plain_figure(cell.text)
