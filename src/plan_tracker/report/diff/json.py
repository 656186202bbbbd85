"""`tracker diff --format json`."""

from collections.abc import Sequence
from typing import Any

from plan_tracker.progress.difference import StatusChange, unchanged
from plan_tracker.report.report import Report
from plan_tracker.report.status.json import target_json
from plan_tracker.report.writing.json import json_text

_SCHEMA = "plan-tracker/diff/1"


def render_difference_json(
    reports: tuple[Report, Report], changes: Sequence[StatusChange], lang: str
) -> str:
    """Each change with both targets in full, and its causes."""
    as_of = [report.progress.as_of for report in reports]
    old, new = ({"as_of": each and each.isoformat()} for each in as_of)
    return json_text(
        {
            "schema": _SCHEMA,
            "old": old,
            "new": new,
            "changes": [_change_json(each, lang) for each in changes],
            "unchanged": unchanged(reports[1].progress, changes),
        }
    )


def _change_json(change: StatusChange, lang: str) -> dict[str, Any]:
    return {
        "id": change.id,
        "old": change.old and target_json(change.old, lang),
        "new": change.new and target_json(change.new, lang),
        "causes": [
            {"kind": each.kind, "before": str(each.before), "after": str(each.after)}
            for each in change.causes
        ],
    }
