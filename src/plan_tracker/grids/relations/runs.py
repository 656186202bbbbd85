"""Runs: the lines beside one that it may be the sum or the mean of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from plan_tracker.grids.relations.lines import Lines
from plan_tracker.grids.relations.sums import MOST_PARTS, Run, Tolerance
from plan_tracker.grids.shape.sheet import Flags, Floats

GAPS = 4  # lines that may stand between a total and its parts
_REACH = MOST_PARTS * 2  # lines to either side, where parts are looked for
_TOGETHER = 50_000  # numbers that are looked at together
_EXACT = 1e-12  # what floating point may lose of a sum, as a share of the largest one


def beside(order: Sequence[int], at: int) -> tuple[Sequence[int], Sequence[int]]:
    """The lines behind one and those before it, the nearest first, as far as parts may stand."""
    before = order[max(0, at - _REACH) : at]
    return order[at + 1 : at + 1 + _REACH], before[::-1]


def open_runs(
    lines: Lines,
    order: Sequence[int],
    results: frozenset[int],
    tolerance: Tolerance,
    *,
    mean: bool = False,
) -> Iterator[Run]:
    """Each result with those behind it and those before it, from the nearest ones on.

    Left out are those of which no beginning of two lines or more comes near the result's number
    in as many observations as it misses it in, but for those that are worked out from others: a
    closer look would find nothing there.
    """
    chosen = [(at, line) for at, line in enumerate(order) if line in results]
    if not chosen:
        return
    lined_up = [line for _, line in chosen]
    forward, backward = _Running.of(lines, order), _Running.of(lines, order[::-1])
    places = [[at for at, _ in chosen], [len(order) - 1 - at for at, _ in chosen]]
    likely = [
        running.may_come_near(lines, lined_up, starts, tolerance, mean=mean)
        for running, starts in zip((forward, backward), places, strict=True)
    ]
    for number, (at, line) in enumerate(chosen):
        sides = zip((forward, backward), places, likely, beside(order, at), strict=True)
        for running, starts, worth, parts in sides:
            for gap in range(min(GAPS, len(parts) - 1)):
                start = starts[number] + 1 + gap
                if worth[number, gap] and running.comes_near(
                    lines, line, start, tolerance, mean=mean
                ):
                    yield Run(line, tuple(parts[gap:]))


@dataclass(frozen=True, slots=True)
class _Running:
    """What the lines of an order come to, from the first on, and before them nothing.

    `known` counts numbers among them and `unknown` what is neither a number nor nothing; `units`
    are the largest of the last digits of any of them, by observation.
    """

    sums: Floats
    known: Floats
    unknown: Floats
    units: Floats

    @classmethod
    def of(cls, lines: Lines, order: Sequence[int]) -> "_Running":
        """The running sums of these lines."""
        chosen = list(order)
        values, units = lines.values[:, chosen], lines.units[:, chosen]
        is_number = ~np.isnan(values)
        return cls(
            _running(np.where(is_number, values, 0.0)),
            _running(is_number),
            _running(~is_number & ~lines.nothing[:, chosen]),
            np.where(is_number, units, 0.0).max(axis=1, keepdims=True, initial=0.0),
        )

    def may_come_near(
        self,
        lines: Lines,
        results: Sequence[int],
        places: Sequence[int],
        tolerance: Tolerance,
        *,
        mean: bool,
    ) -> Flags:
        """By result and gap: False where `comes_near` would surely say so, by a coarser measure.

        `places` are those of the results in the order. All are looked at together, as wide as a
        sum can be rounded whose lines are all numbers.
        """
        observations, count = self.sums.shape[0], self.sums.shape[1] - 1
        width = min(MOST_PARTS, count) - 1
        likely = np.zeros((len(results), GAPS), dtype=bool)
        if width < 1:
            return likely

        def windows(running: Floats) -> Floats:
            """From two lines behind a start on, for each start and observation."""
            beyond = np.full((observations, GAPS + width + 2), np.nan)
            return sliding_window_view(np.hstack([running, beyond]), width, axis=1)[:, 2:]

        sums, known = windows(self.sums), windows(self.known)
        largest = np.abs(self.sums).max(axis=1, keepdims=True)
        lines_in = np.full(width, 1.0) if mean else np.arange(2.0, width + 2)
        rounded = tolerance.units * self.units * lines_in
        asked = ~lines.ratios & lines.telling
        step = max(1, _TOGETHER // (observations * width))
        for first in range(0, len(results), step):
            chosen = list(results[first : first + step])
            printed, units = lines.values[:, chosen], lines.units[:, chosen]
            room = tolerance.units * units + (2 * tolerance.share + 8 * _EXACT) * largest
            for gap in range(GAPS):
                starts = np.minimum(np.array(places[first : first + step]) + 1 + gap, count)
                ends = np.minimum(starts + MOST_PARTS, count)
                off = sums[:, starts] - self.sums[:, starts, None]
                if mean:
                    off /= np.maximum(known[:, starts] - self.known[:, starts, None], 1)
                off -= printed[:, :, None]
                np.abs(off, out=off)
                off -= rounded[:, None, :]
                times = (off <= room[:, :, None]).sum(axis=0)

                two = np.minimum(starts + 2, count)
                failing = ~np.isnan(printed) & asked[:, None]
                failing &= self.unknown[:, ends] == self.unknown[:, starts]
                failing &= self.known[:, two] > self.known[:, starts]
                enough = (times > 0) & (2 * times >= failing.sum(axis=0)[:, None])
                likely[first : first + step, gap] = enough.any(axis=1)
        return likely

    def comes_near(
        self, lines: Lines, result: int, start: int, tolerance: Tolerance, *, mean: bool
    ) -> bool:
        """Whether the lines from `start` on may be looked at as parts of a result."""
        last = min(start + MOST_PARTS, self.sums.shape[1] - 1)
        ends = slice(start + 2, last + 1)
        printed = lines.values[:, [result]]
        numbers = self.known[:, ends] - self.known[:, [start]]
        sums = self.sums[:, ends] - self.sums[:, [start]]
        units = self.units * (1 if mean else numbers) + lines.units[:, [result]]
        if mean:
            sums = sums / np.maximum(numbers, 1)

        lost = _EXACT * np.abs(self.sums[:, : last + 1]).max(axis=1, keepdims=True)
        near: Flags = np.abs(printed - sums) <= tolerance.room(units, sums) + 2 * lost
        complete = self.unknown[:, ends] == self.unknown[:, [start]]
        failing = ~near & complete & (numbers > 0) & ~np.isnan(printed)
        failing &= (~lines.ratios & lines.telling)[:, None]
        times = near.sum(axis=0)
        return bool(((times > 0) & (times >= failing.sum(axis=0))).any())


def _running(numbers: Floats | Flags) -> Floats:
    """The sums of the first columns, from none of them to all."""
    sums = np.zeros((numbers.shape[0], numbers.shape[1] + 1))
    np.cumsum(numbers, axis=1, out=sums[:, 1:])
    return sums
