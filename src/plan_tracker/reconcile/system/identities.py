"""The identities of a plan as constraints: which quantities make up which, and how far."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from plan_tracker.model.interval import Interval
from plan_tracker.model.plan import Identity, Plan
from plan_tracker.model.text import phrase
from plan_tracker.reconcile.system.exceptions import is_signed, may_be_less
from plan_tracker.reconcile.system.orders import in_another_currency
from plan_tracker.reconcile.system.quantities import INDICATOR, Quantities
from plan_tracker.reconcile.system.system import Codes, Sums, Trusted, flat

_ANY_SHARE = Interval(Fraction(0), Fraction(1))
_OF_WHICH = phrase(
    "A part that is only said to be among its whole may be gross, and the whole net of refunds or "
    "transfers."
)

_NET = phrase(
    "A total that its name calls net, or that counts once what stands in several parts, may be "
    "less than they are together, and is at most that."
)


def sums_of(
    quantities: Quantities,
    other: NDArray[np.bool_],
    implied: NDArray[np.bool_],
    plan: Plan,
    first_owner: int,
) -> tuple[Sums, list[Trusted]]:
    """The instances of every identity: wherever its total and at least one part are spoken of.

    Those of totals in another unit than their indicator's are an assumption, whoever states the
    identity. Where rates convert all that is spoken of, they are `implied` as far as they hold.
    """
    instance, of = quantities.alike_but_for(INDICATOR), quantities.named(INDICATOR)
    none = np.empty(0, dtype=np.int64)
    owners, totals, parts, counts = [], [], [], []
    for number, identity in enumerate(plan.identities):
        whole = of.get(identity.total, none)
        for group in _parts_of(identity, plan):
            found = [of.get(part, none) for part in group]
            table = np.column_stack([_found(part, instance)[instance[whole]] for part in found])
            converted = implied[whole] & (implied[table] | (table < 0)).all(axis=1)
            spoken = (table >= 0).any(axis=1) & ~converted
            totals.append(whole[spoken])
            parts.append(table[spoken].ravel())
            owners.append(first_owner + number + len(plan.identities) * other[whole[spoken]])
            counts.append(np.full(int(spoken.sum()), len(group)))
    first = np.concatenate([[0], np.cumsum(flat(counts))]).astype(np.int64)
    trusted = [_trusted_identity(each) for each in plan.identities]
    trusted += [
        replace(each, name=in_another_currency(each.name), assumed=True) for each in trusted
    ]
    return Sums(flat(owners), flat(totals), flat(parts), first), trusted


def _parts_of(identity: Identity, plan: Plan) -> Sequence[tuple[str, ...]]:
    """Which parts are summed: all together, or each alone where they overlap.

    None are where figures do not add up, or where a part may be more than its total, as profits of
    one branch beside losses of another.
    """
    indicators = [plan.indicators[name] for name in (identity.total, *identity.parts)]
    if identity.overlap:
        whole, *parts = indicators
        return [(part.id,) for part in parts if not is_signed(whole) and not is_signed(part)]
    return [identity.parts] if all(each.adds_over_parts for each in indicators) else []


def _trusted_identity(identity: Identity) -> Trusted:
    said = Trusted(
        "identity",
        identity.id,
        identity.rest,
        not identity.stated,
        identity.place,
        called=identity.called or identity.id,
    )
    if may_be_less(identity):
        return replace(said, because=_NET)
    if identity.inferred:
        inferred = phrase(
            "That {name} is meant is only supposed, from the other figures of the table.",
            name=identity.called or identity.id,
        )
        return replace(said, because=inferred)
    if not identity.overlap:
        return said
    return replace(said, interval=_ANY_SHARE, assumed=True, because=_OF_WHICH)


def _found(quantities: Codes, instance: Codes) -> Codes:
    """Which of the quantities each instance has; -1 for none."""
    found = np.full(int(instance.max(initial=-1)) + 1, -1, dtype=np.int64)
    found[instance[quantities]] = quantities
    return found
