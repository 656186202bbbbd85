"""Findings from what checks say: places, intervals and a fingerprint."""

from collections.abc import Sequence
from hashlib import sha256

from plan_tracker.model.evidence import Evidence
from plan_tracker.model.finding import Finding, Repair
from plan_tracker.model.place import Place
from plan_tracker.model.plan import Severity
from plan_tracker.model.statement import Statement
from plan_tracker.model.text import Text
from plan_tracker.reconcile.checks.check import Check
from plan_tracker.reconcile.checks.remark import Remark
from plan_tracker.reconcile.system.system import System, Trusted

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")  # the worst first


def remark_finding(system: System, check: Check, remark: Remark) -> Finding:
    """A remark as a finding."""
    trusted = [each for owner in remark.owners if (each := system.trust(owner)) is not None]
    return finding(
        check,
        remark.severity,
        [system.statements[owner] for owner in remark.owners if system.trust(owner) is None],
        remark.message,
        remark.remedy,
        alternatives=tuple(
            tuple(system.statements[owner].name for owner in owners) for owners in remark.suspects
        ),
        repairs=(remark.repair,) if remark.repair else (),
        trusted=trusted,
        evidence=remark.evidence,
    )


def finding(
    check: Check,
    severity: Severity,
    statements: Sequence[Statement],
    message: Text,
    remedy: Text,
    *,
    alternatives: tuple[tuple[str, ...], ...] = (),
    repairs: tuple[Repair, ...] = (),
    trusted: Sequence[Trusted] = (),
    evidence: Evidence | None = None,
) -> Finding:
    """What a check found in statements and in what is `trusted`, as people are shown it."""
    # The likely culprit comes first: its place is where the finding points.
    culprit = next((changed[0] for changed in alternatives if changed), "")
    ordered = sorted(statements, key=lambda statement: statement.name != culprit)
    printed = [(each.known_as or each.name, each.printed) for each in ordered]
    return Finding(
        check.page.code,
        check.page.name,
        severity,
        message,
        remedy,
        tuple(statement.name for statement in ordered),
        locations([statement.place for statement in ordered], trusted),
        {each.name: each.readings[0].ordinary for each in ordered if each.readings},
        alternatives,
        fingerprint(check.page.code, printed or declared(trusted)),
        repairs,
        trusted=tuple(each.full_name for each in trusted),
        evidence=evidence,
    )


def locations(places: Sequence[Place], trusted: Sequence[Trusted]) -> tuple[Place, ...]:
    """Where statements stand; without any, where the plan declares what contradicts itself."""
    return tuple(places) or tuple(each.place for each in trusted)


def declared(trusted: Sequence[Trusted]) -> list[tuple[str, str]]:
    """What a contradiction that no statement takes part in is known by: what the plan declares."""
    periods = [each.about.period if each.about else "" for each in trusted]
    return [
        (f"{each.full_name} {period}".strip(), each.printed)
        for each, period in zip(trusted, periods, strict=True)
    ]


def milder(one: Severity, other: Severity) -> Severity:
    """The less severe of two."""
    return max(one, other, key=SEVERITIES.index)


def judged(
    cross_source: Severity, *, proven: bool, assumed: bool, crossed: bool, doubtful: bool
) -> Severity:
    """The most that is proven of a contradiction; of two sources, what the plan allows.

    What rests on an assumption, or on what is doubtful, is at most a warning.
    """
    severity: Severity = "error" if proven and not (assumed or doubtful) else "warning"
    return milder(severity, cross_source) if assumed or crossed else severity


def fingerprint(code: str, printed: list[tuple[str, str]]) -> str:
    """The same wherever the statements stand; another one when a printed text changes."""
    text = "\n".join([code, *(f"{name}={text}" for name, text in sorted(printed))])
    return sha256(text.encode()).hexdigest()[:16]
