"""An indicator by its name and the words of its unit, and what is printed for it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeGuard

from plan_tracker.grids.grid import Cell, alike, plain_figure
from plan_tracker.language.detection import Detection
from plan_tracker.language.letters import slug
from plan_tracker.language.numbers import decimal_mark
from plan_tracker.language.tables import at_a_date, fewer_is_better
from plan_tracker.loading.fit import currencies
from plan_tracker.loading.proposal.parts import Proposed
from plan_tracker.model.plan import Kind
from plan_tracker.reading import read_printed

_KINDS: Mapping[str, Kind] = MappingProxyType({"%": "ratio", "rank": "rank"})  # by the unit
_TOO_LONG = 16  # digits, for a number that every language reads alike


def language_doubt(detected: Detection) -> str:
    """Why the language of a table is not sure; empty where it is."""
    if detected.locale is not None:
        return ""
    return f"read as {detected.likeliest}, which is not sure ({detected.evidence})"


def proposed(name: str, words: str, locale: str, number: int) -> Proposed:
    """An indicator by its name and the words of its unit, as the table's `number`th."""
    readings, _ = read_printed(f"1 {words}", locale) if words else ((), ())
    own = (readings[0].unit if readings else alike(words)) or "item"
    return of_unit(name, own, slug(name) or f"indicator-{number}")


def of_unit(name: str, unit: str, id_: str) -> Proposed:
    """An indicator by its name and its unit: what kind of thing such a name is."""
    at_date = at_a_date(alike(name)) and unit not in currencies()
    kind: Kind = "stock" if at_date else "flow"
    kind = _KINDS.get(unit, kind)
    fewer = kind == "rank" or fewer_is_better(alike(name))
    return Proposed(id_, name, unit, kind, "lower" if fewer else "higher")


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
