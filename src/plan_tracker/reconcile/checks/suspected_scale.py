"""A figure that is a hundred, a thousand or a million times its neighbours."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from plan_tracker.model.neighbours import powers_away
from plan_tracker.model.text import Amount, phrase
from plan_tracker.reconcile.checks.check import Mask, Replacements, Whole
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.reconcile.checks.remark import Remark
from plan_tracker.reconcile.checks.spoken import Spoken
from plan_tracker.reconcile.system.system import System

_OF_WHAT = ["indicator", "measure", "unit", "timing", "standing", "basis"]


@dataclass(frozen=True, slots=True)
class _Away:
    """A statement that is ten to the `power` times the `usual` beside it."""

    owner: int
    power: int
    usual: float


class SuspectedScale:
    """A figure that is a hundred, a thousand or a million times its neighbours."""

    page = page_of("PT104")

    def about(self, spoken: Spoken) -> Mask:
        """Every statement."""
        return spoken.everything()

    def needs(self, system: System, whole: Whole) -> Mask:
        """The percentages: those of other entities are beside them in their source."""
        levels = _levels(system)
        return np.asarray(system.frame.index.isin(levels.index[levels["unit"] == "%"]))

    def remarks(self, system: System, replaced: Replacements) -> Iterable[Remark]:
        """One remark a figure away from those of other periods, or from others of its table."""
        away = {each.owner: each for each in (*_in_time(_levels(system)), *_in_tables(system))}
        for owner in sorted(away.keys() - replaced.keys()):
            yield _remark(system, away[owner])

    def remarks_on_whole(self, system: System, replaced: Replacements) -> Iterable[Remark]:
        """One remark a percentage that is away from those of other entities alone."""
        levels = _levels(system)
        percentages = levels[levels["unit"] == "%"]
        told = {each.owner for each in _in_time(percentages)} | replaced.keys()
        for each in _away(percentages, [*_OF_WHAT, "source", "start", "end"], []):
            if each.owner not in told:
                yield _remark(system, each)


def _levels(system: System) -> pd.DataFrame:
    """The levels of a plan, but for those that their table tells by itself."""
    frame = system.frame
    by_table = [figure.statement for figure in system.plan.out_of_scale]
    return frame[(frame["kind"] == "level") & ~frame["statement"].isin(by_table)]


def _in_time(levels: pd.DataFrame) -> Iterator[_Away]:
    """Levels away from those of other periods as long."""
    levels = levels.assign(days=(levels["end"] - levels["start"]).dt.days // 10)
    yield from _away(levels, [*_OF_WHAT, "entity", "days"], ["end"])


def _away(levels: pd.DataFrame, same: Sequence[str], order: Sequence[str]) -> Iterator[_Away]:
    """Those that are away from their neighbours in an order, where they are the same in this."""
    series = levels.groupby(list(same), sort=False, observed=True, dropna=False).ngroup()
    levels = levels.assign(series=series).sort_values(["series", *order], kind="stable")
    powers, usual = powers_away(levels["value"].to_numpy(), levels["series"].to_numpy())
    for at in powers.nonzero()[0].tolist():
        yield _Away(int(levels.index[at]), int(powers[at]), float(usual[at]))


def _in_tables(system: System) -> Iterator[_Away]:
    """What tables without a plan show of their own cells."""
    if not system.plan.out_of_scale:
        return
    owners = {statement.name: owner for owner, statement in enumerate(system.statements)}
    for figure in system.plan.out_of_scale:
        yield _Away(owners[figure.statement], figure.power, figure.usual)


def _remark(system: System, away: _Away) -> Remark:
    statement = system.statements[away.owner]
    return Remark(
        "note",
        (away.owner,),
        phrase(
            "“{printed}” is about {times} times the figures beside it, which are near {usual}.",
            printed=statement.printed,
            times=f"10^{away.power}",
            usual=Amount(float(f"{away.usual:.2g}"), statement.subject.unit),
        ),
        phrase(
            "Compare the document: the scale word, the unit, the decimal mark or the percent sign "
            "may be wrong."
        ),
    )
