"""The mark of every printed number: it holds, cannot be true, is doubtful, or is untested."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from plan_tracker.loading.drafted.files import Drafted
from plan_tracker.loading.drafted.held import HeldCell
from plan_tracker.model.place import Place
from plan_tracker.model.plan import Severity
from plan_tracker.model.relation import RelationKind
from plan_tracker.model.statement import Quantity, StatementKind
from plan_tracker.model.text import Phrase, Text, phrase, plural
from plan_tracker.reconcile.reconcile import Reconciled
from plan_tracker.reconcile.system.system import System
from plan_tracker.report.check.against_plan import AgainstPlan
from plan_tracker.report.check.figure_counts import pointed_at
from plan_tracker.report.words.labels import said

HOLDS, FALSE, DOUBTFUL, UNTESTED = "holds", "cannot be true", "doubtful", "untested"
_SAID: Mapping[str, Phrase] = {
    HOLDS: phrase("holds"),
    FALSE: phrase("cannot be true"),
    DOUBTFUL: phrase("doubtful"),
    UNTESTED: phrase("untested"),
}
_WORST_FIRST = (FALSE, DOUBTFUL, HOLDS, UNTESTED)
_ORDERED: tuple[RelationKind, ...] = ("rank", "average")  # in an order, which tells no number
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
_TAKEN_FOR = phrase("taken for {quantity}")
_WITH_PLAN = phrase("the plan's figures fit it")
_NOTHING_IN_PLAN = phrase("the plan has no other figure that would test it")
_WITH_OTHERS = phrase("its parts and its whole fit")


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of a statement, and why; `place` is where it is printed.

    `taken_for` is the quantity of a plan that it was taken for, if it was.
    """

    statement: str
    printed: str
    place: Place
    mark: str
    why: Text
    taken_for: Quantity | None = None


def marks_of(
    reconciled: Reconciled, drafted: Drafted | None = None, against: AgainstPlan | None = None
) -> Sequence[Mark]:
    """The mark of every statement, in the order of places.

    Of what is `drafted` from files every number has one: the worst, where it makes several
    statements, and those that hold without a search too.
    """
    marks = sorted(_marks(reconciled), key=lambda mark: mark.place)
    if drafted is None:
        return marks

    held = (_held(cell) for table in drafted.held for cell in table.cells())
    by_plan = _by_plan(against, reconciled) if against is not None else ()
    by_figure: dict[tuple[Place, str], Mark] = {}
    marks = [*marks, *held, *by_plan]
    for mark in sorted(marks, key=lambda mark: _WORST_FIRST.index(mark.mark)):
        by_figure.setdefault((mark.place, mark.printed), mark)
    told = sorted(by_figure.values(), key=lambda mark: mark.place)
    return told if against is None else [_taken(mark, against) for mark in told]


def _by_plan(against: AgainstPlan, reconciled: Reconciled) -> Iterator[Mark]:
    """The marks of what a plan knows, and the files alone say nothing of."""
    worst, named = _worst(reconciled)
    for name, statement in against.by_name.items():
        if name in worst:
            mark, code = worst[name]
            why: Text = phrase("see {code}", code=code)
        elif name in named:
            mark, why = HOLDS, _named_beside(named[name])
        elif name in against.tested:
            mark, why = HOLDS, _WITH_PLAN
        else:
            mark, why = UNTESTED, _NOTHING_IN_PLAN
        yield Mark(name, statement.printed, statement.place, mark, why)


def _taken(mark: Mark, against: AgainstPlan) -> Mark:
    """A mark with the quantity of the plan that its number was taken for."""
    statement = against.by_figure.get((mark.place, mark.printed))
    return mark if statement is None else replace(mark, taken_for=statement.subject)


def _marks(reconciled: Reconciled) -> Iterator[Mark]:
    system = reconciled.system
    worst, named = _worst(reconciled)
    tied = _tied(system)
    for owner, statement in enumerate(system.statements):
        name, place = statement.name, statement.place
        if name in worst:
            mark, code = worst[name]
            yield Mark(name, statement.printed, place, mark, phrase("see {code}", code=code))
        elif reconciled.tested[owner]:
            why = _held_by(reconciled, tied, worst, owner)
            if why is None:
                why = _named_beside(named[name]) if name in named else _WITH_OTHERS
            yield Mark(name, statement.printed, place, HOLDS, why)
        else:
            why = _WOULD_TEST.get(statement.kind, _ANOTHER)
            yield Mark(name, statement.printed, place, UNTESTED, why)


def mark_said(mark: Mark, lang: str) -> str:
    """`report.txt:2:5: holds: “22,4%”, fits “938.136 tỷ đồng”`."""
    words = f"{said(_SAID[mark.mark], lang)}: “{mark.printed}”, {said(mark.why, lang)}"
    if mark.taken_for is None:
        return f"{mark.place}: {words}"
    taken = mark.taken_for
    named = " ".join(filter(None, (taken.indicator, taken.entity, taken.period.text)))
    return f"{mark.place}: {words}; {said(_TAKEN_FOR.filled(quantity=named), lang)}"


def unmarked_said(count: int, lang: str) -> Iterator[str]:
    """How many numbers have no mark of their own, where there are any."""
    if count > 0:
        yield said(
            plural(
                "{count} more figure is untested: nothing else in its table has to do with it",
                "{count} more figures are untested: nothing else in their tables has to do with "
                "them",
                count,
            ),
            lang,
        )


def _named_beside(code: str) -> Text:
    return phrase("only what is likely wrong itself contradicts it: see {code}", code=code)


def _held(cell: HeldCell) -> Mark:
    """A cell that holds as it is printed, and with what."""
    others = ", ".join(other if other == "…" else f"“{other}”" for other in cell.others)
    if cell.kind == "sum":
        why = phrase("part of {others}") if cell.part else phrase("sum of {others}")
    else:
        fits = cell.part or cell.kind in _ORDERED
        why = phrase("fits {others}") if fits else phrase("worked out from {others}")
    return Mark(cell.name, cell.printed, cell.place, HOLDS, why.filled(others=others))


def _worst(reconciled: Reconciled) -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
    """The mark and the code of each statement that may be wrong; and the codes of all named.

    What a finding points at has the mark of its severity, what could be wrong instead is doubtful.
    """
    worst: dict[str, tuple[str, str]] = {}
    named: dict[str, str] = {}
    shown = [
        finding
        for finding in reconciled.findings
        if finding.severity in _BY_SEVERITY and not finding.waiver
    ]
    for finding in shown:
        for name in pointed_at(finding):
            worst.setdefault(name, (_BY_SEVERITY[finding.severity], finding.code))
    for finding in shown:
        instead = {name for names in finding.alternatives for name in names}
        for name in finding.statements:
            named.setdefault(name, finding.code)
            if name in instead or not finding.alternatives:
                worst.setdefault(name, (DOUBTFUL, finding.code))
    return worst, named


def _tied(system: System) -> "_Tied":
    """The statements that speak of each quantity, and the quantities that each speaks of."""
    tied: dict[int, list[int]] = defaultdict(list)
    spoken: dict[int, list[int]] = defaultdict(list)
    count = len(system.statements)
    links = system.links
    for owner, x, y in zip(links.owner.tolist(), links.x.tolist(), links.y.tolist(), strict=True):
        if owner < count:
            for quantity in (x, y) if y >= 0 else (x,):
                tied[quantity].append(owner)
                spoken[owner].append(quantity)
    return _Tied(tied, spoken)


@dataclass(frozen=True, slots=True)
class _Tied:
    owners: Mapping[int, Sequence[int]]
    quantities: Mapping[int, Sequence[int]]


def _held_by(reconciled: Reconciled, tied: _Tied, wrong: Container[str], owner: int) -> Text | None:
    """The numbers that a statement was held against and agrees with, as printed; some of many."""
    system, tested = reconciled.system, reconciled.tested
    near = (other for each in tied.quantities.get(owner, ()) for other in tied.owners[each])
    agree = dict.fromkeys(
        other
        for other in near
        if other != owner and tested[other] and system.statements[other].name not in wrong
    )
    if not agree:
        return None
    return phrase("fits {others}", others=_quoted(system, list(agree)[:_NAMED]))


def _quoted(system: System, owners: Iterable[int]) -> str:
    return ", ".join(f"“{system.statements[owner].printed}”" for owner in owners)
