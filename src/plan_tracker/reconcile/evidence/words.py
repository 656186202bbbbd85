"""Words that several texts of findings share."""

from plan_tracker.model.interval import Interval
from plan_tracker.model.text import COMMA, Listed, Phrase, Span, Text, Word, phrase
from plan_tracker.reconcile.system.system import Trusted


def called(trusted: Trusted) -> Phrase:
    """What is trusted by its kind and name."""
    name = trusted.shown_name
    match trusted.kind:
        case "target":
            return phrase("target {name}", name=name)
        case "identity":
            return phrase("identity {name}", name=name)
        case "rate":
            return phrase("rate {name}", name=name)
        case "rebasing":
            return phrase("rebasing {name}", name=name)
        case "order":
            return phrase("order {name}", name=name)
        case "time":
            return phrase("the course of time, {name}", name=name)


def trusted_words(trusted: Trusted) -> Phrase:
    """What is trusted, and what it bounds."""
    name, interval = trusted.shown_name, Span(trusted.interval, trusted.unit)
    match trusted.kind:
        case "order" | "time":
            return phrase("that {name}", name=name)
        case "identity":
            rest = Span(trusted.interval * 100, "%")
            return phrase("the identity {name} (rest {rest})", name=name, rest=rest)
        case "target":
            return phrase("the target {name} {interval}", name=name, interval=interval)
        case "rebasing":
            return phrase("the rebasing {name} {interval}", name=name, interval=interval)
        case "rate":
            return phrase("the rate {name} {interval}", name=name, interval=interval)


def statement_words(name: str, printed: str, interval: Interval, unit: str) -> Phrase:
    """A statement as a message says it: its name, its text, and what that was read as."""
    return phrase("{name} {text}", name=name, text=quoted(printed, interval, unit))


def quoted(printed: str, interval: Interval, unit: str) -> Phrase:
    """A printed text with the interval that it was read as."""
    return phrase("“{printed}” {interval}", printed=printed, interval=Span(interval, unit))


def notation_said(notation: str) -> Text:
    """How a text is read other than plainly: `comma groups thousands, as index`."""
    return Listed([Word(part) for part in notation.split(COMMA)], COMMA, COMMA)
