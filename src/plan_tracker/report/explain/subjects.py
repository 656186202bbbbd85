"""What is known about one target, statement, finding code, status or reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from plan_tracker.model.finding import Finding
from plan_tracker.model.statement import Statement
from plan_tracker.progress.judged.trajectory import Trajectory, trajectory_of
from plan_tracker.progress.outcome import Formula, TargetStatus
from plan_tracker.reconcile.checks.pages import CheckPage, pages
from plan_tracker.report.explain.meanings import CODES, Meaning, meaning_of
from plan_tracker.report.explain.wanted import Wanted, awaiting_timing, wanted
from plan_tracker.report.report import Report

Subject = TargetStatus | Statement | CheckPage | Meaning


@dataclass(frozen=True, slots=True)
class Explanation:
    """A subject with the statements that it rests on, its formulas and the findings about it.

    `wanted` are the quantities that would have to be known to test an untested statement;
    `awaiting_timing` names the figures that it would be held against if their timing were said;
    `trajectory` is what a chart of a target shows; `held` are the targets that a status or a reason
    holds for.
    """

    id: str
    subject: Subject
    inputs: tuple[Statement, ...]
    formulas: tuple[Formula, ...]
    findings: tuple[Finding, ...]
    wanted: tuple[Wanted, ...] = ()
    awaiting_timing: tuple[str, ...] = ()
    trajectory: Trajectory | None = None
    held: tuple[TargetStatus, ...] = ()


def find_subjects(report: Report, id_: str) -> list[str]:
    """The full names that an id may stand for: one where it is clear, none where it is unknown."""
    names = set(_names(report))
    if id_ in names:
        return [id_]

    for name in (id_.upper(), id_.lower().replace(" ", "-")):
        if name in pages() or name in CODES:
            return [name]

    return sorted(statement.name for statement in report.statements if _short(statement) == id_)


def _short(statement: Statement) -> str:
    """The name of a statement without its source."""
    return statement.name.removeprefix(f"{statement.source}#")


def nearest(report: Report, id_: str) -> list[str]:
    """Names that look like an unknown one, the likeliest first."""
    known = {name: name for name in _names(report)}
    known |= {_short(statement): statement.name for statement in report.statements}
    close = get_close_matches(id_, known, n=3, cutoff=0.6)
    return list(dict.fromkeys(known[name] for name in close))


def explain(report: Report, name: str) -> Explanation:
    """Everything about the subject of a full name. Raises KeyError where there is none."""
    for target in report.progress.targets:
        if target.id == name:
            return next(explain_targets(report, [target]))
    for statement in report.statements:
        if statement.name == name:
            return _statement(report, statement)
    if name in CODES:
        return _meaning(report, meaning_of(name, report.plan.settings.thresholds))
    page = pages()[name]
    findings = tuple(finding for finding in report.findings if finding.code == page.code)
    return Explanation(name, page, (), (), findings)


def _names(report: Report) -> Iterator[str]:
    yield from (target.id for target in report.progress.targets)
    yield from (statement.name for statement in report.statements)
    yield from pages()
    yield from CODES


def explain_targets(report: Report, targets: Sequence[TargetStatus]) -> Iterator[Explanation]:
    """Everything about each of these targets, in their order."""
    by_name = {statement.name: at for at, statement in enumerate(report.statements)}
    aims, doubts = _aims(report.statements), _doubts(report.findings)

    for target in targets:
        used = {by_name[name] for name in _used(target) if name in by_name}
        used |= aims.get((target.indicator, target.entity, target.period), set())
        inputs = tuple(report.statements[at] for at in sorted(used))
        about = sorted({at for statement in inputs for at in doubts.get(statement.name, ())})

        yield Explanation(
            target.id,
            target,
            inputs,
            target.formulas,
            findings=tuple(report.findings[at] for at in about),
            trajectory=trajectory_of(target),
        )


def _aims(statements: Sequence[Statement]) -> dict[tuple[str, str, str], set[int]]:
    """Which statements are about what is aimed at, by indicator, entity and period."""
    found: dict[tuple[str, str, str], set[int]] = {}
    for at, statement in enumerate(statements):
        for each in (statement.subject, statement.reference):
            if each is not None and each.measure in ("target", "proposed"):
                found.setdefault((each.indicator, each.entity, each.period.text), set()).add(at)
    return found


def _doubts(findings: Sequence[Finding]) -> dict[str, list[int]]:
    """Which findings each statement has a part in, by its name."""
    found: dict[str, list[int]] = {}
    for at, finding in enumerate(findings):
        for name in finding.statements:
            found.setdefault(name, []).append(at)
    return found


def _used(target: TargetStatus) -> Iterator[str]:
    """The names of the statements that a target is judged by."""
    yield from target.actual.statements if target.actual else ()
    yield from (stage.statement for stage in target.stages)


def _statement(report: Report, statement: Statement) -> Explanation:
    findings = tuple(each for each in report.findings if statement.name in each.statements)
    tested = statement.name in report.tested
    return Explanation(
        statement.name,
        statement,
        (statement,),
        (),
        findings,
        () if tested else wanted(report, statement),
        () if tested else awaiting_timing(report, statement),
    )


def _meaning(report: Report, meaning: Meaning) -> Explanation:
    held = tuple(each for each in report.progress.targets if meaning.code in _codes(each))
    return Explanation(meaning.code, meaning, (), (), (), held=held)


def _codes(target: TargetStatus) -> tuple[str, ...]:
    why = target.projection.why if target.projection else ""
    return (target.status, *target.reasons, why)
