"""Growth against an earlier figure."""

from plan_tracker.model.text import phrase
from plan_tracker.reconcile.checks.check import ClaimCheck
from plan_tracker.reconcile.checks.pages import page_of

GROWTH = ClaimCheck(
    page_of("PT202"),
    "growth",
    phrase("The source says {claim}; from {reference} to {subject} is growth of {comparison}."),
)
