"""What holds of every text: careful figures are never doubted, wrong ones always are."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.documents.drafted.made import checked, drafted

PLAN = {
    "vi": "Năm 2024, thu phí đạt {level} tỷ đồng, bằng {percent}% kế hoạch ({plan} tỷ đồng).",
    "en": "Fees were ${level} million, {percent} percent of the target of ${plan} million.",
}
WORDS = [
    "Doanh",
    "thu",
    "đạt",
    "tăng",
    "giảm",
    "5%",
    "12,5%",
    "(",
    ")",
    ",",
    ";",
    ".",
    ":",
    "trong",
    "đó",
    "gồm",
    "bóc",
    "tách",
    "kế",
    "hoạch",
    "1.234",
    "42/63",
    "xã",
    "này",
    "vượt",
    "bằng",
    "chiếm",
    "người",
    "không",
    "đổi",
    "hay",
    "Revenue",
    "was",
    "rose",
    "of",
    "which",
    "by",
    "head",
    "target",
    "$300",
    "million",
    "this",
    "short",
    "of",
    "percent",
    "doubled",
    "respectively",
]
LOCALES = st.sampled_from(("vi", "en"))
UNROUNDED = st.integers(301, 899).filter(lambda number: number % 10 != 0)


def told(locale: str, level: int, plan: int, percent: int) -> str:
    return PLAN[locale].format(level=level, plan=plan, percent=percent)


def grave(text: str, locale: str) -> list[str]:
    return [each.severity for each in checked(text, locale).findings if each.severity != "note"]


@settings(max_examples=40)
@given(LOCALES, st.integers(101, 899), st.integers(101, 899))
def test_careful_figures_are_never_doubted(locale: str, level: int, plan: int) -> None:
    assert grave(told(locale, level, plan, round(100 * level / plan)), locale) == []


@settings(max_examples=40)
@given(LOCALES, UNROUNDED, UNROUNDED, st.integers(7, 20))
def test_wrong_figures_always_are(locale: str, level: int, plan: int, off: int) -> None:
    percent = round(100 * level / plan) + off
    assume(percent % 10)  # 70 may be rounded to tens
    assert grave(told(locale, level, plan, percent), locale) == ["error"]


@settings(max_examples=10)
@given(LOCALES, st.integers(301, 899), st.integers(1, 5))
def test_a_finding_is_known_again_wherever_it_stands(locale: str, level: int, lines: int) -> None:
    text = told(locale, level, level + 100, 40)
    moved = "\n" * lines + text
    first, second = checked(text, locale).findings, checked(moved, locale).findings
    assert [each.fingerprint for each in first] == [each.fingerprint for each in second]


@settings(max_examples=150)
@given(LOCALES, st.lists(st.sampled_from(WORDS), max_size=40))
def test_no_text_is_refused(locale: str, words: list[str]) -> None:
    found = drafted(" ".join(words), locale)
    assert found.figures >= len(found.loaded.statements)
