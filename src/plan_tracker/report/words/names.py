"""What targets are called where several stand together."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from plan_tracker.model.plan import Plan
from plan_tracker.progress.outcome import TargetStatus
from plan_tracker.report.words.labels import label, name_of
from plan_tracker.report.words.numbers import day, period


def target_names(targets: Iterable[TargetStatus], lang: str) -> dict[str, str]:
    """The name of each target by its id; where two are alike, with the period and the entity."""
    by_id = {each.id: each for each in targets}
    names = {id_: name_of(each.name, lang, each.indicator) for id_, each in by_id.items()}
    for part in ("period", "entity"):
        shared = Counter(names.values())
        differ = {
            name: len({getattr(by_id[id_], part) for id_ in by_id if names[id_] == name})
            for name in shared
        }
        names = {
            id_: f"{name}, {_part(by_id[id_], part, lang)}" if differ[name] > 1 else name
            for id_, name in names.items()
        }
    return names


def report_title(plan: Plan, as_of: date | None, lang: str) -> str:
    """What a report is of, and as of which day: `Roads of the north: progress as of 2024-06-30`."""
    said = f"{label('Progress as of', lang)} {day(as_of, lang)}"
    title = name_of(plan.head.title, lang, "")
    return f"{title}: {said[:1].lower()}{said[1:]}" if title else said


def _part(target: TargetStatus, part: str, lang: str) -> str:
    return period(target.period, lang) if part == "period" else target.entity
