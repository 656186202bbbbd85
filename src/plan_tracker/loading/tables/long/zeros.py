"""Zeros that end the decimals of a whole column, or of all figures of an indicator."""

from dataclasses import replace

import numpy as np
import pandas as pd

from plan_tracker.loading.fit import LEVEL_KINDS
from plan_tracker.loading.frame.codes import number_rows
from plan_tracker.loading.tables.long.arrays import Coded
from plan_tracker.loading.tables.long.cells import Cells, Codes
from plan_tracker.reading.decimal_zeros import ENOUGH


def format_zeros(cells: Cells, coded: dict[str, Coded], columns: Codes) -> Codes | None:
    """How many zeros say nothing in each row; None where all digits do.

    `columns` are those of the file that the rows stand in; in long form all are the same.
    """
    if not cells.decimals.any():
        return None

    kind = coded["kind"]
    levels = np.array([text in LEVEL_KINDS for text in kind.texts])[kind.codes]
    column, distinct = pd.factorize(columns)
    group = number_rows(
        [
            (kind.codes, len(kind.texts)),
            (column.astype(np.int64), len(distinct))
            if len(distinct) > 1
            else (coded["indicator"].codes, len(coded["indicator"].texts)),
        ]
    )
    ends = np.where(cells.digits == 0, cells.decimals, np.minimum(cells.zeros, cells.decimals))
    ends = np.where((cells.template < 0) | (cells.doubt > 0), 0, ends)
    least = np.full(int(group.max(initial=-1)) + 1, np.iinfo(np.int64).max)
    np.minimum.at(least, group, ends)
    least[np.bincount(group, minlength=len(least)) < ENOUGH] = 0

    zeros: Codes = np.where(levels, least[group], 0)
    return zeros if zeros.any() else None


def without_zeros(cells: Cells, zeros: Codes | None) -> Cells:
    """The cells without so many zeros at the ends of their decimals."""
    if zeros is None:
        return cells
    return replace(
        cells,
        digits=cells.digits / 10.0**zeros,
        decimals=cells.decimals - zeros,
        zeros=np.maximum(cells.zeros - zeros, 0),
    )
