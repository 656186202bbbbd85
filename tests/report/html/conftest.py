"""The HTML report of several plans, and a browser that shows it.

What the browser draws is kept in build/page/.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from plan_tracker.report.html.document import render_status_html
from plan_tracker.report.report import Report
from tests.report.html.reports_of_plans import CHROMIUM, ROOT, Visit, report_of

QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--no-first-run",
)  # fmt: skip

PATIENCE = 30_000  # milliseconds, for machines that have other work as well
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def shipped() -> Report:
    """The report of the shipped plan."""
    return report_of(ROOT)


@pytest.fixture(scope="session")
def page_text(shipped: Report) -> str:
    """Its page, in English first."""
    return render_status_html(shipped, "en", ROOT)


@pytest.fixture(scope="session")
def page_file(page_text: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its page as a file."""
    file = tmp_path_factory.mktemp("page") / "report.html"
    file.write_text(page_text, encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where what the browser draws is kept."""
    folder = ROOT / "build" / "page"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium, of those that a system brings."""
    assert CHROMIUM is not None, "Chromium is missing"
    with sync_playwright() as browsers:
        chromium = browsers.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens a file; in the end nothing may have been said on a console, nor fetched."""
    noise: list[str] = []
    fetched: list[str] = []
    pages: list[Page] = []

    def open_page(
        file: Path,
        *,
        width: int = 1280,
        theme: str = "light",
        lang: str = "en",
        scripts: bool = True,
    ) -> Page:
        page = browser.new_page(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if theme == "dark" else "light",
            java_script_enabled=scripts,
        )
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda message: noise.append(message.text))
        page.on("pageerror", lambda error: noise.append(str(error)))
        page.on("request", lambda request: fetched.append(request.url))
        pages.append(page)
        page.goto(file.as_uri())
        if lang != "en":
            page.click(f"[data-lang={lang}]")
        return page

    yield open_page
    files = {page.url.partition("#")[0] for page in pages}
    for page in pages:
        page.close()
    assert noise == []
    assert set(fetched) <= files
