"""Other ways to bind what does not hold as its words lean: only what none can save is wrong."""

from collections.abc import Iterator, Sequence

from plan_tracker.documents.drafted.bonds import Bond, kind_of
from plan_tracker.documents.drafted.numbers import claim_readings, fits, level_readings
from plan_tracker.documents.drafted.passages import Passages

_BACK = 6  # figures before, of which one may be what a claim is about


def settled(passages: Passages, number: int, bonds: Sequence[Bond]) -> list[tuple[Bond, int]]:
    """The bonds of a figure, each with the number of the figure that it is about.

    Where a claim and its plan or base do not hold of the figure that they stand at, they are about
    another of the sentence that they hold of just as printed, `212,000, 4,000 more than in 2022,
    and 98 percent of the planned 216,000`; or the plan or base is that of another claim of the
    figure. Else they stay where their words put them.
    """
    about = {}
    for bond in bonds:
        if not (bond.ratios and bond.levels) or _holds(passages, number, bond, number, lax=True):
            continue
        another = next(_about_another(passages, number, bond), None)
        if another is not None:
            bond.sure, about[id(bond)] = False, another
            continue
        for other in bonds:
            if _takes_over(passages, number, other, bond):
                other.levels, bond.levels, other.sure = bond.levels, [], False
                break
    return [(bond, about.get(id(bond), number)) for bond in bonds]


def _about_another(passages: Passages, number: int, bond: Bond) -> Iterator[int]:
    """The figures of the same sentence and the one before that a bond holds of as printed."""
    unit = passages.figures[number].unit
    for other in range(number - 1, max(-1, number - 1 - _BACK), -1):
        if passages.sentence(other) < passages.sentence(number) - 1:
            return
        figure = passages.figures[other]
        alike = figure.printed and figure.unit in (unit, "") and figure.kind == "level"
        if alike and _holds(passages, number, bond, other, lax=False):
            yield other


def _takes_over(passages: Passages, number: int, other: Bond, bond: Bond) -> bool:
    """Whether the level of a bond is that of another claim of the figure, by its numbers."""
    if other.levels or not other.ratios or other is bond:
        return False
    joined = Bond(other.role, other.ratios, bond.levels)
    return _holds(passages, number, joined, number, lax=False)


def _holds(passages: Passages, number: int, bond: Bond, about: int, *, lax: bool) -> bool:
    """Whether the claims of a bond at one figure hold of another, or of it."""
    own = passages.figures[number]
    level = level_readings(passages.figures[about])
    for claim in (own.claims[at] for at in bond.levels):
        other = claim_readings(claim, own, kind_of(claim))
        for ratio in (own.claims[at] for at in bond.ratios):
            kind = kind_of(ratio)
            said = claim_readings(ratio, own, kind)
            if not any(fits(kind, (each,), level, other, lax=lax) for each in said):
                return False
    return True
