"""An entity that is nearly one that the plan declares."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

import numpy as np

from plan_tracker.model.text import phrase
from plan_tracker.reconcile.checks.check import Mask, Replacements, Whole
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.reconcile.checks.remark import Remark
from plan_tracker.reconcile.checks.spoken import Spoken
from plan_tracker.reconcile.system.system import System

_CODE = 5  # codes are short: VN-HN and VN-HP differ by a letter and are two provinces
_CLOSE = 0.8


class UndeclaredEntity:
    """An entity that is nearly one that the plan declares."""

    page = page_of("PT402")

    def about(self, spoken: Spoken) -> Mask:
        """Every statement."""
        return spoken.everything()

    def needs(self, system: System, whole: Whole) -> Mask:
        """What is said of such entities."""
        return np.asarray(system.frame["entity"].isin(list(_undeclared(system))), dtype=bool)

    def remarks_on_whole(self, system: System, replaced: Replacements) -> Iterable[Remark]:
        """One remark an entity."""
        for name, near in _undeclared(system).items():
            owners = system.rows(system.frame["entity"] == name)
            if owners:
                yield Remark(
                    "note",
                    tuple(owners),
                    phrase(
                        "The entity {name} is not declared, but {near} is.", name=name, near=near
                    ),
                    phrase(
                        "Write {near} if they are the same, or declare {name} under `entities`.",
                        near=near,
                        name=name,
                    ),
                )


def _undeclared(system: System) -> dict[str, str]:
    """The entities that are not declared, each with the declared one that it is nearly."""
    declared = system.plan.entities
    known = list(declared)
    names = (each for each in system.frame["entity"].cat.categories if each not in declared)
    return {name: near for name in names if (near := _near(name, known))}


def _near(name: str, known: Sequence[str]) -> str:
    """The declared entity that a name is nearly the name of."""
    same = [each for each in known if each.casefold() == name.casefold()]
    if same or len(name) <= _CODE:
        return same[0] if same else ""
    # Two texts are no nearer than the shorter one is long.
    likely = [each for each in known if 2 * min(len(each), len(name)) >= _CLOSE * len(each + name)]
    return next(iter(get_close_matches(name, likely, n=1, cutoff=_CLOSE)), "") if likely else ""
