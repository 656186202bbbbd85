"""Preliminary figures that a later one has replaced.

A figure that its source calls an estimate is replaced by a final one for the same quantity, or by
an estimate published later. The two do not contradict each other: that is what an estimate is for.
The older report is still held against itself: its claims speak of the figure that it printed.
"""

import numpy as np
import pandas as pd

from plan_tracker.reconcile.system.system import KEY

_KEY = [name for name in KEY if name != "vintage"]


def separate_vintages(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with replaced figures, and what their sources say of them, told apart.

    Adds the columns `vintage`, the source of what was replaced and "" for all else, and, for what
    statements compare with, `ref_basis` and `ref_vintage`.
    """
    current = pd.Categorical.from_codes(np.zeros(len(frame), dtype=np.int8), pd.Index([""]))
    frame = frame.assign(ref_basis=frame["basis"], vintage=current, ref_vintage=current)
    levels = frame[(frame["kind"] == "level") & (frame["measure"] == "actual")]
    replaced = _replaced(levels)
    if replaced.empty:
        return frame

    quantities = replaced[["source", *_KEY]].drop_duplicates()
    source = frame["source"].astype("str")
    subjects = _among(frame[["source", *_KEY]], quantities)
    references = frame[["source", *(f"ref_{name}" for name in _KEY)]]
    compared = _among(references.set_axis(quantities.columns, axis=1), quantities)
    return frame.assign(
        vintage=source.where(subjects, "").astype("category"),
        ref_vintage=source.where(compared, "").astype("category"),
    )


def _replaced(levels: pd.DataFrame) -> pd.DataFrame:
    """The levels that are estimates, and that another figure of the same quantity replaces."""
    if not levels["provisional"].any():
        return levels.iloc[:0]

    levels = levels[levels.duplicated(_KEY, keep=False)]
    estimate = levels["provisional"]
    if not estimate.any():
        return levels.iloc[:0]

    groups = [levels[name] for name in _KEY]
    days = levels["published"].astype("str")
    published = days.rank(method="dense").where(days != "")
    newest = published.where(estimate).groupby(groups, dropna=False).transform("max")
    final = published.where(~estimate).groupby(groups, dropna=False).transform("max")
    finals = (~estimate).groupby(groups, dropna=False).transform("any")

    # Where a day is not known, a final figure is taken to be the later one.
    by_final = finals & ~(final < published)
    return levels[estimate & (by_final | (newest > published))]


def _among(rows: pd.DataFrame, quantities: pd.DataFrame) -> pd.Series:
    found = rows.merge(quantities, how="left", indicator=True)["_merge"] == "both"
    return found.set_axis(rows.index)
