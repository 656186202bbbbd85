"""What contradictory texts should have said, where all the cheapest ways out agree on it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from plan_tracker.model.finding import Repair
from plan_tracker.model.statement import Statement
from plan_tracker.model.text import Amount, Phrase, Share, Text, phrase
from plan_tracker.reading.costs import NOTATION
from plan_tracker.reconcile.culprits.contradiction import Contradiction, SharedForm, form_of
from plan_tracker.reconcile.culprits.relaxed_readings import (
    AS_KIND,
    Change,
    Option,
    respelled,
)
from plan_tracker.reconcile.evidence.words import notation_said
from plan_tracker.reconcile.system.system import System

_SLIP_WORDS = {
    "scale": phrase("one scale word wrong"),
    "sign": phrase("up and down mixed up"),
    "separator": phrase("a decimal or thousands mark in the wrong place"),
    "transposition": phrase("two digits swapped"),
    "digit": phrase("one digit wrong"),
    "missing-digit": phrase("one digit missing"),
    "extra-digit": phrase("one digit too many"),
    "period": phrase("computed against another period than it names"),
    "points": phrase("percent and points mixed up"),
    "currency": phrase("one currency printed for another"),
}


@dataclass(frozen=True, slots=True)
class Repaired:
    """A statement with the reading that mends it."""

    statement: Statement
    repair: Repair


def repaired(system: System, found: Contradiction) -> tuple[Repaired, ...]:
    """The repair of every statement on whose value all the cheapest solutions agree.

    None where all else would still not hold as careful offices print.
    """
    if not found.solutions or not found.complete or not found.mended:
        return ()

    first, *others = found.solutions
    agreed = [
        change
        for change in first
        if system.trust(change.owner) is None
        and all(_agree(change, solution) for solution in others)
    ]
    return (*_by_change(system, agreed), *_read_anew(system, found))


def reread(system: System, forms: Collection[SharedForm]) -> Iterator[Statement]:
    """The texts of the block that are of these forms."""
    for statement in system.statements:
        if form_of(statement) in forms:
            yield statement


def _agree(change: Change, solution: tuple[Change, ...]) -> bool:
    value = _value(change)
    return value is not None and any(
        _value(other) == value for other in solution if other.owner == change.owner
    )


def _value(change: Change) -> object:
    """The one value that a change reads anew, and the period that it then compares with.

    None for a claim of another kind: to mend its text would not make it one.
    """
    if any(each.how in AS_KIND.values() for each in change.options):
        return None
    values = {(each.reading.value, each.period) for each in change.options if each.reading}
    reads_anew = change.cost >= NOTATION and not change.let_go
    return values.pop() if len(values) == 1 and reads_anew else None


def _by_change(system: System, changes: Iterable[Change]) -> Iterator[Repaired]:
    for change in changes:
        option = change.options[0] if _value(change) is not None else None
        if option is None or option.reading is None:
            continue

        statement = system.statements[change.owner]
        if option.text == statement.printed and not option.period:
            continue  # to write the same text again would mend nothing

        repair = Repair(
            statement.name,
            option.how,
            statement.printed,
            option.text,
            option.reading.value,
            option.reading.ordinary,
            change.chance,
            option.period,
        )
        yield Repaired(statement, repair)


def _read_anew(system: System, found: Contradiction) -> Iterator[Repaired]:
    """The texts of forms that every solution reads in another notation."""
    for statement in reread(system, found.forms):
        reading = statement.readings[1]
        repair = Repair(
            statement.name,
            reading.notation,
            statement.printed,
            respelled(statement.printed, reading.notation),
            reading.value,
            reading.ordinary,
        )
        yield Repaired(statement, repair)


def fitting(repaired: Repaired) -> Phrase:
    """A repair as a sentence, for one that is no notation of a whole source."""
    repair, fits = repaired.repair, _fits(repaired)
    if repair.chance is None:
        return phrase("Likely {slip}: {fits}.", fits=fits, slip=_slip(repair))

    return phrase(
        "Likely {slip}: {fits} (by luck some slip would in {chance} of cases).",
        fits=fits,
        slip=_slip(repair),
        chance=Share(repair.chance),
    )


def _fits(repaired: Repaired) -> Phrase:
    """How a text fits: as another one, or compared with another period."""
    repair = repaired.repair
    if repair.period:
        return phrase("compared with {period} “{text}” fits", period=repair.period, text=repair.to)
    if repair.slip == "points":
        return phrase("as “{text}” it fits", text=repair.to)

    amount = Amount(repair.value, repaired.statement.readings[0].unit)
    return phrase("as “{text}” ({amount}) it fits", text=repair.to, amount=amount)


def meant(option: Option) -> Phrase:
    """What a text may have been, and by what slip."""
    slip = slip_said(option.how)
    if option.period:
        return phrase(
            "“{text}” compared with {period} ({slip})",
            text=option.text,
            period=option.period,
            slip=slip,
        )
    return phrase("“{text}” ({slip})", text=option.text, slip=slip)


def slip_said(slip: str) -> Text:
    """What went wrong, in words; a notation is its own."""
    return _SLIP_WORDS.get(slip) or notation_said(slip)


def _slip(repair: Repair) -> Text:
    if repair.slip != "scale":
        return slip_said(repair.slip)
    if len(repair.to) < len(repair.from_):
        return phrase("one scale word too many")
    return phrase("one scale word too few")
