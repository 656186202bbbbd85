"""Cells that agree with others just as they are printed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from plan_tracker.grids.understood import At, UnderstoodTable
from plan_tracker.loading.drafted.ties import Ties, count_cells
from plan_tracker.model.place import Place
from plan_tracker.model.relation import RelationKind

_NAMED = 3  # cells that show why one holds


@dataclass(frozen=True, slots=True)
class HeldCell:
    """A printed number that holds.

    It is worked out from the numbers `others` in the way of `kind`, or they show it with others,
    where it is a `part` of the first.
    """

    name: str
    printed: str
    place: Place
    kind: RelationKind
    others: tuple[str, ...]
    part: bool


@dataclass(frozen=True)
class HeldCells:
    """The cells of a table that were held against others and need no search.

    Those `told` are statements by now; what another file prints of those told `again` agrees.
    """

    table: UnderstoodTable
    ties: tuple[Ties, ...]
    told: frozenset[At]
    again: Mapping[At, str] = field(default_factory=dict)

    @cached_property
    def count(self) -> int:
        """How many there are."""
        width = len(self.table.sheet.columns)
        return count_cells(self.ties, width, self.again, self.told)

    def cells(self) -> Iterator[HeldCell]:
        """Each once; only made where somebody asks for all.

        What is worked out from others says so; what is not is first of all part of a sum.
        """
        seen = set(self.told)
        tied = [tie for ties in self._sums_first() for tie in map(ties.tie, range(len(ties.cells)))]
        for tie in tied:
            result, *others = tie.cells
            if result not in seen:
                seen.add(result)
                yield self._cell(result, tie.kind, others, part=False)
        for tie in tied:
            result, *others = tie.cells
            for at in others:
                if at not in seen:
                    seen.add(at)
                    yield self._cell(at, tie.kind, [result], part=True)
        for at, printed in self.again.items():
            if at not in seen:
                yield HeldCell(
                    self.table.label(at),
                    self.table.sheet.text(*at),
                    self.table.place(at),
                    "quotient",
                    (printed,),
                    part=True,
                )

    def _sums_first(self) -> list[Ties]:
        return sorted(self.ties, key=lambda ties: not ties.adds)

    def _cell(self, at: At, kind: RelationKind, others: list[At], *, part: bool) -> HeldCell:
        text = self.table.sheet.text
        named = tuple(text(*cell) for cell in others[:_NAMED])
        more = ("…",) if len(others) > _NAMED else ()
        place = self.table.place(at)
        return HeldCell(self.table.label(at), text(*at), place, kind, (*named, *more), part)
