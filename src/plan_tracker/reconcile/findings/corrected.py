"""What a person has corrected: it counts as repaired, and is said wherever it is in doubt again."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from plan_tracker.model.finding import Finding
from plan_tracker.model.statement import Statement
from plan_tracker.model.text import Amount, Phrase, phrase, sentences
from plan_tracker.reconcile.checks.remark import Replacement
from plan_tracker.reconcile.system.system import System


def corrected(system: System, names: Sequence[str]) -> dict[int, Replacement]:
    """How the named statements are taken, by owner: not as they are printed."""
    return {
        owner: Replacement("repaired", statement.readings[0].value, statement.readings[0].ordinary)
        for owner, statement in _statements(system, names).items()
    }


def say_corrected(
    system: System, names: Sequence[str], findings: Iterable[Finding]
) -> list[Finding]:
    """The findings, where they quote a printed text that is corrected with what counts instead."""
    counting = {each.name: _counting(each) for each in _statements(system, names).values()}
    if not counting:
        return list(findings)

    return [
        _with(finding, [counting[name] for name in finding.statements if name in counting])
        for finding in findings
    ]


def _statements(system: System, names: Sequence[str]) -> dict[int, Statement]:
    if not names:
        return {}

    owners = system.rows(system.frame["statement"].isin(names))
    return {owner: system.statements[owner] for owner in owners}


def _counting(statement: Statement) -> Phrase:
    reading = statement.readings[0]
    return phrase(
        "“{printed}” of {name} has been corrected: {value} counts.",
        printed=statement.printed,
        name=statement.name,
        value=Amount(reading.value, reading.unit),
    )


def _with(finding: Finding, more: list[Phrase]) -> Finding:
    return replace(finding, message=sentences([finding.message, *more])) if more else finding
