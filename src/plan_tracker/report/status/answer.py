"""The answer in a sentence: how the targets stand, which is worst, what cannot be true."""

from collections import Counter
from collections.abc import Iterator, Sequence

from plan_tracker.model.finding import Finding
from plan_tracker.model.text import Part, Phrase, Text, Word, phrase, plural
from plan_tracker.progress.outcome import TargetStatus
from plan_tracker.progress.status import WORST_FIRST, Status
from plan_tracker.report.report import Report
from plan_tracker.report.status.columns import PROGRESS, WAS_DUE
from plan_tracker.report.status.order import in_order, worst_first
from plan_tracker.report.status.rows import status_row
from plan_tracker.report.words.labels import label, said
from plan_tracker.report.words.names import target_names

BEHIND: frozenset[Status] = frozenset({"missed", "off-track", "at-risk"})
_UNJUDGED: frozenset[Status] = frozenset({"not-assessable", "no-data"})


def answer(report: Report, lang: str) -> str:
    """`2 of 6 targets off track, 4 on track; worst: Tolls, 33 % where 50 % was due; …`.

    It is about the declared targets; about those that sources imply only where none is declared.
    """
    targets = declared_or_implied(report.progress.targets)
    wrong = _wrong(report.findings)
    parts = [_standing(targets, lang), _worst(targets, report, lang), wrong and said(wrong, lang)]
    return "; ".join(part for part in parts if part) + "."


def declared_or_implied(targets: Sequence[TargetStatus]) -> list[TargetStatus]:
    """The targets that the answer is about, worst first."""
    declared = [target for target in targets if target.target.origin == "declared"]
    return worst_first(declared or targets)


def implied_said(report: Report, lang: str) -> str:
    """How many plan values beside the declared targets are only implied; empty without any."""
    targets = in_order(report.progress.targets)
    beside = len(targets) - len(declared_or_implied(targets))
    if not beside:
        return ""
    implied = targets[-beside:]
    count = plural(
        "{count} plan value that sources only imply",
        "{count} plan values that sources only imply",
        beside,
    )
    states = ", ".join(said(words, lang) for words in _by_status(implied))
    return f"{said(count, lang)}: {states}"


def _standing(targets: Sequence[TargetStatus], lang: str) -> str:
    """How many targets there are of each status, the worst first; what is not judged comes last."""
    if not targets:
        return label("No target is declared, and no source implies one.", lang).rstrip(".")
    first, *others = _by_status(targets)
    of_all = plural(
        "{part} of {count} target {standing}",
        "{part} of {count} targets {standing}",
        len(targets),
        **first.parts,
    )
    return ", ".join([said(of_all, lang), *(said(words, lang) for words in others)])


def _by_status(targets: Sequence[TargetStatus]) -> list[Phrase]:
    counts = Counter(target.status for target in targets)
    judged = [status for status in WORST_FIRST if status not in _UNJUDGED and counts[status]]
    standings: list[tuple[int, Part]] = [
        (counts[status], Word(status.replace("-", " "))) for status in judged
    ]
    if unjudged := sum(counts[status] for status in _UNJUDGED):
        standings.append((unjudged, Word("cannot be judged yet")))
    return [
        phrase("{part} {standing}", part=part, standing=standing) for part, standing in standings
    ]


def _worst(targets: Sequence[TargetStatus], report: Report, lang: str) -> str:
    """The target that is furthest behind, with what was due of it; empty where none is behind."""
    behind = [target for target in targets if target.status in BEHIND]
    if not behind:
        return ""
    name = target_names(report.progress.targets, lang)[behind[0].id]
    worst = status_row(behind[0], lang, name)
    if PROGRESS.value(worst) is None:
        reached = phrase("worst: {name}")
    elif WAS_DUE.value(worst) is None:
        reached = phrase("worst: {name}, {attained} attained")
    else:
        reached = phrase("worst: {name}, {attained} where {due} was due")
    filled = reached.filled(name=name, attained=PROGRESS.text(worst), due=WAS_DUE.text(worst))
    return said(filled, lang)


def _wrong(findings: Sequence[Finding]) -> Text | None:
    """How many printed figures cannot be true, or, where it is not told which, contradictions."""
    errors = [
        finding
        for finding in findings
        if finding.severity == "error" and finding.statements and not finding.waiver
    ]
    if not errors:
        return None
    culprits = set(_culprits(errors))
    if all(culprits):
        return plural("one figure cannot be true", "{count} figures cannot be true", len(culprits))
    return plural(
        "figures that cannot all be true",
        "{count} contradictions among the figures",
        len(errors),
    )


def _culprits(errors: Sequence[Finding]) -> Iterator[str]:
    """The one statement that must be wrong; empty for an error in which it may be several."""
    for finding in errors:
        sole = len(finding.alternatives) == 1 and len(finding.alternatives[0]) == 1
        yield finding.alternatives[0][0] if sole else ""
