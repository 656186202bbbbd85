"""What holds for any text: nothing is made up, nothing raises, and the work grows with the text."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_tracker.documents import extract_figures
from plan_tracker.documents.mentions import sentence
from plan_tracker.language.lexicon import lexicon
from plan_tracker.language.tokens import tokens
from tests.counted_calls import calls
from tests.documents.paragraphs import read_paragraphs

WORDS = [
    "tăng",
    "giảm",
    "bằng",
    "đạt",
    "vượt",
    "gấp",
    "chiếm",
    "so",
    "với",
    "cùng",
    "kỳ",
    "kế",
    "hoạch",
    "năm",
    "trước",
    "trong",
    "đó",
    "hơn",
    "gần",
    "khoảng",
    "ước",
    "tỷ",
    "đồng",
    "triệu",
    "người",
    "%",
    "lần",
    "điểm",
    "bậc",
    "(",
    ")",
    ",",
    ";",
    ".",
    ":",
    "-",
    "/",
    "–",
    "5",
    "2023",
    "1.234",
    "6,5",
    "0",
    "18/6/2023",
    "52/63",
    "thứ",
    "quý",
    "II",
    "tháng",
    "6",
    "ngày",
    "xếp",
    "hạng",
    "từ",
    "lên",
    "xuống",
    "2,5",
    "up",
    "down",
    "from",
    "to",
    "rose",
    "of",
    "the",
    "plan",
    "\n",
]
KNOWN = sorted(
    phrase
    for known in map(lexicon, ("vi", "en"))
    for phrase in (
        *(word for word, (roles, _) in known.known.items() if roles),
        *(
            " ".join((first, *rest))
            for first, by_second in known.phrases.items()
            for phrases in by_second.values()
            for rest, _ in phrases
        ),
    )
)
words = st.one_of(st.sampled_from(WORDS), st.sampled_from(KNOWN))
texts = st.one_of(st.text(max_size=200), st.lists(words, max_size=60).map(" ".join))


def _numbered(printed: str, locale: str) -> bool:
    """Whether a text has digits or a word that is a number."""
    cut = tokens(printed, 0, len(printed), lexicon(locale))
    return any(word.roles.keys() & {"digits", "number", "rough", "fraction"} for word in cut)


@settings(max_examples=150)
@given(texts, st.sampled_from(["vi", "en"]))
def test_whatever_is_found_stands_in_the_text(text: str, locale: str) -> None:
    upto = 0
    for figure in extract_figures(text, locale):
        assert text[figure.start : figure.end] == figure.printed
        assert figure.line == text.count("\n", 0, figure.start) + 1
        assert 0 < figure.confidence <= 1
        if figure.printed:
            assert figure.start >= upto
            assert _numbered(figure.printed, locale) or figure.kind == "rank"
            upto = figure.end
        for claim in figure.claims:
            assert text[claim.start : claim.end] == claim.printed


class Everything(frozenset[str]):
    """All roles that there are."""

    def __contains__(self, role: object) -> bool:
        return True


@settings(max_examples=150)
@given(texts, st.sampled_from(["vi", "en"]))
def test_a_rule_that_is_passed_over_would_have_said_nothing(text: str, locale: str) -> None:
    """The roles of a sentence only spare rules for which no word of it stands."""
    found = extract_figures(text, locale)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sentence, "roles_of", lambda _: Everything())
        assert extract_figures(text, locale) == found


@given(st.lists(words, max_size=40).map(" ".join), st.sampled_from(["vi", "en"]))
def test_every_word_alone_means_what_the_language_says(text: str, locale: str) -> None:
    """A word that is looked up once has the roles and the uses of its language."""
    known = lexicon(locale)
    for token in tokens(text, 0, len(text), known):
        alone = tokens(token.text, 0, len(token.text), known)
        assert [each.uses for each in alone[:1]] == [token.uses]
        assert token.uses == known.uses.get(token.text, frozenset())


@pytest.mark.parametrize("form", ["NFD", "NFKC"])
def test_any_form_of_the_letters_is_read(form: str) -> None:
    for each in read_paragraphs("vi"):
        text = unicodedata.normalize(form, each.text)  # type: ignore[arg-type]
        found = extract_figures(text, "vi")
        plain = extract_figures(each.text, "vi")
        assert [figure.value for figure in found] == [figure.value for figure in plain]
        assert all(text[figure.start : figure.end] == figure.printed for figure in found)


def test_a_later_paragraph_changes_nothing_before_it() -> None:
    one, two = (each.text for each in list(read_paragraphs("vi"))[:2])
    alone = [(figure.start, figure.value) for figure in extract_figures(one, "vi")]
    both = [(figure.start, figure.value) for figure in extract_figures(f"{one}\n{two}", "vi")]
    assert both[: len(alone)] == alone


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Doanh thu 1 234 tỷ đồng - 1 300 tỷ đồng", ["1 234 tỷ đồng - 1 300 tỷ đồng"]),
        ("Doanh thu 900 tỷ đồng - 1.234 tỷ đồng", ["900 tỷ đồng - 1.234 tỷ đồng"]),
        ("Doanh thu 1.300 tỷ đồng - 1.234 tỷ đồng", ["1.300 tỷ đồng", "1.234 tỷ đồng"]),
        ("Doanh thu 5 tỷ đồng - 1.234 người", ["5 tỷ đồng", "1.234 người"]),
        (f"Doanh thu 5 tỷ đồng - {'9' * 5000} tỷ đồng", ["5 tỷ đồng"]),
    ],
)
def test_two_numbers_with_a_dash_are_a_range_where_they_can_be(
    text: str, printed: list[str]
) -> None:
    assert [figure.printed for figure in extract_figures(text, "vi")] == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Vermont 1.5 -16.4 -5.8 -21.2", ["1.5", "-16.4", "-5.8", "-21.2"]),
        ("Cost of sales -394,424,009,216 -516,725,496,558",
         ["-394,424,009,216", "-516,725,496,558"]),
        ("Sales of 1.5 - 1.7 million tonnes", ["1.5 - 1.7 million tonnes"]),
    ],
)  # fmt: skip
def test_a_minus_joined_to_the_number_after_it_begins_that_number(
    text: str, printed: list[str]
) -> None:
    assert [figure.printed for figure in extract_figures(text, "en")] == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("The change in cash was (106,059) in 2022.", ["(106,059)"]),
        ("1310. There were 5,200 pupils.", ["5,200 pupils"]),
        ("See Note IV.08 on 5,200 pupils.", ["5,200 pupils"]),
        ("A. Pushkin (1837-1887) taught 5,200 pupils.", ["5,200 pupils"]),
    ],
)
def test_brackets_and_numbers_that_only_name(text: str, printed: list[str]) -> None:
    assert [figure.printed for figure in extract_figures(text, "en")] == printed


def test_a_bracket_that_ends_with_the_text_is_read() -> None:
    (figure,) = extract_figures("Revenue of $5 million ( a third of", "en")
    assert figure.printed == "$5 million"


def test_figures_stand_in_the_order_of_the_text_though_a_level_comes_late() -> None:
    figures = extract_figures("trebled [ kph halved ] 1.234", "en")
    assert [figure.start for figure in figures] == sorted(figure.start for figure in figures)


HOSTILE = (
    "1234567890", "1 ", ",", ".", "(", "(5", "hơn ", "hơn gần khoảng 5 ", "tăng so với ", "[",
    "1.234,", "1/2/", "5% ", "1-", " ", "2023 ", "trong đó 5 tỷ, ", "ế", "5 tỷ đồng\n", "a\n", "5.",
    "Boeing 7 ", "so với năm 2022 ", "+84 ", "(+5% ", "quý II ", "tăng 5% so với cùng kỳ và ",
    "5 tỷ và 6 tỷ chiếm 9%, ", "5 tỷ và ",
)  # fmt: skip
SMALL, TIMES = 1_000, 8


@pytest.mark.parametrize("unit", HOSTILE)
def test_work_grows_with_length(unit: str) -> None:
    """Eight times the text takes eight times the calls; squared it would be 64 times."""
    short = unit * (SMALL // len(unit))
    once, many = (
        # What is kept after the first time, patterns among it, is no work the second time.
        min(calls(extract_figures, text, "vi") for _ in range(2))
        for text in (short, short * TIMES)
    )
    assert many <= TIMES * once


def test_work_does_not_grow_with_the_times_that_are_named() -> None:
    """The time that a text is mostly about is found once, not again for each of its sentences."""
    months = [f"Tháng {1 + at % 12}/{1900 + at // 12} đạt {at + 7} tỷ đồng.\n" for at in range(800)]
    once, many = (
        min(calls(extract_figures, "".join(text), "vi") for _ in range(2))
        for text in (months[: len(months) // TIMES], months)
    )
    assert many <= 1.1 * TIMES * once
