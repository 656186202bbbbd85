"""Tables whose rows are records: a period, a kind and categories in columns, whatever their names.

The categories make a composite entity; what no column names is one indicator for the whole table,
or one for each column of figures.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from plan_tracker.grids.grid import alike
from plan_tracker.grids.shape.levels import only_numbers
from plan_tracker.grids.shape.sheet import Kind
from plan_tracker.grids.understood import UnderstoodTable
from plan_tracker.inputs.words import shown
from plan_tracker.language.periods.reading import Around, read_heading, read_value
from plan_tracker.language.periods.years import endings_of
from plan_tracker.language.tables import heading_role
from plan_tracker.loading.proposal.columns import LEVELS, role_of, supposed_year_start
from plan_tracker.loading.proposal.naming import stub_roles
from plan_tracker.model.period import Period

_LOOKED_AT = 300  # different texts of a column
_MOST_KINDS = 12
_SURELY = 0.9


@dataclass(frozen=True, slots=True)
class Labels:
    """The columns that say what a record is about, by their numbers in the arrays of a sheet.

    `kinds` leads from texts to kinds of figures; `periods` from texts to the periods that they
    mean where the text alone does not say it, or to None where that is not clear. `doubts` are
    sentences on what was guessed, `left_out` on what cannot be used.
    """

    period: int | None = None
    kind: int | None = None
    indicator: int | None = None
    unit: int | None = None
    kinds: Mapping[str, str] | None = None
    periods: Mapping[str, Period | None] | None = None
    categories: tuple[int, ...] = ()
    figures: tuple[int, ...] = ()
    left_out: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def find_labels(table: UnderstoodTable, locale: str, around: Around) -> Labels | None:
    """What the columns of records hold; None where the rows of a table are no records."""
    roles = {
        column: heading_role(alike(table.heading(column)[:200])) for column in table.shape.figures
    } | stub_roles(table)
    texts = {column: _texts(table, column) for column in table.shape.stubs}
    for column in table.shape.figures:
        cells = table.sheet.kinds[list(table.shape.rows), column]
        if roles[column] == "period" and (cells[cells != Kind.EMPTY] == Kind.YEAR).all():
            texts[column] = _texts(table, column)

    dated = [column for column, said in texts.items() if roles[column] != "number" and _dates(said)]
    period = max(dated, key=lambda at: (roles[at] == "period", -at), default=None)
    names = [
        column
        for column, said in texts.items()
        if column not in dated and said and roles[column] not in ("unit", "number", "remark")
    ]
    kinds = {column: told for column in names if (told := _kinds(texts[column]))}
    kind = next(iter(kinds), None)
    categories = [column for column in names if column != kind]
    indicator = next((column for column in categories if roles[column] == "indicator"), None)
    is_record = (
        period is not None
        or kind is not None
        or _several(table, [column for column in categories if _is_category(texts[column])])
        or (len(categories) == 1 and roles[categories[0]] == "entity")
    )
    if not is_record:
        return None

    periods, left_out, doubts = (
        _read_periods(texts[period], locale, around) if period is not None else ({}, (), ())
    )
    if kind is not None:
        unknown = [text for text in texts[kind] if text not in kinds[kind]]
        if unknown:
            listed = ", ".join(map(shown, unknown))
            left_out += (f"rows where {shown(table.heading(kind))} is {listed}",)
    figures = tuple(column for column in table.shape.figures if column not in texts)
    labels = Labels(
        period=period,
        kind=kind,
        indicator=indicator,
        unit=next((column for column, role in roles.items() if role == "unit"), None),
        kinds=kinds[kind] if kind is not None else None,
        periods=periods,
        figures=figures,
        left_out=left_out,
        doubts=doubts,
    )
    others = [at for at in (*categories, *dated) if at not in (indicator, period)]
    return replace(labels, categories=tuple(_telling(table, labels, others, roles)))


def _texts(table: UnderstoodTable, column: int) -> dict[str, int]:
    """The different texts of a column, with how often they stand there."""
    said = map(str.strip, table.sheet.column_texts(table.shape.rows, column))
    return dict(Counter(text for text in said if text))


def _dates(texts: Mapping[str, int]) -> bool:
    """Whether nearly all texts name periods, and nothing else."""
    looked_at = list(texts)[:_LOOKED_AT]
    named = sum(read_value(text).form != "" for text in looked_at)
    return bool(looked_at) and named >= _SURELY * len(looked_at)


def _kinds(texts: Mapping[str, int]) -> dict[str, str]:
    """The kinds of figures that the texts of a column name, the most frequent text for each.

    None where there is but one kind.
    """
    if not 1 < len(texts) <= _MOST_KINDS:
        return {}
    kinds: dict[str, str] = {}
    for text in sorted(texts, key=lambda text: -texts[text]):
        role = heading_role(alike(text))
        if role in (*LEVELS, "attainment", "growth") and role not in kinds.values():
            kinds[text] = role
    # Names of rows may have such words in them: “Ban quản lý dự án giao thông” is no plan.
    come_again = sum(texts.values()) > len(texts) or len(kinds) == len(texts)
    return kinds if come_again and {"level", "target"} <= {*kinds.values()} else {}


def _several(table: UnderstoodTable, columns: Sequence[int]) -> bool:
    """Whether most rows say something in two columns of categories: no outline of one stub."""
    rows = table.shape.rows
    said = [table.sheet.column_texts(rows, column) for column in columns]
    filled = [sum(bool(text.strip()) for text in row) >= 2 for row in zip(*said, strict=True)]
    return sum(filled) >= _SURELY * len(rows)


def _is_category(texts: Mapping[str, int]) -> bool:
    """Whether texts are words that come again, and no numbers of rows or names of one row each."""
    words = sum(not only_numbers(text) for text in texts)
    return words > len(texts) / 2 and sum(texts.values()) > len(texts)


def _read_periods(
    texts: Mapping[str, int], locale: str, around: Around
) -> tuple[dict[str, Period | None], tuple[str, ...], tuple[str, ...]]:
    """What texts mean that do not name a period by themselves, what is not clear, and guesses."""
    beside = replace(around, endings=endings_of(texts), year_start=None)  # the plan says none
    periods: dict[str, Period | None] = {}
    left_out: list[str] = []
    doubts: set[str] = set()
    for text in texts:
        reading = read_heading(text, locale, beside)
        if reading.period is not None:
            continue
        start, doubt = supposed_year_start(text)
        guess = read_heading(text, locale, replace(beside, year_start=start)).period
        periods[text] = guess
        if guess is not None:
            doubts.add(doubt)
        else:
            problem = reading.problem or "it names no period"
            left_out.append(f"rows of {shown(text)}: {problem}")
    return periods, tuple(left_out), tuple(sorted(doubts)[:1])


def _telling(
    table: UnderstoodTable, labels: Labels, candidates: Sequence[int], roles: Mapping[int, str]
) -> Iterator[int]:
    """The categories that tell rows apart, from the left; an entity by its heading always does."""
    known = [at for at in (labels.period, labels.kind, labels.indicator) if at is not None]
    rows = table.shape.rows
    keys = _row_keys(table, known)
    count = len(set(keys))
    for column in candidates:
        texts = table.sheet.column_texts(rows, column)
        longer = [(*key, text) for key, text in zip(keys, texts, strict=True)]
        more = len(set(longer))
        if more > count or roles[column] == "entity":
            keys, count = longer, more
            yield column


def _row_keys(
    table: UnderstoodTable, columns: Sequence[int], as_key: Callable[[str], str] = str
) -> list[tuple[str, ...]]:
    """What each row says in some columns."""
    rows = table.shape.rows
    keys: list[list[str]] = []
    for column in columns:
        texts = table.sheet.column_texts(rows, column)
        different = {text: as_key(text) for text in dict.fromkeys(texts)}
        keys.append([different[text] for text in texts])
    return list(zip(*keys, strict=True)) if keys else [()] * len(rows)


def repeated_rows(table: UnderstoodTable, labels: Labels) -> tuple[int, ...]:
    """Rows that say once more what a row above is about."""
    known = [at for at in (labels.period, labels.kind, labels.indicator) if at is not None]
    keys = _row_keys(table, (*known, *labels.categories), alike)
    seen: set[tuple[str, ...]] = set()
    again = []
    for row, key in zip(table.shape.rows, keys, strict=True):
        if key in seen:
            again.append(row)
        seen.add(key)
    return tuple(again)


def figure_roles(table: UnderstoodTable, labels: Labels) -> dict[int, str]:
    """What each column of figures holds: by words, or an indicator of its own where none says."""
    roles = {column: role_of(table.heading(column)) for column in labels.figures}
    if labels.kind is not None:
        told = [column for column, role in roles.items() if role in ("level", "target", "")]
        return dict.fromkeys(told[:1], "value")
    if not any(role in LEVELS for role in roles.values()):
        return dict.fromkeys(roles, "level")
    return roles
