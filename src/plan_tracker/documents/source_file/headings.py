"""What section of a text each figure stands in: `doanh thu lĩnh vực` is of the field above it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from plan_tracker.documents.reported import Figure

_LONGEST = 100  # signs of a heading
_GOES_ON = frozenset(".!?…:;,")  # what ends a sentence, or a line that says what follows it


def under_headings(figures: Sequence[Figure], text: str) -> list[Figure]:
    """The figures of a text, each with the nearest heading above it."""
    headings = list(_headings(text))
    starts = [start for start, _ in headings]
    placed = []
    for figure in figures:
        above = bisect_right(starts, figure.start) - 1
        placed.append(replace(figure, heading=headings[above][1]) if above >= 0 else figure)
    return placed


def _headings(text: str) -> Iterator[tuple[int, str]]:
    """The short lines that end as no sentence does, each with where the line begins."""
    start = 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if 0 < len(words) <= _LONGEST and words[-1] not in _GOES_ON:
            yield start, words
        start += len(line)
