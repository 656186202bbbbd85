"""Which statements may be tied to each other: a number for each, the same where they may be.

The plan alone nearly always says it. A statement belongs to a series, an indicator of an entity.
Identities, products and roll-ups tie indicators, of whichever entity; a roll-up ties an entity to
all of its tree. Days tie nothing apart: all of a series stays together. The few ties that only data
show are claims about other series, tables in an order, and prices that one series says and another
one leaves open.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plan_tracker.loading.frame.codes import number_rows, number_texts
from plan_tracker.loading.loaded import Loaded
from plan_tracker.model.plan import Plan
from plan_tracker.model.text import Listed, Part, Phrase, phrase
from plan_tracker.reconcile.bounds.graph import components
from plan_tracker.reconcile.system.system import Codes, flat

_LAWS_TOLD = 3


@dataclass(frozen=True, slots=True)
class Tied:
    """Numbers of what may be tied, one entry each: for statements, and for the plan's targets."""

    statements: Codes
    targets: Codes

    @property
    def count(self) -> int:
        """How many there are that nothing ties to each other."""
        return int(max(self.statements.max(initial=-1), self.targets.max(initial=-1))) + 1

    @property
    def largest(self) -> int:
        """How many statements are tied to each other at most."""
        return int(np.bincount(self.statements).max(initial=0))


@dataclass(frozen=True, slots=True)
class PlanTies:
    """What a plan says of ties: `family` has one name for all indicators that laws tie.

    `rolled_up` are the families some of whose indicators add up over entities, or are averaged; for
    these `root` has the top of the tree that an entity is in.
    """

    family: dict[str, str]
    rolled_up: frozenset[str]
    root: dict[str, str]

    @staticmethod
    def of(plan: Plan) -> "PlanTies":
        """The ties of a plan."""
        family = _families(plan.indicators, _tied_indicators(plan))
        rolled_up = {family[each.id] for each in plan.indicators.values() if each.roll_up}
        parents = [(each.id, each.parent) for each in plan.entities.values() if each.parent]
        return PlanTies(family, frozenset(rolled_up), _families(plan.entities, parents))


def _tied_indicators(plan: Plan) -> Iterator[Sequence[str]]:
    """Indicators that one law speaks of."""
    for identity in plan.identities:
        yield identity.total, *identity.parts
    for product in plan.products:
        yield product.result, *product.factors
    for indicator in plan.indicators.values():
        rule = indicator.roll_up
        if rule is not None:
            yield tuple(filter(None, (indicator.id, rule.weight, *rule.ratio)))


def _families(names: Iterable[str], tied: Iterable[Sequence[str]]) -> dict[str, str]:
    """One name for all names that are tied, each by way of others too."""
    number = {name: at for at, name in enumerate(names)}
    pairs = [
        (number.setdefault(group[0], len(number)), number.setdefault(name, len(number)))
        for group in tied
        for name in group[1:]
    ]
    first, second = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    known = list(number)
    label = components(first, second, len(known)).tolist()
    return {name: known[label[at]] for name, at in number.items()}


def tied_in(loaded: Loaded) -> Tied:
    """What may be tied among the statements and the targets of a plan."""
    frame, plan = loaded.frame, loaded.plan
    targets = pd.DataFrame(
        {
            "indicator": pd.Series([each.indicator for each in plan.targets], dtype="str"),
            "entity": pd.Series([each.entity for each in plan.targets], dtype="str"),
        }
    )
    compared = frame[["ref_indicator", "ref_entity"]].set_axis(["indicator", "entity"], axis=1)
    tables = [frame[["indicator", "entity"]], compared, targets]
    series = _series(tables, PlanTies.of(plan))
    subject, reference, aimed = np.split(series, np.cumsum([len(each) for each in tables])[:-1])

    claims = (frame["ref_indicator"] != "").to_numpy(dtype=bool) & (subject != reference)
    pairs = [np.column_stack([subject[claims], reference[claims]])]
    pairs += [_by_prices(frame, subject), _by_order(loaded, subject)]
    first, second = np.unique(np.concatenate(pairs), axis=0).T
    number = components(first, second, int(series.max(initial=-1)) + 1)
    of_all = number_rows([(number[np.concatenate([subject, aimed])], len(number) + 1)])
    return Tied(*np.split(of_all, [len(subject)]))


def too_large(loaded: Loaded, tied: Tied) -> Phrase:
    """That so many statements are tied to each other that no more than one process can help.

    With what of the plan ties them, where it does.
    """
    counts = np.bincount(tied.statements)
    there = tied.statements == counts.argmax()
    indicators = frozenset(loaded.frame["indicator"][there].unique())
    plan = loaded.plan
    laws: list[Part] = [
        phrase("the identity {name}", name=each.called or each.id)
        for each in plan.identities
        if each.total in indicators
    ]
    laws += [
        phrase("the roll-up of {name}", name=each.id)
        for each in plan.indicators.values()
        if each.roll_up and each.id in indicators
    ]
    said = phrase(
        "{count} of {all} statements are tied to each other: one process compares them, whatever "
        "the cluster, and what it cannot search is decided by bounds.",
        count=f"{counts.max():,}",
        all=f"{len(tied.statements):,}",
    )
    if not laws:
        return said
    told: list[Part] = laws[:_LAWS_TOLD]
    if len(laws) > _LAWS_TOLD:
        told.append(phrase("{more} more", more=len(laws) - _LAWS_TOLD))
    return phrase("{said} What ties them: {laws}.", said=said, laws=Listed(told))


def _series(tables: Sequence[pd.DataFrame], ties: PlanTies) -> Codes:
    """The series of each row of tables: its family, and its entity or the top of its tree."""
    indicators, families = _renamed([each["indicator"] for each in tables], ties.family)
    entities, names = number_texts([each["entity"] for each in tables])
    roots, _ = _renamed([each["entity"] for each in tables], ties.root)
    adding = np.isin(families.to_numpy(dtype=object), list(ties.rolled_up))[indicators]

    # Trees and single entities are told apart: a tree may have the name of one of its entities.
    entity = np.where(adding, roots + len(names), flat(entities))
    return number_rows([(indicators, len(families) + 1), (entity, 2 * len(names) + 1)])


def _renamed(columns: Sequence[pd.Series], names: dict[str, str]) -> tuple[Codes, pd.Index]:
    """The columns as one, by number of another name for each; those without one keep theirs."""
    codes, known = number_texts(columns)
    number, distinct = pd.factorize(
        pd.Index([names.get(name, name) for name in known], dtype="str")
    )
    return np.asarray(number[flat(codes)], dtype=np.int64), pd.Index(distinct)


def _by_prices(frame: pd.DataFrame, series: Codes) -> NDArray[np.int64]:
    """All series of an indicator that says its prices in some of them, and never in others."""
    said = (frame["basis"] != "").to_numpy(dtype=bool)
    pairs = [np.empty((0, 2), dtype=np.int64)]
    for name in frame.loc[said, "indicator"].unique():
        of_name = (frame["indicator"] == name).to_numpy(dtype=bool)
        saying, every = np.unique(series[of_name & said]), np.unique(series[of_name])
        if len(saying) < len(every):
            pairs.append(_all_with_first(every))
    return np.concatenate(pairs)


def _by_order(loaded: Loaded, series: Codes) -> NDArray[np.int64]:
    """The series of statements that one table shows in an order, or between each other."""
    plan = loaded.plan
    groups = [each.statements for each in plan.out_of_order]
    groups += [(each.whole, *each.parts) for each in plan.between]
    pairs = [np.empty((0, 2), dtype=np.int64)]
    if groups:
        names = pd.Index(loaded.frame["statement"])
        pairs += [_all_with_first(series[names.get_indexer(pd.Index(group))]) for group in groups]
    return np.concatenate(pairs)


def _all_with_first(numbers: Codes) -> NDArray[np.int64]:
    return np.column_stack([np.full(len(numbers), numbers[0]), numbers])
