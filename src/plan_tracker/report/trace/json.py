"""`tracker trace --format json`."""

from plan_tracker.documents.trace import Trace
from plan_tracker.report.words.labels import said
from plan_tracker.report.writing.json import json_text

SCHEMA = "1"


def render_trace_json(trace: Trace, lang: str) -> str:
    """`{"schema", "findings": [...], "summary": {"error", "traced", "untraced"}, "untraced"}`."""
    return json_text(
        {
            "schema": SCHEMA,
            "findings": [
                {
                    "name": each.name,
                    "severity": "error",
                    "message": said(each.message, lang),
                    "remedy": said(each.remedy, lang),
                    "statement": each.statement or None,
                    "location": {
                        "file": each.place.file,
                        "line": each.place.line,
                        "column": each.place.column,
                    },
                }
                for each in trace.findings
            ],
            "summary": {
                "error": len(trace.findings),
                "traced": trace.traced,
                "untraced": sum(trace.untraced.values()),
            },
            "untraced": trace.untraced,
        }
    )
