"""The counts of a report in words."""

from collections.abc import Callable, Iterator, Sequence

from plan_tracker.model.relation import Rounding
from plan_tracker.model.text import Text, phrase, plural
from plan_tracker.report.summary import SEVERITIES, FigureCounts, Summary
from plan_tracker.report.words.labels import label, said

_COUNTS: dict[str, Callable[[int], Text]] = {
    "error": lambda count: plural("{count} error", "{count} errors", count),
    "warning": lambda count: plural("{count} warning", "{count} warnings", count),
    "note": lambda count: plural("{count} note", "{count} notes", count),
    "finding": lambda count: plural("{count} finding", "{count} findings", count),
    "contradiction": lambda count: plural("{count} contradiction", "{count} contradictions", count),
    "figure": lambda count: plural("{count} figure", "{count} figures", count),
    "guess": lambda count: plural(
        "{count} guess is unconfirmed", "{count} guesses are unconfirmed", count
    ),
    "statement": lambda count: plural("{count} statement", "{count} statements", count),
}


def findings_counted(summary: Summary, lang: str) -> str:
    """`Findings: 1 error, 5 warnings, 0 notes`."""
    counts = (getattr(summary, severity) for severity in SEVERITIES)
    parts = [counted(n, severity, lang) for severity, n in zip(SEVERITIES, counts, strict=True)]
    if summary.waived:
        parts.append(said(phrase("{count} waived", count=summary.waived), lang))
    return f"{label('Findings', lang)}: {', '.join(parts)}"


def statements_counted(summary: Summary, lang: str) -> str:
    """`150 statements: 88 tested, 62 untested, 0 undecided`."""
    counts = [
        phrase("{count} tested").filled(count=summary.tested),
        phrase("{count} untested").filled(count=summary.untested),
        phrase("{count} undecided").filled(count=summary.undecided),
    ]
    if unsearched := len(summary.not_searched):
        counts.append(phrase("{count} not searched to the end").filled(count=unsearched))
    parts = ", ".join(said(each, lang) for each in counts)
    return f"{counted(summary.statements, 'statement', lang)}: {parts}"


def figures_counted(counts: FigureCounts, lang: str) -> str:
    """`128 figures, 97 could be checked: 3 cannot be true, 2 are doubtful.`"""
    parts = (
        phrase("{count} could be checked").filled(count=counts.checked),
        phrase("{count} cannot be true").filled(count=counts.cannot_be_true),
        plural("{count} is doubtful", "{count} are doubtful", counts.doubtful),
    )
    checked, wrong, doubtful = (said(each, lang) for each in parts)
    return f"{counted(counts.printed, 'figure', lang)}, {checked}: {wrong}, {doubtful}."


def rounding_said(rounded: Sequence[Rounding], lang: str) -> Iterator[str]:
    """That numbers of a table may be off by what they are rounded to."""
    for rounding in rounded:
        words = phrase(
            "{table}: all numbers of this table are multiples of {base}, and its sums miss by as "
            "little: each may be up to {base} off.",
            table=str(rounding.table),
            base=rounding.base,
        )
        yield said(words, lang)


def counted(count: int, thing: str, lang: str) -> str:
    """A number of things."""
    return said(_COUNTS[thing](count), lang)
