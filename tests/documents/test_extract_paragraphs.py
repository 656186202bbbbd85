"""Made-up paragraphs of reports: what is found in them, and how well on the whole."""

import pytest

from plan_tracker.documents import extract_figures
from plan_tracker.language.detection import detect_language
from tests.documents.paragraphs import Paragraph, read_paragraphs
from tests.documents.scoring import Scores, score

TUNED = tuple(
    f"{name}{locale}"
    for name in ("", "more-", "wide-", "broad-", "far-", "late-", "last-")
    for locale in ("vi", "en")
)
APART = ("held-out-vi", "held-out-en", "apart-vi", "apart-en")
# F1 of figures, of claims and of claims under the right figure. What is kept apart does worse.
LEAST = {TUNED: (0.97, 0.95, 0.93), APART: (0.95, 0.93, 0.90)}


def _scores(names: tuple[str, ...]) -> Scores:
    scores = Scores()
    for name in names:
        for each in read_paragraphs(name):
            score(each.groups, extract_figures(each.text, each.locale), scores, each.id)
    return scores


@pytest.mark.parametrize("names", [TUNED, APART], ids=["tuned", "apart"])
def test_most_is_found_and_little_is_made_up(names: tuple[str, ...]) -> None:
    scores = _scores(names)
    wrong = "\n".join(scores.wrong) if names is TUNED else "(kept apart)"
    reached = tuple(each.f1 for each in (scores.figures, scores.claims, scores.bound))
    assert all(f1 >= least for f1, least in zip(reached, LEAST[names], strict=True)), wrong


ALL = [each for name in (*TUNED, *APART) for each in read_paragraphs(name)]


@pytest.mark.parametrize("paragraph", ALL, ids=lambda each: each.id)
def test_everything_stands_where_it_is_said_to(paragraph: Paragraph) -> None:
    text = paragraph.text
    for figure in extract_figures(text, paragraph.locale):
        assert text[figure.start : figure.end] == figure.printed
        assert figure.line == text.count("\n", 0, figure.start) + 1
        assert (figure.value is None) == (figure.printed == "")
        for claim in figure.claims:
            assert claim.printed == text[claim.start : claim.end] != ""


@pytest.mark.parametrize("paragraph", ALL, ids=lambda each: each.id)
def test_locale_is_seen_from_the_words(paragraph: Paragraph) -> None:
    assert detect_language([paragraph.text]).locale == paragraph.locale


def _bound(text: str) -> list[tuple[str, list[str]]]:
    figures = extract_figures(text, "vi")
    return [(each.printed, [claim.printed for claim in each.claims]) for each in figures]


def test_a_sentence_that_names_nothing_speaks_of_the_one_before() -> None:
    assert _bound("Xảy ra 120 vụ, làm chết 30 người. So với cùng kỳ, giảm 12 vụ (9%).") == [
        ("120 vụ", ["giảm 12 vụ", "9%"]),
        ("30 người", []),
    ]
    assert _bound("Doanh thu đạt 5 tỷ đồng. So với cùng kỳ, tăng 8%.") == [
        ("5 tỷ đồng", ["tăng 8%"])
    ]


@pytest.mark.parametrize("between", ["\n", " Kết quả rất tốt. "])
def test_what_does_not_follow_at_once_or_could_be_of_several_is_left_alone(between: str) -> None:
    apart = _bound(f"Doanh thu đạt 5 tỷ đồng.{between}So với cùng kỳ, tăng 8%.")
    assert apart == [("5 tỷ đồng", []), ("", ["tăng 8%"])]
    several = _bound("Thu đạt 5 tỷ đồng, chi đạt 4 tỷ đồng. So với cùng kỳ, tăng 8%.")
    assert several[-1] == ("", ["tăng 8%"])
