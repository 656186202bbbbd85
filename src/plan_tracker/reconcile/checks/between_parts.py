"""A rate of a whole outside those of its parts."""

from collections.abc import Iterable, Sequence

import numpy as np

from plan_tracker.model.interval import Interval
from plan_tracker.model.text import Phrase, phrase
from plan_tracker.reconcile.checks.check import Mask, Replacements
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.reconcile.checks.remark import Remark
from plan_tracker.reconcile.checks.spoken import Spoken
from plan_tracker.reconcile.evidence.words import named, statement_words
from plan_tracker.reconcile.system.system import System


class BetweenParts:
    """A rate of a whole outside those of its parts."""

    page = page_of("PT307")

    def about(self, spoken: Spoken) -> Mask:
        """What seems to be outside its parts, and these."""
        names = [name for each in spoken.system.plan.between for name in (each.whole, *each.parts)]
        return np.asarray(spoken.frame["statement"].isin(names))

    def remarks(self, system: System, replaced: Replacements) -> Iterable[Remark]:
        """One remark a whole: it may be wrong, and so may any of its parts."""
        if not system.plan.between:
            return

        owners = {statement.name: owner for owner, statement in enumerate(system.statements)}
        for between in system.plan.between:
            whole, *parts = (owners[name] for name in (between.whole, *between.parts))
            shown = _outside(system, whole, parts)
            if shown is None:
                continue

            nearest, message = shown
            others = [part for part in parts if part != nearest]
            yield Remark(
                "warning",
                (whole, nearest, *others),
                message,
                phrase(
                    "Compare the document: the whole or one of its parts may be wrong, or there "
                    "are parts that the table does not show."
                ),
                suspects=tuple((owner,) for owner in (whole, nearest, *others)),
            )


def _outside(system: System, whole: int, parts: Sequence[int]) -> tuple[int, Phrase] | None:
    """The part that comes nearest to a whole outside all of them, in words; None where none is."""
    printed = _interval(system, whole)
    intervals = {part: _interval(system, part) for part in parts}
    lows = {part: each.low for part, each in intervals.items() if each.low is not None}
    highs = {part: each.high for part, each in intervals.items() if each.high is not None}
    if not len(lows) == len(highs) == len(parts) or printed.low is None or printed.high is None:
        return None

    largest, smallest = max(parts, key=highs.__getitem__), min(parts, key=lows.__getitem__)
    if printed.low > highs[largest]:
        return largest, phrase(
            "{whole} is more than the largest of its parts, {part}: a rate of all lies between "
            "theirs.",
            whole=_words(system, whole),
            part=_words(system, largest),
        )
    if printed.high < lows[smallest]:
        return smallest, phrase(
            "{whole} is less than the smallest of its parts, {part}: a rate of all lies between "
            "theirs.",
            whole=_words(system, whole),
            part=_words(system, smallest),
        )
    return None


def _interval(system: System, owner: int) -> Interval:
    return system.statements[owner].readings[0].ordinary


def _words(system: System, owner: int) -> Phrase:
    statement = system.statements[owner]
    return statement_words(statement, named(system, statement))
