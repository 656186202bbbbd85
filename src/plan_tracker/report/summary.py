"""The counts of a report in words."""

from plan_tracker.report.checked import SEVERITIES, Summary
from plan_tracker.report.labels import label
from plan_tracker.report.numbers import number


def findings_counted(summary: Summary, lang: str) -> str:
    """`Findings: 1 error, 5 warnings, 0 notes`."""
    counts = (getattr(summary, severity) for severity in SEVERITIES)
    said = (
        counted(count, severity, lang) for severity, count in zip(SEVERITIES, counts, strict=True)
    )
    waived = f", {number(summary.waived, lang)} {label('waived', lang)}" if summary.waived else ""
    return f"{label('Findings', lang)}: {', '.join(said)}{waived}"


def statements_counted(summary: Summary, lang: str) -> str:
    """`150 statements: 88 tested, 62 untested, 0 undecided`."""
    parts = ("tested", "untested", "undecided")
    said = (f"{number(getattr(summary, part), lang)} {label(part, lang)}" for part in parts)
    return f"{counted(summary.statements, 'statement', lang)}: {', '.join(said)}"


def counted(count: int, thing: str, lang: str) -> str:
    """A number of things."""
    return f"{number(count, lang)} {label(thing if count == 1 else f'{thing}s', lang)}"
