"""Figures that do not say at which prices they are, where others of the same indicator do."""

import numpy as np
import pandas as pd


def with_doubtful_prices(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with what is silent on prices, where some source says them, as unsure.

    It may be real or nominal, and so may what it is held against. Adds the column `silent_prices`.
    """
    basis = frame["basis"].cat
    said = np.array([name != "" for name in basis.categories], dtype=bool)[basis.codes]
    silent = frame["indicator"].isin(frame.loc[said, "indicator"].unique()) & ~said
    return frame.assign(unsure=frame["unsure"] | silent, silent_prices=silent)
