"""What all others leave for one owner, as bounds: when they are careful, and when careless."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from plan_tracker.model.interval import Interval, hull
from plan_tracker.reading.costs import LAX
from plan_tracker.reconcile.bounds.constraints import Constraints
from plan_tracker.reconcile.bounds.failing import failing_owners
from plan_tracker.reconcile.culprits.bounds_of_others import Bounds, Window, bounds_left, read_so
from plan_tracker.reconcile.culprits.chance import LuckScale, scale_of
from plan_tracker.reconcile.culprits.relaxed_readings import Change, Changes, RelaxedReadings
from plan_tracker.reconcile.culprits.slips import Slips, ends
from plan_tracker.reconcile.culprits.work import OWNERS, ROOM, Work
from plan_tracker.reconcile.system.system import BOUND, Codes, Link


@dataclass(frozen=True, slots=True)
class RoomLeft:
    """What the others leave for one owner when they are careful, and when they are careless.

    `plain` is its text as it is plainly read. `window` and `printed` are the shares of the `scale`
    that its window and its text cover; `surprise` says how unlikely its text is by itself.
    """

    careful: Bounds
    careless: Bounds
    link: Link
    plain: Interval
    scale: LuckScale
    window: float
    printed: float
    surprise: float

    @property
    def bounds(self) -> Bounds:
        """The narrower bounds, where they can be."""
        return self.careful if self.careful.possible else self.careless

    def windows(self, link: Link) -> tuple[Window, Window | None]:
        """What they leave for a link: careless, and careful where that can be."""
        careful = self.careful.window(link) if self.careful.possible else None
        return self.careless.window(link), careful


class RoomsLeft:
    """The room left for each owner of one block."""

    def __init__(
        self,
        readings: Mapping[int, RelaxedReadings],
        slips: Mapping[int, Slips],
        constraints: Constraints,
        work: Work,
    ) -> None:
        self._work = work
        self._readings = readings
        self._slips = slips
        self._constraints = constraints
        self._careless = {owner: _lax_hull(own) for owner, own in readings.items() if owner >= 0}
        low, high = read_so(constraints, self._careless)
        self.careless = replace(constraints, low=low, high=high)
        self._known: dict[tuple[int, tuple[int, ...]], RoomLeft] = {}

    def of(
        self, owner: int, scope: Sequence[int], taken: Changes, suspects: Sequence[int] = ()
    ) -> RoomLeft:
        """What the others in scope leave for an owner, those `taken` being changed already.

        `suspects` are owners that will likely be asked about in the same scope.
        """
        if taken:
            return self._left([owner], scope, taken)[0]

        key = tuple(scope)
        if (owner, key) not in self._known:
            asked = sorted({owner, *suspects})
            for suspect, left in zip(asked, self._left(asked, scope, taken), strict=True):
                self._known[suspect, key] = left
        return self._known[owner, key]

    def near(self, owners: Set[int]) -> set[int]:
        """Who speaks of the quantities of these, and who tells the level of all that they name."""
        c = self.careless
        named = self._quantities(c.of(np.array(sorted(owners))))
        told_by_sums = np.isin(c.sums.owner, _owners_of_sums(c, named))
        around = c.only(named[c.x] | named[c.y] & (c.form != BOUND), told_by_sums)
        levels = self._quantities(around)[c.x] & (c.form == BOUND)
        return {*around.owner.tolist(), *around.sums.owner.tolist(), *c.owner[levels].tolist()}

    def _quantities(self, c: Constraints) -> NDArray[np.bool_]:
        """Which quantities these constraints speak of."""
        named = np.zeros(len(c.signed), dtype=bool)
        for quantities in (c.x, c.y, c.sums.total, c.sums.part):
            named[quantities[quantities >= 0]] = True
        return named

    def failing_alone(self, ordered: Sequence[int]) -> list[tuple[int, ...]]:
        """Of these owners those of each constraint that fails by itself, all read carelessly."""
        return failing_alone(self.careless, ordered)

    def likely_cores(self, ordered: Sequence[int]) -> Iterator[set[int]]:
        """The same, each with all that say how large one of its quantities is."""
        return likely_cores(self.careless, ordered)

    def _left(self, owners: Sequence[int], scope: Sequence[int], taken: Changes) -> list[RoomLeft]:
        self._work.spend(ROOM + len(owners) * len(self._readings) // OWNERS)
        let_go = set(self._readings) - set(scope)
        let_go |= {
            owner for owner, change in taken.items() if change.let_go or _binds_elsewhere(change)
        }

        changed = self._as_changed(taken)
        reads = [changed, {**self._careless, **changed}]
        pairs = bounds_left(self._constraints, owners, let_go, reads)
        return [self._room(owner, *pair) for owner, pair in zip(owners, pairs, strict=True)]

    def _as_changed(self, taken: Changes) -> dict[int, Interval]:
        """What owners bind that are changed but not let go."""
        changed: dict[int, Interval] = {}
        for owner, change in taken.items():
            if change.cost == LAX:
                changed[owner] = self._careless[owner]
            elif change.options and not change.let_go:
                changed[owner] = hull(option.interval for option in change.options)
        return changed

    def _room(self, owner: int, careful: Bounds, careless: Bounds) -> RoomLeft:
        c = self._constraints
        row = int(np.flatnonzero(c.owner == owner)[0])
        link = Link(int(c.form[row]), int(c.x[row]), int(c.y[row]))

        bounds = careful if careful.possible else careless
        window, plain = bounds.window(link), self._readings[owner][0].options[0].interval
        scale = scale_of(window, ends(plain))
        return RoomLeft(
            careful,
            careless,
            link,
            plain,
            scale,
            window=scale.share(window.low, window.high),
            printed=scale.share(*ends(plain)),
            surprise=self._slips[owner].surprise(plain),
        )


def failing_alone(c: Constraints, ordered: Sequence[int]) -> list[tuple[int, ...]]:
    """Of these owners those of each constraint that fails by itself, the fewest first.

    Of several that say the same, the last in the order given.
    """
    rank = {owner: place for place, owner in enumerate(ordered)}
    asked = c.of(np.array(ordered))
    order = np.argsort([rank[owner] for owner in asked.owner.tolist()], kind="stable")
    failed = failing_owners(asked.take(order, np.arange(len(asked.sums.owner))))
    return sorted(failed, key=lambda owners: (len(owners), sorted(map(rank.__getitem__, owners))))


def likely_cores(c: Constraints, ordered: Sequence[int]) -> Iterator[set[int]]:
    """The same, each with all that say how large one of its quantities is."""
    bounds = c.form == BOUND
    for owners in failing_alone(c, ordered):
        levels = bounds & np.isin(c.x, c.x[bounds & np.isin(c.owner, owners)])
        yield {*owners, *c.owner[levels].tolist()}


def _owners_of_sums(c: Constraints, named: NDArray[np.bool_]) -> Codes:
    """The owners of the sums that speak of one of these quantities."""
    instance = np.repeat(np.arange(len(c.sums.owner)), np.diff(c.sums.first))
    by_part = instance[(c.sums.part >= 0) & named[c.sums.part]]
    return np.concatenate([c.sums.owner[named[c.sums.total]], c.sums.owner[by_part]])


def _lax_hull(readings: RelaxedReadings) -> Interval:
    """What an owner may bind when it is read carelessly."""
    steps = readings[: readings.step_at_most(LAX) + 1]
    return hull(option.interval for step in steps for option in step.options)


def _binds_elsewhere(change: Change) -> bool:
    """Whether an owner is taken to bind something else than it says."""
    return any(option.link is not None for option in change.options)
