"""Bridges: what was there at first and what came and went make what is there in the end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from math import log

import numpy as np

from plan_tracker.grids.relations.chance import log_chance
from plan_tracker.grids.relations.lines import Lines
from plan_tracker.grids.relations.relation import LineRelation
from plan_tracker.grids.relations.sums import CAREFUL
from plan_tracker.grids.shape.sheet import Flags, Floats

_MOST_MOVES = 5  # lines between the first and the last one
_MOST_BRIDGES = 300
_NAMED = log(0.05)  # the chance by luck up to which a bridge is believed


@dataclass(frozen=True, slots=True)
class _Bridge:
    """The lines of a bridge by their numbers: both ends, and what lies between."""

    opening: int
    moves: tuple[int, ...]
    closing: int


def find_bridges(lines: Lines, opens: Sequence[bool], closes: Sequence[bool]) -> list[LineRelation]:
    """Lines that are called an end, and are a beginning with what lies between added or taken off.

    What lies between may also be left out, as a note on a part is.
    """
    found = (_of_bridge(lines, bridge) for bridge in islice(_bridges(opens, closes), _MOST_BRIDGES))
    return [relation for relation in found if relation is not None]


def _bridges(opens: Sequence[bool], closes: Sequence[bool]) -> Iterator[_Bridge]:
    opening = None
    for line, (is_first, is_last) in enumerate(zip(opens, closes, strict=True)):
        if is_first:
            opening = line
        elif is_last and opening is not None:
            moves = tuple(range(opening + 1, line))
            if 0 < len(moves) <= _MOST_MOVES:
                yield _Bridge(opening, moves, line)


def _of_bridge(lines: Lines, bridge: _Bridge) -> LineRelation | None:
    """The signs of what lies between that make the end in most observations."""
    moves = list(bridge.moves)
    known = ~np.isnan(lines.values[:, moves])
    moved = np.where(known, lines.values[:, moves], 0.0)
    signs = np.array([each for each in product((1, -1, 0), repeat=len(moves)) if any(each)]).T

    printed, opening = lines.values[:, [bridge.closing]], lines.values[:, [bridge.opening]]
    ends = lines.units[:, [bridge.closing]] + lines.units[:, [bridge.opening]]
    worked_out = opening + moved @ signs
    units = ends + np.where(known, lines.units[:, moves], 0.0) @ np.abs(signs)
    room = CAREFUL.room(units, np.abs(worked_out) + np.abs(opening))

    unknown = ~(known | lines.nothing[:, moves]) @ np.abs(signs) > 0
    tested = ~np.isnan(printed) & ~np.isnan(opening) & ~unknown & ~lines.ratios[:, None]
    holds = tested & (np.abs(printed - worked_out) <= room)
    telling = holds & (_largest_move(moved, signs) > room) & lines.telling[:, None]

    failing = tested & ~holds

    best = max(range(signs.shape[1]), key=lambda at: _told(telling, failing, signs, at))
    if telling[:, best].sum() < 2 or 2 * holds[:, best].sum() <= tested[:, best].sum():
        return None
    spread = np.abs(moved).sum(axis=1)
    chance = log_chance(
        2 * room[:, best], spread, telling[:, best], tested[:, best], signs.shape[1] * lines.count
    )
    if chance > _NAMED:
        return None
    less = tuple(line for line, sign in zip(moves, signs[:, best], strict=True) if sign < 0)
    return LineRelation(
        "difference" if less else "sum",
        bridge.closing,
        (bridge.opening, *(moves[at] for at in np.flatnonzero(signs[:, best]))),
        tuple(map(int, np.flatnonzero(holds[:, best]))),
        tuple(map(int, np.flatnonzero(failing[:, best]))),
        chance,
        less,
    )


def _largest_move(moved: Floats, signs: Floats) -> Floats:
    """The largest move of each observation that has a sign: one must be seen at all."""
    sizes: Floats = np.abs(moved)[:, :, None] * np.abs(signs)[None]
    largest: Floats = sizes.max(axis=1)
    return largest


def _told(telling: Flags, failing: Flags, signs: Floats, at: int) -> tuple[int, int, int]:
    """How well signs do: what they tell, how seldom they fail, how little they leave out."""
    used = int(np.abs(signs[:, at]).sum())
    return int(telling[:, at].sum()), -int(failing[:, at].sum()), used
