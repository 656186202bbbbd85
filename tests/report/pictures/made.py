"""Targets, courses and contradictions in a few words."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from plan_tracker.model.evidence import About, Term
from plan_tracker.model.interval import Interval
from plan_tracker.progress.outcome import (
    Actual,
    Projection,
    StageStatus,
    TargetStatus,
    TargetValue,
)
from plan_tracker.reconcile.evidence.contrast import Contrast, Role, Row
from plan_tracker.reconcile.system.claims import CLAIMS

AS_OF, DUE = date(2023, 6, 30), date(2023, 12, 31)
HOSTILE = "</text><script>alert(1)</script> {signal: 'x'} datum.x \u202e\x00 & \"'" + "ộ" * 400


def within(low: float | None, high: float | None, **ends: bool) -> Interval:
    """An interval from plain numbers."""
    first, last = (None if end is None else Fraction(end) for end in (low, high))
    return Interval(first, last, **ends)


def make_target(**words: Any) -> TargetStatus:
    """A target of 100 with half of it attained and 80 projected, 60 expected."""
    target = TargetStatus(
        id="t", indicator="thing", name={"en": "Things", "vi": "Việc"}, entity="VN", unit="thing",
        kind="flow", better="higher", period="2023", due=DUE,
        target=TargetValue(100.0, 100.0, 100.0, "declared"), status="at-risk", reasons=(),
        actual=make_actual(), expected_value=60.0, expected=0.6,
        projection=Projection("run-rate", 80.0, 75.0, 90.0),
    )  # fmt: skip
    return replace(target, **words)


def make_actual(**words: Any) -> Actual:
    """Fifty by the middle of the year."""
    actual = Actual(
        value=50.0, low=48.0, high=52.0, period="2023-H1", as_of=AS_OF,
        statement="report#things", printed="50 việc", state="printed",
    )  # fmt: skip
    return replace(actual, **words)


def make_stage(id_: str, state: Any, **words: Any) -> StageStatus:
    """A stage that is due at the end of the year."""
    stage = StageStatus(id=id_, state=state, name={"en": id_}, weight=1.0, by=DUE, assumed=False)
    return replace(stage, **words)


def make_contrast(said: Interval, implied: Interval, *more: Row, **words: Any) -> Contrast:
    """Somebody says one thing, a share of something else implies another."""
    rows = (
        Row(Role.SAID, "report#things", "5 việc", said, said, "level", "report", suspect=True),
        Row(
            Role.IMPLIED, "report#things.attainment", "33%", implied, implied, "attainment",
            "report", CLAIMS["attainment"].relation.forward,
            terms=(Term("15 việc", within(14, 16), "thing"),),
        ),
        *more,
    )  # fmt: skip
    contrast = Contrast(
        culprit="report#things", certain=True, kind="level", about=About("thing", "VN", "2023"),
        unit="thing", rows=rows,
    )  # fmt: skip
    return replace(contrast, **words)
