"""The work that one block is allowed: counted, not timed, so that every machine stops at one place.

It is counted in units of about a ten-thousandth of a second.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from plan_tracker.reconcile.culprits.contradiction import UndecidedError

DECIDING = 20_000  # whether a block can hold
SEARCHING = 30_000  # for its culprits, half of it for those that are searched together
PROVING = 10_000
_LEAST, _MORE = 3_000, 200  # what a small block is allowed: so much, and more by its owners squared

QUESTION, LITERALS = 4, 10  # to the solver, and so many of its literals one unit more
RLIMIT = 500  # of the solver's own units
KNOWN = 200  # answers that are looked through
ROOM, OWNERS = 40, 20  # what all others leave for owners, and by owner so many others one unit more


class Work:
    """What is left of it in a block of so many owners.

    A small block is allowed less than a large one: there may be a thousand of them.
    """

    def __init__(self, owners: int) -> None:
        self.left = 0
        self._most = _LEAST + _MORE * owners**2

    def allow(self, units: int) -> None:
        """So much from now on, whatever was left, or what a block of this size is allowed."""
        self.left = min(units, self._most)

    def spend(self, units: int) -> None:
        """Raises UndecidedError when the work allowed has run out."""
        self.left -= units
        if self.left < 0:
            raise UndecidedError

    @contextmanager
    def share(self, parts: int) -> Iterator[None]:
        """One of so many equal parts of what is left; what it does not need stays for others."""
        before = self.left
        given = self.left = before // parts
        try:
            yield
        finally:
            self.left = before - given + max(self.left, 0)
