"""How likely numbers that have nothing to do with each other would hold a relation as often."""

from math import lgamma, log

import numpy as np

from plan_tracker.grids.shape.sheet import Flags, Floats

_LEAST = 1e-9  # no printed number is that telling


def log_chance(room: Floats, spread: Floats, held: Flags, tested: Flags, tried: int) -> float:
    """The logarithm of the chance, over all `tried` relations.

    `room` is the width in which a value would hold and `spread` the one in which it might lie, by
    observation. The union bound over which observations hold: C(n, k) · ∏ room / spread.
    """
    total, good = int(tested.sum()), int((held & tested).sum())
    if good == 0:
        return 0.0
    luck = np.clip(room / np.maximum(spread, 1e-300), _LEAST, 1.0)[held & tested]
    choices = lgamma(total + 1) - lgamma(good + 1) - lgamma(total - good + 1)
    return min(0.0, choices + float(np.log(luck).sum()) + log(max(tried, 1)))
