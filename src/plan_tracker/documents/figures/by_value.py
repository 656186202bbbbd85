"""What the values and times of the figures of a sentence decide, where its words leave it open."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from plan_tracker.documents.figures.figure import NO_TIME
from plan_tracker.documents.reported import Claim, Figure, Reference

_BACK = 6  # figures before, of which one may be the whole
_NO_PARTS = frozenset({"%", "point", "score", "rank", "time", ""})
_YEAR = 4  # signs of a period that is a year


def decided(
    figures: Sequence[Figure], uses: Mapping[str, frozenset[str]], year: int | None
) -> list[Figure]:
    """The figures of a sentence: shares told by their value, and bases told by their year.

    `uses` are what words do in a sentence; `year` is the first that the document names.
    """
    settled: list[Figure] = []
    for figure in figures:
        claims = tuple(_share(claim, figure, settled) for claim in figure.claims)
        figure = replace(figure, claims=claims)
        if settled and _is_base(settled[-1], figure, uses, year):
            settled[-1] = _with_base(settled[-1], figure)
        else:
            settled.append(figure)
    return settled


def _share(claim: Claim, figure: Figure, before: Sequence[Figure]) -> Claim:
    """`3.094 hệ thống, 1.949 đã được duyệt, đạt 63%`: a share, as the two numbers say so."""
    open_ = claim.kind == "attainment" and not claim.stated and figure.unit not in _NO_PARTS
    if not open_ or figure.value is None or claim.low is None or claim.high is None:
        return claim
    for whole in before[-_BACK:]:
        total = whole.value if whole.unit == figure.unit else None
        if total and claim.low <= 100 * figure.value / total <= claim.high:
            return replace(claim, kind="share")
    return claim


def _is_base(
    before: Figure, figure: Figure, uses: Mapping[str, frozenset[str]], year: int | None
) -> bool:
    """`thu 39 tỷ đồng, năm 2020 là 33 tỷ đồng`: the same in an earlier year, and no more of it."""
    alike = before.printed and figure.printed and before.unit == figure.unit != ""
    plain = figure.kind == before.kind == "level" and not figure.claims
    if not alike or not plain or before.standing != figure.standing or not figure.period:
        return False
    same = figure.subject == before.subject or "earning" in uses.get(figure.subject.lower(), ())
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
