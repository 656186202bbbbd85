"""What claims without a number of their own are about: one place decides it.

`Xảy ra 120 vụ, làm chết 30 người. So với cùng kỳ giảm 12 vụ (9%), giảm 5 người chết.`
`Collections were $69 million. They represent 69% of the estimates of $100 million.`
`Costs of repair were $5 million. Costs of repair rose by 8%.`
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from plan_tracker.documents.mentions.clause import content, token_cue
from plan_tracker.documents.mentions.sentence import Sentence
from plan_tracker.documents.reported import Claim, Figure
from plan_tracker.language.lexicon import Lexicon
from plan_tracker.language.tokens import Token, tokens, uses_at
from plan_tracker.loading.fit import currencies

CARRIED = "what it is about is named in the sentence before"
_STEPS = frozenset({"%", "point", "score", "rank", "time", ""})
_TIMES = frozenset({"span", "period", "month", "years"})
_COUNTED = 40  # signs after a number that may name what it counts
_NAMED = 20  # signs after a claim that may name its figure
_BACK = 12  # figures before, of which one may be meant

Homes = Mapping[int, Sequence[Claim]]  # what a figure gets, by its number


def with_claims_apart(
    earlier: Sequence[Figure],
    new: Sequence[Figure],
    sentence: Sentence,
    known: Lexicon,
    *,
    unnamed: bool,
) -> tuple[list[Figure], list[Figure]]:
    """The figures of the sentence before and of this one, claims given to the figure they are of.

    `unnamed` says that no word tells what the first claims of the sentence are about. Claims that
    could be of several figures, or of none, stay alone.
    """
    before, here = list(earlier), list[Figure]()
    for number, (figure, opening) in enumerate(_with_openings(new, sentence)):
        if figure.printed or not figure.claims:
            here.append(figure)
            continue
        first, refers = number == 0, _refers_back(opening)
        named = _words(_after_semicolon(opening))
        if first and unnamed and (homes := _in_their_units(before, figure, sentence.text)):
            before = _given(before, homes)
        elif (refers or _relates(opening)) and (homes := _told_last(here, figure)):
            here = _given(here, homes)
        elif refers and first and (homes := _told_alone(before, figure)):
            before = _given(before, homes, carried=bool(named))
        elif homes := _named_again(here, figure, sentence.text, known, named):
            here = _given(here, homes)
        elif homes := _named_again(before, figure, sentence.text, known, named):
            before = _given(before, homes, carried=True)
        else:
            here.append(figure)
    return before, here


def _after_semicolon(opening: Sequence[Token]) -> Sequence[Token]:
    """The words that can name what a claim is of: those before belong to the number before."""
    last = max((at for at, token in enumerate(opening) if token.text == ";"), default=-1)
    return opening[last + 1 :]


def _with_openings(
    figures: Sequence[Figure], sentence: Sentence
) -> Iterator[tuple[Figure, Sequence[Token]]]:
    """Each figure with the words between it and the number before it."""
    words, at, end = sentence.tokens, 0, sentence.start
    for figure in figures:
        while at < len(words) and words[at].start < end:
            at += 1
        start, upto = at, min((claim.start for claim in figure.claims), default=figure.start)
        while at < len(words) and words[at].end <= upto:
            at += 1
        opening = words[start:at]
        if end > sentence.start:  # what stands before a comma names the number before
            opened = next((place for place, word in enumerate(opening) if word.text == ","), -1)
            opening = opening[opened + 1 :]
        yield figure, opening
        end = max(figure.end, *(claim.end for claim in figure.claims), end)


def _given(figures: Sequence[Figure], homes: Homes, *, carried: bool = False) -> list[Figure]:
    """The figures with their claims, which are doubted where words `carried` them over."""
    doubts = (CARRIED,) if carried else ()
    given = list(figures)
    for number, claims in homes.items():
        doubted = (replace(claim, doubts=(*claim.doubts, *doubts)) for claim in claims)
        given[number] = replace(figures[number], claims=(*figures[number].claims, *doubted))
    return given


def _in_their_units(figures: Sequence[Figure], orphan: Figure, text: str) -> Homes:
    """Claims of a sentence that names nothing, each given to a figure of the one before.

    A change is of the figure in its unit, of several the one whose words come after it; what
    follows a change is of the same figure; else there must be only one figure. Nothing where one
    of them could be of any.
    """
    printed = [number for number, figure in enumerate(figures) if figure.printed]
    homes: dict[int, list[Claim]] = defaultdict(list)
    home = printed[0] if len(printed) == 1 else -1
    for claim in orphan.claims:
        if claim.kind == "change" and claim.unit not in _STEPS:
            alike = [number for number in printed if figures[number].unit == claim.unit]
            home = _of_these(figures, alike, text, claim.end)
        if home < 0 or _of_another_time(figures[home], orphan):
            return {}
        homes[home].append(claim)
    return homes


def _of_these(figures: Sequence[Figure], alike: Sequence[int], text: str, end: int) -> int:
    """The only one, else that which has the word that follows in its subject or after its number;
    -1 for none.
    """
    if len(alike) < 2:
        return alike[0] if alike else -1
    word = _word_after(text, end)
    named = [
        at
        for at in alike
        if word in figures[at].subject.lower().split() or word == _word_after(text, figures[at].end)
    ]
    return named[0] if word and named else -1


def _word_after(text: str, end: int) -> str:
    words = text[end : end + _NAMED].replace("(", " ( ").split()
    return words[0].strip(",.;()").lower() if words else ""


def _told_last(figures: Sequence[Figure], orphan: Figure) -> Homes:
    """`$742 million, which indicates an increase of 22%`: of the last figure of its sentence."""
    meant = [number for number in _latest(figures) if _may_be_meant(figures[number], orphan)]
    return {meant[-1]: orphan.claims} if meant else {}


def _told_alone(figures: Sequence[Figure], orphan: Figure) -> Homes:
    """`This marks a rise of 22%`: of the only figure of the sentence before."""
    actual = [number for number in _latest(figures) if _is_actual(figures[number])]
    alone = len(actual) == 1 and _may_be_meant(figures[actual[0]], orphan)
    return {actual[0]: orphan.claims} if alone else {}


def _named_again(
    figures: Sequence[Figure], orphan: Figure, text: str, known: Lexicon, named: set[str]
) -> Homes:
    """Claims whose words say the name of one figure again, and of no other."""
    if not named:
        return {}
    meant = [
        number
        for number in _latest(figures)
        if _may_be_meant(figures[number], orphan) and _names(figures[number], text, known, named)
    ]
    return {meant[0]: orphan.claims} if len(meant) == 1 else {}


def _latest(figures: Sequence[Figure]) -> range:
    return range(max(0, len(figures) - _BACK), len(figures))


def _is_actual(figure: Figure) -> bool:
    return bool(figure.printed) and figure.standing == "actual" and figure.kind != "rank"


def _may_be_meant(figure: Figure, orphan: Figure) -> bool:
    """Whether an actual figure may have these claims: of its time, and no change in other units."""
    changes = (claim.unit for claim in orphan.claims if claim.kind == "change")
    alike = all(unit in _STEPS or unit == figure.unit for unit in changes)
    return _is_actual(figure) and alike and not _of_another_time(figure, orphan)


def _of_another_time(figure: Figure, orphan: Figure) -> bool:
    return figure.period != orphan.period


def _refers_back(opening: Sequence[Token]) -> bool:
    """`This marks`, `It was`, `The figure is`, `Kết quả này`: the words refer to what was told."""
    behind = (
        "refers-behind" in word.uses and not before.roles.keys() & _TIMES
        for before, word in pairwise(opening)
    )
    if any(behind):
        return True
    named = [opening[at] for at in content(opening, 0, len(opening))]
    told = [token for token in named if not {"same-noun", "marks"} & token.uses]
    if "pronoun" in uses_at(opening, 0) and len(told) == 1:
        return True  # it has touched 26% of the estimates
    again = any("same-noun" in token.uses for token in named) and "the" in uses_at(opening, 0)
    return not told and ("refers-back" in uses_at(opening, 0) or again)


def _relates(opening: Sequence[Token]) -> bool:
    """`$32 billion was received, which the report calls 14% below`: of the number before it."""
    relative = next((at for at, word in enumerate(opening) if "relative" in word.uses), -1)
    if relative < 0:
        return False
    named = list(content(opening, 0, relative))
    return not named or (len(named) == 1 and token_cue(opening, named[0] - 1) == "reach")


def _names(figure: Figure, text: str, known: Lexicon, named: set[str]) -> bool:
    """Whether words name a figure; a sum of money is named by all of its own words."""
    subject = _words(tokens(figure.subject, 0, len(figure.subject), known))
    if figure.unit in currencies():
        return named == subject
    after = text[figure.end : figure.end + _COUNTED]
    stop = next((at for at, sign in enumerate(after) if sign in ",;.()" or sign.isdigit()), None)
    counted = takewhile(_counts, tokens(after, 0, len(after) if stop is None else stop, known))
    unit = tokens(figure.printed, 0, len(figure.printed), known)
    return named <= subject | _words(unit) | _words([*counted])


def _counts(word: Token) -> bool:
    """Whether a word may name what the number before it counts: no clause begins with it."""
    return not word.roles.keys() & {"join", "cue"}


def _words(words: Sequence[Token]) -> set[str]:
    """The words with content, each alone."""
    return {part for at in content(words, 0, len(words)) for part in words[at].text.split()}
