"""Fixtures of the tests of progress."""

import pytest
from made_plans import make_plan

from plan_tracker.model.plan import Plan


@pytest.fixture
def plan() -> Plan:
    """A yearly flow of 365, so that one a day is exactly on the path."""
    return make_plan({"value": 365})
