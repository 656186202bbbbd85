"""Many blocks at once: what arrays alone decide is what the exact solver would."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulk import Made, entities, make, write
from plan_tracker.loading.folder import load
from plan_tracker.loading.loaded import Loaded
from plan_tracker.reconcile.bounds import triage
from plan_tracker.reconcile.bounds.blocks import Blocks
from plan_tracker.reconcile.bounds.constraints import Constraints, ordinary
from plan_tracker.reconcile.bounds.propagate import propagate
from plan_tracker.reconcile.bounds.screening import screen
from plan_tracker.reconcile.bounds.witness import possible
from plan_tracker.reconcile.culprits import diagnose
from plan_tracker.reconcile.reconcile import reconcile
from plan_tracker.reconcile.system.build import build_system
from plan_tracker.reconcile.system.system import System


def load_made(folder: Path, made: Made, column: str = "value") -> Loaded:
    write(folder, made, column)
    loaded, problems = load(folder)
    assert problems == []
    return loaded


def systems(loaded: Loaded) -> tuple[System, Constraints, Blocks]:
    system = build_system(loaded)
    constraints = ordinary(system)
    return system, constraints, Blocks(system, constraints)


@pytest.mark.parametrize("column", ["value", "printed"])
def test_the_wrong_blocks_are_found_and_no_other(tmp_path: Path, column: str) -> None:
    made = make(2_200, seed=3)
    found = reconcile(load_made(tmp_path, made, column)).findings
    bad = [each for each in found if each.severity != "note"]
    blamed = {name.split("#")[1].split("/")[0] for each in bad for name in each.statements}
    names = entities(len(made.number))
    assert blamed == {names[block] for block in made.wrong.tolist()}


def test_nearly_every_honest_block_has_a_witness(tmp_path: Path) -> None:
    loaded = load_made(tmp_path, make(16_500, seed=5, wrong=0))
    _, _, blocks = systems(loaded)
    found = screen(blocks)
    assert len(found.impossible) == 0
    assert len(found.unsure) <= blocks.count // 100


@settings(max_examples=4)
@given(st.integers(0, 10_000))
def test_a_block_with_a_witness_is_possible(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    # Small errors, so that some blocks are impossible though their bounds are not empty.
    rng = np.random.default_rng(seed)
    made = make(660, seed, wrong=0)
    number = made.number.copy()
    number += rng.integers(-2, 3, number.shape) * (rng.random(number.shape) < 0.05)
    _, constraints, blocks = systems(
        load_made(tmp_path_factory.mktemp("plan"), replace(made, number=number))
    )
    low, high = propagate(constraints)
    asked = np.ones(blocks.count, dtype=bool)
    witnessed = possible(constraints, low, high, blocks.label, asked)
    assert witnessed.any()
    for block in np.flatnonzero(witnessed).tolist():
        (part,) = blocks.systems_of([block])
        assert not diagnose._BlockDiagnosis(part).contradictions()


def test_where_there_are_too_many_only_examples_are_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = load_made(tmp_path, make(3_300, seed=7))
    searched = {each.statements[0].split("/")[0]: each for each in reconcile(loaded).findings}
    monkeypatch.setattr(triage, "MOST_SEARCHED", 4)
    monkeypatch.setattr(triage, "EXAMPLES", 2)
    reconciled = reconcile(loaded)
    plain = [each for each in reconciled.findings if "not searched for" in str(each.remedy)]
    assert len(reconciled.findings) - len(plain) == 2
    assert set(reconciled.not_searched) == {name for each in plain for name in each.statements}
    assert len(plain) == len(searched) - 2
    assert {each.statements[0].split("/")[0] for each in reconciled.findings} == set(searched)
    # What is said without a search is what a search says: the code, how bad, and a culprit in it.
    for each in plain:
        same = searched[each.statements[0].split("/")[0]]
        assert (each.code, each.severity) == (same.code, same.severity)
        assert any(set(one) & set(each.statements) for one in same.alternatives)
