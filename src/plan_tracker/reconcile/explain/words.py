"""Words that several texts of findings share."""

from plan_tracker.model.interval import Interval
from plan_tracker.model.text import COMMA, Listed, Phrase, Span, Text, Word, phrase
from plan_tracker.reconcile.system.system import Trusted

_CALLED = {
    "target": phrase("target {name}"),
    "identity": phrase("identity {name}"),
    "rate": phrase("rate {name}"),
    "order": phrase("order {name}"),
}
_BOUNDING = {
    "target": phrase("the target {name} {interval}"),
    "identity": phrase("the identity {name} {interval}"),
    "rate": phrase("the rate {name} {interval}"),
    "order": phrase("the order {name} {interval}"),
}


def called(trusted: Trusted) -> Phrase:
    """What is trusted by its kind and name."""
    return _CALLED[trusted.kind].filled(name=trusted.name)


def bounding(trusted: Trusted) -> Phrase:
    """What is trusted, and what it bounds."""
    return _BOUNDING[trusted.kind].filled(name=trusted.name, interval=Span(trusted.interval))


def quoted(printed: str, interval: Interval, unit: str) -> Phrase:
    """A printed text with the interval that it was read as."""
    return phrase("“{printed}” {interval}", printed=printed, interval=Span(interval, unit))


def notation_said(notation: str) -> Text:
    """How a text is read other than plainly: `comma groups thousands, as index`."""
    return Listed([Word(each) for each in notation.split(COMMA)], COMMA, COMMA)
