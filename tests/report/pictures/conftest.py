"""The shipped plan, judged once."""

from pathlib import Path

import pytest

from plan_tracker.loading.folder import load
from plan_tracker.reconcile.reconcile import reconcile
from plan_tracker.report.report import Report, build_report


@pytest.fixture(scope="session")
def shipped() -> Report:
    """Everything about the shipped plan."""
    loaded, problems = load(Path(__file__).parents[3])
    assert problems == []
    return build_report(loaded, reconcile(loaded))
