"""What each kind of statement binds: a quantity, a ratio of two, or their difference.

A new kind of claim is declared here, once: what it binds, and how pictures say it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from plan_tracker.model.evidence import Relation, SayingKind, TrustedKind
from plan_tracker.model.interval import Interval
from plan_tracker.model.statement import Statement, StatementKind
from plan_tracker.model.text import phrase
from plan_tracker.reconcile.system.system import BOUND, DIFFERENCE, RATIO


@dataclass(frozen=True, slots=True)
class Factor:
    """A claim's number as the ratio of its quantities; none that can be lies below `least`.

    `of` takes the number and the years that it runs over, exactly or as arrays, and rises with it.
    """

    least: int
    of: Callable[[Any, Any], Any]


@dataclass(frozen=True, slots=True)
class ClaimKind:
    """What a source says about two quantities; with `factor` it binds their ratio."""

    form: int
    relation: Relation
    factor: Factor | None = None


def _compounded(factor: Any, years: Any) -> Any:
    """A factor a year, over some years: one below zero stays below zero."""
    return factor * abs(factor) ** (years - 1)


_PART_OF = Relation(
    forward=phrase("{claim} of {other}"),
    backward=phrase("what {other} is {claim} of"),
    compared=phrase("{first} out of {second}"),
)
_CHANGED_FROM = Relation(
    forward=phrase("{claim} from {other}"),
    backward=phrase("what became {other} by {claim}"),
    compared=phrase("from {second} to {first}"),
)
_TOGETHER = Relation(
    forward=phrase("{others} together"),
    backward=phrase("{other} less {rest}"),
)

CLAIMS: dict[StatementKind, ClaimKind] = {
    "attainment": ClaimKind(RATIO, _PART_OF, Factor(0, lambda number, years: number / 100)),
    "growth": ClaimKind(
        RATIO,
        _CHANGED_FROM,
        Factor(-100, lambda number, years: _compounded(1 + number / 100, years)),
    ),
    "multiple": ClaimKind(
        RATIO,
        Relation(
            forward=phrase("{claim} against {other}"),
            backward=phrase("what {other} is {claim} against"),
            compared=phrase("{first} against {second}"),
        ),
        Factor(0, lambda number, years: number),
    ),
    "share": ClaimKind(RATIO, _PART_OF, Factor(0, lambda number, years: number / 100)),
    "change": ClaimKind(DIFFERENCE, _CHANGED_FROM),
}

# How what is trusted leads from one quantity to another; a target bounds one and leads nowhere.
TRUSTED_RELATIONS: dict[TrustedKind, Relation] = {
    "identity": _TOGETHER,
    "time": _TOGETHER,
    "rate": Relation(
        forward=phrase("{other} at a rate of {claim}"),
        backward=phrase("{other} at a rate of {claim}"),
    ),
    "rebasing": Relation(
        forward=phrase("{other} times the factor {claim}"),
        backward=phrase("{other} by the factor {claim}"),
    ),
    "order": Relation(
        forward=phrase("at least {other} of the shorter period"),
        backward=phrase("at most {other} of the longer period"),
    ),
}

FACTORS: dict[SayingKind, Factor] = {
    kind: claim.factor for kind, claim in CLAIMS.items() if claim.factor is not None
}

FORMS: dict[StatementKind, int] = {
    "level": BOUND,
    "base": BOUND,
    "target": BOUND,
    **{kind: claim.form for kind, claim in CLAIMS.items()},
}


def binds(statement: Statement, interval: Interval) -> Interval:
    """What a printed interval binds: the level or difference itself, or the ratio it claims."""
    return bound_by(statement.kind, statement.years, interval)


def bound_by(kind: SayingKind, years: int, interval: Interval) -> Interval:
    """The same for a kind of statement, which runs over so many years."""
    factor = FACTORS.get(kind)
    if factor is None:
        return interval

    # What lies below as a whole is kept, to be contradicted: a fall by more than all there was.
    low, high, least = interval.low, interval.high, Fraction(factor.least)
    if high is None or high >= least:
        low = least if low is None else max(low, least)

    return Interval(
        None if low is None else factor.of(low, years),
        None if high is None else factor.of(high, years),
        interval.low_open,
        interval.high_open,
    )
