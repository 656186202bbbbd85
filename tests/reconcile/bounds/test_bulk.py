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
from plan_tracker.model.finding import Finding
from plan_tracker.reconcile.bounds import triage
from plan_tracker.reconcile.bounds.blocks import Blocks
from plan_tracker.reconcile.bounds.constraints import Constraints, ordinary
from plan_tracker.reconcile.bounds.propagate import propagate
from plan_tracker.reconcile.bounds.screening import screen
from plan_tracker.reconcile.bounds.witness import possible
from plan_tracker.reconcile.culprits import diagnose
from plan_tracker.reconcile.reconcile import Effort, reconcile
from plan_tracker.reconcile.system.build import build_system
from plan_tracker.reconcile.system.system import System


def load_made(folder: Path, made: Made, column: str = "value") -> Loaded:
    folder.mkdir(exist_ok=True)
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
        assert not diagnose.BlockDiagnosis(part).contradictions()


def test_where_there_are_too_many_only_the_worst_are_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = load_made(tmp_path, make(3_300, seed=7))
    searched = {each.statements[0].split("/")[0]: each for each in reconcile(loaded).findings}
    monkeypatch.setattr(triage, "MOST_OF_LARGER", 2 * 58)  # constraints of a block
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


def test_a_block_is_told_alike_alone_beside_others_and_in_any_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plan_tracker.reconcile.reconcile._WORTH_A_PROCESS", 0)
    made = make(1_100, seed=11, wrong=6)
    whole = load_made(tmp_path / "whole", made)
    together = reconcile(whole, effort=Effort(processes=1))
    assert len(together.findings) >= 6
    for processes in (2, 3):
        shared = reconcile(whole, effort=Effort(processes=processes))
        assert shared.findings == together.findings
        assert shared.replaced == together.replaced
        assert shared.not_searched == together.not_searched

    alone = [told_alone(tmp_path / str(block), made, block) for block in made.wrong.tolist()]
    assert sorted(told for findings in alone for told in findings) == sorted(
        map(told_of, together.findings)
    )


def told_alone(folder: Path, made: Made, block: int) -> list[tuple[str, ...]]:
    """What is told of one block where it is the whole plan."""
    arrays = {
        name: getattr(made, name)[block : block + 1] for name in ("number", "places", "scale")
    }
    alone = load_made(folder, replace(made, **arrays))
    return [told_of(each, entities(block + 1)[block]) for each in reconcile(alone).findings]


def told_of(finding: Finding, entity: str = "") -> tuple[str, ...]:
    """All that a finding says, but for the places of rows."""
    said = [finding.code, finding.severity, finding.message, finding.remedy, finding.alternatives]
    repairs = [(each.slip, each.from_, each.to, each.chance) for each in finding.repairs]
    texts = (str(each) for each in (*said, finding.statements, repairs))
    return tuple(text.replace("E00001", entity) if entity else text for text in texts)


def test_what_is_not_searched_in_time_is_stated_and_named(tmp_path: Path) -> None:
    loaded = load_made(tmp_path, make(1_100, seed=11, wrong=6))
    searched = reconcile(loaded)
    in_no_time = reconcile(loaded, effort=Effort(seconds=0.0))
    severities = [(each.code, each.severity) for each in searched.findings]
    assert [(each.code, each.severity) for each in in_no_time.findings] == severities
    names = {name for each in in_no_time.findings for name in each.statements}
    assert set(in_no_time.not_searched) == names
    assert not any(each.alternatives for each in in_no_time.findings)
    assert reconcile(loaded, effort=Effort(seconds=600.0)).findings == searched.findings
