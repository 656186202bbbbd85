"""Floats rounded outwards, so that bounds never exclude what is possible."""

import numpy as np

from plan_tracker.reconcile.system.system import Numbers

WIDER = 4 * np.finfo(float).eps  # as a share


def up(values: Numbers) -> Numbers:
    """No less than what the values stand for."""
    return values + np.abs(values) * WIDER


def down(values: Numbers) -> Numbers:
    """No more than what the values stand for."""
    return values - np.where(np.isfinite(values), np.abs(values), 0) * WIDER
