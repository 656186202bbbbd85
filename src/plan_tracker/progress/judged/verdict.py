"""From a figure to a status: a ladder of thresholds in the figure's own unit.

Let A be the figure, T the bound, O the origin (the baseline, or nothing for a cumulative figure),
e the expected share and s a threshold such as 0.95. On the good side of

    O + s*e*(T - O)   where a large share is good,
    e*T / s           for a limit (A/T should stay below e) or a loss,

the pace is at least s: (A - O) / (T - O) / e >= s, or e / (A/T) >= s. Compared without a division,
so that nothing is undefined at zero, and exactly, so that 95 % is 95 %. A threshold that lies
inside the figure's interval is decided by the value and marked UNCERTAIN.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from plan_tracker.progress.comparison import Comparison
from plan_tracker.progress.estimate import UncertainNumber
from plan_tracker.progress.goals.goal import Side
from plan_tracker.progress.status import WORST_FIRST, Status


@dataclass(frozen=True, slots=True)
class StatusVerdict:
    """A status, its reasons, and for a range the side that decides."""

    status: Status
    reasons: tuple[str, ...]
    side: Side


@dataclass(frozen=True, slots=True)
class _Rung:
    """A status that is reached when `passed`; None where only the interval is known, and open."""

    status: Status
    passed: bool | None
    doubtful: bool


Thresholds = Mapping[str, Fraction]
_Otherwise = tuple[Status, tuple[str, ...]]


def reach_verdict(comparison: Comparison, thresholds: Thresholds) -> StatusVerdict:
    """The verdict on the figure, or, where it is disputed, on every candidate for it."""
    verdict = _worst_side(comparison, comparison.actual, thresholds)
    if comparison.figure.state != "disputed":
        return verdict
    candidates = (UncertainNumber.read(x, x, x) for x in comparison.figure.candidates)
    verdicts = [_worst_side(comparison, candidate, thresholds) for candidate in candidates]
    if len({candidate_verdict.status for candidate_verdict in verdicts}) == 1:
        first = verdicts[0]
        return StatusVerdict(first.status, (*first.reasons, "DISPUTED"), first.side)
    return StatusVerdict("not-assessable", ("DISPUTED",), verdict.side)


def _worst_side(
    comparison: Comparison, actual: UncertainNumber, thresholds: Thresholds
) -> StatusVerdict:
    verdicts = [_side(comparison, side, actual, thresholds) for side in comparison.goal.sides]
    return min(verdicts, key=lambda verdict: WORST_FIRST.index(verdict.status))


def _side(
    comparison: Comparison, side: Side, actual: UncertainNumber, thresholds: Thresholds
) -> StatusVerdict:
    met = _rung("met", side.margin(actual))
    if comparison.final:
        return _climb(side, [met], ("missed", ()))
    lasting = _lasting(comparison, side, actual, met)
    rest, otherwise = _underway(comparison, side, actual, thresholds)
    return _climb(side, [*lasting, *rest], otherwise)


def _lasting(
    comparison: Comparison, side: Side, actual: UncertainNumber, met: _Rung
) -> list[_Rung]:
    """What is settled before the due date: claimed only where the figure leaves no doubt.

    A level at its bound is met. A sum of positive parts only grows: at its bound it is met, over
    its limit it is missed.
    """
    certain = bool(met.passed) and (not met.doubtful or _as_fine(side, actual))
    if not comparison.goal.flow:
        return [_Rung("met", _unless_open(met, certain), met.doubtful)]
    if not comparison.cumulative or comparison.goal.indicator.signed:
        return []
    if side.direction == 1:
        return [_Rung("met", _unless_open(met, certain), met.doubtful)]
    return [_Rung("missed", met.passed is False and not met.doubtful, met.doubtful)]


def _unless_open(rung: _Rung, certain: bool) -> bool | None:
    return None if rung.passed is None else certain


def _as_fine(side: Side, actual: UncertainNumber) -> bool:
    """Whether the figure is printed no less finely than the target: "100%" attains "100%"."""
    up = side.direction == 1
    end, floor = (actual.low, side.printed.low) if up else (actual.high, side.printed.high)
    return end is not None and floor is not None and (end - floor) * side.direction >= 0


def _underway(
    comparison: Comparison, side: Side, actual: UncertainNumber, thresholds: Thresholds
) -> tuple[list[_Rung], _Otherwise]:
    if comparison.past_due:
        return [], ("not-assessable", ("NO_FINAL",))
    if comparison.kept(side):
        rungs = [_rung("on-track", side.margin(actual))] if comparison.goal.flow else []
        return rungs, ("off-track", ())
    if comparison.expected is None:
        return [], ("not-assessable", ())
    if (
        not comparison.cumulative
        and comparison.elapsed is not None
        and comparison.elapsed.days <= 0
    ):
        return [], ("not-started", ("NOT_STARTED",))
    names: tuple[Status, Status] = ("on-track", "at-risk")
    rungs = [_pace_rung(comparison, side, actual, name, thresholds[name]) for name in names]
    return rungs, ("off-track", ())


def _pace_rung(
    comparison: Comparison, side: Side, actual: UncertainNumber, status: Status, threshold: Fraction
) -> _Rung:
    expected = comparison.expected or Fraction(0)
    if comparison.from_zero and not comparison.large_is_good(side):
        if not threshold:
            return _Rung(status, True, False)
        return _rung(status, (actual - side.bound * (expected / threshold)) * side.direction)
    cut = side.bound * (expected * threshold)
    if not comparison.from_zero and comparison.baseline is not None:
        cut += comparison.baseline * (1 - expected * threshold)
    return _rung(status, (actual - cut) * side.direction)


def _rung(status: Status, margin: UncertainNumber) -> _Rung:
    above = margin.low is not None and margin.low >= 0
    below = margin.high is not None and margin.high < 0
    doubtful = not above and not below
    if margin.value is not None:
        return _Rung(status, margin.value >= 0, doubtful)
    return _Rung(status, None if doubtful else above, doubtful)


def _climb(side: Side, rungs: Sequence[_Rung], otherwise: _Otherwise) -> StatusVerdict:
    """The first rung that the figure passes."""
    doubt: tuple[str, ...] = ()
    for rung in rungs:
        if rung.doubtful:
            doubt = ("UNCERTAIN",)
        if rung.passed is None:
            return StatusVerdict("not-assessable", doubt, side)
        if rung.passed:
            reasons = (*doubt, "CAP_BROKEN") if rung.status == "missed" else doubt
            return StatusVerdict(rung.status, reasons, side)
    status, reasons = otherwise
    return StatusVerdict(status, (*reasons, *doubt), side)
