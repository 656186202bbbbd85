"""What a table of an office seems to hold: which column is what, and of which indicators.

Everything here is a proposal for a person to confirm; nothing is taken that does not stand there.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from unicodedata import combining, normalize

from plan_tracker.loading.fit import currencies
from plan_tracker.loading.tables.formats.grid import Cell, Grid, alike, plain_figure, plain_name
from plan_tracker.loading.tables.wide.periods import read_period_words
from plan_tracker.loading.tables.wide.row_names import is_total
from plan_tracker.loading.tables.wide.units import spelled_out, unit_in, unit_line
from plan_tracker.model.period import read_period
from plan_tracker.reading import read_printed

_SEARCHED = 40  # rows in which headings are looked for
_INDEX_FROM = 50  # growth in percent is seldom more; an index seldom less
_LEVELS = ("level", "base")
_LABELS = ("indicator", "unit", "entity", "period")
# The first that fits is what a column is; a column that fits none is left out.
_PLAN = r"(?:kế hoạch|\bkh\b|dự toán|mục tiêu|plan|target)"
_BEFORE = r"(?:cùng kỳ|\bck\b|năm trước|năm 20\d\d)"
_NAMES = r"(?:chỉ tiêu|nội dung|tiêu chí|lĩnh vực|danh mục|indicators?|items?|names?)"
_PLACES = r"(?:tỉnh|địa phương|thành phố|huyện|xã|province|entity|region|city)"
_REPORTED = r"(?:thực hiện|ước|kết quả|\bth\b|số liệu|giá trị|actual|result|reported|level|value)"
# The first that fits is what a column is; a column that fits none is left out.
_ROLES = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        ("number", r"(?:stt|tt|số tt|số thứ tự|no\.?|#)$"),
        ("unit", r"(?:đơn vị(?: tính| đo)?|đvt|đv tính|units?(?: of measure)?)$"),
        ("attainment", rf".*(?:so|%|tỷ lệ|đạt).*{_PLAN}"),
        ("attainment", r".*(?:hoàn thành|attain|achieve|of (?:plan|target))"),
        ("growth", rf".*(?:so|%|tăng|tốc độ|/).*{_BEFORE}"),
        ("growth", r".*(?:tăng trưởng|growth|year[- ]on[- ]year|yoy)"),
        (
            "period",
            r"(?:kỳ(?: báo cáo)?|thời (?:gian|kỳ)|năm|quý|tháng|period|year|quarter|month)$",
        ),
        ("indicator", rf"(?:tên )?(?:các )?{_NAMES}\b"),
        ("entity", rf"(?:tên )?{_PLACES}\b"),
        ("target", rf".*(?:{_PLAN}|chỉ tiêu giao)"),
        ("base", r".*(?:cùng kỳ|năm trước|same period|last year|previous year)"),
        ("level", rf".*{_REPORTED}"),
        ("level", r".*(?:19|20)\d\d"),
    )
)
_LONGEST_HEADING = 200
_FEWER_IS_BETTER = re.compile(
    r"\b(?:nghèo|thất nghiệp|tai nạn|nợ|poverty|unemploy\w*|debt|deaths?)\b"
)
_AT_A_DATE = re.compile(r"\b(?:thuê bao|dân số|lao động|số lượng|subscri\w+|population|staff)\b")


@dataclass(frozen=True, slots=True)
class Column:
    """A column and what it seems to hold; `name` is how a plan can name it."""

    number: int
    role: str
    heading: str
    name: str
    period: str = ""
    as_index: bool = False


@dataclass(frozen=True, slots=True)
class Proposed:
    """An indicator that a row seems to be about."""

    id: str
    name: str
    unit: str
    kind: str
    better: str


@dataclass(frozen=True, slots=True)
class Aim:
    """A plan value as the table prints it, for an indicator by the end of a period."""

    indicator: str
    period: str
    value: str
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a table seems to hold; `unused` are headings above figures that fit nothing, `more` are
    rows with plan values beyond the `aims`.
    """

    locale: str
    header: tuple[int, ...]
    columns: tuple[Column, ...]
    indicators: tuple[Proposed, ...]
    period: str
    unused: tuple[str, ...]
    aims: tuple[Aim, ...] = ()
    more: int = 0


def propose(grid: Grid, locale: str = "", period: str = "") -> Proposal | str:
    """What the table seems to hold, in a locale and period or those that it shows.

    A sentence that says why not where nothing can be proposed.
    """
    locale = locale or (
        "vi" if any(is_vietnamese(cell.text) for cell in grid.cells.values()) else "en"
    )
    header = _find_header(grid)
    columns = _columns(grid, header)
    if not {"indicator"} <= {each.role for each in columns}:
        return "no column seems to hold the names of indicators: head it Chỉ tiêu, or Indicator"
    if not any(each.role in (*_LEVELS, "target") for each in columns):
        return "no column seems to hold figures: head it Thực hiện, Kế hoạch, Actual or Target"
    period = period or _period(grid, header, columns)
    if not period:
        return "nothing says for which period the figures are: add --period, such as 2024-H1"
    columns = tuple(_dated(columns, period))
    used = {each.number for each in columns}
    others = ((at, text) for at, text in _headings(grid, header) if at not in used)
    unused = tuple(text for _, text in others if _role(text) != "number")
    rows = range(header[-1] + 1, grid.last_row + 1)
    found = list(_rows(grid, rows, columns, header, locale))
    due = next((each.period for each in columns if each.role == "target"), "")
    aims = tuple(
        Aim(each.id, due or _year(when) or read_period(period).year, text, entity)
        for each, text, entity, when in found
        if text
    )
    indicators = tuple({each.id: each for each, *_ in reversed(found)}.values())[::-1]
    return Proposal(locale, header, columns, indicators, period, unused, aims)


def is_vietnamese(text: str) -> bool:
    """Whether a text has letters that only Vietnamese has."""
    return any(
        sign in "đơưăâêô" or combining(part)
        for sign in text.lower()
        for part in normalize("NFD", sign)[1:]
    )


def _find_header(grid: Grid) -> tuple[int, ...]:
    """The row, or two rows, that say most of what a table needs."""
    if any(row == 0 for row, _ in grid.cells):
        return (0,)
    last = min(grid.last_row, _SEARCHED)
    rows = [(row,) for row in range(1, last + 1)] + [(row, row + 1) for row in range(1, last)]
    return max(rows, key=lambda each: (*_worth(grid, each), -each[0]))


def _worth(grid: Grid, rows: tuple[int, ...]) -> tuple[int, int]:
    """How many roles these rows name, none for one with figures; one row is better than two."""
    if any(
        cell.number and not _is_year(cell.text)
        for (row, _), cell in grid.cells.items()
        if row in rows
    ):
        return 0, 0
    columns = _columns(grid, rows)
    return len(columns) + 3 * len({each.role for each in columns}), -len(rows)


def _is_year(text: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", text))


def _headings(grid: Grid, rows: tuple[int, ...]) -> Iterator[tuple[int, str]]:
    for column in range(1, grid.last_column + 1):
        texts = dict.fromkeys(text for row in rows if (text := grid.text(row, column)))
        if texts:
            yield column, " ".join(texts)


def _columns(grid: Grid, rows: tuple[int, ...]) -> tuple[Column, ...]:
    found: list[Column] = []
    headings = list(_headings(grid, rows))
    texts = [alike(text) for _, text in headings]
    for column, text in headings:
        role = _role(text)
        taken = role in _LABELS and role in [each.role for each in found]
        if role and role != "number" and not taken:
            name = text if texts.count(alike(text)) == 1 else str(column)
            figures = [
                cell
                for cell in _below(grid, rows, column)
                if cell.number or cell.text[:1].isdecimal()
            ]
            index = role == "growth" and _is_index(figures)
            found.append(
                Column(column, role, text, " ".join(name.split()), read_period_words(text), index)
            )
    return tuple(found)


def _role(heading: str) -> str:
    text = alike(heading[:_LONGEST_HEADING])
    return next((role for role, form in _ROLES if form.match(text)), "")


def _below(grid: Grid, rows: tuple[int, ...], column: int) -> list[Cell]:
    return [cell for (row, at), cell in grid.cells.items() if at == column and row > rows[-1]]


def _is_index(figures: Sequence[Cell]) -> bool:
    """Whether growth is given as 105,2 for 5,2 %: what nearly all of its figures tell."""
    sizes = [
        abs(float(readings[0].value)) for cell in figures if (readings := _read(cell, "attainment"))
    ]
    return bool(sizes) and sum(size >= _INDEX_FROM for size in sizes) * 2 > len(sizes)


def _read(cell: Cell, kind: str) -> tuple:  # type: ignore[type-arg]
    locale = "en" if cell.number else "vi"
    return read_printed(cell.text, locale, kind)[0]  # type: ignore[arg-type]


def _period(grid: Grid, header: tuple[int, ...], columns: Sequence[Column]) -> str:
    """That of the latest figures, else that in a line above."""
    dated = [each.period for each in columns if each.role in _LEVELS and each.period]
    if dated:
        return max(dated, key=lambda text: read_period(text).end)
    stated = next((each.number for each in columns if each.role == "period"), 0)
    if stated:
        said = (read_period_words(cell.text) or cell.text for cell in _below(grid, header, stated))
        return max(
            (text for text in said if _year(text)), key=lambda t: read_period(t).end, default=""
        )
    above = (cell.text for (row, _), cell in sorted(grid.cells.items()) if row < header[0])
    return next((period for text in above if (period := read_period_words(text))), "")


def _dated(columns: Sequence[Column], period: str) -> Iterator[Column]:
    """The columns with levels of a year before as bases, and no period that goes without saying."""
    own = read_period(period)
    before = own.years_before(1).text
    for each in columns:
        if each.role in _LEVELS and each.period in (before, own.text):
            role = "base" if each.period == before else "level"
            yield replace(each, role=role, period="")
        elif each.role not in (*_LEVELS, "target") or each.period == own.year:
            yield replace(each, period="")
        else:
            yield each


def _year(text: str) -> str:
    """The year of a period in the words of tables or of plans; empty where it is none."""
    try:
        return read_period(read_period_words(text) or text).year
    except ValueError:
        return ""


def _rows(
    grid: Grid, rows: range, columns: Sequence[Column], header: tuple[int, ...], locale: str
) -> Iterator[tuple[Proposed, str, str, str]]:
    """The indicator of each row with figures, its plan value, its entity and its period."""
    by_role = {each.role: each.number for each in reversed(columns)}
    figures = [each.number for each in columns if each.role not in _LABELS]
    line = unit_line(grid, header[0])
    seen: dict[str, Proposed] = {}
    for row in rows:
        name = plain_name(grid.text(row, by_role["indicator"]))
        has = any(_is_figure(grid.cell(row, column)) for column in figures)
        if not name or not has or len(name) == 1 or is_total(name):
            continue
        unit = grid.text(row, by_role["unit"]) if "unit" in by_role else ""
        cell = grid.cell(row, by_role["target"]) if "target" in by_role else None
        heading = grid.text(header[-1], by_role.get("target", by_role.get("level", 0)))
        words = spelled_out(unit or unit_in(heading) or line, locale)
        target = printed(cell, words, locale) if _is_figure(cell) else ""
        own = seen.setdefault(alike(name), proposed(name, words, locale, len(seen) + 1))
        entity, when = (
            grid.text(row, by_role[role]) if role in by_role else ""
            for role in ("entity", "period")
        )
        yield own, target, entity, when


def _is_figure(cell: Cell | None) -> bool:
    return cell is not None and any(sign.isdecimal() for sign in cell.text)


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
