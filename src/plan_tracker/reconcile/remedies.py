"""What one owner may be taken to say instead, so that it stands with all others, and at what cost.

Another notation of its text; a slip, which costs the less the fewer others it could have been; to
let it go, which costs the more the less that leaves open.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

import numpy as np

from plan_tracker.model.interval import hull
from plan_tracker.reading.costs import (
    BESIDE,
    DEAREST,
    EVIDENCE,
    GIVEN_UP,
    LAX,
    NOTATION,
    SLIPS,
    SUREST,
    TIED,
)
from plan_tracker.reconcile.chance import (
    Bounds,
    Scale,
    Window,
    bounds_left,
    chance_among,
    chance_nearby,
    chance_of,
    cost_of_letting_go,
    cost_of_slip,
    middle,
    scale_of,
)
from plan_tracker.reconcile.exact import Solver
from plan_tracker.reconcile.misprints import Slip, Slips, ends
from plan_tracker.reconcile.options import Change, Changes, Ladder, Option, Stand, stands
from plan_tracker.reconcile.propagate import Constraints
from plan_tracker.reconcile.system import Link

_LUCKY = 0.5  # a slip that needs others to be careless, or that is of relation, must prove more
_CONVERTED = ("period", "currency")  # slips that leave a number as it is and change what it binds


@dataclass(frozen=True, slots=True)
class _Costed:
    """A slip that may fit: `careful` says that bounds let it stand without careless readings."""

    cost: int
    chance: float
    option: Option
    careful: bool


@dataclass(frozen=True, slots=True)
class _Left:
    """What the others leave for one owner when they are careful, and when they are careless.

    `window` and `printed` are the shares of the `scale` that its window and its text cover;
    `surprise` says how unlikely its text is by itself.
    """

    careful: Bounds
    careless: Bounds
    link: Link
    scale: Scale
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


class Remedies:
    """The remedies of the owners of one block, all others being read with little care at most."""

    def __init__(
        self,
        solver: Solver,
        ladders: Mapping[int, Ladder],
        slips: Mapping[int, Slips],
        constraints: Constraints,
    ) -> None:
        self._solver = solver
        self._ladders = ladders
        self._slips_of = slips
        self._constraints = constraints
        self.lax: dict[int, Stand] = {each: of.level(LAX) for each, of in ladders.items()}
        self._careless = {
            owner: hull(option.interval for step in ladder[:most] for option in step.options)
            for owner, ladder in ladders.items()
            if owner >= 0 and (most := ladder.level(LAX) + 1)
        }
        self._known: dict[tuple[int, tuple[int, ...]], _Left] = {}

    def floor(self, owner: int) -> int:
        """The least that it can cost to read this owner otherwise than carelessly."""
        ladder = self._ladders[owner]
        dearer = [step.cost for step in ladder if step.cost > LAX]
        return min([*dearer, SUREST if ladder.given_up == GIVEN_UP else ladder.given_up])

    def of(
        self,
        owner: int,
        scope: Sequence[int],
        taken: Changes,
        most: int,
        suspects: Sequence[int] = (),
    ) -> Iterator[Change]:
        """The changes of one owner with which all in scope stand, the cheapest first.

        Those `taken` are changed already. That all others can stand when it is let go is known.
        What costs more than `most` is of no use. `suspects` are statements that will likely be
        asked about in the same scope.
        """
        if owner < 0:
            yield Change(owner, NOTATION, stand=1)
            return
        given = {**self.lax, **stands(taken)}
        ladder = self._ladders[owner]
        for level, step in enumerate(ladder):
            if step.cost > LAX and self._solver.holds(scope, {**given, owner: level}):
                fitting = tuple(
                    each
                    for each in step.options
                    if self._solver.holds(scope, {**given, owner: (each,)})
                )
                if fitting:
                    yield Change(owner, step.cost, fitting, (None,) * len(fitting), level)
        if ladder.given_up == GIVEN_UP:
            yield from self._slips(owner, scope, taken, most, suspects)
        else:
            yield Change(owner, ladder.given_up)

    def _slips(
        self,
        owner: int,
        scope: Sequence[int],
        taken: Changes,
        most: int,
        suspects: Sequence[int],
    ) -> Iterator[Change]:
        """The slips that fit, those of about one cost together, then to let the owner go."""
        left = self._left_for(owner, scope, taken, suspects)
        free = cost_of_letting_go(left.window, left.printed) - EVIDENCE * left.surprise
        given_up = min(max(round(free), GIVEN_UP), DEAREST)
        if given_up <= most and not self._careful(owner, (), scope, taken):
            given_up += BESIDE
        costed = [each for each in self._costed(owner, left) if each.cost <= min(most, given_up)]
        fitting: list[_Costed] = []
        for each in costed:
            if fitting and each.cost > fitting[0].cost + TIED:
                yield _together(owner, fitting)
                fitting = []
            fits = self._fits(owner, each, scope, taken)
            if fits is not None and fits.cost < given_up:
                fitting = sorted([*fitting, fits], key=lambda each: each.cost)
        if fitting:
            yield _together(owner, fitting)
        yield Change(owner, given_up)

    def _fits(
        self, owner: int, slip: _Costed, scope: Sequence[int], taken: Changes
    ) -> _Costed | None:
        """The slip at what it costs with the careless readings that it needs; None if it cannot."""
        if slip.careful and self._careful(owner, (slip.option,), scope, taken):
            return slip
        given = {**self.lax, **stands(taken), owner: (slip.option,)}
        return replace(slip, cost=slip.cost + BESIDE) if self._solver.holds(scope, given) else None

    def _careful(self, owner: int, stand: Stand, scope: Sequence[int], taken: Changes) -> bool:
        """Whether all others in scope can stand as they are plainly read."""
        return self._solver.holds(scope, {**stands(taken), owner: stand})

    def meant(self, owner: int, scope: Sequence[int], taken: Changes) -> Change:
        """What an owner that is let go may have meant: every slip that fits, even by luck."""
        others = {each: change for each, change in taken.items() if each != owner}
        left = self._left_for(owner, scope, others, ())
        costed = self._costed(owner, left)
        fitting = [each for each in costed if self._fits(owner, each, scope, others)]
        return replace(
            taken[owner],
            options=tuple(each.option for each in fitting),
            chances=tuple(each.chance for each in fitting),
        )

    def plainly(self, owner: int, scope: Sequence[int], taken: Changes) -> Change | None:
        """What an owner may have meant if all others stand as they are plainly read.

        Other notations, and slips that are hardly there by luck.
        """
        anew = tuple(
            option
            for step in self._ladders[owner]
            for option in step.options
            if option.cost > LAX and self._careful(owner, (option,), scope, taken)
        )
        if anew:
            return Change(owner, anew[0].cost, anew, (None,) * len(anew), anew)
        left = self._left_for(owner, scope, taken, ())
        window = left.careful.window(left.link)

        def luck(option: Option) -> float:
            return chance_nearby(*self._kin(owner, option.how), window, ends(option.interval))

        careful = (each for each in self._costed(owner, left) if each.careful)
        fitting = [
            each
            for each in careful
            if luck(each.option) <= _LUCKY and self._careful(owner, (each.option,), scope, taken)
        ]
        return _together(owner, fitting) if fitting else None

    def _costed(self, owner: int, left: _Left) -> list[_Costed]:
        """The slips that the wider window may hold, the cheapest first."""
        windows = cache(left.windows)
        chance = cache(partial(self._chance, owner))
        found: list[_Costed] = []
        for slip in self._slips_of[owner].all:
            link = slip.link or left.link
            wide, narrow = windows(link)
            if not wide.meets(slip.low, slip.high):
                continue
            of = slip.how if slip.link is None else slip
            lucky, likely = (chance(of, each) > _LUCKY for each in (wide, narrow or wide))
            if slip.link is not None and likely:
                continue
            for option in slip.options():
                careful = narrow is not None and narrow.meets(*ends(option.interval))
                if wide.meets(*ends(option.interval)) and (careful or not lucky):
                    cost = self._cost(owner, slip, option, left)
                    found.append(_Costed(cost, chance(of, narrow or wide), option, careful))
        return sorted(found, key=lambda each: each.cost)

    def _chance(self, owner: int, slip: Slip | str, window: Window) -> float:
        """The chance that a slip, or one of those of a kind, fits by luck."""
        if isinstance(slip, Slip):
            scale = scale_of(window, (slip.low, slip.high))
            fits = scale.share(window.low, window.high) + scale.share(slip.low, slip.high)
            return chance_among(fits, slip.ways)
        return chance_of(slip, *self._kin(owner, slip), window)

    def _kin(self, owner: int, how: str) -> tuple[float, list[float]]:
        """The centre of what is printed, and those of all its slips of a kind."""
        printed = middle(self._ladders[owner][0].options[0].interval)
        return printed, [each.centre for each in self._slips_of[owner].all if each.how == how]

    def _cost(self, owner: int, slip: Slip, option: Option, left: _Left) -> int:
        if slip.how == "points":  # of two claims with one number either may be the wrong one
            return SLIPS["points"]
        there = left.bounds.window(slip.link or left.link)
        scale = scale_of(there, ends(option.interval)) if slip.link else left.scale
        window, meant = scale.share(there.low, there.high), scale.share(*ends(option.interval))
        more = 0.0
        if slip.how in _CONVERTED:  # the interval is as wide as what it was converted by
            window, meant = max(window, meant), left.printed
        else:
            more = self._slips_of[owner].surprise(option.interval) - left.surprise
        shares = window, meant, left.window, left.printed
        return max(
            round(cost_of_slip(SLIPS[slip.how], slip.ways, *shares) + EVIDENCE * more), SUREST
        )

    def _left_for(
        self, owner: int, scope: Sequence[int], taken: Changes, suspects: Sequence[int]
    ) -> _Left:
        """What the others leave for an owner."""
        if taken:
            return self._left([owner], scope, taken)[0]
        key = tuple(scope)
        if (owner, key) not in self._known:
            asked = sorted({owner, *suspects})
            for each, left in zip(asked, self._left(asked, scope, taken), strict=True):
                self._known[each, key] = left
        return self._known[owner, key]

    def _left(self, owners: Sequence[int], scope: Sequence[int], taken: Changes) -> list[_Left]:
        inside = set(scope)
        let_go = {each for each in self._ladders if each not in inside}
        let_go |= {each for each, change in taken.items() if change.let_go or _elsewhere(change)}
        changed = {
            owner: hull(option.interval for option in change.options)
            for owner, change in taken.items()
            if change.options and not change.let_go
        } | {each: self._careless[each] for each, change in taken.items() if change.cost == LAX}
        reads = [changed, {**self._careless, **changed}]
        pairs = bounds_left(self._constraints, owners, let_go, reads)
        return [self._beside(owner, *pair) for owner, pair in zip(owners, pairs, strict=True)]

    def _beside(self, owner: int, careful: Bounds, careless: Bounds) -> _Left:
        c = self._constraints
        row = int(np.flatnonzero(c.owner == owner)[0])
        link = Link(int(c.form[row]), int(c.x[row]), int(c.y[row]))
        bounds = careful if careful.possible else careless
        window, plain = bounds.window(link), self._ladders[owner][0].options[0].interval
        scale = scale_of(window, ends(plain))
        shares = scale.share(window.low, window.high), scale.share(*ends(plain))
        surprised = self._slips_of[owner].surprise(plain)
        return _Left(careful, careless, link, scale, *shares, surprised)


def _elsewhere(change: Change) -> bool:
    """Whether an owner is taken to bind something else than it says."""
    return any(option.link is not None for option in change.options)


def _together(owner: int, slips: Sequence[_Costed]) -> Change:
    """One change for slips that cannot be told apart."""
    options = tuple(each.option for each in slips)
    return Change(owner, slips[0].cost, options, tuple(each.chance for each in slips), options)
