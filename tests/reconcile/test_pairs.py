"""Two levels that disagree: what is told without a search is what a search tells."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_tracker.loading.folder import load
from plan_tracker.reconcile.bounds.blocks import Blocks
from plan_tracker.reconcile.bounds.constraints import ordinary
from plan_tracker.reconcile.culprits.block_readings import BlockReadings
from plan_tracker.reconcile.culprits.diagnose import BlockDiagnosis
from plan_tracker.reconcile.culprits.pairs import disagreeing_pair
from plan_tracker.reconcile.system.build import build_system

PAIRS = 30
NUMBERS = st.integers(1, 10**6)
TEXTS = st.one_of(
    NUMBERS.map("{:,}".format),
    NUMBERS.map(lambda number: f"{number / 10:.1f}"),
    NUMBERS.map(lambda number: f"over {number}"),
    NUMBERS.map(lambda number: f"about {number} thousand"),
)


@settings(max_examples=6)
@given(st.lists(st.tuples(TEXTS, TEXTS, st.booleans()), min_size=PAIRS, max_size=PAIRS))
def test_a_pair_is_told_as_a_search_tells_it(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str, bool]]
) -> None:
    folder = tmp_path_factory.mktemp("plan")
    _write(folder, pairs)
    loaded, problems = load(folder)
    assert problems == []

    system = build_system(loaded)
    blocks = Blocks(system, ordinary(system))
    told = 0
    for block in blocks.systems_of(range(blocks.count)):
        pair = disagreeing_pair(block, BlockReadings(block))
        if pair is not None:
            told += 1
            assert BlockDiagnosis(block).searched() == [pair]
    assert told > 0 or all(one == other for one, other, _ in pairs)


def _write(folder: Path, pairs: list[tuple[str, str, bool]]) -> None:
    indicators = "".join(f"  i{at}: {{unit: tonne, kind: flow}}\n" for at in range(len(pairs)))
    plan = f"indicators:\n{indicators}entities: {{VN: {{name: Viet Nam}}}}\n"
    seeds = {"r": "", "s": ""}
    for at, (first, second, unsure) in enumerate(pairs):
        more = ", confirm: true" if unsure else ""
        for source, printed in (("r", first), ("s", second)):
            seeds[source] += (
                f"  - {{id: f{at}, indicator: i{at}, printed: '{printed} tonnes'{more}}}\n"
            )
    (folder / "targets").mkdir()
    (folder / "seeds").mkdir()
    (folder / "targets" / "a.yaml").write_text(plan, encoding="utf-8")
    for source, figures in seeds.items():
        head = f"source: {{id: {source}, locale: en, entity: VN, period: 2023}}\nfigures:\n"
        (folder / "seeds" / f"{source}.yaml").write_text(head + figures, encoding="utf-8")
