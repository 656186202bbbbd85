"""What rests on an indicator's timing or bounds that a person has still to confirm.

That a level counts at its last day plays a part only where periods of different lengths that end on
one day are taken for one; bounds do only where they cut what a printed text can mean.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plan_tracker.loading.fit import LEVEL_KINDS
from plan_tracker.model.period import read_period
from plan_tracker.model.plan import Indicator, Plan
from plan_tracker.reconcile.system.system import KEY

Mask = NDArray[np.bool_]

# What is held against each other has all of this in common, and indicators of one family.
_ALIKE = [name for name in KEY if name not in ("indicator", "start", "basis", "vintage")]


def with_guesses(frame: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """The frame with what rests on a guess about its indicator as unsure.

    Adds the column `guessed`, which says so.
    """
    proposed = [each for each in plan.indicators.values() if each.confirm]
    guessed = np.zeros(len(frame), dtype=bool)
    if proposed and len(frame):
        guessed = _cut_by_bounds(frame, proposed) | _of_unusual_length(frame, plan, proposed)
    return frame.assign(unsure=frame["unsure"] | guessed, guessed=guessed)


def _cut_by_bounds(frame: pd.DataFrame, proposed: list[Indicator]) -> Mask:
    """Levels that end, read plainly or with little care, where the bounds do.

    A bound of zero cuts nothing that is not cut without it.
    """
    lows = {each.id: float(each.bounds.low) for each in proposed if each.bounds.low}
    highs = {each.id: float(each.bounds.high) for each in proposed if each.bounds.high is not None}
    names = frame["indicator"].cat
    least, most = (
        np.array([ends.get(name, np.nan) for name in names.categories])[names.codes]
        for ends in (lows, highs)
    )
    cut = np.zeros(len(frame), dtype=bool)
    for column, end in (("low", least), ("lax_low", least), ("high", most), ("lax_high", most)):
        cut |= frame[column].to_numpy() == end
    return np.asarray(cut & frame["kind"].isin(LEVEL_KINDS).to_numpy())


def _of_unusual_length(frame: pd.DataFrame, plan: Plan, proposed: list[Indicator]) -> Mask:
    """What speaks of a level by another length of period than most that is held against it."""
    unusual = np.zeros(len(frame), dtype=bool)
    mentions = pd.concat(_mentions(frame, [each.id for each in proposed]))
    lengths = mentions.groupby("end", observed=True)["first_day"].transform("nunique")
    mentions = mentions[lengths > 1]
    if mentions.empty:
        return unusual

    family = _families(plan)
    alike = [mentions["indicator"].map(lambda name: family.get(name, name)), mentions["basis"]]
    alike += [mentions[name] for name in _ALIKE]
    group = mentions.groupby(alike, observed=True, sort=False).ngroup()
    named = pd.DataFrame({"group": group, "first_day": mentions["first_day"]})
    ranked = named.value_counts().reset_index()
    ranked = ranked.sort_values(["group", "count", "first_day"], ascending=[True, False, True])
    usual = ranked.drop_duplicates("group").set_index("group")["first_day"]
    others = mentions["first_day"].to_numpy() != group.map(usual).to_numpy()
    unusual[mentions.index[others]] = True
    return unusual


def _mentions(frame: pd.DataFrame, proposed: list[str]) -> Iterator[pd.DataFrame]:
    """What rows say of levels at a day, and compare with: how it is named, by row.

    `first_day` is that of the period that names the day, as a number.
    """
    for prefix in ("", "ref_"):
        of_them = frame[f"{prefix}indicator"].isin(proposed) & (frame[f"{prefix}timing"] == "end")
        names = ["indicator", "period", *_ALIKE]
        rows = frame.loc[of_them, [prefix + name for name in names]].set_axis(names, axis=1)
        texts = rows["period"].astype("str")
        starts = {text: read_period(text).start.toordinal() for text in texts.unique()}
        first_day = texts.map(starts).astype(np.int64)
        yield rows.assign(
            indicator=rows["indicator"].astype("str"),
            basis=frame.loc[of_them, "basis"].astype("str"),
            first_day=first_day,
            **{name: rows[name].astype("str") for name in _ALIKE if name != "end"},
        )


def _families(plan: Plan) -> dict[str, str]:
    """For each indicator in what sources state to add up, one name for all that it is tied to."""
    family: dict[str, str] = {}
    for identity in plan.identities:
        members = (identity.total, *identity.parts) if identity.stated else ()
        tied = {family.get(member, member) for member in members}
        for name in {*members, *(each for each, of in family.items() if of in tied)}:
            family[name] = min(tied)
    return family
