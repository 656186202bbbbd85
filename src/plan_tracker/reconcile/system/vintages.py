"""Preliminary figures that a later one has replaced.

A figure that its source calls an estimate is replaced by a final one for the same quantity, or by
an estimate published later. The two do not contradict each other: that is what an estimate is for.
The older report is still held against itself: its claims speak of the figure that it printed.
"""

import pandas as pd

from plan_tracker.reconcile.system.system import KEY

_KEY = list(KEY)
_MARK = "@"


def separate_vintages(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with replaced figures, and what their sources say of them, on a basis apart.

    Adds the column `ref_basis`. A basis apart is the basis itself, `@` and the source.
    """
    frame = frame.assign(ref_basis=frame["basis"])
    levels = frame[(frame["kind"] == "level") & (frame["measure"] == "actual")]
    replaced = _replaced(levels)
    if replaced.empty:
        return frame
    quantities = replaced[["source", *_KEY]].drop_duplicates()
    basis, source = frame["basis"].astype("str"), frame["source"].astype("str")
    apart = basis + _MARK + source
    own = _among(frame[["source", *_KEY]], quantities)
    references = frame[["source", *(f"ref_{name}" for name in _KEY)]]
    other = _among(references.set_axis(quantities.columns, axis=1), quantities)
    return frame.assign(
        basis=basis.where(~own, apart).astype("category"),
        ref_basis=basis.where(~other, apart).astype("category"),
    )


def split_basis(basis: pd.Series) -> tuple[pd.Series, pd.Series]:
    """The basis itself, and whether the figure was replaced by a later one."""
    marked = [text for text in basis.unique() if _MARK in text]
    own = {text: text.partition(_MARK)[0] for text in marked}
    return basis.replace(own).astype("str") if own else basis, basis.isin(marked)


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
