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


def _reconciled(folder: Path, *sources: str, plan: str = PLAN) -> Reconciled:
    for name, files in (("targets", [plan]), ("seeds", sources)):
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
        # A final figure is revised by one that was published later.
        (_source("a", ", published: 2023-07-01", "480"), FINAL, {"a#x"}),
        (_source("a", ", published: 2023-07-01", "300"), FINAL, {"a#x"}),
        # Nobody revises a figure to more than twice what it was, nor on the day it is published.
        (_source("a", ", published: 2023-07-01", "50,3"), FINAL, set()),
        (_source("a", ", published: 2023-09-01", "480"), FINAL, set()),
        # Without a day two final figures are two claims to the truth.
        (_source("a", "", "480"), FINAL, set()),
        # What agrees is held together.
        (_source("a", ", published: 2023-07-01", "503"), FINAL, set()),
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


def test_a_revision_is_one_note_and_laws_use_the_latest(tmp_path: Path) -> None:
    """A base that a later report prints revises too; what each report says of its own holds."""
    first = _source(
        "a", ", published: 2023-07-01", "480", ", claims: [{kind: growth, printed: 'tăng 20%', "
        "against: 2022-H1}, {kind: base, printed: '400', period: 2022-H1}]",
    )  # fmt: skip
    later = (
        "source: {id: b, locale: vi, period: 2024-H1, published: 2024-07-01}\n"
        "figures: [{id: x, indicator: calls, printed: '604', claims: ["
        "{kind: base, printed: '503', period: 2023-H1},"
        "{kind: growth, printed: 'tăng 20,1%', against: 2023-H1}]}]\n"
    )
    found = _reconciled(tmp_path, first, later)
    notes = [(each.code, each.severity, each.statements) for each in found.findings]
    assert notes == [("PT305", "note", ("a#x", "b#x.base"))]


def test_a_slip_of_the_scale_is_no_revision(tmp_path: Path) -> None:
    thousand = _source("a", ", published: 2023-07-01", "503 nghìn")
    found = _reconciled(tmp_path, thousand, FINAL)
    assert [(each.code, each.severity) for each in found.findings] == [("PT302", "warning")]


def test_rows_of_a_table_revise_each_other(tmp_path: Path) -> None:
    """Rows of one source with other days of publication are reports of their own."""
    (tmp_path / "seeds").mkdir()
    rows = [("2023-07", "480"), ("2023-09", "495"), ("2024-01", "503"), ("2024-02", "503")]
    lines = ["indicator,period,kind,published,value"]
    lines += [f"calls,2023-H1,level,{day},{value}" for day, value in rows]
    (tmp_path / "seeds" / "t.csv").write_text("\n".join(lines))
    source = "source: {id: s, locale: vi, period: 2023-H1}\ntable: {file: t.csv}\n"
    (tmp_path / "seeds" / "s.yaml").write_text(source)
    (tmp_path / "targets").mkdir()
    (tmp_path / "targets" / "plan.yaml").write_text(PLAN)
    loaded, problems = load(tmp_path)
    assert problems == []
    found = reconcile(loaded)
    assert {each.code for each in found.findings} == {"PT305"}
    assert list(_replaced(found).values()) == [True, True, False, False]


OF_PARTS = """
indicators:
  calls: {unit: call, kind: flow}
  home: {unit: call, kind: flow}
  abroad: {unit: call, kind: flow}
entities: {VN: {name: Viet Nam}}
identities: [{id: all, total: calls, parts: [home, abroad], stated: a#calls}]
"""


@pytest.mark.parametrize(("total", "codes"), [("4.803", ["PT305"]), ("4.903", ["PT301", "PT305"])])
def test_an_earlier_report_is_still_held_against_its_own_sums(
    tmp_path: Path, total: str, codes: list[str]
) -> None:
    """What a later report makes of a total neither mends nor breaks the sum of the earlier one."""
    early = _of_parts("a", "2023-07-01", calls=total, home="4.321", abroad="482")
    later = _of_parts("b", "2024-07-01", calls="5.103", home="4.621", abroad="482")
    found = _reconciled(tmp_path, early, later, plan=OF_PARTS)
    assert [each.code for each in found.findings] == codes
    assert all(each.severity == "error" for each in found.findings if each.code == "PT301")


def _of_parts(name: str, published: str, **figures: str) -> str:
    entries = ", ".join(
        f"{{id: {each}, indicator: {each}, printed: '{text}'}}" for each, text in figures.items()
    )
    head = f"{{id: {name}, locale: vi, period: 2023-H1, published: {published}}}"
    return f"source: {head}\nfigures: [{entries}]\n"
