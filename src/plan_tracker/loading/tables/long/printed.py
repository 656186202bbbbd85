"""What the rows of a table print: the cells of `printed`, or those of `value` where it is empty."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from plan_tracker.loading.tables.long.arrays import filled, is_number
from plan_tracker.loading.tables.long.cells import Cells, number_cells, plain_cells, text_cells
from plan_tracker.loading.tables.long.rows import Rows


def printed_cells(rows: Rows) -> Cells:
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
    mine = filled(printed)
    there = numbers.template >= 0
    moved = replace(numbers, template=np.where(there, numbers.template + len(texts.around), -1))
    merged = {
        name: np.where(mine, getattr(texts, name), getattr(moved, name))
        for name in ("template", "digits", "decimals", "zeros", "doubt", "noise")
    }
    return replace(texts, around=(*texts.around, *numbers.around), **merged)


def _value_cells(values: pa.Array, locale: str) -> Cells:
    """Numbers as they are; texts of numbers, as in CSV, with a dot before their decimals."""
    if is_number(values.type):
        floats = pc.fill_null(values, 0).to_numpy(zero_copy_only=False).astype(float)
        return number_cells(floats, locale)
    return plain_cells(values.cast(pa.string()))
