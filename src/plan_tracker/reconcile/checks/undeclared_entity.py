"""An entity that is nearly one that the plan declares."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from plan_tracker.model.text import phrase
from plan_tracker.reconcile.checks.check import Mask, Replacements
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

    def remarks(self, system: System, replaced: Replacements) -> Iterable[Remark]:
        """One remark an entity."""
        known = list(system.plan.entities)
        for name in system.frame["entity"].cat.categories:
            near = "" if name in system.plan.entities else _near(name, known)
            owners = system.rows(system.frame["entity"] == name) if near else []
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


def _near(name: str, known: Sequence[str]) -> str:
    """The declared entity that a name is nearly the name of."""
    same = [each for each in known if each.casefold() == name.casefold()]
    if same or len(name) <= _CODE:
        return same[0] if same else ""
    # Two texts are no nearer than the shorter one is long.
    likely = [each for each in known if 2 * min(len(each), len(name)) >= _CLOSE * len(each + name)]
    return next(iter(get_close_matches(name, likely, n=1, cutoff=_CLOSE)), "") if likely else ""
