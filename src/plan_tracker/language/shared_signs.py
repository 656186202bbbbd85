"""Which currency a sign of several countries means: `$`, `dollars`."""

import re
from collections.abc import Collection

from plan_tracker.language.languages import figure_words, remembered

_ELSEWHERE = "elsewhere"  # countries whose money has another sign


def meant(sign: str, usual: str, locale: str) -> str:
    """The currency of a sign in a text whose amounts are usually in a unit.

    Where that is none of those that share the sign, it is read as the first of them.
    """
    shared = figure_words(locale).get("shared", {}).get(sign)
    if not shared:
        return sign
    return usual if usual == sign or usual in shared else shared[0]


def shared_signs(locale: str) -> frozenset[str]:
    """The signs that several currencies of a language's texts share."""
    return frozenset(figure_words(locale).get("shared", ()))


def told(sign: str, text: str, printed: Collection[str], locale: str) -> str:
    """The currency that a sign has in a text whose other amounts are `printed` in some currencies.

    A country that the text names decides, or a currency that it prints in full. Empty where it
    names several, or nothing at all: it is not known which. Nor is a sign known that has no usual
    meaning, and so stands for itself: `K142 million`.
    """
    shared = figure_words(locale)["shared"][sign]
    named = {match.lastgroup or "" for match in _names(locale).finditer(text)}
    own = (named | {*printed}) & {*shared[1:]}
    if own:
        return own.pop() if len(own) == 1 and shared[0] not in named else ""
    others = named | ({*printed} - {sign})
    return shared[0] if others and shared[0] != sign else ""


@remembered
def _names(locale: str) -> re.Pattern[str]:
    """A pattern whose groups are currencies, of the names of their countries."""
    countries = figure_words(locale).get("country", {})
    groups = (
        f"(?P<{currency}>{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})"
        for currency, names in countries.items()
    )
    return re.compile(rf"(?<!\w)(?=[^\W\d_a-z])(?:{'|'.join(groups)})(?![\w$])")
