"""Which language a text is in, by its words and the marks of its numbers."""

from unicodedata import normalize

import pytest

from plan_tracker.language.detection import detect_language

ENGLISH = ["Indicator", "Unit", "Target 2024", "Actual 2024", "Trees planted", "total revenue"]
VIETNAMESE = ["Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2024", "Thực hiện", "Doanh thu", "2.480,4"]

TEXTS: dict[str, tuple[list[str], str | None, str]] = {
    "English with a name in accents": ([*ENGLISH, "Tree cover in Réunion"], "en", "en"),
    "English with names in Vietnamese": ([*ENGLISH, *["Việt Nam", "Đà Nẵng"] * 500], "en", "en"),
    "English numbers beside Vietnamese names": ([*ENGLISH, "Việt Nam", "1,234.5"], "en", "en"),
    "Vietnamese": (VIETNAMESE, "vi", "vi"),
    "Vietnamese with an English name": ([*VIETNAMESE, "Internet", "World Bank"], "vi", "vi"),
    "Vietnamese typed without accents": (
        ["Chi tieu", "Don vi tinh", "Ke hoach nam 2024", "Thuc hien nam 2024", "2.480,4"],
        "vi",
        "vi",
    ),
    "both languages, numbers of one": (
        ["Chỉ tiêu / Indicator", "Kế hoạch / Plan", "Thực hiện / Target", "1.234,5", "2.345,6"],
        "vi",
        "vi",
    ),
    "both languages, numbers of neither": (["Kế hoạch / Plan", "mục tiêu / Target"], None, ""),
    "numbers of the other language": ([*VIETNAMESE[:-1], "1,234.5", "2,345.6"], None, "vi"),
    "one number that may be a version": ([*VIETNAMESE[:-1], "4.0"], "vi", "vi"),
    "numbers alone": (["2023", "2024", "1.234,5", "5.678,1"], None, "vi"),
    "numbers that say nothing": (["2023", "2024", "1,234", "5,678"], None, ""),
    "nothing": ([], None, ""),
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_languages(name: str, form: str) -> None:
    texts, sure, likeliest = TEXTS[name]
    detected = detect_language(normalize(form, text) for text in texts)  # type: ignore[arg-type]
    assert detected.locale == sure
    assert likeliest in (detected.likeliest, "")


def test_the_evidence_is_said() -> None:
    assert detect_language(VIETNAMESE).evidence == "en: words 0, numbers 0; vi: words 5, numbers 1"


def test_much_text_is_looked_at_in_part() -> None:
    assert detect_language(["Kế hoạch " * 10**5] * 10**4).locale is None  # one word only
