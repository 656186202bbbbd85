"""Whom a text names, and when two texts speak for others."""

import pytest

from plan_tracker.loading.drafted.speakers import are_of_others, speakers_of


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Tỉnh Bắc Giang: kết quả năm 2023", {("tỉnh", ("bắc", "giang"))}),
        ("UBND thành phố Đà Nẵng và Sở Y tế", {("thành phố", ("đà", "nẵng")), ("sở", ("y",))}),
        ("The Ministry of Health reports on 2023.", {("ministry", ("health",))}),
        ("Ha Nam province, 2023", {("province", ("ha", "nam"))}),
        ("The city grew, and so did the region.", set()),
    ],
)
def test_a_name_stands_beside_its_kind(text: str, named: set[tuple[str, tuple[str, ...]]]) -> None:
    assert speakers_of(text) == named


@pytest.mark.parametrize(
    ("first", "second", "others"),
    [
        ("Tỉnh Bắc Giang", "Tỉnh Bắc Ninh", True),
        ("Tỉnh Bắc Giang", "tỉnh Bắc Giang, bổ sung", False),
        ("Ministry of Health", "the Ministry of Education", True),
        ("Bộ Thông tin", "Bộ Thông tin và Truyền thông", False),
        ("Tỉnh Bắc Giang", "Sở Y tế", False),
        ("Tỉnh Bắc Giang", "Kết quả năm 2023", False),
    ],
)
def test_only_another_name_of_one_kind_is_of_others(
    first: str, second: str, *, others: bool
) -> None:
    assert are_of_others(speakers_of(first), speakers_of(second)) == others
