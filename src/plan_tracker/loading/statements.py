"""Sequences of statements that are made one by one, when they are asked for."""

from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, overload

from plan_tracker.model.statement import Statement

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.int64]

_KEPT = 50_000  # what is asked for once is mostly asked for again


class AskedFor(Sequence[Statement]):
    """Statements by number; a slice makes none of them yet."""

    __slots__ = ()

    @abstractmethod
    def made(self, at: int) -> Statement:
        """The statement of a number from 0 on."""

    def taken(self, numbers: "Codes") -> Sequence[Statement]:
        """Those of these numbers, without what only others need."""
        return Chosen(self, numbers.tolist())

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

    def taken(self, numbers: "Codes") -> "Statements":
        """Those of these numbers, in pieces that each lie in one of the parts."""
        import numpy as np

        part = np.searchsorted(self._starts, numbers, side="right") - 1
        cuts = np.flatnonzero(np.diff(part)) + 1
        pieces = np.split(numbers, cuts) if len(numbers) else []
        parts = part[[0, *cuts]].tolist() if len(numbers) else []
        return Statements(
            *(
                taken(self._parts[at], piece - self._starts[at])
                for at, piece in zip(parts, pieces, strict=True)
            )
        )

    def __reduce__(self) -> tuple[type["Statements"], tuple[Sequence[Statement], ...]]:
        return Statements, self._parts

    def _found(self, at: int) -> Statement:
        part = bisect_right(self._starts, at) - 1
        return self._parts[part][at - self._starts[part]]


def taken(statements: Sequence[Statement], numbers: "Codes") -> Sequence[Statement]:
    """Some of a sequence's statements, by their numbers, without what only others need."""
    if isinstance(statements, AskedFor):
        return statements.taken(numbers)
    return tuple(statements[number] for number in numbers.tolist())


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

    def taken(self, numbers: "Codes") -> Sequence[Statement]:
        """Those of these numbers."""
        import numpy as np

        return taken(self._statements, np.asarray(self._numbers, dtype=np.int64)[numbers])
