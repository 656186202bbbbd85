"""The cases of the checks: reports in short form, as folders."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from plan_tracker.loading.folder import load
from plan_tracker.loading.loaded import Loaded
from plan_tracker.model.plan import Between, OutOfOrder, Plan

CASES = Path(__file__).parent / "cases"
INDICATORS = {
    "revenue": {"unit": "VND", "kind": "flow"},
    "other": {"unit": "VND", "kind": "flow"},
    "exports": {"unit": "USD", "kind": "flow"},
    "total": {"unit": "VND", "kind": "flow"},
    "balance": {"unit": "VND", "kind": "flow", "signed": "true"},
    "transactions": {"unit": "transaction", "kind": "flow"},
    "provinces": {"unit": "province", "kind": "stock"},
    "coverage": {"unit": "%", "kind": "ratio", "bounds": {"low": "0", "high": "100"}},
    "score": {"unit": "score", "kind": "ratio"},
    "place": {"unit": "rank", "kind": "rank", "better": "lower"},
}
PLAN = {"indicators": INDICATORS, "entities": {"VN": {"name": "Viet Nam"}}}
PLAN_KEYS = ("targets", "identities", "products", "rates", "populations", "entities", "settings")


def cases() -> list[Any]:
    """Each case with its code and its name, as parameters of a test."""
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        for name, case in YAML(typ="safe").load(path).items():
            found.append(pytest.param(path.stem, name, case, id=f"{path.stem}-{name}"))
    return found


def load_case(folder: Path, case: dict[str, Any]) -> Loaded:
    """The plan, the source and the waivers of a case, written and read."""
    indicators = INDICATORS | case.get("indicators", {})
    plan = {"indicators": indicators, "entities": {"VN": {"name": "Viet Nam"}}} | {
        key: case[key] for key in PLAN_KEYS if key in case
    }
    head = {"id": "s", "locale": case.get("locale", "vi"), "entity": "VN", "period": "2023-H1"}
    head |= case.get("source", {})
    for name, content in (
        ("targets", plan),
        ("seeds", {"source": head, "figures": case["figures"]}),
    ):
        (folder / name).mkdir()
        text = json.dumps(content, ensure_ascii=False, default=str)
        (folder / name / "a.yaml").write_text(text, encoding="utf-8")
    (folder / "waivers.yaml").write_text(
        json.dumps({"waivers": case.get("waivers", [])}, default=str)
    )
    loaded, problems = load(folder)
    assert problems == []
    return replace(loaded, plan=_with_orders(loaded.plan, case))


def _with_orders(plan: Plan, case: dict[str, Any]) -> Plan:
    """The plan with what a table would show to be in an order."""
    pairs = (
        OutOfOrder(
            tuple(pair["ranks"]),
            tuple(pair["figures"]),
            pair["highest_first"],
            tuple(map(tuple, pair["suspects"])),
        )
        for pair in case.get("out_of_order", ())
    )
    wholes = (Between(each["whole"], tuple(each["parts"])) for each in case.get("between", ()))
    return replace(plan, out_of_order=tuple(pairs), between=tuple(wholes))
