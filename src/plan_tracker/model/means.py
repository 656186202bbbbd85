"""What a weighted mean can be, where numbers and weights are known as intervals."""

from collections.abc import Sequence
from fractions import Fraction

from plan_tracker.model.interval import Interval


def mean_of(numbers: Sequence[Interval], weights: Sequence[Interval]) -> Interval | None:
    """All that the mean of some numbers can be by their weights, exactly.

    None where a number or a weight has no end, or nothing need weigh anything.
    """
    ends = [(number.low, number.high) for number in numbers]
    room = [(weight.low, weight.high) for weight in weights]
    lows, highs = ([pair[at] for pair in ends if pair[at] is not None] for at in (0, 1))
    known = [(low, high) for low, high in room if low is not None and high is not None]
    if not len(lows) == len(highs) == len(known) == len(weights):
        return None

    known = [(max(low, Fraction(0)), max(high, low, Fraction(0))) for low, high in known]
    if not sum(low for low, _ in known):
        return None
    least = _least([low for low in lows if low is not None], known)
    most = -_least([-high for high in highs if high is not None], known)
    return Interval(least, most)


def _least(numbers: Sequence[Fraction], room: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    """The least mean: the smallest numbers weigh the most that they can, all others the least."""
    order = sorted(range(len(numbers)), key=numbers.__getitem__)
    weight = sum((low for low, _ in room), Fraction(0))
    total = sum((numbers[at] * room[at][0] for at in order), Fraction(0))
    least = total / weight
    for at in order:
        low, high = room[at]
        weight += high - low
        total += numbers[at] * (high - low)
        least = min(least, total / weight)
    return least
