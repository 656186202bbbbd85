"""The published methods, each branch with numbers worked out by hand."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from plan_tracker.progress.methods.method import YearlyMethod
from plan_tracker.progress.methods.registry import YEARLY_METHODS, yearly_method
from plan_tracker.progress.methods.yearly import Yearly, growth
from plan_tracker.progress.status import WORST_FIRST

CASES = YAML(typ="safe").load(Path(__file__).with_name("methods.yaml").read_text(encoding="utf-8"))


def _yearly(case: dict[str, Any]) -> Yearly:
    values = {year: Fraction(str(value)) for year, value in case["values"].items()}
    target, limit = (case.get(key) for key in ("target", "limit"))
    return Yearly(
        values,
        case.get("base", min(values)),
        None if target is None else Fraction(str(target)),
        case["due"],
        case.get("direction", 1),
        None if limit is None else Fraction(str(limit)),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    found = yearly_method(case["method"]).assess(_yearly(case))
    if case["expect"] is None:
        assert found is None
        return
    assert found is not None and found.name == case["method"]
    for key, expected in case["expect"].items():
        got = getattr(found, key)
        exact = expected is None or isinstance(expected, str)
        assert got == (expected if exact else pytest.approx(expected, rel=1e-7, abs=1e-12)), key


@pytest.mark.parametrize("method", YEARLY_METHODS, ids=lambda method: method.name)
def test_every_band_has_a_case_and_a_status(method: YearlyMethod) -> None:
    cases = [case["expect"] for case in CASES if case["method"] == method.name and case["expect"]]
    assert {case["band"] for case in cases} == set(method.bands)
    assert set(method.bands.values()) <= set(WORST_FIRST)


@given(st.integers(1, 10**6), st.fractions("0.5", 2, max_denominator=1000), st.integers(1, 20))
def test_an_exact_root_is_exact(base: int, factor: Fraction, years: int) -> None:
    found = growth(base * factor**years, Fraction(base), years)
    decimal = all(factor.denominator % prime for prime in (3, 7, 11, 13))
    assert found is not None
    assert abs(found - (factor - 1)) < Fraction(1, 10**38)
    if decimal and 10**9 % factor.denominator == 0:
        assert found == factor - 1
