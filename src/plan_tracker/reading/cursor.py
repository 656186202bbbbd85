"""A place in a sequence of words, and what was taken so far."""

from collections.abc import Sequence

from plan_tracker.language.words import Lexeme, Role


def is_like_a_year(digits: str) -> bool:
    """Whether digits may be those of a year."""
    return len(digits) == 4 and digits[:2] in ("19", "20")


class Cursor:
    """Goes through words once, from left to right, taking each for one of its roles."""

    def __init__(self, words: Sequence[Lexeme]) -> None:
        """Stand before the first word."""
        self.words = words
        self.at = 0
        self.taken: list[tuple[Role, Lexeme]] = []
        self._meanings: dict[Role, list[str]] = {}

    @property
    def done(self) -> bool:
        """Whether no word is left."""
        return self.at >= len(self.words)

    @property
    def so_far(self) -> str:
        """The words before this place."""
        return " ".join(word.text for word in self.words[: self.at])

    def here(self, *roles: Role, ahead: int = 0) -> bool:
        """Whether the word here (or some words ahead) can have one of the roles."""
        at = self.at + ahead
        if at >= len(self.words):
            return False
        known = self.words[at].roles
        return bool(known) and not known.keys().isdisjoint(roles)

    def shows(self, text: str, ahead: int = 0) -> bool:
        """Whether the word here (or some words ahead) is this very text."""
        at = self.at + ahead
        return 0 <= at < len(self.words) and self.words[at].text == text

    def year(self, ahead: int) -> bool:
        """Whether the word some words ahead is a year rather than a number of something."""
        digits = self.words[self.at + ahead].text if self.here("digits", ahead=ahead) else ""
        counts = self.here("unit", "scale", "currency", ahead=ahead + 1)
        return is_like_a_year(digits) and not counts

    def take(self, *roles: Role) -> str:
        """The meaning of the word here in the first role that it can have, going past it."""
        if self.done:
            return ""
        word = self.words[self.at]
        for role in roles:
            if role in word.roles:
                self.taken.append((role, word))
                self.at += 1
                meaning = word.roles[role]
                self._meanings.setdefault(role, []).append(meaning)
                return meaning
        return ""

    def said(self, role: Role) -> list[str]:
        """What the words taken for a role mean, in their order."""
        return self._meanings.get(role, [])
