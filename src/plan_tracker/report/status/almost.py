"""Why a target has no data: the figures that almost are of it, and in what they differ."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from plan_tracker.model.place import Place
from plan_tracker.model.plan import Plan, Target
from plan_tracker.model.text import Part, Phrase, Title, phrase
from plan_tracker.progress.outcome import TargetStatus
from plan_tracker.report.report import Report

NO_FIGURE = phrase("No figure of a source fits.")
_COLUMNS = (
    "statement", "printed", "indicator", "entity", "measure", "unit", "basis", "period",
    "start", "end",
)  # fmt: skip
_Near = tuple[str, ...]  # an indicator, or it with an entity, or with that and a measure


def why_no_data(
    report: Report,
    targets: Sequence[TargetStatus],
    said_place: Callable[[Place], str] = str,
) -> Mapping[str, list[Phrase]]:
    """What to say of each declared target without a figure, by its id; linear."""
    units = {target.id: target.unit for target in targets if target.status == "no-data"}
    wanted = [target for target in report.plan.targets if target.id in units]
    if not wanted or report.system is None:
        return {}

    newest = _newest(report.system.frame, {target.indicator for target in wanted})
    return {
        target.id: list(
            _said(
                report.plan,
                target,
                units[target.id],
                said_place(replace(target.place, column=0)),
                newest,
            )
        )
        for target in wanted
    }


def _newest(frame: Any, indicators: set[str]) -> dict[_Near, Any]:
    """The rows that end last, of each indicator, of it for each entity, and for each measure."""
    rows = frame[frame["indicator"].isin(indicators) & (frame["kind"] == "level")]
    ordered = rows[list(_COLUMNS)].sort_values("end", kind="stable")
    newest: dict[_Near, Any] = {}
    for row in ordered.itertuples(index=False):
        newest[row.indicator,] = row
        newest[row.indicator, row.entity] = row
        newest[row.indicator, row.entity, row.measure] = row
    return newest


def _said(
    plan: Plan, target: Target, unit: str, place: str, newest: Mapping[_Near, Any]
) -> Iterator[Phrase]:
    """A sentence for each figure that is near, the nearest first; else that there is none."""
    keys = (
        (target.indicator, target.entity, "actual"),
        (target.indicator, target.entity),
        (target.indicator,),
    )
    rows = {newest[key].statement: newest[key] for key in keys if key in newest}
    for row in rows.values():
        if why := _difference(plan, target, unit, row):
            yield phrase(
                "{target} ({place}): “{printed}” ({statement}) {why}.",
                target=target.id,
                place=place,
                printed=row.printed,
                statement=row.statement,
                why=why,
            )
    if not rows and plan.indicators[target.indicator].kind == "milestone":
        yield phrase(
            "{target} ({place}): no source says that a stage is reached: a figure of `{indicator}` "
            "with `claims: [{{kind: stage, stage: {stage}}}]` says so.",
            target=target.id,
            place=place,
            indicator=target.indicator,
            stage=next((stage.id for stage in target.stages), "…"),
        )
    elif not rows:
        yield phrase(
            "{target} ({place}): no source has a figure of `{indicator}`: "
            '`tracker add {target} "…" --period …` adds one.',
            target=target.id,
            place=place,
            indicator=target.indicator,
        )


def _difference(plan: Plan, target: Target, unit: str, row: Any) -> Part:
    """In what a figure differs from what a target asks for; empty where that cannot be told."""
    if row.measure != "actual":
        return phrase("is a plan's value, not what was reached")
    if row.entity != target.entity:
        return phrase(
            "is of {entity}, the target of {wanted}",
            entity=_entity(plan, row.entity),
            wanted=_entity(plan, target.entity),
        )
    if row.unit != unit:
        return phrase("is in {unit}, the target in {wanted}", unit=row.unit, wanted=unit)
    if row.basis != target.basis:
        return phrase("is at other prices than the target: see `basis`")
    if row.end.date() < target.period.start:
        return phrase(
            "is about {period}, which ends before {wanted} begins",
            period=row.period,
            wanted=target.period,
        )
    if row.start.date() > target.period.end:
        return phrase(
            "is about {period}, which begins after {wanted} has ended",
            period=row.period,
            wanted=target.period,
        )
    return ""


def _entity(plan: Plan, name: str) -> Title:
    declared = plan.entities.get(name)
    return Title(declared.name if declared else {}, name)
