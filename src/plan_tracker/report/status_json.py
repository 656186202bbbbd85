"""`tracker status --format json`."""

from dataclasses import asdict
from datetime import date
from typing import Any

from plan_tracker.progress.outcome import ProgrammeStatus, TargetStatus
from plan_tracker.report.checked import SEVERITIES
from plan_tracker.report.json_text import json_text
from plan_tracker.report.labels import name_of
from plan_tracker.report.report import Report

_PARTS = {
    "target": ("value", "low", "high", "origin"),
    "actual": ("value", "low", "high", "period", "as_of", "statement", "printed", "state"),
    "attainment": ("value", "low", "high"),
    "gap_closed": (),
    "expected": (),
    "pace": (),
    "required_rate": ("value", "per", "ratio"),
    "projection": ("method", "value", "low", "high", "error"),
    "shortfall": ("value", "low", "high", "percent", "chance"),
    "time_distance": (),
    "method": ("name", "value", "score", "band"),
    "status": (),
    "reasons": (),
    "findings": (),
}


def render_status_json(report: Report, lang: str) -> str:
    """Every target, declared ones first; names in one language, numbers in the target's unit."""
    as_of = report.progress.as_of
    summary = asdict(report.summary)
    return json_text(
        {
            "schema": "plan-tracker/status/1",
            "as_of": as_of and as_of.isoformat(),
            "targets": [target_json(target, lang) for target in report.progress.targets],
            "programmes": [programme_json(each, lang) for each in report.progress.programmes],
            "findings": {severity: summary[severity] for severity in SEVERITIES},
            "left_out": list(report.left_out),
        }
    )


def target_json(target: TargetStatus, lang: str) -> dict[str, Any]:
    """One target; every key is always there, null where nothing is known."""
    return {
        "id": target.id,
        "indicator": target.indicator,
        "name": name_of(target.name, lang, target.indicator),
        "entity": target.entity,
        "unit": target.unit,
        "kind": target.kind,
        "better": target.better,
        "period": target.period,
        "due": target.due.isoformat(),
        **{part: _picked(getattr(target, part), keys) for part, keys in _PARTS.items()},
        "original": _plain(target.original),
        "earlier": [_plain(each) for each in target.earlier],
        "roll_up": _plain(target.roll_up),
    }


def programme_json(programme: ProgrammeStatus, lang: str) -> dict[str, Any]:
    """A programme: its mean attainment, how much of its weight that covers, and its worst."""
    name = name_of(programme.name, lang, programme.id)
    return {**asdict(programme), "name": name, "members": list(programme.members)}


def _plain(value: Any) -> dict[str, Any] | None:
    """All fields of what is known, days as text."""
    if value is None:
        return None
    return {key: f.isoformat() if isinstance(f, date) else f for key, f in asdict(value).items()}


def _picked(value: Any, keys: tuple[str, ...]) -> Any:
    """The value itself, or those of its fields that belong to the interface."""
    if not keys:
        return value
    fields = {key: getattr(value, key, None) for key in keys}
    return {key: f.isoformat() if isinstance(f, date) else f for key, f in fields.items()}
