"""What qualifies the targets of a status: marks, reasons, stages, programmes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from plan_tracker.model.place import Place
from plan_tracker.model.text import Phrase, phrase
from plan_tracker.progress.estimate import Estimate
from plan_tracker.progress.outcome import (
    Original,
    ProgrammeStatus,
    Projection,
    RolledUp,
    StageStatus,
    TargetStatus,
)
from plan_tracker.progress.status import REASONS
from plan_tracker.report.report import Report
from plan_tracker.report.status.almost import NO_FIGURE, why_no_data
from plan_tracker.report.status.order import in_order
from plan_tracker.report.status.remedies import by_reason, remedies
from plan_tracker.report.words.labels import label, name_of, said, spoken
from plan_tracker.report.words.marks import LEGEND, marks_used
from plan_tracker.report.words.names import target_names
from plan_tracker.report.words.numbers import amount, day, estimated, number, percent, period

_WELL = frozenset({"on-track", "met"})
STAGE_STATES = {"reached": "reached by", "overdue": "not attested, was due", "pending": "due"}
# What is to be known of when, and by what, a stage was reached.
STAGE_MARKS: Mapping[str, Callable[[StageStatus], bool]] = {
    "after its date": lambda stage: stage.late,
    "implied by a later stage": lambda stage: stage.evidence == "derived",
    "disputed": lambda stage: stage.evidence == "disputed",
    "the planner’s own stage": lambda stage: stage.assumed,
}


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A line and those that belong below it."""

    head: str
    rest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A title and its lines."""

    title: str
    lines: tuple[NoteLine, ...]


def legend(targets: Sequence[TargetStatus], lang: str) -> list[str]:
    """One line for every mark in use."""
    return [f"{mark} {label(LEGEND[mark], lang)}" for mark in marks_used(targets)]


def status_notes(report: Report, lang: str) -> Iterator[Note]:
    """Those that have something to say."""
    progress = report.progress
    names = target_names(progress.targets, lang)
    notes = {
        label("Why", lang): reason_lines(report, in_order(progress.targets), lang),
        label("Stages", lang): _stage_lines(progress.targets, names, lang),
        label("Behind the figures", lang): _target_notes(progress.targets, names, lang),
        label("Programmes", lang): _programme_lines(report, names, lang),
        label("Published later, left out", lang): [NoteLine(source) for source in report.left_out],
    }
    yield from (Note(title, tuple(lines)) for title, lines in notes.items() if lines)


def reason_lines(
    report: Report,
    targets: Sequence[TargetStatus],
    lang: str,
    said_place: Callable[[Place], str] = str,
    unfit: Mapping[str, Sequence[Phrase]] | None = None,
) -> list[NoteLine]:
    """Every reason in words, with the targets that it holds for, and what to add where.

    `unfit` is what `why_no_data` has said of targets, where it was asked already.
    """
    names = target_names(targets, lang)
    unfit = why_no_data(report, targets, said_place) if unfit is None else unfit
    none_fits = [
        said(sentence, lang) for target in targets for sentence in unfit.get(target.id, ())
    ]
    missing = [NoteLine(said(NO_FIGURE, lang), tuple(none_fits))] if none_fits else []
    return missing + [
        NoteLine(
            label(REASONS[code], lang),
            (
                ", ".join(names[target.id] for target in held),
                *remedies(report.plan, code, held, lang, said_place),
            ),
        )
        for code, held in by_reason(targets).items()
    ]


def target_reasons(
    report: Report,
    target: TargetStatus,
    lang: str,
    said_place: Callable[[Place], str] = str,
    unfit: Mapping[str, Sequence[Phrase]] | None = None,
) -> Iterator[str]:
    """Why one target is judged as it is, each reason with what to add where."""
    name = target_names([target], lang)[target.id]
    for line in reason_lines(report, [target], lang, said_place, unfit):
        yield " ".join((line.head, *(part for part in line.rest if part != name)))


def method_lines(target: TargetStatus, lang: str) -> Iterator[str]:
    """What the method says, where it has more to say than a status."""
    found = target.method
    if found is None or found.name == "pace":
        return
    parts = [f"{found.name}: {spoken(found.band, lang)}"]
    parts += (
        [f"{label('value', lang)} {number(found.value, lang)}"] if found.value is not None else []
    )
    parts += (
        [f"{label('score', lang)} {number(found.score, lang)}"] if found.score is not None else []
    )
    yield ", ".join(parts)


def target_lines(target: TargetStatus, lang: str) -> Iterator[str]:
    """What stands behind a target and its figure: first values, earlier figures, members."""
    if target.original is not None:
        yield _original(target, target.original, lang)
    for each in target.earlier:
        published = period(each.published, lang) if each.published else ""
        known = ", ".join(part for part in (each.statement, published) if part)
        value = amount(each.value, target.unit, lang)
        yield f"{label('Also reported', lang)}: {value} ({known})"
    if target.projection is not None and target.projection.error is not None:
        yield _projected(target, target.projection, lang)
    if target.roll_up is not None:
        yield _rolled_up(target, target.roll_up, lang)


def _original(target: TargetStatus, first: Original, lang: str) -> str:
    ends = (first.low, first.high) if first.value is None else (first.value,)
    value = f" {label('to', lang)} ".join(amount(end, target.unit, lang) for end in ends)
    status = spoken(first.status, lang)
    due = f"{label('due', lang)} {day(first.due, lang)}"
    return f"{label('At first', lang)}: {value}, {due}; {label('by that', lang)} {status}"


def _projected(target: TargetStatus, projection: Projection, lang: str) -> str:
    """How sure the projection is, by how its method did on earlier cases."""
    span = estimated(Estimate(projection.value, projection.low, projection.high), target.unit, lang)
    missed = f"{label('mean error', lang)} {amount(projection.error, target.unit, lang)}"
    cases = f"{label('earlier cases', lang)}: {projection.cases}"
    parts = [f"{label('Projected', lang)}: {span}", missed, cases]
    missing = target.shortfall
    if missing is not None and missing.chance is not None:
        limit = f"{label(missing.limit, lang)} " if missing.limit else ""
        share = percent(100 * missing.chance, lang)
        parts.append(f"{label('chance to meet the target', lang)} {limit}{share}")
    return ", ".join(parts)


def _rolled_up(target: TargetStatus, found: RolledUp, lang: str) -> str:
    known = sum(each.value is not None for each in found.members)
    of = said(phrase("{known} of {count} with figures", known=known, count=found.count), lang)
    value = f"{label(found.by, lang)} {amount(found.value, target.unit, lang)}"
    worst = f", {label('worst', lang)}: {found.worst}" if found.worst else ""
    return f"{label('Members', lang)}: {value}, {of}{worst}"


def _target_notes(
    targets: Sequence[TargetStatus], names: Mapping[str, str], lang: str
) -> list[NoteLine]:
    notes = ((each, tuple(target_lines(each, lang))) for each in targets)
    return [NoteLine(names[target.id], lines) for target, lines in notes if lines]


def _stage_lines(
    targets: Sequence[TargetStatus], names: Mapping[str, str], lang: str
) -> list[NoteLine]:
    return [
        NoteLine(names[target.id], tuple(_stage(stage, lang) for stage in target.stages))
        for target in targets
        if target.stages
    ]


def _stage(stage: StageStatus, lang: str) -> str:
    state = f"{label(STAGE_STATES[stage.state], lang)} {day(stage.reached or stage.by, lang)}"
    marks = "".join(
        f" ({label(mark, lang)})" for mark, holds in STAGE_MARKS.items() if holds(stage)
    )
    return f"{name_of(stage.name, lang, stage.id)}: {state}{marks}"


def _programme_lines(report: Report, names: Mapping[str, str], lang: str) -> list[NoteLine]:
    by_id = {target.id: target for target in report.progress.targets}
    return [_programme(each, by_id, names, lang) for each in report.progress.programmes]


def _programme(
    programme: ProgrammeStatus,
    targets: Mapping[str, TargetStatus],
    names: Mapping[str, str],
    lang: str,
) -> NoteLine:
    """How far it is, which members have no data, and which does worst where it does not do well."""
    name = name_of(programme.name, lang, programme.id)
    worst = targets[programme.worst] if programme.worst else None
    below = []
    if worst is not None and worst.status not in _WELL:
        status = spoken(worst.status, lang)
        below.append(f"{label('worst', lang)}: {names[worst.id]} ({status})")
    members = [targets[member] for member in programme.members if member in targets]
    silent = [names[member.id] for member in members if member.attainment is None]
    if silent:
        below.append(f"{label('no data', lang)}: {', '.join(silent)}")
    if programme.attainment is None:
        return NoteLine(f"{name}: {label('no data', lang)}", tuple(below))

    template = phrase("{name}: {share} attained, {covered} of the weight covered")
    if programme.coverage == 1:
        template = phrase("{name}: {share} attained, all members have figures")
    found = template.filled(
        name=name,
        share=percent(programme.attainment, lang),
        covered=percent(100 * programme.coverage, lang),
    )
    return NoteLine(said(found, lang), tuple(below))
