"""What arrays and exact bounds decide of blocks that are hard for floats: as the solver does."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_tracker.loading.folder import load
from plan_tracker.reconcile.bounds import triage
from plan_tracker.reconcile.bounds.blocks import Blocks
from plan_tracker.reconcile.bounds.constraints import ordinary
from plan_tracker.reconcile.bounds.exact import decide
from plan_tracker.reconcile.bounds.screening import screen
from plan_tracker.reconcile.culprits.diagnose import BlockDiagnosis
from plan_tracker.reconcile.culprits.work import DECIDING, Work
from plan_tracker.reconcile.reconcile import Reconciled, reconcile
from plan_tracker.reconcile.system.build import build_system
from undecided import KINDS, Kind, Row, write

DIGITS = st.sampled_from([0, 1, 6, 11])
PLACES = st.sampled_from([1, 1_000, 10**7])
BLOCKS = 40


@st.composite
def rows_of(draw: st.DrawFn, kind: Kind) -> list[Row]:
    """One block: numbers of any sign and precision, which hold or nearly do."""
    digits, size = draw(DIGITS), draw(PLACES)
    unit = Fraction(1, 10**digits)
    least = -size if kind.signed else 0
    amounts = st.integers(int(least / unit), int(size / unit)).map(lambda number: number * unit)
    off = st.sampled_from([0, 0, 0, 1, -1, 2, 3])
    rows: list[Row] = []
    for period in draw(st.sampled_from([("2023",), ("2022", "2023")])):
        values = {"a": draw(amounts), "b": draw(amounts)}
        values["total"] = max(values["a"] + values["b"] + draw(off) * unit, Fraction(least))
        for name, value in values.items():
            if draw(st.integers(0, 9)):
                rows.append((name, period, "level", _text(value, digits)))
    if draw(st.booleans()):
        growth = draw(st.integers(-300, 300))
        rows.append(("a", "2023", "growth", f"{growth}%"))
    return rows or [("a", "2023", "level", "1")]


def _text(value: Fraction, digits: int) -> str:
    whole = round(value * 10**digits)
    text = f"{abs(whole):0{digits + 1}d}"
    if digits:
        text = f"{text[:-digits]}.{text[-digits:]}"
    return f"{'-' if whole < 0 else ''}{text}"


@pytest.mark.parametrize("name", ["signed", "decimals"])
@settings(max_examples=5)
@given(data=st.data())
def test_what_is_decided_is_what_the_solver_says(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    kind = KINDS[name]
    blocks_drawn = data.draw(st.lists(rows_of(kind), min_size=BLOCKS, max_size=BLOCKS))
    folder = tmp_path_factory.mktemp("plan") / "drawn"
    write(folder, kind, blocks_drawn)
    loaded, problems = load(folder)
    assert problems == []

    system = build_system(loaded)
    blocks = Blocks(system, ordinary(system))
    screened = screen(blocks)
    exactly = decide(system, blocks, screened.unsure.tolist())
    impossible = {*screened.impossible.tolist(), *exactly.impossible}
    decided = [number for number in range(blocks.count) if number not in exactly.unsure]
    for block in blocks.systems_of(decided):
        assert _holds(block) == (block.number not in impossible)


def _holds(block: Any) -> bool:
    diagnosis = BlockDiagnosis(block)
    work = Work(100)
    work.allow(DECIDING)
    return diagnosis._solver(work).holds(diagnosis._readings.steps, {})


@pytest.mark.parametrize("name", sorted(KINDS.keys() - {"crossed"}))
def test_nothing_is_left_undecided(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    rng = np.random.default_rng(5)
    folder = tmp_path / name
    write(folder, KINDS[name], [KINDS[name].rows(rng) for _ in range(60)])
    monkeypatch.setattr(triage, "MOST_UNSURE", 0)
    reconciled = _reconciled(folder)
    assert reconciled.undecided == ()
    assert [each for each in reconciled.findings if each.severity != "note"] == []


def _reconciled(folder: Path) -> Reconciled:
    loaded, problems = load(folder)
    assert problems == []
    return reconcile(loaded)
