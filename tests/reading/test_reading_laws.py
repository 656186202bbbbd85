"""What holds for every text: printed and read back, whatever its digits, scale and hedge."""

from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plan_tracker.language.numbers import Numeral, read_digits
from plan_tracker.language.words import clean, vocabulary, words
from plan_tracker.model.interval import Interval
from plan_tracker.model.statement import StatementKind
from plan_tracker.reading import WIDTHS, read_printed, slips
from plan_tracker.reading.forms import parse_text
from plan_tracker.reading.parser import parse
from plan_tracker.reading.printed import LONGEST
from tests.counted_calls import calls

KINDS: tuple[StatementKind, ...] = get_args(StatementKind)
MARKS = {"vi": (".", ","), "en": (",", ".")}
SCALES = {
    "vi": {
        "": 0, "chục": 1, "nghìn": 3, "vạn": 4, "triệu": 6, "tỷ": 9, "nghìn tỷ": 12, "triệu tỷ": 15,
    },
    "en": {"": 0, "hundred": 2, "thousand": 3, "million": 6, "bn": 9, "million billion": 15},
}  # fmt: skip
HEDGES = {
    "vi": {"over": ["hơn", "trên"], "nearly": ["gần"], "about": ["khoảng", "~", "xấp xỉ"]},
    "en": {"over": ["over", "more than"], "nearly": ["almost"], "about": ["about", "around"]},
}
WORDS = [
    "tăng", "giảm", "hơn", "gần", "khoảng", "ước đạt", "từ", "đến", "vượt", "bằng", "gấp",
    "không đổi", "thứ", "hạng", "triệu", "tỷ", "nghìn", "đồng", "%", "lần", "điểm phần trăm",
    "bậc", "âm", "so với", "kế hoạch", "trở lên", "đôi", "năm", "lên", "dưới", "hồ sơ", "(", ")",
    "/", "-", "−", "+", "~", ".", ",", "1,6", "45.405", "20,495", "63", "1.23", "0", "000",
    "2023", "10%%", "of", "to", "between", "and", "up", "down", "million", "bn", "percent",
    "points", "times", "ranked", "less than", "USD", "$",
]  # fmt: skip
DIGITS = [
    "7", "0", "45", "63", "100", "1999", "2023", "2100", "20,495", "45.405", "1.234.567", "1.2.3",
    "1,591,3", ".5", "1 512 144", "1\u00a0512", "8,30", "007", "9" * 61, "५", "１２",
]  # fmt: skip
KNOWN = sorted(
    {" ".join(phrase) for locale in ("vi", "en") for phrase in vocabulary(locale, {}).phrases}
)
locales = st.sampled_from(["vi", "en"])
texts = st.one_of(
    st.text(max_size=30),
    st.text(st.characters(), max_size=30),  # lone surrogates too
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=3)), max_size=9).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=9).map("".join),
)


def holds(outer: Interval, inner: Interval) -> bool:
    return outer & inner == inner


@st.composite
def printed_numbers(draw: st.DrawFn) -> tuple[str, str, Fraction, Fraction]:
    """A locale, a printed number with its scale, the true value it was rounded from, its unit."""
    locale = draw(locales)
    places = draw(st.integers(0, 4))
    true = draw(st.fractions(0, 10**9, max_denominator=10**6))
    rounded = round(true * 10**places)
    digits = f"{rounded:0{places + 1}d}"
    group, mark = MARKS[locale]
    group = draw(st.sampled_from([group, "", " ", "\u00a0"]))
    whole, fraction = digits[: len(digits) - places], digits[len(digits) - places :]
    text = Numeral(whole, fraction, group, mark).text
    word, power = draw(st.sampled_from(sorted(SCALES[locale].items())))
    return locale, f"{text} {word}", true * 10**power, Fraction(10) ** (power - places)


@settings(max_examples=600)
@given(printed_numbers())
def test_a_rounded_number_reads_back(number: tuple[str, str, Fraction, Fraction]) -> None:
    locale, text, true, unit = number
    readings, problems = read_printed(text, locale)
    assert problems == ()
    assert readings[0].notation == "" and readings[0].cost == 0
    assert true in readings[0].ordinary
    assert readings[0].ordinary == Interval.around(readings[0].value, unit / 2)


@settings(max_examples=200)
@given(printed_numbers(), st.sampled_from(["over", "nearly", "about"]), st.data())
def test_a_hedged_number_reads_back(
    number: tuple[str, str, Fraction, Fraction], hedge: str, data: st.DataObject
) -> None:
    locale, text, _, unit = number
    word = data.draw(st.sampled_from(HEDGES[locale][hedge]))
    reading = read_printed(f"{word} {text}", locale)[0][0]
    plain = read_printed(text, locale)[0][0]
    assert (reading.hedge, reading.value) == (hedge, plain.value)
    step = unit / 3 if plain.value >= unit else unit / 4
    assert (plain.value + step in reading.ordinary) == (hedge != "nearly")
    assert (plain.value - step in reading.ordinary) == (hedge != "over")
    assert plain.value in reading.lax


@settings(max_examples=200)
@given(st.integers(0, 10**9), st.integers(0, 3), locales, st.booleans())
def test_a_growth_reads_back_with_its_sign(
    size: int, places: int, locale: str, rises: bool
) -> None:
    digits = f"{size:0{places + 1}d}"
    at = len(digits) - places
    text = Numeral(digits[:at], digits[at:], "", MARKS[locale][1]).text
    verb = {"vi": ("giảm", "tăng"), "en": ("fell", "rose")}[locale][rises]
    reading = read_printed(f"{verb} {text}%", locale, "growth")[0][0]
    assert reading.value == Fraction(size, 10**places) * (1 if rises else -1)
    assert reading.unit == "%"


@settings(max_examples=1200)
@given(texts, st.sampled_from(["vi", "en", "fr", ""]), st.sampled_from(KINDS), st.booleans())
@example("9" * 400, "vi", "level", False)
@example("1" + " triệu" * 150, "vi", "level", False)
@example("\ud800 5", "vi", "level", False)
@example("5.", "vi", "level", False)
@example("tăng 0 lần", "vi", "growth", False)
@example("giảm 0 lần", "vi", "growth", False)
def test_any_text_is_read_or_refused(
    text: str, locale: str, kind: StatementKind, index: bool
) -> None:
    readings, problems = read_printed(text, locale, kind, index=index)
    assert bool(readings) != bool(problems) or kind == "stage"
    "".join(problems).encode()
    assert [one.cost for one in readings] == sorted(one.cost for one in readings)
    for reading in readings:
        assert holds(reading.lax, reading.ordinary)
        assert not reading.ordinary.empty


@settings(max_examples=200)
@given(texts, st.floats(0, 5).map(Fraction))
def test_lax_holds_ordinary_with_any_widths(text: str, width: Fraction) -> None:
    widths = {key: width if "lax" in key else WIDTHS[key] for key in WIDTHS}
    for reading in read_printed(text, widths=widths)[0]:
        assert holds(reading.lax, reading.ordinary)


@settings(max_examples=200)
@given(st.text("0123456789., ", min_size=1, max_size=14).filter(lambda t: t[0].isdigit()), locales)
def test_digits_print_as_they_were_read(text: str, locale: str) -> None:
    for numeral in read_digits(text.strip(), locale):
        assert numeral.text == text.strip()


def test_a_plan_may_set_its_own_widths() -> None:
    wide = read_printed("100", widths={"plain.ordinary.above.u": Fraction(5)})[0][0]
    assert wide.ordinary == Interval(Fraction(199, 2), Fraction(105))


def test_a_plan_may_add_words_for_units() -> None:
    units = {"Thuê bao FTTH": "fibre", "gánh": "load"}
    assert read_printed("5 thuê bao ftth", units=units)[0][0].unit == "fibre"
    assert read_printed("7 gánh", units=units)[0][0].unit == "load"
    assert read_printed("7 gánh")[1] != ()


@pytest.mark.parametrize("unit", ["1.", "tỷ ", "(", "1 000"])
def test_a_megabyte_is_refused_unread(unit: str) -> None:
    """It takes as little work as a text that is only just too long."""
    short, long = unit * (LONGEST + 1), unit * (1_000_000 // len(unit))
    assert calls(read_printed, long) == calls(read_printed, short) < 100
    assert calls(_all_slips, long) == calls(_all_slips, short) < 100
    readings, problems = read_printed(long)
    assert readings == () and f"more than {LONGEST} characters" in problems[0]
    assert _all_slips(long) == []


def _all_slips(text: str) -> list[object]:
    return list(slips(text))


@settings(max_examples=600)
@given(
    st.lists(st.sampled_from([*KNOWN, *WORDS, *DIGITS]), max_size=4),
    st.sampled_from(DIGITS),
    st.lists(st.sampled_from([*KNOWN, *WORDS, *DIGITS]), max_size=4),
    st.sampled_from(["", " "]),
    locales,
)
def test_a_form_that_is_known_holds_any_digits(
    before: list[str], digits: str, after: list[str], between: str, locale: str
) -> None:
    """What was taken apart with other digits says the same as what is taken apart by itself."""
    text = between.join((" ".join(before), digits, " ".join(after)))
    alone = parse(words(clean(text), vocabulary(locale, {})), locale)
    for _ in range(2):  # as a form that is new, and as one that is known
        assert parse_text(text, locale, {})._replace(taken=()) == alone._replace(taken=())
