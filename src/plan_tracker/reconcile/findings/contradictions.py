"""Contradictions as findings: what does not add up, who may be wrong, and what would mend it."""

from collections.abc import Sequence
from dataclasses import replace

from plan_tracker.model.finding import Finding
from plan_tracker.model.plan import Severity
from plan_tracker.model.text import sentences
from plan_tracker.reconcile.checks.registry import check_of
from plan_tracker.reconcile.culprits.contradiction import Contradiction, rests_on, unsure
from plan_tracker.reconcile.evidence.gather import gather
from plan_tracker.reconcile.evidence.repairs import repaired, reread
from plan_tracker.reconcile.evidence.sentences import listed
from plan_tracker.reconcile.findings.finding import finding, judged
from plan_tracker.reconcile.findings.ways_out import ways_out
from plan_tracker.reconcile.system.prices import doubtful_prices
from plan_tracker.reconcile.system.system import System


def contradiction_finding(system: System, found: Contradiction) -> Finding:
    """A contradiction as a finding, with its repair where all cheapest solutions agree."""
    evidence = gather(system, found.core)
    check = check_of({saying.kind for saying in evidence.sayings})
    repairs = repaired(system, found)
    found = _told_once(system, found)
    return finding(
        check,
        severity_of(system, found),
        [system.statements[owner] for owner in found.core if system.trust(owner) is None],
        check.sentence(evidence) or listed(evidence),
        sentences(list(ways_out(system, found, evidence, repairs))),
        alternatives=_alternatives(system, found),
        repairs=tuple(each.repair for each in repairs),
        trusted=[each for owner in found.core if (each := system.trust(owner)) is not None],
        evidence=evidence,
    )


def _told_once(system: System, found: Contradiction) -> Contradiction:
    """Of solutions that change the same statements only the first: people see no other."""
    changed = [frozenset(names) for names in _by_solution(system, found)]
    first = [place for place, names in enumerate(changed) if changed.index(names) == place]
    return replace(
        found,
        solutions=tuple(found.solutions[place] for place in first),
        switched=tuple(found.switched[place] for place in first),
    )


def _alternatives(system: System, found: Contradiction) -> tuple[tuple[str, ...], ...]:
    """Who could be wrong, as the message says it."""
    suspected = [_names(system, [change.owner]) for change in found.suspects]
    return tuple(dict.fromkeys([*_by_solution(system, found), *suspected]))


def _by_solution(system: System, found: Contradiction) -> list[tuple[str, ...]]:
    """By solution its changed owners and the texts of forms that it reads anew."""
    return [
        (
            *_names(system, [change.owner for change in solution]),
            *(statement.name for statement in reread(system, forms)),
        )
        for solution, forms in zip(found.solutions, found.switched, strict=True)
    ]


def _names(system: System, owners: Sequence[int]) -> tuple[str, ...]:
    return tuple(system.name(owner) for owner in owners)


def severity_of(system: System, found: Contradiction) -> Severity:
    """How bad a contradiction is."""
    assumed, crossed = rests_on(system, found.core)
    doubtful = unsure(system, found.core) or doubtful_prices(system.frame, found.core)
    return judged(
        system.plan.settings.cross_source,
        proven=found.proven,
        assumed=assumed,
        crossed=crossed,
        doubtful=bool(doubtful),
    )
