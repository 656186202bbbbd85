"""Other ways to bind statements: tried on what contradicts itself, by what they cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pytest

from plan_tracker.loading.loaded import Loaded
from plan_tracker.model.binding import Binding, Cost
from plan_tracker.model.statement import Statement
from plan_tracker.model.text import phrase
from plan_tracker.reconcile import bindings as stage
from plan_tracker.reconcile.bindings import reconcile_bindings
from plan_tracker.reconcile.reconcile import Reconciled
from tests.documents.drafted.made import drafted

WRONG = "Doanh thu đạt 500 tỷ đồng, tăng 30% so với năm 2023 (450 tỷ đồng)."
PLAN = " Lợi nhuận đạt 44 tỷ đồng, đạt 90% kế hoạch (60 tỷ đồng)."


@dataclass
class Apart:
    """Every claim may be about something that nobody prints, at a cost."""

    cost: Cost
    fits: bool = True
    asked: list[str] = field(default_factory=list)

    def ways(
        self, names: Sequence[str], trusted: Sequence[str], statements: Mapping[str, Statement]
    ) -> Sequence[Binding]:
        """One way for each growth."""
        self.asked += names
        claims = [statements[name] for name in names if statements[name].kind == "growth"]
        return [
            Binding(self.cost, phrase("apart"), (self._moved(claim),), fits=self.fits)
            for claim in claims
        ]

    def _moved(self, claim: Statement) -> Statement:
        return replace(claim, subject=replace(claim.subject, indicator="nothing printed"))


def loaded(text: str) -> Loaded:
    """A text as it is reconciled."""
    return drafted(text, "vi").loaded


def grave(reconciled: Reconciled) -> Sequence[tuple[str, str, Sequence[bool]]]:
    """The code, severity and tried ways of errors and warnings."""
    return [
        (each.code, each.severity, [way.holds for way in each.tried])
        for each in reconciled.findings
        if each.severity != "note"
    ]


def test_an_open_way_that_holds_is_no_contradiction() -> None:
    reconciled = reconcile_bindings(loaded(WRONG), [Apart(Cost.OPEN)])
    assert grave(reconciled) == []
    bound = {statement.name: statement for statement in reconciled.system.statements}
    assert bound["Doanh thu.growth"].subject.indicator == "nothing printed"


def test_a_way_against_the_words_leaves_a_doubt_and_changes_nothing() -> None:
    reconciled = reconcile_bindings(loaded(WRONG), [Apart(Cost.AGAINST)])
    assert grave(reconciled) == [("PT202", "warning", [True])]
    bound = {statement.name: statement for statement in reconciled.system.statements}
    assert bound["Doanh thu.growth"].subject.indicator == "Doanh thu"


def test_a_way_that_its_numbers_rule_out_is_told_and_not_reconciled() -> None:
    reconciled = reconcile_bindings(loaded(WRONG), [Apart(Cost.OPEN, fits=False)])
    assert grave(reconciled) == [("PT202", "error", [False])]


def test_what_is_saved_leaves_other_contradictions_as_they_are() -> None:
    reconciled = reconcile_bindings(loaded(WRONG + PLAN), [Apart(Cost.OPEN)])
    assert grave(reconciled) == [("PT201", "error", [])]


def test_nobody_is_asked_where_nothing_is_wrong() -> None:
    known = Apart(Cost.OPEN)
    text = WRONG.replace("30%", "11%").replace("450", "451")
    assert grave(reconcile_bindings(loaded(text), [known])) == []
    assert known.asked == []


def test_work_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "_MOST_WORK", 0)
    reconciled = reconcile_bindings(loaded(WRONG), [Apart(Cost.OPEN)])
    assert grave(reconciled) == [("PT202", "error", [])]
