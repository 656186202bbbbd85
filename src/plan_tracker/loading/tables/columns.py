"""The columns of a table in long form, what they must hold, and where its rows stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plan_tracker.grids.format import WantedColumns
from plan_tracker.inputs.words import nearest
from plan_tracker.loading.files.nodes import Keys
from plan_tracker.loading.files.spot import Notes
from plan_tracker.model.place import Place

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

NEEDED = ("indicator", "kind")
TEXTS = (
    *NEEDED, "entity", "period", "unit", "against", "of", "published", "as", "timing",
    "provisional", "confirm", "status", "standing", "basis", "weighted", "printed",
)  # fmt: skip
FIGURES = ("printed", "value")
COLUMNS = (*TEXTS, "value")
# Whatever but the printed text stands in many rows alike.
LONG_COLUMNS = WantedColumns(COLUMNS, repeated=TEXTS[:-1], numbers=("value",))
LONG_FORM = (
    "say under `columns` which column holds what, or give a table in long form, with the columns "
    "indicator, entity, period, kind and printed or value"
)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the rows of a table in long form stand: a line and a column of a file each."""

    file: str
    lines: "NDArray[np.int64]"
    columns: "NDArray[np.int64]"

    @staticmethod
    def by_line(file: str, count: int, first: int) -> "Places":
        """One row a line, from the first one on."""
        import numpy as np

        return Places(file, np.arange(first, first + count), np.ones(count, dtype=np.int64))

    def taken(self, rows: "NDArray[np.int64]") -> "Places":
        """Where some of the rows stand."""
        return Places(self.file, self.lines[rows], self.columns[rows])

    def of(self, row: int) -> Place:
        """Where a row stands."""
        return Place(self.file, int(self.lines[row]), int(self.columns[row]))


@dataclass(frozen=True, slots=True)
class LongTable:
    """Rows in long form, and where they stand.

    Texts are dictionaries or plain; a `value` is a text as 1234.50, or a number. Empty cells are
    null. `corrected` says, by row, what should have been printed, as `corrected:` of a figure does.
    """

    table: "pa.Table"
    places: "Places"
    corrected: Mapping[int, Keys] = field(default_factory=dict)


def checked(table: "pa.Table", file: str, place: Place, notes: Notes) -> "pa.Table | None":
    """The table, if it has the columns and the cells that a table in long form needs."""
    before = len(notes.problems)
    names = table.column_names
    for name in NEEDED:
        if name not in names:
            message = f"{file} has no column {name!r}{nearest(name, names)}: {LONG_FORM}"
            notes.add(place, message)
    if not {"printed", "value"} & set(names):
        notes.add(place, f"{file} has neither a column 'printed' nor 'value': {LONG_FORM}")
    for name in {*names} - {"value"}:
        if not _is_text(table.schema.field(name).type):
            notes.add(place, f"the column {name!r} of {file} holds no text: write it as text")
    if "value" in names and not _is_amount(table.schema.field("value").type):
        notes.add(place, f"the column 'value' of {file} holds no numbers: write it as numbers")
    if len(notes.problems) == before and not len(table):
        notes.add(place, f"{file} has no rows below its headings: fill it, or take the source out")
    return table if len(notes.problems) == before else None


def _is_text(kind: "pa.DataType") -> bool:
    import pyarrow.types as types

    plain = kind.value_type if types.is_dictionary(kind) else kind
    return bool(types.is_string(plain) or types.is_large_string(plain))


def _is_amount(kind: "pa.DataType") -> bool:
    import pyarrow.types as types

    numbers = types.is_floating(kind) or types.is_integer(kind) or types.is_decimal(kind)
    return bool(numbers or types.is_string(kind) or types.is_null(kind))
