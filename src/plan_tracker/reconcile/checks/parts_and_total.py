"""The parts of a total."""

from plan_tracker.model.evidence import Evidence, SayingKind
from plan_tracker.model.text import Phrase
from plan_tracker.reconcile.checks.check import Mask
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.reconcile.checks.spoken import Spoken
from plan_tracker.reconcile.evidence.sentences import summed


class PartsAndTotal:
    """Contradictions that an identity takes part in."""

    page = page_of("PT301")
    kind: SayingKind = "identity"

    def about(self, spoken: Spoken) -> Mask:
        """What an identity ties together."""
        return spoken.tied_by("identity")

    def sentence(self, evidence: Evidence) -> Phrase | None:
        """The total beside the sum of its parts."""
        return summed(evidence)
