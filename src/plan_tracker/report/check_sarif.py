"""`tracker check --format sarif`: SARIF 2.1.0, as code scanning reads it."""

from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from plan_tracker import __version__
from plan_tracker.model.finding import Finding
from plan_tracker.model.place import Place
from plan_tracker.model.waiver import Waiver
from plan_tracker.report.checked import Checked
from plan_tracker.report.finding_words import sentences, waiver_said
from plan_tracker.report.json_text import json_text
from plan_tracker.report.labels import label
from plan_tracker.report.rules import Rule, page_said, rules

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_FINGERPRINT = "planTracker/v1"


def render_check_sarif(checked: Checked, lang: str = "en") -> str:
    """One run with every rule, also those that find nothing, and every finding, worst first."""
    known = rules()
    numbers = {code: number for number, code in enumerate(known)}
    driver = {
        "name": "plan_tracker",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(each, lang) for each in known.values()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True}],
        "results": [_result(each, numbers, lang) for each in checked.findings],
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule, lang: str) -> dict[str, Any]:
    whole = page_said(rule, lang)
    title, _, page = whole.partition("\n\n")
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": title},
        "fullDescription": {"text": f"{title}\n\n{page}".strip()},
        "help": {
            "text": whole,
            "markdown": f"# {rule.code} {rule.name}\n\n**{title}**\n\n{page}".strip(),
        },
    }


def _result(finding: Finding, numbers: dict[str, int], lang: str) -> dict[str, Any]:
    first, *others = finding.locations or (None,)
    named = finding.statements[1:] if len(finding.statements) > 1 else ("",) * len(others)
    related = [
        {
            "id": number,
            "message": {"text": name or label("declared here", lang)},
            **_location(place),
        }
        for number, (name, place) in enumerate(zip(named, others, strict=False), start=1)
        if place is not None
    ]
    result = {
        "ruleId": finding.code,
        "ruleIndex": numbers[finding.code],
        "level": finding.severity,
        "message": {"text": "\n".join(sentences(finding, lang))},
        "locations": [_location(first)] if first else [],
        "relatedLocations": related,
        "partialFingerprints": {_FINGERPRINT: finding.fingerprint},
        "properties": {"statements": list(finding.statements)},
    }
    if finding.waiver:
        result["suppressions"] = [_suppression(finding.waiver, lang)]
    return result


def _suppression(waiver: Waiver, lang: str) -> dict[str, Any]:
    return {"kind": "external", "status": "accepted", "justification": waiver_said(waiver, lang)}


def _location(place: Place) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.file)}}
    if place.line:
        physical["region"] = {"startLine": place.line, "startColumn": max(place.column, 1)}
    return {"physicalLocation": physical}


def _uri(file: str) -> str:
    """A path as a reference: relative to where the command ran, unless it is absolute."""
    path = PurePath(file)
    scheme = "file://" if path.is_absolute() else ""
    return scheme + quote(path.as_posix(), errors="surrogatepass")
