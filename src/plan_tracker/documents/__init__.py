"""From the text of a document to the figures it reports and the claims about them."""

from plan_tracker.documents.extract import extract_figures
from plan_tracker.documents.reported import Claim, Figure, Reference

__all__ = ["Claim", "Figure", "Reference", "extract_figures"]
