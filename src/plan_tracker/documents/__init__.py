"""From the text of a document to the figures it reports and the claims about them.

What stands here is imported when it is asked for: a process that only draws the pages of a PDF
needs none of it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plan_tracker.documents.extract import extract_figures
    from plan_tracker.documents.reported import Claim, Figure, Reference

__all__ = ["Claim", "Figure", "Reference", "extract_figures"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = "extract" if name == "extract_figures" else "reported"
    return getattr(import_module(f"{__name__}.{module}"), name)
