"""How statements are taken that may be the culprits of contradictions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from plan_tracker.model.evidence import Evidence
from plan_tracker.reading.costs import NOTATION
from plan_tracker.reconcile.bounds.block_system import BlockSystem
from plan_tracker.reconcile.checks.remark import Replacement
from plan_tracker.reconcile.culprits.contradiction import Contradiction, SharedForm
from plan_tracker.reconcile.culprits.relaxed_readings import Option
from plan_tracker.reconcile.evidence.gather import gather
from plan_tracker.reconcile.evidence.left import left_for
from plan_tracker.reconcile.findings.contradictions import severity_of
from plan_tracker.reconcile.system.system import System


@dataclass(frozen=True, slots=True)
class Taken:
    """What one contradiction makes of statements, by their owners in the whole system.

    `settled` are forms that are read anew wherever they stand, `anew` texts of other forms in its
    block; `culprits` are statements that a way out changes, and those `doubtful` that may be wrong
    where no way out is known.
    """

    settled: tuple[SharedForm, ...]
    anew: dict[int, Replacement]
    culprits: dict[int, Replacement]
    doubtful: dict[int, Replacement]


def taken_in(block: BlockSystem, contradiction: Contradiction) -> Taken:
    """What a contradiction makes of the statements of its block."""
    system = block.system
    count = len(system.statements)
    disputed_in = _Disputed(system, contradiction)
    culprits: dict[int, Replacement] = {}
    for owner, options, settled in _culprits(contradiction):
        if owner < count:  # what is trusted is no observation
            replaced = _replacement(system, owner, options, settled)
            if replaced.state == "disputed":
                replaced = disputed_in.replacement(owner, replaced)
            culprits[block.owners[owner]] = replaced

    # Without a search any of them may be wrong.
    in_doubt = () if contradiction.solutions else contradiction.core
    return Taken(
        contradiction.forms if contradiction.mended else (),
        dict(_read_anew(block, contradiction)),
        culprits,
        {
            block.owners[owner]: _replacement(system, owner, (), settled=False)
            for owner in in_doubt
            if owner < count
        },
    )


def replacements(system: System, taken: Sequence[Taken]) -> dict[int, Replacement]:
    """What counts for each statement that a way out changes, by owner.

    If every solution reads the texts of a form in another notation they are all such texts of the
    source, tested or not, and else those of the block.
    """
    found: dict[int, Replacement] = {}
    for each in taken:
        found |= each.anew
    for form in dict.fromkeys(form for each in taken for form in each.settled):
        for owner in _texts_of(system, form):
            found[owner] = _in_other_notation(system, owner, settled=True)

    for each in taken:
        found |= each.culprits
        for owner, replaced in each.doubtful.items():
            found.setdefault(owner, replaced)
    return found


class _Disputed:
    """What may be in the place of the culprits of one contradiction."""

    def __init__(self, system: System, contradiction: Contradiction) -> None:
        self._system = system
        self._contradiction = contradiction

    def replacement(self, owner: int, replaced: Replacement) -> Replacement:
        """By an error a figure may be all that the others leave; by a warning it is marked."""
        if not self._is_error:
            return replace(replaced, candidates=(replaced.value,))
        statement = self._system.statements[owner]
        if replaced.candidates or statement.reference is not None:
            return replaced

        left = left_for(self._evidence, statement.name)
        if left is None or left.interval.low is None or left.interval.high is None:
            return replaced
        candidates = (replaced.value, left.interval.low, left.interval.high)
        return replace(replaced, candidates=candidates)

    @cached_property
    def _is_error(self) -> bool:
        return severity_of(self._system, self._contradiction) == "error"

    @cached_property
    def _evidence(self) -> Evidence:
        return gather(self._system, self._contradiction.core)


def _read_anew(
    block: BlockSystem, contradiction: Contradiction
) -> Iterator[tuple[int, Replacement]]:
    """The texts of forms in a block that a solution reads in another notation."""
    forms = dict.fromkeys(form for forms in contradiction.switched for form in forms)
    for form in forms:
        for owner in _texts_of(block.system, form):
            anew = _in_other_notation(block.system, owner, settled=False)
            yield block.owners[owner], anew


def _texts_of(system: System, form: SharedForm) -> list[int]:
    """All texts of one form."""
    frame = system.frame
    return system.rows((frame["source"] == form.source) & (frame["doubtful"] == form.notation))


def _in_other_notation(system: System, owner: int, *, settled: bool) -> Replacement:
    plain, other = system.statements[owner].readings[:2]
    if settled:
        return Replacement("repaired", other.value, other.ordinary)
    return Replacement("disputed", plain.value, plain.ordinary, (plain.value, other.value))


def _culprits(contradiction: Contradiction) -> Iterator[tuple[int, tuple[Option, ...], bool]]:
    """Statements that a solution changes by more than careless rounding; whether it is the one."""
    sole = contradiction.mended and contradiction.complete and len(contradiction.solutions) == 1
    for solution in contradiction.solutions:
        for change in solution:
            if change.cost >= NOTATION:
                settled = sole and len(change.options) == 1 and not change.let_go
                yield change.owner, change.options, settled


def _replacement(
    system: System, owner: int, options: tuple[Option, ...], settled: bool
) -> Replacement:
    plain = system.statements[owner].readings[0]
    readings = [option.reading for option in options if option.reading is not None]
    if settled and readings:
        return Replacement("repaired", readings[0].value, readings[0].ordinary)

    # With nothing to take its place it may be anything, which is no candidate.
    values = tuple(dict.fromkeys([plain.value, *(reading.value for reading in readings)]))
    candidates = values if len(values) > 1 else ()
    return Replacement("disputed", plain.value, plain.ordinary, candidates)
