"""What `auto` projects, against naive, drift, exponential smoothing and Theta, on generated series.

    pip install statsforecast==2.1.1
    python benchmarks/forecasts.py [--count N] [--seed N]

Three kinds, as plans have them: short yearly levels (8 to 14 years, one to three years ahead),
monthly flows with seasons (4 to 6 years, the year's total after 3, 6 and 9 months) and figures that
quarters have come to (3 to 5 years, the year's total after one, two and three quarters). Each
origin sees only what was known by then. Printed for each kind and way: the mean error, scaled by
what the series changes by from year to year; and for `auto` how many outcomes lie within its
interval, of which 75 to 85 % should, and how wide that is against the error. AutoETS and Theta are
those of statsforecast, and naive where they refuse so short a history; without it they are left
out, and that is said. A fixed seed makes every run
the same.
"""

import argparse
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from statistics import mean

from plan_tracker.progress.estimate import UncertainNumber
from plan_tracker.progress.goals.paths import EarlierYear, Elapsed
from plan_tracker.progress.projected.method import Point, ProjectionInput
from plan_tracker.progress.projected.projection import foresee

YEAR = 365
FIRST = 730_000  # a day of 1999
Rival = Callable[[Sequence[float], int, int], Sequence[float]]


@dataclass(frozen=True)
class Task:
    """What is known at an origin, and what came.

    `history` are the values by step, oldest first, `season` how many of them make a year, `ahead`
    how many are still to come; the outcome is the last of them, or with `summed` the year's total.
    `scale` is by how much the series changes from year to year.
    """

    kind: str
    known: ProjectionInput
    history: tuple[float, ...]
    season: int
    ahead: int
    summed: bool
    outcome: float
    scale: float


def yearly(chance: random.Random) -> Iterator[Task]:
    """Short yearly levels: around a trend, as a random walk, levelling off, or flat."""
    count, shape = chance.randint(8, 14), chance.choice(["trend", "walk", "bend", "flat"])
    drift, noise = chance.uniform(1, 10), chance.uniform(0.5, 8)
    level, levels = chance.uniform(50, 300), []
    for step in range(count):
        sloped = {"trend": drift, "walk": drift, "bend": drift * 0.8**step, "flat": 0.0}[shape]
        level += sloped + (chance.gauss(0, noise) if shape == "walk" else 0)
        levels.append(level if shape == "walk" else level + chance.gauss(0, noise))

    for origin in range(5, count):
        for ahead in (1, 2, 3):
            if origin + ahead <= count:
                seen = levels[:origin]
                points = tuple(
                    Point(FIRST + YEAR * at, _exactly(value)) for at, value in enumerate(seen)
                )
                known = ProjectionInput(FIRST + YEAR * (origin + ahead - 1), points=points)
                outcome = levels[origin + ahead - 1]
                yield Task("yearly", known, tuple(seen), 1, ahead, False, outcome, _step(levels))


def monthly(chance: random.Random) -> Iterator[Task]:
    """Monthly flows with seasons and growth, after a quarter, a half and three quarters."""
    yield from _flows(chance, "monthly", 12, chance.randint(4, 6), (3, 6, 9))


def quarterly(chance: random.Random) -> Iterator[Task]:
    """What quarters have come to."""
    yield from _flows(chance, "cumulative", 4, chance.randint(3, 5), (1, 2, 3))


def _flows(
    chance: random.Random, kind: str, season: int, years: int, parts: Sequence[int]
) -> Iterator[Task]:
    growth, noise = chance.uniform(-0.03, 0.12), chance.uniform(0.02, 0.15)
    seasons = [chance.uniform(1 - strength, 1 + strength) for strength in [chance.uniform(0, 0.6)]
               for _ in range(season)]  # fmt: skip
    flows, level = [], chance.uniform(10, 1000)
    for step in range(season * years):
        if step % season == 0:
            level *= 1 + growth + chance.gauss(0, noise / 2)
        flows.append(level * seasons[step % season] * max(1 + chance.gauss(0, noise), 0.05))

    totals = [sum(flows[season * at : season * (at + 1)]) for at in range(years)]
    for year in range(1, years):
        for part in parts:
            begun = season * year
            seen = tuple(flows[: begun + part])
            elapsed = Elapsed(part, season)
            earlier = tuple(
                EarlierYear(
                    year - at,
                    _exactly(sum(flows[season * at : season * at + part])),
                    _exactly(totals[at]),
                    elapsed,
                )
                for at in reversed(range(max(year - 5, 0), year))
            )
            so_far = _exactly(sum(flows[begun : begun + part]))
            known = ProjectionInput(FIRST + YEAR * (year + 1), so_far, elapsed, earlier)
            scale = _step(totals)
            yield Task(kind, known, seen, season, season - part, True, totals[year], scale)


def naive(history: Sequence[float], ahead: int, season: int) -> Sequence[float]:
    """As the last one; with seasons as a year before."""
    return [history[len(history) - season + step % season] for step in range(ahead)]


def drift(history: Sequence[float], ahead: int, season: int) -> Sequence[float]:
    """On along the line through the first and the last; with seasons added to a year before."""
    slope = (history[-1] - history[0]) / (len(history) - 1)
    if season > 1:
        first, last = sum(history[:season]), sum(history[-season:])
        slope = (last - first) / season / (len(history) - season)
    steps = naive(history, ahead, season)
    return [
        level + slope * (season if season > 1 else step + 1) for step, level in enumerate(steps)
    ]


def rivals() -> dict[str, Rival]:
    """The simple ways, and those of statsforecast where it is there."""
    simple: dict[str, Rival] = {"naive": naive, "drift": drift}
    try:
        import numpy as np
        from statsforecast.models import AutoETS, Theta  # type: ignore[import-not-found]
    except ImportError:
        print("statsforecast is not installed: AutoETS and Theta are left out.")
        return simple

    def by(model: type) -> Rival:
        def foreseen(history: Sequence[float], ahead: int, season: int) -> Sequence[float]:
            made = model(season_length=season if len(history) > 2 * season else 1)
            try:
                values: list[float] = made.forecast(y=np.array(history), h=ahead)["mean"].tolist()
            except NotImplementedError:  # too short a history for it
                return naive(history, ahead, season)
            return values

        return foreseen

    return simple | {"AutoETS": by(AutoETS), "Theta": by(Theta)}


def main() -> None:
    """Every kind in turn."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--count", type=int, default=100, help="series of each kind")
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()

    ways = rivals()
    print(f"{'kind':12}{'cases':>7}{'auto':>8}" + "".join(f"{name:>9}" for name in ways)
          + f"{'within':>9}{'width':>8}  by which method")  # fmt: skip
    for made in (yearly, monthly, quarterly):
        chance = random.Random(chosen.seed)
        tasks = [task for _ in range(chosen.count) for task in made(chance)]
        _row(tasks, ways)


def _row(tasks: Sequence[Task], ways: dict[str, Rival]) -> None:
    errors: dict[str, list[float]] = defaultdict(list)
    within: list[bool] = []
    widths: list[float] = []
    methods: dict[str, int] = defaultdict(int)
    for task in tasks:
        projected = foresee(task.known)
        amount = projected.amount
        assert amount is not None and amount.value is not None
        errors["auto"].append(abs(float(amount.value) - task.outcome) / task.scale)
        methods[str(projected.method)] += 1
        if amount.low is not None and amount.high is not None and amount.low < amount.high:
            within.append(float(amount.low) <= task.outcome <= float(amount.high))
            widths.append(float(amount.high - amount.low) / 2 / task.scale)
        for name, rival in ways.items():
            steps = rival(task.history, task.ahead, task.season)
            part = float(task.known.part.value or 0) if task.known.part else 0.0
            value = part + sum(steps) if task.summed else steps[-1]
            errors[name].append(abs(value - task.outcome) / task.scale)

    used = ", ".join(f"{name} {count}" for name, count in sorted(methods.items()))
    scaled = "".join(f"{mean(errors[name]):9.3f}" for name in ways)
    shares = f"{mean(within):8.1%}{mean(widths):8.2f}" if within else f"{'–':>8}{'–':>8}"
    ours = f"{mean(errors['auto']):8.3f}"
    print(f"{tasks[0].kind:12}{len(tasks):7}{ours}{scaled} {shares}  {used} "
          f"({len(within)} with an interval)")  # fmt: skip


def _exactly(value: float) -> UncertainNumber:
    return UncertainNumber.exactly(Fraction(value))


def _step(values: Sequence[float]) -> float:
    changes = [abs(last - first) for first, last in pairwise(values)]
    return max(mean(changes), 1e-9)


if __name__ == "__main__":
    main()
