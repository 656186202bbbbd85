"""What the slips of one statement cost: the less, the fewer others there could have been."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from plan_tracker.model.interval import Interval
from plan_tracker.reading.costs import EVIDENCE, GIVEN_UP, OFTEN, SLIPS, SUREST, TIED
from plan_tracker.reconcile.culprits.bounds_of_others import Window
from plan_tracker.reconcile.culprits.chance import (
    any_of,
    chance_near,
    cost_of_slip,
    middle,
    scale_of,
)
from plan_tracker.reconcile.culprits.relaxed_readings import Option
from plan_tracker.reconcile.culprits.room_left import RoomLeft
from plan_tracker.reconcile.culprits.slips import Slip, Slips, ends

_CONVERTED = ("period", "currency")  # slips that leave a number as it is and change what it binds


@dataclass(frozen=True, slots=True)
class CostedSlip:
    """A slip that may fit: `careful` says that bounds let it stand without careless readings."""

    cost: int
    option: Option
    careful: bool


def costed_slips(slips: Slips, left: RoomLeft) -> list[CostedSlip]:
    """The slips that the wider window may hold, the cheapest first."""
    windows = cache(left.windows)
    fitting: list[CostedSlip] = []
    for slip in slips.all:
        wide, narrow = windows(slip.link or left.link)
        if not wide.meets(slip.low, slip.high):
            continue
        if slip.link is not None and _of_relation(slip, narrow or wide) > OFTEN:
            continue

        for option in slip.options():
            careful = narrow is not None and narrow.meets(*ends(option.interval))
            if wide.meets(*ends(option.interval)):
                fitting.append(CostedSlip(_cost(slips, slip, option, left), option, careful))
    return sorted(fitting, key=lambda costed: costed.cost)


def luck(slips: Slips, left: RoomLeft) -> float:
    """The chance that some slip of a statement would fit by luck into what the others leave."""
    if not left.bounds.possible:
        return 0.0

    chances = [_luck_near([slip.centre for slip in slips.all if slip.link is None], left)]
    for slip in slips.all:
        if slip.link is not None:
            chance = _of_relation(slip, left.bounds.window(slip.link))
            chances += [chance] if chance <= OFTEN else []
    return any_of(chances)


def luck_of_texts(intervals: Iterable[Interval], left: RoomLeft) -> float:
    """The same for other texts, by what they bind."""
    return _luck_near([middle(each) for each in intervals], left)


def _luck_near(centres: Sequence[float], left: RoomLeft) -> float:
    window = left.bounds.window(left.link)
    return chance_near(middle(left.plain), centres, window, _width(window, left.plain))


def _width(window: Window, plain: Interval) -> float:
    """How wide the printed text is on the scale of its window."""
    low, high = ends(plain)
    return scale_of(window, (low, high)).width(low, high)


def _of_relation(slip: Slip, window: Window) -> float:
    """The chance that a slip of relation, which is a kind of its own, fits by luck."""
    scale = scale_of(window, (slip.low, slip.high))
    fits = scale.share(window.low, window.high) + scale.share(slip.low, slip.high)
    return min(fits, 1.0)


def _cost(slips: Slips, slip: Slip, option: Option, left: RoomLeft) -> int:
    if slip.how == "points":  # of two claims with one number either may be the wrong one
        return SLIPS["points"]

    there = left.bounds.window(slip.link or left.link)
    scale = scale_of(there, ends(option.interval)) if slip.link else left.scale
    window, meant = scale.share(there.low, there.high), scale.share(*ends(option.interval))

    more = 0.0
    if slip.how in _CONVERTED:  # the interval is as wide as what it was converted by
        window, meant = max(window, meant), left.printed
    else:
        more = slips.surprise(option.interval) - left.surprise

    shares = window, meant, left.window, left.printed
    cost = cost_of_slip(SLIPS[slip.how], slip.ways, *shares) + EVIDENCE * more
    return min(max(round(cost), SUREST), GIVEN_UP - TIED - 1)
