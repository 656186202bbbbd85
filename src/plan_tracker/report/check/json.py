"""`tracker check --format json`."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from plan_tracker.model.finding import Finding, Repair
from plan_tracker.model.place import Place
from plan_tracker.model.relation import Relation
from plan_tracker.model.statement import Quantity
from plan_tracker.model.waiver import Waiver
from plan_tracker.report.check.content import Checked
from plan_tracker.report.check.marks import Mark
from plan_tracker.report.summary import FigureCounts
from plan_tracker.report.words.labels import said
from plan_tracker.report.writing.json import ITEMS, json_number, json_pieces


def render_check_json(checked: Checked, lang: str = "en") -> Iterator[str]:
    """The findings, worst first, and the summary, in pieces; values in base units."""
    printed = None if checked.figures is None else checked.printed
    figures = {} if checked.figures is None else figures_json(checked.figures)
    rounding = [{"table": place_json(each.table), "base": each.base} for each in checked.rounded]
    marks = [mark_json(each, lang) for each in checked.marks]
    not_read = {
        "left_out": list(checked.left_out),
        "notes": [said(note, lang) for note in checked.notes],
    }
    document: dict[str, Any] = {
        "schema": "plan-tracker/check/1",
        "findings": [ITEMS],
        "problems": [],  # a check that ends with findings had none
        "relations": [_relation(each) for each in checked.relations],
        "rounding": rounding,
        **(not_read if checked.figures is not None else {}),
        **({"marks": marks} if marks else {}),
        "summary": {**asdict(checked.summary), **figures},
    }
    return json_pieces(document, (finding_json(each, lang, printed) for each in checked.findings))


def finding_json(
    finding: Finding, lang: str, printed: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """One finding, with its first statement the likeliest culprit.

    Where it is known what statements have `printed`, their places tell it.
    """
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": f"{said(finding.message, lang)} {said(finding.remedy, lang)}".strip(),
        "statements": finding.statements,
        "locations": _locations(finding, printed or {}),
        "intervals": {
            name: {"low": json_number(interval.low), "high": json_number(interval.high)}
            for name, interval in finding.intervals.items()
        },
        "alternatives": finding.alternatives,
        "repair": finding.repair and _repair(finding.repair),
        "repairs": [_repair(each) for each in finding.repairs],
        "tried": [{"way": said(way.words, lang), "holds": way.holds} for way in finding.tried],
        "fingerprint": finding.fingerprint,
        "waived": finding.waiver is not None,
        "waiver": finding.waiver and _waiver(finding.waiver),
    }


def _relation(relation: Relation) -> dict[str, Any]:
    return {
        "kind": relation.kind,
        "result": place_json(relation.result),
        "of": [place_json(place) for place in relation.of],
        "less": [place_json(place) for place in relation.less],
        "rows": {"held": relation.held, "of": relation.tested},
        "chance": relation.chance,
        "stated": relation.stated,
    }


def figures_json(counts: FigureCounts) -> dict[str, int]:
    """How many numbers files print, and how many of them could be checked and may be wrong."""
    return {
        "figures": counts.printed,
        "checked": counts.checked,
        "cannot_be_true": counts.cannot_be_true,
        "doubtful": counts.doubtful,
    }


def mark_json(mark: Mark, lang: str) -> dict[str, Any]:
    """The mark of a printed number, with its place and what of a plan it was taken for."""
    return {
        "statement": mark.statement,
        "printed": mark.printed,
        "mark": mark.mark,
        "why": said(mark.why, lang),
        "location": place_json(mark.place),
        **(_taken_for(mark.taken_for) if mark.taken_for is not None else {}),
    }


def _taken_for(quantity: Quantity) -> dict[str, Any]:
    """What of a plan a printed number was taken for."""
    return {
        "taken_for": {
            "indicator": quantity.indicator,
            "entity": quantity.entity,
            "period": quantity.period.text,
            "measure": quantity.measure,
        }
    }


def _waiver(waiver: Waiver) -> dict[str, Any]:
    until = waiver.until and waiver.until.isoformat()
    return {"reason": waiver.reason, "by": waiver.by, "until": until}


def _locations(finding: Finding, printed: Mapping[str, str]) -> list[dict[str, Any]]:
    names = finding.statements or ("",) * len(finding.locations)
    return [
        {**place_json(place), **({"printed": printed[name]} if name in printed else {})}
        for name, place in zip(names, finding.locations, strict=True)
    ]


def place_json(place: Place) -> dict[str, Any]:
    """Where something stands; in a workbook the cell too, as the text output writes it.

    Rows of tables in documents are no lines, which are 0 there.
    """
    line = 0 if place.table else place.line
    where: dict[str, Any] = {"file": place.path, "line": line, "column": place.column}
    if place.table:
        where |= {"table": place.table, "row": place.line}
    for name in ("page", "paragraph"):
        if getattr(place, name):
            where[name] = getattr(place, name)
    if place.end:
        where |= {"start": place.start, "end": place.end}
    return where if place.path == place.file else {**where, "cell": str(place)}


def _repair(repair: Repair) -> dict[str, Any]:
    """A repair; one that compares a text with another period than it names has that period."""
    period = {"period": repair.period} if repair.period else {}
    return {
        "statement": repair.statement,
        "slip": repair.slip,
        "from": repair.from_,
        "to": repair.to,
        "value": json_number(repair.value),
        "low": json_number(repair.interval.low),
        "high": json_number(repair.interval.high),
        "chance": repair.chance,
        **period,
    }
