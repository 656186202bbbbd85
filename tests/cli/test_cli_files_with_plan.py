"""Files beside each other, and beside a plan: what they tell again, and what they contradict."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from plan_tracker.cli import main

PLAN = """
indicators:
  trees: {name: Trees planted, unit: tree, kind: flow, better: higher}
  visits: {name: Library visits, unit: visit, kind: flow, better: higher}
  spending: {name: Total spending, unit: USD, kind: flow, better: lower}
  schools: {name: Spending on schools, unit: USD, kind: flow, better: higher}
  roads: {name: Spending on roads, unit: USD, kind: flow, better: higher}
targets:
  - {id: trees-2024, indicator: trees, entity: CITY, period: 2024, value: "10,000"}
  - {id: visits-2023, indicator: visits, entity: CITY, period: 2023, value: "60,000"}
identities:
  - {id: spending-parts, total: spending, parts: [schools, roads]}
entities:
  CITY: {name: The city}
  PORT: {name: Harbour, parent: CITY}
settings: {locale: en}
"""
YEARBOOK = """
source: {id: yearbook, locale: en, entity: CITY, period: 2023}
figures:
  - {id: visits, indicator: visits, printed: "55,210", claims: [SAID]}
"""
AGREES, WRONG = (f'{{kind: attainment, printed: "{said}", of: 2023}}' for said in ("92%", "80%"))


@pytest.fixture(autouse=True)
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for part in ("targets", "seeds"):
        (tmp_path / "plan" / part).mkdir(parents=True)
    (tmp_path / "plan/targets/city.yaml").write_text(PLAN, "utf-8")
    (tmp_path / "plan/seeds/yearbook.yaml").write_text(YEARBOOK.replace("SAID", AGREES), "utf-8")
    return tmp_path / "plan"


def said(text: str, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    Path("r.txt").write_text(text + "\n", "utf-8")
    main(["check", "r.txt", "--locale", "en", "--plan", "plan", "--format", "json", *options])
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return result


CASES = {
    "a printed target that was declared otherwise": (
        "In 2024, trees planted came to 8,200 trees, 91% of the target of 9,000 trees.",
        "PT207", {"9,000 trees"},
    ),
    "another source of the plan": (
        "In 2023, library visits came to 52,510 visits.", "PT302", {"52,510 visits", "55,210"},
    ),
    "an identity of the plan": (
        "In 2024, total spending was 90.0 million dollars. In 2024, spending on schools was "
        "51.0 million dollars. In 2024, spending on roads was 31.0 million dollars.",
        "PT301", {"90.0 million dollars", "51.0 million dollars", "31.0 million dollars"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_contradicts_a_plan_is_a_warning(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text, code, printed = CASES[name]
    result = said(text, capsys)
    (finding,) = result["findings"]
    assert (finding["code"], finding["severity"]) == (code, "warning")
    assert {place["printed"] for place in finding["locations"]} == printed
    assert result["summary"]["doubtful"] == 1
    assert result["summary"]["tested"] == result["summary"]["statements"]


FITS = {
    "what it declares and reports": "In 2023, library visits came to 55,210 visits, 92% of the "
    "target of 60,000 visits.",
    "another place": "In 2023, library visits in Harbour came to 12,510 visits.",
    "a part of them": "In 2023, library visits by children came to 12,510 visits.",
    "another time": "In June 2023, library visits came to 4,610 visits.",
    "no time": "Library visits came to 12,510 visits.",
}


@pytest.mark.parametrize("name", FITS)
def test_what_a_plan_says_nothing_of_contradicts_nothing(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(FITS[name], capsys)["findings"] == []


def test_marks_tell_what_a_figure_was_taken_for(capsys: pytest.CaptureFixture[str]) -> None:
    text = "In 2023, library visits came to 55,210 visits. In 2023, the pool had 4,000 guests."
    first, second = said(text, capsys, "--all")["marks"]
    assert (first["mark"], first["why"]) == ("holds", "the plan's figures fit it")
    assert first["taken_for"] == {
        "indicator": "visits", "entity": "CITY", "period": "2023", "measure": "actual",
    }  # fmt: skip
    assert "taken_for" not in second
    main(["check", "r.txt", "--locale", "en", "--plan", "plan", "--all"])
    assert "taken for visits CITY 2023" in " ".join(capsys.readouterr().out.split())


def test_what_the_plan_alone_contradicts_is_not_told(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (plan / "seeds/yearbook.yaml").write_text(YEARBOOK.replace("SAID", WRONG), "utf-8")
    assert main(["check", "--plan", "plan", "--fail-on", "warning"]) == 1
    capsys.readouterr()
    assert said(FITS["what it declares and reports"], capsys)["findings"] == []


def test_cells_are_held_against_a_plan(capsys: pytest.CaptureFixture[str]) -> None:
    rows = ["Indicator,Unit,2022,2023", "Library visits,visit,50120,52510", "Loans,loan,88,90"]
    Path("t.csv").write_text("\n".join(rows) + "\n", "utf-8")
    main(["check", "t.csv", "--plan", "plan", "--format", "json", "--all"])
    result = json.loads(capsys.readouterr().out)
    (finding,) = result["findings"]
    assert (finding["code"], finding["severity"]) == ("PT302", "warning")
    marks = {mark["printed"]: mark for mark in result["marks"]}
    assert marks["52510"]["mark"] == "doubtful"
    assert marks["50120"]["mark"] == "untested"
    assert marks["50120"]["taken_for"]["period"] == "2022"


def test_a_folder_without_a_plan_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    Path("r.txt").write_text(FITS["no time"], "utf-8")
    assert main(["check", "r.txt", "--locale", "en", "--plan", "empty"]) == 2
    assert "empty: holds no targets/ and no seeds/, so no plan" in capsys.readouterr().err
    assert main(["check", "r.txt", "--locale", "en", "--plan", "nowhere"]) == 2
    assert "nowhere: there is no such folder" in capsys.readouterr().err


def of_files(capsys: pytest.CaptureFixture[str], **files: str) -> list[tuple[str, set[str]]]:
    paths = []
    for name, text in files.items():
        paths.append(name.replace("_", "."))
        Path(paths[-1]).write_text(text + "\n", "utf-8")
    main(["check", *paths, "--locale", "en", "--format", "json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    return [
        (each["severity"], {place["printed"] for place in each["locations"]}) for each in findings
    ]


def test_files_that_differ_in_one_number_are_warned_of(
    capsys: pytest.CaptureFixture[str],
) -> None:
    first = "Indicator,2022,2023\nLibrary visits,50120,55210\nLoans,88310,90125\nMembers,1244,1390"
    second = "Indicator,2023,2024\nLibrary visits,52510,57002\nLoans,90125,93300\nMembers,1390,1"
    assert of_files(capsys, a_csv=first, b_csv=second) == [("warning", {"55210", "52510"})]

    text = "In 2023, coffee exports came to 1,540 thousand tonnes."
    table = "Exports (thousand tonnes),2022,2023\nCoffee exports,1380,1450\nTea exports,140,121"
    told = of_files(capsys, a_txt=text, b_csv=table)
    assert told == [("warning", {"1,540 thousand tonnes", "1450"})]

    one, other = (f"In 2023, the unemployment rate was {rate}%." for rate in ("5.4", "4.5"))
    assert of_files(capsys, a_txt=one, b_txt=other) == [("warning", {"5.4%", "4.5%"})]


def test_files_of_two_places_are_not_held_against_each_other(
    capsys: pytest.CaptureFixture[str],
) -> None:
    first = "Item,2022,2023\nBirths,121,118\nDeaths,94,100\nDrownings,0,0\nFires,2,1"
    second = "Item,2022,2023\nBirths,331,322\nDeaths,250,261\nDrownings,0,0\nFires,5,1"
    assert of_files(capsys, a_csv=first, b_csv=second) == []


def test_every_format_has_the_first_line_and_the_marks(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("r.txt").write_text(CASES["another source of the plan"][0], "utf-8")
    first = "1 figure, 1 could be checked: 0 cannot be true, 1 is doubtful."
    mark = "doubtful: “52,510 visits”, see PT302; taken for visits CITY 2023"
    outputs = {}
    for format_ in ("text", "markdown", "github", "sarif", "junit", "json"):
        main(["check", "r.txt", "--locale", "en", "--plan", "plan", "--all", "--format", format_])
        outputs[format_] = capsys.readouterr().out
    for format_ in ("text", "markdown", "github"):
        words = " ".join(outputs[format_].split())
        assert first in words and mark in words
    (suite, *_) = Xml.fromstring(outputs["junit"])
    assert [each.get("value") for each in suite.iter("property")] == [first]
    assert mark in (suite.findtext("system-out") or "")
    (run,) = json.loads(outputs["sarif"])["runs"]
    of_json = json.loads(outputs["json"])
    assert run["properties"]["summary"] == first
    assert run["properties"]["marks"] == of_json["marks"]
    counts = {name: of_json["summary"][name] for name in ("figures", "checked", "doubtful")}
    assert counts == {"figures": 1, "checked": 1, "doubtful": 1}


def test_copies_have_no_marks_of_the_files_of_a_plan(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("r.txt").write_text(CASES["another source of the plan"][0], "utf-8")
    main(["check", "r.txt", "--locale", "en", "--plan", "plan", "-o", "r.html"])
    assert "52,510 visits" in Path("r.html").read_text("utf-8")
    assert capsys.readouterr().err == ""
