"""Several figures of a sentence that are told to be some share of the whole before them."""

from fractions import Fraction
from pathlib import Path

import pytest

from plan_tracker.documents.drafted.passages import read_passages
from plan_tracker.documents.drafted.together import shares_together
from plan_tracker.documents.readers.reading import read_bytes_of
from plan_tracker.language.stretches import whole

PARTS = "Rice, at 5.1 million tonnes, maize, at 4.2 million tonnes, and oats, at 1.6 million "
PARTS += "tonnes, "
WHOLE = "The harvest was 12.4 million tonnes in 2021. "
TOLD = {
    WHOLE + PARTS + "together accounted for 88% of them.": (0.115, 0.125),
    WHOLE + PARTS + "together made up 68% of the total.": (0.315, 0.325),
}
OPEN = [
    WHOLE + PARTS + "together accounted for 88% of exports.",
    WHOLE + PARTS + "together earned 88% of them.",
    WHOLE + "Rice accounted for 88% of them.",
    "The harvest was 12.4 million tonnes and exports were 9 million tonnes in 2021. "
    + PARTS
    + "together accounted for 88% of them.",
    PARTS + "together accounted for 88% of the total.",
]


def _rounded(limit: Fraction | None) -> float | None:
    return None if limit is None else round(float(limit), 3)


def sums(text: str) -> list[tuple[int, list[int], float | None, float | None, bool]]:
    document, problems = read_bytes_of(text.encode(), Path("r.md"))
    assert document is not None and not problems
    passages = read_passages(document, "made", tuple(whole(document.prose, "en")))
    return [
        (
            found.total.figure,
            [part.figure for part in found.parts],
            _rounded(found.rest.low),
            _rounded(found.rest.high),
            found.stated,
        )
        for found in shares_together(passages)
    ]


@pytest.mark.parametrize(("text", "left"), TOLD.items())
def test_the_rest_of_the_whole_is_left_for_others(text: str, left: tuple[float, float]) -> None:
    assert sums(text) == [(0, [1, 2, 3], *left, False)]


@pytest.mark.parametrize("text", OPEN)
def test_another_whole_or_several_or_none_leave_it_open(text: str) -> None:
    assert sums(text) == []
