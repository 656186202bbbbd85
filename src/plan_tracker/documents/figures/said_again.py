"""Claims whose words say a figure again, given to that figure.

`Xảy ra 120 vụ, làm chết 30 người. Số vụ giảm 12 vụ (9%), số người chết giảm 5 người`, and
`Thu đạt 5 tỷ đồng. Kết quả này bằng 85% dự toán`.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from plan_tracker.documents.mentions.clause import content
from plan_tracker.documents.mentions.sentence import Sentence
from plan_tracker.documents.reported import Claim, Figure
from plan_tracker.language.lexicon import Lexicon
from plan_tracker.language.tokens import Token, tokens
from plan_tracker.loading.fit import currencies

CARRIED = "what it is about is named in the sentence before"
_STEPS = frozenset({"%", "point", "score", "rank", "time", ""})
_TIMES = frozenset({"span", "period", "month", "years"})
_NAMED = 40  # signs after a number that may name what it counts
_BACK = 12  # figures before, of which one may be meant


def with_claims_said_again(
    earlier: Sequence[Figure], new: Sequence[Figure], sentence: Sentence, known: Lexicon
) -> tuple[list[Figure], list[Figure]]:
    """The figures of the sentence before and of this one, claims without a figure given to theirs.

    What names a figure of either sentence again is of that one, where it can be of no other; what
    begins by referring back is of the only figure of the sentence before.
    """
    before, here = list(earlier), list[Figure]()
    end = sentence.start
    for figure in new:
        words = tokens(sentence.text, end, max(end, figure.start), known)
        end = max(end, figure.end, *(claim.end for claim in figure.claims))
        if figure.printed or not figure.claims:
            here.append(figure)
        elif not _joined(here, figure, words, sentence.text, known):
            first = not here
            if not _joined(before, figure, words, sentence.text, known, carried=True, first=first):
                here.append(figure)
    return before, here


def _joined(
    figures: list[Figure],
    orphan: Figure,
    words: Sequence[Token],
    text: str,
    known: Lexicon,
    *,
    carried: bool = False,
    first: bool = False,
) -> bool:
    """Whether the claims of an orphan were given to one of the figures.

    They are `carried` to another sentence; only the `first` of its own may refer to all of that.
    """
    home = _home(figures, orphan, words, text, known, refers=first and _refers_back(words))
    if home < 0:
        return False
    claims = (_carried(claim) if carried else claim for claim in orphan.claims)
    figures[home] = replace(figures[home], claims=(*figures[home].claims, *claims))
    return True


def _carried(claim: Claim) -> Claim:
    return replace(claim, doubts=(*claim.doubts, CARRIED))


def _home(
    figures: Sequence[Figure],
    orphan: Figure,
    words: Sequence[Token],
    text: str,
    known: Lexicon,
    *,
    refers: bool,
) -> int:
    """The number of the figure that an orphan is about; -1 where it could be of several or none."""
    latest = range(max(0, len(figures) - _BACK), len(figures))
    printed = [at for at in latest if figures[at].printed and figures[at].standing == "actual"]
    if refers and len(printed) == 1:
        return printed[0]

    said = _words(words)
    alike = [
        at
        for at in printed
        if figures[at].period == orphan.period and _counts_alike(figures[at], orphan)
    ]
    if not said:
        return -1
    named = [at for at in alike if _names(figures[at], text, known, said, exact=not refers)]
    return named[0] if len(named) == 1 else -1


def _refers_back(words: Sequence[Token]) -> bool:
    """Whether the words refer to what was told before, and to no time."""
    return any(
        "refers-back" in word.uses and not before.roles.keys() & _TIMES
        for before, word in pairwise(words)
    )


def _counts_alike(figure: Figure, orphan: Figure) -> bool:
    """Whether no change of the orphan is in another unit than the figure."""
    changes = (claim.unit for claim in orphan.claims if claim.kind == "change")
    return all(unit in _STEPS or unit == figure.unit for unit in changes)


def _names(figure: Figure, text: str, known: Lexicon, said: set[str], *, exact: bool) -> bool:
    """Whether words name a figure; a sum of money is named by all of its own words."""
    subject = _words(tokens(figure.subject, 0, len(figure.subject), known))
    if figure.unit in currencies():
        return said == subject or (not exact and said <= subject)
    after = text[figure.end : figure.end + _NAMED]
    stop = next((at for at, sign in enumerate(after) if sign in ",;.()" or sign.isdigit()), _NAMED)
    unit = tokens(figure.printed, 0, len(figure.printed), known)
    counted = tokens(after[:stop], 0, len(after[:stop]), known)
    return said <= subject | _words(unit) | _words(counted)


def _words(words: Sequence[Token]) -> set[str]:
    """The words with content, each alone."""
    return {part for at in content(words, 0, len(words)) for part in words[at].text.split()}
