"""Figures that would measure a target, if one thing that is said of them were another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from plan_tracker.model.plan import Plan, Target
from plan_tracker.model.text import Part, phrase, plural
from plan_tracker.reconcile.checks.check import Mask, Replacements, Whole
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.reconcile.checks.remark import Remark
from plan_tracker.reconcile.checks.spoken import Spoken
from plan_tracker.reconcile.system.system import System


class FigureBesideTarget:
    """Figures that would measure a target, if one thing that is said of them were another."""

    page = page_of("PT404")

    def about(self, spoken: Spoken) -> Mask:
        """Levels that are reached."""
        return np.asarray(_reached(spoken.frame))

    def needs(self, system: System, whole: Whole) -> Mask:
        """Figures for others than have targets, and one figure of each that has one."""
        frame = system.frame
        needed = np.zeros(len(frame), dtype=bool)
        for name, entities in whole.aimed.items():
            figures = frame.loc[_reached(frame) & (frame["indicator"] == name), "entity"]
            of_aimed = figures.isin(list(entities)).to_numpy()
            needed[figures.index[~of_aimed | ~figures.duplicated().to_numpy()]] = True
        return needed

    def remarks_on_whole(self, system: System, replaced: Replacements) -> Iterable[Remark]:
        """One remark a group of targets of one indicator, and the figures that are for others."""
        for targets, figures in _targets_and_figures(system):
            yield from _for_others(targets, figures)

    def remarks(self, system: System, replaced: Replacements) -> Iterable[Remark]:
        """One remark a target, and the figures that do not fit it."""
        for targets, figures in _targets_and_figures(system):
            of_entity = dict(list(figures.groupby("entity", observed=True, sort=False)))
            for target in targets:
                if target.entity in of_entity:
                    yield from _not_fitting(system, target, of_entity[target.entity])


def _targets_and_figures(system: System) -> Iterator[tuple[list[Target], pd.DataFrame]]:
    """The targets and the figures of each indicator that has both."""
    wanted = targets_without_roll_up(system.plan)
    if not wanted:
        return

    frame = system.frame
    rows = frame[_reached(frame) & frame["indicator"].isin(list(wanted))]
    for name, figures in rows.groupby("indicator", observed=True, sort=False):
        yield wanted[str(name)], figures


def targets_without_roll_up(plan: Plan) -> dict[str, list[Target]]:
    """By indicator the targets that only figures of their own entity count for."""
    wanted: dict[str, list[Target]] = defaultdict(list)
    for target in plan.targets:
        indicator = plan.indicators.get(target.indicator)
        if indicator is not None and indicator.roll_up is None:
            wanted[target.indicator].append(target)
    return wanted


def _reached(frame: pd.DataFrame) -> "pd.Series[bool]":
    return (frame["kind"] == "level") & (frame["measure"] == "actual")


def _for_others(targets: list[Target], figures: pd.DataFrame) -> Iterator[Remark]:
    """Targets of an entity without figures, where there are figures of one without targets."""
    aimed = {target.entity for target in targets}
    idle = [target for target in targets if not (figures["entity"] == target.entity).any()]
    beside = figures[~figures["entity"].isin(list(aimed))]
    if not idle or beside.empty:
        return
    first = idle[0]
    yield Remark(
        "note",
        _owners(beside),
        plural(
            "No figure counts for the target {target}, which is for {wanted}: the one there is, "
            "of {indicator}, is for {given}.",
            "No figure counts for the target {target}, which is for {wanted}: the {count} there "
            "are, of {indicator}, are for others, such as {given}.",
            len(beside),
            target=first.id,
            wanted=_named(first.entity),
            indicator=first.indicator,
            given=_named(str(beside["entity"].iloc[0])),
        ),
        phrase(
            "Where the same is meant, say the same `entity` at the target and in the source. Where "
            "members make the whole, declare them under `entities`, with `rollup` of the indicator."
        ),
    )


def _not_fitting(system: System, target: Target, figures: pd.DataFrame) -> Iterator[Remark]:
    """A target whose entity has figures, but all in another unit or over another period."""
    indicator = system.plan.indicators[target.indicator]
    same_unit = figures[figures["unit"] == indicator.unit]
    if same_unit.empty:
        yield Remark(
            "note",
            _owners(figures),
            phrase(
                "No figure counts for the target {target}, which is in {wanted}: those of "
                "{indicator} are in {given}.",
                target=target.id,
                wanted=indicator.unit,
                indicator=target.indicator,
                given=str(figures["unit"].iloc[0]),
            ),
            phrase(
                "Write the unit that is meant: beside the figure, as `unit`, or in the indicator."
            ),
        )
        return

    start, end = np.datetime64(target.period.start), np.datetime64(target.period.end)
    inside = (same_unit["start"] >= start) & (same_unit["end"] <= end)
    across = same_unit[(same_unit["start"] <= end) & (same_unit["end"] >= start)]
    if (target.timing or indicator.timing) != "sum" or inside.any() or across.empty:
        return
    if _is_rest(across, same_unit, target):
        return
    yield Remark(
        "note",
        _owners(across),
        phrase(
            "No figure counts for the target {target}, which is for {wanted}: that of {indicator} "
            "is for {given}, which reaches beyond it.",
            target=target.id,
            wanted=target.period,
            indicator=target.indicator,
            given=str(across["period"].iloc[0]),
        ),
        phrase("Correct the `period` of the one or the other, or add the figure of the part."),
    )


def _is_rest(across: pd.DataFrame, figures: pd.DataFrame, target: Target) -> bool:
    """Whether figures that follow each other reach from the first day of one that ends within the
    target's period to the day before it: the target's part is then what is left of that one."""
    ends_within = across[across["end"] <= np.datetime64(target.period.end)]
    first, day = np.datetime64(target.period.start), np.timedelta64(1, "D")
    earlier = figures[figures["end"] < first].sort_values("end", ascending=False)

    leading = {pd.Timestamp(first)}
    for start, after in zip(earlier["start"], earlier["end"] + day, strict=True):
        if after in leading:
            leading.add(start)
    return bool(ends_within["start"].isin(list(leading)).any())


def _owners(rows: pd.DataFrame) -> tuple[int, ...]:
    return tuple(map(int, rows.index))


def _named(entity: str) -> Part:
    return entity or phrase("no entity that is named")
