"""What contradictory texts should have said, where all the cheapest ways out agree on it."""

from collections.abc import Collection, Iterator

from plan_tracker.model.finding import Repair
from plan_tracker.model.statement import Statement
from plan_tracker.model.text import Amount, Phrase, Share, Text, phrase
from plan_tracker.reading.costs import NOTATION
from plan_tracker.reconcile.culprits.contradiction import Contradiction, Form, form_of
from plan_tracker.reconcile.culprits.options import Change, Option, respelled
from plan_tracker.reconcile.explain.core import Core
from plan_tracker.reconcile.explain.words import notation_said

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


def repairs(core: Core, found: Contradiction) -> tuple[Repair, ...]:
    """The repair of every statement on whose value all the cheapest solutions agree."""
    if not found.solutions or not found.complete:
        return ()
    first, *others = found.solutions
    said = (each for each in first if core.system.trust(each.owner) is None)
    agreed = (each for each in said if all(_agree(each, other) for other in others))
    single = (_repair(core.system.statements[each.owner], each) for each in agreed)
    return (*(each for each in single if each is not None), *_switched(core, found))


def reread(core: Core, forms: Collection[Form]) -> Iterator[Statement]:
    """The texts of the block that are of these forms."""
    for statement in core.system.statements:
        if form_of(statement) in forms:
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
    for statement in reread(core, found.forms):
        reading = statement.readings[1]
        text = respelled(statement.printed, reading.notation)
        yield Repair(
            statement.name, reading.notation, statement.printed, text, reading.value,
            reading.ordinary,
        )  # fmt: skip


def fitting(core: Core, repair: Repair) -> Phrase:
    """A repair as a sentence, for one that is no notation of a whole source."""
    statement = next(each for each in core.system.statements if each.name == repair.statement)
    fits = _fits(statement, repair)
    if repair.chance is None:
        return phrase("{fits}: likely {slip}.", fits=fits, slip=_slip(repair))
    return phrase(
        "{fits}: likely {slip}; a slip of this kind would fit by luck in {chance} of cases.",
        fits=fits,
        slip=_slip(repair),
        chance=Share(repair.chance),
    )


def _fits(statement: Statement, repair: Repair) -> Phrase:
    """How a text fits: as another one, or compared with another period."""
    if repair.period:
        return phrase("Compared with {period} “{text}” fits", period=repair.period, text=repair.to)
    if repair.slip == "points":
        return phrase("As “{text}” it fits", text=repair.to)
    amount = Amount(repair.value, statement.readings[0].unit)
    return phrase("As “{text}” ({amount}) it fits", text=repair.to, amount=amount)


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
