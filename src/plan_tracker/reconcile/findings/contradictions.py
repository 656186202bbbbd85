"""Contradictions as findings: what does not add up, who may be wrong, and what would mend it."""

from collections.abc import Sequence

from plan_tracker.model.finding import Finding
from plan_tracker.model.plan import Severity
from plan_tracker.model.text import sentences
from plan_tracker.reading.costs import SUREST
from plan_tracker.reconcile.checks.registry import check_of
from plan_tracker.reconcile.culprits.contradiction import Contradiction, rests_on, unsure
from plan_tracker.reconcile.evidence.gather import gather
from plan_tracker.reconcile.evidence.repairs import repaired, reread
from plan_tracker.reconcile.evidence.sentences import listed
from plan_tracker.reconcile.findings.finding import finding, milder
from plan_tracker.reconcile.findings.ways_out import ways_out
from plan_tracker.reconcile.system.system import System


def contradiction_finding(system: System, found: Contradiction) -> Finding:
    """A contradiction as a finding, with its repair where all cheapest solutions agree."""
    evidence = gather(system, found.core)
    check = check_of({saying.kind for saying in evidence.sayings})
    repairs = repaired(system, found)
    return finding(
        check,
        _severity(system, found),
        [system.statements[owner] for owner in found.core if system.trust(owner) is None],
        check.sentence(evidence) or listed(evidence),
        sentences(list(ways_out(system, found, repairs))),
        alternatives=_alternatives(system, found),
        repairs=tuple(each.repair for each in repairs),
        trusted=[each for owner in found.core if (each := system.trust(owner)) is not None],
        evidence=evidence,
    )


def _alternatives(system: System, found: Contradiction) -> tuple[tuple[str, ...], ...]:
    """Who could be wrong: by solution its changed owners and the texts of forms read anew."""
    by_solution = [
        (
            *_names(system, [change.owner for change in solution]),
            *(statement.name for statement in reread(system, forms)),
        )
        for solution, forms in zip(found.solutions, found.switched, strict=True)
    ]
    suspected = [_names(system, [change.owner]) for change in found.suspects]
    return tuple(dict.fromkeys([*by_solution, *suspected]))


def _names(system: System, owners: Sequence[int]) -> tuple[str, ...]:
    return tuple(system.name(owner) for owner in owners)


def _severity(system: System, found: Contradiction) -> Severity:
    """By what the cheapest reading needs; at most what the plan allows where it has a part."""
    severity: Severity = "error" if found.cost >= SUREST else "warning"
    if unsure(system, found.core):
        severity = milder(severity, "warning")
    if any(rests_on(system, found.core)):
        severity = milder(severity, system.plan.settings.cross_source)
    return severity
