"""What the others imply for one statement: exact, and never what it says itself."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from plan_tracker.loading.folder import load
from plan_tracker.model.constraint import (
    BOUND,
    DIFFERENCE,
    NOT_NEGATIVE,
    RATIO,
    Constraint,
    Sum,
    Tie,
)
from plan_tracker.model.interval import EVERYTHING, Interval, hull
from plan_tracker.reconcile.evidence.contrast import Contrast, Role, Row
from plan_tracker.reconcile.evidence.contrasts import contrasts
from plan_tracker.reconcile.evidence.exact_range import exact_range
from plan_tracker.reconcile.evidence.narrowing import narrowed
from plan_tracker.reconcile.reconcile import Reconciled, reconcile
from slips import SLIPS, contradictions, slip
from synthetic_reports import load_report, make_report

CASES = YAML(typ="safe").load(Path(__file__).with_name("contrasts.yaml"))
NUMBERS = st.fractions(0, 100, max_denominator=7)


@pytest.fixture(scope="module")
def shipped() -> Reconciled:
    """What the statements of the shipped plan say together."""
    loaded, problems = load(Path(__file__).parents[3])
    assert problems == []
    return reconcile(loaded)


def _implied(folder: Path, case: dict[str, Any]) -> list[Contrast]:
    head = {"id": "s", "locale": "vi", "entity": "VN", "period": "2023-H1"}
    plan = {"indicators": CASES["indicators"], "entities": {"VN": {"name": "Viet Nam"}}}
    plan |= case.get("plan", {})
    for name, content in (
        ("targets", plan), ("seeds", {"source": head, "figures": case["figures"]}),
    ):  # fmt: skip
        (folder / name).mkdir()
        text = json.dumps(content, ensure_ascii=False)
        (folder / name / "a.yaml").write_text(text, encoding="utf-8")
    loaded, problems = load(folder)
    assert problems == []
    found = reconcile(loaded)
    # Who is blamed is for other tests: here it is given.
    sides = tuple((name,) for name in case.get("blamed", ()))
    findings = [replace(each, alternatives=sides, repairs=()) for each in found.findings]
    return list(contrasts(found.system, findings).values())


def _ends(interval: Interval) -> list[str]:
    """Exactly, an open end with a bracket that leaves it out."""
    low, high = ("…" if end is None else str(end) for end in (interval.low, interval.high))
    return [f"({low}" if interval.low_open else low, f"{high})" if interval.high_open else high]


def _relation(row: Row) -> str:
    return f"{row.kind or ''}{' of two' if row.compares else ''}"


@pytest.mark.parametrize("name", CASES["cases"])
def test_case(tmp_path: Path, name: str) -> None:
    case = CASES["cases"][name]
    found = _implied(tmp_path, case)
    if not case["rows"]:
        assert found == []
        return
    (contrast,) = found
    assert contrast.culprit == case["culprit"]
    assert contrast.unit == case.get("unit", "VND")
    shown = [[row.role.name.lower(), _relation(row), *_ends(row.interval)] for row in contrast.rows]
    assert shown == [[row[0], row[1], *map(str, row[2:])] for row in case["rows"]]


def test_what_is_said_and_what_is_implied_never_meet() -> None:
    """Whatever slip makes a report contradictory, every finding has its picture."""
    seen = 0
    for number, kind in enumerate(sorted(SLIPS) * 2):
        rng = Random(number)
        report = make_report(rng, {"rounded": 0.85, "hedged": 0.15})
        slipped = slip(rng, report, kind)
        if slipped is None:
            continue
        found = reconcile(load_report(slipped[0]))
        findings = contradictions(found)
        known = contrasts(found.system, findings)
        for finding in findings:
            seen += 1
            implied = known[finding.fingerprint]
            assert (implied.said.interval & implied.together.interval).empty
            for repaired in implied.of(Role.REPAIRED):
                assert not (repaired.interval & implied.window.careless).empty
    assert seen > 9


def test_notes_have_no_picture(shipped: Reconciled) -> None:
    found = contrasts(shipped.system, shipped.findings)
    codes = [each.code for each in shipped.findings if each.fingerprint in found]
    assert codes == ["PT201", "PT202", "PT209", "PT301", "PT301", "PT303"]


def test_the_repair_lands_where_the_others_want_it(shipped: Reconciled) -> None:
    (error,) = (each for each in shipped.findings if each.severity == "error")
    found = contrasts(shipped.system, [error])[error.fingerprint]
    (repaired,) = found.of(Role.REPAIRED)
    assert repaired.printed == "287.620.511 giao dịch"
    implied = found.together.interval
    assert implied == Interval(
        Fraction("0.325") * Fraction("859.5e6"), Fraction("0.335") * Fraction("860.5e6")
    )
    assert (repaired.interval & implied) == repaired.interval


@st.composite
def _possible(draw: st.DrawFn) -> tuple[list[Constraint], dict[int, Fraction]]:
    """Constraints around values that fulfil them all."""
    values = {quantity: draw(st.fractions(1, 50, max_denominator=5)) for quantity in range(4)}
    values[4] = values[0] + values[1]
    found: list[Constraint] = [Sum(9, 4, (0, 1), Interval.exactly(0))]
    for owner in range(draw(st.integers(1, 6))):
        x, y = draw(st.permutations(range(5)))[:2]
        form = draw(st.sampled_from([BOUND, RATIO, DIFFERENCE]))
        true = {BOUND: values[x], RATIO: values[x] / values[y], DIFFERENCE: values[x] - values[y]}
        around = Interval.around(true[form], draw(NUMBERS), draw(NUMBERS))
        around &= NOT_NEGATIVE if form == RATIO else EVERYTHING
        found.append(Tie(owner, form, x, -1 if form == BOUND else y, around))
    return found, values


@settings(max_examples=60)
@given(_possible(), st.sampled_from([BOUND, RATIO, DIFFERENCE]))
def test_what_is_true_is_always_left(
    case: tuple[list[Constraint], dict[int, Fraction]], form: int
) -> None:
    constraints, values = case
    free = dict.fromkeys(values, NOT_NEGATIVE)
    bounds = narrowed(constraints, free)
    assert all(values[quantity] in bounds[quantity] for quantity in values)
    left = exact_range(constraints, free, Tie(99, form, 0, 2, EVERYTHING))
    true = {BOUND: values[0], RATIO: values[0] / values[2], DIFFERENCE: values[0] - values[2]}
    assert left is not None and true[form] in left
    if form == BOUND:
        assert (left & bounds[0]) == left


def test_what_runs_in_circles_is_sharp_all_the_same() -> None:
    """x + y = 10 and x = y leave one value, which no constraint by itself shows."""
    circle: list[Constraint] = [
        Sum(0, 2, (0, 1), Interval.exactly(0)),
        Tie(1, BOUND, 2, -1, Interval.exactly(10)),
        Tie(2, RATIO, 0, 1, Interval.exactly(1)),
    ]
    free = dict.fromkeys(range(3), NOT_NEGATIVE)
    assert narrowed(circle, free)[0] == Interval(Fraction(0), Fraction(10))
    assert exact_range(circle, free, Tie(9, BOUND, 0, -1, EVERYTHING)) == Interval.exactly(5)


def test_what_contradicts_itself_implies_nothing() -> None:
    twice = [Tie(n, BOUND, 0, -1, Interval.exactly(n)) for n in (1, 2)]
    assert exact_range(twice, {0: NOT_NEGATIVE}, Tie(9, BOUND, 0, -1, EVERYTHING)) is None


@given(st.lists(st.tuples(NUMBERS, NUMBERS, st.booleans(), st.booleans()), min_size=1))
def test_a_hull_holds_all_of_its_intervals(
    ends: list[tuple[Fraction, Fraction, bool, bool]],
) -> None:
    intervals = [Interval(min(a, b), max(a, b), *is_open) for a, b, *is_open in ends]
    whole = hull(intervals)
    assert all((each & whole) == each for each in intervals)
    assert whole.low in {each.low for each in intervals}
    assert whole.high in {each.high for each in intervals}
