"""One document, table or query that reports figures."""

from dataclasses import dataclass

from plan_tracker.model.period import Period
from plan_tracker.model.place import Place


@dataclass(frozen=True, slots=True)
class Source:
    """The head of a source; `document` and `sha256` name the text that it was taken from.

    `period` is the period that it reports on where a figure does not say another; `guesses` counts
    its figures and the columns of its table that a person is still to confirm.
    """

    id: str
    title: str
    document: str
    sha256: str
    published: str
    locale: str
    place: Place
    period: Period | None = None
    guesses: int = 0
