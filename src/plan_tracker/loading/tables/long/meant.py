"""Which of several plans the percentages of a table are of, by the levels beside them."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import pandas as pd

from plan_tracker.loading.sources.plans import MeantPlan, amounts_of, targets_meant
from plan_tracker.loading.tables.long.arrays import Coded
from plan_tracker.loading.tables.long.rows import Meant, Rows
from plan_tracker.model.plan import Target

_PLAIN = ["indicator", "start", "end", "measure", "standing", "basis", "timing", "unit"]
_SUBJECT = [*_PLAIN, "entity"]


def meant_plans(frame: pd.DataFrame, rows: Rows, of: Coded) -> Meant | None:
    """The plans that fit the levels in the rows of a frame best; None where no row asks.

    `of` is the period that each row names of its plan, if it does.
    """
    beside = _with_levels(frame, rows)
    if beside.empty:
        return None

    codes = np.zeros(len(frame), dtype=np.int64)
    targets: list[Target | None] = [None]
    beside["of"] = of.codes[beside["row"]]
    for _, alike in beside.groupby([*_PLAIN, "of"], sort=False, observed=True):
        first = int(alike["row"].iloc[0])
        claim = rows.made(first)
        plans: dict[MeantPlan, list[Target]] = defaultdict(list)
        for target in targets_meant(claim, rows.texts, named=bool(of.texts[of.codes[first]])):
            plans[MeantPlan.declared(target)].append(target)
        if len(plans) < 2:
            continue
        apart = np.array([_apart(alike, declared) for declared in plans.values()])
        fits = np.isfinite(apart).any(axis=0)
        best = np.where(fits, apart.argmin(axis=0) + len(targets), 0)
        codes[alike["row"]] = best
        targets += [declared[0] for declared in plans.values()]
    return Meant(codes, tuple(targets)) if codes.any() else None


def _with_levels(frame: pd.DataFrame, rows: Rows) -> pd.DataFrame:
    """Percentages of plans that may be several, with the level of the same: row, percent, level."""
    several = [name for name, targets in rows.texts.targets.items() if len(targets) > 1]
    known = (frame["value"] > 0) & frame["indicator"].isin(several)
    asking = known & (frame["kind"] == "attainment") & frame["unsure"]
    columns = [*_SUBJECT, "value"]
    claims = frame.loc[asking, columns].rename(columns={"value": "percent"})
    claims["row"] = np.flatnonzero(asking)
    levels = frame.loc[known & (frame["kind"] == "level"), columns].drop_duplicates(_SUBJECT)
    return claims.merge(levels, on=_SUBJECT)


def _apart(
    alike: pd.DataFrame, targets: Sequence[Target]
) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """How far the level of each row is from so many percent of its entity's target."""
    wanted = np.log((alike["value"] / alike["percent"] * 100).to_numpy(dtype=float))
    entities = alike["entity"].astype("str")
    amounts = [amounts_of(target) for target in targets]
    nearest = np.full(len(alike), np.inf)
    for turn in range(max(map(len, amounts), default=0)):
        values = {
            target.entity: known[turn]
            for target, known in zip(targets, amounts, strict=True)
            if turn < len(known)
        }
        logarithms = np.log(entities.map(values).to_numpy(dtype=float))
        nearest = np.fmin(nearest, np.abs(logarithms - wanted))
    return nearest
