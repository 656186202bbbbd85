"""What the values and times of the figures of a sentence decide, where its words leave it open."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from operator import is_not

from plan_tracker.documents.figures.figure import NO_TIME
from plan_tracker.documents.reported import Claim, Figure, Reference
from plan_tracker.language.lexicon import Lexicon
from plan_tracker.language.tokens import tokens

_COMPARED = frozenset({"growth", "change", "multiple"})
_AGAIN = 25  # signs between two claims of which the second says the first again
_BACK = 6  # figures before, of which one may be the whole
_NO_PARTS = frozenset({"%", "point", "score", "rank", "time", ""})
_NAMING = 50  # signs before a figure that may say that it was planned
_LISTING = frozenset(";:()")  # ends a list, or begins one
_YEAR = 4  # signs of a period that is a year


def decided(figures: Sequence[Figure], known: Lexicon, text: str, year: int | None) -> list[Figure]:
    """The figures of a sentence: shares told by their value, and bases told by their year.

    `year` is the first that the document names.
    """
    settled: list[Figure] = []
    for figure in figures:
        claims = tuple(_share(claim, figure, settled, known) for claim in figure.claims)
        claims = _held_alike(claims, text)
        if any(map(is_not, claims, figure.claims)):
            figure = replace(figure, claims=claims)
        dated = bool(settled) and _dated_before(settled[-1], figure, text)
        if dated and _is_base(settled[-1], figure, known, year):
            settled[-1] = _with_base(settled[-1], figure)
        else:
            settled += _with_share_of_all(figure, settled, known, text)
    return settled


def _with_share_of_all(
    figure: Figure, before: Sequence[Figure], known: Lexicon, text: str
) -> Iterator[Figure]:
    """`tôm 4 tỷ, cá 3 tỷ và gỗ 9 tỷ USD, chiếm 64%`: a share that may be of all is of none.

    It is of the last where that and a whole, or all that are listed, make it.
    """
    shares = [claim for claim in figure.claims if claim.kind == "share"]
    listed = list(_listed_before(figure, before, known, text)) if shares else []
    if not listed:
        yield figure
        return

    earlier = before[: len(before) - len(listed)][-_BACK:]
    wholes = [whole.value for whole in earlier if _alike(whole, figure)]
    values = [part.value for part in (*listed, figure) if part.value is not None]
    total = sum(values, Fraction(0))
    of_all = [
        claim
        for claim in shares
        if not _makes(claim, figure.value, [*wholes, total])
        and (len(listed) > 1 or _makes(claim, total, wholes))
    ]
    yield replace(figure, claims=tuple(claim for claim in figure.claims if claim not in of_all))
    if of_all:
        yield replace(
            figure,
            start=of_all[0].start,
            end=of_all[0].start,
            printed="",
            value=None,
            low=None,
            high=None,
            unit="",
            claims=tuple(of_all),
        )


def _listed_before(
    figure: Figure, before: Sequence[Figure], known: Lexicon, text: str
) -> Iterator[Figure]:
    """The figures of a list that ends with this one, behind an `and`, of which nothing is said."""
    last = figure
    for earlier in reversed(before):
        between = text[earlier.end : last.start]
        joined = last is not figure or any(
            "and" in word.uses for word in tokens(between, 0, len(between), known)
        )
        plain = earlier.kind == "level" and not earlier.claims and _alike(earlier, figure)
        if not (plain and joined) or _LISTING & set(between):
            return
        yield earlier
        last = earlier


def _alike(earlier: Figure, figure: Figure) -> bool:
    """Whether two amounts are in one unit, of what can be added up."""
    return earlier.unit == figure.unit and figure.unit not in _NO_PARTS


def _makes(claim: Claim, part: Fraction | None, wholes: Iterable[Fraction | None]) -> bool:
    """Whether a part is the claimed share of one of some wholes."""
    if part is None or claim.low is None or claim.high is None:
        return False
    return any(whole and claim.low <= 100 * part / whole <= claim.high for whole in wholes)


def _held_alike(claims: Sequence[Claim], text: str) -> tuple[Claim, ...]:
    """`tăng 1.250 tỷ đồng (11,2%) so với năm 2021`: what is told twice is held against one time."""
    if len(claims) < 2:
        return tuple(claims)
    held = list(claims)
    for at, (first, second) in enumerate(pairwise(claims)):
        named = first.reference is not None and first.reference.period is not None
        between = text[first.end : second.start]
        again = len(between) <= _AGAIN and not set(between) & set(",;.")
        if first.kind in _COMPARED and second.kind in _COMPARED and not named and again:
            held[at] = replace(first, reference=second.reference or first.reference)
    return tuple(held)


def _share(claim: Claim, figure: Figure, before: Sequence[Figure], known: Lexicon) -> Claim:
    """`3.094 hệ thống, 1.949 đã được duyệt, đạt 63%`: a share, as the two numbers say so."""
    open_ = claim.kind == "attainment" and not claim.stated and figure.unit not in _NO_PARTS
    if not open_ or figure.value is None or claim.low is None or claim.high is None:
        return claim
    for whole in before[-_BACK:]:
        alike = whole.unit == figure.unit and not _is_plan(whole, known)
        total = whole.value if alike else None
        if total and claim.low <= 100 * figure.value / total <= claim.high:
            return replace(claim, kind="share")
    return claim


def _dated_before(before: Figure, figure: Figure, text: str) -> bool:
    """Whether a year stands between two figures, as in `39 tỷ đồng, năm 2020 là 33 tỷ đồng`."""
    end = max(before.end, *(claim.end for claim in before.claims), before.end)
    return any(sign.isdigit() for sign in text[end : figure.start])


def _is_plan(figure: Figure, known: Lexicon) -> bool:
    """Whether the words before a figure say that it was planned."""
    words = tokens(figure.near, max(0, len(figure.near) - _NAMING), len(figure.near), known)
    return figure.standing == "plan" or any(word.roles.get("cue") == "plan" for word in words)


def _is_base(before: Figure, figure: Figure, known: Lexicon, year: int | None) -> bool:
    """`thu 39 tỷ đồng, năm 2020 là 33 tỷ đồng`: the same in an earlier year, and no more of it."""
    alike = before.printed and figure.printed and before.unit == figure.unit != ""
    plain = figure.kind == before.kind == "level" and not figure.claims
    if not alike or not plain or before.standing != figure.standing or not figure.period:
        return False
    same = figure.subject == before.subject or "earning" in known.uses.get(
        figure.subject.lower(), ()
    )
    if not same or NO_TIME in figure.doubts or figure.whole is not None:
        return False
    if NO_TIME in before.doubts or before.period is None:
        return len(figure.period) == _YEAR and year is not None and int(figure.period) <= year
    one_form = figure.period[_YEAR:] == before.period[_YEAR:]
    return one_form and figure.period[:_YEAR] < before.period[:_YEAR]


def _with_base(figure: Figure, base: Figure) -> Figure:
    claim = Claim(
        kind="base",
        start=base.start,
        end=base.end,
        printed=base.printed,
        value=base.value,
        low=base.low,
        high=base.high,
        unit=base.unit,
        reference=Reference(base.period),
        stated=False,
    )
    return replace(figure, claims=(*figure.claims, claim))
