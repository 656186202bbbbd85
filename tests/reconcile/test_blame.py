"""Who may be wrong: all whom nothing tells apart, and how their figures are then taken."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from plan_tracker.reconcile.bounds.constraints import ordinary
from plan_tracker.reconcile.bounds.propagate import propagate
from plan_tracker.reconcile.reconcile import reconcile
from plan_tracker.reconcile.system.build import build_system
from tests.checks.made_cases import load_case

SUM = {"id": "all", "total": "total", "parts": ["revenue", "other"], "stated": "s#t"}
FIGURES = [
    {"id": "t", "indicator": "total", "printed": "9.774 đồng"},
    {"id": "a", "indicator": "revenue", "printed": "9.050 đồng"},
    {"id": "b", "indicator": "other", "printed": "311 đồng"},
]


def observed(folder: Path, case: dict[str, Any]) -> pd.DataFrame:
    return reconcile(load_case(folder, case)).observations.set_index("statement")


def test_by_an_error_each_may_be_what_the_others_leave(tmp_path: Path) -> None:
    rows = observed(tmp_path, {"identities": [SUM], "figures": FIGURES})
    assert rows["state"].tolist() == ["disputed"] * 3
    assert rows["candidates"]["s#t"] == (9774, 9360, 9362)
    assert rows["candidates"]["s#a"] == (9050, 9462, 9464)
    assert rows["candidates"]["s#b"] == (311, 723, 725)


def test_by_a_warning_they_are_only_marked(tmp_path: Path) -> None:
    assumed = {name: value for name, value in SUM.items() if name != "stated"}
    rows = observed(tmp_path, {"identities": [assumed], "figures": FIGURES})
    assert rows["state"].tolist() == ["disputed"] * 3
    assert rows["candidates"].tolist() == [(9774,), (9050,), (311,)]


def test_what_holds_is_not_disputed(tmp_path: Path) -> None:
    holding = [{**FIGURES[0], "printed": "9.361 đồng"}, *FIGURES[1:]]
    rows = observed(tmp_path, {"identities": [SUM], "figures": holding})
    assert rows["state"].tolist() == ["printed"] * 3


@pytest.mark.parametrize(
    ("earlier", "later"),
    [("81,5 tỷ đồng", "78,0 tỷ đồng"), ("1.950 tỷ đồng", "1.820 tỷ đồng")],
)
def test_a_repair_by_luck_is_no_fact(tmp_path: Path, earlier: str, later: str) -> None:
    figures = [
        {"id": "a", "indicator": "revenue", "period": "2023-Q1", "printed": earlier},
        {"id": "b", "indicator": "revenue", "period": "2023-H1", "printed": later},
    ]
    reconciled = reconcile(load_case(tmp_path, {"figures": figures}))
    assert [finding.repairs for finding in reconciled.findings] == [()]
    assert reconciled.observations["state"].tolist() == ["disputed"] * 2


def test_a_figure_that_many_others_contradict_is_blamed_alone(tmp_path: Path) -> None:
    figures = [
        {
            "id": "a",
            "indicator": "revenue",
            "printed": "517,2 tỷ đồng",
            "claims": [
                {"kind": "growth", "printed": "tăng 5,0%", "against": "2022-H1"},
                {"kind": "attainment", "printed": "50,0%", "of": 2023},
                {"kind": "base", "printed": "300,0 tỷ đồng", "period": "2022-H1"},
                {"kind": "target", "printed": "630,0 tỷ đồng", "period": 2023},
            ],
        }
    ]
    (finding,) = [
        each
        for each in reconcile(load_case(tmp_path, {"figures": figures})).findings
        if each.severity == "error"
    ]
    assert finding.alternatives == (("s#a",),)
    assert finding.repairs == ()


def test_a_rest_that_may_be_everything_bounds_nothing(tmp_path: Path) -> None:
    among = {
        "id": "among",
        "total": "total",
        "parts": ["revenue"],
        "rest": {"low": "0%", "high": "100%"},
    }
    figures = [{"id": "a", "indicator": "revenue", "printed": "5 đồng"}]
    system = build_system(load_case(tmp_path, {"identities": [among], "figures": figures}))
    low, high = propagate(ordinary(system))
    assert np.all(low <= high)
