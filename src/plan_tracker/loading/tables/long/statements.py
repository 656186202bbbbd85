"""Tables in long form: one row a statement, a million of them in a few seconds."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from plan_tracker.loading.sources.texts import Texts
from plan_tracker.loading.tables.columns import LongTable
from plan_tracker.loading.tables.long.arrays import by_number, whole
from plan_tracker.loading.tables.long.checks import wrong_rows
from plan_tracker.loading.tables.long.forms import SAID, Forms
from plan_tracker.loading.tables.long.meant import meant_plans
from plan_tracker.loading.tables.long.names import names_of
from plan_tracker.loading.tables.long.printed import printed_cells
from plan_tracker.loading.tables.long.rounding import base_shown, randomly_to
from plan_tracker.loading.tables.long.rows import Rows
from plan_tracker.loading.tables.long.zeros import format_zeros, without_zeros
from plan_tracker.model.relation import Rounding


@dataclass(frozen=True, slots=True)
class LongForm:
    """A table as statements, and the frame with a row for each of them.

    `rounded` is what its numbers are found to be rounded to, if they are.
    """

    rows: Rows
    frame: pd.DataFrame
    rounded: Rounding | None = None

    @property
    def corrected(self) -> Iterator[str]:
        """The names of the statements that a person has corrected."""
        return (self.rows.names[row].as_py() for row in self.rows.corrected)


def read_long_form(long: LongTable, texts: Texts) -> LongForm | None:
    """The statements of a table; None where one cannot be read.

    `texts.notes` says why, unless it has said so of what the table rests on.
    """
    texts = replace(texts, of_many=True)
    notes, before = texts.notes, len(texts.notes.problems)
    table = long.table.combine_chunks()
    columns = {name: whole(table, name) for name in table.column_names}
    coded = {name: by_number(columns.get(name), len(table)) for name in (*SAID, "entity")}
    rows = Rows(columns, names_of(coded, texts), texts, long.places, corrected=long.corrected)
    cells = printed_cells(rows)
    rows = replace(rows, zeros=format_zeros(cells, coded, long.places.columns))
    cells = without_zeros(cells, rows.zeros)
    wrong = wrong_rows(coded, rows, notes)
    frame = Forms(rows, cells, coded, wrong).frame()
    if frame is not None and len(notes.problems) == before:
        meant = meant_plans(frame, rows, coded["of"])
        if meant is not None:
            rows = replace(rows, meant=meant)
            frame = Forms(rows, cells, coded, wrong).frame()
    if frame is None or len(notes.problems) != before:
        return None

    base = base_shown(frame, texts.plan) if texts.rounding is None else 1
    if base == 1:
        return LongForm(rows, frame)

    rows = replace(rows, texts=replace(rows.texts, found_rounding=randomly_to(base)))
    frame = Forms(rows, cells, coded, wrong).frame()
    assert frame is not None, "it was read before"
    return LongForm(rows, frame, Rounding(long.places.of(0), base))
