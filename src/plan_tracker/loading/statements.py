"""Sequences of statements that are made one by one, when they are asked for."""

from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import overload

from plan_tracker.model.statement import Statement

_KEPT = 50_000  # what is asked for once is mostly asked for again


class AskedFor(Sequence[Statement]):
    """Statements by number; a slice makes none of them yet."""

    __slots__ = ()

    @abstractmethod
    def made(self, at: int) -> Statement:
        """The statement of a number from 0 on."""

    @overload
    def __getitem__(self, at: int) -> Statement: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Statement]: ...

    def __getitem__(self, at: int | slice) -> Statement | Sequence[Statement]:
        if isinstance(at, slice):
            return Chosen(self, range(*at.indices(len(self))))
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        return self.made(at % len(self))


class Statements(AskedFor):
    """Sequences of statements one after the other."""

    def __init__(self, *parts: Sequence[Statement]) -> None:
        self._parts = parts
        self._starts = [0, *accumulate(map(len, parts))]
        self._kept = lru_cache(maxsize=_KEPT)(self._found)

    def __len__(self) -> int:
        return self._starts[-1]

    def made(self, at: int) -> Statement:
        """The statement of a number, kept for the next time."""
        return self._kept(at)

    def _found(self, at: int) -> Statement:
        part = bisect_right(self._starts, at) - 1
        return self._parts[part][at - self._starts[part]]


class Chosen(AskedFor):
    """Some of a sequence's statements, by their numbers."""

    def __init__(self, statements: Sequence[Statement], numbers: Sequence[int]) -> None:
        self._statements = statements
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def made(self, at: int) -> Statement:
        """The statement with the number that stands in this place."""
        return self._statements[int(self._numbers[at])]
