"""A change in the unit of the figure, or in percentage points."""

from plan_tracker.model.text import phrase
from plan_tracker.reconcile.checks.check import ClaimCheck
from plan_tracker.reconcile.checks.pages import page_of

CHANGE = ClaimCheck(
    page_of("PT205"),
    "change",
    phrase("The source says {claim}; from {reference} to {subject} is a change of {comparison}."),
)
