"""What a weighted mean can be is as tight as the corners of its box."""

from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from plan_tracker.model.interval import Interval
from plan_tracker.model.means import mean_of

ENDS = st.tuples(st.integers(1, 40), st.integers(0, 9)).map(
    lambda pair: Interval(Fraction(pair[0]), Fraction(sum(pair)))
)
ROWS = st.lists(st.tuples(ENDS, ENDS), min_size=1, max_size=4)


@settings(max_examples=60)
@given(ROWS)
def test_the_ends_are_those_of_the_corners(rows: list[tuple[Interval, Interval]]) -> None:
    corners = []
    for ends in product((0, 1), repeat=2 * len(rows)):
        numbers = [(row[0].low, row[0].high)[end] for row, end in zip(rows, ends, strict=False)]
        weights = [
            (row[1].low, row[1].high)[end] for row, end in zip(rows, ends[len(rows) :], strict=True)
        ]
        weighed = sum(x * w for x, w in zip(numbers, weights, strict=True) if x and w)
        corners.append(Fraction(weighed) / sum(w for w in weights if w))
    mean = mean_of([number for number, _ in rows], [weight for _, weight in rows])
    assert mean == Interval(min(corners), max(corners))


def test_what_need_weigh_nothing_has_no_mean() -> None:
    some = Interval(Fraction(0), Fraction(3))
    assert mean_of([some, some], [some, some]) is None
    assert mean_of([some], [Interval(Fraction(1))]) is None
