"""One amount in two currencies."""

from plan_tracker.model.evidence import Evidence, SayingKind
from plan_tracker.model.text import Phrase, phrase
from plan_tracker.reconcile.checks.check import Mask
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.reconcile.checks.spoken import Spoken
from plan_tracker.reconcile.evidence.sentences import converted


class TwoCurrencies:
    """Contradictions that a rate of the plan's takes part in."""

    page = page_of("PT303")
    kind: SayingKind = "rate"

    def about(self, spoken: Spoken) -> Mask:
        """Amounts that a rate converts."""
        return spoken.tied_by("rate")

    def sentence(self, evidence: Evidence) -> Phrase | None:
        """Both amounts, and the rate that would make them one."""
        return converted(
            evidence,
            phrase("{subject} and {reference} make a rate of {times}; the plan has {rate}."),
        )
