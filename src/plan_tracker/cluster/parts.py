"""A plan whose statements lie in pieces, in parts that nothing ties to each other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from plan_tracker.cluster.pieces import CutTable, Facts, Pieces, read_series
from plan_tracker.cluster.ties import PlanTies, Series, Tied, tied_by
from plan_tracker.loading.loaded import Loaded
from plan_tracker.model import text
from plan_tracker.model.plan import Plan
from plan_tracker.model.text import Listed, Phrase, phrase
from plan_tracker.reconcile.checks.check import Whole
from plan_tracker.reconcile.checks.figure_beside_target import targets_without_roll_up
from plan_tracker.reconcile.reconcile import Part

_LAWS_TOLD = 3


@dataclass(frozen=True, slots=True)
class CutPlan:
    """A plan and its statements in pieces, table by table in their order.

    `corrected` are the names of the statements that a person has corrected.
    """

    plan: Plan
    tables: Sequence[CutTable]
    corrected: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many statements there are."""
        return sum(table.pieces.count for table in self.tables)

    def tied(self) -> Tied:
        """What is tied, by the plan and by all tables."""
        return tied_by([table.ties for table in self.tables], self._aimed())

    def _aimed(self) -> Series:
        """The series of each target."""
        targets = self.plan.targets
        names = [pd.Series([each.indicator for each in targets], dtype="str")]
        names.append(pd.Series([each.entity for each in targets], dtype="str"))
        return PlanTies.of(self.plan).series(*names)

    def parts(self, tied: Tied, most: int) -> Iterator["UnreadPart"]:
        """Parts of about so many statements at most; of more where they are tied to each other."""
        before = np.cumsum(tied.sizes) - tied.sizes
        part_of = pd.factorize(before // max(most, 1))[0][tied.group]
        order = np.argsort(part_of, kind="stable")
        count = int(part_of.max(initial=-1)) + 1
        starts = np.searchsorted(part_of[order], np.arange(count + 1))

        first_rows = np.cumsum([0, *(each.pieces.count for each in self.tables)]).tolist()
        tables = list(zip((each.pieces for each in self.tables), first_rows[:-1], strict=True))
        of_target = part_of[np.searchsorted(tied.series, self._aimed())]
        by_part = np.argsort(of_target, kind="stable")
        firsts = np.searchsorted(of_target[by_part], np.arange(count + 1))
        entities = self.facts.entities
        for number in range(count):
            targets = np.sort(by_part[firsts[number] : firsts[number + 1]]).tolist()
            plan = replace(self.plan, targets=tuple(self.plan.targets[at] for at in targets))
            series = tied.series[order[starts[number] : starts[number + 1]]]
            holding = [(table, row) for table, row in tables if table.holding(series)]
            yield UnreadPart(plan, holding, series, entities, self.corrected)

    @property
    def facts(self) -> Facts:
        """What all tables tell."""
        return _together([table.facts for table in self.tables])

    def known_of_whole(self) -> Whole:
        """What parts must know of the whole."""
        facts, none = self.facts, frozenset[str]()
        aimed = {
            name: frozenset(target.entity for target in targets)
            for name, targets in targets_without_roll_up(self.plan).items()
        }
        idle = {
            name: entities
            for name, entities in aimed.items()
            if entities - facts.figures.get(name, none)
        }
        return Whole(facts.in_doubt, idle)


def _together(facts: Iterable[Facts]) -> Facts:
    """What several tables tell, as one."""
    in_doubt, priced = set[str](), set[str]()
    figures: dict[str, frozenset[str]] = {}
    entities: dict[str, None] = {}
    for each in facts:
        in_doubt |= each.in_doubt
        priced |= each.priced
        entities |= dict.fromkeys(each.entities)
        for name, whom in each.figures.items():
            figures[name] = figures.get(name, frozenset()) | whom
    return Facts(frozenset(in_doubt), frozenset(priced), figures, tuple(entities)[:2])


@dataclass(frozen=True, slots=True)
class UnreadPart:
    """A part of a plan: the series that it is about, and the tables that may speak of them."""

    plan: Plan
    tables: Sequence[tuple[Pieces, int]]
    series: Series
    entities: tuple[str, ...]
    corrected: tuple[str, ...]

    def read(self, priced: frozenset[str]) -> Part:
        """The part as a system, sorted by arrays."""
        frame, statements, rows = read_series(self.tables, self.series, self.entities)
        plan = _of_statements(self.plan, frame)
        loaded = Loaded(plan, {}, statements, frame, corrected=self.corrected)
        return Part(loaded, rows, priced)


def _of_statements(plan: Plan, frame: pd.DataFrame) -> Plan:
    """A plan with what tables show of these statements, and of no others."""
    if not (plan.out_of_order or plan.between):
        return plan
    names = frozenset(frame["statement"])
    return replace(
        plan,
        out_of_order=tuple(each for each in plan.out_of_order if each.ranks[0] in names),
        between=tuple(each for each in plan.between if each.whole in names),
    )


def too_large(cut: CutPlan, tied: Tied) -> Phrase:
    """That so many statements are tied to each other that no more than one process can help.

    With the laws of the plan that tie series of several entities, or else of several indicators.
    """
    plan = cut.plan
    laws: list[text.Part] = [
        phrase("the roll-up of {name}", name=each.id)
        for each in plan.indicators.values()
        if each.roll_up
    ]
    laws = laws or [
        phrase("the identity {name}", name=each.called or each.id) for each in plan.identities
    ]
    said = phrase(
        "{count} of {all} statements are tied to each other: one process compares them, whatever "
        "the cluster, and what it cannot search is decided by bounds.",
        count=f"{tied.sizes.max():,}",
        all=f"{cut.count:,}",
    )
    if not laws:
        return said
    told = laws[:_LAWS_TOLD]
    if len(laws) > _LAWS_TOLD:
        told.append(phrase("{more} more", more=len(laws) - _LAWS_TOLD))
    return phrase("{said} What may tie them: {laws}.", said=said, laws=Listed(told))
