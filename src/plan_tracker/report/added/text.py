"""`tracker add`: how a figure reads, what it does to its targets, and what it contradicts."""

from collections.abc import Iterator

from plan_tracker.model.text import phrase
from plan_tracker.progress.outcome import TargetStatus
from plan_tracker.progress.status import REASONS
from plan_tracker.report.report import Report
from plan_tracker.report.words.findings import sentences, severity_said
from plan_tracker.report.words.labels import label, said, spoken
from plan_tracker.report.words.numbers import amount, day, percent, span
from plan_tracker.report.writing.harmless import harmless


def render_added_text(
    before: Report, after: Report, statement: str, key: tuple[str, str], lang: str
) -> str:
    """Lines on the statement, on each target of `key`, and on each finding that is new.

    `key` is the indicator and the entity of the statement.
    """
    return "".join(f"{harmless(line)}\n" for line in _lines(before, after, statement, key, lang))


def _lines(
    before: Report, after: Report, name: str, key: tuple[str, str], lang: str
) -> Iterator[str]:
    for statement in after.statements:
        if statement.name == name or statement.name.startswith(f"{name}."):
            reading = statement.readings[0]
            value = span(reading.ordinary, reading.unit, lang)
            yield f"“{statement.printed}”: {spoken(statement.kind, lang)}, {value}"

    old = {target.id: target for target in before.progress.targets}
    for target in after.progress.targets:
        if (target.indicator, target.entity) == key:
            yield from _of_target(old.get(target.id), target, lang)

    known = {finding.fingerprint for finding in before.findings}
    new = [finding for finding in after.findings if finding.fingerprint not in known]
    for finding in new:
        yield f"{severity_said(finding, lang)} {finding.code}: {' '.join(sentences(finding, lang))}"
    if not new:
        yield label("It contradicts nothing.", lang)


def _of_target(old: TargetStatus | None, new: TargetStatus, lang: str) -> Iterator[str]:
    was = _standing(old, lang) if old is not None else ""
    now = _standing(new, lang)
    yield f"{new.id}: {now}" if was in ("", now) else f"{new.id}: {was} → {now}"
    if new.actual is None:
        yield from (f"  {label(REASONS[code], lang)}" for code in new.reasons)
    if "GAP" in new.reasons:
        told = phrase(
            "Where it is the sum since the start of {period}, write the period as FIRST/LAST, such "
            "as 2026-01/2026-09.",
            period=new.period,
        )
        yield f"  {said(told, lang)}"


def _standing(target: TargetStatus, lang: str) -> str:
    """The status of a target, with the figure that it rests on."""
    status = spoken(target.status, lang)
    if target.actual is None:
        return status
    value = amount(target.actual.value, target.unit, lang)
    parts = [status, f"{value}, {day(target.actual.as_of, lang)}"]
    if target.attainment is not None and target.unit != "%":
        parts.append(f"{percent(target.attainment.value, lang)}")
    return f"{parts[0]} ({'; '.join(parts[1:])})"
