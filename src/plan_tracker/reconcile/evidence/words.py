"""Words that several texts of findings share."""

from plan_tracker.loading.fit import countable
from plan_tracker.model.interval import Interval
from plan_tracker.model.period import Period
from plan_tracker.model.statement import Statement
from plan_tracker.model.text import (
    COMMA,
    Between,
    Listed,
    Part,
    Phrase,
    Text,
    Title,
    Word,
    phrase,
)
from plan_tracker.reconcile.system.system import System, Trusted


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
    name, interval = trusted.shown_name, between(trusted.interval, trusted.unit)
    match trusted.kind:
        case "order" | "time":
            return phrase("that {name}", name=name)
        case "identity":
            rest = between(trusted.interval * 100, "%")
            return phrase("the identity {name} (rest {rest})", name=name, rest=rest)
        case "target":
            return phrase("the target {name} ({interval})", name=name, interval=interval)
        case "rebasing":
            return phrase("the rebasing {name} ({interval})", name=name, interval=interval)
        case "rate":
            return phrase("the rate {name} ({interval})", name=name, interval=interval)


def named(system: System, statement: Statement) -> Part:
    """What a statement speaks of, by the names of the plan, and its source.

    In files that no plan knows the statement is named by its own words or by its cell.
    """
    if not is_of_plan(statement.name, statement.source):
        return statement.name
    about = statement.subject
    return quantity_named(
        system, statement.kind, about.indicator, about.entity, about.period, statement.source
    )


def is_of_plan(statement: str, source: str) -> bool:
    """Whether a statement's name is that of a source of a plan, and not its own words or cell."""
    return statement.startswith(f"{source}#")


def quantity_named(
    system: System, kind: str, indicator: str, entity: str, period: Period, source: str
) -> Phrase:
    """What a statement of a plan's source speaks of, by the names of the plan, and the source."""
    plan = system.plan
    subject: Text = Title(plan.indicators[indicator].name, indicator)
    if len(system.frame["entity"].cat.categories) > 1:
        declared = plan.entities.get(entity)
        whom = Title(declared.name if declared else {}, entity)
        subject = phrase("{indicator} in {entity}", indicator=subject, entity=whom)
    if kind != "level":
        subject = phrase("{kind} of {subject}", kind=Word(kind), subject=subject)
    return phrase("{subject}, {period} ({source})", subject=subject, period=period, source=source)


def statement_words(statement: Statement, called: Part = "") -> Phrase:
    """A statement as a message says it: its name, its text, and what that was read as."""
    reading = statement.readings[0]
    text = quoted(statement.printed, reading.ordinary, reading.unit)
    return phrase("{name} {text}", name=called or statement.name, text=text)


def quoted(printed: str, interval: Interval, unit: str, beside: Interval | None = None) -> Phrase:
    """A printed text with the interval that it was read as, beside one that it does not meet."""
    read = between(interval, unit, beside)
    return phrase("“{printed}” ({interval})", printed=printed, interval=read)


def between(interval: Interval, unit: str = "", beside: Interval | None = None) -> Between:
    """An interval of a unit, as far as that has parts, beside one that it does not meet."""
    return Between(interval, unit, beside, countable(unit))


def notation_said(notation: str) -> Text:
    """How a text is read other than plainly: `comma groups thousands, as index`."""
    return Listed([Word(part) for part in notation.split(COMMA)], COMMA, COMMA)
