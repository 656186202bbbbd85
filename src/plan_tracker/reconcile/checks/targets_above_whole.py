"""Targets of members that come to more than that of the whole."""

from collections.abc import Iterable

import numpy as np

from plan_tracker.model.constraint import added
from plan_tracker.model.interval import Interval
from plan_tracker.model.text import Between, Listed, phrase
from plan_tracker.reconcile.checks.check import Mask, Replacements
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.reconcile.checks.remark import Remark
from plan_tracker.reconcile.checks.spoken import Spoken
from plan_tracker.reconcile.evidence.words import trusted_words
from plan_tracker.reconcile.system.system import BOUND, Codes, System


class TargetsAboveWhole:
    """Targets of members that come to more than that of the whole."""

    page = page_of("PT405")

    def about(self, spoken: Spoken) -> Mask:
        """No statement: it is about targets alone."""
        return spoken.nothing()

    def remarks(self, system: System, replaced: Replacements) -> Iterable[Remark]:
        """One note a whole."""
        target_of = _target_of(system)
        sums, entity = system.sums, system.keys["entity"].cat.codes.to_numpy()
        aimed = np.flatnonzero(target_of[sums.total] >= 0) if len(sums.total) else sums.total
        for row in aimed.tolist():
            total = int(sums.total[row])
            parts = sums.part[sums.first[row] : sums.first[row + 1]]
            members = parts[(parts >= 0) & (entity[parts] != entity[total])]
            targets = target_of[members][target_of[members] >= 0].tolist()
            whole = int(target_of[total])
            shared_out = added(_interval(system, target) for target in targets)
            if not targets or not _above(shared_out, _interval(system, whole)):
                continue

            yield Remark(
                "note",
                (whole, *targets),
                phrase(
                    "The targets of the members come to {sum}, and {whole} is less: more was "
                    "shared out than is asked for.",
                    sum=Between(shared_out, str(system.keys["unit"].array[total])),
                    whole=Listed([trusted_words(system.trusted[whole - len(system.statements)])]),
                ),
                phrase("Nothing needs to be done where that is meant as a reserve."),
            )


def _target_of(system: System) -> Codes:
    """For each quantity the target that is declared of it; -1 for none."""
    links, count = system.links, len(system.statements)
    kinds = np.array([each.kind == "target" for each in system.trusted], dtype=bool)
    bounds = np.flatnonzero((links.form == BOUND) & (links.owner >= count))
    bounds = bounds[kinds[links.owner[bounds] - count]] if len(kinds) else bounds[:0]
    targets = np.full(len(system.keys), -1, dtype=np.int64)
    targets[links.x[bounds]] = links.owner[bounds]
    return targets


def _interval(system: System, owner: int) -> Interval:
    return system.trusted[owner - len(system.statements)].interval


def _above(amount: Interval, other: Interval) -> bool:
    """Whether an amount is more than another; one below zero is a fault of its own."""
    if amount.low is None or other.high is None:
        return False
    return amount.low > other.high >= 0
