"""How stretches of days are made of others: against every way of putting them together."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from plan_tracker.reconcile.system.spans import Spans, backward_chains, forward_chains

Stretch = tuple[int, int, int]  # series, first day, the day after the last

STRETCHES = st.sets(
    st.tuples(st.integers(0, 2), st.integers(0, 7), st.integers(1, 8)).filter(
        lambda each: each[1] < each[2]
    ),
    min_size=1,
    max_size=14,
)


def _spans(stretches: list[Stretch]) -> Spans:
    series, start, end = np.array(stretches, dtype=np.int64).T
    return Spans(series, start, end)


@given(STRETCHES)
def test_pieces_lie_within_their_whole_and_apart(drawn: set[Stretch]) -> None:
    stretches = sorted(drawn, key=hash)
    for chains in (made(_spans(stretches)) for made in (forward_chains, backward_chains)):
        for whole, (series, start, end) in enumerate(stretches):
            pieces = sorted(stretches[at] for at in chains.piece[chains.whole == whole])
            assert all(piece != stretches[whole] for piece in pieces)
            assert all(piece[0] == series for piece in pieces)
            bounds = [start, *(day for piece in pieces for day in piece[1:]), end]
            assert bounds == sorted(bounds)
            days = sum(last - first for _, first, last in pieces)
            assert chains.cover[whole] == (bool(pieces) and days == end - start)


@given(STRETCHES)
def test_what_holds_nothing_has_no_pieces(drawn: set[Stretch]) -> None:
    stretches = sorted(drawn)
    spans = _spans(stretches)
    holding = {
        one[0]
        for one in stretches
        for two in stretches
        if one != two and one[0] == two[0] and one[1] <= two[1] and two[2] <= one[2]
    }
    assert set(spans.series[spans.holding_others()].tolist()) == holding
    assert set(spans.series[forward_chains(spans).whole].tolist()) == holding


def test_a_year_is_the_longest_that_begin_with_it() -> None:
    year = [(0, 0, 12), (0, 0, 9), (0, 9, 12), (0, 0, 3), (0, 3, 6), (0, 6, 12)]
    forward, backward = forward_chains(_spans(year)), backward_chains(_spans(year))
    assert forward.piece[forward.whole == 0].tolist() == [1, 2]
    assert sorted(backward.piece[backward.whole == 0].tolist()) == [3, 4, 5]
    assert forward.cover[0]
    assert backward.cover[0]
