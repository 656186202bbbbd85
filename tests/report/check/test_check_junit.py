"""JUnit as another program writes it, whose files every platform reads: pytest's own.

There is no one schema of JUnit, and no package carries any of them; those that are published admit
no `file` and `line`, by which platforms lead to the place, and pytest writes them where it is asked
for the older form. So what this project writes may hold nothing that pytest does not write there,
but for the counts at the top and the kind of a failure, which all schemas have.
"""

import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from junitparser import Failure, JUnitXml, Skipped

from plan_tracker.loading.folder import load
from plan_tracker.reconcile.reconcile import reconcile
from plan_tracker.report.check.cases import build_cases
from plan_tracker.report.check.junit import render_check_junit

ROOT = Path(__file__).parents[3]
OURS = {"testsuites": {"tests", "failures", "errors", "skipped", "time"}, "failure": {"type"}}
TESTS = """
import pytest

def test_passes():
    print("said")

def test_fails():
    assert False

@pytest.mark.skip(reason="why")
def test_is_skipped():
    pass
"""


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Xml.Element:
    folder = tmp_path_factory.mktemp("junit")
    (folder / "test_it.py").write_text(TESTS)
    options = ["-o", "junit_family=xunit1", "-o", "junit_logging=all", "--junitxml=it.xml"]
    subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-c", os.devnull, *options],
        cwd=folder, capture_output=True, check=False,
    )  # fmt: skip
    return Xml.parse(folder / "it.xml").getroot()


@pytest.fixture(scope="module")
def ours() -> str:
    loaded, _ = load(ROOT)
    subjects = build_cases(reconcile(loaded), loaded.sources.values())
    return "".join(render_check_junit(subjects, lambda each: each.severity == "error"))


def _grammar(root: Xml.Element) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The attributes and the children of each kind of element."""
    attributes: defaultdict[str, set[str]] = defaultdict(set)
    children: defaultdict[str, set[str]] = defaultdict(set)
    for element in root.iter():
        attributes[element.tag] |= set(element.attrib)
        children[element.tag] |= {child.tag for child in element}
    return attributes, children


def test_nothing_is_written_that_pytest_does_not_write(theirs: Xml.Element, ours: str) -> None:
    attributes, children = _grammar(Xml.fromstring(ours))
    known, nested = _grammar(theirs)
    assert {"testsuites", "testsuite", "testcase", "failure", "skipped"} <= set(children)
    for tag in children:
        assert tag in known
        assert attributes[tag] <= known[tag] | OURS.get(tag, set()), tag
        assert children[tag] <= nested[tag], tag


def test_counts_are_those_of_the_cases(ours: str) -> None:
    root = JUnitXml.fromstring(ours.encode())
    totals = [0, 0, 0]
    for suite in root:
        results = [result for case in suite for result in case.result]
        counted = [
            len(list(suite)),
            sum(isinstance(each, Failure) for each in results),
            sum(isinstance(each, Skipped) for each in results),
        ]
        assert [suite.tests, suite.failures, suite.skipped] == counted
        totals = [one + other for one, other in zip(totals, counted, strict=True)]
    assert [root.tests, root.failures, root.skipped] == totals
    assert all(totals)
