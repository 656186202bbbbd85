"""Which language each part of a text is in."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_tracker.language.stretches import Stretch, stretch_at, stretches

VI = "Trong 9 tháng, sản lượng cá ngừ của tỉnh ước đạt 12.450 tấn, tăng 3,2% so với cùng kỳ."
VI_SHORT = "Xuất khẩu đạt 4,5 triệu USD."
EN = "In nine months the tuna catch reached an estimated 12,450 tonnes, up 3.2% year on year."
EN_SHORT = "Exports rose by 3.6%, while imports fell by 1.2%."
NUMBERS = "12 | 7 | 4"
DOUBTFUL = "1.234"

# Lines, with the letter of the language that each is in; a small one where that is not sure.
TEXTS = {
    "one language": [(VI, "V"), (VI_SHORT, "V"), (NUMBERS, "V")],
    "a summary behind it": [(VI, "V"), (VI, "V"), ("Summary", "v"), (EN, "E"), (EN_SHORT, "E")],
    "a summary before it": [(EN, "E"), (EN, "E"), (VI, "V"), (VI_SHORT, "V"), (VI, "V")],
    "every paragraph in both": [(VI, "V"), (EN, "E"), (VI, "V"), (EN, "E")],
    "numbers within a language": [(VI, "V"), (EN, "E"), (NUMBERS, "E"), (EN, "E")],
    "numbers between the two": [(VI, "V"), (DOUBTFUL, "v"), (EN, "E")],
    "numbers that tell": [(VI, "V"), ("1,234.5 | 2,345.6", "E"), (EN, "E")],
    "a name of another language": [
        (VI, "V"), ("World Bank, Global Economic Prospects", "V"), (VI, "V"),
    ],
    "a word or two of another language": [
        (EN, "E"), ("Tổng công ty Thép Việt Nam", "E"), (EN, "E"),
    ],
    "nothing": [("", "V")],
}  # fmt: skip
LOCALES = {"V": "vi", "E": "en"}


@pytest.mark.parametrize("name", TEXTS)
def test_each_line_has_its_language(name: str) -> None:
    lines = TEXTS[name]
    text = "".join(f"{line}\n" for line, _ in lines)
    parts = stretches(text, "vi")
    at = 0
    for line, letter in lines:
        part = stretch_at(parts, at)
        assert (part.locale, part.sure) == (LOCALES[letter.upper()], letter.isupper()), line
        at += len(line) + 1


@given(st.lists(st.sampled_from([VI, VI_SHORT, EN, EN_SHORT, NUMBERS, DOUBTFUL, ""])))
def test_the_parts_are_the_whole_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    parts = stretches(text, "en")
    assert "".join(text[part.start : part.end] for part in parts) == text
    assert all(one.end == other.start for one, other in pairwise(parts))
    assert all(one[2:] != other[2:] for one, other in pairwise(parts))


@given(st.lists(st.sampled_from([EN, EN_SHORT, NUMBERS, ""])))
def test_a_text_of_one_language_is_one_part(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert stretches(text, "en") == (Stretch(0, len(text), "en"),)
