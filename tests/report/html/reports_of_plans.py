"""The HTML report of the plans that these tests look at, and the browser that a system brings."""

import shutil
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from plan_tracker.loading.folder import load
from plan_tracker.reconcile.reconcile import reconcile
from plan_tracker.report.report import Report, build_report, with_earlier

ROOT = Path(__file__).parents[3]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

Visit = Callable[..., Page]


def report_of(folder: Path) -> Report:
    """The report of a plan without problems, with how far it was before its last report."""
    loaded, problems = load(folder)
    assert problems == []
    return with_earlier(build_report(loaded, reconcile(loaded)), loaded)
