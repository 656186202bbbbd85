"""Fixtures of the tests of progress."""

import pytest

from plan_tracker.model.plan import Plan
from tests.progress.made_plans import make_plan


@pytest.fixture
def plan() -> Plan:
    """A yearly flow of 365, so that one a day is exactly on the path."""
    return make_plan({"value": 365})
