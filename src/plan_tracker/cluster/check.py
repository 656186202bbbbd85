"""A plan checked in parts: what each part shows, and what they show together.

The functions are those that check a whole plan; here they are given parts. An engine says where
they run. What comes of it is what one process would find, in the same order.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from plan_tracker.cluster.parts import CutPlan, UnreadPart, too_large
from plan_tracker.model.finding import Finding
from plan_tracker.model.text import Text
from plan_tracker.reconcile.bounds.limits import Counts, Limits, Ranked
from plan_tracker.reconcile.bounds.triage import limits_of, searches_all
from plan_tracker.reconcile.checks.check import Whole
from plan_tracker.reconcile.checks.registry import CHECKS_OF_WHOLE
from plan_tracker.reconcile.checks.remark import Replacement
from plan_tracker.reconcile.reconcile import (
    Effort,
    Part,
    Watch,
    found_in,
    found_in_whole,
    in_order,
    unwatched,
)
from plan_tracker.reconcile.system.narrowed import narrowed, side_by_side
from plan_tracker.reconcile.system.system import Codes, System, flat

_ONE_PROCESS = Effort(processes=1)  # there are others for the other parts
SHOWN = 500  # findings whose first texts are shown


class Engine(Protocol):
    """Where parts are worked on. Handles stand for values that may lie elsewhere."""

    @property
    def folder(self) -> Path:
        """A folder that is seen wherever parts are worked on."""

    def each(self, function: Callable[[Any], Any], values: Sequence[Any]) -> Sequence[Any]:
        """A handle of what a function makes of each value, or of what each handle stands for."""

    def gather(self, handles: Sequence[Any]) -> Sequence[Any]:
        """The values that handles stand for, in their order."""


def unsaid(message: Text) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the statements of a plan say together, as far as `check` tells it.

    `findings` are worst first; `tested` has one entry a statement, in no order. `printed` has the
    text of the statement that each of the first findings begins with.
    """

    findings: tuple[Finding, ...]
    tested: NDArray[np.bool_]
    undecided: tuple[str, ...]
    not_searched: tuple[str, ...]
    printed: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Named:
    """Statements by name, with their rows in the whole."""

    rows: Codes
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Told:
    """What a part tells of its blocks before any is searched."""

    counts: Counts
    ranks: Sequence[Ranked] = ()
    unsure_rows: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class _PartFound:
    """What a part shows, and what of it the whole must see: some statements, and their `rows`."""

    findings: Sequence[Finding]
    tested: NDArray[np.bool_]
    undecided: _Named
    not_searched: _Named
    printed: dict[str, str]
    seen: System
    rows: Codes
    replaced: dict[int, Replacement]


def check_in_parts(
    cut: CutPlan,
    engine: Engine,
    most: int,
    watch: Watch = unwatched,
    tell: Callable[[Text], None] = unsaid,
) -> Gathered:
    """Check a plan in parts of about so many statements at most.

    `watch` is told what is being done, `tell` what ties more of them than that.
    """
    watch("Comparing figures", 0, 0)
    whole, tied = cut.known_of_whole(), cut.tied()
    if tied.sizes.max(initial=0) > most:
        tell(too_large(cut, tied))
    read = partial(_read, cut.facts.priced)
    parts = engine.each(read, list(cut.parts(tied, most)))
    told = engine.gather(engine.each(_counts, parts))
    if not searches_all([each.counts for each in told]):
        told = engine.gather(engine.each(_told, parts))

    watch("Searching for what is wrong", 0, 0)
    found = engine.gather(engine.each(partial(_found, limits_of(told), whole), parts))
    return _together(cut, found)


def _read(priced: frozenset[str], part: UnreadPart) -> Part:
    return part.read(priced)


def _counts(part: Part) -> _Told:
    return _Told(part.sorting.counts)


def _told(part: Part) -> _Told:
    sorting = part.sorting
    return _Told(sorting.counts, sorting.ranks, sorting.unsure_rows)


def _found(limits: Limits, whole: Whole, part: Part) -> _PartFound:
    system = part.system
    found = found_in(part, limits, effort=_ONE_PROCESS)
    needed = np.zeros(len(system.frame), dtype=bool)
    for check in CHECKS_OF_WHOLE:
        needed |= check.needs(system, whole)
    needed[list(found.undecided)] = True
    if part.corrected:
        needed |= system.frame["statement"].isin(part.corrected).to_numpy()

    seen = np.flatnonzero(needed)
    place = dict(zip(seen.tolist(), range(len(seen)), strict=True))
    findings = in_order(found.findings)
    return _PartFound(
        findings,
        found.tested,
        _named(part, found.undecided),
        _named(part, found.not_searched),
        _printed(system, findings),
        narrowed(system, seen),
        part.rows[seen],
        {place[owner]: each for owner, each in found.replaced.items() if owner in place},
    )


def _named(part: Part, statements: Sequence[int]) -> _Named:
    numbers = np.asarray(statements, dtype=np.int64)
    return _Named(part.rows[numbers], part.system.frame["statement"].iloc[numbers].tolist())


def _printed(system: System, findings: Sequence[Finding]) -> dict[str, str]:
    begun = [each.statements[0] for each in findings[:SHOWN] if each.statements]
    rows = system.frame.loc[system.frame["statement"].isin(begun), ["statement", "printed"]]
    return dict(zip(rows["statement"].tolist(), rows["printed"].tolist(), strict=True))


def _together(cut: CutPlan, parts: Sequence[_PartFound]) -> Gathered:
    """What parts show as one, and what only they all together show."""
    rows = flat([part.rows for part in parts])
    place = dict(zip(np.sort(rows).tolist(), range(len(rows)), strict=True))
    system = side_by_side(cut.plan, [part.seen for part in parts], [each.rows for each in parts])
    replaced = {
        place[int(part.rows[owner])]: replacement
        for part in parts
        for owner, replacement in part.replaced.items()
    }
    undecided = _all_named([part.undecided for part in parts])
    of_whole = found_in_whole(
        system, replaced, [place[row] for row in undecided.rows.tolist()], cut.corrected
    )
    findings = in_order([*(each for part in parts for each in part.findings), *of_whole])
    printed = {name: text for part in parts for name, text in part.printed.items()}
    return Gathered(
        findings,
        np.concatenate([np.empty(0, dtype=bool), *(part.tested for part in parts)]),
        tuple(undecided.names),
        tuple(_all_named([part.not_searched for part in parts]).names),
        {**printed, **_printed(system, findings)},
    )


def _all_named(parts: Sequence[_Named]) -> _Named:
    """The statements of all parts, in the order of the whole."""
    rows = flat([part.rows for part in parts])
    names = [name for part in parts for name in part.names]
    order = np.argsort(rows, kind="stable")
    return _Named(rows[order], [names[at] for at in order.tolist()])
