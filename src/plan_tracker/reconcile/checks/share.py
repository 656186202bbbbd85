"""A figure as a share of a larger one."""

from plan_tracker.model.text import phrase
from plan_tracker.reconcile.checks.check import ClaimCheck
from plan_tracker.reconcile.checks.pages import page_of

SHARE = ClaimCheck(
    page_of("PT204"),
    "share",
    phrase("The source says {claim}; {subject} is {comparison} of {reference}."),
)
