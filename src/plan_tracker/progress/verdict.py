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

from plan_tracker.progress.case import Case
from plan_tracker.progress.estimate import Amount
from plan_tracker.progress.goal import Side
from plan_tracker.progress.status import WORST_FIRST, Status


@dataclass(frozen=True, slots=True)
class Verdict:
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


def reach_verdict(case: Case, thresholds: Thresholds) -> Verdict:
    """The verdict on the figure, or, where it is disputed, on every candidate for it."""
    verdict = _worst_side(case, case.actual, thresholds)
    if case.figure.state != "disputed":
        return verdict
    candidates = (Amount.read(x, x, x) for x in case.figure.candidates)
    verdicts = [_worst_side(case, candidate, thresholds) for candidate in candidates]
    if len({each.status for each in verdicts}) == 1:
        first = verdicts[0]
        return Verdict(first.status, (*first.reasons, "DISPUTED"), first.side)
    return Verdict("not-assessable", ("DISPUTED",), verdict.side)


def _worst_side(case: Case, actual: Amount, thresholds: Thresholds) -> Verdict:
    verdicts = [_side(case, side, actual, thresholds) for side in case.goal.sides]
    return min(verdicts, key=lambda each: WORST_FIRST.index(each.status))


def _side(case: Case, side: Side, actual: Amount, thresholds: Thresholds) -> Verdict:
    met = _rung("met", side.margin(actual))
    if case.final:
        return _climb(side, [met], ("missed", ()))
    lasting = _lasting(case, side, actual, met)
    rest, otherwise = _underway(case, side, actual, thresholds)
    return _climb(side, [*lasting, *rest], otherwise)


def _lasting(case: Case, side: Side, actual: Amount, met: _Rung) -> list[_Rung]:
    """What is settled before the due date: claimed only where the figure leaves no doubt.

    A level at its bound is met. A sum of positive parts only grows: at its bound it is met, over
    its limit it is missed.
    """
    certain = bool(met.passed) and (not met.doubtful or _as_fine(side, actual))
    if not case.goal.flow:
        return [_Rung("met", _unless_open(met, certain), met.doubtful)]
    if not case.cumulative or case.goal.indicator.signed:
        return []
    if side.direction == 1:
        return [_Rung("met", _unless_open(met, certain), met.doubtful)]
    return [_Rung("missed", met.passed is False and not met.doubtful, met.doubtful)]


def _unless_open(rung: _Rung, certain: bool) -> bool | None:
    return None if rung.passed is None else certain


def _as_fine(side: Side, actual: Amount) -> bool:
    """Whether the figure is printed no less finely than the target: "100%" attains "100%"."""
    up = side.direction == 1
    end, floor = (actual.low, side.printed.low) if up else (actual.high, side.printed.high)
    return end is not None and floor is not None and (end - floor) * side.direction >= 0


def _underway(
    case: Case, side: Side, actual: Amount, thresholds: Thresholds
) -> tuple[list[_Rung], _Otherwise]:
    if case.past_due:
        return [], ("not-assessable", ("NO_FINAL",))
    if case.kept(side):
        rungs = [_rung("on-track", side.margin(actual))] if case.goal.flow else []
        return rungs, ("off-track", ())
    if case.expected is None:
        return [], ("not-assessable", ())
    if not case.cumulative and case.elapsed is not None and case.elapsed <= 0:
        return [], ("not-started", ("NOT_STARTED",))
    names: tuple[Status, Status] = ("on-track", "at-risk")
    rungs = [_pace_rung(case, side, actual, name, thresholds[name]) for name in names]
    return rungs, ("off-track", ())


def _pace_rung(
    case: Case, side: Side, actual: Amount, status: Status, threshold: Fraction
) -> _Rung:
    expected = case.expected or Fraction(0)
    if case.from_zero and not case.large_is_good(side):
        if not threshold:
            return _Rung(status, True, False)
        return _rung(status, (actual - side.bound * (expected / threshold)) * side.direction)
    cut = side.bound * (expected * threshold)
    if not case.from_zero and case.baseline is not None:
        cut += case.baseline * (1 - expected * threshold)
    return _rung(status, (actual - cut) * side.direction)


def _rung(status: Status, margin: Amount) -> _Rung:
    above = margin.low is not None and margin.low >= 0
    below = margin.high is not None and margin.high < 0
    doubtful = not above and not below
    if margin.value is not None:
        return _Rung(status, margin.value >= 0, doubtful)
    return _Rung(status, None if doubtful else above, doubtful)


def _climb(side: Side, rungs: Sequence[_Rung], otherwise: _Otherwise) -> Verdict:
    """The first rung that the figure passes."""
    doubt: tuple[str, ...] = ()
    for rung in rungs:
        if rung.doubtful:
            doubt = ("UNCERTAIN",)
        if rung.passed is None:
            return Verdict("not-assessable", doubt, side)
        if rung.passed:
            reasons = (*doubt, "CAP_BROKEN") if rung.status == "missed" else doubt
            return Verdict(rung.status, reasons, side)
    status, reasons = otherwise
    return Verdict(status, (*reasons, *doubt), side)
