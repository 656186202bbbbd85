"""Figures that a later one has replaced: estimates, and what was revised.

A figure that its source calls an estimate is replaced by a final one for the same quantity, or by
an estimate published later. Any figure is replaced by one that was published later, if they differ
and one is at most twice the other: that is a revision, and beyond it a doubt remains. What replaced
and what was replaced do not contradict each other. The older report is still held against itself:
its claims speak of the figure that it printed.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plan_tracker.model.period import read_period
from plan_tracker.reconcile.system.reports import report_of
from plan_tracker.reconcile.system.system import KEY

_KEY = [name for name in KEY if name != "vintage"]
_REPORT = ["source", "published"]  # rows of one source with other days are other reports
_REVISABLE = ("level", "base", "target")
_MOST = 2.0  # times


def separate_vintages(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with replaced figures, and what their reports say of them, told apart.

    Adds the columns `vintage`, the report of what was replaced and "" for all else, and, for what
    statements compare with, `ref_basis` and `ref_vintage`; `revised_by` is the row of the figure
    that revises another, and -1 for all else.
    """
    today = pd.Categorical.from_codes(np.zeros(len(frame), dtype=np.int8), pd.Index([""]))
    frame = frame.assign(ref_basis=frame["basis"], vintage=today, ref_vintage=today, revised_by=-1)
    levels = frame[(frame["kind"] == "level") & (frame["measure"] == "actual")]
    estimates, revised_by = _replaced_estimates(levels), _revised_by(frame)
    replaced = estimates.index.union(revised_by.index, sort=True)
    if replaced.empty:
        return frame

    # A report that has both an estimate and the final figure makes all else of the latter.
    spoken, report = frame[[*_REPORT, *_KEY]], report_of(frame)
    final = spoken[(frame["kind"] == "level") & ~frame["provisional"]]
    estimated = spoken.loc[estimates.index]
    beside_final = _among(estimated, final.drop_duplicates())
    estimated = estimated[~beside_final]
    quantities = pd.concat([estimated, spoken.loc[revised_by.index]]).drop_duplicates()
    vintage = report.where(_among(spoken, quantities), "")
    beside = frame.index.isin(beside_final.index[beside_final])
    vintage = vintage.mask(beside, report + " estimated")
    references = frame[[*_REPORT, *(f"ref_{name}" for name in _KEY)]]
    compared = _among(references.set_axis(quantities.columns, axis=1), quantities)
    return frame.assign(
        vintage=vintage.astype("category"),
        ref_vintage=report.where(compared, "").astype("category"),
        revised_by=revised_by.reindex(frame.index, fill_value=-1),
    )


def _replaced_estimates(levels: pd.DataFrame) -> pd.DataFrame:
    """The levels that are estimates, and that another figure of the same quantity replaces."""
    if not levels["provisional"].any():
        return levels.iloc[:0]

    levels = levels[levels.duplicated(_KEY, keep=False)]
    estimate = levels["provisional"]
    if not estimate.any():
        return levels.iloc[:0]

    groups = [levels[name] for name in _KEY]
    published = _days(levels)
    newest = published.where(estimate).groupby(groups, dropna=False).transform("max")
    final = published.where(~estimate).groupby(groups, dropna=False).transform("max")
    finals = (~estimate).groupby(groups, dropna=False).transform("any")

    # Where a day is not known, a final figure is taken to be the later one.
    by_final = finals & ~(final < published)
    return levels[estimate & (by_final | (newest > published))]


def _revised_by(frame: pd.DataFrame) -> pd.Series:
    """For each figure that a later report revises, the row of the newest one that does."""
    dated = (frame["published"] != "") & frame["kind"].isin(_REVISABLE)
    rows = frame.loc[dated & frame["measure"].isin(["actual", "target"])]
    none = pd.Series(dtype=np.int64)
    if rows["published"].nunique() < 2:
        return none

    rows = rows[rows.duplicated(_KEY, keep=False)]
    if rows.empty:
        return none

    rows = rows.assign(day=_days(rows))
    quantity = rows.groupby(_KEY, observed=True, dropna=False, sort=False).ngroup()
    newest = rows["day"] == rows["day"].groupby(quantity).transform("max")
    last = pd.Series(rows.index[newest], index=quantity[newest]).groupby(level=0).first()
    by = quantity.map(last)
    differs = ~newest & _revises(rows, frame.loc[by.to_numpy()])
    return by[differs].astype(np.int64)


def _revises(rows: pd.DataFrame, newer: pd.DataFrame) -> NDArray[np.bool_]:
    """Whether figures differ by more than rounding, and by no more than a revision may.

    An estimate revises no final figure.
    """
    low, high, value = (rows[name].to_numpy() for name in ("low", "high", "value"))
    new_low, new_high, now = (newer[name].to_numpy() for name in ("low", "high", "value"))
    near = np.minimum(np.abs(value), np.abs(now)) * _MOST >= np.maximum(np.abs(value), np.abs(now))
    apart = (high < new_low) | (low > new_high)
    near &= np.sign(value) == np.sign(now)
    may = rows["provisional"].to_numpy() | ~newer["provisional"].to_numpy()
    return np.asarray(apart & near & may)


def _days(rows: pd.DataFrame) -> pd.Series:
    """The day on which each was published, the last one of a month or a year; NaT where unknown."""
    texts = rows["published"].astype("str")
    ends = {text: read_period(text).end for text in texts.unique() if text}
    return pd.to_datetime(texts.map(ends))


def _among(rows: pd.DataFrame, quantities: pd.DataFrame) -> pd.Series:
    found = rows.merge(quantities, how="left", indicator=True)["_merge"] == "both"
    return found.set_axis(rows.index)
