"""What members of an entity make together, as identities: figures, and targets shared out.

An indicator with `rollup: sum` says that the figures of an entity's members make its own, and so do
the targets that are shared out among them. Where all members are declared nothing else may be left;
where the plan declares only some of a population, the rest may be anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from plan_tracker.loading.frame.codes import first_rows, number_rows
from plan_tracker.model.interval import Interval
from plan_tracker.model.members import Members, members_of
from plan_tracker.model.plan import Plan
from plan_tracker.model.text import Phrase, phrase
from plan_tracker.reconcile.system.exceptions import ANY_EXCESS
from plan_tracker.reconcile.system.quantities import END, ENTITY, INDICATOR, MEASURE, Quantities
from plan_tracker.reconcile.system.system import Codes, Sums, Trusted

_ANY_SHARE = Interval(Fraction(0), Fraction(1))


@dataclass(frozen=True, slots=True)
class _Wholes:
    """Quantities that have members, some of which are spoken of; one entry each.

    `complete` says that the plan declares all members: that may change at a date. The parts of the
    i-th are the next `counts[i]` of `part`, with -1 for members that nothing speaks of.
    """

    quantity: Codes
    complete: NDArray[np.bool_]
    part: Codes
    counts: Codes


def with_entity_sums(
    sums: Sums, quantities: Quantities, plan: Plan, first_owner: int
) -> tuple[Sums, list[Trusted]]:
    """The sums with those over members, and what is trusted in them, an owner each."""
    adding = [
        each.id for each in plan.indicators.values() if each.roll_up and each.roll_up.by == "sum"
    ]
    rows = np.flatnonzero(quantities.has(INDICATOR, adding))
    if not len(rows):
        return sums, []
    found = _wholes(quantities, rows, plan)
    owner, trusted = _trusted(quantities, found, plan)
    counts = np.concatenate([np.diff(sums.first), found.counts])
    return Sums(
        np.concatenate([sums.owner, first_owner + owner]),
        np.concatenate([sums.total, found.quantity]),
        np.concatenate([sums.part, found.part]),
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
    ), trusted


def _trusted(quantities: Quantities, found: _Wholes, plan: Plan) -> tuple[Codes, list[Trusted]]:
    """What is trusted about wholes, and which of it about each; one a name and completeness."""
    names, entities = quantities.names[INDICATOR], quantities.names[ENTITY]
    codes = quantities.codes[found.quantity]
    columns = [
        (codes[:, INDICATOR], len(names)),
        (codes[:, ENTITY], len(entities)),
        (found.complete.astype(np.int64), 2),
        (quantities.has(MEASURE, ["target"])[found.quantity].astype(np.int64), 2),
    ]
    group = number_rows(columns)
    first = [[column[row] for column, _ in columns] for row in first_rows(group).tolist()]
    said = [
        (names[name], entities[whole], not complete, bool(of_targets))
        for name, whole, complete, of_targets in first
    ]
    order = sorted(range(len(said)), key=said.__getitem__)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    trusted = [
        Trusted(
            "identity",
            _name(name, whole, of_targets=of_targets),
            _rest(lacking=lacking, of_targets=of_targets),
            True,
            plan.indicators[name].place,
        )
        for name, whole, lacking, of_targets in map(said.__getitem__, order)
    ]
    return place[group], trusted


def _name(name: str, whole: str, *, of_targets: bool) -> Phrase:
    if of_targets:
        return phrase("targets of {name} of the members of {whole}", name=name, whole=whole)
    return phrase("{name} of the members of {whole}", name=name, whole=whole)


def _rest(*, lacking: bool, of_targets: bool) -> Interval:
    """What may be left: more may be shared out than is asked for, as a reserve."""
    rest = _ANY_SHARE if lacking else Interval.exactly(0)
    return replace(rest, low=ANY_EXCESS) if of_targets else rest


def _wholes(quantities: Quantities, rows: Codes, plan: Plan) -> _Wholes:
    """The wholes among these quantities, whose indicators add up."""
    parents = [each.parent for each in plan.entities.values()]
    totals = rows[np.isin(quantities.codes[rows, ENTITY], quantities.numbers(ENTITY, parents))]
    case, members = _memberships(quantities, totals, plan)
    total, part = _parts(quantities, rows, totals, [one.names for one in members], case)
    counts = np.bincount(total, minlength=len(totals))
    declared, size = (
        np.array(numbers, dtype=np.int64)[case]
        for numbers in ([len(one.names) for one in members], [one.count for one in members])
    )
    spoken = np.flatnonzero(counts)
    missing = (counts < declared)[spoken]
    ends = np.cumsum(counts[spoken])
    return _Wholes(
        totals[spoken],
        (declared == size)[spoken],
        np.insert(part, ends[missing], -1),
        counts[spoken] + missing,
    )


def _memberships(quantities: Quantities, totals: Codes, plan: Plan) -> tuple[Codes, list[Members]]:
    """The members of each total, by number: they differ by rule, day and entity alone."""
    known = [plan.indicators.get(name) for name in quantities.names[INDICATOR]]
    rules = [each.roll_up if each else None for each in known]
    over = np.unique([rule.over if rule else "" for rule in rules], return_inverse=True)[1]
    codes = quantities.codes[totals]
    case = number_rows(
        [
            (over.astype(np.int64)[codes[:, INDICATOR]], len(rules)),
            *((codes[:, part], len(quantities.names[part])) for part in (END, ENTITY)),
        ]
    )
    entities, asked = quantities.names[ENTITY], totals[first_rows(case)].tolist()
    return case, [
        members_of(plan, entities[codes[ENTITY]], rules[codes[INDICATOR]], quantities.day(row, END))
        for row, codes in zip(asked, quantities.codes[asked], strict=True)
    ]


def _parts(
    quantities: Quantities,
    rows: Codes,
    totals: Codes,
    members: Sequence[tuple[str, ...]],
    case: Codes,
) -> tuple[Codes, Codes]:
    """The quantities of members that are alike but for the entity, each with its total's place."""
    alike, count = quantities.alike_but_for(ENTITY), len(quantities.names[ENTITY])
    total, member = _each_of([quantities.numbers(ENTITY, one) for one in members], case)
    given = alike[rows] * count + quantities.codes[rows, ENTITY]
    order = np.argsort(given)
    wanted = alike[totals[total]] * count + member
    at = np.minimum(np.searchsorted(given[order], wanted), len(order) - 1)
    place = order[at]
    found = given[place] == wanted
    return total[found], rows[place[found]]


def _each_of(lists: Sequence[Codes], case: Codes) -> tuple[Codes, Codes]:
    """Every entry of the list of each case: the case's place, and the entry."""
    flat = np.concatenate([np.empty(0, dtype=np.int64), *lists])
    ends = np.cumsum([len(one) for one in lists], dtype=np.int64)
    sizes = np.diff(ends, prepend=0)[case]
    at = np.repeat(np.arange(len(case)), sizes)
    turn = np.arange(len(at)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return at, flat[(ends[case] - sizes)[at] + turn]
