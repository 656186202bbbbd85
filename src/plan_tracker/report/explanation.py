"""What is known about one target, statement, finding code, status or reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from plan_tracker.model.finding import Finding
from plan_tracker.model.statement import Quantity, Statement
from plan_tracker.progress.course import Course, course_of
from plan_tracker.progress.outcome import Step, TargetStatus
from plan_tracker.report.meanings import Meaning, meanings
from plan_tracker.report.report import Report
from plan_tracker.report.rules import Rule, rules
from plan_tracker.report.testing import Wanted, wanted

Subject = TargetStatus | Statement | Rule | Meaning


@dataclass(frozen=True, slots=True)
class Explanation:
    """A subject with the statements that it rests on, its formulas and the findings about it.

    `wanted` are the quantities that would have to be known to test an untested statement;
    `course` is what a chart of a target shows; `held` are the targets that a status or a reason
    holds for.
    """

    id: str
    subject: Subject
    inputs: tuple[Statement, ...]
    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]
    wanted: tuple[Wanted, ...] = ()
    course: Course | None = None
    held: tuple[TargetStatus, ...] = ()


def find_subjects(report: Report, id_: str) -> list[str]:
    """The full names that an id may stand for: one where it is clear, none where it is unknown."""
    names = set(_names(report))
    if id_ in names:
        return [id_]
    for name in (id_.upper(), id_.lower().replace(" ", "-")):
        if name in rules() or name in meanings():
            return [name]
    return sorted(name for name in names if name.partition("#")[2] == id_)


def nearest(report: Report, id_: str) -> list[str]:
    """Names that look like an unknown one, the likeliest first."""
    by_short = {name.partition("#")[2] or name: name for name in _names(report)}
    known = {name: name for name in _names(report)} | by_short
    close = get_close_matches(id_, known, n=3, cutoff=0.6)
    return list(dict.fromkeys(known[each] for each in close))


def explain(report: Report, name: str) -> Explanation:
    """Everything about the subject of a full name. Raises KeyError where there is none."""
    for target in report.progress.targets:
        if target.id == name:
            return _target(report, target)
    for statement in report.statements:
        if statement.name == name:
            return _statement(report, statement)
    if name in meanings():
        return _meaning(report, meanings()[name])
    rule = rules()[name]
    found = tuple(finding for finding in report.findings if finding.code == rule.code)
    return Explanation(name, rule, (), (), found)


def _names(report: Report) -> Iterator[str]:
    yield from (target.id for target in report.progress.targets)
    yield from (statement.name for statement in report.statements)
    yield from rules()
    yield from meanings()


def _target(report: Report, target: TargetStatus) -> Explanation:
    used = set(target.actual.statement.split(" + ")) if target.actual else set()
    used |= {stage.statement for stage in target.stages}
    inputs = tuple(
        statement
        for statement in report.statements
        if statement.name in used
        or any(_is_aim(target, each) for each in (statement.subject, statement.reference))
    )
    names = {statement.name for statement in inputs}
    findings = tuple(each for each in report.findings if names & set(each.statements))
    as_of, observations, course = report.progress.as_of, report.observations, None
    if as_of and observations is not None and target.actual and target.kind != "milestone":
        course = course_of(report.plan, observations, target, as_of)
    return Explanation(target.id, target, inputs, target.steps, findings, course=course)


def _is_aim(target: TargetStatus, quantity: Quantity | None) -> bool:
    return (
        quantity is not None
        and quantity.measure == "target"
        and (quantity.indicator, quantity.entity) == (target.indicator, target.entity)
        and quantity.period.text == target.period
    )


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
    )


def _meaning(report: Report, meaning: Meaning) -> Explanation:
    held = tuple(each for each in report.progress.targets if meaning.code in _codes(each))
    return Explanation(meaning.code, meaning, (), (), (), held=held)


def _codes(target: TargetStatus) -> tuple[str, ...]:
    why = target.projection.why if target.projection else ""
    return (target.status, *target.reasons, why)
