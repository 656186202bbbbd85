"""Findings that somebody accepts, and what is wrong with the waivers themselves."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from plan_tracker.model.finding import Finding
from plan_tracker.model.waiver import Waiver
from plan_tracker.reconcile.checks.registry import WAIVER_CHECKS
from plan_tracker.reconcile.findings.finding import SEVERITIES, fingerprint


def waive(findings: Sequence[Finding], waivers: Sequence[Waiver], day: date) -> tuple[Finding, ...]:
    """The findings with the waivers that hold on a day, and those about waivers; worst first.

    Waived ones come last.
    """
    if not waivers:
        return tuple(findings)

    holding = {waiver.finding: waiver for waiver in waivers if _holds(waiver, day)}
    waived = [replace(each, waiver=holding.get(each.fingerprint)) for each in findings]
    waived += _faults(findings, waivers, day)
    return tuple(sorted(waived, key=_rank))


def _holds(waiver: Waiver, day: date) -> bool:
    return bool(waiver.reason) and (waiver.until is None or day <= waiver.until)


def _faults(findings: Sequence[Finding], waivers: Sequence[Waiver], day: date) -> Iterator[Finding]:
    matched = {finding.fingerprint: finding for finding in findings}
    for waiver in waivers:
        for check in WAIVER_CHECKS:
            fault = check.fault(waiver, matched.get(waiver.finding), day)
            if fault is not None:
                code, name = check.page.code, check.page.name
                mark = fingerprint(code, [(waiver.finding, waiver.reason)])
                yield Finding(code, name, "warning", *fault, (), (waiver.place,), {}, (), mark)


def _rank(finding: Finding) -> tuple[bool, int, str, tuple[str, ...]]:
    severity = SEVERITIES.index(finding.severity)
    return finding.waiver is not None, severity, finding.code, finding.statements
