"""One quantity, said twice."""

from plan_tracker.model.evidence import Evidence, SayingKind
from plan_tracker.model.text import Text
from plan_tracker.reconcile.checks.check import Mask
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.reconcile.checks.spoken import Spoken
from plan_tracker.reconcile.evidence.sentences import doubled


class SaidTwice:
    """Contradictions of levels alone."""

    page = page_of("PT302")
    kind: SayingKind = "level"

    def about(self, spoken: Spoken) -> Mask:
        """Levels that two sources give."""
        return spoken.from_two_sources()

    def sentence(self, evidence: Evidence) -> Text | None:
        """Both values."""
        return doubled(evidence)
