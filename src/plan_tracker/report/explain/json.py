"""`tracker explain --format json`."""

from dataclasses import asdict
from typing import Any

from plan_tracker.model.statement import Statement
from plan_tracker.progress.judged.trajectory import Trajectory
from plan_tracker.progress.outcome import Formula, TargetStatus
from plan_tracker.reconcile.checks.pages import CheckPage
from plan_tracker.report.check.json import finding_json, place_json
from plan_tracker.report.check.pages import page_said
from plan_tracker.report.explain.meanings import Meaning
from plan_tracker.report.explain.subjects import Explanation, Subject
from plan_tracker.report.explain.wanted import Wanted
from plan_tracker.report.read.json import reading_json
from plan_tracker.report.report import Report
from plan_tracker.report.status.json import target_json
from plan_tracker.report.words.labels import said
from plan_tracker.report.writing.json import json_text


def render_explanation_json(explanation: Explanation, report: Report, lang: str) -> str:
    """The same as the text; null is what the id does not name."""
    subject = explanation.subject
    return json_text(
        {
            "schema": "plan-tracker/explain/1",
            "id": explanation.id,
            "target": target_json(subject, lang) if isinstance(subject, TargetStatus) else None,
            "check": _page(subject, lang) if isinstance(subject, CheckPage) else None,
            "meaning": _meaning(explanation, subject, lang)
            if isinstance(subject, Meaning)
            else None,
            "inputs": [_input(each, report) for each in explanation.inputs],
            "steps": [_formula(formula, lang) for formula in explanation.formulas],
            "course": _trajectory(explanation.trajectory),
            "projections": _trials(explanation.subject),
            "wanted": [_wanted(each) for each in explanation.wanted],
            "awaiting_timing": explanation.awaiting_timing,
            "findings": [finding_json(each, lang) for each in explanation.findings],
        }
    )


def _page(page: CheckPage, lang: str) -> dict[str, Any]:
    return {"code": page.code, "name": page.name, "page": page_said(page, lang)}


def _meaning(explanation: Explanation, meaning: Meaning, lang: str) -> dict[str, Any]:
    """What a status or a reason means, what to do, and the targets that it holds for."""
    return {
        "code": meaning.code,
        "means": said(meaning.means, lang),
        "advice": said(meaning.advice, lang),
        "targets": [target.id for target in explanation.held],
    }


def _input(statement: Statement, report: Report) -> dict[str, Any]:
    observed = report.doubted.get(statement.name)
    return {
        "statement": statement.name,
        "kind": statement.kind,
        "printed": statement.printed,
        "location": place_json(statement.place),
        "document": report.sources[statement.source].document,
        "line": statement.document_line,
        "readings": [reading_json(each) for each in statement.readings],
        "observed": observed and asdict(observed),
        "tested": statement.name in report.tested,
    }


def _trajectory(trajectory: Trajectory | None) -> dict[str, Any] | None:
    """What was reported and what the path expects, day by day."""
    if trajectory is None:
        return None
    lines = {"reported": trajectory.reported, "path": trajectory.path}
    return {
        name: [{"day": at.day.isoformat(), "value": at.value} for at in line]
        for name, line in lines.items()
    }


def _trials(subject: Subject) -> list[dict[str, Any]]:
    """Every method of projection, with what it foresees and its mean error on earlier cases."""
    projection = subject.projection if isinstance(subject, TargetStatus) else None
    return [asdict(each) for each in projection.trials] if projection else []


def _formula(formula: Formula, lang: str) -> dict[str, Any]:
    return {
        "name": formula.name,
        "formula": said(formula.text, lang),
        **asdict(formula.value),
    }


def _wanted(wanted: Wanted) -> dict[str, Any]:
    quantity = wanted.quantity
    return {
        "indicator": quantity.indicator,
        "entity": quantity.entity,
        "period": quantity.period.text,
        "measure": quantity.measure,
        "claim": wanted.claim,
        "again": wanted.again,
    }
