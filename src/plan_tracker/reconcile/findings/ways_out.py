"""What would mend a contradiction, in sentences, and what it rests on."""

from collections.abc import Iterable, Sequence

from plan_tracker.model.evidence import Evidence
from plan_tracker.model.text import EITHER, OR, Listed, Part, Phrase, Text, phrase
from plan_tracker.reading.costs import NOTATION, SLIPS
from plan_tracker.reconcile.culprits.contradiction import (
    Contradiction,
    SharedForm,
    rests_on,
    unsure,
)
from plan_tracker.reconcile.culprits.relaxed_readings import Change
from plan_tracker.reconcile.evidence.left import left_for
from plan_tracker.reconcile.evidence.needs import needs
from plan_tracker.reconcile.evidence.repairs import Repaired, fitting, meant
from plan_tracker.reconcile.evidence.words import between, called, named, notation_said
from plan_tracker.reconcile.system.prices import doubtful_prices
from plan_tracker.reconcile.system.system import System

UNSOLVED = phrase("Which of them is wrong took more work to find out than is allowed.")
_MOST_LISTED = 4
_MOST_WORDINGS = 3


def ways_out(
    system: System, found: Contradiction, evidence: Evidence, repairs: Sequence[Repaired]
) -> Iterable[Phrase]:
    """Sentences: what would have to be read otherwise, and why that cannot be told where it cannot.

    `evidence` is what the core says, `repairs` are those on which all ways out agree.
    """
    for form in found.forms:
        yield phrase(
            "It adds up if the doubtful texts of {source} are read otherwise: {notation}.",
            source=form.source,
            notation=notation_said(form.notation),
        )

    slips = [each for each in repairs if each.repair.slip in SLIPS]
    yield from (fitting(each) for each in slips)

    if not found.solutions:
        yield UNSOLVED
    elif len(found.solutions) == 1:
        told = {each.statement.name for each in slips}
        rest = [each for each in found.solutions[0] if system.name(each.owner) not in told]
        yield from (
            phrase("{change}.", change=_needed(system, evidence, change)) for change in rest
        )
    else:
        choices = _choices(system, found, evidence)
        yield phrase("It cannot be told which is wrong: {choices}.", choices=choices)

    if found.suspects:
        suspected = _listed([_needed(system, evidence, change) for change in found.suspects])
        yield phrase("Or nothing was printed carelessly, and {slips}.", slips=suspected)
    if not slips:
        # Where several are listed with what each would have to be, a plain claim has been told.
        yield from needs(system, found.core, at_least=min(len(found.solutions), 2))
    yield from _doubts(system, found)


def _choices(system: System, found: Contradiction, evidence: Evidence) -> Listed:
    """The ways out, each without what all of them have in common."""
    choices: list[Text] = []
    for solution, forms in zip(found.solutions, found.switched, strict=True):
        read_anew = [_read_anew(form) for form in forms if form not in found.forms]
        needed = (_needed(system, evidence, change) for change in solution)
        choices.append(_together([*read_anew, *needed]))
    return _listed(choices)


def _read_anew(form: SharedForm) -> Phrase:
    return phrase(
        "texts of {source} would have to be read in another notation ({notation})",
        source=form.source,
        notation=notation_said(form.notation),
    )


def _listed(choices: Sequence[Text]) -> Listed:
    """The first of them, and how many more there are."""
    return Listed(_first(choices), EITHER, EITHER)


def _together(needs: Sequence[Text]) -> Listed:
    """What all must be so, the first of it."""
    return Listed(_first(needs))


def _first(texts: Sequence[Text]) -> list[Text]:
    more = len(texts) - _MOST_LISTED
    return [*texts[:_MOST_LISTED], *([phrase("{more} more", more=more)] if more > 0 else [])]


def _needed(system: System, evidence: Evidence, change: Change) -> Phrase:
    """What one owner would have to be for the others to hold."""
    name = _called(system, evidence, change.owner)
    if change.cost < NOTATION:
        return phrase("{name} fits only if it was cut off or rounded loosely", name=name)
    if not change.options:
        return _to_be(system, evidence, change)

    wordings = Listed([meant(option) for option in change.options[:_MOST_WORDINGS]], last=OR)
    if change.let_go:
        return phrase(
            "{name} would have to be wrong; {wordings} would fit", name=name, wordings=wordings
        )
    return phrase("{name} would fit as {wordings}", name=name, wordings=wordings)


def _to_be(system: System, evidence: Evidence, change: Change) -> Phrase:
    """What one owner that is let go would have to say, where the others leave that."""
    name = _called(system, evidence, change.owner)
    trusted = system.trust(change.owner) is not None
    left = None if trusted else left_for(evidence, system.name(change.owner))
    if left is None:
        return phrase("{name} would have to be wrong", name=name)

    statement = system.statements[change.owner]
    return phrase(
        "{name} would have to be {range}",
        name=name,
        range=between(left.interval, left.unit, statement.readings[0].ordinary),
    )


def _called(system: System, evidence: Evidence, owner: int) -> Part:
    """One owner within a text: by its printed text, where no other is printed so."""
    trusted = system.trust(owner)
    if trusted is not None:
        return called(trusted)

    statement = system.statements[owner]
    if [saying.printed for saying in evidence.sayings].count(statement.printed) == 1:
        return phrase("“{printed}”", printed=statement.printed)
    return phrase("{name} “{printed}”", name=named(system, statement), printed=statement.printed)


def _doubts(system: System, found: Contradiction) -> Iterable[Phrase]:
    """What the contradiction rests on beside what one source says."""
    assumed, crossed = rests_on(system, found.core)
    if assumed:
        trusted = [each for owner in found.core if (each := system.trust(owner)) is not None]
        names = [called(each) for each in trusted if each.assumed and each.because is None]
        if names:
            yield phrase("It rests on what the plan assumes: {names}.", names=Listed(names))
        reasons = {str(each.because): each.because for each in trusted if each.because is not None}
        yield from reasons.values()
    if supposed := [each for each in unsure(system, found.core) if each.supposed]:
        plans = [statement.name for statement in supposed]
        yield phrase("The source does not say of which plan: {names}.", names=Listed(plans))
    guessed = system.frame["guessed"].to_numpy()
    if to_confirm := [
        system.statements[owner].name
        for owner in system.unsure(found.core)
        if guessed[owner] or system.statements[owner].to_confirm
    ]:
        yield phrase("This is still to be confirmed: {names}.", names=Listed(to_confirm))
    if doubtful_prices(system.frame, found.core):
        yield phrase(
            "It is not said at which prices: add `basis`, current-prices or constant-prices."
        )
    if crossed:
        yield phrase("It compares two sources, and offices revise their figures.")
