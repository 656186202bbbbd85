"""The columns of a table as arrays: texts by number, which cells are filled, what is a number."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from plan_tracker.loading.tables.long.cells import Codes


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of texts as numbers of its distinct texts; "" is an empty cell."""

    codes: Codes
    texts: list[str]


def whole(table: pa.Table, name: str) -> pa.Array:
    """A column in one piece."""
    column = table.column(name)
    return column.chunk(0) if column.num_chunks == 1 else pa.concat_arrays(column.chunks)


def by_number(column: "pa.Array | None", size: int) -> Coded:
    """A column of so many texts, or of none at all where there is no such column, by number."""
    if column is None:
        return Coded(np.zeros(size, dtype=np.int64), [""])
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    texts = column.dictionary.to_pylist()
    codes = np.asarray(pc.fill_null(column.indices, len(texts)), dtype=np.int64)
    # One number a text, whatever the file repeats.
    numbers, distinct = pd.factorize(np.array([*(t or "" for t in texts), ""], dtype=object))
    return Coded(numbers.astype(np.int64)[codes], distinct.tolist())


def filled(column: pa.Array) -> NDArray[np.bool_]:
    """Which cells are not empty."""
    return np.asarray(pc.is_valid(column).to_numpy(zero_copy_only=False), dtype=bool)


def is_number(kind: pa.DataType) -> bool:
    """Whether cells of a type are numbers, not texts of numbers."""
    return bool(pa.types.is_floating(kind) or pa.types.is_integer(kind))
