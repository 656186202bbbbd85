"""Identities as the names of their total and parts let them hold.

Names that say that parts overlap, that a total counts once what stands in several parts or that
something is taken from it do what a declaration does: what then need not hold is not tested, and
the rest is at most a warning.
"""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from plan_tracker.grids.grid import alike
from plan_tracker.language.tables import LawException, counts_once, law_exceptions
from plan_tracker.loading.fit import bounds_of
from plan_tracker.model.constraint import may_be_negative
from plan_tracker.model.plan import Identity, Indicator, Plan

_OVERLAP: frozenset[LawException] = frozenset({"among", "overlap"})
_OVERLAP_OF_TOTAL: frozenset[LawException] = frozenset({"whole", "overlap", "distinct"})
_LESS: frozenset[LawException] = frozenset({"net", "distinct"})
# As a share of the total: so much more than it may its parts be together, which is no limit.
ANY_EXCESS = Fraction(-(10**6))


def with_named_exceptions(plan: Plan) -> Plan:
    """The plan with its identities as far as the names in them say that they hold."""
    named = [each for identity in plan.identities for each in _as_named(identity, plan)]
    return replace(plan, identities=tuple(named))


def may_be_less(identity: Identity) -> bool:
    """Whether a name says that the total may be less than its parts: it is net or unduplicated."""
    return identity.rest.low == ANY_EXCESS


def _as_named(identity: Identity, plan: Plan) -> Iterator[Identity]:
    """The identity, or what is left of it: that each part is in the whole, or all cover it."""
    total, *parts = (plan.indicators[name] for name in (identity.total, *identity.parts))
    of_total = _said(total)
    of_parts = frozenset[LawException]().union(*map(_said, parts))
    if any(map(is_signed, parts)):
        of_total -= {"net"}  # what is taken away stands among the parts

    overlaps = bool(of_total & _OVERLAP_OF_TOTAL or of_parts & _OVERLAP)
    is_less = bool(of_total & _LESS)
    if identity.overlap or not (overlaps or is_less):
        yield identity
        return
    if overlaps:
        yield replace(identity, overlap=True)
    if is_less:
        yield replace(identity, stated="", rest=replace(identity.rest, low=ANY_EXCESS))


def _said(indicator: Indicator) -> frozenset[LawException]:
    """What the name of an indicator sets apart, in any language that it stands in."""
    names = [alike(name) for name in indicator.name.values()]
    said = frozenset[LawException]().union(*map(law_exceptions, names))
    return said | ({"distinct"} if any(map(counts_once, names)) else frozenset())


def is_signed(indicator: Indicator) -> bool:
    """Whether its figures may be below zero."""
    return may_be_negative(bounds_of(indicator))
