"""The forms of a table's rows: rows that say the same but for whom and how much.

A form is read once, as if its first row stood in a source file; its numbers become intervals by one
law. Texts that follow no law are forms of their own, and are read one by one.
"""

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from plan_tracker.loading.fit import LEVEL_KINDS, bounds_of, fit
from plan_tracker.loading.frame.codes import category, first_rows, number_rows
from plan_tracker.loading.frame.statements import own_columns, shared_columns
from plan_tracker.loading.sources.figures import usual_entity
from plan_tracker.loading.tables.long.arrays import Coded
from plan_tracker.loading.tables.long.cells import Cells, Codes
from plan_tracker.loading.tables.long.laws import Law, find_law
from plan_tracker.loading.tables.long.rows import Rows
from plan_tracker.model.interval import EVERYTHING
from plan_tracker.model.reading import Reading
from plan_tracker.model.statement import Statement
from plan_tracker.reading import read_printed

SAID = (
    "indicator", "period", "kind", "against", "of", "unit", "published", "as", "timing",
    "provisional", "confirm", "status", "standing", "basis", "weighted",
)  # fmt: skip
_MOST_NOTED = 50


class Forms:
    """The forms of a table's rows, with the law of each that has one."""

    def __init__(
        self, rows: Rows, cells: Cells, coded: dict[str, Coded], wrong: NDArray[np.bool_]
    ) -> None:
        self._rows, self._coded, self._wrong = rows, coded, wrong
        self._texts = rows.texts
        self._noted_before = len(rows.texts.notes.problems)
        self._cells = cells
        self._whole: dict[str, int] = {}
        self._template = self._cells.template.copy()
        self._correction = np.zeros(len(rows), dtype=np.int64)
        self._correction[list(rows.corrected)] = np.arange(1, len(rows.corrected) + 1)
        self._template[list(rows.corrected)] = -1  # no law: what is read is another text
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
        said = [(self._coded[name].codes, len(self._coded[name].texts)) for name in SAID]
        said.append((self._correction, len(self._rows.corrected) + 1))
        if (meant := self._rows.meant) is not None:
            said.append((meant.codes, len(meant.targets)))
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
        return len(self._texts.notes.problems) - self._noted_before < _MOST_NOTED

    def _law_key(self, statement: Statement, row: int) -> Any:
        indicator = self._texts.plan.indicators[statement.subject.indicator]
        return (
            indicator.unit, indicator.kind, bounds_of(indicator), statement.kind,
            self._coded["unit"].codes[row], self._template[row], self._rows.cell("as", row),
        )  # fmt: skip

    def _find_law(self, statement: Statement, row: int) -> int:
        indicator = self._texts.plan.indicators[statement.subject.indicator]
        rounding = self._texts.rounding if statement.kind in LEVEL_KINDS else None
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
            fitted = (fit(each, statement.kind, indicator, rounding) for each in readings)
            return tuple(each for each in fitted if each is not None)

        bounds = bounds_of(indicator) if statement.kind in LEVEL_KINDS else EVERYTHING
        law = find_law(read, statement.locale, bounds, self._texts.widths, rounding)
        if law is None:
            return -1
        self._laws.append(law)
        return len(self._laws) - 1

    def frame(self) -> pd.DataFrame | None:
        """One row a statement, as statements_frame makes it; None where a row cannot be read."""
        statements = [each for each in self._read_forms if each is not None]
        if len(statements) < len(self._read_forms):
            return None
        shared = shared_columns(statements)
        own = own_columns(statements)
        columns = {name: values[self._form] for name, values in own.items()}
        columns["file_line"] = self._rows.places.lines
        columns["file_column"] = self._rows.places.columns
        doubtful = self._numbers(columns)
        names = {name: self._shared(name, shared) for name in shared}
        names["doubtful"] = doubtful
        return pd.DataFrame(
            {
                "statement": pd.array(self._rows.names, dtype="str"),
                "printed": self._with_corrected(self._printed()),
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

    def _with_corrected(self, printed: Any) -> Any:
        """What is corrected prints its number, too: another one counts."""
        for row in self._rows.corrected:
            printed[row] = self._rows.printed(row)
        return printed

    def _shared(self, name: str, shared: dict[str, list[str]]) -> pd.Categorical:
        # What is compared has an indicator, be it of some entity or of none.
        compared = {"entity": "indicator", "ref_entity": "ref_indicator"}
        if name in compared:
            return self._entities(shared[compared[name]])
        return category(shared[name], self._form)

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
            noise = cells.noise[rows] * (self._texts.rounding is None)
            found = each.columns(digits, decimals, cells.zeros[rows], self._texts.widths, noise)
            for name, values in found.items():
                columns[name][rows] = values
            doubted = (digits > 100 * 10.0**decimals) & bool(each.doubt)
            doubtful[rows] = np.where(doubted, len(cells.doubts) + number, cells.doubt[rows])
        return category(doubts, doubtful)


def _second(statement: Statement | None) -> str:
    readings = statement.readings[1:2] if statement else ()
    return readings[0].notation if readings else ""
