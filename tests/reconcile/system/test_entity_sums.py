"""Members that make the whole: figures and shared-out targets as identities."""

from pathlib import Path

import pytest

from plan_tracker.loading.folder import load
from plan_tracker.model.finding import Finding
from plan_tracker.reconcile.bounds import triage
from plan_tracker.reconcile.reconcile import Reconciled, reconcile

PLAN = """
indicators: {{homes: {{unit: home, kind: flow, rollup: {rule}}}}}
populations: {{province: 3}}
entities:
  VN: {{name: Viet Nam}}
  A: {{parent: VN, population: province}}
  B: {{parent: VN, population: province}}
  C: {{parent: VN, until: 2022-12-31}}
targets:
  - {{id: vn, indicator: homes, entity: VN, period: 2023, value: 100}}
  - {{id: a, indicator: homes, entity: A, period: 2023, value: {a}}}
  - {{id: b, indicator: homes, entity: B, period: 2023, value: 30}}
"""


def _findings(
    folder: Path, *, whole: int, parts: dict[str, int], rule: str = "sum", a: str = "70"
) -> list[Finding]:
    (folder / "targets").mkdir()
    (folder / "targets" / "a.yaml").write_text(PLAN.format(rule=rule, a=a), encoding="utf-8")
    (folder / "seeds").mkdir()
    figures = "".join(
        f"  - {{id: {name}, indicator: homes, entity: {name}, printed: '{value}'}}\n"
        for name, value in {"VN": whole, **parts}.items()
    )
    head = "source: {id: s, locale: vi, period: 2023-H1}\nfigures:\n"
    (folder / "seeds" / "a.yaml").write_text(head + figures, encoding="utf-8")
    loaded, problems = load(folder)
    assert problems == []
    return [each for each in reconcile(loaded).findings if each.severity != "note"]


@pytest.mark.parametrize(
    ("rule", "whole", "parts"),
    [
        ("sum", 48, {"A": 31, "B": 17}),
        ("sum", 48, {"A": 31}),  # what B has is not known, and not zero
        ("sum", 48, {"A": 31, "B": 17, "C": 40}),  # C was no member any more
        ("mean", 20, {"A": 31, "B": 9}),
        ("mean", 48, {"A": 31}),
        ("{by: sum, over: province}", 48, {"A": 31, "B": 9}),  # a third province is not declared
    ],
)
def test_what_adds_up(tmp_path: Path, rule: str, whole: int, parts: dict[str, int]) -> None:
    assert _findings(tmp_path, whole=whole, parts=parts, rule=rule) == []


@pytest.mark.parametrize(
    ("rule", "whole", "parts"),
    [
        ("sum", 48, {"A": 31, "B": 9}),
        ("sum", 48, {"A": 57}),
        ("{by: sum, over: province}", 48, {"A": 31, "B": 29}),
    ],
)
def test_what_does_not(tmp_path: Path, rule: str, whole: int, parts: dict[str, int]) -> None:
    (found,) = _findings(tmp_path, whole=whole, parts=parts, rule=rule)
    assert (found.code, found.severity) == ("PT301", "warning")


def test_a_mean_lies_between_its_members(tmp_path: Path) -> None:
    (found,) = _findings(tmp_path, whole=48, parts={"A": 31, "B": 9}, rule="mean")
    assert (found.code, found.severity) == ("PT307", "warning")
    assert set(found.statements) == {"s#VN", "s#A", "s#B"}


def test_shared_out_targets_must_make_the_whole(tmp_path: Path) -> None:
    (found,) = _findings(tmp_path, whole=48, parts={"A": 31, "B": 17}, a="50")
    assert (found.code, found.severity) == ("PT301", "warning")
    assert "the target vn" in str(found.message)


def test_more_that_is_shared_out_is_a_note(tmp_path: Path) -> None:
    assert _findings(tmp_path, whole=48, parts={"A": 31, "B": 17}, a="90") == []
    loaded, _ = load(tmp_path)
    (found,) = reconcile(loaded).findings
    assert (found.code, found.severity) == ("PT405", "note")
    assert "come to 119 to 121 home" in str(found.message)
    assert {place.line for place in found.locations} == {10, 11, 12}


def test_a_revised_target_may_be_any_of_its_values(tmp_path: Path) -> None:
    revised = "70, revisions: [{set: 2023-02-01, value: 50, reason: a storm}]"
    assert _findings(tmp_path, whole=48, parts={"A": 31, "B": 17}, a=revised) == []


MANY = """
indicators:
{indicators}
entities: {{VN: {{name: Viet Nam}}, A: {{parent: VN}}, B: {{parent: VN}}}}
targets:
{targets}
"""


def test_many_plans_that_contradict_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More than are searched: those that are only stated stand where the plan declares them."""
    monkeypatch.setattr(triage, "MOST_OF_SMALL", 12)
    numbers, shares = range(20), {"VN": 100, "A": 50, "B": 30}
    indicators = [f"  i{each}: {{unit: home, kind: flow, rollup: sum}}" for each in numbers]
    targets = [
        f"  - {{id: {entity}-{each}, indicator: i{each}, entity: {entity}, value: {value},"
        " period: 2023}"
        for each in numbers
        for entity, value in shares.items()
    ]
    text = MANY.format(indicators="\n".join(indicators), targets="\n".join(targets))
    found = _of_plan(tmp_path, text)
    assert sum(not each.alternatives for each in found.findings) == len(numbers) - 3
    assert {each.severity for each in found.findings} == {"warning"}
    assert len({each.fingerprint for each in found.findings}) == len(numbers)
    assert all(each.locations for each in found.findings)


ONE_CULPRIT = """
indicators:
  homes: {unit: home, kind: flow, rollup: sum}
  new: {unit: home, kind: flow}
  mended: {unit: home, kind: flow}
identities: [{id: by-kind, total: homes, parts: [new, mended]}]
entities: {VN: {name: Viet Nam}, A: {parent: VN}, B: {parent: VN}}
targets:
  - {id: vn, indicator: homes, period: 2023, value: 100}
  - {id: a, indicator: homes, entity: A, period: 2023, value: 50}
  - {id: b, indicator: homes, entity: B, period: 2023, value: 30}
  - {id: new, indicator: new, period: 2023, value: 60}
  - {id: mended, indicator: mended, period: 2023, value: 20}
"""


def test_one_target_that_everything_else_speaks_against(tmp_path: Path) -> None:
    (found,) = _of_plan(tmp_path, ONE_CULPRIT).findings
    assert found.alternatives == (("target vn",),)
    assert found.repairs == ()


BELOW_NOTHING = """
indicators: {homes: {unit: home, kind: flow, rollup: sum}}
entities: {VN: {name: Viet Nam}, A: {parent: VN}}
targets:
  - {id: vn, indicator: homes, period: 2023, value: -5}
  - {id: a, indicator: homes, entity: A, period: 2023, value: 50}
"""


def test_a_target_that_can_never_be(tmp_path: Path) -> None:
    found = _of_plan(tmp_path, BELOW_NOTHING)
    assert [each.alternatives for each in found.findings] == [(("target vn",),)]
    assert found.observations.empty


def _of_plan(folder: Path, text: str) -> Reconciled:
    (folder / "targets").mkdir()
    (folder / "seeds").mkdir(exist_ok=True)
    (folder / "targets" / "a.yaml").write_text(text, encoding="utf-8")
    loaded, problems = load(folder)
    assert problems == []
    return reconcile(loaded)


LEVELS = """
indicators:
  homes: {unit: home, kind: stock, rollup: sum}
  coverage: {unit: "%", kind: ratio, timing: end, rollup: {by: weighted, weight: homes}}
entities:
  VN: {name: Viet Nam}
  N: {parent: VN}
  S: {parent: VN}
  A: {parent: N}
  B: {parent: N}
  C: {parent: S}
"""


def _of_levels(folder: Path, indicator: str, printed: dict[str, str]) -> list[Finding]:
    (folder / "seeds").mkdir()
    figures = "".join(
        f"  - {{id: {name}, indicator: {indicator}, entity: {name}, printed: '{text}'}}\n"
        for name, text in printed.items()
    )
    head = "source: {id: s, locale: en, period: 2023}\nfigures:\n"
    (folder / "seeds" / "a.yaml").write_text(head + figures, encoding="utf-8")
    return [each for each in _of_plan(folder, LEVELS).findings if each.severity != "note"]


@pytest.mark.parametrize(
    ("indicator", "printed", "code"),
    [
        ("homes", {"VN": "7,143", "A": "2,311", "B": "3,709", "C": "1,123"}, None),
        ("homes", {"VN": "7,413", "A": "2,311", "B": "3,709", "C": "1,123"}, "PT301"),
        # What C has is not known, but no less than nothing.
        ("homes", {"VN": "7,413", "A": "2,311", "B": "3,709"}, None),
        ("homes", {"VN": "5,413", "A": "2,311", "B": "3,709"}, "PT301"),
        ("coverage", {"VN": "61.2%", "A": "58.3%", "B": "70.1%", "C": "49.9%"}, None),
        ("coverage", {"VN": "71.2%", "A": "58.3%", "B": "70.1%", "C": "49.9%"}, "PT307"),
        ("coverage", {"VN": "71.2%", "A": "58.3%", "B": "70.1%"}, None),
    ],
)
def test_through_levels_that_nobody_prints(
    tmp_path: Path, indicator: str, printed: dict[str, str], code: str | None
) -> None:
    found = _of_levels(tmp_path, indicator, printed)
    assert [each.code for each in found] == ([code] if code else [])
    assert all(each.severity == "warning" for each in found)
