"""A figure as a multiple of another."""

from plan_tracker.model.text import phrase
from plan_tracker.reconcile.checks.check import ClaimCheck
from plan_tracker.reconcile.checks.pages import page_of

MULTIPLE = ClaimCheck(
    page_of("PT203"),
    "multiple",
    phrase("The source says {claim}; {subject} is {comparison} times {reference}."),
)
