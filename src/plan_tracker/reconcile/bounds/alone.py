"""What each source says alone, with what is declared or stated: a copy for every source."""

from dataclasses import dataclass, replace

import numpy as np

from plan_tracker.reconcile.bounds.constraints import Constraints
from plan_tracker.reconcile.system.system import Codes, System


@dataclass(frozen=True, slots=True)
class Alone:
    """The constraints of each source in each block, a copy each, on quantities of their own.

    `copy` is the copy of each of these quantities, `block_of_copy` the block of each copy.
    """

    constraints: Constraints
    copy: Codes
    block_of_copy: Codes

    @property
    def block(self) -> Codes:
        """The block of each quantity."""
        return self.block_of_copy[self.copy]


def alone(system: System, c: Constraints, label: Codes) -> Alone:
    """Each source's constraints apart from all others', without assumptions and guesses.

    `label` is the block of each quantity of `c`.
    """
    count = len(system.statements)
    sources = system.frame["source"].cat.codes.to_numpy().astype(np.int64)
    assumed = np.array([each.assumed for each in system.trusted], dtype=bool)
    said = c.owner < count
    said[said] = ~system.frame["unsure"].to_numpy()[c.owner[said]]

    # One copy for each source in each block.
    in_block, of_source = label[c.x[said]], sources[c.owner[said]]
    widest = int(of_source.max(initial=0)) + 1
    copies, copy_of_said = np.unique(in_block * widest + of_source, return_inverse=True)
    block_of_copy = copies // widest
    first = np.searchsorted(block_of_copy, np.arange(int(label.max(initial=0)) + 2))

    trusted = np.flatnonzero(c.owner >= count)
    trusted = trusted[~assumed[c.owner[trusted] - count]] if len(trusted) else trusted
    links, link_copy = _in_each_copy(trusted, label[c.x[trusted]], first)
    sums = np.flatnonzero(~assumed[c.sums.owner - count]) if len(c.sums.owner) else np.arange(0)
    sums, sum_copy = _in_each_copy(sums, label[c.sums.total[sums]], first)

    kept = c.take(np.concatenate([np.flatnonzero(said), links]), sums)
    return _numbered_anew(kept, np.concatenate([copy_of_said, link_copy]), sum_copy, block_of_copy)


def _in_each_copy(rows: Codes, blocks: Codes, first: Codes) -> tuple[Codes, Codes]:
    """The rows once for each copy of their block, and the number of that copy."""
    times = first[blocks + 1] - first[blocks]
    begins = np.concatenate([[0], np.cumsum(times)])
    within = np.arange(begins[-1]) - np.repeat(begins[:-1], times)
    return np.repeat(rows, times), np.repeat(first[blocks], times) + within


def _numbered_anew(c: Constraints, link: Codes, total: Codes, block_of_copy: Codes) -> Alone:
    """The constraints on one quantity for each that a copy speaks of."""
    part = np.repeat(total, np.diff(c.sums.first))
    copies = np.concatenate([link, link, total, part])
    quantities = np.concatenate([c.x, c.y, c.sums.total, c.sums.part])
    there = quantities >= 0

    size = (len(block_of_copy), len(c.signed))
    number = np.full(len(quantities), -1, dtype=np.int64)
    known, number[there] = np.unique(
        copies[there] * size[1] + quantities[there], return_inverse=True
    )
    x, y, totals, parts = np.split(number, np.cumsum([len(c.x), len(c.y), len(c.sums.total)]))
    copy, quantity = known // size[1], known % size[1]
    sums = replace(c.sums, total=totals, part=parts)
    bases = c.bases[quantity]
    apart = replace(c, x=x, y=y, sums=sums, signed=c.signed[quantity], bases=bases)
    return Alone(apart, copy, block_of_copy)
