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
        for owner in _switched(system, found):
            option = system.statements[owner].readings[1]
            mended[owner] = Mended("repaired", option.value, option.ordinary)
        for owner, options, settled in _culprits(found):
            if owner < len(part.system.statements):  # what is trusted is no observation
                mended[part.owners[owner]] = _mended(part.system, owner, options, settled)
    return mended


def _switched(system: System, found: Contradiction) -> Iterable[int]:
    """Every text of a form that is read in another notation, tested or not."""
    for source, notation in found.forms:
        frame = system.frame
        yield from system.rows((frame["source"] == source) & (frame["doubtful"] == notation))


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
