"""What a printed text says, taken apart: what moves, how it is hedged, and its numbers."""

from typing import NamedTuple

from plan_tracker.language.numbers import Numeral
from plan_tracker.language.words import Lexeme, Role


class PrintedNumber(NamedTuple):
    """One printed number with its scale and unit; `numerals` are the ways to read its digits."""

    numerals: tuple[Numeral, ...]
    unit: str = ""

    @property
    def power(self) -> int:
        """The power of ten that its scale words name."""
        return self.numerals[0].power


class Problem(NamedTuple):
    """What is wrong with a text, or the rest of it; a `strange` word is told with the nearest known
    one, which is looked for when somebody wants to read it.
    """

    message: str
    strange: str = ""


class ParsedText(NamedTuple):
    """What a text says: one number, two for a range, or none; `of` is the N of `n/N`.

    `moves` are the movements named (up, down, beyond, more, less, equals, fold, same, rank,
    arrival), `hedges` how the number is hedged. `taken` are the words that were understood, each
    with the role it was taken for. With `problems` the rest is not to be used.
    """

    moves: frozenset[str]
    hedges: tuple[str, ...]
    provisional: bool
    amounts: tuple[PrintedNumber, ...]
    of: PrintedNumber | None
    unit: str
    taken: tuple[tuple[Role, Lexeme], ...]
    problems: tuple[Problem, ...]
