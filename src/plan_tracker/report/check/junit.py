"""`tracker check --format junit`: each check on each source and target as a test case."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from xml.etree import ElementTree as Xml

from plan_tracker.model.finding import Finding
from plan_tracker.model.text import phrase
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.report.check.cases import Case, Subject
from plan_tracker.report.check.content import Checked
from plan_tracker.report.check.marks import mark_said
from plan_tracker.report.words.counts import figures_counted
from plan_tracker.report.words.findings import called, sentences, severity_said
from plan_tracker.report.words.labels import said
from plan_tracker.report.writing.harmless import harmless

_MOST = 20  # findings that one case tells in full


def render_check_junit(
    subjects: Sequence[Subject],
    fails: Callable[[Finding], bool],
    lang: str = "en",
    files: Checked | None = None,
    named: Callable[[str], str] = str,
) -> Iterator[str]:
    """One suite a source or target, in pieces; of `files` with their counts and marks.

    `fails` says which findings are bad enough; the others are told by a case that passes. `named`
    says how a file is called where the document is read.
    """
    root = Xml.Element("testsuites", {"name": "tracker check"})
    counts: Counter[str] = Counter()
    suites = [_suite(subject, fails, lang, counts, files, named) for subject in subjects]
    _count(root, counts)
    begin, _, end = Xml.tostring(root, "unicode", short_empty_elements=False).partition("</")
    return chain((f'<?xml version="1.0" encoding="UTF-8"?>\n{begin}\n',), suites, (f"</{end}\n",))


def _suite(
    subject: Subject,
    fails: Callable[[Finding], bool],
    lang: str,
    all_counts: Counter[str],
    files: Checked | None,
    named: Callable[[str], str],
) -> str:
    """The suite as text, which takes less memory than its elements; it is added to the counts."""
    suite = Xml.Element("testsuite", {"name": harmless(f"{subject.kind} {subject.name}")})
    if files is not None and files.figures is not None:
        properties = Xml.SubElement(suite, "properties")
        summary = {"name": "summary", "value": figures_counted(files.figures, lang)}
        Xml.SubElement(properties, "property", summary)
    counts: Counter[str] = Counter()
    for case in subject.cases:
        element = _case(case, subject, fails, lang, named)
        suite.append(element)
        counts.update(["tests", *(child.tag for child in element)])
    if files is not None and (marks := _marks(subject, files, lang)):
        Xml.SubElement(suite, "system-out").text = "\n".join(marks)
    _count(suite, counts)
    all_counts.update(counts)
    Xml.indent(suite, level=1)
    return f"  {Xml.tostring(suite, 'unicode')}\n"


def _marks(subject: Subject, files: Checked, lang: str) -> list[str]:
    """What is known of each number of a file, where that is asked for."""
    if subject.kind != "source" or subject.place is None:
        return []
    file = subject.place.path
    marks = (mark for mark in files.marks if mark.place.path == file)
    return [harmless(mark_said(mark, lang)) for mark in marks]


def _count(suite: Xml.Element, counts: Counter[str]) -> None:
    suite.set("tests", str(counts["tests"]))
    suite.set("failures", str(counts["failure"]))
    suite.set("errors", "0")
    suite.set("skipped", str(counts["skipped"]))
    suite.set("time", "0")


def _case(
    case: Case,
    subject: Subject,
    fails: Callable[[Finding], bool],
    lang: str,
    named: Callable[[str], str],
) -> Xml.Element:
    attributes = {
        "classname": harmless(f"{subject.kind}.{subject.name}"),
        "name": f"{case.code} {page_of(case.code).name}",
        "time": "0",
    }
    bad: list[Finding] = []
    others: list[Finding] = []
    for each in case.findings:
        (bad if fails(each) and not each.waiver else others).append(each)
    place = bad[0].locations[0] if bad and bad[0].locations else subject.place
    if place is not None:
        attributes["file"] = harmless(named(place.path))
        if place.in_lines:
            attributes["line"] = str(place.line)
    element = Xml.Element("testcase", attributes)
    _outcome(element, case, bad, others, lang)
    return element


def _outcome(
    element: Xml.Element,
    case: Case,
    bad: Sequence[Finding],
    others: Sequence[Finding],
    lang: str,
) -> None:
    if bad:
        first = harmless(said(bad[0].message, lang))
        failure = Xml.SubElement(element, "failure", {"type": bad[0].severity, "message": first})
        failure.text = _told(bad, lang)
    elif case.outcome == "skipped":
        Xml.SubElement(element, "skipped", {"message": harmless(said(case.reason, lang))})
    elif waived := next((each for each in others if each.waiver), None):
        Xml.SubElement(element, "skipped", {"message": harmless(sentences(waived, lang)[-1])})
    if others:
        Xml.SubElement(element, "system-out").text = _told(others, lang)


def _told(findings: Sequence[Finding], lang: str) -> str:
    told = [_finding(each, lang) for each in findings[:_MOST]]
    more = len(findings) - _MOST
    rest = [said(phrase("{more} more", more=more), lang)] if more > 0 else []
    return "\n\n".join([*told, *rest])


def _finding(finding: Finding, lang: str) -> str:
    place = f"{finding.locations[0]}: " if finding.locations else ""
    head = f"{place}{severity_said(finding, lang)} {finding.code} {finding.name}"
    lines = (head, *sentences(finding, lang), called(finding, lang))
    return "\n".join(map(harmless, lines))
