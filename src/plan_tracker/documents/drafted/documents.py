"""Documents that no plan knows: what their prose says, in terms that can be reconciled."""

from collections.abc import Sequence

from plan_tracker.documents.document import Document
from plan_tracker.documents.drafted.passages import read_passages
from plan_tracker.documents.drafted.statements import DraftedProse, draft_prose
from plan_tracker.documents.drafted.understanding import tie


def draft_document(
    document: Document, source: str, locale: str, *, files: bool = False
) -> DraftedProse:
    """What the prose of one document says, each number tied to others as its words allow."""
    passages = read_passages(document, source, locale)
    return draft_prose(passages, tie(passages), files=files)
