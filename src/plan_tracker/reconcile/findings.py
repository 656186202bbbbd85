"""Contradictions and remarks, as findings with places, words and fingerprints."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from types import ModuleType

from plan_tracker.model.finding import Finding, Repair
from plan_tracker.model.interval import Interval
from plan_tracker.model.place import Place
from plan_tracker.model.plan import Severity
from plan_tracker.reading.costs import GIVEN_UP, NOTATION, SLIPS
from plan_tracker.reconcile.checks import CORES
from plan_tracker.reconcile.core import Core, interval_of
from plan_tracker.reconcile.diagnose import Change, Contradiction, form_of, rests_on
from plan_tracker.reconcile.options import Option
from plan_tracker.reconcile.remark import Remark
from plan_tracker.reconcile.system import System
from plan_tracker.reconcile.words import amount, listed

_SLIP_WORDS = {
    "scale": "one scale word wrong",
    "sign": "up and down mixed up",
    "separator": "a decimal or thousands mark in the wrong place",
    "transposition": "two digits swapped",
    "digit": "one digit wrong",
    "missing-digit": "one digit missing",
    "extra-digit": "one digit too many",
}
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
        repair=found.repair,
    )


def explain(core: Core, found: Contradiction) -> Finding:
    """A contradiction as a finding, with its repair where all cheapest solutions agree."""
    kinds = core.kinds()
    check = next(check for kind, check in CORES if kind in kinds)
    severity = _severity(core.system, found)
    repair = _repair(core, found)
    said = tuple(each for each in core.owners if core.system.trust(each) is None)
    trusted = [core.system.trust(each) for each in core.owners] if not said else []
    return _finding(
        core.system,
        check,
        severity,
        said,
        check.sentence(core) or core.listed(),
        " ".join(_remedies(core, found, repair)),
        alternatives=_alternatives(core, found),
        repair=repair,
        declared=tuple(each.place for each in trusted if each),
    )


def _alternatives(core: Core, found: Contradiction) -> tuple[tuple[str, ...], ...]:
    """Who could be wrong: the changed owners of each solution, or the texts of a form re-read."""
    changed = [core.names(change.owner for change in solution) for solution in found.solutions]
    if any(changed) or not changed:
        return tuple(changed)
    statements = core.system.statements
    said = (each for each in core.owners if core.system.trust(each) is None)
    reread = [each for each in said if form_of(statements[each]) in found.forms]
    return (core.names(reread),)


def _severity(system: System, found: Contradiction) -> Severity:
    """By what the cheapest reading needs; at most what the plan allows where it has a part."""
    severity: Severity = "error" if found.cost >= min(SLIPS.values()) else "warning"
    if any(rests_on(system, found.core)):
        severity = min(severity, system.plan.settings.cross_source, key=_RANK.__getitem__)
    return severity


def _repair(core: Core, found: Contradiction) -> Repair | None:
    """The one slip, in one statement, that all the cheapest solutions agree on."""
    if len(found.solutions) != 1 or not found.complete or len(found.solutions[0]) != 1:
        return None
    change = found.solutions[0][0]
    if not min(SLIPS.values()) <= change.cost < GIVEN_UP or not change.options:
        return None
    values = {option.reading.value for option in change.options if option.reading}
    if len(values) != 1:
        return None
    option, chance = change.options[0], change.chances[0]
    assert option.reading is not None
    statement = core.system.statements[change.owner]
    return Repair(
        statement.name,
        option.how,
        statement.printed,
        option.text,
        option.reading.value,
        option.reading.ordinary,
        chance,
    )


def _remedies(core: Core, found: Contradiction, repair: Repair | None) -> Iterable[str]:
    for source, notation in found.forms:
        yield f"It holds when texts of {source} that can be read so are read so: {notation}."
    if repair is not None:
        reading = found.solutions[0][0].options[0].reading
        unit = reading.unit if reading else ""
        yield (
            f"As “{repair.to}” ({amount(repair.value, unit)}) it fits: likely {_slip(repair)}"
            f"{'' if repair.chance is None else _luck(repair.chance)}."
        )
    elif len(found.solutions) == 1 and found.solutions[0]:
        yield from (_needed(core, change) for change in found.solutions[0])
    elif not found.solutions:
        yield "Which of them is wrong took more work to find out than is allowed."
    elif len(found.solutions) > 1:
        yield "It cannot be told which is wrong: " + _choices(core, found)
    yield from core.needs() if repair is None else ()
    yield from _doubts(core, found)


def _slip(repair: Repair) -> str:
    if repair.slip == "scale":
        return f"one scale word too {'many' if len(repair.to) < len(repair.from_) else 'few'}"
    return _SLIP_WORDS.get(repair.slip, repair.slip)


def _luck(chance: float) -> str:
    return f"; a slip of this kind would fit by luck in {chance:.1%} of cases"


def _choices(core: Core, found: Contradiction) -> str:
    choices = [
        " with ".join(_needed(core, change).rstrip(".") for change in solution)
        for solution in found.solutions[:4]
    ]
    more = len(found.solutions) - 4
    rest = [f"{more} more"] if more > 0 or not found.complete else []
    return "; or ".join([*choices, *rest]) + "."


def _needed(core: Core, change: Change) -> str:
    """What one owner would have to be for the others to hold."""
    name = core.name(change.owner)
    if change.cost < NOTATION:
        return f"{name} holds only if its number was cut off or rounded with little care."
    if not change.options:
        return f"{name} would have to be wrong."
    meant = listed([_meant(option) for option in change.options[:3]], "or")
    if change.cost >= GIVEN_UP:
        return f"{name} would have to be wrong; {meant} would fit."
    return f"{name} would fit as {meant}."


def _meant(option: Option) -> str:
    return f"“{option.text}” ({_SLIP_WORDS.get(option.how, option.how)})"


def _doubts(core: Core, found: Contradiction) -> Iterable[str]:
    """What the contradiction rests on beside what one source says."""
    assumed, crossed = rests_on(core.system, found.core)
    if assumed:
        names = [
            core.name(each)
            for each in found.core
            if (trusted := core.system.trust(each)) is not None and trusted.assumed
        ]
        yield f"This rests on an assumption of the plan: {listed(names)}."
    if crossed:
        yield "It compares two sources, and offices revise their figures."


def _finding(
    system: System,
    check: ModuleType,
    severity: Severity,
    owners: Sequence[int],
    message: str,
    remedy: str,
    *,
    alternatives: tuple[tuple[str, ...], ...] = (),
    repair: Repair | None = None,
    declared: tuple[Place, ...] = (),
) -> Finding:
    """`declared` is where a contradiction stands that no statement has a part in."""
    # The likely culprit comes first: its place is where the finding points.
    first = repair.statement if repair else next((a[0] for a in alternatives if a), "")
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
        _fingerprint(check.CODE, printed or [(message, "")]),
        repair,
    )


def _fingerprint(code: str, printed: list[tuple[str, str]]) -> str:
    """The same wherever the statements stand; another one when a printed text changes."""
    text = "\n".join([code, *(f"{name}={text}" for name, text in sorted(printed))])
    return sha256(text.encode()).hexdigest()[:16]
