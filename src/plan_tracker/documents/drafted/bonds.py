"""Which claims of a figure speak of one plan or one base: `đạt 15% kế hoạch (4.171 tỷ đồng)`."""

from dataclasses import dataclass, field
from typing import Literal

from plan_tracker.documents.drafted.numbers import claim_readings, fits, level_readings
from plan_tracker.documents.drafted.passages import Passages
from plan_tracker.documents.figures.claims_apart import CARRIED
from plan_tracker.documents.reported import Claim, Figure
from plan_tracker.model.statement import StatementKind

BondRole = Literal["plan", "base"]
LEVELS: dict[str, BondRole] = {"target": "plan", "base": "base"}
RATIOS: dict[str, BondRole] = {
    "attainment": "plan", "growth": "base", "change": "base", "multiple": "base",
}  # fmt: skip
_BREAKS = frozenset(",;:)")
_AMOUNTS = frozenset({*LEVELS, "change"})
_NAMING = 60  # signs after a percentage that may name its plan
_KINDS: dict[str, StatementKind] = {
    "target": "target", "base": "base", "attainment": "attainment", "growth": "growth",
    "change": "change", "multiple": "multiple",
}  # fmt: skip


@dataclass(slots=True)
class Bond:
    """The claims of a figure, by their numbers, that are held against one other quantity.

    It is not `sure` where not words but the numbers brought its claims together, or where what they
    are about is named in another sentence.
    """

    role: BondRole
    ratios: list[int] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    sure: bool = True


def bonds_of(passages: Passages, number: int) -> list[Bond]:
    """The bonds of a figure, in the order in which its text speaks of them."""
    figure = passages.figures[number]
    bonds: list[Bond] = []
    last: tuple[Claim, Bond] | None = None
    for at, claim in enumerate(figure.claims):
        role = _role(passages, figure, claim)
        if role is None:
            last = None
            continue

        bond = last[1] if last and _together(passages, figure, *last, claim) else None
        if bond is None:
            bond = Bond(role)
            bonds.append(bond)
        (bond.levels if claim.kind in LEVELS else bond.ratios).append(at)
        last = claim, bond
    for bond in bonds:
        claims = (figure.claims[at] for at in (*bond.ratios, *bond.levels))
        bond.sure = not any(CARRIED in claim.doubts for claim in claims)
    return _brought_together(bonds, figure)


def _together(passages: Passages, figure: Figure, before: Claim, bond: Bond, claim: Claim) -> bool:
    """Whether a claim belongs to the bond of the one before it, as their words stand together."""
    between = passages.text[before.end : claim.start]
    if ";" in between or passages.stands_between(before.end, claim.start, figure):
        return False
    if bond.role != _role(passages, figure, claim):
        return False
    if before.kind in RATIOS and claim.kind in RATIOS and not _says_again(passages, before, claim):
        return False
    if bond.ratios and (claim.kind == "multiple" or _is_unchanged(claim)):
        return False  # up 2.2 million from 54.4 million, while the percentage was unchanged

    kinds = {figure.claims[at].kind for at in (*bond.ratios, *bond.levels)}
    if claim.kind in kinds or (kinds & LEVELS.keys() and claim.kind in LEVELS):
        return False
    if claim.kind in LEVELS and not _in_unit(claim, figure):
        return False
    if before.kind in LEVELS and _names_plan(passages, claim):
        return False  # vượt dự toán (108.800 tỷ đồng), đạt 100,76% chỉ tiêu phấn đấu
    timed = any(sign.isdigit() for sign in between)
    return not timed or _stands_in_bracket(claim, between) or _of_one_time(before, claim)


def _stands_in_bracket(claim: Claim, between: str) -> bool:
    """Whether a plan or base is in the bracket right behind what it is compared with."""
    at_once = between.rstrip().endswith("(") and not any(sign in _BREAKS for sign in between)
    return claim.kind in LEVELS and at_once


def _role(passages: Passages, figure: Figure, claim: Claim) -> BondRole | None:
    """What a claim is held against: a gap is one to a plan, `Rs385 billion short of the target`.

    Nothing where it is an amount in another unit: `$74.20 a barrel, down 85 cents`.
    """
    points = figure.unit == "%" and claim.kind == "change" and claim.unit in ("point", "score")
    if claim.kind in _AMOUNTS and not (points or _in_unit(claim, figure)):
        return None
    planned = claim.reference is not None and claim.reference.measure == "target"
    if claim.kind == "change" and (planned or _is_gap(passages, claim)):
        return "plan"
    return LEVELS.get(claim.kind) or RATIOS.get(claim.kind)


def _is_gap(passages: Passages, claim: Claim) -> bool:
    if claim.reference is not None and claim.reference.measure == "target":
        return True
    words = passages.words(claim.start, claim.end)
    return any(token.roles.get("cue") in ("lack", "beyond") for token in words)


def _is_unchanged(claim: Claim) -> bool:
    return claim.kind in RATIOS and not any(sign.isdigit() for sign in claim.printed)


def _says_again(passages: Passages, before: Claim, claim: Claim) -> bool:
    """Whether a claim says the one before it once more: `tăng 25 vụ (24%)`, `$26 million or 6%`."""
    between = passages.words(before.end, claim.start)
    return any(token.text == "(" or {"or", "again"} & token.uses for token in between)


def _names_plan(passages: Passages, claim: Claim) -> bool:
    """Whether the words after a percentage name the plan that it is of."""
    for token in passages.words(claim.end, claim.end + _NAMING):
        if not token.text[:1].isalpha():
            return False
        if token.roles.get("cue") == "plan":
            return True
    return False


def _in_unit(claim: Claim, figure: Figure) -> bool:
    return claim.unit in ("", figure.unit) or not figure.unit


def _of_one_time(first: Claim, second: Claim) -> bool:
    """Whether two claims name one time to be held against, or one of them none."""
    named = {claim.reference.period for claim in (first, second) if claim.reference}
    return len(named - {None}) < 2


def _brought_together(bonds: list[Bond], figure: Figure) -> list[Bond]:
    """The bonds, a plan or base that stands apart with the claim whose numbers it fits."""
    alone = [bond for bond in bonds if not bond.ratios]
    for bond in alone:
        for other in bonds:
            claims = [figure.claims[at] for at in (*other.ratios, *bond.levels)]
            apart = other.role == bond.role and other.ratios and not other.levels
            if apart and _fit(figure, claims):
                other.levels, other.sure = bond.levels, False
                bonds.remove(bond)
                break
    return bonds


def _fit(figure: Figure, claims: list[Claim]) -> bool:
    """Whether claims, the last of them a level, hold of a figure as careful offices print."""
    *ratios, level = claims
    if not _in_unit(level, figure):
        return False
    readings = level_readings(figure)
    other = claim_readings(level, figure, _KINDS[level.kind])
    kinds = [kind_of(claim) for claim in ratios]
    return all(
        fits(kind, claim_readings(claim, figure, kind), readings, other, lax=False)
        for kind, claim in zip(kinds, ratios, strict=True)
    )


def kind_of(claim: Claim) -> StatementKind:
    """The kind of a claim as a statement."""
    return _KINDS[claim.kind]
