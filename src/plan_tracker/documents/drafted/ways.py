"""Other ways to bind what does not hold as its words lean: only what none can save is wrong.

A way says what some numbers are about instead. The same ways settle a document by itself, where
one holds just as printed, and are tried once more on what contradicts itself after all.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from plan_tracker.documents.drafted.bonds import kind_of
from plan_tracker.documents.drafted.numbers import (
    Readings,
    claim_readings,
    exceeds,
    fits,
    level_readings,
)
from plan_tracker.documents.drafted.parts import certainly_more
from plan_tracker.documents.drafted.passages import Passages
from plan_tracker.documents.drafted.ties import Node, Said, Sum, Ties
from plan_tracker.documents.drafted.wording import (
    begins_list,
    compares_with_plan,
    is_measured_otherwise,
    is_of_another_time,
    is_told_for_itself,
    names_another_time,
    share_of_time_so_far,
)
from plan_tracker.documents.reported import Claim, Figure
from plan_tracker.model.binding import Cost
from plan_tracker.model.text import Text, phrase

_BACK = 6  # figures before, of which one may be what a claim is about
_AHEAD = 3  # and figures behind it, in its sentence
_MOST = 12  # claims of a figure that may have the plan or base of another
_PACE = 2  # times as fast as ever before at most
_APART = 1000  # above the numbers of all nodes that words tell of
_OVERLAPPING = phrase("the parts of “{total}” overlap")
_UNTIED = phrase("what adds up to “{total}” is not all of it")
_ELSEWHERE = (
    (names_another_time, phrase("“{claim}” said of another time than “{level}”")),
    (is_measured_otherwise, phrase("“{claim}” measured otherwise than “{level}”")),
)


@dataclass(frozen=True, slots=True)
class Way:
    """A way to bind some numbers, its `cost` by how far words lean away, and its words for people.

    `said` are in place of those of the same figures and claims, `without` are sums that are
    not meant. `fits` tells whether the numbers that it brings together can be so, just as printed.
    """

    cost: Cost
    words: Text
    said: tuple[Said, ...] = ()
    without: tuple[Sum, ...] = ()
    fits: bool = True


def settle(passages: Passages, ties: Ties) -> None:
    """Bind otherwise what cannot be as its words lean and holds in another way as printed.

    What holds in none of them stays where its words put it.
    """
    ways = Ways(passages, ties)
    instead: dict[tuple[int, int | None], Said] = {}
    for said in ties.said:
        if (said.figure, said.claim) in instead or not ways.is_impossible(said):
            continue
        way = next((way for way in ways.among_printed(said) if way.fits), None)
        if way is not None:
            instead |= {(other.figure, other.claim): other for other in way.said}
    ties.said = [instead.get((said.figure, said.claim), said) for said in ties.said]


class Ways:
    """The ways that the words of a document allow."""

    def __init__(self, passages: Passages, ties: Ties) -> None:
        self._passages = passages
        self._levels: dict[Node, list[Said]] = defaultdict(list)
        self._compared: dict[Node, list[Said]] = defaultdict(list)
        self._claims: dict[int, list[Said]] = defaultdict(list)
        self._sums: dict[Node, list[Sum]] = defaultdict(list)
        for sum_ in ties.sums:
            self._sums[sum_.total].append(sum_)
        for said in ties.said:
            if said.against is not None:
                self._compared[said.against].append(said)
                self._claims[said.figure].append(said)
            elif said.claim is not None:
                self._levels[said.subject].append(said)

    def is_impossible(self, said: Said) -> bool:
        """Whether a claim cannot be as its words lean, however carelessly all of it is read."""
        return said.kind != "share" and not self._holds(said, lax=True)

    def of_claim(self, said: Said) -> Iterator[Way]:
        """The ways to bind a claim: what it is about, and what it is held against."""
        if said.against is None:
            return
        if said.kind == "share":
            yield from self._of_another_whole(said)
        else:
            yield from self.among_printed(said)
            yield from self._of_what_is_not_printed(said)

    def among_printed(self, said: Said) -> Iterator[Way]:
        """The ways to bind a claim among the numbers that are printed near it.

        It is about another figure of its sentence or the one before, `212,000, 4,000 more than in
        2022, and 98 percent of the planned 216,000`; or the plan or base beside it is that of
        another claim of its sentence.
        """
        if said.against is None:
            return
        together = self._compared[said.against]
        levels = self._levels.get(said.against, [])
        unsure = tuple(replace(level, sure=False) for level in levels)
        for number in self._near(said.figure):
            if Node(number) == said.subject:
                continue
            moved = tuple(replace(claim, subject=Node(number), sure=False) for claim in together)
            yield Way(
                Cost.OPEN,
                phrase("“{claim}” said of “{level}”", **self._named(said, number)),
                moved + unsure,
                fits=bool(levels) and all(map(self._holds, moved)),
            )
        for level in levels:
            for other in self._claims_near(said):
                if self._may_take(other, level):
                    yield self._taken_over(other, level)

    def _taken_over(self, other: Said, level: Said) -> Way:
        """The way in which a plan or base is that of another claim."""
        assert other.against is not None, "what takes over a level is held against something"
        moved = replace(level, subject=other.against, sure=False)
        taking = tuple(replace(claim, sure=False) for claim in self._compared[other.against])
        return Way(
            Cost.OPEN,
            phrase("“{level}” beside “{claim}”", level=self._text(level), claim=self._text(other)),
            (*taking, moved),
            fits=all(self._holds(claim, against=self._readings_of(level)) for claim in taking),
        )

    def _may_take(self, other: Said, level: Said) -> bool:
        """Whether a plan or base may be that of another claim, which has none."""
        node = other.against
        if node is None or other.claim is None or node == level.subject:
            return False
        units = self._claim(level).unit, self._passages.figures[other.figure].unit
        alike = node.role == level.subject.role and node.role != "own"
        return alike and not self._levels.get(node) and ("" in units or units[0] == units[1])

    def _of_what_is_not_printed(self, said: Said) -> Iterator[Way]:
        """The ways in which a claim is not about what stands beside it, as its words say."""
        assert said.against is not None and said.claim is not None
        passages, figure, claim = self._passages, self._figure(said), self._claim(said)
        apart = Node(said.figure, "own", _APART + said.claim)
        together = self._compared[said.against]
        moved = tuple(replace(other, subject=apart, sure=False) for other in together)
        named = self._named(said, said.figure)
        for allows, words in _ELSEWHERE:
            if allows(passages, figure, claim):
                yield Way(Cost.OPEN, words.filled(**named), moved)
        share = share_of_time_so_far(passages, figure, claim)
        if share is not None:
            words = phrase("“{claim}” said of all the time so far, and not of “{level}” alone")
            fits_all = self._may_be_so_far(said, share)
            yield Way(Cost.OPEN, words.filled(**named), moved, fits=fits_all)

        against = Node(said.figure, said.against.role, _APART + said.claim)
        for level in self._levels.get(said.against, ()):
            base = self._claim(level)
            planned = level.kind == "base" and compares_with_plan(passages, claim, base)
            if planned or begins_list(passages, level.figure, base):
                yield Way(
                    Cost.OPEN,
                    phrase(
                        "“{claim}” held against another figure than “{level}”",
                        claim=self._text(said),
                        level=self._text(level),
                    ),
                    (replace(said, against=against, sure=False),),
                )

    def _of_another_whole(self, said: Said) -> Iterator[Way]:
        """A share is one of another number of its sentence or the one before."""
        for number in self._near(said.figure):
            if Node(number) not in (said.subject, said.against):
                moved = replace(said, against=Node(number), sure=False)
                yield Way(
                    Cost.OPEN,
                    phrase("“{claim}” as a share of “{level}”", **self._named(said, number)),
                    (moved,),
                    fits=self._holds(moved),
                )

    def of_sum(self, sum_: Sum) -> Iterator[Way]:
        """The ways to understand a whole and its parts: they overlap, or are of another whole.

        What words call the difference of two numbers, or all the parts of one, is nothing else.
        """
        figures = self._passages.figures
        first, total = sum_.parts[0].figure, sum_.total.figure
        yield from self._of_level_between(sum_)
        yield from self._of_another_time(sum_)
        yield from self._told_for_itself(sum_)
        if len(sum_.parts) > 1:
            words = _UNTIED if sum_.rest.high == 0 else _OVERLAPPING
            if not sum_.stated:
                yield Way(Cost.AGAINST, words.filled(total=figures[total].printed), without=(sum_,))
            return
        for number in self._near(first):
            if number != total and number < first:
                words = phrase(
                    "“{part}” as a part of “{total}”",
                    part=figures[first].printed,
                    total=figures[number].printed,
                )
                enough = not certainly_more(self._passages, number, [first])
                yield Way(Cost.AGAINST, words, without=(sum_,), fits=enough)

    def _of_another_time(self, sum_: Sum) -> Iterator[Way]:
        """What is told of another time than the whole is no part of it, alone and with others."""
        figures, total = self._passages.figures, sum_.total
        for part in sum_.parts:
            if is_of_another_time(self._passages, total.figure, part.figure):
                words = phrase(
                    "“{part}” said of another time than “{total}”",
                    part=figures[part.figure].printed,
                    total=figures[total.figure].printed,
                )
                without = tuple(each for each in self._sums[total] if part in each.parts)
                yield Way(Cost.OPEN, words, without=without)

    def _told_for_itself(self, sum_: Sum) -> Iterator[Way]:
        """What a clause of its own tells behind the parts need not be one of them."""
        figures, total = self._passages.figures, sum_.total
        listed = [part.figure for each in self._sums[total] for part in each.parts]
        for part in sum_.parts:
            if is_told_for_itself(self._passages, min(listed), part.figure):
                words = phrase(
                    "“{part}” told for itself, and not as a part of “{total}”",
                    part=figures[part.figure].printed,
                    total=figures[total.figure].printed,
                )
                without = tuple(each for each in self._sums[total] if part in each.parts)
                yield Way(Cost.OPEN, words, without=without)

    def _of_level_between(self, sum_: Sum) -> Iterator[Way]:
        """Parts of a base that stands between them and their whole, and in no bracket.

        `£8.1 billion, less than the £8.8 billion of 2022, of which £8.3 billion`
        """
        whole = self._passages.figures[sum_.total.figure]
        parts = [self._passages.figures[part.figure] for part in sum_.parts]
        for claim in whole.claims:
            between = whole.end <= claim.start and claim.end <= parts[0].start
            bracketed = ")" in self._passages.text[claim.end : parts[0].start]
            alike = claim.kind == "base" and claim.unit == whole.unit
            if alike and between and not bracketed:
                level = claim_readings(claim, whole, kind_of(claim))
                words = phrase(
                    "“{part}” as a part of “{total}”", part=parts[0].printed, total=claim.printed
                )
                enough = not exceeds(level, [level_readings(part) for part in parts])
                yield Way(Cost.OPEN, words, without=(sum_,), fits=enough)

    def _near(self, number: int) -> Iterator[int]:
        """The figures that a claim may be about, as its own is: those before it come first."""
        passages, unit = self._passages, self._passages.figures[number].unit
        for other in (
            *range(number - 1, max(-1, number - 1 - _BACK), -1),
            *range(number + 1, min(len(passages.figures), number + 1 + _AHEAD)),
        ):
            apart = passages.sentence(number) - passages.sentence(other)
            figure = passages.figures[other]
            alike = figure.kind == "level" and figure.unit in (unit, "")
            if apart in (0, 1) and figure.printed and alike:
                yield other

    def _claims_near(self, said: Said) -> Iterator[Said]:
        """Other claims of the same figure, and of others of its sentence."""
        number, passages = said.figure, self._passages
        yield from self._claims[number][:_MOST]
        for other in (
            *range(number - 1, max(-1, number - 1 - _BACK), -1),
            *range(number + 1, min(len(passages.figures), number + 1 + _AHEAD)),
        ):
            if passages.alike(number, other):
                yield from self._claims[other][:_MOST]

    def _holds(self, said: Said, *, lax: bool = False, against: Readings | None = None) -> bool:
        """Whether a claim can be, by what is printed of what it ties together."""
        level = self._readings(said.subject)
        other = against or (self._readings(said.against) if said.against else None)
        if level is None or other is None or said.years > 1:
            return True
        return any(
            fits(said.kind, (reading,), level, other, lax=lax)
            for reading in self._readings_of(said)
        )

    def _may_be_so_far(self, said: Said, share: Fraction) -> bool:
        """Whether a percentage of a plan may be that of a time of which a figure is a share.

        Then it makes at least half of what that time has at the pace of the figure.
        """
        level, plan = self._readings(said.subject), said.against and self._readings(said.against)
        claim = self._readings_of(said)
        if not (level and plan and claim):
            return True
        return claim[0].value * plan[0].value * share * _PACE >= level[0].value * 100

    def _readings(self, node: Node) -> Readings | None:
        """How what is printed of a quantity reads; None where nothing is."""
        if node.role == "own" and not node.number:
            return level_readings(self._passages.figures[node.figure])
        levels = self._levels.get(node)
        return self._readings_of(levels[0]) if levels else None

    def _readings_of(self, said: Said) -> Readings:
        return claim_readings(self._claim(said), self._figure(said), said.kind)

    def _figure(self, said: Said) -> Figure:
        return self._passages.figures[said.figure]

    def _claim(self, said: Said) -> Claim:
        assert said.claim is not None, "a level is no claim"
        return self._figure(said).claims[said.claim]

    def _text(self, said: Said) -> str:
        return self._claim(said).printed

    def _named(self, said: Said, number: int) -> dict[str, str]:
        return {"claim": self._text(said), "level": self._passages.figures[number].printed}
