"""`tracker status --format json`."""

from dataclasses import asdict
from datetime import date
from typing import Any

from plan_tracker.model.text import Text
from plan_tracker.progress.outcome import Member, ProgrammeStatus, TargetStatus
from plan_tracker.report.report import Report
from plan_tracker.report.summary import SEVERITIES
from plan_tracker.report.words.labels import name_of, said
from plan_tracker.report.writing.json import json_text

_PARTS = {
    "target": ("value", "low", "high", "origin"),
    "actual": ("value", "low", "high", "period", "as_of", "statement", "printed", "state"),
    "attainment": ("value", "low", "high"),
    "gap_closed": (),
    "way": ("value", "low", "high"),
    "keeps": (),
    "expected": (),
    "pace": (),
    "required_rate": ("value", "per", "ratio"),
    "projection": ("method", "value", "low", "high", "error"),
    "shortfall": ("value", "low", "high", "percent", "chance", "limit"),
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
            "guesses": report.guesses,
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
        **{part: _picked(getattr(target, part), keys, lang) for part, keys in _PARTS.items()},
        "original": _plain(target.original, lang),
        "earlier": [_plain(each, lang) for each in target.earlier],
        "roll_up": _plain(target.roll_up, lang),
    }


def programme_json(programme: ProgrammeStatus, lang: str) -> dict[str, Any]:
    """A programme: its mean attainment, how much of its weight that covers, and its worst."""
    name = name_of(programme.name, lang, programme.id)
    return {**asdict(programme), "name": name, "members": list(programme.members)}


def _plain(value: Any, lang: str) -> dict[str, Any] | None:
    """All fields of what is known."""
    return None if value is None else _picked(value, tuple(value.__slots__), lang)


def _picked(value: Any, keys: tuple[str, ...], lang: str) -> Any:
    """The value itself, or those of its fields that belong to the interface."""
    if not keys:
        return value
    return {key: _field(getattr(value, key, None), lang) for key in keys}


def _field(value: Any, lang: str) -> Any:
    """Days and texts as text; members as objects."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [asdict(each) if isinstance(each, Member) else each for each in value]
    return said(value, lang) if isinstance(value, Text) else value
