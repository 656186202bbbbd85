"""Files that cannot be used, in every format of `tracker check`: silence would look like a yes."""

import json
from collections.abc import Callable, Sequence
from typing import Any
from xml.etree import ElementTree as Xml

from plan_tracker.model.place import Problem
from plan_tracker.model.text import phrase, plural
from plan_tracker.report.check.github import MOST, command
from plan_tracker.report.check.sarif import SCHEMA, place_location
from plan_tracker.report.words.labels import said
from plan_tracker.report.writing.harmless import escape_comment, harmless
from plan_tracker.version import __version__

CODE, NAME = "PT000", "unusable-file"
_TITLE = "A file cannot be used."
_SHOWN = 50  # problems of a comment

Named = Callable[[str], str]  # how a file is called where the document is read


def problem_json(problem: Problem, lang: str) -> dict[str, Any]:
    """A problem with its place."""
    place = problem.place
    return {
        "file": place.path,
        "line": place.line,
        "column": place.column,
        "message": said(problem.text, lang),
    }


def render_problems_json(problems: Sequence[Problem], named: Named, lang: str) -> str:
    """The document of findings, with problems and nothing else."""
    document = {
        "schema": "plan-tracker/check/1",
        "findings": [],
        "problems": [problem_json(each, lang) for each in problems],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def render_problems_github(problems: Sequence[Problem], named: Named, lang: str) -> str:
    """One annotation a problem; where there are more than are shown, the last counts the rest."""
    shown = problems if len(problems) <= MOST else problems[: MOST - 1]
    lines = [
        command(
            "error",
            harmless(said(each.text, lang)),
            {
                "file": named(each.place.path),
                "line": each.place.line,
                "col": each.place.column,
                "title": f"{CODE} {NAME}",
            },
        )
        for each in shown
    ]
    if more := len(problems) - len(shown):
        rest = said(plural("{count} more problem", "{count} more problems", more), lang)
        lines.append(command("error", rest, {"title": f"{CODE} {NAME}"}))
    return "".join(f"{line}\n" for line in (*lines, _counted(problems, lang)))


def render_problems_sarif(problems: Sequence[Problem], named: Named, lang: str) -> str:
    """A run that did not succeed, with a result for each problem."""
    rule = {"id": CODE, "name": "UnusableFile", "shortDescription": {"text": _TITLE}}
    results = [
        {
            "ruleId": CODE,
            "ruleIndex": 0,
            "level": "error",
            "message": {"text": harmless(said(each.text, lang))},
            "locations": [place_location(each.place, named)],
        }
        for each in problems
    ]
    driver = {"name": "plan_tracker", "version": __version__, "rules": [rule]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": False}],
        "results": results,
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def render_problems_junit(problems: Sequence[Problem], named: Named, lang: str) -> str:
    """One case a problem, which could not be run."""
    count = str(len(problems))
    counts = {"tests": count, "failures": "0", "errors": count, "skipped": "0", "time": "0"}
    root = Xml.Element("testsuites", {"name": "tracker check", **counts})
    suite = Xml.SubElement(root, "testsuite", {"name": "files", **counts})
    for each in problems:
        place = {"file": harmless(named(each.place.path)), "line": str(each.place.line)}
        names = {"classname": harmless(f"file.{each.place.path}"), "name": f"{CODE} {NAME}"}
        case = Xml.SubElement(suite, "testcase", {**names, "time": "0", **place})
        error = Xml.SubElement(
            case, "error", {"type": NAME, "message": harmless(said(each.text, lang))}
        )
        error.text = harmless(said(each.told, lang))
    Xml.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Xml.tostring(root, "unicode")}\n'


def render_problems_markdown(problems: Sequence[Problem], named: Named, lang: str) -> str:
    """How many there are, and the first of them."""
    lines = [f"## {escape_comment(_counted(problems, lang))}", ""]
    for each in problems[:_SHOWN]:
        place = escape_comment(f"{named(each.place.path)}:{each.place.line}", in_code=True)
        lines.append(f"- `{place}` {escape_comment(said(each.text, lang))}")
    if (more := len(problems) - _SHOWN) > 0:
        lines.append(f"- {said(phrase('{more} more', more=more), lang)}")
    return "\n".join(lines) + "\n"


def _counted(problems: Sequence[Problem], lang: str) -> str:
    return said(
        plural(
            "Nothing was checked: {count} problem keeps the files from being used.",
            "Nothing was checked: {count} problems keep the files from being used.",
            len(problems),
        ),
        lang,
    )
