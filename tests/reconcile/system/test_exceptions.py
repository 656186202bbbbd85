"""Names say that a sum need not hold, and then it is no error; what they leave is still tested."""

from pathlib import Path
from typing import Any

import pytest

from plan_tracker.model.finding import Finding
from plan_tracker.reconcile.reconcile import reconcile
from tests.checks.made_cases import load_case

PARTS = {"a": "Phía Bắc", "b": "Phía Nam"}


def serious(folder: Path, total: str, printed: str, **names: str) -> list[Finding]:
    """What is found where parts of 61 and 72 are stated to make up a total."""
    indicators = {
        name: {"name": said, "unit": "home", "kind": "flow"}
        for name, said in {"total": total, **PARTS, **names}.items()
    }
    figures: list[dict[str, Any]] = [
        {"id": "total", "indicator": "total", "printed": printed},
        {"id": "a", "indicator": "a", "printed": "61"},
        {"id": "b", "indicator": "b", "printed": "72"},
    ]
    identity = {"id": "all", "total": "total", "parts": ["a", "b"], "stated": "s#total"}
    case = {"indicators": indicators, "identities": [identity], "figures": figures}
    findings = reconcile(load_case(folder, case)).findings
    return [finding for finding in findings if finding.severity != "note"]


@pytest.mark.parametrize(
    ("total", "less", "below_a_part", "more"),
    [
        ("Homes", ["error"], ["error"], ["error"]),
        ("Homes, net of demolitions", [], [], ["warning"]),
        ("Nhà ở thuần", [], [], ["warning"]),
        ("Homes without double counting", [], ["warning"], ["warning"]),
        ("Số hộ không trùng", [], ["warning"], ["warning"]),
        ("Beneficiaries", [], ["warning"], ["warning"]),
        ("Reasons (multiple answers)", [], ["warning"], []),
        ("Homes, of which:", [], ["warning"], []),
        ("Output, chain-linked", [], [], []),
        ("Sản lượng điều chỉnh mùa vụ", [], [], []),
    ],
)
def test_the_name_of_a_total(
    tmp_path: Path, total: str, less: list[str], below_a_part: list[str], more: list[str]
) -> None:
    for printed, expected in (("113", less), ("47", below_a_part), ("197", more), ("133", [])):
        folder = tmp_path / printed
        folder.mkdir()
        found = {each.severity for each in serious(folder, total, printed)}
        assert found == set(expected), printed


def test_the_name_of_a_part(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    assert serious(tmp_path, "Homes", "113", a="Trong đó: phía Bắc") == []


def test_what_is_declared_goes_before_a_name(tmp_path: Path) -> None:
    indicator = {"name": "Chained output", "unit": "home", "kind": "flow", "additivity": "all"}
    figures = [
        {"id": "q", "indicator": "total", "period": "2023-Q1", "printed": "903"},
        {"id": "h", "indicator": "total", "period": "2023-H1", "printed": "803"},
    ]
    for declared, count in ((indicator, 1), ({**indicator, "additivity": None}, 0)):
        folder = tmp_path / str(count)
        folder.mkdir()
        said = {name: value for name, value in declared.items() if value is not None}
        loaded = load_case(folder, {"indicators": {"total": said}, "figures": figures})
        found = [each for each in reconcile(loaded).findings if each.severity != "note"]
        assert len(found) == count
