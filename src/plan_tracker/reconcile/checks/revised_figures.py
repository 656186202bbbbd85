"""Figures that were put right."""

from collections.abc import Iterable

import numpy as np

from plan_tracker.model.text import Phrase, phrase, plural
from plan_tracker.reconcile.checks.check import Mask, Replacements, Whole
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.reconcile.checks.remark import Remark
from plan_tracker.reconcile.checks.spoken import Spoken
from plan_tracker.reconcile.evidence.words import named, statement_words
from plan_tracker.reconcile.system.system import BOUND, System


class RevisedFigures:
    """Figures that were put right."""

    page = page_of("PT305")

    def about(self, spoken: Spoken) -> Mask:
        """The figures that say so, and those that a later report revises."""
        return np.asarray(spoken.frame["revised"] | (spoken.frame["revised_by"] >= 0))

    def needs(self, system: System, whole: Whole) -> Mask:
        """The figures that are revised, and those that revise them."""
        by = system.frame["revised_by"].to_numpy()
        needed = by >= 0
        needed[by[needed]] = True
        return needed

    def remarks_on_whole(self, system: System, replaced: Replacements) -> Iterable[Remark]:
        """One remark for what a report revises of another."""
        return _revisions(system)

    def remarks(self, system: System, replaced: Replacements) -> Iterable[Remark]:
        """One remark a fall of a cumulative figure."""
        low, high = (system.frame[name].to_numpy() for name in ("low", "high"))
        levels = _levels(system)
        pairs = zip(system.corrected.x.tolist(), system.corrected.y.tolist(), strict=True)
        for longer, shorter in pairs:
            now, before = levels.get(longer), levels.get(shorter)
            if now is not None and before is not None and high[now] < low[before]:
                yield _fall(system, now, before)


def _revisions(system: System) -> Iterable[Remark]:
    frame = system.frame
    revised = frame[frame["revised_by"] >= 0]
    by = frame.loc[revised["revised_by"].to_numpy()]
    keys = [each.astype("str").to_numpy() for each in (revised["source"], by["source"])]
    for (source, later), rows in revised.groupby(keys, sort=False):
        first = int(rows.index[0])
        yield Remark(
            "note",
            (first, int(rows["revised_by"].iloc[0])),
            plural(
                "{later} revises a figure of {source}: {before} to {now}.",
                "{later} revises {count} figures of {source}, such as {before} to {now}.",
                len(rows),
                later=str(later),
                source=str(source),
                before=_words(system, first),
                now=_words(system, int(rows["revised_by"].iloc[0])),
            ),
            phrase("The later figures are used. Say in the report that they were revised."),
        )


def _levels(system: System) -> dict[int, int]:
    """One figure of each quantity that a corrected order ties."""
    links, tied = system.links, np.append(system.corrected.x, system.corrected.y)
    there = (links.form == BOUND) & (links.owner < len(system.statements))
    there &= np.isin(links.x, tied)
    return dict(zip(links.x[there].tolist(), links.owner[there].tolist(), strict=True))


def _fall(system: System, now: int, before: int) -> Remark:
    longer, shorter = (_words(system, owner) for owner in (now, before))
    return Remark(
        "note",
        (now, before),
        phrase(
            "{longer} is less than {shorter}, though it covers a longer period: it was put right.",
            longer=longer,
            shorter=shorter,
        ),
        phrase("It is left untested. Add the earlier figures as they were put right, if known."),
    )


def _words(system: System, owner: int) -> Phrase:
    statement = system.statements[owner]
    return statement_words(statement, named(system, statement))
