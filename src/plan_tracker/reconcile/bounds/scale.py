"""Blocks in which nothing says how large anything is: claims alone, which bind ratios.

What they say holds at every scale. So a base, which is above zero, may be taken to be one, and the
bounds of all else follow as if it were printed.
"""

import numpy as np

from plan_tracker.reconcile.bounds.constraints import Constraints
from plan_tracker.reconcile.system.system import RATIO, Codes


def units(constraints: Constraints, label: Codes, blocks: int) -> Codes:
    """One base of each block of ratios and sums alone; `label` has the block of each quantity."""
    c = constraints
    has_scale = np.zeros(blocks, dtype=bool)
    has_scale[label[c.x[c.form != RATIO]]] = True

    bases = np.flatnonzero(c.bases & ~has_scale[label])
    return np.asarray(bases[np.unique(label[bases], return_index=True)[1]])
