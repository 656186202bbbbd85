"""A plan value that a source names beside a figure."""

from plan_tracker.model.evidence import Evidence, SayingKind
from plan_tracker.model.text import Text
from plan_tracker.reconcile.checks.check import Mask
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.reconcile.checks.spoken import Spoken
from plan_tracker.reconcile.evidence.sentences import doubled


class PlanValue:
    """Contradictions of plan values, where no claim takes part."""

    page = page_of("PT207")
    kind: SayingKind = "target"

    def about(self, spoken: Spoken) -> Mask:
        """The plan values that sources name."""
        return spoken.of_kind("target")

    def sentence(self, evidence: Evidence) -> Text | None:
        """What is said twice, and that it differs."""
        return doubled(evidence)
