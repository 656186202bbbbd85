"""Figures that their source calls estimates."""

from collections.abc import Iterable

from plan_tracker.model.text import phrase, plural
from plan_tracker.reconcile.checks.check import Mask, Replacements, Whole
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.reconcile.checks.remark import Remark
from plan_tracker.reconcile.checks.spoken import Spoken
from plan_tracker.reconcile.system.system import System


class ProvisionalFigures:
    """Figures that their source calls estimates."""

    page = page_of("PT403")

    def about(self, spoken: Spoken) -> Mask:
        """Every statement."""
        return spoken.everything()

    def needs(self, system: System, whole: Whole) -> Mask:
        """The estimates."""
        return system.frame["provisional"].to_numpy(dtype=bool)

    def remarks_on_whole(self, system: System, replaced: Replacements) -> Iterable[Remark]:
        """One remark a source."""
        marked = system.frame[system.frame["provisional"]]
        for source, owners in marked.groupby("source", sort=False).groups.items():
            yield Remark(
                "note",
                tuple(int(owner) for owner in owners),
                plural(
                    "{source} calls {count} of its figures an estimate.",
                    "{source} calls {count} of its figures estimates.",
                    len(owners),
                    source=str(source),
                ),
                phrase("Add the final figures when they are published."),
            )
