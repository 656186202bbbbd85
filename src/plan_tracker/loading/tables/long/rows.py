"""One row of a table in long form, read as if it stood in a source file."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from plan_tracker.language.numbers import DECIMAL, GROUPING, decimal_mark
from plan_tracker.language.periods.reading import parse_period
from plan_tracker.loading.files.nodes import Items, Keys, Scalar
from plan_tracker.loading.files.spot import Notes, Spot
from plan_tracker.loading.fit import LEVEL_KINDS, bounds_of
from plan_tracker.loading.shapes.source import FigureShape
from plan_tracker.loading.shapes.values import YEAR_START
from plan_tracker.loading.sources.comparisons import COMPARES
from plan_tracker.loading.sources.figures import read_figure
from plan_tracker.loading.sources.texts import Texts
from plan_tracker.loading.statements import AskedFor
from plan_tracker.loading.tables.columns import Places
from plan_tracker.loading.tables.long.cells import MEANT_DIGITS
from plan_tracker.loading.tables.long.status import status_keys
from plan_tracker.model.interval import EVERYTHING, Interval
from plan_tracker.model.place import Place
from plan_tracker.model.plan import Target
from plan_tracker.model.reading import Reading
from plan_tracker.model.statement import Statement

if TYPE_CHECKING:
    import pyarrow as pa

    from plan_tracker.loading.tables.long.cells import Codes

_OF_FIGURE = ("indicator", "entity", "period", "timing", "basis", "weighted")
# Where a row says what a claim compares with, or which period it speaks of.
NAMES_PERIOD = {"base": "against", "target": "of"}


@dataclass(frozen=True, slots=True)
class Meant:
    """By row, the number of a target of the plan that is meant; 0 where no level tells."""

    codes: "Codes"
    targets: tuple[Target | None, ...]


@dataclass(frozen=True, slots=True)
class Rows(AskedFor):
    """The statements of a table, each made when it is asked for.

    `columns` are those of the table, `names` what each statement is called, `places` where each
    row stands. `zeros` is how many zeros at the end of each row's decimals say nothing. `corrected`
    says, by row, what should have been printed, in the words of a figure's `corrected:`. `meant` is
    the plan that the percentage of a row is of, where another row tells. Of some rows of a table
    `numbers` are those that they have in it.
    """

    columns: "Mapping[str, pa.ChunkedArray]"
    names: "pa.Array"
    texts: Texts
    places: Places
    zeros: "Codes | None" = None
    corrected: Mapping[int, Keys] = field(default_factory=dict)
    meant: Meant | None = None
    numbers: "Codes | None" = None

    def __len__(self) -> int:
        return len(self.names)

    def made(self, at: int) -> Statement:
        """The statement of a row."""
        quiet = replace(self.texts, notes=Notes())
        statement = self.read(at, quiet)
        assert statement is not None, "a table with problems is not to be used"
        return statement

    @property
    def _year_start(self) -> tuple[int, int] | None:
        return self.texts.plan.settings.year_start

    def taken(self, numbers: "Codes") -> "Rows":
        """The rows of these numbers as a table of their own."""
        columns = {name: _compact(column.take(numbers)) for name, column in self.columns.items()}
        corrected = {
            place: self.corrected[row]
            for place, row in enumerate(numbers.tolist() if self.corrected else [])
            if row in self.corrected
        }
        return replace(
            self,
            columns=columns,
            names=self.names.take(numbers),
            places=self.places.taken(numbers),
            zeros=None if self.zeros is None else self.zeros[numbers],
            corrected=corrected,
            meant=self.meant and replace(self.meant, codes=self.meant.codes[numbers]),
            numbers=numbers if self.numbers is None else self.numbers[numbers],
        )

    def _number_of(self, row: int) -> int:
        """The number of a row in its whole table."""
        return row if self.numbers is None else int(self.numbers[row])

    def place(self, row: int) -> Place:
        """Where a row stands."""
        return self.places.of(row)

    def cell(self, name: str, row: int) -> Any:
        """What stands in a cell; None where nothing does."""
        return self.columns[name][row].as_py() if name in self.columns else None

    def printed(self, row: int) -> str:
        """What a row prints: its text, or its number in the locale's marks, and its unit."""
        text, unit = self.cell("printed", row), self.cell("unit", row)
        if text is None:
            text = self._number(row)
        return f"{text} {unit}" if unit else text

    def _number(self, row: int) -> str:
        value = self.cell("value", row)
        text = value if isinstance(value, str) else _shortest(value)
        return text.replace(".", decimal_mark(self.texts.source.locale))

    def read(self, row: int, texts: Texts, printed: str | None = None) -> Statement | None:
        """The statement of a row, or of one that prints this text instead; None with problems."""
        if self.zeros is not None:
            said = (self.cell("indicator", row), self.cell("kind", row))
            texts = replace(texts, zeros={said: int(self.zeros[row])})
        if self.meant is not None:
            texts = replace(texts, meant=self.meant.targets[self.meant.codes[row]])
        text = self.printed(row) if printed is None else printed
        tree = _placed(self._figure(row, text), self.place(row))
        shape = FigureShape.model_validate(tree, context={YEAR_START: self._year_start})
        statement = next(iter(read_figure(shape, Spot(tree), texts)), None)
        if statement is None:
            return None
        name = self.names[row].as_py()
        dated = self.cell("published", row)
        published = (
            parse_period(dated, year_start=self._year_start).text if dated else statement.published
        )
        kept = statement.readings
        if self.cell("printed", row) is None and row not in self.corrected:
            # The mark in a number of ours is the one that the locale starts decimals with.
            kept = tuple(each for each in kept if not _of_marks(each.notation))
            kept = self._without_noise(row, kept, statement)
        return replace(statement, name=name, published=published, readings=kept)

    def _without_noise(
        self, row: int, readings: tuple[Reading, ...], statement: Statement
    ) -> tuple[Reading, ...]:
        """The readings of a number, as wide as those of its digits that mean something."""
        noise = _noise(Decimal(str(self.cell("value", row)).replace("−", "-")))
        if not noise or self.texts.rounding is not None:
            return readings
        indicator = self.texts.plan.indicators[statement.subject.indicator]
        bounds = bounds_of(indicator) if statement.kind in LEVEL_KINDS else EVERYTHING
        return tuple(_widened(each, 10**noise, bounds) for each in readings)

    def _figure(self, row: int, text: str) -> dict[str, Any]:
        """The row as the entry of a source file."""
        kind = self.cell("kind", row)
        entry = {"id": f"row-{self._number_of(row)}", **self._said(row, *_OF_FIGURE)}
        status = dict.fromkeys(status_keys(self.cell("status", row) or "") or (), "true")
        if "rebased" in status:
            entry["rebased"] = status.pop("rebased")
        said: dict[str, Any] = {"printed": text}
        if row in self.corrected:
            said["corrected"] = self.corrected[row]
        said |= {**status, **self._said(row, "provisional", "confirm")}
        if COMPARES.get(kind) != "of":
            said |= self._said(row, "standing")
        if kind == "level":
            return {**entry, **said}
        claim = {"kind": kind, **said, **self._said(row, "as"), **self._compared(kind, row)}
        return {**entry, "claims": [claim]}

    def _said(self, row: int, *names: str) -> dict[str, Any]:
        """Those of these cells that are not empty."""
        return {name: cell for name in names if (cell := self.cell(name, row))}

    def _compared(self, kind: str, row: int) -> dict[str, Any]:
        key = NAMES_PERIOD.get(kind) or COMPARES[kind]
        cell, of = self.cell(key, row), self._said(row, "standing") if key == "of" else {}
        if kind == "base" and not cell:
            # A base has its own period; what names none is of the year before.
            own = self.cell("period", row)
            cell = own or parse_period(str(self.texts.source.period)).years_before(1).text
        if kind in NAMES_PERIOD:
            return {"period": cell} if cell else {}
        part = "indicator" if cell in self.texts.plan.indicators else "period"
        reference = {**({part: cell} if cell else {}), **of}
        return {key: reference} if reference else {}


def _compact(column: "pa.Array") -> "pa.Array":
    """A column of numbered texts with those that it has, and no other."""
    import pyarrow as pa

    if not pa.types.is_dictionary(column.type):
        return column
    return column.dictionary_decode().dictionary_encode()


def _shortest(value: Any) -> str:
    """A number in its shortest decimal form, never with an exponent; a decimal keeps its zeros."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    text = f"{Decimal(repr(value)):f}"
    return text.removesuffix(".0")


def _noise(number: Decimal) -> int:
    """How many digits beyond the ninth a number has, a whole one none."""
    if number == number.to_integral_value():
        return 0
    return max(len(number.as_tuple().digits) - MEANT_DIGITS, 0)


def _widened(reading: Reading, times: int, bounds: Interval) -> Reading:
    """A reading so many times as wide, within bounds."""
    ordinary, lax = (
        (each.shifted(-reading.value) * times).shifted(reading.value)
        for each in (reading.ordinary, reading.lax)
    )
    if (ordinary & bounds).empty:
        return replace(reading, ordinary=ordinary, lax=lax)
    return replace(reading, ordinary=ordinary & bounds, lax=lax & bounds)


def _of_marks(notation: str) -> bool:
    """Whether a notation takes the marks in the number for others than they are."""
    parts = notation.split(", ")
    return any(part.endswith((GROUPING, DECIMAL)) for part in parts)


def _placed(value: Any, place: Place) -> Any:
    """A tree all of which stands in one place, but for what has one already."""
    node: Any
    if isinstance(value, Keys):
        return value
    if isinstance(value, dict):
        node = Keys({key: _placed(each, place) for key, each in value.items()})
        node.key_places = dict.fromkeys(value, place)
    elif isinstance(value, list):
        node = Items(_placed(each, place) for each in value)
    else:
        node = Scalar(value)
    node.place = place
    return node
