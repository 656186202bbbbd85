"""Findings that somebody accepts, and what is wrong with the waivers themselves."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from plan_tracker.model.finding import Finding
from plan_tracker.model.waiver import Waiver
from plan_tracker.reconcile.checks import WAIVERS
from plan_tracker.reconcile.findings.findings import fingerprint

_ORDER = ("error", "warning", "note")


def waive(findings: Sequence[Finding], waivers: Sequence[Waiver], day: date) -> tuple[Finding, ...]:
    """The findings with the waivers that hold on a day, and those about waivers; worst first.

    Waived ones come last.
    """
    if not waivers:
        return tuple(findings)
    holding = {each.finding: each for each in waivers if _holds(each, day)}
    waived = [replace(each, waiver=holding.get(each.fingerprint)) for each in findings]
    waived += _faults(findings, waivers, day)
    return tuple(sorted(waived, key=_rank))


def _holds(waiver: Waiver, day: date) -> bool:
    return bool(waiver.reason) and (waiver.until is None or day <= waiver.until)


def _faults(findings: Sequence[Finding], waivers: Sequence[Waiver], day: date) -> Iterator[Finding]:
    matched = {each.fingerprint: each for each in findings}
    for waiver in waivers:
        for check in WAIVERS:
            said = check.sentence(waiver, matched.get(waiver.finding), day)
            if said is not None:
                message, remedy = said
                mark = fingerprint(check.CODE, [(waiver.finding, waiver.reason)])
                places = (waiver.place,)
                yield Finding(
                    check.CODE, check.NAME, "warning", message, remedy, (), places, {}, (), mark
                )


def _rank(finding: Finding) -> tuple[bool, int, str, tuple[str, ...]]:
    severity = _ORDER.index(finding.severity)
    return finding.waiver is not None, severity, finding.code, finding.statements
