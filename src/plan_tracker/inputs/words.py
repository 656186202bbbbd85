"""How messages show what people wrote, and the valid name that they may have meant."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

from plan_tracker.model.text import Part, phrase

LONGEST = 60  # characters of a text that a message repeats


def repeated(given: object) -> Part:
    """A value as a message repeats it: a text as it is shown, else what kind of value it is."""
    if given is None:
        return phrase("nothing")
    if isinstance(given, list | tuple):
        return phrase("a list")
    if isinstance(given, dict):
        return phrase("a mapping")
    return shown(given)


def shown(given: object) -> str:
    """A text as a message repeats it: short, in quotation marks, on one line."""
    if given is None or isinstance(given, list | tuple | dict):
        return str(repeated(given))
    text = str(given)
    return repr(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")


def nearest(word: str, known: Iterable[str]) -> Part:
    """`; did you mean 'x'?` where a known word is close, else nothing."""
    return _nearest(word[:LONGEST], tuple(known))


@lru_cache(maxsize=1024)
def _nearest(word: str, known: tuple[str, ...]) -> Part:
    close = get_close_matches(word, known, n=1, cutoff=0.6)
    return phrase("; did you mean {name}?", name=repr(close[0])) if close else ""
