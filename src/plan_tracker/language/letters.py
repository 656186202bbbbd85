"""Letters as plain ones, for names that are made from a text."""

from collections.abc import Mapping
from unicodedata import combining, normalize

from plan_tracker.language.languages import head, locales, remembered


def plain_letters(text: str) -> str:
    """A text in small letters without the marks on them; other letters than a to z may remain."""
    parts = normalize("NFD", text.lower().translate(_ascii()))
    return "".join(part for part in parts if not combining(part))


@remembered
def _ascii() -> Mapping[int, str]:
    """What stands for the letters that are no other letter with a mark, in all languages."""
    pairs = (head(locale).get("ascii", {}) for locale in locales())
    return str.maketrans({letter: plain for pair in pairs for letter, plain in pair.items()})
