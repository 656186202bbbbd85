"""How well extracted figures and claims agree with what is expected: precision, recall, F1.

A figure is right where its place overlaps the expected one and its value is the same; a claim must
also be of the same kind, and is bound right where the figure it stands under is right too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from plan_tracker.documents import Figure


@dataclass(frozen=True, slots=True)
class Expected:
    """A figure (kind empty) or a claim at text[start:end]."""

    kind: str
    start: int
    end: int
    value: Fraction | None
    printed: str = ""


@dataclass(slots=True)
class Score:
    """Counts over documents."""

    right: int = 0
    found: int = 0
    expected: int = 0

    def add(self, right: int, found: int, expected: int) -> None:
        self.right, self.found, self.expected = (
            self.right + right, self.found + found, self.expected + expected,
        )  # fmt: skip

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class Scores:
    """The three scores, and what was missed or found without reason."""

    figures: Score = field(default_factory=Score)
    claims: Score = field(default_factory=Score)
    bound: Score = field(default_factory=Score)
    wrong: list[str] = field(default_factory=list)


Group = tuple[Expected | None, list[Expected]]


def score(
    expected: Sequence[Group], found: Iterable[Figure], scores: Scores, name: str = ""
) -> None:
    """Add one document to the scores."""
    groups = [_group(figure) for figure in found]
    wanted = [figure for figure, _ in expected if figure]
    printed = [figure for figure, _ in groups if figure]
    pairs = _match(wanted, printed)
    scores.figures.add(len(pairs), len(printed), len(wanted))
    _note(scores, name, wanted, printed, pairs)
    claims = [(claim, figure) for figure, each in expected for claim in each]
    said = [(claim, figure) for figure, each in groups for claim in each]
    alike = _match([claim for claim, _ in claims], [claim for claim, _ in said])
    scores.claims.add(len(alike), len(said), len(claims))
    _note(scores, name, [claim for claim, _ in claims], [claim for claim, _ in said], alike)
    same = {id(wanted[a]): id(printed[b]) for a, b in pairs.items()}
    bound = 0
    for a, b in alike.items():
        one, other = claims[a][1], said[b][1]
        if (one is None and other is None) or (one and other and same.get(id(one)) == id(other)):
            bound += 1
        else:
            scores.wrong.append(f"{name}: bound wrong: {claims[a][0].kind} {claims[a][0].printed}")
    scores.bound.add(bound, len(said), len(claims))


def _group(figure: Figure) -> Group:
    claims = [
        Expected(claim.kind, claim.start, claim.end, claim.value, claim.printed)
        for claim in figure.claims
    ]
    if not figure.printed:
        return None, claims
    return Expected("", figure.start, figure.end, figure.value, figure.printed), claims


def _match(wanted: Sequence[Expected], found: Sequence[Expected]) -> dict[int, int]:
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for a, one in enumerate(wanted):
        for b, other in enumerate(found):
            if b not in taken and _alike(one, other):
                pairs[a] = b
                taken.add(b)
                break
    return pairs


def _alike(one: Expected, other: Expected) -> bool:
    overlap = one.start < other.end and other.start < one.end
    return one.kind == other.kind and overlap and one.value == other.value


def _note(
    scores: Scores, name: str, wanted: Sequence[Expected], found: Sequence[Expected],
    pairs: dict[int, int],
) -> None:  # fmt: skip
    for a, one in enumerate(wanted):
        if a not in pairs:
            scores.wrong.append(f"{name}: missed {one.kind} {one.printed!r}")
    for b, other in enumerate(found):
        if b not in pairs.values():
            value = float(other.value) if other.value is not None else None
            scores.wrong.append(f"{name}: extra {other.kind} {other.printed!r} {value}")
