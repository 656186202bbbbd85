"""How the owners of one block can be read: their relaxed readings, shared forms and slips."""

from functools import partial

from plan_tracker.reading.widths import with_usual
from plan_tracker.reconcile.bounds.block_system import Block, BlockSystem
from plan_tracker.reconcile.culprits.contradiction import SharedForm, form_of
from plan_tracker.reconcile.culprits.other_references import OtherReferences, rates_into
from plan_tracker.reconcile.culprits.relaxed_readings import (
    RelaxedReadings,
    form_readings,
    statement_readings,
    trusted_readings,
)
from plan_tracker.reconcile.culprits.slips import Slips
from plan_tracker.reconcile.system.system import System


class BlockReadings:
    """The readings of one block, by owner.

    `forms` are doubtful forms that texts of one source share, by a number below 0, and `shared` the
    owners of these texts; `steps` has the readings of owners and of forms.
    """

    def __init__(self, block_system: BlockSystem) -> None:
        self._system = block_system.system
        self._block = block_system.block
        self._references = OtherReferences(block_system)
        self.shared, self.forms = _shared_forms(block_system.system, block_system.block)
        self.steps = {owner: self._readings_of(owner) for owner in self._block.owners}
        self.steps |= {number: form_readings(form.notation) for number, form in self.forms.items()}

    def slips(self) -> dict[int, Slips]:
        """The slips of every statement of the block."""
        count = len(self._system.statements)
        return {owner: self._slips_of(owner) for owner in self._block.owners if owner < count}

    def _slips_of(self, owner: int) -> Slips:
        plan, statement = self._system.plan, self._system.statements[owner]
        return Slips(
            statement,
            plan.indicators[statement.subject.indicator],
            with_usual(plan.settings.widths),
            self._system.links.of(owner),
            partial(self._references.references, owner),
            rates_into(plan, statement),
            partial(self._references.levels_beside, owner),
        )

    def _readings_of(self, owner: int) -> RelaxedReadings:
        trusted = self._system.trust(owner)
        if trusted is not None:
            return trusted_readings(trusted)
        statement = self._system.statements[owner]
        if statement.subject.unit == "%" and statement.kind in ("growth", "change"):
            return statement_readings(statement, self._slips_of(owner).percent_or_points())
        return statement_readings(statement)


def _shared_forms(
    system: System, block: Block
) -> tuple[dict[int, list[int]], dict[int, SharedForm]]:
    """Doubtful forms that texts of one source share, and their owners, by a number below 0."""
    numbers: dict[SharedForm, int] = {}
    owners_of: dict[int, list[int]] = {}
    for owner in block.owners:
        if owner >= len(system.statements):
            break

        form = form_of(system.statements[owner])
        if form is not None:
            number = numbers.setdefault(form, -1 - len(numbers))
            owners_of.setdefault(number, []).append(owner)
    return owners_of, {number: form for form, number in numbers.items()}
