"""Claims of a sentence about the figures of the sentence before it, which it names or refers to.

`Xảy ra 120 vụ, làm chết 30 người. So với cùng kỳ giảm 12 vụ (9%), giảm 5 người chết.`
`Collections were $69 million. They represent 69% of the estimates of $100 million.`
"""

from collections.abc import Sequence
from dataclasses import replace

from plan_tracker.documents.mentions.clause import content
from plan_tracker.documents.mentions.sentence import Sentence
from plan_tracker.documents.reported import Claim, Figure
from plan_tracker.language.tokens import Token, uses_at

_STEPS = frozenset({"%", "point", "score", "rank", "time", ""})
_NAMED = 20  # signs after a claim that may name its figure


def with_following_claims(
    figures: Sequence[Figure], orphan: Figure, sentence: Sentence
) -> list[Figure] | None:
    """The figures with the claims of the orphan; None where one of them could be of any.

    A change is of the figure in its unit, of several the one whose words come after it; what
    follows a change is of the same figure; else there must be only one figure, of the time that
    the sentence tells of.
    """
    text, opening = sentence.text, len(_opening(sentence, orphan.claims[0]))
    printed = [at for at, figure in enumerate(figures) if figure.printed]
    given: dict[int, list[Claim]] = {}
    home = printed[0] if len(printed) == 1 else -1
    for claim in orphan.claims:
        if claim.kind == "change" and claim.unit not in _STEPS:
            alike = [at for at in printed if figures[at].unit == claim.unit]
            home = _of_these(figures, alike, text[claim.end : claim.end + _NAMED])
        if home < 0 or _of_another_time(figures[home], sentence, opening):
            return None
        given.setdefault(home, []).append(claim)
    return [
        replace(figure, claims=(*figure.claims, *given.get(at, ())))
        for at, figure in enumerate(figures)
    ]


def with_claims_referred(
    figures: Sequence[Figure], claimed: Figure, sentence: Sentence
) -> list[Figure] | None:
    """The figures with the claims of the next sentence's first subject; None where it is another.

    Its words must refer back, `This represents`, `The figure is`, or say one subject again; and
    the sentence tells of no other time. What refers back is the only figure, what is named again
    the only one of its name.
    """
    if claimed.printed or not claimed.claims:
        return None
    actual = [at for at, figure in enumerate(figures) if _may_be_meant(figure)]
    opening = _opening(sentence, claimed.claims[0])
    if _refers_back(opening):
        homes = actual if len(actual) == 1 else []
    else:
        homes = [at for at in actual if _says_again(opening, figures[at])]
    if len(homes) != 1 or _of_another_time(figures[homes[0]], sentence, len(opening)):
        return None
    home = homes[0]
    claims = (*figures[home].claims, *claimed.claims)
    return [replace(f, claims=claims) if at == home else f for at, f in enumerate(figures)]


def _may_be_meant(figure: Figure) -> bool:
    return bool(figure.printed) and figure.standing == "actual" and figure.kind != "rank"


def _opening(sentence: Sentence, claim: Claim) -> list[Token]:
    """The words of a sentence before a claim."""
    return [token for token in sentence.tokens if token.end <= claim.start]


def _refers_back(opening: Sequence[Token]) -> bool:
    """`This marks`, `It was`, `The figure is`: no words but those that refer back."""
    named = [opening[at] for at in content(opening, 0, len(opening))]
    told = [token for token in named if not {"same-noun", "marks"} & token.uses]
    if "pronoun" in uses_at(opening, 0) and len(told) == 1:
        return True  # it has touched 26% of the estimates
    refers = "refers-back" in uses_at(opening, 0)
    again = any("same-noun" in token.uses for token in named) and "the" in uses_at(opening, 0)
    return not told and (refers or again)


def _says_again(opening: Sequence[Token], figure: Figure) -> bool:
    """Whether the words before a claim are those that a figure's subject ends with."""
    named = [opening[at].text for at in content(opening, 0, len(opening))]
    subject = figure.subject.lower().split()
    return bool(named) and subject[-len(named) :] == named


def _of_another_time(figure: Figure, sentence: Sentence, opening: int) -> bool:
    """Whether the first words of a sentence say a time that is not that of the figure."""
    times = [time.calendar(None) for at, time in sentence.heard if time.year and at < opening]
    return any(period != figure.period for period in times)


def _of_these(figures: Sequence[Figure], alike: Sequence[int], after: str) -> int:
    """The only one, else the one whose subject has the word that follows; -1 for none."""
    if len(alike) < 2:
        return alike[0] if alike else -1
    words = after.replace("(", " ( ").split()
    word = words[0].strip(",.;").lower() if words else ""
    named = [at for at in alike if word in figures[at].subject.lower().split()]
    return named[0] if word and named else -1
