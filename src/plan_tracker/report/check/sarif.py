"""`tracker check --format sarif`: SARIF 2.1.0, as code scanning reads it."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from plan_tracker.model.finding import Finding
from plan_tracker.model.place import Place
from plan_tracker.model.waiver import Waiver
from plan_tracker.reconcile.checks.pages import CheckPage, pages
from plan_tracker.report.check.content import Checked
from plan_tracker.report.check.json import figures_json, mark_json, place_json
from plan_tracker.report.check.pages import page_said
from plan_tracker.report.words.counts import figures_counted
from plan_tracker.report.words.findings import sentences, waiver_said
from plan_tracker.report.words.labels import label
from plan_tracker.report.writing.json import ITEMS, json_pieces
from plan_tracker.version import __version__

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_FINGERPRINT = "planTracker/v1"


def render_check_sarif(
    checked: Checked, named: Callable[[str], str] = str, lang: str = "en", *, help_at: str = ""
) -> Iterator[str]:
    """One run with every rule, also those that find nothing, and every finding, worst first.

    It comes in pieces. `named` says how a file is called where the document is read, `help_at` is
    the address of the page of checks.
    """
    known = pages()
    numbers = {code: number for number, code in enumerate(known)}
    driver = {
        "name": "plan_tracker",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(page, lang, help_at) for page in known.values()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True}],
        "results": [ITEMS],
        **_of_files(checked, lang),
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    uri = lru_cache(maxsize=None)(lambda file: _uri(named(file)))
    printed = {} if checked.figures is None else checked.printed

    def result(finding: Finding) -> dict[str, Any]:
        return _result(finding, numbers, uri, printed, lang)

    return json_pieces(document, (result(each) for each in checked.findings))


def _of_files(checked: Checked, lang: str) -> dict[str, Any]:
    """Of files: the line that says it all with its counts, and the marks that are asked for."""
    if checked.figures is None:
        return {}
    summary = {"summary": figures_counted(checked.figures, lang), **figures_json(checked.figures)}
    marks = [mark_json(each, lang) for each in checked.marks]
    return {"properties": {**summary, **({"marks": marks} if marks else {})}}


def _rule(page: CheckPage, lang: str, help_at: str) -> dict[str, Any]:
    whole = page_said(page, lang)
    title, _, body = whole.partition("\n\n")
    return {
        "id": page.code,
        **({"helpUri": f"{help_at}#{page.code.lower()}-{page.name}"} if help_at else {}),
        "name": "".join(word.capitalize() for word in page.name.split("-")),
        "shortDescription": {"text": title},
        "fullDescription": {"text": f"{title}\n\n{body}".strip()},
        "help": {
            "text": whole,
            "markdown": f"# {page.code} {page.name}\n\n**{title}**\n\n{page}".strip(),
        },
    }


def _result(
    finding: Finding,
    numbers: dict[str, int],
    uri: Callable[[str], str],
    printed: Mapping[str, str],
    lang: str,
) -> dict[str, Any]:
    first, *others = finding.locations or (None,)
    named = finding.statements[1:] if len(finding.statements) > 1 else ("",) * len(others)
    texts = [printed.get(name, "") for name in finding.statements or ("",)]
    here = label("declared here", lang)
    related = [
        {"id": number, "message": {"text": name or here}, **_location(place, uri, text)}
        for number, (name, place, text) in enumerate(
            zip(named, others, (*texts[1:], *("",) * len(others)), strict=False), start=1
        )
        if place is not None
    ]
    result = {
        "ruleId": finding.code,
        "ruleIndex": numbers[finding.code],
        "level": finding.severity,
        "message": {"text": "\n".join(sentences(finding, lang))},
        "locations": [_location(first, uri, texts[0])] if first else [],
        "relatedLocations": related,
        "partialFingerprints": {_FINGERPRINT: finding.fingerprint},
        "properties": {"statements": list(finding.statements)},
    }
    if finding.waiver:
        result["suppressions"] = [_suppression(finding.waiver, lang)]
    return result


def _suppression(waiver: Waiver, lang: str) -> dict[str, Any]:
    return {"kind": "external", "status": "accepted", "justification": waiver_said(waiver, lang)}


def place_location(place: Place, named: Callable[[str], str]) -> dict[str, Any]:
    """Where something stands, in a file that is called as the document's reader knows it."""
    return _location(place, lambda file: _uri(named(file)), "")


def _location(place: Place, uri: Callable[[str], str], printed: str) -> dict[str, Any]:
    """The line of a text; what has none is told by name: a cell, a paragraph, a page.

    Of files that no plan knows it has the place as JSON has it, and what is printed there.
    """
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(place.path)}}
    if place.in_lines:
        physical["region"] = _region(place)
    location: dict[str, Any] = {"physicalLocation": physical}
    if place.within:
        location["logicalLocations"] = [{"fullyQualifiedName": place.within}]
    if printed:
        told = {name: value for name, value in place_json(place).items() if name != "file"}
        location["properties"] = {**told, "printed": printed}
    return location


def _region(place: Place) -> dict[str, int]:
    column = max(place.column, 1)
    region = {"startLine": place.line, "startColumn": column}
    if place.end > place.start:
        region["endColumn"] = column + place.end - place.start
    return region


def _uri(file: str) -> str:
    """A path as a reference: relative to where the command ran, unless it is absolute."""
    path = PurePath(file)
    scheme = "file://" if path.is_absolute() else ""
    return scheme + quote(path.as_posix(), errors="surrogatepass")
