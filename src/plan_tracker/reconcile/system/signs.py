"""Claims that have no meaning by the signs that are printed: of zero, or growth across zero."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plan_tracker.reconcile.system.claims import FACTORS, FORMS
from plan_tracker.reconcile.system.declared import Declared
from plan_tracker.reconcile.system.system import BOUND, Codes

Mask = NDArray[np.bool_]


class PrintedSigns(NamedTuple):
    """For each quantity whether anything prints it at all, as zero, below it, or above it.

    Only what is `signed` can be below or above: all else is never negative, whatever is printed.
    """

    printed: Mask
    zero: Mask
    below: Mask
    above: Mask


def printed_signs(
    frame: pd.DataFrame, subject: Codes, declared: Sequence[Declared], aimed: Codes, signed: Mask
) -> PrintedSigns:
    """What figures and targets print; `aimed` has the quantity of what is declared."""
    kinds = frame["kind"].cat
    level = np.array([FORMS.get(kind) == BOUND for kind in kinds.categories], dtype=bool)
    rows = np.flatnonzero(level[kinds.codes]) if len(frame) else np.empty(0, dtype=np.int64)
    aims = [
        (quantity, float(value))
        for quantity, each in zip(aimed.tolist(), declared, strict=True)
        for value in (declared_value.value for declared_value in each.values)
        if value is not None
    ]
    quantity = np.append(subject[rows], np.array([at for at, _ in aims], dtype=np.int64))
    value = np.append(frame["value"].to_numpy(dtype=float)[rows], [aim for _, aim in aims])

    printed, zero, below, above = (np.zeros(len(signed), dtype=bool) for _ in range(4))
    printed[quantity] = True
    zero[quantity[value == 0]] = True
    below[quantity[value < 0]] = True
    above[quantity[value > 0]] = True
    return PrintedSigns(printed, zero, below & signed, above & signed)


def has_no_base(frame: pd.DataFrame, subject: Codes, reference: Codes, signs: PrintedSigns) -> Mask:
    """Which claims are of what is printed as zero, or of growth across zero.

    What is printed both below and above zero lies on neither side: one of the two is wrong.
    """
    if not (signs.zero.any() or signs.below.any()):
        return np.zeros(len(frame), dtype=bool)

    kinds = frame["kind"]
    claimed = kinds.isin(list(FACTORS)).to_numpy() & (reference >= 0)
    growth = (kinds == "growth").to_numpy()
    below, above = signs.below & ~signs.above, signs.above & ~signs.below
    across = below[subject] & above[reference]
    across |= above[subject] & below[reference]
    return np.asarray(claimed & (signs.zero[reference] | (growth & across)))
