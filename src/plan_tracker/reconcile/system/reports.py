"""Quantities as an earlier report saw them: what was replaced in it beside all else that it prints.

So the laws hold within the earlier report too, whatever a later one has made of its figures.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plan_tracker.reconcile.system.quantities import VINTAGE, Quantities
from plan_tracker.reconcile.system.system import Codes, Sums


@dataclass(frozen=True, slots=True)
class SeenByReports:
    """The `quantities`, then those that reports with replaced figures print beside them.

    The latter have the report as their vintage. `what` says which quantity each of all these is.
    """

    quantities: Quantities
    what: Codes
    count: int

    def sums(self, sums: Sums) -> Sums:
        """Sums over these as sums over the quantities, each but once."""
        if len(self.what) == self.count:
            return sums

        lengths = np.diff(sums.first)
        instance = np.repeat(np.arange(len(lengths)), lengths)
        new = self._current(sums.total) | self._replaced(sums.total)
        np.logical_or.at(new, instance, (sums.part >= 0) & self._replaced(sums.part))
        first = np.concatenate([[0], np.cumsum(lengths[new])]).astype(np.int64)
        part = sums.part[new[instance]]
        part = np.where(part < 0, -1, self.what[part])
        return Sums(sums.owner[new], self.what[sums.total[new]], part, first)

    def new_pairs(self, one: Codes, two: Codes) -> NDArray[np.bool_]:
        """Which pairs of these are not the same pair as one that is seen today."""
        return self._current(one) | self._replaced(one) | self._replaced(two)

    def _current(self, rows: Codes) -> NDArray[np.bool_]:
        """What is seen today."""
        current = self.quantities.number(VINTAGE, "")
        return np.asarray(self.quantities.codes[rows, VINTAGE] == current)

    def _replaced(self, rows: Codes) -> NDArray[np.bool_]:
        """What only an earlier report says."""
        return np.asarray((rows < self.count) & ~self._current(rows))


def seen_by_reports(frame: pd.DataFrame, subject: Codes, quantities: Quantities) -> SeenByReports:
    """The quantities as today's reader and as each report with replaced figures sees them."""
    count = len(quantities.codes)
    reports = quantities.names[VINTAGE]
    if len(reports) < 2:
        return SeenByReports(quantities, np.arange(count), count)

    report = reports.get_indexer(pd.Index(report_of(frame)))
    beside = (report >= 0) & (subject >= 0) & (frame["vintage"] == "").to_numpy(dtype=bool)
    printed = np.unique(np.column_stack([subject[beside], report[beside]]), axis=0)
    codes = quantities.codes[printed[:, 0]].copy()
    codes[:, VINTAGE] = printed[:, 1]
    seen = replace(quantities, codes=np.concatenate([quantities.codes, codes]))
    return SeenByReports(seen, np.concatenate([np.arange(count), printed[:, 0]]), count)


def report_of(frame: pd.DataFrame) -> pd.Series:
    """The report that each row is from: its source, and the day of publication."""
    return frame["source"].astype("str") + " " + frame["published"].astype("str")
