"""An indicator by its name and the words of its unit, and what is printed for it."""

import re
from unicodedata import combining, normalize

from plan_tracker.language.detection import Detection
from plan_tracker.loading.fit import currencies
from plan_tracker.loading.proposal.parts import Proposed
from plan_tracker.loading.tables.formats.grid import Cell, alike, plain_figure
from plan_tracker.reading import read_printed

_FEWER_IS_BETTER = re.compile(
    r"\b(?:nghèo|thất nghiệp|tai nạn|nợ|poverty|unemploy\w*|debt|deaths?)\b"
)
_AT_A_DATE = re.compile(r"\b(?:thuê bao|dân số|lao động|số lượng|subscri\w+|population|staff)\b")


def language_doubt(detected: Detection) -> str:
    """Why the language of a table is not sure; empty where it is."""
    if detected.locale is not None:
        return ""
    return f"read as {detected.likeliest}, which is not sure ({detected.evidence})"


def proposed(name: str, words: str, locale: str, number: int) -> Proposed:
    """An indicator by its name and the words of its unit, as the table's `number`th."""
    readings, _ = read_printed(f"1 {words}", locale) if words else ((), ())
    own = (readings[0].unit if readings else alike(words)) or "item"
    at_date = bool(_AT_A_DATE.search(alike(name))) and own not in currencies()
    kind = {"%": "ratio", "rank": "rank"}.get(own, "stock" if at_date else "flow")
    fewer = kind == "rank" or _FEWER_IS_BETTER.search(alike(name))
    better = "lower" if fewer else "higher"
    return Proposed(slug(name) or f"indicator-{number}", name, own, kind, better)


def printed(cell: Cell | None, unit: str, locale: str) -> str:
    """The plan value in the marks of the locale, with its unit."""
    if cell is None:
        return ""
    text = (
        cell.text.replace(".", "," if locale == "vi" else ".")
        if cell.number
        else plain_figure(cell.text)
    )
    words = cell.unit or unit
    return f"{text} {words}".strip() if text[-1:].isdecimal() or text[-1:] == ")" else text


def slug(text: str) -> str:
    """A name as an identifier: `doanh-thu-buu-chinh`."""
    plain = normalize("NFD", text.lower().replace("đ", "d"))
    letters = "".join(sign for sign in plain if not combining(sign))
    return "-".join(re.findall(r"[a-z0-9]+", letters))[:60].strip("-")
