"""What the tracker says of a plan is what an oracle says that knows only digits and laws.

The oracle decides what can be true as a careful office prints it, and as a careless one might. The
statistics of a longer run (`make fuzz`) tell how often a culprit is named, and how often alone.
"""

from hypothesis import Phase, event, given, settings
from hypothesis import strategies as st

from tests.differential.exceptions import EXCEPTIONS
from tests.differential.judging import explained_otherwise, findings_of, named, worst
from tests.differential.laws import LAWS
from tests.differential.oracle import Expected, Severity, expected
from tests.differential.plans import BEFORE, NOW, YEAR, Indicator, Number, Plan, Quantity, Statement
from tests.differential.planted import slips_in
from tests.differential.printing import load_plan
from tests.differential.worlds import plans

# The same few plans in every run, many new ones where one asks for them; none is made smaller.
OFTEN = 1 if settings().derandomize else 10
PHASES = [Phase.explicit, Phase.reuse, Phase.generate]


@settings(max_examples=25 * OFTEN, phases=PHASES)
@given(plans())
def test_nothing_is_found_in_what_is_true(plan: Plan) -> None:
    assert expected(plan) == Expected(Severity.NONE, Severity.NONE), "the plan is not true"
    assert [finding.message for finding in findings_of(load_plan(plan))] == []


@settings(max_examples=8 * OFTEN, phases=PHASES)
@given(plans(blocks=EXCEPTIONS))
def test_nothing_is_found_where_a_law_does_not_apply(plan: Plan) -> None:
    assert expected(plan) == Expected(Severity.NONE, Severity.NONE), "the plan is not true"
    assert [finding.message for finding in findings_of(load_plan(plan))] == []


@settings(max_examples=8 * OFTEN, phases=PHASES)
@given(plans(careless=True))
def test_what_is_printed_carelessly_is_at_most_a_warning(plan: Plan) -> None:
    least, most = expected(plan)
    assert most <= Severity.WARNING, "the plan is not true"
    assert least <= worst(findings_of(load_plan(plan))) <= most


@settings(max_examples=16 * OFTEN, phases=PHASES)
@given(st.data())
def test_a_slip_is_as_bad_as_can_be_proven_and_its_culprit_named(data: st.DataObject) -> None:
    true = data.draw(plans())
    kind, wrong = data.draw(slips_in(true))
    plan = true.with_statement(wrong)
    least, most = expected(plan)
    findings = findings_of(load_plan(plan))
    assert least <= worst(findings) <= most

    if least == Severity.ERROR:
        suspects = named(findings)
        alone = suspects == {wrong.name}
        event(f"{kind}: {'alone' if alone else 'named' if wrong.name in suspects else 'missed'}")
        assert wrong.name in suspects or explained_otherwise(plan, wrong.name, suspects)


def test_a_plan_that_another_source_tells_apart() -> None:
    """The half has a plan and the year: by the level of a yearbook only that of the year fits."""
    now = Quantity("output", NOW)
    half, year = (Quantity("output", period, "target") for period in (NOW, YEAR))
    said = (
        Statement("yearbook", "output", "level", NOW, now, None, Number(2102, 0, 9), "VND"),
        Statement("ministry", "output", "attainment", NOW, now, year, Number(438, 1), "%", "bare"),
    )
    plan = Plan(
        {"ministry": "vi", "yearbook": "en"},
        {"output": Indicator("VND", "flow")},
        targets={half: Number(2045, 1, 9), year: Number(48, 1, 12)},
        statements=said,
    )
    assert expected(plan) == Expected(Severity.NONE, Severity.NONE), "the plan is not true"
    assert [finding.message for finding in findings_of(load_plan(plan))] == []


def test_a_sign_that_another_source_prints_hides_no_contradiction() -> None:
    """By its own base a ministry's growth is wrong, though a yearbook has that base below zero."""
    now, before = Quantity("balance", NOW), Quantity("balance", BEFORE)
    growth = Number(20)
    said = (
        Statement("ministry", "now", "level", NOW, now, None, Number(80, 0, 9), "VND"),
        Statement("ministry", "before", "level", BEFORE, before, None, Number(50, 0, 9), "VND"),
        Statement("ministry", "now", "growth", NOW, now, before, growth, "%"),
        Statement(
            "yearbook", "before", "level", BEFORE, before, None,
            Number(50, 0, 9, negative=True), "VND",
        ),
    )  # fmt: skip
    plan = Plan(
        {"ministry": "vi", "yearbook": "en"},
        {"balance": Indicator("VND", "flow", signed=True)},
        statements=said,
    )
    assert expected(plan) == Expected(Severity.ERROR, Severity.ERROR)
    assert worst(findings_of(load_plan(plan))) == Severity.ERROR


@settings(max_examples=10 * OFTEN, phases=PHASES)
@given(plans(blocks=LAWS))
def test_nothing_is_found_where_further_laws_hold(plan: Plan) -> None:
    assert expected(plan) == Expected(Severity.NONE, Severity.NONE), "the plan is not true"
    assert [finding.message for finding in findings_of(load_plan(plan))] == []


@settings(max_examples=10 * OFTEN, phases=PHASES)
@given(st.data())
def test_a_slip_against_further_laws_is_as_bad_as_can_be_proven(data: st.DataObject) -> None:
    true = data.draw(plans(blocks=LAWS))
    _, wrong = data.draw(slips_in(true))
    plan = true.with_statement(wrong)
    least, most = expected(plan)
    assert least <= worst(findings_of(load_plan(plan))) <= most
