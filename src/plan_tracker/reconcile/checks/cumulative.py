"""Cumulative figures that fall."""

from plan_tracker.model.evidence import Evidence, SayingKind
from plan_tracker.model.text import Phrase, phrase
from plan_tracker.reconcile.checks.check import Mask
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.reconcile.checks.spoken import Spoken
from plan_tracker.reconcile.evidence.sentences import ordered


class CumulativeFall:
    """Contradictions of flows over periods that begin on the same day."""

    page = page_of("PT304")
    kind: SayingKind = "order"

    def about(self, spoken: Spoken) -> Mask:
        """Flows over more than one such period."""
        return spoken.tied_by("order")

    def sentence(self, evidence: Evidence) -> Phrase | None:
        """The figures of both periods."""
        return ordered(
            evidence,
            phrase("{longer} is less than {shorter}, though it covers a longer period."),
        )
