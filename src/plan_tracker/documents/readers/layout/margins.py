"""What stands at the edges of pages: headers, footers, numbers of pages."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from plan_tracker.documents.readers.layout.line import Line, Page, gap, usual_size
from plan_tracker.documents.readers.layout.pieces import PRINTED, is_figure

_MOST = 4  # lines at an edge
_MOST_STRETCHES = 3
_TOP, _BOTTOM = 0.055, 0.925  # of the height of a page
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"[-\u2013\u2014|\s]*(?:\d{1,4}|[ivxlc]{1,6})[-\u2013\u2014|\s]*")
_STEP = 1.8  # of the size of letters
_LARGER = 1.1  # than the text, as titles are
_MANY = 3  # lines that every page repeats: titles, as no header has so many


def margins(pages: Sequence[Page]) -> set[tuple[int, int]]:
    """The lines, by page and number, that are a page's header or footer.

    They are those at an edge that stand there on most pages, but for numbers; those far out; and a
    number alone. The first of titles that every page repeats is a title. The headings of a table,
    which pages repeat too, are none.
    """
    found: set[tuple[int, int]] = set()
    places: dict[str, list[Line]] = defaultdict(list)
    for page in pages:
        for line in dict.fromkeys((*_edge(page.lines), *_edge(page.lines[::-1]))):
            places[_DIGITS.sub("#", line.text.casefold())].append(line)
        found |= {(page.number, line.number) for line in _far_out(page)}

    firsts: list[Line] = []
    for repeated in places.values():
        on_pages = len({line.page for line in repeated})
        if on_pages < 2 or 2 * on_pages < len(pages) or not _same_height(repeated):
            continue
        firsts.append(repeated[0])
        found |= {(line.page, line.number) for line in repeated[1:]}

    usual = usual_size(line for page in pages for line in page.lines)
    heights = {page.number: page.height for page in pages}
    at_top = [line for line in firsts if line.base < heights[line.page] / 2]
    titles = len(at_top) >= _MANY and len({line.page for line in at_top}) == 1
    for first in firsts:
        is_title = titles or first.size >= _LARGER * usual or first.bold
        if first not in at_top or not is_title:
            found.add((first.page, first.number))
    return found


def _edge(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines from an edge of a page on, up to the first that is of a table."""
    return takewhile(lambda line: not _is_of_table(line), lines[:_MOST])


def _is_of_table(line: Line) -> bool:
    """Whether a line has many stretches apart from each other, two figures, or one text twice."""
    apart = [[line.words[0].text]]
    for before, word in pairwise(line.words):
        if gap(before, word) > PRINTED:
            apart.append([])
        apart[-1].append(word.text)
    stretches = [" ".join(texts) for texts in apart]
    figures = sum(map(is_figure, stretches))
    return len(stretches) > _MOST_STRETCHES or figures > 1 or len(set(stretches)) < len(stretches)


def _same_height(lines: Sequence[Line]) -> bool:
    """Whether most of the lines stand at the height of another one."""
    heights = sorted(line.base for line in lines)
    near = sum(after - before <= 6 for before, after in pairwise(heights))
    return 2 * near >= len(heights) - 1


def _far_out(page: Page) -> list[Line]:
    """The lines of one page that stand beyond its text, and a number alone at its edge."""
    if not page.height:
        return []
    far = [*_above(page), *_below(page)]
    edges = [*page.lines[:1], *page.lines[-1:]]
    alone = [line for line in edges if _PAGE_NUMBER.fullmatch(line.text)]
    return [line for line in (*far, *alone) if len(page.lines) > len(far) + 1]


def _above(page: Page) -> list[Line]:
    """Lines at the top, a clear step over those below; rows of one table are none."""
    last = 0
    for at, (line, below) in enumerate(pairwise(page.lines)):
        if line.base >= _TOP * page.height:
            break
        if _is_of_table(line) and _is_of_table(below):
            continue
        if below.base - line.base >= _STEP * max(line.size, below.size):
            last = at + 1
    return list(page.lines[:last])


def _below(page: Page) -> list[Line]:
    """Lines at the bottom, a clear step below the others or of another size; no rows of a table."""
    for at, (above, line) in enumerate(pairwise(page.lines), 1):
        if line.base <= _BOTTOM * page.height or (_is_of_table(above) and _is_of_table(line)):
            continue
        step = line.base - above.base >= _STEP * max(line.size, above.size)
        if step or abs(line.size - above.size) > 0.1 * above.size:
            return list(page.lines[at:])
    return []
