"""What words are about is a reading as well: other ways are tried, and told."""

from collections.abc import Sequence

import pytest

from plan_tracker.model.finding import Finding
from plan_tracker.report.check.json import finding_json
from plan_tracker.report.words.findings import sentences
from tests.documents.drafted.made import checked, drafted

TREATED = (
    "Năm 2024, bệnh viện khám 212.000 lượt, điều trị 31.000 lượt, đạt 94% kế hoạch (35.000 lượt)."
)


def grave(text: str, locale: str) -> Sequence[Finding]:
    """The errors and warnings of a text."""
    return [each for each in checked(text, locale).findings if each.severity != "note"]


def test_a_contradiction_says_what_was_tried() -> None:
    (finding,) = grave(TREATED, "vi")
    assert finding.severity == "error"
    assert [(str(way.words), way.holds) for way in finding.tried] == [
        ("“94%” said of “212.000 lượt”", False)
    ]
    last = sentences(finding)[-1]
    assert last == "Also tried, and it does not fit: “94%” said of “212.000 lượt”."
    in_vietnamese = sentences(finding, "vi")[-1]
    assert in_vietnamese == "Cũng đã thử mà không khớp: “94%” nói về “212.000 lượt”."
    told = finding_json(finding, "en")["tried"]
    assert told == [{"way": "“94%” said of “212.000 lượt”", "holds": False}]


def test_what_only_holds_against_the_words_is_doubtful() -> None:
    text = "Tổng thu 9.800 tỷ đồng, thu nội địa đạt 6.120 tỷ đồng, trong đó thuế 7.480 tỷ đồng."
    (finding,) = grave(text, "vi")
    assert finding.severity == "warning"
    assert [str(way.words) for way in finding.tried if way.holds] == [
        "“7.480 tỷ đồng” as a part of “9.800 tỷ đồng”"
    ]
    assert sentences(finding)[-1].startswith("It would hold if this is meant")


def test_a_part_that_no_whole_is_enough_for_stays_an_error() -> None:
    text = "Tổng thu 7.100 tỷ đồng, thu nội địa đạt 6.120 tỷ đồng, trong đó thuế 7.480 tỷ đồng."
    (finding,) = grave(text, "vi")
    assert finding.severity == "error"
    assert [way.holds for way in finding.tried] == [False]


def test_a_claim_moves_only_to_a_number_that_confirms_it() -> None:
    # Either growth alone could be said of another amount, whose base nobody prints.
    text = (
        "Chi ngân sách đạt 8.537 tỷ đồng, tăng 122%, trong đó đầu tư 1.596 tỷ đồng, giảm 26,8%, "
        "thường xuyên 3.902 tỷ đồng, tăng 10,8%."
    )
    (finding,) = grave(text, "vi")
    assert finding.severity == "warning"
    assert "“giảm 26,8%” said of “3.902 tỷ đồng”" in [
        str(way.words) for way in finding.tried if not way.holds
    ]


@pytest.mark.parametrize(
    ("text", "untested"),
    [
        (
            "9 tháng thu 4.500 tỷ đồng; riêng tháng 9 tăng 12% so với tháng 8 (480 tỷ đồng).",
            "12%",
        ),
        (
            "Tháng 8/2024, toàn tỉnh khám 52.000 lượt, hoàn thành 69% kế hoạch năm (620.000 lượt).",
            "69%",
        ),
    ],
)
def test_what_another_way_saves_is_untested(text: str, untested: str) -> None:
    reconciled = checked(text, "vi")
    tested = {
        statement.printed: bool(held)
        for statement, held in zip(reconciled.system.statements, reconciled.tested, strict=True)
    }
    assert [held for printed, held in tested.items() if untested in printed] == [False]


def test_a_base_beside_the_growth_that_it_fits_holds() -> None:
    text = (
        "Số ca mắc là 1.240 ca, giảm 35%, trong đó 12 ca nặng, giảm 4 ca so với cùng kỳ (1.908 ca)."
    )
    reconciled = checked(text, "vi")
    tested = {
        statement.printed: bool(held)
        for statement, held in zip(reconciled.system.statements, reconciled.tested, strict=True)
    }
    assert tested["giảm 35%"]
    assert tested["1.908 ca"]


def test_ways_are_looked_for_only_where_something_is_wrong() -> None:
    held = "Doanh thu đạt 500 tỷ đồng, tăng 25% so với năm 2023 (400 tỷ đồng)."
    assert not checked(held, "vi").findings
    assert drafted(held, "vi").bindings


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        # The base of the year before stands behind the parts.
        ("Spending was £8.1 billion, of which £2.9 billion was for pensions, in 2022 £8.8 billion.",
         []),
        ("Spending was £8.1 billion, of which £8.8 billion was for pensions.", ["error"]),
        # A part of what it is compared with, if that is enough.
        ("Spending was £8.1 billion, below the £8.8 billion of 2022, of which £8.3 billion was on "
         "pensions.", []),
        ("Spending was £8.1 billion, below the £8.8 billion of 2022, of which £9.3 billion was on "
         "pensions.", ["error"]),
        # Two bases told in turn, and one that stands alone.
        ("Exports and imports were $2.4 billion and $1.9 billion, up 20 percent and 5.6 percent "
         "from $2.0 billion and $1.8 billion.", []),
        ("Imports were $1.9 billion, up 45.6 percent from $1.8 billion.", ["error"]),
    ],
)  # fmt: skip
def test_other_times_bases_and_lists_are_open_where_words_show_them(
    text: str, severity: list[str]
) -> None:
    assert [finding.severity for finding in grave(text, "en")] == severity
