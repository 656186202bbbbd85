"""A figure as a percentage of its plan."""

from plan_tracker.model.text import phrase
from plan_tracker.reconcile.checks.check import ClaimCheck
from plan_tracker.reconcile.checks.pages import page_of

ATTAINMENT = ClaimCheck(
    page_of("PT201"),
    "attainment",
    phrase("The source says {claim}; {subject} of {reference} is {comparison}."),
)
