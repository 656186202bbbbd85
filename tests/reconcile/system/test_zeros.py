"""A percentage of what comes to zero by other figures has no meaning, as of a printed zero."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from plan_tracker.loading.folder import load
from plan_tracker.model.finding import Finding
from plan_tracker.reconcile.reconcile import reconcile

LAWS = settings(max_examples=25, phases=[Phase.explicit, Phase.generate])
PLAN = """
indicators:
  all: {unit: province, kind: stock}
  north: {unit: province, kind: stock}
  south: {unit: province, kind: stock}
  cases: {unit: case, kind: flow}
  sales: {unit: VND, kind: flow}
identities: [{id: regions, total: all, parts: [north, south]}]
rates: [{from: USD, to: VND, period: 2022, low: 23000, high: 24000}]
populations: {province: 63}
entities: {VN: {name: Viet Nam}}
"""
SOURCE = "source: {id: s, locale: en, entity: VN, period: 2023}\nfigures:\n"
RISE = "{kind: growth, printed: up 100%, against: 2022}"


def _figure(
    name: str, indicator: str, printed: str, period: str = "2023", claims: Sequence[str] = ()
) -> str:
    said = f"id: {name}, indicator: {indicator}, period: {period}, printed: {printed}"
    return f"  - {{{said}, claims: [{', '.join(claims)}]}}\n" if claims else f"  - {{{said}}}\n"


def _findings(figures: Sequence[str]) -> list[Finding]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        for part, text in (("targets", PLAN), ("seeds", SOURCE + "".join(figures))):
            (folder / part).mkdir()
            (folder / part / "a.yaml").write_text(text, encoding="utf-8")
        loaded, problems = load(folder)
    assert problems == []
    return list(reconcile(loaded).findings)


def _change(by: str) -> str:
    return f"{{kind: change, printed: up {by}, against: 2022}}"


NOTHING = {
    "what the other part leaves of counts": [
        _figure("all", "all", "5/63", "2022"),
        _figure("north", "north", "5/63", "2022"),
        _figure("south", "south", "4/63", claims=[RISE]),
    ],
    "what the other part leaves of whole numbers": [
        _figure("all", "all", '"5"', "2022"),
        _figure("north", "north", '"5"', "2022"),
        _figure("south", "south", '"4"', claims=[RISE]),
    ],
    "a change by all of it": [_figure("now", "all", "4/63", claims=[_change("4"), RISE])],
    "a change by at least all of it": [
        _figure("now", "all", "at most 4", claims=[_change("at least 4"), RISE])
    ],
    "a change by more than it": [_figure("now", "all", '"4"', claims=[_change("5"), RISE])],
    "a change of money by all of it": [
        _figure("now", "sales", "4.0 billion VND", claims=[_change("4.0 billion VND"), RISE])
    ],
    "a part of a period of nothing": [
        _figure("half", "cases", '"0"', "2022-H1"),
        _figure(
            "quarter",
            "cases",
            '"4"',
            "2023-Q1",
            [RISE.replace("against: 2022", "against: 2022-Q1")],
        ),
    ],
    "nothing in another currency": [
        _figure("before", "sales", "0.0 million USD", "2022"),
        _figure("now", "sales", "990.0 billion VND", claims=[RISE]),
    ],
}


@pytest.mark.parametrize("figures", NOTHING.values(), ids=NOTHING)
def test_a_percentage_of_what_comes_to_zero_is_a_note(figures: Sequence[str]) -> None:
    assert [(each.severity, each.code) for each in _findings(figures)] == [("note", "PT210")]


SOMETHING = {
    "what the other part leaves": [
        _figure("all", "all", "6/63", "2022"),
        _figure("north", "north", "5/63", "2022"),
        _figure("south", "south", "4/63", claims=[RISE]),
    ],
    "what rounding leaves": [
        _figure("all", "sales", "6.0 billion VND", "2022"),
        _figure("now", "sales", "4.0 billion VND", claims=[_change("3.0 billion VND"), RISE]),
    ],
    "a change by a part of it": [_figure("now", "all", "4/63", claims=[_change("1"), RISE])],
}


@pytest.mark.parametrize("figures", SOMETHING.values(), ids=SOMETHING)
def test_a_percentage_of_something_is_held_against_it(figures: Sequence[str]) -> None:
    findings = _findings(figures)
    assert "PT210" not in {each.code for each in findings}
    assert {each.severity for each in findings} & {"error", "warning"}


@LAWS
@given(st.integers(1, 63), st.integers(1, 63), st.integers(1, 999))
def test_what_begins_at_zero_is_no_contradiction(before: int, now: int, percent: int) -> None:
    rise = RISE.replace("100", str(percent))
    told = [
        _figure("all-before", "all", f"{before}/63", "2022"),
        _figure("north-before", "north", f"{before}/63", "2022"),
        _figure("south", "south", f"{now}/63", claims=[_change(str(now)), rise]),
    ]
    assert {each.severity for each in _findings(told)} == {"note"}
