"""Units as tables print them: in brackets behind a heading, in a line above, shortened."""

import re

import numpy as np

from plan_tracker.grids.grid import Grid, alike
from plan_tracker.language.tables import scale_word, spelled_unit, table_unit

_IN_BRACKETS = re.compile(r"\(([^()]+)\)\s*$")
_POWER = re.compile(r"^1(?P<zeros>(?:[., ]?000){1,2})\s+(?P<unit>\D.*)$")


def unit_line(grid: Grid, below: int) -> str:
    """What `Đơn vị: tỷ đồng` says, above the headings or in them; empty where nothing does."""
    cells = grid.arrays
    for number in range(int(np.searchsorted(cells.rows, below, side="right"))):
        unit = "" if cells.is_number[number] else table_unit(alike(cells.texts[number]))
        if unit:
            return unit
    return ""


def unit_in(heading: str) -> str:
    """What stands in brackets at the end of a heading, which may be a unit."""
    match = _IN_BRACKETS.search(heading)
    return match[1].strip() if match else ""


def spelled_out(text: str, locale: str) -> str:
    """A unit without what only tables print: `1000 tấn` is `nghìn tấn`, `tr.đ` `triệu đồng`."""
    plain = alike(text)
    if words := spelled_unit(plain, locale):
        return words
    match = _POWER.match(plain)
    scale = scale_word(match["zeros"].count("0"), locale) if match else ""
    return f"{scale} {match['unit']}" if match and scale else " ".join(text.split())
