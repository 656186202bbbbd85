"""A third language, which is there for as long as a test runs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from plan_tracker.language.languages import forget, register

THIRD = Path(__file__).parent / "third" / "eo"


@pytest.fixture
def third() -> Iterator[str]:
    """The code of a small third language, which a folder of data makes known."""
    code = register(THIRD)
    yield code
    forget(code)
