"""Names and printed texts made safe to show: no text of a plan can steer a terminal or a page."""

import json
import re
from functools import cache, lru_cache
from unicodedata import category

_MARKUP = re.compile(r"([\\`*_\[\]<>|~&$])|^([#+=-]|\d+(?=[.)](?:\s|$)))")
_FORMULA = tuple("=+-@＝＋－＠")
_LINKS = re.compile(r"@|\\?#(?=\d)|\bGH-(?=\d)|(?:https?|ftp):|\bwww(?=\.)", re.IGNORECASE)
_JOINERS = "\u200c\u200d"  # some scripts cannot be written without them


def harmless(text: str) -> str:
    """The text on one line; control and direction characters become a visible `\ufffd`."""
    if text.isprintable():
        return text
    return "".join(map(_seen, " ".join(text.split("\r\n"))))


@lru_cache(maxsize=4096)
def _seen(character: str) -> str:
    if character in "\n\t\r\v\f\u2028\u2029\x85":
        return " "
    if character in _JOINERS:
        return character
    return "\ufffd" if category(character) in ("Cc", "Cf", "Cs", "Co", "Cn") else character


def escape_markdown(text: str) -> str:
    """The text as it is in a Markdown cell or list: no markup, link, formula or HTML."""
    return _MARKUP.sub(_escaped_markup, harmless(text).strip())


def _escaped_markup(match: re.Match[str]) -> str:
    mark = match[0]
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"


def escape_formula(text: str) -> str:
    """The text as it is in a CSV cell: no spreadsheet program takes it for a formula.

    What begins as a formula does gets an apostrophe before it, which such programs do not show.
    """
    seen = harmless(text)
    return f"'{seen}" if seen.lstrip()[:1] in _FORMULA else seen


def escape_comment(text: str, *, in_code: bool = False) -> str:
    """The text in a comment on a platform: moreover it mentions nobody and links to nothing."""
    if in_code:
        return harmless(text).replace("`", "'")
    return _LINKS.sub("\\g<0><!-- -->", escape_markdown(text))


def escape_json(document: str) -> str:
    """A JSON document whose strings hold no raw control or direction character."""
    hidden = {ord(each): json.dumps(each)[1:-1] for each in set(document) if _is_hidden(each)}
    return document.translate(hidden) if hidden else document


@cache
def _is_hidden(character: str) -> bool:
    return character != "\n" and category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")
