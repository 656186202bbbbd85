"""How wide a text will be, so that labels neither leave the picture nor lie on each other.

Widths are those of Be Vietnam Pro, which PNG files are set in, in thousandths of the font size; the
fonts that browsers take for others are narrower.
"""

from collections.abc import Sequence
from functools import lru_cache
from unicodedata import combining, east_asian_width, normalize

from plan_tracker.report.writing.harmless import harmless

_WIDTHS = {
    **dict.fromkeys("!.:Iijl' `", 300),
    **dict.fromkeys('"1fr“”,;()t{|}', 430),
    **dict.fromkeys("*J[]~/sz", 540),
    **dict.fromkeys("7<>?^ehknuvxy×≥≤", 600),
    **dict.fromkeys("$+-8EFLPSTacgo", 650),
    **dict.fromkeys("&4=ADHNUVX_…", 750),
    **dict.fromkeys("CG#%OQ", 840),
    **dict.fromkeys("Mmw—", 900),
    **dict.fromkeys("@W", 1050),
}
_USUAL, _FULL = 700, 1100
_BOLD = 1.05


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """About how many pixels a text takes at a font size."""
    return sum(map(_width, text)) * size / 1000 * (_BOLD if bold else 1)


@lru_cache(maxsize=4096)
def _width(letter: str) -> int:
    """In thousandths of the font size; signs above and below a letter take no room."""
    return sum(_width_of_part(part) for part in normalize("NFD", letter) if not combining(part))


def _width_of_part(part: str) -> int:
    is_full = east_asian_width(part) in "WF" or ord(part) > 0x2FFF
    return _WIDTHS.get(part) or (_FULL if is_full else _USUAL)


def fitted(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """A text of a plan made harmless, cut where it would take more room than there is."""
    shown = harmless(text[:500]).strip()
    if width_of(shown, size, bold=bold) <= room:
        return shown
    while shown and width_of(f"{shown}…", size, bold=bold) > room:
        shown = shown[:-1].rstrip()
    return f"{shown}…"


def wrapped(text: str, size: float, room: float, lines: int, *, bold: bool = False) -> list[str]:
    """The same on so many lines at most, broken between words."""
    words, found = harmless(text[:2000]).split(), [""]
    for word in words:
        longer = f"{found[-1]} {word}".strip()
        if width_of(longer, size, bold=bold) <= room or not found[-1]:
            found[-1] = longer
        else:
            found.append(word)
    if len(found) > lines:
        found = [*found[: lines - 1], " ".join(found[lines - 1 :])]
    return [fitted(each, size, room, bold=bold) for each in found]


def apart(
    wanted: Sequence[float], sizes: Sequence[float], least: float, most: float
) -> list[float]:
    """Where labels begin that would like their middles to be somewhere, without lying on others.

    They keep their order and stay between `least` and `most` where there is room for all.
    """
    order = sorted(range(len(wanted)), key=lambda each: wanted[each])
    begins = [0.0] * len(wanted)
    free = least
    for each in order:
        begins[each] = max(free, wanted[each] - sizes[each] / 2)
        free = begins[each] + sizes[each]
    taken = most
    for each in reversed(order):
        begins[each] = max(min(begins[each], taken - sizes[each]), least)
        taken = begins[each]
    return begins
