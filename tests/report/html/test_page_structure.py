"""The page as a document: valid, alone, true to the JSON, and nothing but text from the plan."""

import json
import re
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from justhtml import JustHTML

from plan_tracker.loading.folder import load
from plan_tracker.model.finding import Finding
from plan_tracker.model.text import phrase
from plan_tracker.reconcile.reconcile import reconcile
from plan_tracker.report.html.document import render_status_html
from plan_tracker.report.report import Report, build_report, with_earlier
from plan_tracker.report.status.json import render_status_json
from plan_tracker.report.words.labels import label
from plan_tracker.report.words.languages import page_languages
from plan_tracker.report.writing.harmless import harmless
from tests.report.html.reports_of_plans import ROOT, report_of

PLANS = ROOT / "tests" / "cli" / "plans"
HOSTILE = (
    "<script>window.hacked = 1</script>",
    '"><img src=x onerror="window.hacked = 1">',
    "{{ 7 * 7 }}{% for a in b %}",
    "</noscript></title></style><!--later--><b>",
    "\u202egnp.exe\u2066\x1b[31m\x00\ud800",
    "=cmd|' /C calc'!A0",
    "javascript:window.hacked=1",
    "' onmouseover='window.hacked=1",
)
MOST = 1_500_000  # bytes of the shipped plan's page


def parsed(page: str) -> Any:
    """The document as a browser without scripts reads it; any error of its structure is raised."""
    return JustHTML(page, strict=True, sanitize=False, scripting_enabled=False)


def second(page: str) -> str:
    """The report in the second language, as it stands in the page."""
    return page[page.index("<noscript><article") : page.rindex("</noscript>")]


def hostile(report: Report, name: str) -> Report:
    """The same with one target, one statement and one finding made of a name."""
    target, *others = report.progress.targets
    assert target.actual is not None
    actual = replace(target.actual, printed=name)
    target = replace(target, name={"en": name, "vi": name}, entity=name, unit=name, actual=actual)
    used = replace(report.statements[0], printed=name, name=actual.statement)
    text = phrase("{name}", name=name)
    finding: Finding = replace(report.findings[0], message=text, remedy=text)
    sources = {
        key: replace(each, title=name, document=name) for key, each in report.sources.items()
    }
    return replace(
        report,
        progress=replace(report.progress, targets=(target, *others[:2]), programmes=()),
        statements=(used,),
        findings=(finding,),
        sources=sources,
    )


@pytest.mark.parametrize("plan", ["fine", "contradictory", "towns"])
@pytest.mark.parametrize("lang", ["en", "vi"])
def test_every_page_is_valid(plan: str, lang: str) -> None:
    page = render_status_html(report_of(PLANS / plan), lang)
    assert page.startswith(f'<!DOCTYPE html>\n<html lang="{lang}">')
    assert parsed(page).query("main")


def test_the_shipped_page_is_valid_and_small(page_text: str) -> None:
    assert parsed(page_text).query(".targets")
    assert len(page_text.encode()) < MOST


def test_the_same_report_makes_the_same_page(shipped: Report, page_text: str) -> None:
    assert render_status_html(shipped, "en", ROOT) == page_text


def test_the_policy_knows_every_script_and_style_and_no_other(page_text: str) -> None:
    policy = unescape(re.findall(r'Content-Security-Policy" content="([^"]+)"', page_text)[0])
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["base-uri"] == rules["form-action"] == "'none'"
    assert "unsafe" not in policy
    for tag in ("script", "style"):
        texts = re.findall(rf"<{tag}\b[^>]*>(.*?)</{tag}>", page_text, re.DOTALL)
        hashes = {b64encode(sha256(each.encode()).digest()).decode() for each in texts}
        assert {f"'sha256-{each}'" for each in hashes} == set(rules[f"{tag}-src"].split())


def test_nothing_acts_by_an_attribute(page_text: str) -> None:
    names = set(re.findall(r"[\s\"']([a-z-]+)=[\"']", page_text))
    assert "class" in names
    assert not {name for name in names if name == "style" or name.startswith("on")}


def test_nothing_leads_outside(page_text: str) -> None:
    links = re.findall(r'\b(?:href|src|action|xlink:href)="([^"]*)"', page_text)
    ids = Counter(re.findall(r'\bid="([^"]*)"', page_text))
    assert links
    assert {unescape(link[1:]) for link in links if link.startswith("#")} <= {*map(unescape, ids)}
    assert all(link.startswith("#") for link in links)
    assert ids.most_common(1)[0][1] == 1
    assert not re.search(r"https?:|//www|@import|url\(", page_text)


def test_no_path_of_this_machine(page_text: str) -> None:
    assert str(ROOT) not in page_text
    assert str(Path.home()) + "/" not in page_text


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_the_numbers_are_those_of_the_json(shipped: Report, lang: str) -> None:
    page = parsed(render_status_html(shipped, lang))
    found = {each.attrs["id"]: each for each in page.query(f'div[lang="{lang}"] .targets > tbody')}
    said = json.loads(render_status_json(shipped, lang))["targets"]
    assert len(found) == len(said) > 10
    for target in said:
        body = found[f"{lang}-target-{target['id']}"]
        assert body.attrs["data-status"] == target["status"]
        cells = [cell.attrs.get("data-sort") for cell in body.query(".row > td")]
        projection, shortfall = target["projection"] or {}, target["shortfall"] or {}
        known = [
            (target["attainment"] or {}).get("value"),
            target["target"]["value"],
            (target["actual"] or {}).get("value"),
            projection.get("value"),
            shortfall.get("percent"),
            (target["required_rate"] or {}).get("ratio"),
        ]
        known.append(None)  # by how many points more: there was no figure of these targets before
        assert [None if cell is None else float(cell) for cell in cells[1:]] == known


def test_both_languages_say_the_same(page_text: str) -> None:
    first, other = page_text.replace(second(page_text), ""), second(page_text)
    for part in ("target", "finding", "history", "bullet", "contradiction", "stages"):
        names = set(re.findall(rf'id="en-({part}-[^"]+)"', first))
        assert names
        assert names == set(re.findall(rf'id="vi-({part}-[^"]+)"', other))


def test_every_input_stands_there_as_printed(shipped: Report, page_text: str) -> None:
    text = unescape(page_text)
    rested = {name for each in shipped.progress.targets if each.actual
              for name in each.actual.statements}  # fmt: skip
    for statement in shipped.statements:
        if statement.name in rested:
            assert harmless(statement.printed) in text
            assert f"/{statement.place}</code>" not in text
            assert f"<code>{Path(str(statement.place)).relative_to(ROOT)}</code>" in text
    for finding in shipped.findings:
        assert f'id="en-finding-{finding.fingerprint}"' in text


def test_what_is_in_doubt_is_marked(shipped: Report) -> None:
    page = parsed(render_status_html(shipped, "en", ROOT))
    for target in shipped.progress.targets:
        id_ = f'[id="en-target-{target.id}"]'
        marks = {each.to_text().strip() for each in page.query(f"{id_} .row .tag")}
        state = target.actual.state if target.actual else "printed"
        assert ({state} - {"printed"}) <= marks
        assert ("implied" in marks) == (target.target.origin == "implied")
        assert ("provisional" in marks) == target.provisional
        assert ("uncertain" in marks) == ("UNCERTAIN" in target.reasons)


@pytest.fixture(scope="module")
def plain(shipped: Report) -> Counter[str]:
    """The elements of a page that a harmless name stands in."""
    return _elements(parsed(render_status_html(hostile(shipped, "Rail"), "en")))


@settings(max_examples=8)
@given(st.text(st.characters(), min_size=1, max_size=60))
@example(HOSTILE[0])
@example(HOSTILE[1])
@example(HOSTILE[2])
@example(HOSTILE[3])
@example(HOSTILE[4])
def test_a_name_stays_text(shipped: Report, plain: Counter[str], name: str) -> None:
    page = parsed(render_status_html(hostile(shipped, name), "en"))
    assert _elements(page) == plain
    shown = [button.to_text().split() for button in page.query("button.open")]
    assert harmless(name).split() in shown


def _elements(page: Any) -> Counter[str]:
    """How many there are of each kind; a name that is cut or blank draws fewer texts."""
    return Counter(each.name for each in page.query("*") if each.name != "text")


def test_a_million_characters_are_cut_and_said_to_be(shipped: Report) -> None:
    page = render_status_html(hostile(shipped, "Rai " * 250_000), "en")
    assert len(page) < MOST
    assert "… (+999000)" in page


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_the_signs_of_the_bars_are_explained(shipped: Report, lang: str) -> None:
    key = parsed(render_status_html(shipped, lang, ROOT)).query(".key")
    words = [item.to_text().strip() for sign in key for item in sign.query("li")]
    assert len(words) == 6 * len(key)
    assert label("was due", lang) in words


def test_no_name_of_a_check_is_left_in_vietnamese(shipped: Report) -> None:
    page = render_status_html(shipped, "vi", ROOT).partition('<noscript><article class="report"')[0]
    for finding in shipped.findings:
        assert finding.name not in page


def test_what_changed_since_the_report_before_has_a_column(tmp_path: Path) -> None:
    write(tmp_path / "targets" / "t.yaml", PLAN)
    for half, figure in (("2024-H1", "20 tỷ đồng"), ("2024-01/2024-09", "52 tỷ đồng")):
        name = half.replace("/", "-")
        source = SOURCE.format(name=name, half=half, figure=figure)
        write(tmp_path / "seeds" / f"{name}.yaml", source)
    loaded, problems = load(tmp_path)
    assert problems == []
    report = build_report(loaded, reconcile(loaded))
    assert "Since 2024-06-30" not in render_status_html(report, "en", tmp_path)
    page = render_status_html(with_earlier(report, loaded), "en", tmp_path)
    assert "Since 2024-06-30" in page
    assert "+32 points" in page


PLAN = """
indicators:
  toll: {name: Tolls, unit: VND, kind: flow}
  fee: {name: Fees, unit: VND, kind: flow}
targets:
  - {id: toll-2024, indicator: toll, entity: VN, period: 2024, value: 100 tỷ đồng}
  - {id: fee-2024, indicator: fee, entity: VN, period: 2024, value: 100 tỷ đồng}
"""
SOURCE = """
source: {{id: r{name}, locale: vi, entity: VN, period: {half}}}
figures:
  - {{id: toll, indicator: toll, printed: {figure}}}
"""


def write(file: Path, text: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_findings_that_are_alike_are_one_on_the_page(shipped: Report, page_text: str) -> None:
    alike = [finding for finding in shipped.findings if finding.code == "PT102"]
    places = [str(finding.locations[0]).removeprefix(f"{ROOT}/") for finding in alike]
    begins = re.compile(rf'"[^>]*finding-{alike[0].fingerprint}"')
    cards = [card for card in page_text.split("<article class=") if begins.match(card)]

    assert len(alike) == 4
    assert len(cards) == len(page_languages("en"))
    for card in cards:
        assert all(f"{place}: " in card for place in places)
        assert card.count("<h4>") == 1
    assert "4 alike" in cards[0]
    assert "4 phát hiện giống nhau" in second(page_text)
