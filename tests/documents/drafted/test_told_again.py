"""What is told in prose and in a table, or twice, is held against itself, and never an error."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from plan_tracker.documents.drafted.documents import NamedDocument, draft_documents
from plan_tracker.documents.readers.reading import read_bytes_of
from plan_tracker.language.detection import detect_language
from plan_tracker.loading.drafted.files import with_told_again
from plan_tracker.reconcile.reconcile import reconcile
from plan_tracker.report.check.content import Checked, build_checked

CASES: Sequence[Mapping[str, Any]] = YAML(typ="safe").load(
    Path(__file__).with_name("told_again.yaml").read_text("utf-8")
)


def checked(text: str) -> Checked:
    path = Path("r.md")
    document, problems = read_bytes_of(text.encode(), path)
    assert document is not None and not problems
    locale = detect_language([document.text]).likeliest
    named = NamedDocument(path.name, str(path), document, locale)
    drafted = with_told_again(draft_documents([named], files=False))
    return build_checked(reconcile(drafted.loaded), (), drafted, marked=True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_told_again(case: Mapping[str, Any]) -> None:
    result = checked(case["text"])
    told = [
        (finding.severity, sorted(result.printed[name] for name in finding.statements))
        for finding in result.findings
    ]
    assert told == [("warning", sorted(pair)) for pair in case.get("warnings", ())]
    marks = {mark.printed: (mark.mark, str(mark.why)) for mark in result.marks}
    for one, other in case.get("fits", ()):
        assert marks[one][0] == marks[other][0] == "holds"
        assert other in marks[one][1]


def test_a_number_counts_once_though_it_is_told_as_two_statements() -> None:
    result = checked(CASES[0]["text"])
    assert result.figures is not None
    assert (result.figures.printed, result.figures.checked) == (6, 4)
    assert len(result.marks) == 4


def test_both_numbers_may_have_slipped_though_one_is_printed_in_thousands() -> None:
    (finding,) = checked(CASES[0]["text"]).findings
    assert set(finding.alternatives) == {
        ("passengers on the Harbour line",), ("Harbour line, 2023",),
    }  # fmt: skip
