"""Every planted slip is among those offered, and each says what its mended text says."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_tracker.model.statement import StatementKind
from plan_tracker.reading import SLIPS, read_printed, slips

PLANTED: list[tuple[str, str, StatementKind, str, str]] = [
    ("287.620.511 triệu giao dịch", "vi", "level", "scale", "287.620.511 giao dịch"),
    ("100 triệu", "vi", "level", "scale", "100 tỷ"),
    ("20,495 tỷ đồng", "vi", "level", "scale", "20,495 triệu đồng"),
    ("$1.5bn", "en", "level", "scale", "$1.5 trillion"),
    ("5 người", "vi", "level", "scale", "5 triệu người"),
    ("giảm 8,66%", "vi", "growth", "sign", "tăng 8,66%"),
    ("-8,66%", "vi", "growth", "sign", "8,66%"),
    ("8,66%", "vi", "growth", "sign", "-8,66%"),
    ("fell by 5%", "en", "growth", "sign", "up by 5%"),
    ("45.405 tỷ đồng", "vi", "level", "transposition", "54.405 tỷ đồng"),
    ("8,66%", "vi", "share", "transposition", "6,86%"),
    ("80/83 Bộ, tỉnh", "vi", "level", "digit", "80/85 Bộ, tỉnh"),
    ("1.234.567", "vi", "level", "extra-digit", "123.567"),
    ("1.234", "vi", "level", "missing-digit", "12.534"),
    ("8,66%", "vi", "share", "missing-digit", "8,166%"),
    ("475", "vi", "level", "separator", "47,5"),
    ("86.13 điểm", "vi", "level", "separator", "8.613 điểm"),
    ("86.13 điểm", "vi", "level", "digit", "86.19 điểm"),
    ("tăng 5%", "vi", "growth", "points", "tăng 5 điểm phần trăm"),
    ("tăng 5 điểm phần trăm", "vi", "change", "points", "tăng 5 %"),
    ("hơn 5 tỷ USD", "vi", "level", "currency", "hơn 5 tỷ đồng"),
]


@pytest.mark.parametrize(("text", "locale", "kind", "slip", "mended"), PLANTED)
def test_the_planted_slip_is_offered(
    text: str, locale: str, kind: StatementKind, slip: str, mended: str
) -> None:
    offered = {" ".join(m.split()): name for name, m, _ in slips(text, locale, kind)}
    assert offered[mended] == slip


@settings(max_examples=20)
@given(st.integers(1, 10**7), st.sampled_from(["", " triệu", "%", " tỷ đồng"]))
def test_slips_are_new_values_that_their_text_says(number: int, tail: str) -> None:
    text = f"{number:,}".replace(",", ".") + tail
    printed = {reading.value for reading in read_printed(text)[0]}
    seen = set()
    for slip, mended, reading in slips(text):
        assert reading.cost == SLIPS[slip]
        assert slip == "currency" or reading.value not in printed
        assert (reading.value, reading.unit) not in seen
        seen.add((reading.value, reading.unit))
        assert reading.value in {other.value for other in read_printed(mended)[0]}


def test_slips_come_one_by_one() -> None:
    first = next(slips("287.620.511 triệu giao dịch"))
    assert first[0] == "scale"


def test_a_misread_text_has_no_slips() -> None:
    assert list(slips("foo")) == []
    assert list(slips("5", "fr")) == []


@pytest.mark.parametrize(
    ("mended", "offered"),
    [
        ("3,801.194–3,801.197 trillion dong", True),
        ("3,801.149–3,801.197 billion dong", False),
        ("3,801.193–3,801.197 billion dong", True),
        ("3,801.194 thousand–3,801.197 billion dong", False),
        ("380.1194–3,801.197 billion dong", False),
    ],
)
def test_no_slip_of_one_end_opens_a_range_far(mended: str, offered: bool) -> None:
    texts = {
        " ".join(text.split()) for _, text, _ in slips("3,801.194–3,801.197 billion dong", "en")
    }
    assert (mended in texts) == offered


def test_percent_has_no_scale_slip() -> None:
    assert "scale" not in {slip for slip, _, _ in slips("39,6%")}
    values = {reading.value for _, _, reading in slips("39,6%")}
    assert Fraction(396, 100) in values
