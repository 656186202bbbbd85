"""What number formats show of numbers and dates."""

from datetime import date, datetime

import pytest

from plan_tracker.grids.number_formats import print_date, print_number


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (0.1234, "0.0%", ("12.3", "%")),
        (12.345, '0.0"%"', ("12.3", "%")),
        (12.345, "0.0\\%", ("12.3", "%")),
        (12_345_678, "#,##0.0,,", ("12.3", "")),
        (12_345_678, '#,##0.0,," tỷ"', ("12.3", "tỷ")),
        (1_234.5, "#,##0", ("1235", "")),
        (-1_234.5, "#,##0.0;(#,##0.0)", ("-1234.5", "")),
        (-0.5, "0.0;[Red]0.00", ("-0.50", "")),
        (0, '0.0;-0.0;"-"', ("0", "")),
        (0, "0;-0;;@", ("", "")),
        (5, ";;;", ("", "")),
        (5, "0;;", ("5", "")),
        (-5, "0;", ("-5", "")),
        (1_500_000, '[>=1000000]0.0,,"tr";[>=1000]0.0,"k";0', ("1.5", "tr")),
        (1_500, '[>=1000000]0.0,,"tr";[>=1000]0.0,"k";0', ("1.5", "k")),
        (15, '[>=1000000]0.0,,"tr";[>=1000]0.0,"k";0', ("15", "")),
        (1_234.56, "# ##0.0", ("1234.6", "")),
        (1_234.56, "#\\ ##0.0", ("1234.6", "")),
        (1_234.56, "$#,##0.00", ("1234.56", "$")),
        (1_234.56, "#,##0\\ [$₫-42A]", ("1235", "₫")),
        (
            1_234.56,
            '_-* #,##0.00\\ _₫_-;-* #,##0.00\\ _₫_-;_-* "-"??\\ _₫_-;_-@_-',
            ("1234.56", ""),
        ),
        (1_234.56, "General", ("1234.56", "")),
        (1_234.56, "0.0E+00", ("1234.56", "")),
        (1_234.56, "x" * 600, ("1234.56", "")),
    ],
)
def test_numbers(value: float, number_format: str, shown: tuple[str, str]) -> None:
    assert print_number(value, number_format) == shown


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [
        ("mmm-yy", "2024-06"),
        ("yyyy-mm", "2024-06"),
        ('"tháng "m', "2024-06"),
        ("[$-42A]mmmm yyyy", "2024-06"),
        ("yyyy", "2024"),
        ("dd/mm/yyyy", "2024-06-01"),
        ("General", "2024-06-01"),
    ],
)
def test_dates(number_format: str, shown: str) -> None:
    assert print_date(date(2024, 6, 1), number_format) == shown
    assert print_date(datetime(2024, 6, 1), number_format) == shown


def test_a_time_of_day_is_kept() -> None:
    assert print_date(datetime(2024, 6, 1, 8, 30), "dd/mm/yyyy hh:mm") == "2024-06-01 08:30:00"
