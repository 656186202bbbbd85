"""Contradictions that arrays alone explain, where there are too many to search for the culprits.

Each constraint is held against what its quantities are said to be directly. One that fails is a
contradiction by itself, and the few statements in it explain it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from math import isfinite
from typing import Any

import numpy as np
from numpy.typing import NDArray

from plan_tracker.loading.fit import LEVEL_KINDS
from plan_tracker.model.finding import Finding
from plan_tracker.model.interval import Interval
from plan_tracker.model.place import Place
from plan_tracker.model.plan import Severity
from plan_tracker.model.text import Listed, Part, Phrase, Range, Span, phrase
from plan_tracker.reconcile.blocks import CLOSE, Blocks
from plan_tracker.reconcile.checks import CORES
from plan_tracker.reconcile.findings import fingerprint, milder
from plan_tracker.reconcile.propagate import MISPLACED, Constraints, propagate, widest
from plan_tracker.reconcile.remark import Mended
from plan_tracker.reconcile.system import BOUND, RATIO, Codes, Numbers, System
from plan_tracker.reconcile.words import bounding, quoted

_LISTED = 4  # statements that a message names
_AT_ONCE = 10_000  # contradictions
TOO_MANY = phrase(
    "Which of them is wrong was not searched for, as there are too many contradictions: "
    "mend the first ones and check again."
)
_HAIR = 0.0001  # as a share


@dataclass(frozen=True, slots=True)
class Plain:
    """A contradiction in a block: the owners that cannot all be right as they are printed.

    `gap` is how far they are apart, as a share of the larger, or 0 where no constraint shows it
    alone; `careless` says that bounds do not exclude that they were only read too closely.
    """

    block: int
    owners: tuple[int, ...]
    gap: float
    careless: bool


def plain_contradictions(
    system: System, constraints: Constraints, blocks: Blocks, numbers: Sequence[int]
) -> list[Plain]:
    """One for each of these blocks, in which bounds do not meet; the worst first."""
    asked = np.zeros(blocks.count, dtype=bool)
    asked[numbers] = True
    sure = asked.copy()
    notations = system.frame["doubtful"].unique()
    for misplaced in {False, any(each.endswith(MISPLACED) for each in notations)}:
        lax = widest(system, misplaced=misplaced)
        low, high = propagate(_of_blocks(lax, blocks, asked))
        sure &= np.bincount(blocks.label[_apart(low, high)], minlength=blocks.count) > 0
    cores = _cores(_of_blocks(constraints, blocks, asked), blocks.label)
    found = []
    for block in numbers:
        gap, owners = cores.get(block) or (0.0, tuple(blocks.owners(block).tolist()))
        found.append(Plain(block, owners, gap, not sure[block]))
    return sorted(found, key=lambda each: (each.careless, -each.gap, each.owners))


def _apart(low: Numbers, high: Numbers) -> NDArray[np.bool_]:
    """Where bounds are so far apart that no rounding of floats can have brought it about."""
    return np.asarray(low > high + CLOSE * np.abs(high))


def _gaps(low: Numbers, high: Numbers) -> Numbers:
    """How far bounds are apart, as a share of the larger."""
    return np.asarray((low - high) / np.maximum(np.abs(low), np.abs(high)))


def _of_blocks(c: Constraints, blocks: Blocks, asked: Any) -> Constraints:
    return c.only(asked[blocks.label[c.x]], asked[blocks.label[c.sums.total]])


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said of each quantity directly, and who says so; -1 where nobody does."""

    low: Numbers
    high: Numbers
    low_owner: Codes
    high_owner: Codes


def _said(c: Constraints) -> _Said:
    count = len(c.signed)
    low, high = np.where(c.signed, -np.inf, 0.0), np.full(count, np.inf)
    owners = np.full(count, -1, dtype=np.int64), np.full(count, -1, dtype=np.int64)
    rows = np.flatnonzero(c.form == BOUND)
    for values, ends, owner, order in (
        (low, c.low[rows], owners[0], np.argsort(c.low[rows], kind="stable")),
        (high, c.high[rows], owners[1], np.argsort(-c.high[rows], kind="stable")),
    ):
        values[c.x[rows[order]]] = ends[order]  # the last one, which is the tightest, stays
        owner[c.x[rows[order]]] = c.owner[rows[order]]
    return _Said(low, high, *owners)


Apart = tuple[Codes, Numbers, Callable[[int], Iterable[int]]]


def _cores(c: Constraints, label: Codes) -> dict[int, tuple[float, tuple[int, ...]]]:
    """The gap and the owners of the plainest constraint that fails in each block, by block.

    What is said of quantities alone is plainer than the claims about them.
    """
    said = _said(c)
    found: dict[int, tuple[float, tuple[int, ...]]] = {}
    for quantities, gaps, owners in (_doubled(said), *_summed(c, said), *_compared(c, said)):
        for at in np.argsort(-gaps, kind="stable").tolist():
            block = int(label[quantities[at]])
            if block not in found:
                found[block] = float(gaps[at]), tuple(sorted({o for o in owners(at) if o >= 0}))
    return found


def _doubled(said: _Said) -> Apart:
    """Quantities that are said to be two things."""
    rows = np.flatnonzero(_apart(said.low, said.high))
    owners = np.column_stack([said.low_owner, said.high_owner])[rows]
    return rows, _gaps(said.low[rows], said.high[rows]), partial(_row, owners)


def _compared(c: Constraints, said: _Said) -> Iterator[Apart]:
    """Claims that their two quantities do not admit: x is too large for y, or too small."""
    ties = np.flatnonzero((c.form != BOUND) & ~(c.signed[c.x] & (c.form == RATIO)))
    x, y, ratio = c.x[ties], c.y[ties], c.form[ties] == RATIO
    with np.errstate(invalid="ignore"):
        most = np.where(ratio, c.high[ties] * said.high[y], c.high[ties] + said.high[y])
        least = np.where(ratio, c.low[ties] * said.low[y], c.low[ties] + said.low[y])
    for low, high, mine, theirs in (
        (said.low[x], most, said.low_owner[x], said.high_owner[y]),
        (least, said.high[x], said.high_owner[x], said.low_owner[y]),
    ):
        rows = np.flatnonzero(_apart(low, high))
        owners = np.column_stack([c.owner[ties], mine, theirs])[rows]
        yield x[rows], _gaps(low[rows], high[rows]), partial(_row, owners)


def _row(owners: Codes, at: int) -> list[int]:
    found: list[int] = owners[at].tolist()
    return found


def _summed(c: Constraints, said: _Said) -> Iterator[Apart]:
    """Totals that are too small for their parts, or too large."""
    sums, total = c.sums, c.sums.total
    if not len(total):
        return
    there = sums.part >= 0
    unsaid = np.where(np.repeat(c.signed[total], np.diff(sums.first)), -np.inf, 0.0)
    least = np.add.reduceat(np.where(there, said.low[sums.part], unsaid), sums.first[:-1])
    most = np.add.reduceat(np.where(there, said.high[sums.part], np.inf), sums.first[:-1])
    for low, high, mine, theirs in (
        (least, said.high[total] * (1 - c.rest_low), said.high_owner, said.low_owner),
        (said.low[total] * (1 - c.rest_high), most, said.low_owner, said.high_owner),
    ):
        rows = np.flatnonzero(_apart(low, high))

        def owners(at: int, rows: Codes = rows, mine: Codes = mine, theirs: Codes = theirs) -> Any:
            row = rows[at]
            parts = sums.part[sums.first[row] : sums.first[row + 1]]
            of_parts = theirs[parts[parts >= 0]].tolist()
            return (int(sums.owner[row]), int(mine[total[row]]), *of_parts)

        yield total[rows], _gaps(low[rows], high[rows]), owners


def plain_findings(system: System, found: Sequence[Plain], remedy: Phrase) -> list[Finding]:
    """The contradictions in words; a part at a time, as rows take more memory than findings."""
    starts = range(0, len(found), _AT_ONCE)
    return [each for at in starts for each in _findings(system, found[at : at + _AT_ONCE], remedy)]


def _findings(system: System, found: Sequence[Plain], remedy: Phrase) -> list[Finding]:
    said = sorted({each for one in found for each in one.owners if each < len(system.statements)})
    columns = ["statement", "printed", "kind", "source", "unit", "low", "high"]
    frame = system.frame.iloc[said][[*columns, "file", "file_line", "file_column"]]
    rows = dict(zip(said, frame.astype(object).itertuples(index=False), strict=True))
    return [_finding(system, each, rows, remedy) for each in found]


def _finding(system: System, found: Plain, rows: dict[int, Any], remedy: Phrase) -> Finding:
    said = [rows[owner] for owner in found.owners if owner in rows]
    trusted = [each for owner in found.owners if (each := system.trust(owner)) is not None]
    kinds = {row.kind for row in said} | {each.kind for each in trusted}
    check = next(check for kind, check in CORES if kind in kinds)
    severity: Severity = "warning" if found.careless else "error"
    if any(each.assumed for each in trusted) or len({row.source for row in said}) > 1:
        severity = milder(severity, system.plan.settings.cross_source)
    intervals = {row.statement: _interval(row) for row in said}
    words: list[Part] = [_words(row, intervals[row.statement]) for row in said[:_LISTED]]
    words += map(bounding, trusted)
    if len(said) > _LISTED:
        words.append(phrase("{more} more", more=len(said) - _LISTED))
    message = _apart_by(found.gap).filled(
        statements=Listed(words), gap=Range(found.gap * 100, found.gap * 100, "%", 3)
    )
    printed = [(row.statement, row.printed) for row in said]
    return Finding(
        check.CODE,
        check.NAME,
        severity,
        message,
        remedy,
        tuple(row.statement for row in said),
        tuple(Place(row.file, row.file_line, row.file_column) for row in said)
        or tuple(each.place for each in trusted),
        intervals,
        (),
        fingerprint(check.CODE, printed or [(str(message), "")]),
        trusted=tuple(each.full_name for each in trusted),
    )


def _apart_by(gap: float) -> Phrase:
    """How far apart they are, where one constraint shows it."""
    if not gap:
        return phrase("{statements} cannot all be true.")
    if gap < _HAIR:
        return phrase("{statements} cannot all be true by a hair.")
    return phrase("{statements} cannot all be true: they are {gap} apart.")


def _words(row: Any, interval: Interval) -> Phrase:
    unit = row.unit if row.kind in LEVEL_KINDS else "" if row.kind == "multiple" else "%"
    if not row.printed:
        return phrase("{name} {text}", name=row.statement, text=Span(interval, unit))
    return phrase("{name} {text}", name=row.statement, text=quoted(row.printed, interval, unit))


def _interval(row: Any) -> Interval:
    low, high = (Fraction(end) if isfinite(end) else None for end in (row.low, row.high))
    return Interval(low, high)


def plain_mended(system: System, found: Sequence[Plain]) -> dict[int, Mended]:
    """The levels in contradictions are disputed: each may be what it says, or anything else."""
    said = sorted({each for one in found for each in one.owners if each < len(system.statements)})
    rows = system.frame.iloc[said][["kind", "value", "low", "high"]]
    levels = rows[rows["kind"].isin(LEVEL_KINDS)]
    values = [Fraction(value) for value in levels["value"].tolist()]
    rows_of = zip(levels.index.tolist(), values, levels.itertuples(index=False), strict=True)
    return {
        owner: Mended("disputed", value, _interval(row), (value,)) for owner, value, row in rows_of
    }
