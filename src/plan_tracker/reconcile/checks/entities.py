"""An entity that is nearly one that the plan declares.

Entities need not be declared. One that differs from a declared one by a letter or two is likely
the same, written otherwise: its figures would be kept apart.

Does not apply to declared entities, nor to names that are near none.
"""

from collections.abc import Iterable
from difflib import get_close_matches

from plan_tracker.reconcile.remark import Mended, Remark
from plan_tracker.reconcile.system import System

CODE = "PT402"
NAME = "entity-nearly-declared"


def remarks(system: System, mended: dict[int, Mended]) -> Iterable[Remark]:
    """One remark an entity."""
    known = list(system.plan.entities)
    for entity, owners in system.frame.groupby("entity", sort=False).groups.items():
        name = str(entity)
        # Codes are short: VN-HN and VN-HP differ by a letter and are two provinces.
        close = get_close_matches(name, known, n=1, cutoff=0.8) if len(name) > 5 else []
        same = [each for each in known if each.casefold() == name.casefold()]
        for near in (same or close)[:1] if name not in known else ():
            yield Remark(
                "note",
                tuple(int(owner) for owner in owners),
                f"The entity {name} is not declared, but {near} is.",
                f"Write {near} if they are the same, or declare {name} under `entities`.",
            )
