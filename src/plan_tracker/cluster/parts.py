"""A plan cut into parts that nothing ties to each other."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from plan_tracker.cluster.ties import Tied
from plan_tracker.language.numbers import GROUPING
from plan_tracker.loading.loaded import Loaded
from plan_tracker.loading.statements import taken
from plan_tracker.reconcile.checks.check import Whole
from plan_tracker.reconcile.checks.figure_beside_target import targets_without_roll_up
from plan_tracker.reconcile.system.system import Codes


@dataclass(frozen=True, slots=True)
class PlanPart:
    """A part of a plan, and the numbers that its statements have in the whole."""

    loaded: Loaded
    rows: Codes


def cut(loaded: Loaded, tied: Tied, most: int) -> Iterator[PlanPart]:
    """Parts of about so many statements at most; of more where they are tied to each other.

    What is tied is in one part, and targets are where their figures are.
    """
    sizes = np.bincount(tied.statements, minlength=tied.count)
    before = np.cumsum(sizes) - sizes
    part_of = pd.factorize(before // max(most, 1))[0]
    of_statements, of_targets = part_of[tied.statements], part_of[tied.targets]
    order = np.argsort(of_statements, kind="stable")
    count = int(part_of.max(initial=0)) + 1
    starts = np.searchsorted(of_statements[order], np.arange(count + 1))
    for number in range(count):
        rows = order[starts[number] : starts[number + 1]]
        yield PlanPart(_part(loaded, rows, np.flatnonzero(of_targets == number)), rows)


def _part(loaded: Loaded, rows: Codes, targets: Codes) -> Loaded:
    frame = loaded.frame.iloc[rows].reset_index(drop=True)
    names = frozenset(frame["statement"]) if loaded.plan.out_of_order or loaded.plan.between else ()
    plan = replace(
        loaded.plan,
        targets=tuple(loaded.plan.targets[at] for at in targets.tolist()),
        out_of_order=tuple(each for each in loaded.plan.out_of_order if each.ranks[0] in names),
        between=tuple(each for each in loaded.plan.between if each.whole in names),
    )
    return replace(
        loaded,
        plan=plan,
        sources={},
        statements=taken(loaded.statements, rows),
        frame=_with_own_names(frame),
        waivers=(),
    )


def _with_own_names(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame without the names that only other parts have.

    Where there are several entities in the whole plan there are in each part: figures are then
    called by theirs.
    """
    own = {}
    for name in frame.columns:
        column = frame[name]
        if isinstance(column.dtype, pd.CategoricalDtype):
            own[name] = column.cat.remove_unused_categories()
            if name == "entity" and len(column.cat.categories) > 1 == len(own[name].cat.categories):
                other = [
                    each for each in column.cat.categories if each not in own[name].cat.categories
                ]
                own[name] = own[name].cat.add_categories(other[:1])
    return frame.assign(**own)


def known_of_whole(loaded: Loaded) -> Whole:
    """What its parts must know of a plan."""
    frame = loaded.frame
    doubtful = [each for each in frame["doubtful"].cat.categories if each.endswith(GROUPING)]
    in_doubt = frame.loc[frame["doubtful"].isin(doubtful), "source"].unique()
    reached = frame.loc[
        (frame["kind"] == "level") & (frame["measure"] == "actual"), ["indicator", "entity"]
    ]
    pairs = reached.drop_duplicates().astype("str")
    figures = pairs.groupby("indicator")["entity"].agg(frozenset).to_dict()
    aimed = {
        name: frozenset(target.entity for target in targets)
        for name, targets in targets_without_roll_up(loaded.plan).items()
    }
    none = frozenset[str]()
    return Whole(
        frozenset(map(str, in_doubt)),
        {name: entities for name, entities in aimed.items() if entities - figures.get(name, none)},
    )
