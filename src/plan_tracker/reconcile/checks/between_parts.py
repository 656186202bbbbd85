"""A rate of a whole outside those of its parts, or another than their mean."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from plan_tracker.model.interval import Interval
from plan_tracker.model.means import mean_of
from plan_tracker.model.plan import Between as PartsOfRate
from plan_tracker.model.text import Between as Amounts
from plan_tracker.model.text import Listed, Phrase, phrase
from plan_tracker.reconcile.checks.check import Mask, Replacements
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.reconcile.checks.remark import Remark
from plan_tracker.reconcile.checks.spoken import Spoken
from plan_tracker.reconcile.evidence.words import named, statement_words
from plan_tracker.reconcile.system.system import System


class BetweenParts:
    """A rate of a whole outside those of its parts, or another than their mean."""

    page = page_of("PT307")

    def about(self, spoken: Spoken) -> Mask:
        """What seems to be outside its parts, and these."""
        names = [
            name
            for between in spoken.system.plan.between
            for name in (between.whole, *between.parts, *between.weights)
        ]
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
                yield from _other_than_mean(system, between, owners)
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


def _other_than_mean(
    system: System, between: PartsOfRate, owners: Mapping[str, int]
) -> Iterator[Remark]:
    """A whole that is not the mean of its parts by what these weigh, as far as that is known."""
    whole = owners[between.whole]
    parts, weights = (
        [owners[name] for name in names] for names in (between.parts, between.weights)
    )
    weighed = [_interval(system, owner) for owner in weights]
    weighed += [Interval.exactly(share) for share in between.shares]
    if not weighed:
        return
    mean = mean_of([_interval(system, part) for part in parts], weighed)
    if mean is None or not (mean & _interval(system, whole)).empty:
        return

    unit = system.statements[whole].subject.unit
    yield Remark(
        "warning",
        (whole, *parts, *weights),
        phrase(
            "The mean of the members, {parts}, is {mean}, and {whole} is printed.",
            parts=Listed([_words(system, part) for part in parts]),
            mean=Amounts(mean, unit),
            whole=_words(system, whole),
        ),
        phrase(
            "Compare the documents: any of them may be wrong, or what members weigh. That the "
            "whole is their mean is an assumption of the plan."
        ),
        suspects=tuple((owner,) for owner in (whole, *parts, *weights)),
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
