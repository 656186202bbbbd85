"""A plan as it was known on an earlier day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from plan_tracker.loading.folder import Loaded
from plan_tracker.model.period import read_period


def known_by(loaded: Loaded, day: date) -> tuple[Loaded, tuple[str, ...]]:
    """Only what was published by a day, and the names of the sources that are left out.

    A source published in a month or a year counts from its last day on. What does not say when it
    was published stays: it is for progress to leave out figures of periods that had not ended.
    """
    later = _published_after(loaded.frame["published"].unique(), day)
    if not later:
        return loaded, ()
    left_out = loaded.frame["published"].isin(later).to_numpy()
    kept = [each for each, out in zip(loaded.statements, left_out, strict=True) if not out]
    frame = loaded.frame[~left_out].reset_index(drop=True)
    sources = tuple(loaded.frame["source"][left_out].unique())
    return replace(loaded, statements=tuple(kept), frame=frame), sources


def _published_after(texts: Iterable[str], day: date) -> list[str]:
    return [text for text in texts if text and read_period(text).end > day]
