"""The mark of every printed number: it holds, cannot be true, is doubtful, or is untested."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from plan_tracker.model.place import Place
from plan_tracker.model.plan import Severity
from plan_tracker.model.statement import StatementKind
from plan_tracker.model.text import Phrase, Text, phrase
from plan_tracker.reconcile.reconcile import Reconciled
from plan_tracker.reconcile.system.system import System
from plan_tracker.report.words.labels import said

HOLDS, FALSE, DOUBTFUL, UNTESTED = "holds", "cannot be true", "doubtful", "untested"
_SAID: Mapping[str, Phrase] = {
    HOLDS: phrase("holds"),
    FALSE: phrase("cannot be true"),
    DOUBTFUL: phrase("doubtful"),
    UNTESTED: phrase("untested"),
}
_NAMED = 3  # numbers that a mark names to say why it holds
_BY_SEVERITY: Mapping[Severity, str] = {"error": FALSE, "warning": DOUBTFUL}
_WOULD_TEST: Mapping[StatementKind, Phrase] = {
    "attainment": phrase("the value of the plan, and of the figure, would test it"),
    "growth": phrase("the figure that it compares with would test it"),
    "multiple": phrase("the figure that it compares with would test it"),
    "change": phrase("the figure that it compares with would test it"),
    "share": phrase("the whole that it is a share of would test it"),
    "target": phrase("a percentage of this plan would test it"),
    "base": phrase("a growth since this figure would test it"),
}
_ANOTHER = phrase("its parts, its plan with a percentage, or its growth with a base would test it")


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of a statement, and why; `place` is where it is printed."""

    statement: str
    printed: str
    place: Place
    mark: str
    why: Text


def marks_of(reconciled: Reconciled) -> Sequence[Mark]:
    """The mark of every statement, in the order of places."""
    return sorted(_marks(reconciled), key=lambda mark: mark.place)


def _marks(reconciled: Reconciled) -> Iterator[Mark]:
    system = reconciled.system
    worst = _worst(reconciled)
    tied = _tied(system)
    for owner, statement in enumerate(system.statements):
        name, place = statement.name, statement.place
        if name in worst:
            mark, code = worst[name]
            yield Mark(name, statement.printed, place, mark, phrase("see {code}", code=code))
        elif reconciled.tested[owner]:
            why = _held_by(reconciled, tied, owner)
            yield Mark(name, statement.printed, place, HOLDS, why)
        else:
            why = _WOULD_TEST.get(statement.kind, _ANOTHER)
            yield Mark(name, statement.printed, place, UNTESTED, why)


def mark_said(mark: Mark, lang: str) -> str:
    """`report.txt:2:5: holds: “22,4%”, fits “938.136 tỷ đồng”`."""
    words = f"{said(_SAID[mark.mark], lang)}: “{mark.printed}”, {said(mark.why, lang)}"
    return f"{mark.place}: {words}"


def _worst(reconciled: Reconciled) -> dict[str, tuple[str, str]]:
    """The mark and the code of each statement that a finding names; the worst finding tells."""
    worst: dict[str, tuple[str, str]] = {}
    for finding in reconciled.findings:
        if finding.severity in _BY_SEVERITY and not finding.waiver:
            for name in finding.statements:
                worst.setdefault(name, (_BY_SEVERITY[finding.severity], finding.code))
    return worst


def _tied(system: System) -> Mapping[int, Sequence[int]]:
    """The statements that speak of each quantity."""
    tied: dict[int, list[int]] = defaultdict(list)
    count = len(system.statements)
    links = system.links
    for owner, x, y in zip(links.owner.tolist(), links.x.tolist(), links.y.tolist(), strict=True):
        if owner < count:
            tied[x].append(owner)
            if y >= 0:
                tied[y].append(owner)
    return tied


def _held_by(reconciled: Reconciled, tied: Mapping[int, Sequence[int]], owner: int) -> Text:
    """The numbers that a statement was held against, as printed; some of many."""
    system = reconciled.system
    rows = (system.links.owner == owner).nonzero()[0].tolist()
    quantities = [q for row in rows for q in (int(system.links.x[row]), int(system.links.y[row]))]
    near = [other for quantity in quantities for other in tied.get(quantity, ())]
    tested = reconciled.tested
    others = list(dict.fromkeys(other for other in near if other != owner and tested[other]))
    if not others:
        return phrase("its parts and its whole fit")
    return phrase("fits {others}", others=_quoted(system, others[:_NAMED]))


def _quoted(system: System, owners: Iterable[int]) -> str:
    return ", ".join(f"“{system.statements[owner].printed}”" for owner in owners)
