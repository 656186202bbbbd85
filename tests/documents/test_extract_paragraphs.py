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
CLAIMS = ("claims-en", "claims-2-en", "claims-3-en", "claims-4-en")
APART = ("held-out-vi", "held-out-en", "apart-vi", "apart-en")
# F1 of figures, of claims and of claims under the right figure. What is kept apart does worse.
LEAST = {TUNED: (0.97, 0.95, 0.93), APART: (0.95, 0.93, 0.90), CLAIMS: (0.96, 0.95, 0.94)}


def _scores(names: tuple[str, ...]) -> Scores:
    scores = Scores()
    for name in names:
        for each in read_paragraphs(name):
            score(each.groups, extract_figures(each.text, each.locale), scores, each.id)
    return scores


@pytest.mark.parametrize("names", [TUNED, APART, CLAIMS], ids=["tuned", "apart", "claims"])
def test_most_is_found_and_little_is_made_up(names: tuple[str, ...]) -> None:
    scores = _scores(names)
    wrong = "(kept apart)" if names is APART else "\n".join(scores.wrong)
    reached = tuple(each.f1 for each in (scores.figures, scores.claims, scores.bound))
    assert all(f1 >= least for f1, least in zip(reached, LEAST[names], strict=True)), wrong


LONG = [each for name in (*TUNED, *APART) for each in read_paragraphs(name)]
ALL = [each for name in (*TUNED, *APART, *CLAIMS) for each in read_paragraphs(name)]


@pytest.mark.parametrize("paragraph", ALL, ids=lambda each: each.id)
def test_everything_stands_where_it_is_said_to(paragraph: Paragraph) -> None:
    text = paragraph.text
    for figure in extract_figures(text, paragraph.locale):
        assert text[figure.start : figure.end] == figure.printed
        assert figure.line == text.count("\n", 0, figure.start) + 1
        assert (figure.value is None) == (figure.printed == "")
        for claim in figure.claims:
            assert claim.printed == text[claim.start : claim.end] != ""


@pytest.mark.parametrize("paragraph", LONG, ids=lambda each: each.id)
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


def test_bound_claims_are_right() -> None:
    bound = _scores(CLAIMS).bound
    assert bound.precision >= 0.97


def _claims(text: str) -> list[tuple[str, list[tuple[str, float]]]]:
    return [
        (figure.printed, [(claim.kind, float(claim.value or 0)) for claim in figure.claims])
        for figure in extract_figures(text, "en")
    ]


def test_a_sentence_that_refers_back_or_says_its_subject_again_claims_of_the_one_before() -> None:
    claimed = [("$5 million", [("growth", 8.0)])]
    assert _claims("Fees were $5 million. This marks a rise of 8%.") == claimed
    assert _claims("Fees were $5 million. The figure is up 8%.") == claimed
    assert _claims("Fees were $5 million. Fees rose by 8%.") == claimed


@pytest.mark.parametrize(
    "text",
    [
        "Fees were $5 million. These reforms cut costs by 8%.",
        "Fees were $5 million in 2021. In 2022 they rose by 8%.",
        "Fees were $5 million and fines $3 million. This marks a rise of 8%.",
        "Fees were $5 million. Fines rose by 8%.",
        "Fees were $5 million on an 8% rise in visits.",
    ],
)
def test_what_may_be_of_something_else_is_not_given_to_a_figure(text: str) -> None:
    assert all(not claims for printed, claims in _claims(text) if printed)


def test_a_number_before_a_verb_is_what_moved() -> None:
    assert _claims("Sales of $5 million rose 3%.") == [("$5 million", [("growth", 3.0)])]
    assert _claims("Sales of $7 million missed estimates of $8 million.") == [
        ("$7 million", [("target", 8e6)])
    ]


def test_which_is_of_the_number_right_before_it() -> None:
    claimed = [("$5 million", [("growth", 8.0)])]
    assert _claims("Fees of $5 million were paid, which the bureau calls a rise of 8%.") == claimed


def test_two_growths_of_two_times_are_no_level() -> None:
    grown = _claims("Wages rose 3.9% in 2022 and 5.1% in 2023.")
    assert [claim for _, claims in grown for claim in claims] == [("growth", 3.9), ("growth", 5.1)]
    assert all(not printed for printed, _ in grown)


def test_what_stays_the_same_is_said_before_its_level() -> None:
    assert _claims("Coverage remained unchanged at 88%.") == [("88%", [("change", 0.0)])]
    assert _claims("Fees rose 4% to $7 million, while rents were flat at $5 million.") == [
        ("$7 million", [("growth", 4.0)]),
        ("$5 million", [("growth", 0.0)]),
    ]


def test_a_base_is_of_the_figure_in_its_unit() -> None:
    told = _claims("They built 118 schools for $94 million, compared with 97 schools in 2020.")
    assert told == [("118 schools", [("base", 97.0)]), ("$94 million", [])]
