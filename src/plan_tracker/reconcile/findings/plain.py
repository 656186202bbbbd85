"""Contradictions that arrays alone explain, in words; and what becomes of their statements."""

from collections.abc import Sequence
from fractions import Fraction
from math import isfinite
from typing import Any

from plan_tracker.loading.fit import LEVEL_KINDS
from plan_tracker.model.finding import Finding
from plan_tracker.model.interval import Interval
from plan_tracker.model.place import Place
from plan_tracker.model.plan import Severity
from plan_tracker.model.text import Listed, Part, Phrase, Range, Span, phrase
from plan_tracker.reconcile.bounds.plain import Plain
from plan_tracker.reconcile.checks import CORES
from plan_tracker.reconcile.explain.remark import Mended
from plan_tracker.reconcile.explain.words import bounding, quoted
from plan_tracker.reconcile.findings.findings import fingerprint, milder
from plan_tracker.reconcile.system.system import System

_LISTED = 4  # statements that a message names
_AT_ONCE = 10_000  # contradictions
TOO_MANY = phrase(
    "Which of them is wrong was not searched for, as there are too many contradictions: "
    "mend the first ones and check again."
)
_HAIR = 0.0001  # as a share


def plain_findings(system: System, found: Sequence[Plain], remedy: Phrase) -> list[Finding]:
    """The contradictions in words; a part at a time, as rows take more memory than findings."""
    starts = range(0, len(found), _AT_ONCE)
    return [each for at in starts for each in _findings(system, found[at : at + _AT_ONCE], remedy)]


def _findings(system: System, found: Sequence[Plain], remedy: Phrase) -> list[Finding]:
    said = sorted({each for one in found for each in one.owners if each < len(system.statements)})
    columns = ["statement", "printed", "kind", "source", "unit", "low", "high"]
    frame = system.frame.iloc[said][[*columns, "file", "file_line", "file_column"]]
    rows = dict(zip(said, frame.astype(object).itertuples(index=False), strict=True))
    sources = system.frame["source"].cat.codes.to_numpy()
    return [_finding(system, each, rows, sources, remedy) for each in found]


def _finding(
    system: System, found: Plain, rows: dict[int, Any], sources: Any, remedy: Phrase
) -> Finding:
    said = [rows[owner] for owner in found.owners if owner in rows]
    trusted = [each for owner in found.owners if (each := system.trust(owner)) is not None]
    kinds = {row.kind for row in said} | {each.kind for each in trusted}
    check = next(check for kind, check in CORES if kind in kinds)
    severity: Severity = "warning" if found.careless else "error"
    proof = [(owner, system.trust(owner)) for owner in found.proof]
    compared = {sources[owner] for owner, trust in proof if trust is None}
    if any(trust is not None and trust.assumed for _, trust in proof) or len(compared) > 1:
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
