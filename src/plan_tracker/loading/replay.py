"""A plan as it was known on an earlier day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from plan_tracker.loading.loaded import Loaded
from plan_tracker.loading.statements import Chosen
from plan_tracker.model.period import read_period

_FIGURES = ("level", "base", "stage")


def known_by(loaded: Loaded, day: date) -> tuple[Loaded, tuple[str, ...]]:
    """Only what was published by a day, and the names of the sources that are left out of it.

    A source published in a month or a year counts from its last day on. Of one that does not say
    when it was published and reports on a period that had not ended, plan values are left out, and
    claims about later periods; its figures stay, and progress leaves out what is dated later.
    """
    left_out = _published_later(loaded, day) | _said_later(loaded, day)
    if not left_out.any():
        return loaded, ()
    kept = Chosen(loaded.statements, np.flatnonzero(~left_out).tolist())
    frame = loaded.frame[~left_out].reset_index(drop=True)
    sources = tuple(loaded.frame["source"][left_out].unique())
    return replace(loaded, statements=kept, frame=frame), sources


def _published_later(loaded: Loaded, day: date) -> NDArray[np.bool_]:
    published = loaded.frame["published"]
    return published.isin(_after(published.unique(), day)).to_numpy(dtype=bool)


def _after(texts: Iterable[str], day: date) -> list[str]:
    return [text for text in texts if text and read_period(text).end > day]


def _said_later(loaded: Loaded, day: date) -> NDArray[np.bool_]:
    later = [
        each.id
        for each in loaded.sources.values()
        if not each.published and each.period and each.period.end > day
    ]
    frame = loaded.frame
    dated = frame["kind"].isin(_FIGURES) | (frame["end"] <= np.datetime64(day))
    figures = dated & (frame["measure"] != "target")
    return (frame["source"].isin(later) & ~figures).to_numpy(dtype=bool)
