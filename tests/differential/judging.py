"""What the tracker finds in a plan, in words that laws can compare."""

from typing import NamedTuple

from plan_tracker.loading.loaded import Loaded
from plan_tracker.model.finding import Finding
from plan_tracker.reconcile.reconcile import reconcile
from tests.differential.oracle import Severity, possible
from tests.differential.plans import Plan
from tests.differential.planted import meanings

SEVERITIES = {"warning": Severity.WARNING, "error": Severity.ERROR}


class Verdict(NamedTuple):
    """One finding, whatever it is called by and whatever its message."""

    code: str
    severity: str
    statements: frozenset[str]
    alternatives: frozenset[frozenset[str]]
    repair: tuple[str, str] | None  # whose, and what it should be


def findings_of(loaded: Loaded) -> list[Finding]:
    """All that is worse than a note."""
    return [finding for finding in reconcile(loaded).findings if finding.severity in SEVERITIES]


def worst(findings: list[Finding]) -> Severity:
    """The severity of the worst."""
    return max((SEVERITIES[finding.severity] for finding in findings), default=Severity.NONE)


def verdicts(findings: list[Finding], names: dict[str, str] | None = None) -> list[Verdict]:
    """What was found, with other names of statements, in no order that means anything."""

    def new(name: str) -> str:
        return (names or {}).get(name, name)

    return sorted(
        (
            Verdict(
                finding.code,
                finding.severity,
                frozenset(map(new, finding.statements)),
                frozenset(frozenset(map(new, names)) for names in finding.alternatives),
                (new(repair.statement), str(repair.value)) if repair is not None else None,
            )
            for finding, repair in ((finding, finding.repair) for finding in findings)
        ),
        key=_in_order,
    )


def _in_order(verdict: Verdict) -> tuple[object, ...]:
    alternatives = sorted(map(sorted, verdict.alternatives))
    return verdict.code, verdict.severity, alternatives, sorted(verdict.statements)


def named(findings: list[Finding]) -> set[str]:
    """All statements that may be culprits."""
    return {name for finding in findings for names in finding.alternatives for name in names}


def explained_otherwise(plan: Plan, culprit: str, suspects: set[str]) -> bool:
    """Whether one slip of a suspect lets everything hold, so that nobody could tell."""
    return any(
        possible(plan.with_statement(meant), "lax")
        for said in plan.statements
        if said.name in suspects - {culprit}
        for meant in meanings(said)
    )
