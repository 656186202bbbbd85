"""What contradictory texts should have said, where all the cheapest ways out agree on it."""

from collections.abc import Iterator

from plan_tracker.model.finding import Repair
from plan_tracker.model.statement import Statement
from plan_tracker.reading.costs import NOTATION
from plan_tracker.reconcile.core import Core
from plan_tracker.reconcile.diagnose import Contradiction, form_of
from plan_tracker.reconcile.options import Change, Option, respelled
from plan_tracker.reconcile.words import amount

_SLIP_WORDS = {
    "scale": "one scale word wrong",
    "sign": "up and down mixed up",
    "separator": "a decimal or thousands mark in the wrong place",
    "transposition": "two digits swapped",
    "digit": "one digit wrong",
    "missing-digit": "one digit missing",
    "extra-digit": "one digit too many",
    "period": "computed against another period than it names",
    "points": "percent and points mixed up",
    "currency": "one currency printed for another",
}


def repairs(core: Core, found: Contradiction) -> tuple[Repair, ...]:
    """The repair of every statement on whose value all the cheapest solutions agree."""
    if not found.solutions or not found.complete:
        return ()
    first, *others = found.solutions
    said = (each for each in first if core.system.trust(each.owner) is None)
    agreed = (each for each in said if all(_agree(each, other) for other in others))
    single = (_repair(core.system.statements[each.owner], each) for each in agreed)
    return (*(each for each in single if each is not None), *_switched(core, found))


def reread(core: Core, found: Contradiction) -> Iterator[Statement]:
    """The texts of the block that every solution reads in another notation, as all of a form."""
    for statement in core.system.statements:
        if form_of(statement) in found.forms:
            yield statement


def _agree(change: Change, solution: tuple[Change, ...]) -> bool:
    value = _value(change)
    same = (each for each in solution if each.owner == change.owner)
    return value is not None and any(_value(each) == value for each in same)


def _value(change: Change) -> object:
    values = {(each.reading.value, each.period) for each in change.options if each.reading}
    read_anew = change.cost >= NOTATION and not change.let_go
    return values.pop() if len(values) == 1 and read_anew else None


def _repair(statement: Statement, change: Change) -> Repair | None:
    option = change.options[0] if _value(change) is not None else None
    if option is None or option.reading is None:
        return None
    return Repair(
        statement.name,
        option.how,
        statement.printed,
        option.text,
        option.reading.value,
        option.reading.ordinary,
        change.chances[0],
        option.period,
    )


def _switched(core: Core, found: Contradiction) -> Iterator[Repair]:
    for statement in reread(core, found):
        reading = statement.readings[1]
        text = respelled(statement.printed, reading.notation)
        yield Repair(
            statement.name, reading.notation, statement.printed, text, reading.value,
            reading.ordinary,
        )  # fmt: skip


def fitting(core: Core, repair: Repair) -> str:
    """A repair as a sentence, for one that is no notation of a whole source."""
    statement = next(each for each in core.system.statements if each.name == repair.statement)
    text = amount(repair.value, statement.readings[0].unit)
    luck = "" if repair.chance is None else _luck(repair.chance)
    if repair.period:
        return f"Compared with {repair.period} “{repair.to}” fits: likely {_slip(repair)}{luck}."
    shown = f"“{repair.to}”" if repair.slip == "points" else f"“{repair.to}” ({text})"
    return f"As {shown} it fits: likely {_slip(repair)}{luck}."


def meant(option: Option) -> str:
    """What a text may have been, and by what slip."""
    what = f" compared with {option.period}" if option.period else ""
    return f"“{option.text}”{what} ({slip_said(option.how)})"


def slip_said(slip: str) -> str:
    """What went wrong, in words; a notation is its own."""
    return _SLIP_WORDS.get(slip, slip)


def _slip(repair: Repair) -> str:
    if repair.slip == "scale":
        return f"one scale word too {'many' if len(repair.to) < len(repair.from_) else 'few'}"
    return slip_said(repair.slip)


def _luck(chance: float) -> str:
    return f"; a slip of this kind would fit by luck in {chance:.1%} of cases"
