"""The page in a browser: sorted, filtered, opened, translated, printed, read by machines.

Without Chromium these tests are skipped; with PLAN_TRACKER_BROWSER=required they fail instead.
"""

import os
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from plan_tracker.report.html.document import render_status_html
from plan_tracker.report.report import Report
from plan_tracker.report.words.names import target_names
from plan_tracker.report.writing.harmless import harmless
from tests.report.html.reports_of_plans import CHROMIUM, Visit
from tests.report.html.test_page_structure import HOSTILE, hostile

if CHROMIUM is None and os.environ.get("PLAN_TRACKER_BROWSER") != "required":
    pytest.skip("Chromium is not installed: apt install chromium", allow_module_level=True)

LOOKS = [(1280, "light", "en"), (1280, "dark", "vi"), (390, "light", "vi"), (320, "dark", "en")]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def targets(page: Page) -> Locator:
    """The targets that are shown."""
    return page.locator(".targets > tbody:visible")


def known(page: Page, column: int) -> list[float | None]:
    """The values of a column of the second table, None where one is not known."""
    rows = page.locator(".targets >> nth=1").locator(f".row > :nth-child({column})")
    found = rows.evaluate_all("cells => cells.map(cell => cell.dataset.sort)")
    return [None if each is None else float(each) for each in found]


def heading(page: Page, name: str) -> Locator:
    """A heading of the second table."""
    return page.locator(".targets >> nth=1").get_by_role("columnheader", name=name)


def test_a_column_is_sorted_both_ways(page_file: Path, visit: Visit) -> None:
    page = visit(page_file)
    before = known(page, 7)
    assert None in before
    heading(page, "Shortfall").get_by_role("button").click()
    expect(heading(page, "Shortfall")).to_have_attribute("aria-sort", "ascending")
    numbers = sorted(each for each in before if each is not None)
    assert known(page, 7) == [*numbers, *[None] * before.count(None)]
    heading(page, "Shortfall").get_by_role("button").click()
    expect(heading(page, "Shortfall")).to_have_attribute("aria-sort", "descending")
    assert known(page, 7) == [*numbers[::-1], *[None] * before.count(None)]
    heading(page, "Target").get_by_role("button").click()
    expect(heading(page, "Shortfall")).not_to_have_attribute("aria-sort", "descending")
    names = page.locator(".targets >> nth=1").locator("button.open").all_text_contents()
    assert names == sorted(names, key=str.casefold)


def test_the_worst_status_comes_first(page_file: Path, visit: Visit) -> None:
    page = visit(page_file)
    heading(page, "Status").get_by_role("button").click()
    said = page.locator(".targets >> nth=1").locator(".row .status").all_inner_texts()
    assert said == sorted(said, key=["off track", "at risk", "not assessable", "on track"].index)


def test_targets_are_filtered(page_file: Path, shipped: Report, visit: Visit) -> None:
    page = visit(page_file)
    output = page.locator("output")
    expect(output).to_have_text("18 of 18 shown")
    page.get_by_label("Search").fill("REVENUE press")
    expect(targets(page)).to_have_count(1)
    expect(output).to_have_text("1 of 18 shown")
    page.get_by_label("Search").fill("")
    page.get_by_label("Status").select_option("off-track")
    wanted = sum(each.status == "off-track" for each in shipped.progress.targets)
    expect(targets(page)).to_have_count(wanted)
    page.get_by_role("combobox", name="Programme").select_option(label="Information security")
    expect(targets(page)).to_have_count(1)
    page.get_by_label("Status").select_option("")
    expect(targets(page)).to_have_count(2)
    page.get_by_role("combobox", name="Programme").select_option("")
    page.get_by_label("only what is in doubt").check()
    expect(page.locator(".targets > tbody:visible:not([data-doubt])")).to_have_count(0)


def test_a_count_shows_its_targets(page_file: Path, visit: Visit) -> None:
    page = visit(page_file)
    count = page.locator(".count.at-risk")
    count.click()
    expect(count).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_label("Status")).to_have_value("at-risk")
    expect(targets(page)).to_have_count(4)
    count.click()
    expect(targets(page)).to_have_count(18)


def test_vietnamese_is_found_without_its_marks(page_file: Path, visit: Visit) -> None:
    page = visit(page_file, lang="vi")
    for text in ("đám mây", "dam may", "ĐÁM MÂY"):
        page.get_by_label("Tìm").fill(text)
        expect(targets(page)).to_have_count(1)


def test_a_target_opens_with_all_that_it_rests_on(
    page_file: Path, shipped: Report, visit: Visit
) -> None:
    page = visit(page_file)
    target = page.locator('[id="en-target-ndxp-2023"]')
    details = target.locator(".details")
    expect(details).to_have_count(0)
    button = target.locator("button.open")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(details).to_be_visible()
    expect(details.locator("q").first).to_have_text("287.620.511 triệu giao dịch")
    expect(details.locator(".evidence .tag.repaired")).to_be_visible()
    expect(details.get_by_role("img")).to_be_visible()
    (judged,) = (each for each in shipped.progress.targets if each.id == "ndxp-2023")
    formulas = [each.replace("\u00a0", " ") for each in details.locator("code").all_inner_texts()]
    assert {str(formula.text) for formula in judged.formulas} <= set(formulas)
    button.click()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(details).to_be_hidden()


def test_stages_stand_with_their_evidence(page_file: Path, visit: Visit) -> None:
    page = visit(page_file)
    target = page.locator('[id="en-target-5g-2025"]')
    target.locator("button.open").click()
    expect(target.locator("ol.stages li")).to_have_count(3)
    expect(target.locator("ol.stages li").first).to_contain_text("mic-2020#5g-trial.stage")


def test_links_lead_from_findings_to_targets_and_back(page_file: Path, visit: Visit) -> None:
    page = visit(page_file)
    page.get_by_label("Search").fill("nothing is called so")
    page.locator(".finding.error a").click()
    target = page.locator('[id="en-target-ndxp-2023"]')
    expect(target.locator(".details")).to_be_in_viewport()
    target.locator(".about a", has_text="PT201").click()
    expect(page.locator(".finding.error svg.wide")).to_be_in_viewport()


def test_a_page_opens_at_what_its_address_names(page_file: Path, visit: Visit) -> None:
    visit(page_file)
    page = visit(page_file)
    page.goto(f"{page_file.as_uri()}#en-target-press-revenue-2023")
    page.reload()
    expect(page.locator(".details h3")).to_have_text("Revenue of the press")


def test_the_language_is_switched_and_nothing_is_lost(page_file: Path, visit: Visit) -> None:
    page = visit(page_file)
    page.get_by_label("Search").fill("ndxp")
    page.locator('[id="en-target-ndxp-2023"] button.open').click()
    page.get_by_role("button", name="Tiếng Việt").click()
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    expect(page).to_have_title("Tiến độ đến ngày 30/06/2023")
    expect(page.get_by_role("button", name="Tiếng Việt")).to_be_focused()
    expect(page.locator("output")).to_have_text("hiện 1 trên 18")
    target = page.locator('[id="vi-target-ndxp-2023"]')
    expect(target.locator(".details")).to_be_visible()
    expect(target.locator(".row")).to_contain_text("33,4%")
    expect(page.get_by_role("main")).to_have_count(1)
    page.get_by_role("button", name="English").click()
    expect(page.locator('[id="en-target-ndxp-2023"] .details')).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_theme_follows_the_system_until_it_is_switched(page_file: Path, visit: Visit) -> None:
    def ground(page: Page) -> str:
        found: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return found

    light, dark = (visit(page_file, theme=theme) for theme in ("light", "dark"))
    button = light.get_by_role("button", name="Dark")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(dark.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    before = ground(light)
    assert before != ground(dark)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert ground(light) == ground(dark)
    button.click()
    assert ground(light) == before


def test_everything_is_done_by_keys(page_file: Path, visit: Visit) -> None:
    page = visit(page_file)
    focused = page.locator(":focus")
    page.keyboard.press("Tab")
    expect(focused).to_have_text("To the targets")
    expect(focused).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Search")).to_be_focused()
    page.keyboard.type("transactions")
    expect(targets(page)).to_have_count(1)
    for _ in range(20):
        page.keyboard.press("Tab")
        if focused.get_attribute("class") == "open":
            break
    expect(focused).to_have_attribute("aria-expanded", "false")
    assert focused.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(focused).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Shift+Tab")
    expect(focused).to_have_text("Since 2021-01-12")
    page.keyboard.press("Space")
    expect(page.locator("[aria-sort]")).to_have_text("Since 2021-01-12")


@pytest.mark.parametrize(("width", "theme", "lang"), LOOKS)
def test_machines_can_read_it(
    page_file: Path, visit: Visit, pictures: Path, width: int, theme: str, lang: str
) -> None:
    page = visit(page_file, width=width, theme=theme, lang=lang)
    page.screenshot(path=pictures / f"{lang}-{width}-{theme}.png", full_page=True)
    for target in ("ndxp-2023", "5g-2025"):
        page.locator(f'[id="{lang}-target-{target}"] button.open').click()
    for summary in page.locator("summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("scrollTo(0, 0)")  # else the headings that stay in sight lie on something
    page.screenshot(path=pictures / f"{lang}-{width}-{theme}-open.png", full_page=True)
    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()


def test_it_prints_whole_with_its_headings_on_every_page(
    page_file: Path, shipped: Report, visit: Visit, pictures: Path
) -> None:
    page = visit(page_file)
    page.locator('[id="en-target-ndxp-2023"] button.open').click()
    printed = page.pdf(path=pictures / "report.pdf", prefer_css_page_size=True)
    paper = PdfReader(BytesIO(printed))
    millimetres = [float(side) * 25.4 / 72 for side in paper.pages[0].mediabox[2:]]
    assert millimetres == pytest.approx([210, 297], abs=1)
    texts = ["".join(normalize("NFKC", each.extract_text()).split()) for each in paper.pages]
    text = "".join(texts)
    for name in target_names(shipped.progress.targets, "en").values():
        assert "".join(normalize("NFKC", name).split()) in text
    for finding in shipped.findings:
        assert finding.name in text
    assert normalize("NFKC", "287.620.511triệugiaodịch") in text
    assert "Openall" not in text
    tables = [each for each in texts if "runrate" in each]  # how targets are projected
    assert len(tables) > 1
    assert all("Paceneeded" in each for each in tables)


def test_without_scripts_all_of_it_can_be_read(
    page_file: Path, shipped: Report, visit: Visit, pictures: Path
) -> None:
    page = visit(page_file, scripts=False)
    page.screenshot(path=pictures / "without-scripts.png")
    expect(page.locator('[id="en-target-ndxp-2023"] .details')).to_be_visible()
    expect(page.locator('[id="vi-target-ndxp-2023"] .details')).to_be_visible()
    expect(page.locator(".filters").first).to_be_hidden()
    shown = page.locator('div[lang="en"] .details')
    expect(shown).to_have_count(len(shipped.progress.targets))
    assert all(each.is_visible() for each in shown.all())


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_text(
    shipped: Report, visit: Visit, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "report.html"
    file.write_text(render_status_html(hostile(shipped, name), "en"), encoding="utf-8")
    page = visit(file)
    for lang in ("en", "vi"):
        page.click(f"[data-lang={lang}]")
        page.locator("[data-open-all]").click()
        shown = page.locator("button.open").all_text_contents()
        assert harmless(name).split() in [text.split() for text in shown]
        quoted = page.locator(".details q").all_text_contents()
        assert harmless(name).split() in [text.split() for text in quoted]
        page.locator("button.open").first.hover()
    assert page.evaluate("window.hacked") is None
    assert page.locator("img, iframe, object, embed, base").count() == 0


def test_the_address_names_the_open_row_in_any_language(page_file: Path, visit: Visit) -> None:
    page = visit(page_file)
    button = page.locator('[id="en-target-ndxp-2023"] button.open')
    button.click()
    assert page.url.endswith("#ndxp-2023")
    button.click()
    assert "#" not in page.url
    page = visit(page_file)
    page.goto(f"{page_file.as_uri()}#ndxp-2023")
    page.reload()
    expect(page.locator(".details h3")).to_be_in_viewport()
    page.click("[data-lang=vi]")
    expect(page.locator('[id="vi-target-ndxp-2023"] .details')).to_be_visible()


@pytest.mark.parametrize(("target", "value"), [("ndxp-2023", "580"), ("5g-2025", "2020-12-31")])
def test_a_bar_says_its_values_to_pointer_and_keyboard(
    page_file: Path, visit: Visit, target: str, value: str
) -> None:
    page = visit(page_file)
    row = page.locator(f'[id="en-target-{target}"] .row')
    bar, tip = row.locator("svg.picture"), row.locator(".tip")
    row.scroll_into_view_if_needed()
    expect(tip).to_be_hidden()
    bar.hover()
    expect(tip).to_be_visible()
    page.mouse.move(0, 0)
    expect(tip).to_be_hidden()
    row.locator("button.open").focus()
    page.keyboard.press("Tab")
    expect(bar).to_be_focused()
    expect(tip).to_contain_text(value)
    expect(tip).to_be_visible()


def test_a_chart_fits_a_phone(page_file: Path, visit: Visit) -> None:
    page = visit(page_file, width=360)
    target = page.locator('[id="en-target-ndxp-2023"]')
    target.locator("button.open").click()
    chart = target.locator("figure.chart").first
    expect(chart.locator("svg.narrow")).to_be_visible()
    expect(chart.locator("svg.wide")).to_be_hidden()
    assert chart.evaluate("each => each.scrollWidth <= each.clientWidth")
    drawn = chart.locator("svg.narrow").evaluate(
        "each => each.getBoundingClientRect().width / each.viewBox.baseVal.width"
    )
    assert drawn > 0.75  # so that its small letters can be read


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_the_shipped_plan_prints_on_four_pages(page_file: Path, visit: Visit, lang: str) -> None:
    page = visit(page_file, lang=lang)
    assert len(PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages) <= 4
