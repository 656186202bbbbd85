"""What the contradictions do to the statements that may be their culprits."""

from collections.abc import Iterable, Sequence

from plan_tracker.reading.costs import NOTATION
from plan_tracker.reconcile.bounds.part import Part
from plan_tracker.reconcile.culprits.contradiction import Contradiction
from plan_tracker.reconcile.culprits.options import Option
from plan_tracker.reconcile.explain.remark import Mended
from plan_tracker.reconcile.system.system import System


def mend(system: System, contradictions: Sequence[tuple[Part, Contradiction]]) -> dict[int, Mended]:
    """What contradictions do to the statements that may be their culprits, by owner."""
    mended: dict[int, Mended] = {}
    for part, found in contradictions:
        for owner, settled in _switched(system, part, found):
            plain, option = system.statements[owner].readings[:2]
            mended[owner] = (
                Mended("repaired", option.value, option.ordinary)
                if settled
                else Mended("disputed", plain.value, plain.ordinary, (plain.value, option.value))
            )
        for owner, options, settled in _culprits(found):
            if owner < len(part.system.statements):  # what is trusted is no observation
                mended[part.owners[owner]] = _mended(part.system, owner, options, settled)
    return mended


def _switched(system: System, part: Part, found: Contradiction) -> Iterable[tuple[int, bool]]:
    """The texts of forms that a solution reads in another notation; whether every solution does.

    If so they are all such texts of the source, tested or not, and else those of the block.
    """
    frame = system.frame
    for form in dict.fromkeys(form for forms in found.switched for form in forms):
        source, notation = form
        rows = system.rows((frame["source"] == source) & (frame["doubtful"] == notation))
        settled = form in found.forms
        yield from ((owner, settled) for owner in rows if settled or owner in part.owners)


def _culprits(found: Contradiction) -> Iterable[tuple[int, tuple[Option, ...], bool]]:
    """Statements that a solution changes by more than careless rounding; whether it is the one."""
    sole = found.complete and len(found.solutions) == 1
    for solution in found.solutions:
        for change in solution:
            if change.cost >= NOTATION:
                settled = sole and len(change.options) == 1 and not change.let_go
                yield change.owner, change.options, settled


def _mended(system: System, owner: int, options: tuple[Option, ...], settled: bool) -> Mended:
    own = system.statements[owner].readings[0]
    readings = [option.reading for option in options if option.reading is not None]
    if settled and readings:
        return Mended("repaired", readings[0].value, readings[0].ordinary)
    values = dict.fromkeys([own.value, *(reading.value for reading in readings)])
    # With nothing to take its place it may be anything, which is no candidate.
    return Mended("disputed", own.value, own.ordinary, tuple(values) if len(values) > 1 else ())
