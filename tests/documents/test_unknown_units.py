"""Letters behind a number that nobody here knows: a doubt, and no error rests on them."""

import pytest

from plan_tracker.documents import extract_figures
from plan_tracker.documents.figures.unknown_unit import NO_SCALE
from tests.documents.drafted.made import checked

DOUBTFUL = [
    ("en", "The fund holds KES 3.2 tr."),
    ("en", "The fund holds KES 3.2tr."),
    ("en", "Output reached 412 zl."),
    ("en", "Output reached 412 MMscfd."),
    ("en", "Output reached 412 CDFs."),
    ("en", "Its debt came to 3.4 tn.xyz in all."),
    ("vi", "Sản lượng tiêu thụ đạt 412 zl."),
    ("vi", "Nợ vay ngắn hạn là 3,4 tr.xyz."),
    ("vi", "Công suất đạt 412 tr so với năm trước."),
    ("vi", "Công suất đạt 412 MVAr."),
]
COUNTED = [
    ("en", "The project gave 120 bags."),
    ("en", "The project reached 127 EU countries."),
    ("en", "The fund holds KES 3.2 million."),
    ("en", "Output reached 412."),
    ("vi", "Tồn kho đạt 120 bịch."),
    ("vi", "Toàn ngành có 412 UBND xã."),
    ("vi", "Thu ngân sách đạt 3,4 tr.đồng."),
]
IMPOSSIBLE = [
    ("en", "Output reached 412 zl, up 10% from 312 zl a year earlier."),
    ("en", "Revenue was KES 3.2 tr, 50% of the target of KES 5 million."),
    ("en", "The region has 312 CDFs, of which 450 CDFs are new."),
    ("vi", "Doanh thu đạt 412 zl, tăng 10% so với cùng kỳ (312 zl)."),
    ("vi", "Doanh thu đạt 412 tỷ đồng, tăng 12 tr so với cùng kỳ (312 tỷ đồng)."),
]


@pytest.mark.parametrize(("locale", "text"), DOUBTFUL)
def test_what_may_be_a_scale_is_a_doubt(locale: str, text: str) -> None:
    (figure,) = extract_figures(text, locale)
    assert NO_SCALE in figure.doubts


@pytest.mark.parametrize(("locale", "text"), COUNTED)
def test_what_ordinary_words_count_is_counted(locale: str, text: str) -> None:
    (figure,) = extract_figures(text, locale)
    assert NO_SCALE not in figure.doubts


@pytest.mark.parametrize(("locale", "text"), IMPOSSIBLE)
def test_no_error_rests_on_an_unknown_unit(locale: str, text: str) -> None:
    severities = [finding.severity for finding in checked(text, locale).findings]
    assert "error" not in severities
