"""Contradictions and remarks, as findings with places, words and fingerprints."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from types import ModuleType

from plan_tracker.model.finding import Finding, Repair
from plan_tracker.model.interval import Interval
from plan_tracker.model.place import Place
from plan_tracker.model.plan import Severity
from plan_tracker.model.text import EITHER, OR, WITH, Listed, Phrase, Text, phrase, sentences
from plan_tracker.reading.costs import NOTATION, SLIPS, SUREST
from plan_tracker.reconcile.checks import CORES
from plan_tracker.reconcile.culprits.contradiction import Contradiction, Form, rests_on
from plan_tracker.reconcile.culprits.options import Change
from plan_tracker.reconcile.explain.core import Core, interval_of
from plan_tracker.reconcile.explain.remark import Remark
from plan_tracker.reconcile.explain.repairs import fitting, meant, repairs, reread
from plan_tracker.reconcile.explain.words import notation_said
from plan_tracker.reconcile.system.system import System

UNSOLVED = phrase("Which of them is wrong took more work to find out than is allowed.")
_MOST_LISTED = 4
_RANK: dict[Severity, int] = {"note": 0, "warning": 1, "error": 2}


def remark(system: System, check: ModuleType, found: Remark) -> Finding:
    """A remark as a finding."""
    return _finding(
        system,
        check,
        found.severity,
        found.owners,
        found.message,
        found.remedy,
        repairs=(found.repair,) if found.repair else (),
    )


def explain(core: Core, found: Contradiction) -> Finding:
    """A contradiction as a finding, with its repair where all cheapest solutions agree."""
    kinds = core.kinds()
    check = next(check for kind, check in CORES if kind in kinds)
    severity = _severity(core.system, found)
    mended = repairs(core, found)
    said = tuple(each for each in core.owners if core.system.trust(each) is None)
    trusted = [each for owner in core.owners if (each := core.system.trust(owner)) is not None]
    return _finding(
        core.system,
        check,
        severity,
        said,
        check.sentence(core) or core.listed(),
        sentences(list(_remedies(core, found, mended))),
        alternatives=_alternatives(core, found),
        repairs=mended,
        declared=() if said else tuple(each.place for each in trusted),
        trusted=tuple(each.full_name for each in trusted),
    )


def _alternatives(core: Core, found: Contradiction) -> tuple[tuple[str, ...], ...]:
    """Who could be wrong: by solution its changed owners and the texts of forms read anew."""
    names = (
        (*core.names(change.owner for change in solution), *(e.name for e in reread(core, forms)))
        for solution, forms in zip(found.solutions, found.switched, strict=True)
    )
    suspected = (tuple(core.names([each.owner])) for each in found.suspects)
    return tuple(dict.fromkeys([*names, *suspected]))


def _severity(system: System, found: Contradiction) -> Severity:
    """By what the cheapest reading needs; at most what the plan allows where it has a part."""
    severity: Severity = "error" if found.cost >= SUREST else "warning"
    if any(rests_on(system, found.core)):
        severity = milder(severity, system.plan.settings.cross_source)
    return severity


def milder(one: Severity, other: Severity) -> Severity:
    """The less severe of two."""
    return min(one, other, key=_RANK.__getitem__)


def _remedies(core: Core, found: Contradiction, mended: Sequence[Repair]) -> Iterable[Phrase]:
    for source, notation in found.forms:
        yield phrase(
            "It holds when texts of {source} that can be read so are read so: {notation}.",
            source=source,
            notation=notation_said(notation),
        )
    single = {each.statement: fitting(core, each) for each in mended if each.slip in SLIPS}
    yield from single.values()
    if not found.solutions:
        yield UNSOLVED
    elif len(found.solutions) == 1:
        rest = (each for each in found.solutions[0] if core.name(each.owner) not in single)
        yield from (phrase("{change}.", change=_needed(core, change)) for change in rest)
    else:
        yield phrase("It cannot be told which is wrong: {choices}.", choices=_choices(core, found))
    if found.suspects:
        slips = _listed([_needed(core, each) for each in found.suspects])
        yield phrase("Or nothing was printed carelessly, and {slips}.", slips=slips)
    yield from core.needs() if not single else ()
    yield from _doubts(core, found)


def _choices(core: Core, found: Contradiction) -> Listed:
    """The ways out, each without what all of them have in common."""
    choices: list[Text] = []
    for solution, forms in zip(found.solutions, found.switched, strict=True):
        own = [_read_anew(form) for form in forms if form not in found.forms]
        choices.append(Listed([*own, *(_needed(core, change) for change in solution)], WITH, WITH))
    return _listed(choices)


def _read_anew(form: Form) -> Phrase:
    source, notation = form
    return phrase(
        "texts of {source} would have to be read in another notation ({notation})",
        source=source,
        notation=notation_said(notation),
    )


def _listed(choices: Sequence[Text]) -> Listed:
    """The first of them, and how many more there are."""
    more = len(choices) - _MOST_LISTED
    rest = [phrase("{more} more", more=more)] if more > 0 else []
    return Listed([*choices[:_MOST_LISTED], *rest], EITHER, EITHER)


def _needed(core: Core, change: Change) -> Phrase:
    """What one owner would have to be for the others to hold."""
    name = core.called(change.owner)
    if change.cost < NOTATION:
        return phrase(
            "{name} holds only if its number was cut off or rounded with little care", name=name
        )
    if not change.options:
        return phrase("{name} would have to be wrong", name=name)
    wordings = Listed([meant(option) for option in change.options[:3]], last=OR)
    if change.let_go:
        return phrase(
            "{name} would have to be wrong; {wordings} would fit", name=name, wordings=wordings
        )
    return phrase("{name} would fit as {wordings}", name=name, wordings=wordings)


def _doubts(core: Core, found: Contradiction) -> Iterable[Phrase]:
    """What the contradiction rests on beside what one source says."""
    assumed, crossed = rests_on(core.system, found.core)
    if assumed:
        names = [
            core.called(each)
            for each in found.core
            if (trusted := core.system.trust(each)) is not None and trusted.assumed
        ]
        yield phrase("This rests on an assumption of the plan: {names}.", names=Listed(names))
    if crossed:
        yield phrase("It compares two sources, and offices revise their figures.")


def _finding(
    system: System,
    check: ModuleType,
    severity: Severity,
    owners: Sequence[int],
    message: Text,
    remedy: Text,
    *,
    alternatives: tuple[tuple[str, ...], ...] = (),
    repairs: tuple[Repair, ...] = (),
    declared: tuple[Place, ...] = (),
    trusted: tuple[str, ...] = (),
) -> Finding:
    """`declared` is where a contradiction stands that no statement has a part in."""
    # The likely culprit comes first: its place is where the finding points.
    first = next((each[0] for each in alternatives if each), "")
    statements = [system.statements[owner] for owner in owners]
    statements.sort(key=lambda each: each.name != first)
    printed = [(each.name, each.printed) for each in statements]
    intervals: dict[str, Interval] = {
        each.name: interval_of(each) for each in statements if each.readings
    }
    return Finding(
        check.CODE,
        check.NAME,
        severity,
        message,
        remedy,
        tuple(each.name for each in statements),
        tuple(each.place for each in statements) or declared,
        intervals,
        alternatives,
        fingerprint(check.CODE, printed or [(str(message), "")]),
        repairs,
        trusted=trusted,
    )


def fingerprint(code: str, printed: list[tuple[str, str]]) -> str:
    """The same wherever the statements stand; another one when a printed text changes."""
    text = "\n".join([code, *(f"{name}={text}" for name, text in sorted(printed))])
    return sha256(text.encode()).hexdigest()[:16]
