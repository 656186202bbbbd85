"""Pages of lines made a document's paragraphs and tables."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby, pairwise

from plan_tracker.documents.document import Block, Paragraph, Role
from plan_tracker.documents.readers.layout.aligned import (
    Found,
    Setting,
    Unclear,
    aligned_tables,
    is_unit_line,
)
from plan_tracker.documents.readers.layout.line import Line, Page, Word, usual_size
from plan_tracker.documents.readers.layout.margins import margins
from plan_tracker.documents.readers.layout.paragraphs import Lines, is_item, paragraphs
from plan_tracker.documents.readers.layout.pieces import Style, is_figure, spaces_group
from plan_tracker.documents.readers.layout.raw_table import RawTable, table_of
from plan_tracker.documents.readers.layout.regions import regions
from plan_tracker.documents.readers.layout.ruled import MOST_RULES, joined, ruled_tables
from plan_tracker.model.place import Place

_LARGER, _SMALLER = 1.1, 0.92  # than most of the text
_LONGEST_HEADING = 300  # characters
_SENTENCE_END = re.compile(r"[.;:!?\u2026]$")
_NOTE = re.compile(r"[\u00b9\u00b2\u00b3\u2070\u2074-\u2079*\u2020\u2021]|\(\*+\)|\[\d{1,2}\] ")
_LONGEST_NUMBER = 20  # signs
_FEWEST_TICKS = 4
_MOST_BOLD = 0.6  # of the letters; of more it says nothing
_NUMBER_ALONE = re.compile(r"[-\u2212\u2013]?[\d.,\s]+%?")


@dataclass(frozen=True, slots=True)
class LaidBlock:
    """A block, with the words that its paragraph or its cells are made of by their places."""

    block: Block
    words: Mapping[Place, tuple[Word, ...]]


@dataclass(frozen=True, slots=True)
class _Text:
    """A paragraph before it has its place."""

    lines: Lines
    role: Role


@dataclass(frozen=True, slots=True)
class _Ticks:
    """Numbers alone on their lines, or at equal steps on one: the axes of a chart, and no text."""

    line: int


Item = RawTable | _Text | Unclear | _Ticks


def laid_blocks(
    pages: Sequence[Page], file: str, near: float
) -> tuple[tuple[LaidBlock, ...], tuple[str, ...]]:
    """The blocks of pages in the order of reading, and what of them was not read.

    `near` is how many blanks may be between words of one text. Places name page and line, those of
    cells the table.
    """
    pages = [_with_whole_rules(page) for page in _unbold(pages)]
    style = Style(near, spaces_group((line for page in pages for line in page.lines), near))
    usual = usual_size(line for page in pages for line in page.lines)
    ruled = [ruled_tables(page, style) for page in pages]
    rest = [
        replace(page, lines=tuple(lines)) for page, (_, lines) in zip(pages, ruled, strict=True)
    ]
    at_edges = margins(rest)

    items: list[Item] = []
    left_out: list[str] = []
    for page, (tables, lines) in zip(rest, ruled, strict=True):
        edge = [line for line in lines if (line.page, line.number) in at_edges]
        inner = [line for line in lines if (line.page, line.number) not in at_edges]
        found = list(_items(replace(page, lines=tuple(inner)), tables, style, usual))
        first = min((line.number for line in inner), default=0)
        items += _margin(line for line in edge if line.number < first)
        items += (item for item in found if not isinstance(item, _Ticks))
        items += _margin(line for line in edge if line.number > first)
        left_out += _reasons(found, page.number)
    return tuple(_placed(_over_pages(items), file)), tuple(left_out)


def _with_whole_rules(page: Page) -> Page:
    """The page with its rules in one piece; so many are a picture that they are taken for none."""
    level, upright = joined(page.level), joined(page.upright)
    if max(len(level), len(upright)) > MOST_RULES:
        level, upright = [], []
    return replace(page, level=tuple(level), upright=tuple(upright))


def _reasons(found: Sequence[Item], page: int) -> Iterator[str]:
    """What is said of a page's parts that were not read."""
    ticks = [item.line for item in found if isinstance(item, _Ticks)]
    if ticks:
        place = f"page {page}" if page else f"line {min(ticks)}"
        yield f"{place}: numbers that stand alone, as on the axes of a chart"
    for item in found:
        if isinstance(item, Unclear):
            first, last = item.lines[0].number, item.lines[-1].number
            place = f"page {page}, lines {first} to {last}" if page else f"lines {first} to {last}"
            yield (
                f"{place}: a table whose columns cannot be told apart: "
                "give it as a workbook, or as a document with cells"
            )


def _unbold(pages: Sequence[Page]) -> list[Page]:
    """The pages; where most of a document is bold, that says nothing."""
    words = [word for page in pages for line in page.lines for word in line.words]
    bold = sum(len(word.text) for word in words if word.bold)
    if bold <= _MOST_BOLD * sum(len(word.text) for word in words):
        return list(pages)
    return [
        replace(
            page,
            lines=tuple(
                replace(line, words=tuple(replace(word, bold=False) for word in line.words))
                for line in page.lines
            ),
        )
        for page in pages
    ]


def _margin(lines: Iterable[Line]) -> Iterator[_Text]:
    for line in lines:
        yield _Text(Lines((line,)), "margin")


def _items(page: Page, tables: Sequence[RawTable], style: Style, usual: float) -> Iterator[Item]:
    """The tables and paragraphs of a page in the order of reading; ruled tables are known."""
    setting = Setting(style, page.level, page.upright)
    lines = [line for line in page.lines if not _is_scale(line)]
    yield from _ticks(page.lines, lines)
    waiting = sorted(tables, key=lambda table: table.line)
    for region in regions(lines):
        for found in _in_order(region, waiting, setting):
            if isinstance(found, tuple):
                text = [line for line in found if not _is_lone_number(line)]
                yield from _ticks(found, text)
                yield from _texts(text, usual)
            elif not isinstance(found, Line):
                yield found
    yield from waiting


def _ticks(lines: Sequence[Line], kept: Sequence[Line]) -> Iterator[_Ticks]:
    """What was taken for the numbers of an axis, if anything was."""
    numbers = {line.number for line in kept}
    gone = [line.number for line in lines if line.number not in numbers]
    if gone:
        yield _Ticks(gone[0])


def _in_order(
    region: Sequence[Line], waiting: list[RawTable], setting: Setting
) -> Iterator[Found | tuple[Line, ...]]:
    """What a region holds, with the ruled tables that stand between its lines."""
    first = 0
    for at in range(len(region) + 1):
        number = region[at].number if at < len(region) else None
        due = [table for table in waiting if number is not None and table.line < number]
        if not due and number is not None:
            continue
        before = list(region[first:at])
        first = at
        if due and before and is_unit_line(before[-1].text):
            waiting[waiting.index(due[0])] = due[0] = replace(due[0], above=(before.pop().text,))
        for is_line, group in groupby(
            aligned_tables(before, setting), lambda found: isinstance(found, Line)
        ):
            if is_line:
                yield tuple(line for line in group if isinstance(line, Line))
            else:
                yield from group
        for table in due:
            waiting.remove(table)
            yield table


def _texts(lines: Sequence[Line], usual: float) -> Iterator[_Text]:
    for paragraph in paragraphs(lines):
        yield _Text(paragraph, _role(paragraph, usual))


def _role(paragraph: Lines, usual: float) -> Role:
    """What a paragraph is, by how it is set."""
    text, first = paragraph.text, paragraph.lines[0]
    size = max(line.size for line in paragraph.lines)
    short = len(text) <= _LONGEST_HEADING and not _SENTENCE_END.search(text)
    stands_out = size >= _LARGER * usual or all(line.bold for line in paragraph.lines)
    if short and stands_out and not is_item(first) and any(sign.isalpha() for sign in text):
        return "heading"
    if first.page and (size <= _SMALLER * usual or (_NOTE.match(text) and size <= usual)):
        return "note"
    return "body"


def _is_lone_number(line: Line) -> bool:
    return (
        len(line.text) <= _LONGEST_NUMBER
        and len(line.words) == 1
        and _NUMBER_ALONE.fullmatch(line.text) is not None
    )


def _is_scale(line: Line) -> bool:
    """Whether a line is of numbers that rise by equal steps, at equal distances, and no more."""
    values = [_value(word.text) for word in line.words]
    if len(values) < _FEWEST_TICKS or None in values:
        return False
    steps = {after - before for before, after in pairwise(v for v in values if v is not None)}
    if len(steps) > 1 or steps == {Decimal(0)} or _are_years(values):
        return False
    middles = [word.middle for word in line.words]
    apart = [after - before for before, after in pairwise(middles)]
    return max(apart) - min(apart) <= 0.6 * line.size


def _are_years(values: Sequence[Decimal | None]) -> bool:
    return all(value is not None and 1800 <= value <= 2100 for value in values)


def _value(text: str) -> Decimal | None:
    if not is_figure(text) or not re.fullmatch(r"[-\u2212]?\d[\d.,]*%?", text):
        return None
    plain = text.rstrip("%").replace("\u2212", "-")
    grouped = re.fullmatch(r"-?\d{1,3}(?:[.,]\d{3})+", plain)
    digits = re.sub(r"[.,]", "", plain) if grouped else plain.replace(",", ".").rstrip(".")
    return Decimal(digits) if re.fullmatch(r"-?\d+(?:\.\d+)?", digits) else None


def _over_pages(items: Iterable[Item]) -> Iterator[_Text | tuple[RawTable, ...]]:
    """Texts and tables, those that go on over pages with all their parts.

    What stands between two parts is margins and titles; they come behind the table.
    """
    waiting: list[_Text] = []
    parts: list[RawTable] = []
    title = ""
    for item in items:
        if isinstance(item, RawTable) and parts and parts[-1].goes_on(item):
            parts.append(item)
        elif isinstance(item, _Text) and parts and _is_between(item, title):
            waiting.append(item)
        elif isinstance(item, RawTable | _Text):
            if parts:
                yield tuple(parts)
            yield from waiting
            waiting, parts = [], []
            if isinstance(item, RawTable):
                parts = [item]
                continue
            title = item.lines.text if item.role == "heading" else title
            yield item
    if parts:
        yield tuple(parts)
    yield from waiting


def _is_between(item: _Text, title: str) -> bool:
    """Whether a text may stand in a table: a margin, or its title with a word such as continued."""
    if item.role == "margin":
        return True
    return bool(title) and item.lines.text.casefold().startswith(title.casefold())


def _placed(items: Iterable[_Text | tuple[RawTable, ...]], file: str) -> Iterator[LaidBlock]:
    tables = 0
    for item in items:
        if isinstance(item, _Text):
            first = item.lines.lines[0]
            place = Place(file, line=first.number, page=first.page)
            words = tuple(word for line in item.lines.lines for word in line.words)
            yield LaidBlock(Paragraph(item.lines.text, place, item.role), {place: words})
        else:
            tables += 1
            yield LaidBlock(*table_of(item, file, tables))
