"""How a finding is called and what it says, whatever the format."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from plan_tracker.model.finding import Finding
from plan_tracker.model.place import Place
from plan_tracker.model.text import EITHER, Listed, Word, phrase
from plan_tracker.model.waiver import Waiver
from plan_tracker.report.words.labels import label, said


def severity_said(finding: Finding, lang: str = "en") -> str:
    """`error`, or `waived error` where somebody has accepted it."""
    if not finding.waiver:
        return label(finding.severity, lang)
    return said(phrase("waived {severity}", severity=Word(finding.severity)), lang)


def sentences(finding: Finding, lang: str = "en") -> tuple[str, ...]:
    """What is wrong, what to do, how else it was understood, and who has waived it."""
    told = [said(finding.message, lang), said(finding.remedy, lang), *_tried(finding, lang)]
    if finding.waiver:
        told.append(waiver_said(finding.waiver, lang))
    return tuple(each for each in told if each)


def _tried(finding: Finding, lang: str) -> Iterator[str]:
    """Other ways to understand the words: those that would do, those not tried, and the rest."""
    saving = [way.words for way in finding.tried if way.holds]
    untried = [way.words for way in finding.tried if way.holds is None]
    others = [way.words for way in finding.tried if way.holds is False]
    if saving:
        template = phrase(
            "It would hold if this is meant, though the words lean against it: {ways}."
        )
        yield said(template.filled(ways=Listed(saving, EITHER, EITHER)), lang)
    if untried:
        template = phrase("Other ways to understand it were not tried: {ways}.")
        yield said(template.filled(ways=Listed(untried, EITHER, EITHER)), lang)
    if others:
        template = phrase("Also tried, and it does not fit: {ways}.")
        yield said(template.filled(ways=Listed(others, EITHER, EITHER)), lang)


def alike(findings: Sequence[Finding]) -> list[tuple[Finding, ...]]:
    """Findings in groups: remarks of one check on one source, where there are several.

    What contradicts something is a group of its own. The groups stand in the order of their first
    findings.
    """
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for number, finding in enumerate(findings):
        key = (
            (finding.code, finding.severity, finding.locations[0].file)
            if is_remark(finding) and finding.locations and not finding.waiver
            else (str(number),)
        )
        groups.setdefault(key, []).append(finding)
    return [tuple(group) for group in groups.values()]


def is_remark(finding: Finding) -> bool:
    """Whether it remarks on texts, and does not hold them against others: that needs a proof."""
    return bool(finding.statements) and not finding.alternatives and finding.evidence is None


def group_sentences(
    group: Sequence[Finding], lang: str = "en", placed: Callable[[Place], str] = str
) -> tuple[str, ...]:
    """What findings that are alike say: each with its place, then what to do about all of them.

    `placed` says how a place is called where the sentences are read.
    """
    if len(group) == 1:
        return sentences(group[0], lang)

    told = [sentences(finding, lang) for finding in group]
    remedies = {said[1:] for said in told}
    shared = remedies.pop() if len(remedies) == 1 else ()
    lines = [
        f"{placed(finding.locations[0])}: {' '.join(said[:1] if shared else said)}"
        for finding, said in zip(group, told, strict=True)
    ]
    return (*lines, *shared)


def alike_said(group: Sequence[Finding], lang: str = "en") -> str:
    """`, 4 alike` behind the head of the first; nothing where it is the only one."""
    return f", {said(phrase('{count} alike', count=len(group)), lang)}" if len(group) > 1 else ""


def waiver_said(waiver: Waiver, lang: str = "en") -> str:
    """`Waived by the office until 2024-12-31: the source has announced a correction`."""
    template = phrase("Waived: {reason}")
    if waiver.by and waiver.until:
        template = phrase("Waived by {by} until {until}: {reason}")
    elif waiver.by:
        template = phrase("Waived by {by}: {reason}")
    elif waiver.until:
        template = phrase("Waived until {until}: {reason}")
    return said(template.filled(by=waiver.by, until=waiver.until or "", reason=waiver.reason), lang)


def called(finding: Finding, lang: str = "en") -> str:
    """The name by which commands know a finding."""
    return said(phrase("Finding {fingerprint}", fingerprint=finding.fingerprint), lang)


def handle(finding: Finding, lang: str = "en") -> str:
    """The name by which commands know a finding, and what writes its repair."""
    if not finding.repairs or finding.waiver:
        return called(finding, lang)
    name = phrase(
        "Finding {fingerprint}: `tracker fix {fingerprint}` writes the repair into the source file."
    )
    return said(name.filled(fingerprint=finding.fingerprint), lang)


def group_handle(group: Sequence[Finding], lang: str = "en", *, mendable: bool = True) -> str:
    """The names by which commands know findings, and what writes their repairs."""
    first = group[0]
    if len(group) == 1:
        return handle(first, lang) if mendable else called(first, lang)

    names = Listed([finding.fingerprint for finding in group])
    if mendable and all(finding.repairs for finding in group):
        template = phrase(
            "Findings {names}: `tracker fix {code}` writes their repairs into the source files."
        )
        return said(template.filled(names=names, code=first.code), lang)
    return said(phrase("Findings {names}", names=names), lang)


def counted_codes(findings: Iterable[Finding]) -> str:
    """`PT201 ×2, PT202 ×1`, in the order of the codes."""
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.code] = counts.get(finding.code, 0) + 1
    return ", ".join(f"{code} ×{count}" for code, count in sorted(counts.items()))
