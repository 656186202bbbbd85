"""Texts: both languages say the same parts, whatever those are, each with its own marks."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_tracker.model.interval import Interval
from plan_tracker.model.period import read_period
from plan_tracker.model.text import (
    EITHER,
    OR,
    Amount,
    Between,
    Exact,
    Listed,
    Name,
    Numbers,
    Part,
    Share,
    Text,
    Word,
    phrase,
    plural,
    sentences,
)
from plan_tracker.report.words.labels import said

BILLION = 10**9
HOSTILE = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["{", "}", "{}", "{printed}", "{0.__class__}", "%s", "%(a)s", "\n", "\u202e", "\\", "“”"]
    ),
)
NUMBERS = st.one_of(
    st.fractions(min_value=-(10**25), max_value=10**25),
    st.floats(allow_nan=False, allow_infinity=False),
)


@given(HOSTILE, HOSTILE, st.sampled_from(["en", "vi"]))
def test_parts_stay_as_they_are(printed: str, name: str, lang: str) -> None:
    quoted = phrase("“{text}” ({slip})", text=printed, slip=name)
    assert said(quoted, lang) == f"“{printed}” ({name})"
    nested = phrase("{statements} cannot all be true.", statements=Listed([quoted, name]))
    assert f"“{printed}” ({name})" in said(nested, lang)
    assert printed in said(sentences([phrase("The waiver of {finding} matches no finding.",
                                             finding=printed)]), lang)  # fmt: skip


@given(NUMBERS, NUMBERS, st.sampled_from(["", "%", "VND", "person", "time", "{unit}", "ơ"]))
def test_every_number_is_said(low: Fraction | float, high: Fraction | float, unit: str) -> None:
    texts: list[Text] = [Amount(low, unit), Between(Interval(Fraction(low), Fraction(high)), unit)]
    texts += [Share(float(low))]
    texts += [Exact(Fraction(low)), Between(Interval(low=Fraction(low)), unit), Between(Interval())]
    for text in texts:
        english, vietnamese = said(text, "en"), said(text, "vi")
        assert english == str(text)
        assert _digits(english) == _digits(vietnamese)


def _digits(text: str) -> list[str]:
    return [sign for sign in text if sign.isdigit()]


@pytest.mark.parametrize(
    ("text", "english", "vietnamese"),
    [
        (Amount(Fraction("287620511.5"), "transaction"), "287,620,512 transactions",
         "287.620.512 giao dịch"),
        (Amount(Fraction(1), "agency"), "1 agency", "1 cơ quan"),
        (Amount(Fraction(2), "agency"), "2 agencies", "2 cơ quan"),
        (Amount(Fraction(45405) * BILLION, "VND"), "45,405 billion VND", "45.405 tỷ đồng"),
        (Amount(Fraction("12.5"), "%"), "12.5 %", "12,5%"),
        (Amount(3, "widget"), "3 widgets", "3 widget"),
        (Between(Interval(Fraction("32.5"), Fraction("33.5")), "%"), "32.5 to 33.5 %",
         "từ 32,5 đến 33,5%"),
        (Between(Interval.exactly(5), "VND"), "5 VND", "5 đồng"),
        (Between(Interval(Fraction(BILLION), Fraction("2.5") * BILLION), "VND"),
         "1 to 2.5 billion VND", "từ 1 đến 2,5 tỷ đồng"),
        (Between(Interval(low=Fraction(2)), "person"), "at least 2 persons", "ít nhất 2 người"),
        (Between(Interval(high=Fraction(2))), "at most 2", "nhiều nhất 2"),
        (Between(Interval(Fraction(33424812), Fraction(33463701)), "%"),
         "33,425,000 to 33,464,000 %", "từ 33.425.000 đến 33.464.000%"),
        (Between(Interval(Fraction(20), Fraction(80, 3)), "%"), "20 to 27 %", "từ 20 đến 27%"),
        (Between(Interval(Fraction(20), Fraction(80, 3)), "%",
                 Interval(Fraction("26.8"), Fraction("27.2"))),
         "20 to 26.67 %", "từ 20 đến 26,67%"),
        (Between(Interval(Fraction(2347, 10), Fraction(2384, 10)), "clinic", whole=True),
         "235 to 238 clinics", "từ 235 đến 238 clinic"),
        (Between(Interval(Fraction(2141, 10), Fraction(2146, 10)), "clinic", whole=True),
         "214.1 to 214.6 clinics", "từ 214,1 đến 214,6 clinic"),
        (Share(0.0053), "0.53 %", "0,53%"),
        (Amount(3, "bus"), "3 buses", "3 bus"),
        (Amount(3, "clinics"), "3 clinics", "3 clinics"),
        (Amount(2, "day"), "2 days", "2 ngày"),
        (Exact(Fraction(860_000_000)), "860 000 000", "860 000 000"),
        (Exact(Fraction("0.49589")), "0.49589", "0,49589"),
        (Numbers([Exact(Fraction("0.5")), "2"]), "0.5, 2", "0,5; 2"),
        (Listed(["a"]), "a", "a"),
        (Listed(["a", "b", "c"]), "a, b and c", "a, b và c"),
        (Listed(["a", "b"], last=OR), "a or b", "a hoặc b"),
        (Listed(["a", "b", "c"], EITHER, EITHER), "a; or b; or c", "a; hoặc b; hoặc c"),
        (Word("comma groups thousands"), "comma groups thousands", "dấu phẩy tách hàng nghìn"),
        (Name("run-rate"), "run-rate", "theo nhịp độ đến nay"),
        (Name("open-sdg"), "open-sdg", "open-sdg"),
        (plural("{count} error", "{count} errors", 1), "1 error", "1 lỗi"),
        (plural("{count} error", "{count} errors", 1234), "1,234 errors", "1.234 lỗi"),
        (date(2023, 6, 30), "2023-06-30", "30/06/2023"),
        ("a name", "a name", "a name"),
        (1234, "1,234", "1.234"),
    ],
)  # fmt: skip
def test_each_language_has_its_marks(text: Part, english: str, vietnamese: str) -> None:
    assert (said(text, "en"), said(text, "vi")) == (english, vietnamese)


@pytest.mark.parametrize(
    ("text", "vietnamese"),
    [
        ("2023", "năm 2023"),
        ("2023-H1", "6 tháng đầu năm 2023"),
        ("2023-H2", "6 tháng cuối năm 2023"),
        ("2023-Q1", "quý I/2023"),
        ("2023-Q4", "quý IV/2023"),
        ("2023-06", "tháng 6/2023"),
        ("2023-06-19", "19/06/2023"),
        ("2023-01/2023-09", "9 tháng đầu năm 2023"),
        ("2023-02/2023-05", "từ tháng 2/2023 đến tháng 5/2023"),
        ("2022-12/2023-01", "từ tháng 12/2022 đến tháng 1/2023"),
        ("2021/2025", "giai đoạn 2021–2025"),
        ("2023-06-19/2023-07-02", "từ 19/06/2023 đến 02/07/2023"),
    ],
)
def test_periods(text: str, vietnamese: str) -> None:
    period = read_period(text)
    assert said(period, "en") == text
    assert said(period, "vi") == vietnamese
    # A level at the end of a period is that period's, though it is a single day.
    assert said(period.last_day, "vi") == vietnamese
