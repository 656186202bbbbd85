"""The exact range that constraints together leave for one of them, by linear programming.

A ratio x / y is made linear by measuring everything in units of y: each amount in a constraint is
multiplied by one more unknown, and y is 1 (Charnes and Cooper 1962, Programming with linear
fractional functionals). z3 optimises in rationals and tells an end that is not reached.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import z3

from plan_tracker.inputs.memory import need_memory
from plan_tracker.model.constraint import (
    DIFFERENCE,
    RATIO,
    Constraint,
    Known,
    Sum,
    Tie,
    may_be_negative,
)
from plan_tracker.model.interval import Interval
from plan_tracker.reconcile.culprits.smtlib import within
from plan_tracker.reconcile.culprits.solver import LEAST_MEMORY
from plan_tracker.reconcile.evidence.narrowing import narrowed

_ONE = "one"
_NOTHING = Interval.exactly(0)


def exact_range(constraints: Iterable[Constraint], free: Known, asked: Tie) -> Interval | None:
    """What the constraints leave for that which another one bounds: x, x / y or x - y.

    `free` is what is known of each quantity without them. None where they contradict each other,
    or leave nothing but zero to divide by, or what may be negative. Such ratios among them are left
    out: they can be meant of amounts or of magnitudes.
    """
    constraints = list(constraints)
    known = narrowed(constraints, free)
    if asked.form == RATIO and may_be_negative(known[asked.y]):
        return None

    constraints = [each for each in constraints if not _is_of_negatives(each, known)]
    need_memory(LEAST_MEMORY)
    solver = z3.Optimize()
    lines = [f"(declare-const {name} Real)" for name in (_ONE, *map(_name, free))]
    lines += [_assertion(within(_name(quantity), known, _ONE)) for quantity, known in free.items()]
    lines += [_assertion(_limit(constraint)) for constraint in constraints]
    unit = _name(asked.y) if asked.form == RATIO else _ONE
    lines += [_assertion(f"(> {_ONE} 0)"), _assertion(f"(= {unit} 1)")]
    solver.from_string("".join(lines))

    sought = z3.Real(_name(asked.x))
    if asked.form == DIFFERENCE:
        sought = sought - z3.Real(_name(asked.y))

    # Both ends at once, each as if the other were not asked for.
    solver.set("priority", "box")
    least, most = solver.minimize(sought), solver.maximize(sought)
    if solver.check() != z3.sat:
        return None

    low, low_open = _end(least.lower_values())
    high, high_open = _end(most.upper_values())
    return Interval(low, high, low_open, high_open)


def _is_of_negatives(constraint: Constraint, known: Known) -> bool:
    """Whether it takes a share of what may be negative."""
    if isinstance(constraint, Sum):
        return constraint.rest != _NOTHING and may_be_negative(known[constraint.total])
    return constraint.form == RATIO and may_be_negative(known[constraint.y])


def _name(quantity: int) -> str:
    return f"q{quantity}"


def _assertion(text: str) -> str:
    return f"(assert {text})"


def _limit(constraint: Constraint) -> str:
    if isinstance(constraint, Sum):
        total = _name(constraint.total)
        parts = " ".join(map(_name, constraint.parts))
        return within(f"(- {total} {parts})", constraint.rest, total)

    x, y = _name(constraint.x), _name(constraint.y)
    if constraint.form == DIFFERENCE:
        return within(f"(- {x} {y})", constraint.interval, _ONE)
    return within(x, constraint.interval, y if constraint.form == RATIO else _ONE)


def _end(values: Any) -> tuple[Fraction | None, bool]:
    """An end from z3's three numbers: how often infinity, the value, how often a hair."""
    endless, value, hair = (Fraction(str(number)) for number in values)
    return (None, False) if endless else (value, bool(hair))
