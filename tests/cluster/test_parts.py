"""A plan that is checked in parts is told of as if it had been checked whole."""

import pickle
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bulk import make, write
from plan_tracker.cluster.check import Gathered, check_in_parts
from plan_tracker.cluster.parts import PlanPart, cut
from plan_tracker.cluster.ties import tied_in
from plan_tracker.loading.folder import load
from plan_tracker.loading.loaded import Loaded
from plan_tracker.reconcile.bounds import triage
from plan_tracker.reconcile.reconcile import reconcile
from plan_tracker.report.check.content import Checked, build_checked, build_gathered
from plan_tracker.report.check.json import render_check_json
from plan_tracker.report.check.text import render_check_text
from plan_tracker.report.writing.screen import Screen
from tests.checks.made_cases import cases, load_case
from tests.differential.exceptions import EXCEPTIONS
from tests.differential.plans import Plan
from tests.differential.planted import slips_in
from tests.differential.printing import load_plan
from tests.differential.test_metamorphic_laws import wrong_blocks
from tests.differential.worlds import BLOCKS, plans

OFTEN = 1 if settings().derandomize else 20
LAWS = settings(max_examples=12 * OFTEN, phases=[Phase.explicit, Phase.reuse, Phase.generate])


class Elsewhere:
    """Parts, and what is made of them, go to other processes as bytes and come back so."""

    def __init__(self) -> None:
        self.parts = 0

    def spread(self, parts: Iterable[PlanPart]) -> Sequence[Any]:
        written = [pickle.dumps(part) for part in parts]
        self.parts = len(written)
        return written

    def each(self, function: Callable[[Any], Any], handles: Sequence[Any]) -> Sequence[Any]:
        there = pickle.dumps(function)
        return [pickle.dumps(pickle.loads(there)(pickle.loads(each))) for each in handles]

    def gather(self, handles: Sequence[Any]) -> Sequence[Any]:
        return list(map(pickle.loads, handles))


def written(checked: Checked) -> str:
    """All that `check` prints, for programs and for people."""
    texts = render_check_text(checked, {}, "en", Screen(80))
    return "".join([*render_check_json(checked), *texts])


def in_parts(loaded: Loaded, most: int = 1) -> str:
    return written(build_gathered(gathered(loaded, most), loaded.rounded))


def gathered(loaded: Loaded, most: int = 1) -> Gathered:
    return check_in_parts(loaded, Elsewhere(), most)


def whole(loaded: Loaded) -> str:
    return written(build_checked(reconcile(loaded), loaded.rounded))


@pytest.mark.parametrize(
    ("code", "name", "case"), [each for each in cases() if str(each.id).split("-")[1] == "fails"]
)
def test_every_check_finds_in_parts_what_it_finds_in_the_whole(
    code: str, name: str, case: dict[str, Any], tmp_path: Path
) -> None:
    loaded = load_case(tmp_path, case)
    assert in_parts(loaded) == whole(loaded)


@st.composite
def several(draw: Any) -> Plan:
    """A few plans beside each other, with a slip in most of them."""
    found: list[Plan] = []
    for number in range(draw(st.integers(1, 3))):
        plan = draw(plans(blocks=[*BLOCKS, *EXCEPTIONS]))
        if plan.statements and draw(st.booleans()):
            _, wrong = draw(slips_in(plan))
            plan = plan.with_statement(wrong)
        figures = {statement.figure for statement in plan.statements}
        identities = {identity.name for identity in plan.identities}
        names = {*plan.indicators, *figures, *identities}
        found.append(plan.renamed({name: f"{name}-{number}" for name in names}))
    first, *others = found
    for other in others:
        first = first.beside(other)
    return first


@LAWS
@given(several(), st.integers(1, 40))
def test_any_plan_is_told_of_alike(plan: Plan, most: int) -> None:
    loaded = load_plan(plan)
    assert in_parts(loaded, most) == whole(loaded)


@pytest.mark.parametrize("column", ["value", "printed"])
@pytest.mark.parametrize("searched", [0, 3, 100])
def test_limits_are_of_the_whole(
    column: str, searched: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, make(2_200, seed=3), column)
    loaded, _ = load(tmp_path)
    monkeypatch.setattr(triage, "MOST_SEARCHED", searched)
    monkeypatch.setattr(triage, "EXAMPLES", 2)
    engine = Elsewhere()
    found = written(build_gathered(check_in_parts(loaded, engine, 300)))
    assert engine.parts > 5
    assert found == whole(loaded)
    assert ("not searched for" in found) == (searched < 100)


@pytest.mark.parametrize("name", ["MOST_OF_SMALL", "MOST_UNSURE"])
@pytest.mark.parametrize("most", [0, 30])
def test_small_blocks_and_those_in_doubt_have_limits_of_the_whole(
    name: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = load_plan(wrong_blocks(12))
    monkeypatch.setattr(triage, name, most)
    assert in_parts(loaded) == whole(loaded)


def test_parts_hold_all_statements_once_and_nothing_ties_them(tmp_path: Path) -> None:
    write(tmp_path, make(2_200, seed=3), "value")
    loaded, _ = load(tmp_path)
    tied = tied_in(loaded)
    parts = list(cut(loaded, tied, 300))
    assert tied.count == 40
    assert sorted(row for part in parts for row in part.rows.tolist()) == list(range(2_200))
    entities = [set(part.loaded.frame["entity"]) for part in parts]
    assert sum(map(len, entities)) == len(set().union(*entities)) == 40
    for part in parts:
        names = [statement.name for statement in part.loaded.statements]
        assert names == part.loaded.frame["statement"].tolist()
        again = [loaded.statements[row] for row in part.rows.tolist()]
        assert list(part.loaded.statements) == again
