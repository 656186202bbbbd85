"""Preliminary figures give way to later ones; everything else still contradicts."""

from pathlib import Path

import pandas as pd
import pytest

from plan_tracker.loading.folder import load
from plan_tracker.reconcile.reconcile import Reconciled, reconcile

PLAN = """
indicators: {calls: {unit: call, kind: flow}}
entities: {VN: {name: Viet Nam}}
targets: [{id: calls-2023, indicator: calls, period: 2023, value: 1.000}]
"""


def _reconciled(folder: Path, *sources: str) -> Reconciled:
    for name, files in (("targets", [PLAN]), ("seeds", sources)):
        (folder / name).mkdir()
        for number, text in enumerate(files):
            (folder / name / f"{number}.yaml").write_text(text, encoding="utf-8")
    loaded, problems = load(folder)
    assert problems == []
    return reconcile(loaded)


def _source(name: str, head: str, printed: str, more: str = "") -> str:
    return (
        f"source: {{id: {name}, locale: vi, period: 2023-H1{head}}}\n"
        f"figures: [{{id: x, indicator: calls, printed: '{printed}'{more}}}]\n"
    )


EARLY = _source("early", ", published: 2023-07-05", "ước đạt 480")
FINAL = _source("final", ", published: 2023-09-01", "503")


def _replaced(found: Reconciled) -> dict[str, bool]:
    rows: pd.DataFrame = found.observations
    return dict(zip(rows["statement"], rows["replaced"], strict=True))


def test_an_estimate_and_the_final_figure_do_not_contradict(tmp_path: Path) -> None:
    found = _reconciled(tmp_path, EARLY, FINAL)
    assert [each.code for each in found.findings if each.severity != "note"] == []
    assert _replaced(found) == {"early#x": True, "final#x": False}
    assert set(found.observations["state"]) == {"printed"}
    assert set(found.observations["basis"]) == {""}


@pytest.mark.parametrize(
    ("first", "second", "replaced"),
    [
        # An estimate published later replaces an estimate.
        (EARLY, _source("b", ", published: 2023-08", "ước đạt 503"), {"early#x"}),
        # A final figure of an unknown day replaces an estimate.
        (EARLY, _source("b", "", "503"), {"early#x"}),
        # A final figure that was there before does not: the estimate is a doubt of its own.
        (_source("a", ", published: 2023-07-01", "503"), EARLY, set()),
        # Two final figures are two claims to the truth.
        (_source("a", ", published: 2023-07-01", "480"), FINAL, set()),
        # Other prices, another figure.
        (EARLY, _source("b", ", basis: constant-prices", "503"), set()),
    ],
)
def test_what_replaces_what(tmp_path: Path, first: str, second: str, replaced: set[str]) -> None:
    found = _replaced(_reconciled(tmp_path, first, second))
    assert {name for name, is_replaced in found.items() if is_replaced} == replaced


def test_a_replaced_report_is_still_held_against_itself(tmp_path: Path) -> None:
    claim = ", claims: [{kind: attainment, printed: '84%', of: 2023}]"
    wrong = _source("early", ", published: 2023-07-05", "ước đạt 480", claim)
    found = _reconciled(tmp_path, wrong, FINAL)
    assert [each.code for each in found.findings if each.severity == "error"] == ["PT201"]
