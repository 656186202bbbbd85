"""Other ways to bind statements: tried on what contradicts itself, by what they cost."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

import pytest

from plan_tracker.loading.loaded import Loaded
from plan_tracker.model.binding import Binding, Cost
from plan_tracker.model.interval import Interval
from plan_tracker.model.plan import Identity
from plan_tracker.model.statement import Statement
from plan_tracker.model.text import phrase
from plan_tracker.reconcile import bindings as stage
from plan_tracker.reconcile.bindings import reconcile_bindings
from plan_tracker.reconcile.reconcile import USUAL, Effort, Reconciled, Watch, reconcile, unwatched
from plan_tracker.report.check.json import finding_json
from plan_tracker.report.words.findings import sentences
from tests.counted_calls import calls
from tests.documents.drafted.made import drafted

WRONG = "Doanh thu đạt 500 tỷ đồng, tăng 30% so với năm 2023 (450 tỷ đồng)."
PLAN = " Lợi nhuận đạt 44 tỷ đồng, đạt 90% kế hoạch (60 tỷ đồng)."


@dataclass
class Apart:
    """Every claim may be about something that nobody prints, at a cost.

    `others` are ways before it in which all stays as it is.
    """

    cost: Cost
    fits: bool = True
    others: int = 0
    asked: list[str] = field(default_factory=list)

    def ways(
        self, names: Sequence[str], trusted: Sequence[str], statements: Mapping[str, Statement]
    ) -> Sequence[Binding]:
        """The ways for each growth."""
        self.asked += names
        claims = [statements[name] for name in names if statements[name].kind == "growth"]
        ways = []
        for claim in claims:
            ways += [Binding(Cost.OPEN, phrase("as it is"), (claim,))] * self.others
            apart = (self._moved(claim),)
            ways.append(Binding(self.cost, phrase("apart"), apart, fits=self.fits))
        return ways

    def _moved(self, claim: Statement) -> Statement:
        apart = replace(claim.subject, indicator=f"{claim.subject.indicator}, not printed")
        return replace(claim, subject=apart)


def loaded(text: str) -> Loaded:
    """A text as it is reconciled."""
    return drafted(text, "vi").loaded


def grave(reconciled: Reconciled) -> Sequence[tuple[str, str, Sequence[bool | None]]]:
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
    assert bound["Doanh thu.growth"].subject.indicator == "Doanh thu, not printed"


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


def test_what_is_not_tried_is_at_most_doubtful(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "_MOST_WORK", 0)
    reconciled = reconcile_bindings(loaded(WRONG), [Apart(Cost.OPEN)])
    assert grave(reconciled) == [("PT202", "warning", [None])]
    (finding,) = (each for each in reconciled.findings if each.severity != "note")
    assert sentences(finding)[-1] == "Other ways to understand it were not tried: apart."
    assert finding_json(finding, "en")["tried"] == [{"way": "apart", "holds": None}]


def wrong(sentences: int) -> str:
    """As many sentences about other branches, each of which contradicts itself."""
    return "\n".join(
        f"Doanh thu chi nhánh {at} đạt {500 + at} tỷ đồng, tăng 30% so với năm 2023 "
        f"({450 + at} tỷ đồng)."
        for at in range(sentences)
    )


def counted(sizes: list[int]) -> Callable[[Loaded, Watch, Effort], Reconciled]:
    """Reconciliation that tells how many statements it was given."""

    def counting(loaded: Loaded, watch: Watch = unwatched, effort: Effort = USUAL) -> Reconciled:
        sizes.append(len(loaded.statements))
        return reconcile(loaded, watch, effort)

    return counting


def together(apart: Loaded) -> Loaded:
    """The same with all that it speaks of among the parts of something that nobody prints."""
    plan, spoken = apart.plan, list(apart.plan.indicators)
    like, any_share = plan.indicators[spoken[0]], Interval(Fraction(0), Fraction(1))
    all_ = Identity("all", "all", tuple(spoken), any_share, "", like.place, overlap=True)
    indicators = {**plan.indicators, "all": replace(like, id="all")}
    return replace(apart, plan=replace(plan, indicators=indicators, identities=(all_,)))


@pytest.mark.parametrize("cost", [Cost.OPEN, Cost.AGAINST])
def test_ways_that_touch_nothing_in_common_are_tried_in_one_reconciliation(
    cost: Cost, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    monkeypatch.setattr(stage, "reconcile", counted(sizes))
    drafts = loaded(wrong(12))
    reconciled = reconcile_bindings(drafts, [Apart(cost)])
    doubts = [] if cost is Cost.OPEN else [("PT202", "warning", [True])] * 12
    assert grave(reconciled) == doubts
    again = 1 if cost is Cost.OPEN else 0  # as what is meant now
    assert sizes == [len(drafts.statements)] * (2 + again)


def test_twice_as_many_wrong_sentences_are_twice_the_work() -> None:
    """Two ways of each change nothing, and a third one saves it."""
    costs = []
    for count in (5, 5, 20, 40):  # the first one imports
        drafts = loaded(wrong(count))
        known = [Apart(Cost.OPEN, others=2)]
        costs.append(calls(reconcile_bindings, drafts, known))
    _, least, once, twice = costs
    assert (twice - least) / (once - least) <= 35 / 15 * 1.1


def test_contradictions_of_one_region_end_with_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of them hang together: what is reconciled is at most some times the text."""
    monkeypatch.setattr(stage, "_MOST_WORK", 100)
    monkeypatch.setattr(stage, "_LEAST_WORK", 1)
    sizes: list[int] = []
    monkeypatch.setattr(stage, "reconcile", counted(sizes))
    drafts = together(loaded(wrong(30)))
    reconciled = reconcile_bindings(drafts, [Apart(Cost.AGAINST, others=2)])
    first, *tries = sizes
    assert first == len(drafts.statements)
    assert set(tries) == {first}
    assert len(tries) <= 10
    severities = {severity for _, severity, _ in grave(reconciled)}
    assert severities == {"warning"}
