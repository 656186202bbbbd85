"""n of N: the whole that a figure counts out of, and what it is a share of."""

from dataclasses import replace

from plan_tracker.language.tables import says_weighted
from plan_tracker.loading.shapes.source import FigureShape
from plan_tracker.model.interval import Interval
from plan_tracker.model.plan import Plan
from plan_tracker.model.reading import Reading
from plan_tracker.model.statement import Quantity, Statement


def counts(level: Statement) -> bool:
    """Whether a figure is n of N; a rank k of N is none."""
    first = level.readings[0] if level.readings else None
    return first is not None and first.of is not None and first.unit != "rank"


def whole_of(level: Statement) -> Quantity:
    """The whole that a figure counts out of, as a quantity."""
    return replace(level.subject, measure="whole")


def is_weighted(figure: FigureShape, plan: Plan) -> bool:
    """Whether the percentages of a figure are weighted, so that no raw counts make them.

    A key says so, or a word of what is printed, of a note, or of the indicator's name.
    """
    indicator = plan.indicators[figure.indicator]
    if figure.weighted or indicator.weighted:
        return True
    printed = (text for said in (figure, *figure.claims) for text in (said.printed, said.note))
    texts = (*indicator.name.values(), *printed)
    return any(says_weighted(text.casefold()) for text in texts if text)


def counted_apart(level: Statement) -> Statement:
    """A figure of weighted percentages: n of N in percent is weighted otherwise than they are."""
    if not counts(level) or level.subject.unit != "%":
        return level
    return replace(level, subject=reweighted(level.subject))


def reweighted(quantity: Quantity) -> Quantity:
    """The same with other weights than those of the figures."""
    return replace(quantity, measure="reweighted")


def whole_said(level: Statement) -> Statement:
    """The N of n/N as a statement of its own."""
    whole = level.readings[0].of
    assert whole is not None, "only n of N has a whole"
    exactly = Interval.exactly(whole)
    return replace(
        level,
        name=f"{level.name}.whole",
        subject=whole_of(level),
        printed=f"{whole}",
        readings=(Reading(whole, exactly, exactly, level.subject.unit),),
        population="",
        excepted=None,
    )
