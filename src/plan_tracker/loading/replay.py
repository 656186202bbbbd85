"""A plan as it was known on an earlier day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from plan_tracker.loading.loaded import Loaded
from plan_tracker.loading.statements import Chosen
from plan_tracker.model.period import read_period


def known_by(loaded: Loaded, day: date) -> tuple[Loaded, tuple[str, ...]]:
    """Only what was published by a day, and the names of the sources that are left out of it.

    A source published in a month or a year counts from its last day on. One that does not say when
    it was published cannot be older than the end of its own period, nor than the last day that it
    reports on: before the later of the two all of it is left out. An estimate of a period dates
    nothing, since it may be made before the period ends.
    """
    left_out = _published_later(loaded, day) | _ended_later(loaded, day)
    if not left_out.any():
        return loaded, ()
    kept = Chosen(loaded.statements, np.flatnonzero(~left_out).tolist())
    frame = loaded.frame[~left_out].reset_index(drop=True)
    sources = tuple(loaded.frame["source"][left_out].unique())
    return replace(loaded, statements=kept, frame=frame), sources


def report_days(loaded: Loaded) -> list[date]:
    """The days on which sources became known, the earliest first; see `known_by`."""
    frame, known = loaded.frame, dict[str, date]()
    for text in filter(None, frame["published"].unique()):
        sources = frame["source"][frame["published"] == text].unique()
        known |= dict.fromkeys(map(str, sources), read_period(str(text)).end)

    counted = frame[(frame["published"] == "") & (frame["measure"] == "actual")]
    ends = counted[~counted["provisional"]].groupby("source", observed=True)["end"].max()
    for source, end in ends.items():
        period = loaded.sources[str(source)].period
        last = end.date()
        known[str(source)] = max(last, period.end) if period is not None else last
    return sorted(set(known.values()))


def _published_later(loaded: Loaded, day: date) -> NDArray[np.bool_]:
    published = loaded.frame["published"]
    return published.isin(_after(published.unique(), day)).to_numpy(dtype=bool)


def _after(texts: Iterable[str], day: date) -> list[str]:
    return [text for text in texts if text and read_period(text).end > day]


def _ended_later(loaded: Loaded, day: date) -> NDArray[np.bool_]:
    """What does not say when it was published, of sources that report on a later day."""
    frame = loaded.frame
    undated = frame["published"] == ""
    on_period = [
        source.id
        for source in loaded.sources.values()
        if source.period is not None and source.period.end > day
    ]

    reports = undated & (frame["measure"] == "actual") & ~frame["provisional"]
    on_figures = frame["source"][reports & (frame["end"] > np.datetime64(day))].unique()

    later = frame["source"].isin([*on_period, *on_figures])
    return (undated & later).to_numpy(dtype=bool)
