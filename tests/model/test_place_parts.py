"""What a place says of itself."""

import pytest

from plan_tracker.model.place import Place


@pytest.mark.parametrize(
    ("place", "whole", "within"),
    [
        (Place("a.txt", 3, 6, start=5, end=9), Place("a.txt", 3), ""),
        (Place("a.csv", 3, 6), Place("a.csv", 3, 6), ""),
        (Place("a.xlsx!B", 7, 5), Place("a.xlsx!B", 7, 5), "B!E7"),
        (
            Place("a.pdf", 2, 3, page=4, table=1, start=1, end=2),
            Place("a.pdf", 2, 3, page=4, table=1),
            "page 4, table 1, row 2, column 3",
        ),
        (Place("a.docx", paragraph=2, start=1, end=2), Place("a.docx", paragraph=2), "paragraph 2"),
        (Place("a.docx"), Place("a.docx"), ""),
    ],
)
def test_a_place_without_its_characters_and_its_file(
    place: Place, whole: Place, within: str
) -> None:
    assert (place.whole, place.within) == (whole, within)
