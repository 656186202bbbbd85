"""An earlier level that a source names beside a figure."""

from plan_tracker.model.evidence import Evidence, SayingKind
from plan_tracker.model.text import Text
from plan_tracker.reconcile.checks.check import Mask
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.reconcile.checks.spoken import Spoken
from plan_tracker.reconcile.evidence.sentences import doubled


class EarlierLevel:
    """Contradictions of earlier levels, where no claim takes part."""

    page = page_of("PT206")
    kind: SayingKind = "base"

    def about(self, spoken: Spoken) -> Mask:
        """The earlier levels that sources name."""
        return spoken.of_kind("base")

    def sentence(self, evidence: Evidence) -> Text | None:
        """What is said twice, and that it differs."""
        return doubled(evidence)
