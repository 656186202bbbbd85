"""Tables in long form: one row a statement, a million of them in a few seconds.

Rows that say the same but for whom and how much are one form. A form is read once, as if its first
row stood in a source file; its numbers become intervals by one law. Texts that follow no law are
forms of their own, and are read one by one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from plan_tracker.loading.files.spot import Notes
from plan_tracker.loading.files.words import nearest, shown
from plan_tracker.loading.fit import LEVEL_KINDS, bounds_of, fit
from plan_tracker.loading.frame.codes import category, first_rows, number_rows
from plan_tracker.loading.frame.statements import own_columns, shared_columns
from plan_tracker.loading.sources.comparisons import COMPARES
from plan_tracker.loading.sources.figures import usual_entity
from plan_tracker.loading.sources.texts import Texts
from plan_tracker.loading.tables.columns import Places
from plan_tracker.loading.tables.long.cells import Cells, Codes, number_cells, text_cells
from plan_tracker.loading.tables.long.laws import Law, find_law
from plan_tracker.loading.tables.long.rows import NAMES_PERIOD, Rows
from plan_tracker.model.interval import EVERYTHING
from plan_tracker.model.period import read_period
from plan_tracker.model.reading import Reading
from plan_tracker.model.statement import Statement, StatementKind
from plan_tracker.reading import read_printed

_KINDS = tuple(kind for kind in get_args(StatementKind) if kind != "stage")
_SAID = (
    "indicator", "period", "kind", "against", "of", "unit", "published", "as", "provisional",
)  # fmt: skip
_CHECKED = ("kind", "indicator", "period", "published", "against", "of", "as", "provisional")
_WORDS = {"as": ("", "index"), "provisional": ("", "true")}
_SAYING = ("printed", "value")
_MOST_NOTED = 50


@dataclass(frozen=True, slots=True)
class LongForm:
    """A table as statements, and the frame with a row for each of them."""

    rows: Rows
    frame: pd.DataFrame


def read_long_form(table: pa.Table, texts: Texts, places: Places) -> LongForm | None:
    """The statements of a table; None where `texts.notes` has been given problems."""
    notes, before = texts.notes, len(texts.notes.problems)
    table = table.combine_chunks()
    columns = {name: _column(table, name) for name in table.column_names}
    coded = {name: _coded(columns.get(name), len(table)) for name in (*_SAID, "entity")}
    rows = Rows(columns, _names(coded, texts), texts, places)
    frame = _Forms(rows, coded, _wrong_rows(coded, rows, notes)).frame()
    return LongForm(rows, frame) if len(notes.problems) == before else None


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of texts as numbers of its distinct texts; "" is an empty cell."""

    codes: Codes
    texts: list[str]


def _column(table: pa.Table, name: str) -> pa.Array:
    column = table.column(name)
    return column.chunk(0) if column.num_chunks == 1 else pa.concat_arrays(column.chunks)


def _coded(column: "pa.Array | None", size: int) -> Coded:
    if column is None:
        return Coded(np.zeros(size, dtype=np.int64), [""])
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    texts = column.dictionary.to_pylist()
    codes = np.asarray(pc.fill_null(column.indices, len(texts)), dtype=np.int64)
    # One number a text, whatever the file repeats.
    numbers, distinct = pd.factorize(np.array([*(t or "" for t in texts), ""], dtype=object))
    return Coded(numbers.astype(np.int64)[codes], distinct.tolist())


def _names(coded: dict[str, Coded], texts: Texts) -> pa.Array:
    """What each statement is called: `source#entity/indicator/period`, a claim by its kind too."""
    entities = [text or usual_entity(texts) for text in coded["entity"].texts]
    who = pc.take(_word_array(entities), pa.array(coded["entity"].codes))
    said = [coded[name] for name in ("indicator", "period", "kind")]
    form = number_rows((each.codes, len(each.texts)) for each in said)
    first = first_rows(form)
    usual = str(texts.source.period or "")
    ends = []
    for row in first:
        indicator, period, kind = (each.texts[each.codes[row]] for each in said)
        ends.append(_ending(indicator, period or usual, kind))
    what = pc.take(_word_array(ends), pa.array(form))
    mark = pa.scalar(f"{texts.source.id}#", pa.large_string())
    names = pc.binary_join_element_wise(mark, who, what, pa.scalar("", pa.large_string()))
    key = pd.Series(form * len(coded["entity"].texts) + coded["entity"].codes)
    if not key.duplicated().any():
        return names
    turn = key.groupby(key).cumcount().to_numpy()
    again = np.flatnonzero(turn)
    objects = names.to_numpy(zero_copy_only=False).copy()
    objects[again] = [f"{objects[row]}~{turn[row] + 1}" for row in again]
    return pa.array(objects, pa.large_string())


def _ending(indicator: str, period: str, kind: str) -> str:
    name = f"{indicator}/{period}"
    return f"/{name}" if kind == "level" else f"/{name}.{kind}"


def _word_array(texts: Sequence[str]) -> pa.Array:
    """The texts as parts of a name, without what separates its parts."""
    parts = ["_".join(text.replace("#", " ").replace(",", " ").split()) for text in texts]
    return pa.array(parts, pa.large_string())


def _wrong_rows(coded: dict[str, Coded], rows: Rows, notes: Notes) -> NDArray[np.bool_]:
    """The rows with a cell that cannot stand in its column; each problem is noted once."""
    wrong = np.zeros(len(rows), dtype=bool)
    for name in _CHECKED:
        for code, text in enumerate(coded[name].texts):
            if problem := _text_problem(name, text, rows.texts):
                _note(rows, coded[name].codes == code, problem, wrong, notes)
    _check_keys(coded, rows, wrong, notes)
    _check_index(coded, rows, wrong, notes)
    _check_said(rows, wrong, notes)
    return wrong


def _note(
    rows: Rows, where: NDArray[np.bool_], problem: str, wrong: NDArray[np.bool_], notes: Notes
) -> None:
    """Note a problem at the first row that has it, with how many do, and count them as wrong."""
    found = np.flatnonzero(where)
    if len(found):
        more = f" (and {len(found) - 1:,} more rows)" if len(found) > 1 else ""
        notes.add(rows.place(int(found[0])), f"{problem}{more}")
    wrong |= where


def _text_problem(name: str, text: str, texts: Texts) -> str:
    """Why a text cannot stand in a column; empty if it can."""
    if name == "indicator":
        return "" if text else "the row has no indicator: name it"
    if name == "kind":
        remedy = nearest(text, _KINDS) or f"; it can be {', '.join(_KINDS)}"
        return "" if text in _KINDS else f"kind cannot be {shown(text)}{remedy}"
    if name in _WORDS:
        allowed = _WORDS[name]
        problem = f"{name} cannot be {shown(text)}: write {allowed[1]}, or leave the cell empty"
        return "" if text in allowed else problem
    if name in ("against", "of") and text in texts.plan.indicators:
        return ""
    return _period_problem(text)


def _period_problem(text: str) -> str:
    try:
        if text:
            read_period(text)
    except ValueError as error:
        return str(error)
    return ""


def _check_keys(
    coded: dict[str, Coded], rows: Rows, wrong: NDArray[np.bool_], notes: Notes
) -> None:
    """`of` and `against` belong to different kinds."""
    kind = coded["kind"]
    for code, name in enumerate(kind.texts):
        key = NAMES_PERIOD.get(name) or COMPARES.get(name, "")
        for other in {"of", "against"} - {key} if name in _KINDS else ():
            given = np.array([bool(text) for text in coded[other].texts])[coded[other].codes]
            remedy = f"write it under `{key}`" if key else "leave the cell empty"
            message = f"a row of kind {name} has no `{other}`: {remedy}"
            _note(rows, given & (kind.codes == code), message, wrong, notes)


def _check_index(
    coded: dict[str, Coded], rows: Rows, wrong: NDArray[np.bool_], notes: Notes
) -> None:
    """Only growth can be an index."""
    growth = np.array([text == "growth" for text in coded["kind"].texts])[coded["kind"].codes]
    given = np.array([bool(text) for text in coded["as"].texts])[coded["as"].codes]
    message = "only a row of kind growth has `as`: leave the cell empty"
    _note(rows, given & ~growth, message, wrong, notes)


def _check_said(rows: Rows, wrong: NDArray[np.bool_], notes: Notes) -> None:
    """Every row says something, in a text or a number."""
    there = {name: _valid(rows.columns[name]) for name in _SAYING if name in rows.columns}
    empty = ~np.logical_or.reduce(list(there.values()))
    message = "the row says nothing: fill in `printed` or `value`"
    _note(rows, empty, message, wrong, notes)
    if "value" in there and not _is_number(rows.columns["value"].type):
        texts = rows.columns["value"].cast(pa.string())
        plain = pc.fill_null(pc.match_substring_regex(texts, r"^[-−]?\d+(\.\d+)?$"), True)
        bad = ~np.asarray(plain.to_numpy(zero_copy_only=False), dtype=bool)
        first = shown(texts[int(np.argmax(bad))].as_py() or "")
        message = f"value {first} is no number as 1234.5: write it so, or under `printed`"
        _note(rows, bad, message, wrong, notes)


def _valid(column: pa.Array) -> NDArray[np.bool_]:
    return np.asarray(pc.is_valid(column).to_numpy(zero_copy_only=False), dtype=bool)


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_floating(kind) or pa.types.is_integer(kind))


class _Forms:
    """The forms of a table's rows, with the law of each that has one."""

    def __init__(self, rows: Rows, coded: dict[str, Coded], wrong: NDArray[np.bool_]) -> None:
        self._rows, self._coded, self._wrong = rows, coded, wrong
        self._texts = rows.texts
        self._cells = _cells(rows)
        self._whole: dict[str, int] = {}
        self._template = self._cells.template.copy()
        self._untaken(np.flatnonzero((self._template < 0) & ~wrong))
        self._read()
        lawless = self._lawful[self._form] & (self._law[self._form] < 0)
        if lawless.any():
            self._untaken(np.flatnonzero(lawless & ~wrong))
            self._read()

    def _untaken(self, rows: Codes) -> None:
        """Give each distinct text of these rows a template of its own."""
        first = len(self._cells.around)
        for row in rows.tolist():
            text = self._rows.printed(row)
            self._template[row] = first + self._whole.setdefault(text, len(self._whole))

    def _read(self) -> None:
        """Number the forms, read the first row of each, and find the laws."""
        count = len(self._cells.around)
        said = [(self._coded[name].codes, len(self._coded[name].texts)) for name in _SAID]
        self._form = number_rows([*said, (self._template, count + len(self._whole))])
        first = first_rows(self._form)
        self._read_forms = [
            self._rows.read(row, self._texts) if not wrong and self._worth_it() else None
            for row, wrong in zip(first.tolist(), self._wrong[first].tolist(), strict=True)
        ]
        self._lawful = self._template[first] < count
        self._laws: list[Law] = []
        self._law = np.full(len(first), -1, dtype=np.int64)
        known: dict[Any, int] = {}
        for form, row in enumerate(first.tolist()):
            statement = self._read_forms[form]
            if self._lawful[form] and statement is not None:
                key = self._law_key(statement, row)
                if key not in known:
                    known[key] = self._find_law(statement, row)
                self._law[form] = known[key]

    def _worth_it(self) -> bool:
        """Whether there is still room for problems: a wrong column makes one in each row."""
        return len(self._texts.notes.problems) < _MOST_NOTED

    def _law_key(self, statement: Statement, row: int) -> Any:
        indicator = self._texts.plan.indicators[statement.subject.indicator]
        return (
            indicator.unit, indicator.kind, bounds_of(indicator), statement.kind,
            self._coded["unit"].codes[row], self._template[row], self._rows.cell("as", row),
        )  # fmt: skip

    def _find_law(self, statement: Statement, row: int) -> int:
        indicator = self._texts.plan.indicators[statement.subject.indicator]
        before, after = self._cells.around[self._template[row]]
        unit = self._rows.cell("unit", row)
        end = f"{after} {unit}" if unit else after

        def read(number: str) -> tuple[Reading, ...]:
            readings, _ = read_printed(
                f"{before}{number}{end}",
                statement.locale,
                statement.kind,
                unit=indicator.unit,
                index=self._rows.cell("as", row) == "index",
                units=self._texts.units,
                widths=self._texts.widths,
            )
            fitted = (fit(each, statement.kind, indicator) for each in readings)
            return tuple(each for each in fitted if each is not None)

        bounds = bounds_of(indicator) if statement.kind in LEVEL_KINDS else EVERYTHING
        law = find_law(read, statement.locale, bounds, self._texts.widths)
        if law is None:
            return -1
        self._laws.append(law)
        return len(self._laws) - 1

    def frame(self) -> pd.DataFrame:
        """One row a statement, as statements_frame makes it."""
        statements = [each for each in self._read_forms if each is not None]
        if len(statements) < len(self._read_forms):
            return pd.DataFrame()
        shared = shared_columns(statements)
        own = own_columns(statements)
        columns = {name: values[self._form] for name, values in own.items()}
        columns["file_line"] = self._rows.places.lines
        columns["file_column"] = self._rows.places.columns
        doubtful = self._numbers(columns)
        names = {name: self._shared(name, shared[name]) for name in shared}
        names["doubtful"] = doubtful
        return pd.DataFrame(
            {
                "statement": pd.array(self._rows.names, dtype="str"),
                "printed": self._printed(),
                **names,
                **columns,
            },
            copy=False,
        )

    def _printed(self) -> Any:
        """The texts with their units; a number prints none."""
        texts, units = (self._rows.columns.get(name) for name in ("printed", "unit"))
        if texts is None:
            none = pa.repeat(pa.scalar("", pa.large_string()), len(self._rows))
            return pd.array(none, dtype="str")
        texts = texts.cast(pa.large_string())
        if units is not None:
            joined = pc.binary_join_element_wise(
                texts, units.cast(pa.large_string()), pa.scalar(" ", pa.large_string())
            )
            texts = pc.coalesce(joined, texts)
        return pd.array(pc.fill_null(texts, ""), dtype="str")

    def _shared(self, name: str, values: list[str]) -> pd.Categorical:
        if name in ("entity", "ref_entity"):
            return self._entities(values)
        return category(values, self._form)

    def _entities(self, values: list[str]) -> pd.Categorical:
        """The row's own entity, or that of its source; none where nothing is compared."""
        coded = self._coded["entity"]
        texts = [text or usual_entity(self._texts) for text in coded.texts]
        has = np.array([bool(each) for each in values])[self._form]
        return category([*texts, ""], np.where(has, coded.codes, len(texts)))

    def _numbers(self, columns: dict[str, Any]) -> pd.Categorical:
        """Put into the columns what the laws make of the numbers; returns their notations."""
        cells = self._cells
        law = self._law[self._form]
        own = [_second(each) for each in self._read_forms]
        doubts = [*cells.doubts, *(each.doubt for each in self._laws), *own]
        doubtful = len(cells.doubts) + len(self._laws) + self._form
        order = np.argsort(law.astype(np.min_scalar_type(-1 - len(self._laws))), kind="stable")
        starts = np.searchsorted(law[order], np.arange(len(self._laws) + 1))
        for number, each in enumerate(self._laws):
            rows = order[starts[number] : starts[number + 1]]
            digits, decimals = cells.digits[rows], cells.decimals[rows]
            found = each.columns(digits, decimals, cells.zeros[rows], self._texts.widths)
            for name, values in found.items():
                columns[name][rows] = values
            doubted = (digits > 100 * 10.0**decimals) & bool(each.doubt)
            doubtful[rows] = np.where(doubted, len(cells.doubts) + number, cells.doubt[rows])
        return category(doubts, doubtful)


def _second(statement: Statement | None) -> str:
    readings = statement.readings[1:2] if statement else ()
    return readings[0].notation if readings else ""


def _cells(rows: Rows) -> Cells:
    """The cells of the column `printed`, and where that is empty of the column `value`."""
    locale = rows.texts.source.locale
    printed, values = rows.columns.get("printed"), rows.columns.get("value")
    if printed is None:
        assert values is not None
        return _value_cells(values, locale)
    texts = text_cells(printed, locale)
    if values is None:
        return texts
    numbers = _value_cells(values, locale)
    mine = _valid(printed)
    there = numbers.template >= 0
    moved = replace(numbers, template=np.where(there, numbers.template + len(texts.around), -1))
    merged = {
        name: np.where(mine, getattr(texts, name), getattr(moved, name))
        for name in ("template", "digits", "decimals", "zeros", "doubt")
    }
    return replace(texts, around=(*texts.around, *numbers.around), **merged)


def _value_cells(values: pa.Array, locale: str) -> Cells:
    """Numbers as they are; texts of numbers, as in CSV, with a dot before their decimals."""
    if _is_number(values.type):
        floats = pc.fill_null(values, 0).to_numpy(zero_copy_only=False).astype(float)
        return number_cells(floats, locale)
    cells = text_cells(pc.replace_substring(values.cast(pa.string()), ",", ";"), "en")
    none = np.zeros(len(values), dtype=np.int64)
    return replace(cells, doubt=none)
