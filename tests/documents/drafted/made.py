"""Made texts as documents, and what is found in them."""

from plan_tracker.documents.document import Document, Paragraph
from plan_tracker.documents.drafted.documents import NamedDocument, draft_documents
from plan_tracker.loading.drafted.files import Drafted
from plan_tracker.model.place import Place
from plan_tracker.reconcile.bindings import reconcile_bindings
from plan_tracker.reconcile.reconcile import Reconciled

NAME = "report.txt"


def document_of(text: str) -> Document:
    """A text as a document, each line a paragraph."""
    lines = enumerate(text.split("\n"), start=1)
    return Document(tuple(Paragraph(line, Place(NAME, at)) for at, line in lines), "")


def drafted(text: str, locale: str) -> Drafted:
    """What a text says without a plan."""
    return draft_documents([NamedDocument(NAME, NAME, document_of(text), locale)], files=False)


def checked(text: str, locale: str) -> Reconciled:
    """What of a text cannot be true."""
    found = drafted(text, locale)
    return reconcile_bindings(found.loaded, found.bindings)
