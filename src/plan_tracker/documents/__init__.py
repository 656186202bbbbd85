"""From the text of a document to the figures it reports and the claims about them."""

from plan_tracker.documents.document import extract_figures
from plan_tracker.documents.extracted import Claim, Figure, Reference

__all__ = ["Claim", "Figure", "Reference", "extract_figures"]
