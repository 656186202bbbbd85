"""The median slope of all pairs is the one that SciPy computes, to the last bit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import theilslopes

from plan_tracker.progress.projected.robust_trend import median_slope

LEVELS = st.one_of(st.floats(-1e15, 1e15), st.integers(0, 3).map(float), st.sampled_from([1e308]))


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[float], list[float]]:
    """Days in order, some of them twice, and a level for each."""
    days = draw(st.lists(st.integers(730_000, 730_000 + 4_000), min_size=3, max_size=30))
    levels = draw(st.lists(LEVELS, min_size=len(days), max_size=len(days)))
    return sorted(map(float, days)), levels


@settings(deadline=None)
@given(histories())
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_the_slope_and_its_ends_are_those_of_scipy(
    history: tuple[list[float], list[float]],
) -> None:
    days, levels = map(np.array, history)
    theirs = theilslopes(levels, days, alpha=0.8)
    expected = tuple(float(part) for part in (theirs.slope, theirs.low_slope, theirs.high_slope))
    slopes = median_slope(days, levels)
    if np.isfinite(expected).all():
        assert slopes == expected
    else:
        assert slopes is None or not np.isfinite(slopes).all()


def test_one_wrong_figure_of_seven_moves_nothing() -> None:
    days = np.arange(7.0)
    levels = 10 + 2 * days
    levels[4] = 1e6
    slopes = median_slope(days, levels)
    assert slopes is not None
    assert slopes[0] == 2


def test_one_day_alone_has_no_slope() -> None:
    assert median_slope(np.array([3.0, 3.0, 3.0]), np.array([1.0, 2.0, 4.0])) is None
