"""Ranks of a table in another order than the figures that they are of."""

from collections.abc import Iterable

import numpy as np

from plan_tracker.model.interval import Interval
from plan_tracker.model.plan import OutOfOrder
from plan_tracker.model.text import Phrase, phrase
from plan_tracker.reconcile.checks.check import Mask, Replacements
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.reconcile.checks.remark import Remark
from plan_tracker.reconcile.checks.spoken import Spoken
from plan_tracker.reconcile.evidence.words import named
from plan_tracker.reconcile.system.system import System


class RankOrder:
    """Ranks of a table in another order than the figures that they are of."""

    page = page_of("PT306")

    def about(self, spoken: Spoken) -> Mask:
        """Ranks, and what is ranked, where these seem to be in opposite orders."""
        names = [name for pair in spoken.system.plan.out_of_order for name in pair.statements]
        return np.asarray(spoken.frame["statement"].isin(names))

    def remarks(self, system: System, replaced: Replacements) -> Iterable[Remark]:
        """One remark for all that hangs together."""
        if not system.plan.out_of_order:
            return

        owners = {statement.name: owner for owner, statement in enumerate(system.statements)}
        for pair in system.plan.out_of_order:
            better, worse = (_interval(system, owners[name]) for name in pair.ranks)
            first, second = (_interval(system, owners[name]) for name in pair.figures)
            above, below = (first, second) if pair.highest_first else (second, first)
            if not (_less(above, below) or (better == worse and _less(below, above))):
                continue

            yield Remark(
                "warning",
                tuple(owners[name] for name in pair.statements),
                _message(system, owners, pair, shared=better == worse),
                phrase(
                    "Compare the document: a rank or a figure may be wrong, or the ranks are of "
                    "something else."
                ),
                suspects=tuple(tuple(owners[name] for name in each) for each in pair.suspects),
            )


def _less(first: Interval, second: Interval) -> bool:
    """Whether all of one is no more than all of another, and they are not the same."""
    return (
        first.high is not None
        and second.low is not None
        and first.high <= second.low
        and first != second
    )


def _interval(system: System, owner: int) -> Interval:
    return system.statements[owner].readings[0].ordinary


def _message(system: System, owners: dict[str, int], pair: OutOfOrder, *, shared: bool) -> Phrase:
    ranks = [_words(system, owners[name]) for name in pair.ranks]
    first, second = (_words(system, owners[name]) for name in pair.figures)
    parts = {"better": ranks[0], "worse": ranks[1], "first": first, "second": second}
    if shared:
        return phrase(
            "{better} and {worse} are one rank, though {first} and {second} are not the same.",
            **parts,
        )
    if pair.highest_first:
        return phrase(
            "{better} ranks before {worse}, though {first} is less than {second}.", **parts
        )
    return phrase("{better} ranks before {worse}, though {first} is more than {second}.", **parts)


def _words(system: System, owner: int) -> Phrase:
    statement = system.statements[owner]
    return phrase("{name} “{printed}”", name=named(system, statement), printed=statement.printed)
