"""What qualifies the targets of a status: marks, reasons, stages, programmes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plan_tracker.progress.outcome import ProgrammeStatus, StageStatus, TargetStatus
from plan_tracker.progress.status import REASONS
from plan_tracker.report.labels import label, name_of
from plan_tracker.report.marks import LEGEND, marks_used
from plan_tracker.report.numbers import day, percent
from plan_tracker.report.report import Report

_STAGE_STATES = {"reached": "reached by", "overdue": "not attested, was due", "pending": "due"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line and those that belong below it."""

    head: str
    rest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A title and its lines."""

    title: str
    lines: tuple[Line, ...]


def sections(
    targets: Sequence[TargetStatus],
) -> Iterator[tuple[str, list[TargetStatus]]]:
    """Declared targets, then implied ones; what has no target is left out."""
    titles = {
        "declared": "Declared targets",
        "implied": "Plan values that the sources only imply",
    }
    for origin, title in titles.items():
        chosen = [target for target in targets if target.target.origin == origin]
        if chosen:
            yield title, chosen


def legend(targets: Sequence[TargetStatus], lang: str) -> list[str]:
    """One line for every mark in use."""
    return [f"{mark} {label(LEGEND[mark], lang)}" for mark in marks_used(targets)]


def status_notes(report: Report, lang: str) -> Iterator[Note]:
    """Those that have something to say."""
    progress = report.progress
    notes = {
        "Why": reason_lines(progress.targets, lang),
        "Stages": _stage_lines(progress.targets, lang),
        "Programmes": _programme_lines(report, lang),
    }
    yield from (Note(label(title, lang), tuple(lines)) for title, lines in notes.items() if lines)


def reason_lines(targets: Sequence[TargetStatus], lang: str) -> list[Line]:
    """Every reason in words, with the targets that it holds for."""
    held: dict[str, list[str]] = {}
    for target in targets:
        why = (target.projection.why,) if target.projection else ()
        for code in dict.fromkeys((*target.reasons, *why)):
            held.setdefault(code, []).append(name_of(target.name, lang, target.indicator))
    known = [code for code in REASONS if code in held]
    return [Line(label(REASONS[code], lang), (", ".join(held[code]),)) for code in known]


def _stage_lines(targets: Sequence[TargetStatus], lang: str) -> list[Line]:
    return [
        Line(
            name_of(target.name, lang, target.indicator),
            tuple(_stage(stage, lang) for stage in target.stages),
        )
        for target in targets
        if target.stages
    ]


def _stage(stage: StageStatus, lang: str) -> str:
    state = f"{label(_STAGE_STATES[stage.state], lang)} {day(stage.reached or stage.by, lang)}"
    doubt = f" ({label('disputed', lang)})" if stage.evidence == "disputed" else ""
    assumed = f" ({label('the planner’s own stage', lang)})" if stage.assumed else ""
    return f"{name_of(stage.name, lang, stage.id)}: {state}{doubt}{assumed}"


def _programme_lines(report: Report, lang: str) -> list[Line]:
    names = {
        target.id: name_of(target.name, lang, target.indicator)
        for target in report.progress.targets
    }
    return [_programme(each, names, lang) for each in report.progress.programmes]


def _programme(programme: ProgrammeStatus, names: dict[str, str], lang: str) -> Line:
    name = name_of(programme.name, lang, programme.id)
    if programme.attainment is None:
        return Line(f"{name}: {label('no data', lang)}")
    attained = f"{percent(programme.attainment, lang)} {label('attained', lang)}"
    covered = f"{percent(100 * programme.coverage, lang)} {label('of the weight covered', lang)}"
    worst = f"{label('worst', lang)}: {names[programme.worst]}" if programme.worst else ""
    return Line(f"{name}: {attained}, {covered}", (worst,) if worst else ())
