"""Figures that their source calls estimates.

A source marks a figure as estimated, preliminary or expected. It is used like any other, and is
marked wherever it is shown: a later, final figure may differ.

Does not apply to figures without such a mark.
"""

from collections.abc import Iterable

from plan_tracker.model.text import phrase
from plan_tracker.reconcile.explain.remark import Mended, Remark
from plan_tracker.reconcile.system.system import System

CODE = "PT403"
NAME = "provisional-figures"


def remarks(system: System, mended: dict[int, Mended]) -> Iterable[Remark]:
    """One remark a source."""
    marked = system.frame[system.frame["provisional"]]
    for source, owners in marked.groupby("source", sort=False).groups.items():
        yield Remark(
            "note",
            tuple(int(owner) for owner in owners),
            phrase(
                "{source} calls {count} of its statements estimates.",
                source=str(source),
                count=len(owners),
            ),
            phrase("Add the final figures when they are published."),
        )
