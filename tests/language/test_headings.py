"""What columns hold, by the words of their headings alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from plan_tracker.grids.grid import alike
from plan_tracker.language.periods.reading import read_heading
from plan_tracker.language.tables import heading_role


def _headings() -> Iterator[tuple[str, str]]:
    role = ""
    for line in Path(__file__).with_name("headings.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            role = line.strip("[]")
        elif line and not line.startswith("# "):
            yield line, role


@pytest.mark.parametrize(("heading", "role"), list(_headings()))
def test_a_heading_has_the_role_that_its_words_give(heading: str, role: str) -> None:
    words = heading_role(alike(heading))
    # A period by itself heads figures.
    dated = "" if read_heading(heading).silent else "level"
    assert (words or dated) == role
