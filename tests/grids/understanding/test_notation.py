"""Which marks a table's numbers have, and what each of them prints."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_tracker.grids.notation import Notation, find_notation, read_number, read_plain, unmarked

COMMA, POINT = Notation(",", "."), Notation(".", ",")


@pytest.mark.parametrize(
    ("texts", "decimal"),
    [
        (["1,234", "17", "2,080"], "."),
        (["1.234", "17", "2.080"], ","),
        (["12,5", "1 204"], ","),
        (["1,234.5"], "."),
        (["1.234.567"], ","),
        (["0,125", "3"], ","),
        (["1.5", "1,234", "2,345"], "."),
        (["x", "-", "n/a"], "."),
    ],
)
def test_marks_by_witnesses(texts: list[str], decimal: str) -> None:
    assert find_notation(texts).decimal == decimal


@pytest.mark.parametrize(
    ("text", "notation", "value", "unit"),
    [
        ("1,234", POINT, "1234", "1"),
        ("1.234,50", COMMA, "1234.50", "0.01"),
        ("(106,059)", POINT, "-106059", "1"),
        ("\u22125,8", COMMA, "-5.8", "0.1"),
        ("18\u00a0080", COMMA, "18080", "1"),
        ("$ 12.50", POINT, "12.50", "0.01"),
        ("95 %", POINT, "95", "1"),
        ("4,800E", POINT, "4800", "1"),
        ("12*", POINT, "12", "1"),
        ("*2,247", POINT, "2247", "1"),
        ("**12,760", POINT, "12760", "1"),
        ("*\u20134.5", POINT, "-4.5", "0.1"),
        ("1,234\u1d43", POINT, "1234", "1"),
        ("1,234\u2020", POINT, "1234", "1"),
        ("r12.3", POINT, "12.3", "0.1"),
        ("(p) 12", POINT, "12", "1"),
        ("(p) (12.5)", POINT, "-12.5", "0.1"),
        ("1'204'000", Notation(".", "'"), "1204000", "1"),
    ],
)
def test_numbers(text: str, notation: Notation, value: str, unit: str) -> None:
    number = read_number(text, notation)
    assert number is not None
    assert (number.value, number.unit) == (Decimal(value), Decimal(unit))


@pytest.mark.parametrize(
    "text", ["15-24", "7 to 16", "1,23,45", "152 15 150", "Total 12", "(12", "r12"]
)
def test_what_is_no_number(text: str) -> None:
    assert read_number(text, POINT) is None


@pytest.mark.parametrize("mark", ["*", "**", "\u2020", "(p) ", "r"])
def test_what_is_printed_beside_a_mark(mark: str) -> None:
    assert unmarked(f"{mark}1,234") == unmarked("1,234 (a)") == "1,234"


@given(st.integers(-(10**12), 10**12), st.integers(0, 3), st.sampled_from([COMMA, POINT]))
def test_a_printed_number_is_read_back(whole: int, decimals: int, notation: Notation) -> None:
    value = Decimal(whole).scaleb(-decimals)
    printed = f"{value:,.{decimals}f}"
    if notation == COMMA:
        printed = printed.translate(str.maketrans(",.", ".,"))
    number = read_number(printed, notation)
    assert number is not None
    assert number.value == value
    assert number.unit == Decimal(1).scaleb(-decimals)


@given(st.text(st.sampled_from("0123456789.,-+() %"), max_size=8), st.sampled_from([COMMA, POINT]))
def test_plain_numbers_are_read_as_all_are(text: str, notation: Notation) -> None:
    plain, number = read_plain(text, notation.decimal), read_number(text, notation)
    if plain is not None:
        assert number is not None
        assert plain == (float(number.value), float(number.unit))


@given(st.lists(st.sampled_from(["1,234", "0,125", "1.5", "12", "x 1.2", "1.234.567", "1 204"])))
def test_numbers_of_one_form_witness_alike(texts: list[str]) -> None:
    others = [text.replace("2", "7").replace("5", "3") for text in texts]
    assert find_notation(texts) == find_notation(others)
