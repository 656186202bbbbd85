"""A plan that is checked in parts is told of as if it had been checked whole."""

import pickle
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import cluster
from bulk import make, write
from plan_tracker.cluster import pieces
from plan_tracker.cluster.check import check_in_parts
from plan_tracker.cluster.reading import cut_loaded, read_in_pieces
from plan_tracker.grids.queries.permission import NOTHING
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


BESIDE = """\
source: {id: beside, locale: vi, period: 2023-H1, published: 2023-08-01}
figures:
  - {id: t, indicator: total, entity: E00003, printed: 5 tỷ đồng}
  - {id: p, indicator: part-1, entity: E00003, printed: ước 7 tỷ đồng}
  - {id: g, indicator: total, entity: E00004, claims: [{kind: growth, printed: tăng 500%}]}
"""


class Elsewhere:
    """Parts, and what is made of them, go to other processes as bytes and come back so."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.parts = 0

    def each(self, function: Callable[[Any], Any], values: Sequence[Any]) -> Sequence[Any]:
        there = pickle.dumps(function)
        self.parts = len(values)
        given = [each if isinstance(each, bytes) else pickle.dumps(each) for each in values]
        return [pickle.dumps(pickle.loads(there)(pickle.loads(each))) for each in given]

    def gather(self, handles: Sequence[Any]) -> Sequence[Any]:
        return list(map(pickle.loads, handles))


def written(checked: Checked) -> str:
    """All that `check` prints, for programs and for people."""
    texts = render_check_text(checked, {}, "en", Screen(80))
    return "".join([*render_check_json(checked), *texts])


def in_parts(loaded: Loaded, most: int = 1) -> str:
    with TemporaryDirectory() as name:
        engine = Elsewhere(Path(name))
        found = check_in_parts(cut_loaded(loaded, engine.folder), engine, most)
    return written(build_gathered(found, loaded.rounded))


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
@pytest.mark.parametrize("searched", [0, 150, 100_000])
def test_limits_are_of_the_whole(
    column: str, searched: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, make(2_200, seed=3), column)
    loaded, _ = load(tmp_path)
    monkeypatch.setattr(triage, "MOST_OF_LARGER", searched)
    engine = Elsewhere(tmp_path)
    gathered = check_in_parts(cut_loaded(loaded, tmp_path), engine, 300)
    assert engine.parts > 5
    assert written(build_gathered(gathered)) == whole(loaded)
    assert bool(gathered.not_searched) == (searched < 100_000)


@pytest.mark.parametrize("name", ["MOST_OF_SMALL", "MOST_UNSURE"])
@pytest.mark.parametrize("most", [0, 30])
def test_small_blocks_and_those_in_doubt_have_limits_of_the_whole(
    name: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = load_plan(wrong_blocks(12))
    monkeypatch.setattr(triage, name, most)
    assert in_parts(loaded) == whole(loaded)


def test_parts_hold_all_statements_once_and_nothing_ties_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "_A_PIECE", 100)
    write(tmp_path, make(2_200, seed=3), "value")
    loaded, _ = load(tmp_path)
    cut = cut_loaded(loaded, tmp_path)
    tied = cut.tied()
    assert len(tied.sizes) == 40
    assert tied.sizes.sum() == 2_200

    parts = [part.read(frozenset()) for part in cut.parts(tied, 300)]
    assert sorted(row for part in parts for row in part.rows.tolist()) == list(range(2_200))
    entities = [set(part.system.frame["entity"]) for part in parts]
    assert sum(map(len, entities)) == len(set().union(*entities)) == 40
    for part in parts:
        again = [loaded.statements[row] for row in part.rows.tolist()]
        assert list(part.system.statements) == again
        assert part.system.frame["statement"].tolist() == [each.name for each in again]


def test_a_national_sum_ties_everything_which_is_said(tmp_path: Path) -> None:
    write(tmp_path, make(550, seed=3), "value")
    plan = tmp_path / "targets" / "plan.yaml"
    entities = "".join(f"  E{number:05d}: {{parent: VN}}\n" for number in range(1, 11))
    text = plan.read_text("utf-8").replace("kind: flow", "kind: flow, rollup: sum")
    plan.write_text(text, "utf-8")
    (plan.parent / "tree.yaml").write_text(f"entities:\n{entities}", "utf-8")
    loaded, problems = load(tmp_path)
    assert problems == []

    engine, told = Elsewhere(tmp_path), list[str]()
    cut = cut_loaded(loaded, tmp_path)
    found = check_in_parts(cut, engine, 300, tell=lambda message: told.append(str(message)))
    assert engine.parts == 1
    assert written(build_gathered(found)) == whole(loaded)
    assert len(told) == 1
    assert told[0].startswith("550 of 550 statements are tied to each other")
    assert "the roll-up of total" in told[0]


def test_a_folder_is_read_table_by_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan, shuffled = tmp_path / "plan", tmp_path / "shuffled"
    plan.mkdir()
    shuffled.mkdir()
    monkeypatch.setattr(cluster, "TABLE", 1_100)
    cluster.write_plan(plan, 2_200)
    (plan / "seeds" / "a.yaml").write_text(BESIDE, "utf-8")

    loaded, problems = load(plan)
    engine = Elsewhere(shuffled)
    found = read_in_pieces(plan, NOTHING, engine)
    assert problems == list(found.problems) == []
    gathered = check_in_parts(found.cut, engine, 300)
    assert engine.parts > 3
    assert written(build_gathered(gathered, found.rounded)) == whole(loaded)


def test_problems_of_a_folder_are_all_told_in_their_order(tmp_path: Path) -> None:
    write(tmp_path, make(1_100, seed=3), "value")
    (tmp_path / "seeds" / "a.yaml").write_text(BESIDE.replace("total", "sum"), "utf-8")
    wrong = "source: {id: w, locale: vi, period: 2023}\ntable: {file: wrong.csv}\n"
    (tmp_path / "seeds" / "w.yaml").write_text(wrong, "utf-8")
    rows = "indicator,entity,period,kind,printed\nnone,VN,2023,level,5 đồng\n"
    (tmp_path / "seeds" / "wrong.csv").write_text(rows, "utf-8")
    _, problems = load(tmp_path)
    shuffled = tmp_path / "shuffled"
    shuffled.mkdir()
    found = read_in_pieces(tmp_path, NOTHING, Elsewhere(shuffled))
    assert len(problems) > 2
    assert list(found.problems) == problems
