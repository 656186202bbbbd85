"""What the slips of one statement cost: the less, the fewer others there could have been."""

from dataclasses import dataclass
from functools import cache, partial

from plan_tracker.model.interval import Interval
from plan_tracker.reading.costs import EVIDENCE, SLIPS, SUREST
from plan_tracker.reconcile.culprits.bounds_of_others import Window
from plan_tracker.reconcile.culprits.chance import (
    chance_among,
    chance_nearby,
    chance_of,
    cost_of_slip,
    middle,
    scale_of,
)
from plan_tracker.reconcile.culprits.relaxed_readings import Option
from plan_tracker.reconcile.culprits.room_left import RoomLeft
from plan_tracker.reconcile.culprits.slips import Slip, Slips, ends

_LUCKY = 0.5  # a slip that needs others to be careless, or that is of relation, must prove more
_CONVERTED = ("period", "currency")  # slips that leave a number as it is and change what it binds


@dataclass(frozen=True, slots=True)
class CostedSlip:
    """A slip that may fit: `careful` says that bounds let it stand without careless readings."""

    cost: int
    chance: float
    option: Option
    careful: bool


def costed_slips(slips: Slips, left: RoomLeft) -> list[CostedSlip]:
    """The slips that the wider window may hold, the cheapest first."""
    windows = cache(left.windows)
    chance = cache(partial(_chance, slips, left.plain))
    fitting: list[CostedSlip] = []
    for slip in slips.all:
        wide, narrow = windows(slip.link or left.link)
        if not wide.meets(slip.low, slip.high):
            continue

        # Slips of a kind share their chance, but one of relation is a kind of its own.
        kind = slip.how if slip.link is None else slip
        lucky = chance(kind, wide) > _LUCKY
        if slip.link is not None and chance(kind, narrow or wide) > _LUCKY:
            continue

        for option in slip.options():
            careful = narrow is not None and narrow.meets(*ends(option.interval))
            if wide.meets(*ends(option.interval)) and (careful or not lucky):
                cost = _cost(slips, slip, option, left)
                fitting.append(CostedSlip(cost, chance(kind, narrow or wide), option, careful))
    return sorted(fitting, key=lambda costed: costed.cost)


def _chance(slips: Slips, plain: Interval, slip: Slip | str, window: Window) -> float:
    """The chance that a slip, or one of those of a kind, fits by luck."""
    if isinstance(slip, Slip):
        scale = scale_of(window, (slip.low, slip.high))
        fits = scale.share(window.low, window.high) + scale.share(slip.low, slip.high)
        return chance_among(fits, slip.ways)

    return chance_of(slip, middle(plain), _centres(slips, slip), window)


def _centres(slips: Slips, how: str) -> list[float]:
    """The centres of all slips of a kind."""
    return [slip.centre for slip in slips.all if slip.how == how]


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
    return max(round(cost), SUREST)


def hardly_luck(slips: Slips, option: Option, left: RoomLeft) -> bool:
    """Whether hardly any slip of its kind fits by luck as near to what is printed.

    What is of relation has proven that already.
    """
    if option.link is not None:
        return True

    window = left.careful.window(left.link)
    centres = _centres(slips, option.how)
    return chance_nearby(middle(left.plain), centres, window, ends(option.interval)) <= _LUCKY
