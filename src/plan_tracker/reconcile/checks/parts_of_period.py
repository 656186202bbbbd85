"""The parts of a period."""

from plan_tracker.model.evidence import Evidence, SayingKind
from plan_tracker.model.text import Phrase, phrase
from plan_tracker.reconcile.checks.check import Mask
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.reconcile.checks.spoken import Spoken
from plan_tracker.reconcile.evidence.sentences import summed


class PartsOfPeriod:
    """Contradictions of flows over periods that lie in one another."""

    page = page_of("PT308")
    kind: SayingKind = "time"

    def about(self, spoken: Spoken) -> Mask:
        """Flows over such periods, and targets of them."""
        return spoken.tied_by("time")

    def sentence(self, evidence: Evidence) -> Phrase | None:
        """The whole period beside the sum of its parts."""
        return summed(evidence, phrase("The parts of the period come to {sum}, all of it {total}."))
