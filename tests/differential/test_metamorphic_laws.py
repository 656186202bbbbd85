"""What changes nothing about a verdict: order, names, scale words, company, a truth said again."""

import random
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.differential.judging import Verdict, findings_of, verdicts, worst
from tests.differential.plans import (
    NOW,
    YEAR,
    Identity,
    Indicator,
    Number,
    Plan,
    Quantity,
    Statement,
)
from tests.differential.planted import slips_in
from tests.differential.printing import load_plan
from tests.differential.worlds import BLOCKS, count, course, plans

OFTEN = 1 if settings().derandomize else 10
PHASES = [Phase.explicit, Phase.reuse, Phase.generate]
LAWS = settings(max_examples=4 * OFTEN, phases=PHASES)
SLIPPED = plans().flatmap(
    lambda plan: slips_in(plan).map(lambda slip: (plan.with_statement(slip[1]), slip[1].name))
)
Slipped = tuple[Plan, str]


def judged(plan: Plan) -> list[Verdict]:
    return verdicts(findings_of(load_plan(plan)))


def severities(plan: Plan) -> list[tuple[str, str]]:
    """Codes and severities alone, where other statements may show the same contradiction."""
    return [(verdict.code, verdict.severity) for verdict in judged(plan)]


@LAWS
@given(SLIPPED, st.integers(0, 10**6))
def test_the_order_of_statements_and_files(slipped: Slipped, seed: int) -> None:
    plan, _ = slipped
    shuffled = random.Random(seed)

    def order(entries: tuple[Statement, ...]) -> tuple[Statement, ...]:
        return tuple(shuffled.sample(entries, len(entries)))

    other = replace(
        plan,
        statements=order(plan.statements),
        identities=plan.identities[::-1],
        indicators=dict(list(plan.indicators.items())[::-1]),
    )
    files = dict(zip(plan.locales, "zab", strict=False))
    assert verdicts(findings_of(load_plan(other, files=files))) == judged(plan)


@LAWS
@given(SLIPPED, st.integers(0, 10**6))
def test_the_names_of_sources_indicators_and_figures(slipped: Slipped, seed: int) -> None:
    plan, _ = slipped
    figures = {statement.figure for statement in plan.statements}
    old = sorted({*plan.locales, *plan.indicators, *figures})
    numbers = random.Random(seed).sample(range(100, 1000), len(old))
    names = {name: f"x{number}" for name, number in zip(old, numbers, strict=True)}
    renamed = plan.renamed(names)
    back = {
        new.name: statement.name
        for new, statement in zip(renamed.statements, plan.statements, strict=True)
    }
    found = verdicts(findings_of(load_plan(renamed)), back)
    assert list(map(_blame, found)) == list(map(_blame, judged(plan)))


def _blame(verdict: Verdict) -> Verdict:
    """Without what shows it: of two statements that say the same, the names tell which does."""
    return verdict._replace(statements=frozenset())


@LAWS
@given(SLIPPED)
def test_another_scale_word_for_the_same_value(slipped: Slipped) -> None:
    plan, _ = slipped
    rescaled = replace(plan, statements=tuple(map(_in_larger_units, plan.statements)))
    assert severities(rescaled) == severities(plan)


def _in_larger_units(said: Statement) -> Statement:
    """12.345,6 million as 12,3456 billion: the same digits, and none of them turns doubtful."""
    number = said.number
    if said.unit not in ("VND", "USD") or not 6 <= number.scale <= 9 or number.upper is not None:
        return said
    larger = replace(number, places=number.places + 3, scale=number.scale + 3)
    plain = number.digits % 10 and number.digits >= 10**larger.places
    doubtful = 3 in (number.places, larger.places) or (not number.places and number.digits < 10**6)
    return said if doubtful or not plain else replace(said, number=larger)


@LAWS
@given(SLIPPED, st.integers(0, 100))
def test_a_true_statement_said_again(slipped: Slipped, at: int) -> None:
    plan, culprit = slipped
    said = plan.statements[at % len(plan.statements)]
    if said.name == culprit:
        return
    again = replace(said, figure=f"{said.figure}-again")
    repeated = replace(plan, statements=(*plan.statements, again))
    assert worst(findings_of(load_plan(repeated))) == worst(findings_of(load_plan(plan)))


@LAWS
@given(SLIPPED)
def test_a_true_identity_that_no_source_states(slipped: Slipped) -> None:
    plan, _ = slipped
    known = [replace(sum_, name=f"again-{sum_.name}", stated="") for sum_ in plan.identities]
    whole = next(iter(plan.indicators))
    among = Identity("among", "everything", (whole,), Fraction(1))
    more = replace(
        plan,
        indicators={**plan.indicators, "everything": plan.indicators[whole]},
        identities=(*plan.identities, *known, among),
    )
    assert worst(findings_of(load_plan(more))) == worst(findings_of(load_plan(plan)))


@LAWS
@given(
    plans(blocks=[block for block in BLOCKS if block not in (count, course)]).flatmap(
        lambda plan: slips_in(plan).map(lambda slip: plan.with_statement(slip[1]))
    )
)
def test_a_table_for_a_source_file(plan: Plan) -> None:
    loaded = load_plan(plan, tables=True)
    by_source = [
        statement.name
        for source in plan.locales
        for statement in plan.statements
        if statement.source == source
    ]
    names = [statement.name for statement in loaded.statements]
    back = dict(zip(names, by_source, strict=True))
    assert verdicts(findings_of(loaded), back) == judged(plan)


@LAWS
@given(SLIPPED, plans())
def test_a_block_of_other_things(slipped: Slipped, company: Plan) -> None:
    plan, _ = slipped
    figures = {statement.figure for statement in company.statements}
    identities = {identity.name for identity in company.identities}
    names = {*company.locales, *company.indicators, *figures, *identities}
    apart = company.renamed({name: f"other-{name}" for name in names})
    assert judged(plan.beside(apart)) == judged(plan)


@pytest.mark.parametrize("company", [30, 200 if OFTEN == 1 else 1000])
def test_many_wrong_blocks_beside(company: int) -> None:
    """A scale word too many is mended in any company, and each of the crowd judged as if alone."""
    now, before = Quantity("output", NOW), Quantity("output", "2022-H1")
    goal = Quantity("output", YEAR, "target")
    said = [
        Statement("ministry", "output", "level", NOW, now, None, Number(5234, 2, 12), "VND"),
        Statement("ministry", "output", "base", NOW, before, None, Number(4173, 2, 9), "VND"),
        Statement("ministry", "output", "growth", NOW, now, before, Number(2543, 2), "%"),
        Statement("ministry", "output", "target", NOW, goal, None, Number(120, 0, 9), "VND"),
        Statement("ministry", "output", "attainment", NOW, now, goal, Number(436, 1), "%"),
    ]
    plan = Plan({"ministry": "vi"}, {"output": Indicator("VND", "flow")}, statements=tuple(said))
    alone, (stranger,) = judged(plan), judged(wrong_blocks(1))
    assert [verdict.repair for verdict in alone] == [("ministry#output", "52340000000")]

    beside = findings_of(load_plan(plan.beside(wrong_blocks(company))))
    assert [each for each in verdicts(beside) if not _is_of_crowd(each)] == alone
    crowd = [each for each in verdicts(beside, _as_first_of(company)) if _is_of_crowd(each)]
    assert crowd == [stranger] * company


def _is_of_crowd(verdict: Verdict) -> bool:
    return any(name.startswith("crowd#") for name in verdict.statements)


def _as_first_of(company: int) -> dict[str, str]:
    """The names of the statements of a crowd as those of its first block."""
    return {
        f"crowd#wrong-{number}{claim}": f"crowd#wrong-0{claim}"
        for number in range(company)
        for claim in ("", ".base", ".growth")
    }


def wrong_blocks(count: int) -> Plan:
    """So many levels that each contradict their base and their growth."""
    statements = []
    for number in range(count):
        now, before = Quantity(f"wrong-{number}", NOW), Quantity(f"wrong-{number}", "2022-H1")
        statements += [
            Statement("crowd", now.indicator, "level", NOW, now, None, Number(4231, 1, 9), "VND"),
            Statement("crowd", now.indicator, "base", NOW, before, None, Number(3177, 1, 9), "VND"),
            Statement("crowd", now.indicator, "growth", NOW, now, before, Number(77, 1), "%"),
        ]
    names = (f"wrong-{number}" for number in range(count))
    indicators = dict.fromkeys(names, Indicator("VND", "flow"))
    return Plan({"crowd": "en"}, indicators, statements=tuple(statements))


def test_nothing_falls_by_more_than_all() -> None:
    now, before = Quantity("output", NOW), Quantity("output", "2022-H1")
    fall = Number(249, negative=True)
    said = Statement("ministry", "output", "growth", NOW, now, before, fall, "%")
    plan = Plan({"ministry": "vi"}, {"output": Indicator("VND", "flow")}, statements=(said,))
    assert [verdict.severity for verdict in judged(plan)] == ["error"]
