"""Claims that need more than their figure: a rank, n of N and its ratio are figures of their own
in a source file, and a share is of another indicator.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from plan_tracker.documents.reported import Claim, Figure
from plan_tracker.documents.source_file.matching import Match, Matching, Names


def restated(figures: Sequence[Figure], matching: Matching) -> Iterator[tuple[Figure, Match]]:
    """Every figure with its match, then those of its claims that fit an indicator as figures.

    `8,2 tỷ USD, đứng thứ 9 cả nước` states a rank beside an amount, `82,5% (52/63 địa phương)` one
    share twice. What fits no indicator stays a claim.
    """
    for figure in figures:
        match = matching.match(figure)
        figures_of_claims: dict[Claim, tuple[Figure, Match]] = {}
        for claim, restating in _figures_of(figure):
            match_of_claim = matching.match(restating)
            fits = match_of_claim.indicator is not None
            if fits and _tells(claim, match_of_claim, match):
                figures_of_claims[claim] = restating, match_of_claim

        claims = tuple(claim for claim in figure.claims if claim not in figures_of_claims)
        yield replace(figure, claims=claims), match
        yield from figures_of_claims.values()


def share_of(
    claim: Claim, figure: Figure, match: Match, whole: str, names: Names
) -> tuple[str, str]:
    """The indicator that a share is of, and what is unsure of it; empty where none is known.

    The words after it name it, else it is the `whole` that the text says the figure is part of.
    """
    if claim.kind != "share" or figure.kind == "count":
        return "", ""
    own = match.indicator.id if match.indicator else ""
    if claim.whole:
        named = names.match(replace(figure, subject=claim.whole, near="", around=""))
        if named.indicator is not None and named.indicator.id != own:
            return named.indicator.id, named.doubt
    return (whole, "") if whole != own else ("", "")


def claimed_figures(figure: Figure) -> Iterator[Figure]:
    """The claims of a figure that are figures in their own right."""
    return (claimed for _, claimed in _figures_of(figure))


def _figures_of(figure: Figure) -> Iterator[tuple[Claim, Figure]]:
    """The claims that are figures in their own right, and those figures."""
    for claim in figure.claims:
        ratio = claim.kind == "share" and figure.kind == "count"
        if claim.kind not in ("rank", "count") and not ratio:
            continue
        kind = "level" if ratio else claim.kind
        yield (
            claim,
            replace(
                figure,
                start=claim.start,
                end=claim.end,
                printed=claim.printed,
                value=claim.value,
                low=claim.low,
                high=claim.high,
                unit=claim.unit,
                kind=kind,
                of=claim.of,
                claims=(),
                whole=None,
                shared_unit=False,
            ),
        )


def _tells(claim: Claim, match_of_claim: Match, match: Match) -> bool:
    """Whether a restated claim is about what its figure is about: a rank about the ranked thing,
    a ratio about the same share.
    """
    return claim.kind == "rank" or match_of_claim.indicator == match.indicator
