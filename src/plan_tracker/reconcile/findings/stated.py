"""Contradictions that arrays alone show, in words; and how their statements are taken.

There may be a great many of them, so their rows are taken from the frame, and no statement is made.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import isfinite
from typing import Any

from plan_tracker.loading.fit import LEVEL_KINDS
from plan_tracker.model.finding import Finding
from plan_tracker.model.interval import Interval
from plan_tracker.model.period import read_period
from plan_tracker.model.place import Place
from plan_tracker.model.plan import Severity
from plan_tracker.model.text import Listed, Part, Phrase, Share, phrase
from plan_tracker.reconcile.bounds.violations import Violation
from plan_tracker.reconcile.checks.registry import check_of
from plan_tracker.reconcile.checks.remark import Replacement
from plan_tracker.reconcile.evidence.words import (
    between,
    is_of_plan,
    quantity_named,
    quoted,
    trusted_words,
)
from plan_tracker.reconcile.findings.finding import declared, fingerprint, judged, locations
from plan_tracker.reconcile.system.system import System, Trusted

TOO_MANY = phrase(
    "Which of them is wrong was not searched for, as there are too many contradictions: "
    "mend the first ones and check again, or give it more time with --time."
)
_LISTED = 4  # statements that a message names
_AT_ONCE = 10_000  # contradictions
_HAIR = 0.0001  # as a share
_COLUMNS = (
    "statement", "printed", "kind", "source", "indicator", "entity", "period", "unit",
    "low", "high", "file", "file_line", "file_column", "unsure", "silent_prices", "open_prices",
)  # fmt: skip

Rows = dict[int, Any]  # rows of the frame with these columns, by owner


def stated_findings(
    system: System, violations: Sequence[Violation], remedy: Phrase
) -> list[Finding]:
    """The contradictions in words; a part at a time, as rows take more memory than findings."""
    found: list[Finding] = []
    for first in range(0, len(violations), _AT_ONCE):
        chunk = violations[first : first + _AT_ONCE]
        rows = _rows(system, chunk)
        found += [_finding(system, violation, rows, remedy) for violation in chunk]
    return found


def _rows(system: System, violations: Iterable[Violation]) -> Rows:
    owners = _statements(system, violations)
    frame = system.frame.iloc[owners][list(_COLUMNS)]
    return dict(zip(owners, frame.astype(object).itertuples(index=False), strict=True))


def _statements(system: System, violations: Iterable[Violation]) -> list[int]:
    """The owners in violations that are statements, in order."""
    count = len(system.statements)
    return sorted(
        {owner for violation in violations for owner in violation.owners if owner < count}
    )


def _finding(system: System, violation: Violation, rows: Rows, remedy: Phrase) -> Finding:
    said = [rows[owner] for owner in violation.owners if owner in rows]
    trusted = [each for owner in violation.owners if (each := system.trust(owner)) is not None]
    intervals = {row.statement: _interval(row) for row in said}

    check = check_of({row.kind for row in said} | {each.kind for each in trusted})
    message = _apart_by(violation.gap).filled(
        statements=_words(system, said, intervals, trusted),
        gap=Share(violation.gap, 3),
    )
    printed, places = _printed(system, [owner for owner in violation.owners if owner in rows], rows)
    return Finding(
        check.page.code,
        check.page.name,
        _severity(system, violation, said, trusted),
        message,
        remedy,
        tuple(row.statement for row in said),
        locations(places, trusted),
        intervals,
        (),
        fingerprint(check.page.code, printed or declared(trusted)),
        trusted=tuple(each.full_name for each in trusted),
    )


def _severity(
    system: System, violation: Violation, said: Sequence[Any], trusted: Sequence[Trusted]
) -> Severity:
    if violation.proven:
        return "error"
    crossed = len({row.source for row in said}) > 1
    return judged(
        system.plan.settings.cross_source,
        proven=violation.across,
        assumed=any(each.assumed for each in trusted),
        crossed=crossed,
        doubtful=any(
            row.unsure or row.silent_prices or (crossed and row.open_prices) for row in said
        ),
    )


def _printed(
    system: System, owners: Sequence[int], rows: Rows
) -> tuple[list[tuple[str, str]], list[Place]]:
    """What statements are known by, with what they print; and where they stand.

    Those of a large plan are made one by one when they are asked for, and their rows say the same.
    """
    if isinstance(system.statements, tuple):
        statements = [system.statements[owner] for owner in owners]
        printed = [(each.known_as or each.name, each.printed) for each in statements]
        return printed, [each.place for each in statements]
    said = [rows[owner] for owner in owners]
    places = [Place(row.file, row.file_line, row.file_column) for row in said]
    return [(row.statement, row.printed) for row in said], places


def _apart_by(gap: float) -> Phrase:
    """How far apart they are, where one constraint shows it."""
    if not gap:
        return phrase("{statements} cannot all be true.")
    if gap < _HAIR:
        return phrase("{statements} cannot all be true by a hair.")
    return phrase("{statements} cannot all be true: they are {gap} apart.")


def _words(
    system: System, said: Sequence[Any], intervals: dict[str, Interval], trusted: Sequence[Trusted]
) -> Listed:
    """The first of the statements, and what is trusted."""
    words: list[Part] = [
        _row_words(system, row, intervals[row.statement]) for row in said[:_LISTED]
    ]
    words += [trusted_words(each) for each in trusted]
    if len(said) > _LISTED:
        words.append(phrase("{more} more", more=len(said) - _LISTED))
    return Listed(words)


def _row_words(system: System, row: Any, interval: Interval) -> Phrase:
    unit = row.unit if row.kind in LEVEL_KINDS else "" if row.kind == "multiple" else "%"
    text = quoted(row.printed, interval, unit) if row.printed else between(interval, unit)
    return phrase("{name} {text}", name=_named(system, row), text=text)


def _named(system: System, row: Any) -> Part:
    """What a statement speaks of, as `named` says it of one that is made already."""
    if not is_of_plan(row.statement, row.source):
        return str(row.statement)
    period = read_period(row.period)
    return quantity_named(system, row.kind, row.indicator, row.entity, period, row.source)


def _interval(row: Any) -> Interval:
    low, high = (Fraction(end) if isfinite(end) else None for end in (row.low, row.high))
    return Interval(low, high)


def stated_replacements(system: System, violations: Sequence[Violation]) -> dict[int, Replacement]:
    """The levels in contradictions are disputed: each may be what it says, or anything else."""
    rows = system.frame.iloc[_statements(system, violations)][["kind", "value", "low", "high"]]
    levels = rows[rows["kind"].isin(LEVEL_KINDS)]
    values = [Fraction(value) for value in levels["value"].tolist()]
    by_level = zip(levels.index.tolist(), values, levels.itertuples(index=False), strict=True)
    return {
        owner: Replacement("disputed", value, _interval(row), (value,))
        for owner, value, row in by_level
    }
