"""Letters as plain ones, and the names that are made from a text."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from unicodedata import combining, normalize

from plan_tracker.language.languages import head, locales, remembered

_RUN = re.compile("[a-z0-9]+")
_LONGEST = 60  # signs of an identifier


def plain_letters(text: str) -> str:
    """A text in small letters without the marks on them; other letters than a to z may remain."""
    parts = normalize("NFD", text.lower().translate(_ascii()))
    return "".join(part for part in parts if not combining(part))


def slug(text: str) -> str:
    """A text as an identifier, of plain letters, digits and dashes: `doanh-thu-buu-chinh`.

    Empty where the text holds no such letter or digit.
    """
    return "-".join(_RUN.findall(plain_letters(text)))[:_LONGEST].strip("-")


class UnusedNames:
    """Names of which none is given twice; the second of one has a number behind it."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {*taken}
        self._times: Counter[str] = Counter()

    def give(self, name: str) -> str:
        """The name, with the first number behind it that makes it one that is not taken."""
        given = name
        while given in self._taken:
            self._times[name] += 1
            given = f"{name}-{self._times[name] + 1}"
        self._taken.add(given)
        return given


@remembered
def _ascii() -> Mapping[int, str]:
    """What stands for the letters that are no other letter with a mark, in all languages."""
    pairs = (head(locale).get("ascii", {}) for locale in locales())
    return str.maketrans({letter: plain for pair in pairs for letter, plain in pair.items()})
