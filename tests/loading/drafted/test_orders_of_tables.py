"""Ranks, rates of a whole and totals that are both wrong: told where they are, and else nothing."""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from plan_tracker.grids.understood import understand
from plan_tracker.loading.drafted.files import draft_grid
from plan_tracker.model.finding import Finding
from plan_tracker.reconcile.reconcile import reconcile
from tests.loading.drafted.drawn_tables import Rows, grid_of

CASES: list[dict[str, Any]] = YAML(typ="safe").load(Path(__file__).parent / "orders.yaml")
FAULTS = [
    pytest.param(case, fault, id=f"{case['name']}, {', '.join(fault['cells'])}")
    for case in CASES
    for fault in case.get("faults", ())
]
SEEDS = st.integers(min_value=0, max_value=2**32)


def rows_of(case: Mapping[str, Any]) -> Rows:
    lines = case["table"].rstrip("\n").split("\n")
    return [[text.strip() for text in line.split("|")] for line in lines]


def doubts(rows: Rows) -> list[Finding]:
    findings = reconcile(draft_grid(grid_of(rows)).loaded).findings
    return [finding for finding in findings if finding.severity != "note"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_is_possible_is_not_told(case: dict[str, Any]) -> None:
    assert [str(finding.message) for finding in doubts(rows_of(case))] == []


@pytest.mark.parametrize(("case", "fault"), FAULTS)
def test_a_fault_is_told_once_with_its_culprit(case: dict[str, Any], fault: dict[str, Any]) -> None:
    rows = rows_of(case)
    for cell, text in fault["cells"].items():
        rows[int(cell[1:]) - 1][ord(cell[0]) - ord("A")] = text
    told = defaultdict(list)
    for finding in doubts(rows):
        told[finding.code].append(list(finding.alternatives[0]))
        assert {*finding.statements} >= {name for names in finding.alternatives for name in names}
    assert told == fault["told"]


@settings(max_examples=20)
@given(SEEDS)
def test_ranks_of_what_stands_beside_them_hold(seed: int) -> None:
    assert doubts(ranked(Random(seed))) == []


@settings(max_examples=10)
@given(SEEDS)
def test_a_figure_with_a_digit_more_stands_against_its_rank(seed: int) -> None:
    random = Random(seed)
    rows = ranked(random)
    row = random.randrange(3, len(rows))  # the first may be as much larger as it likes
    rows[row][1] = f"{rows[row][1][0]}{rows[row][1]}"
    (finding,) = doubts(rows)
    assert finding.code == "PT306" and finding.severity == "warning"
    assert any(f"B{row + 1}" in names for names in finding.alternatives)


def ranked(random: Random) -> Rows:
    """Scores of three digits, far enough apart, with their ranks."""
    scores = random.sample(range(110, 990, 20), random.randint(8, 14))
    scores.sort(reverse=True)
    return [
        ["Name", "Score", "Rank"],
        *([f"Row {rank}", str(score), str(rank)] for rank, score in enumerate(scores, 1)),
    ]


def test_ranks_are_a_relation_with_its_evidence() -> None:
    (table,) = understand(grid_of(rows_of(CASES[0])))
    (relation,) = [relation for relation in table.told() if relation.kind == "rank"]
    assert (relation.result.column, [place.column for place in relation.of]) == (4, [3])
    assert (relation.held, relation.tested, relation.stated) == (7, 7, "words")
    assert relation.chance < 0.01


def test_what_is_in_order_holds_and_is_counted() -> None:
    rows = rows_of(CASES[0])
    drafted = draft_grid(grid_of(rows))
    held = {cell.place: cell.kind for table in drafted.held for cell in table.cells()}
    assert drafted.fulfilled == len(held) == 14
    assert set(held.values()) == {"rank"}
