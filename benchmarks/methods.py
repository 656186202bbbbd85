"""The methods on generated histories: who says on track a year before, and is it then met?

Each history is a yearly level with a drift and noise; at every eighth the drift turns halfway. Its
target is drawn around where its drift leads. All of them judge the figures up to a year before
the due date; the figure of the due date then says who was right. Printed, for each method: of the
targets that were missed, how many it had called on track; of those that were met, how many it had
not; and how many it could not assess. A fixed seed makes every run the same.
"""

import random
import sys
from datetime import date
from typing import get_args

import pandas as pd

from plan_tracker.model.interval import Interval
from plan_tracker.model.period import Period, read_period
from plan_tracker.model.place import Place
from plan_tracker.model.plan import Indicator, Level, MethodName, Plan, Settings, Target
from plan_tracker.progress.estimate import exact
from plan_tracker.progress.judge import judge

FIRST, BASE, DUE = 2012, 2015, 2025
HERE = Place("generated")
LEVEL = Indicator("level", {"": "Level"}, "unit", "stock", "higher", HERE)
GREEN = ("met", "on-track")


def history(chance: random.Random) -> dict[int, float]:
    """Levels by year, to one decimal."""
    level, drift = chance.uniform(30, 300), chance.uniform(0.5, 12)
    turns = chance.random() < 1 / 8
    noise = drift * chance.uniform(0.1, 1.5)
    levels = {}
    for year in range(FIRST, DUE + 1):
        levels[year] = round(max(level + chance.gauss(0, noise), 0.1), 1)
        level += -drift if turns and year >= (BASE + DUE) // 2 else drift
    return levels


def target_of(levels: dict[int, float], chance: random.Random) -> Target:
    """A target around where the first years lead."""
    slope = (levels[BASE] - levels[FIRST]) / (BASE - FIRST)
    value = max(levels[BASE] + max(slope, 1) * (DUE - BASE) * chance.uniform(0.5, 1.3), 1)
    base = exact(levels[BASE])
    assert base is not None
    baseline = Level(year(BASE), base, Interval.exactly(base), "")
    due = year(DUE)
    aim = exact(round(value, 1))
    return Target("target", "level", "here", due, due.end, HERE, value=aim, baseline=baseline)


def year(number: int) -> Period:
    return read_period(str(number))


def frame(levels: dict[int, float], until: int) -> pd.DataFrame:
    """The observations up to a year, as reconciliation makes them."""
    rows = [
        {
            "indicator": "level", "entity": "here", "measure": "actual", "period": str(at),
            "start": date(at, 12, 31), "end": date(at, 12, 31), "unit": "unit", "basis": "",
            "timing": "", "standing": "",
            "value": value, "low": value, "high": value, "state": "printed",
            "provisional": False, "replaced": False, "statement": f"s#{at}", "printed": "",
            "source": "s", "published": "", "candidates": (), "findings": (), "stage": "",
        }
        for at, value in levels.items()
        if at <= until
    ]  # fmt: skip
    made = pd.DataFrame(rows)
    return made.astype({"start": "datetime64[s]", "end": "datetime64[s]"})


def status(plan: Plan, levels: dict[int, float], until: int) -> str:
    return judge(plan, frame(levels, until)).targets[0].status


def main(count: int) -> None:
    chance = random.Random(2026)
    found: dict[str, list[tuple[bool, str]]] = {name: [] for name in get_args(MethodName)}
    for _ in range(count):
        levels = history(chance)
        target = target_of(levels, chance)
        for name in get_args(MethodName):
            settings = Settings(method=name, projection="linear-from-baseline")
            plan = Plan(indicators={"level": LEVEL}, targets=(target,), settings=settings)
            met = target.value is not None and levels[DUE] >= target.value
            found[name].append((met, status(plan, levels, DUE - 1)))
    for name, judged in found.items():
        told = [(met, said in GREEN) for met, said in judged if said != "not-assessable"]
        missed = [green for met, green in told if not met]
        reached = [green for met, green in told if met]
        print(
            f"{name}: on track before {sum(missed)} of {len(missed)} missed targets "
            f"({sum(missed) / len(missed):.0%}), not on track before "
            f"{len(reached) - sum(reached)} of {len(reached)} met ones "
            f"({1 - sum(reached) / len(reached):.0%}), not assessable {len(judged) - len(told)}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 500)
