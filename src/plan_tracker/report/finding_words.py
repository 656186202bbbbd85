"""How a finding is called and what it says, whatever the format."""

from collections.abc import Iterable

from plan_tracker.model.finding import Finding
from plan_tracker.model.waiver import Waiver


def severity_said(finding: Finding) -> str:
    """`error`, or `waived error` where somebody has accepted it."""
    return f"waived {finding.severity}" if finding.waiver else finding.severity


def sentences(finding: Finding) -> tuple[str, ...]:
    """What is wrong, what to do, and who has waived it."""
    waived = waiver_said(finding.waiver) if finding.waiver else ""
    return tuple(each for each in (finding.message, finding.remedy, waived) if each)


def waiver_said(waiver: Waiver) -> str:
    """`Waived by the office until 2024-12-31: the source has announced a correction`."""
    by = f" by {waiver.by}" if waiver.by else ""
    until = f" until {waiver.until}" if waiver.until else ""
    return f"Waived{by}{until}: {waiver.reason}"


def handle(finding: Finding) -> str:
    """The name by which commands know a finding, and what writes its repair."""
    name = f"Finding {finding.fingerprint}"
    if not finding.repairs or finding.waiver:
        return name
    return f"{name}: `tracker fix {finding.fingerprint}` writes the repair into the source file."


def counted_codes(findings: Iterable[Finding]) -> str:
    """`PT201 ×2, PT202 ×1`, in the order of the codes."""
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.code] = counts.get(finding.code, 0) + 1
    return ", ".join(f"{code} ×{count}" for code, count in sorted(counts.items()))
