"""The statements of several sources as one sequence."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import overload

from plan_tracker.model.statement import Statement

_KEPT = 50_000  # what is asked for once is mostly asked for again


class Statements(Sequence[Statement]):
    """Sequences of statements one after the other; those of a table are made when asked for."""

    def __init__(self, *parts: Sequence[Statement]) -> None:
        self._parts = parts
        self._one = lru_cache(maxsize=_KEPT)(self._make)
        self._starts = [0, *accumulate(map(len, parts))]

    def __len__(self) -> int:
        return self._starts[-1]

    @overload
    def __getitem__(self, at: int) -> Statement: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Statement]: ...

    def __getitem__(self, at: int | slice) -> Statement | Sequence[Statement]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        return self._one(at % len(self))

    def _make(self, at: int) -> Statement:
        part = bisect_right(self._starts, at) - 1
        return self._parts[part][at - self._starts[part]]


class Chosen(Sequence[Statement]):
    """Some of a sequence's statements, by their numbers; none is made before it is asked for."""

    def __init__(self, statements: Sequence[Statement], numbers: Sequence[int]) -> None:
        self._statements = statements
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> Statement: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Statement]: ...

    def __getitem__(self, at: int | slice) -> Statement | Sequence[Statement]:
        if isinstance(at, slice):
            return Chosen(self._statements, self._numbers[at])
        return self._statements[int(self._numbers[at])]
