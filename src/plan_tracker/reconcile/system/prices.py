"""Figures that do not say at which prices they are, where that may make a difference.

Where some figure of an indicator says its prices, one that does not may be real or nominal, and so
may what it is held against. Of output, retail sales or GDP it may be so too where none says them:
amounts are told at the prices of the day, and growth at constant ones.
"""

from collections.abc import Collection, Iterable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plan_tracker.language.words import has_open_prices
from plan_tracker.loading.fit import currencies
from plan_tracker.model.plan import Indicator, Plan
from plan_tracker.reconcile.system.system import KEY

_KEY = [name for name in KEY if name != "vintage"]
_AMOUNTS = ("level", "base", "target")
_GROWTH = ("growth", "multiple")


def with_doubtful_prices(
    frame: pd.DataFrame, plan: Plan, priced: Collection[str] = ()
) -> pd.DataFrame:
    """The frame with what is silent on prices, where that is a doubt, as unsure.

    `priced` are indicators whose prices are said elsewhere, where this is but a part of a plan.
    Adds the columns `silent_prices`, which says so, and `open_prices`: growth that is no doubt
    beside that of its own source, but beside the figures of another one.
    """
    basis = frame["basis"].cat
    said = np.array([name != "" for name in basis.categories], dtype=bool)[basis.codes]
    told = {*map(str, frame.loc[said, "indicator"].unique()), *priced}
    silent = frame["indicator"].isin(told).to_numpy() & ~said
    growth = _growth_of(frame, set(_with_open_prices(plan.indicators.values())) - told)
    silent |= _beside_amounts(frame, growth)
    return frame.assign(unsure=frame["unsure"] | silent, silent_prices=silent, open_prices=growth)


def doubtful_prices(frame: pd.DataFrame, owners: Sequence[int]) -> bool:
    """Whether some of what contradicts itself is silent on prices, and that is a doubt.

    Owners beyond the rows of the frame are trusted.
    """
    said = frame.iloc[[owner for owner in owners if owner < len(frame)]]
    across = said["source"].nunique() > 1
    return bool(said["silent_prices"].any() or (across and said["open_prices"].any()))


def _with_open_prices(indicators: Iterable[Indicator]) -> Iterable[str]:
    """The indicators of money whose names leave open at which prices it is."""
    for indicator in indicators:
        if indicator.unit in currencies() and any(map(has_open_prices, indicator.name.values())):
            yield indicator.id


def _growth_of(frame: pd.DataFrame, indicators: set[str]) -> NDArray[np.bool_]:
    """Claims of how these indicators have grown; what is compared with others is no growth."""
    if not indicators:
        return np.zeros(len(frame), dtype=bool)

    claims = frame[frame["indicator"].isin(indicators) & frame["kind"].isin(_GROWTH)]
    of_itself = claims["indicator"].astype("str") == claims["ref_indicator"].astype("str")
    return np.asarray(frame.index.isin(claims.index[of_itself]))


def _beside_amounts(frame: pd.DataFrame, growth: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which growth is that of or from an amount that its own source prints."""
    beside = np.zeros(len(frame), dtype=bool)
    if not growth.any():
        return beside

    named = frame.assign(ref_basis=frame["basis"])
    amounts = named.loc[named["kind"].isin(_AMOUNTS), ["source", *_KEY]].drop_duplicates()
    claims = named[growth]
    for prefix in ("", "ref_"):
        ends = claims[["source", *(prefix + name for name in _KEY)]].set_axis(
            amounts.columns, axis=1
        )
        printed = ends.merge(amounts, how="left", indicator=True)["_merge"] == "both"
        beside[growth] |= printed.to_numpy()
    return beside
