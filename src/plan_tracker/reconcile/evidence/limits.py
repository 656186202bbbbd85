"""A single statement held against what is possible, or against how many there are to count."""

from collections.abc import Iterable
from dataclasses import replace

from plan_tracker.model.constraint import BOUND, Tie
from plan_tracker.model.evidence import Evidence, LimitKind, Relation, Saying, Term
from plan_tracker.model.interval import EVERYTHING, Interval
from plan_tracker.model.statement import Statement
from plan_tracker.model.text import Phrase, phrase
from plan_tracker.reconcile.evidence.gather import statement_saying


def _one_way(words: Phrase) -> Relation:
    return Relation(words, words)


LIMIT_RELATIONS: dict[LimitKind, Relation] = {
    "count": _one_way(phrase("no more than {other}")),
    "left out": _one_way(phrase("{other} named as left out")),
    "population": _one_way(phrase("{others} by the plan")),
}


def counted(statement: Statement, interval: Interval, *, wrong: bool) -> Saying:
    """What a statement says of a count, or of those left out of it, in place of its own number."""
    return replace(
        statement_saying(statement),
        kind="level",
        unit="",
        interval=interval,
        careless=interval,
        binds=interval,
        binds_careless=interval,
        wrong=wrong,
    )


def limit(
    kind: LimitKind, interval: Interval, *, name: str = "", terms: Iterable[Term] = ()
) -> Saying:
    """What a statement is held against."""
    return Saying(
        name=name,
        words=name,
        kind=kind,
        printed="",
        unit="",
        interval=interval,
        careless=interval,
        binds=interval,
        binds_careless=interval,
        relation=LIMIT_RELATIONS.get(kind),
        terms=tuple(terms),
    )


def against(said: Saying, limited: Saying, unit: str) -> Evidence:
    """The evidence that what is said is not within a limit."""
    ties = tuple(Tie(owner, BOUND, 0, -1, EVERYTHING) for owner in range(2))
    return Evidence((said, limited), ties, {0: EVERYTHING}, {0: unit})
