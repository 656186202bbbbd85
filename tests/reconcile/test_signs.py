"""Amounts of any sign: what is true of them is no error, whichever way a source tells it."""

import json
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from plan_tracker.loading.folder import load
from plan_tracker.model.finding import Finding
from plan_tracker.reconcile.reconcile import reconcile

LAWS = settings(max_examples=25, phases=[Phase.explicit, Phase.generate])
INDICATOR = {"unit": "VND", "kind": "flow", "signed": True}
PLAN = {
    "indicators": dict.fromkeys(("balance", "domestic", "foreign"), INDICATOR),
    "identities": [
        {
            "id": "balance-by-origin",
            "total": "balance",
            "parts": ["domestic", "foreign"],
            "rest": {"low": "0%", "high": "5%"},
            "stated": "s#balance",
        }
    ],
    "rates": [{"from": "USD", "to": "VND", "period": 2023, "low": 23000, "high": 24000}],
}
HUNDREDTHS = st.integers(-2000, 2000).map(lambda number: Fraction(number, 100))  # billion VND


def findings_of(figures: list[dict[str, Any]]) -> list[Finding]:
    source = {"id": "s", "locale": "vi", "entity": "VN", "period": "2023-H1"}
    with TemporaryDirectory() as name:
        folder = Path(name)
        for part, content in (
            ("targets", PLAN),
            ("seeds", {"source": source, "figures": figures}),
        ):
            (folder / part).mkdir()
            (folder / part / "a.yaml").write_text(json.dumps(content), encoding="utf-8")
        loaded, problems = load(folder)
    assert problems == []
    return list(reconcile(loaded).findings)


def number(exact: Fraction) -> str:
    """With one decimal, as the locale prints it."""
    return f"{round(float(exact), 1):.1f}".replace(".", ",")


def billions(exact: Fraction) -> str:
    return f"{number(exact)} tỷ đồng"


@st.composite
def claims(draw: st.DrawFn, now: Fraction, before: Fraction, plan: Fraction) -> list[Any]:
    """What is said besides the amount itself, each perhaps."""
    said: list[dict[str, Any]] = []
    if draw(st.booleans()):
        said.append({"kind": "base", "printed": billions(before), "period": "2022-H1"})
    if draw(st.booleans()):
        said.append({"kind": "target", "printed": billions(plan), "period": "2023"})

    # Of nothing a source may say what it likes, where it prints the nothing too.
    if before or (said[:1] and said[0]["kind"] == "base"):
        of = draw(st.sampled_from([before, abs(before)])) or now or Fraction(1)
        percent = 100 * (now - before) / of
        word = "tăng" if percent >= 0 else "giảm"
        said.append({"kind": "growth", "printed": f"{word} {number(abs(percent))}%"})
    if plan and now * plan > 0:
        said.append({"kind": "attainment", "printed": f"{number(100 * now / plan)}%", "of": "2023"})
    return said


@st.composite
def reports(draw: st.DrawFn) -> list[dict[str, Any]]:
    """A balance by its two parts, and what one source says of it."""
    domestic, foreign, before, plan = (draw(HUNDREDTHS) for _ in range(4))
    balance = (domestic + foreign) / (1 - draw(st.sampled_from([0, 2, 5])) * Fraction(1, 100))
    figures: list[dict[str, Any]] = [
        {
            "id": "balance",
            "indicator": "balance",
            "printed": billions(balance),
            "claims": draw(claims(balance, before, plan)),
        },
        {"id": "domestic", "indicator": "domestic", "printed": billions(domestic)},
        {"id": "foreign", "indicator": "foreign", "printed": billions(foreign)},
    ]
    if domestic * balance > 0:
        share = {"kind": "share", "printed": f"{number(100 * domestic / balance)}%"}
        figures[1]["claims"] = [share | {"of": {"indicator": "balance"}}]
    if draw(st.booleans()):
        dollars = f"{number(balance * 1000 / Fraction('23.5'))} nghìn USD"
        figures.append({"id": "in-usd", "indicator": "balance", "printed": dollars})
    return figures


@LAWS
@given(reports())
def test_what_is_true_of_amounts_of_any_sign_is_neither_error_nor_warning(
    figures: list[dict[str, Any]],
) -> None:
    found = findings_of(figures)
    assert [str(each.message) for each in found if each.severity != "note"] == []


def test_a_wrong_growth_of_a_loss_is_an_error() -> None:
    printed = {"id": "balance", "indicator": "balance", "printed": "-5,0 tỷ đồng"}
    base = {"kind": "base", "printed": "-10,0 tỷ đồng", "period": "2022-H1"}
    for growth in ("tăng 70,0%", "giảm 20,0%"):
        said = [base, {"kind": "growth", "printed": growth}]
        found = findings_of([printed | {"claims": said}])
        assert [each.code for each in found if each.severity == "error"] == ["PT202"]


def test_the_sum_of_losses_is_held_against_their_total() -> None:
    found = findings_of(
        [
            {"id": "balance", "indicator": "balance", "printed": "-10,3 tỷ đồng"},
            {"id": "domestic", "indicator": "domestic", "printed": "-2,0 tỷ đồng"},
            {"id": "foreign", "indicator": "foreign", "printed": "-6,8 tỷ đồng"},
        ]
    )
    assert {each.code for each in found if each.severity == "error"} == {"PT301"}


def test_claims_of_a_balance_that_nothing_prints_still_contradict_each_other() -> None:
    grown = {"kind": "growth", "printed": "tăng 10,0%"}
    again = {"id": "again", "kind": "growth", "printed": "tăng 50,0%"}
    found = findings_of(
        [
            {
                "id": "balance",
                "indicator": "balance",
                "printed": "5,1 tỷ đồng",
                "claims": [grown, again],
            }
        ]
    )
    assert [each.severity for each in found] == ["error"]
