"""Contradictions that arrays alone explain, where there are too many to search for the culprits.

How many there are changes nothing about how bad each is: what one source alone contradicts in every
reading that is no slip is proven, here as by a search. Where arrays cannot tell, that is left to
the solver.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from plan_tracker.language.numbers import DECIMAL
from plan_tracker.reconcile.bounds.alone import alone
from plan_tracker.reconcile.bounds.blocks import Blocks
from plan_tracker.reconcile.bounds.constraints import Constraints, careless, widest
from plan_tracker.reconcile.bounds.failing import apart, failing
from plan_tracker.reconcile.bounds.propagate import propagate
from plan_tracker.reconcile.bounds.scale import units
from plan_tracker.reconcile.bounds.witness import possible
from plan_tracker.reconcile.system.system import Codes, System


@dataclass(frozen=True, slots=True)
class Violation:
    """A contradiction in a block: the owners that cannot all be right as they are printed.

    `gap` is how far they are apart, as a share of the larger, or 0 where no constraint shows it
    alone. `proven` says that one source contradicts itself in every reading that is no slip,
    `across` that those do which are named, whatever sources they are of.
    """

    block: int
    owners: tuple[int, ...]
    gap: float
    proven: bool
    across: bool = False


@dataclass(frozen=True, slots=True)
class Violations:
    """What arrays tell of blocks in which bounds do not meet: the worst first.

    Of those `unsure`, one a block, they do not tell whether one source alone contradicts itself.
    """

    told: tuple[Violation, ...]
    unsure: tuple[Violation, ...]


Row = tuple[float, tuple[int, ...]]  # how far a constraint is from holding, and its owners
Rows = dict[int, list[Row]]  # by block, the plainest first


def violations_in(
    system: System, constraints: Constraints, blocks: Blocks, numbers: Sequence[int]
) -> Violations:
    """One for each constraint that fails by itself, and at least one for each of these blocks.

    No two of one block have a statement in common.
    """
    asked = np.zeros(blocks.count, dtype=bool)
    asked[numbers] = True
    sure, proofs = _by_one_source(system, blocks, asked)
    joint_proofs = _by_all_sources(system, blocks, asked)
    lax = _of_blocks(careless(system), blocks, asked & ~sure)
    unsure = asked & ~sure
    for said in (lax, _confirmed(system, lax)):
        unsure &= ~_possible(said, blocks, unsure)

    plain = _failing(_of_blocks(constraints, blocks, asked), blocks.label)
    violations: list[Violation] = []
    for block in np.flatnonzero(asked).tolist():
        rows = plain.get(block) or [(0.0, tuple(blocks.owners(block).tolist()))]
        proven = (proofs.get(block) or rows[:1]) if sure[block] else []
        across = joint_proofs.get(block, [])
        told = list(_disjoint([*proven, *across, *rows], len(system.statements)))
        violations += [
            Violation(block, row[1], row[0], row in proven, row in across) for row in told
        ]
    violations.sort(key=lambda each: (not each.proven, -each.gap, each.owners))
    return Violations(
        tuple(each for each in violations if not unsure[each.block]),
        tuple(each for each in violations if unsure[each.block]),
    )


def _by_one_source(
    system: System, blocks: Blocks, asked: NDArray[np.bool_]
) -> tuple[NDArray[np.bool_], Rows]:
    """The blocks in which one source alone is impossible in every reading, and what shows that.

    Thousands marks that start decimals do so in all texts of a form or in none: both are tried.
    """
    impossible: list[NDArray[np.bool_]] = []
    shown: list[Rows] = []
    for read in _widest(system, blocks, asked):
        said = alone(system, read, blocks.label)
        taken_as_one = units(said.constraints, said.copy, len(said.block_of_copy))
        low, high = propagate(said.constraints, units=taken_as_one)
        impossible.append(
            np.bincount(said.copy[apart(low, high)], minlength=len(said.block_of_copy)) > 0
        )
        shown.append(_failing(said.constraints, said.block))

    sure = np.zeros(blocks.count, dtype=bool)
    sure[said.block_of_copy[np.logical_and.reduce(impossible)]] = True
    return sure, _in_all(shown)


def _by_all_sources(system: System, blocks: Blocks, asked: NDArray[np.bool_]) -> Rows:
    """What the sources together show to be impossible in every reading, where that is an error."""
    if system.plan.settings.cross_source != "error":
        return {}
    read = _widest(system, blocks, asked)
    return _in_all([_failing(_confirmed(system, c), blocks.label) for c in read])


def _widest(system: System, blocks: Blocks, asked: NDArray[np.bool_]) -> Iterator[Constraints]:
    """Some blocks in every reading that is no slip, once for each meaning of thousands marks."""
    notations = system.frame["doubtful"].unique()
    for misplaced in {False, any(notation.endswith(DECIMAL) for notation in notations)}:
        yield _of_blocks(widest(system, misplaced=misplaced), blocks, asked)


def _in_all(shown: Sequence[Rows]) -> Rows:
    """The rows of the first that all others show too."""
    first, *others = shown
    return {
        block: [row for row in rows if all(_shows(other, block, row) for other in others)]
        for block, rows in first.items()
    }


def _shows(rows: Rows, block: int, row: Row) -> bool:
    """Whether the owners of a row fail there too."""
    return any(owners == row[1] for _, owners in rows.get(block, ()))


def _confirmed(system: System, c: Constraints) -> Constraints:
    """Without what somebody has still to confirm: where the rest holds, there is no error."""
    guessed = np.flatnonzero(system.frame["unsure"].to_numpy())
    return c.only(~np.isin(c.owner, guessed), ~np.isin(c.sums.owner, guessed))


def _possible(lax: Constraints, blocks: Blocks, asked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The blocks that hold when everything is read carelessly, as values show for which they do."""
    low, high = propagate(lax, units=units(lax, blocks.label, blocks.count))
    empty = np.bincount(blocks.label[~(low < high)], minlength=blocks.count) > 0
    return possible(lax, low, high, blocks.label, asked & ~empty)


def _of_blocks(c: Constraints, blocks: Blocks, asked: Any) -> Constraints:
    return c.only(asked[blocks.label[c.x]], asked[blocks.label[c.sums.total]])


def _failing(c: Constraints, label: Codes) -> Rows:
    """The constraints that fail by themselves in each block.

    What is said of quantities alone is plainer than the claims about them; then what is farther
    apart is.
    """
    rows: Rows = {}
    for quantities, gaps, owners_at in failing(c):
        for place in np.argsort(-gaps, kind="stable").tolist():
            owners = tuple(sorted({owner for owner in owners_at(place) if owner >= 0}))
            rows.setdefault(int(label[quantities[place]]), []).append((float(gaps[place]), owners))
    return rows


def _disjoint(rows: Sequence[Row], statements: int) -> Iterable[Row]:
    """The first row, and the next that have no statement in common with those before."""
    taken: set[int] = set()
    for gap, owners in rows:
        said = {owner for owner in owners if owner < statements}
        if taken.isdisjoint(said):
            taken |= said
            yield gap, owners
