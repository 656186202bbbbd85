"""What was reported: one observation per quantity."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import inf, isfinite, nan
from typing import Literal

from plan_tracker.model.interval import Interval
from plan_tracker.model.plan import Timing
from plan_tracker.model.text import PLUS, Listed, Text
from plan_tracker.progress.estimate import UncertainNumber, as_float, exact

State = Literal["printed", "repaired", "disputed", "derived"]
Measure = tuple[str, str]  # unit, and the prices that amounts are at

BY_DOUBT: tuple[State, ...] = ("printed", "derived", "repaired", "disputed")


@dataclass(frozen=True, slots=True)
class Observation:
    """One row of the observations frame, or what several make; `amount` is its exact number.

    `pieces` are the observations that make one; its `statement` and `source` name all of theirs.
    """

    period: str
    start: date
    end: date
    unit: str
    value: float
    low: float
    high: float
    state: State
    provisional: bool
    statement: str
    printed: str | Text
    source: str
    published: str
    candidates: tuple[float, ...]
    findings: tuple[str, ...]
    stage: str
    basis: str
    replaced: bool
    timing: Timing = ""
    standing: str = ""
    pieces: tuple["Observation", ...] = ()

    @property
    def amount(self) -> UncertainNumber:
        """Value and interval; a disputed figure may be any of its candidates."""
        amount = UncertainNumber.read(self.value, self.low, self.high)
        spread = [number for number in map(exact, self.candidates) if number is not None]
        if not spread or amount.low is None or amount.high is None:
            return amount
        hull = Interval(min(amount.low, *spread), max(amount.high, *spread))
        return UncertainNumber(amount.value, hull)

    @property
    def statements(self) -> tuple[str, ...]:
        """The name of its statement, or of those that make it."""
        if not self.pieces:
            return (self.statement,)
        return tuple(name for piece in self.pieces for name in piece.statements)

    @property
    def sources(self) -> tuple[str, ...]:
        """The source of each of its statements."""
        if not self.pieces:
            return (self.source,)
        return tuple(name for piece in self.pieces for name in piece.sources)

    @property
    def usable(self) -> bool:
        """Whether it says anything; a derived one must say a value, not just a bound."""
        bounded = isfinite(self.low) or isfinite(self.high) or bool(self.candidates)
        return isfinite(self.value) or (bounded and self.state != "derived")


def combined(
    pieces: Sequence[Observation],
    amount: UncertainNumber,
    unit: str,
    days: tuple[date, date],
    sign: str = PLUS,
) -> Observation:
    """One derived observation that several make, as doubtful as the most doubtful of them."""
    first, last = days
    printed = [piece.printed for piece in pieces]
    states: list[State] = ["derived", *(piece.state for piece in pieces)]
    return Observation(
        period=f"{first}/{last}" if first < last else str(last),
        start=first,
        end=last,
        unit=unit,
        value=finite_float(amount.value),
        low=finite_float(amount.low, -inf),
        high=finite_float(amount.high, inf),
        state=max(states, key=BY_DOUBT.index),
        provisional=any(piece.provisional for piece in pieces),
        statement=sign.join(piece.statement for piece in pieces),
        printed=_together(printed, sign),
        source=PLUS.join(piece.source for piece in pieces),
        published=max(piece.published for piece in pieces),
        candidates=(),
        findings=tuple(dict.fromkeys(code for piece in pieces for code in piece.findings)),
        stage="",
        basis=pieces[0].basis,
        replaced=False,
        timing=pieces[0].timing,
        pieces=tuple(pieces),
    )


def _together(printed: Sequence[str | Text], sign: str) -> str | Text:
    """What several print; only what the program itself says of members is more than a str."""
    if all(isinstance(text, str) for text in printed):
        return sign.join(map(str, printed))
    return Listed(tuple(printed), sign, sign)


def finite_float(number: Fraction | None, unknown: float = nan) -> float:
    """The nearest float; `unknown` where there is no number, or it is larger than any float."""
    value = as_float(number)
    return unknown if value is None else value
