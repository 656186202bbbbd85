"""Which periods the figures of sentences are of."""

import pytest

from plan_tracker.documents import extract_figures
from plan_tracker.documents.mentions.dating import FISCAL

SENTENCES = {
    "Trong quý 4/2024, doanh thu đạt 1.234 tỷ đồng.": "2024-Q4",
    "Trong quý III/2024, doanh thu đạt 1.234 tỷ đồng.": "2024-Q3",
    "6 tháng cuối năm 2024, doanh thu đạt 1.234 tỷ đồng.": "2024-H2",
    "Lũy kế từ đầu năm đến ngày 28/3/2017, thu đạt 65 tỷ đồng.": "2017-01-01/2017-03-28",
    "9 tháng cuối năm 2023, thu đạt 65 tỷ đồng.": "2023-04/2023-12",
    "Từ tháng 4/2023 đến tháng 3/2024, thu đạt 65 tỷ đồng.": "2023-04/2024-03",
    "In the second quarter of 2024, revenue was $12 million.": "2024-Q2",
    "In 2Q24, revenue was $12 million.": "2024-Q2",
    "In the nine months ended 30 September 2024, revenue was $12 million.": "2024-01/2024-09",
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_periods(sentence: str) -> None:
    locale = "en" if sentence.startswith("In ") else "vi"
    (figure,) = extract_figures(sentence, locale)
    assert (figure.period, FISCAL in figure.doubts) == (SENTENCES[sentence], False)


@pytest.mark.parametrize(
    ("sentence", "locale", "period"),
    [
        ("Niên vụ 2022/23, sản lượng đạt 120 tấn.", "vi", "2022/2023"),
        ("Năm học 2022-2023, toàn tỉnh có 1.200 lớp học.", "vi", "2022/2023"),
        ("In 2012–13, revenue was $12 million.", "en", "2012/2013"),
        ("In the 2022/23 financial year, revenue was $12 million.", "en", "2022/2023"),
        ("In FY24, revenue was $12 million.", "en", "2024"),
        ("In the first half of FY24, revenue was $12 million.", "en", None),
    ],
)
def test_a_year_that_may_begin_in_another_month_is_to_be_confirmed(
    sentence: str, locale: str, period: str | None
) -> None:
    (figure,) = extract_figures(sentence, locale)
    assert figure.period == period
    assert FISCAL in figure.doubts
    assert figure.confidence < 0.85


def test_a_claim_against_such_a_year_too() -> None:
    text = "In 2024, revenue was £12 million, up 5% against the 2022/23 financial year."
    (figure,) = extract_figures(text, "en")
    assert figure.doubts == ()
    assert [FISCAL in claim.doubts for claim in figure.claims] == [True]
