"""What the rows of a wide table are called, and which indicators and entities that means."""

from collections.abc import Iterable, Mapping, Sequence

from plan_tracker.grids.grid import Cell, alike, plain_name
from plan_tracker.grids.stub import is_total
from plan_tracker.inputs.words import nearest, shown
from plan_tracker.language.periods.reading import Around, read_heading
from plan_tracker.language.periods.years import endings_of
from plan_tracker.loading.files.spot import Spot
from plan_tracker.loading.sources.texts import Texts
from plan_tracker.model.period import Period
from plan_tracker.model.place import Place

OTHERS = "*"  # in `names`: whatever is not named is left out


class RowNames:
    """The names that a plan gives, and those that its `names` map to them."""

    def __init__(self, names: Mapping[str, str | None], texts: Texts, spot: Spot) -> None:
        plan = texts.plan
        self._notes, self._spot, self._given = texts.notes, spot.at("names"), names
        self._entities = {
            **{
                alike(text): each.id
                for each in plan.entities.values()
                for text in each.name.values()
            },
            **{alike(name): name for name in plan.entities},
        }
        self._indicators: dict[str, str | None] = {
            **{alike(t): each.id for each in plan.indicators.values() for t in each.name.values()},
            **{alike(name): name for name in plan.indicators},
            **{alike(name): indicator for name, indicator in names.items()},
        }
        self._unseen = {alike(name): name for name in names if name != OTHERS}
        self._read: dict[str, str] = {}
        for name, indicator in names.items():
            if indicator is not None:
                place = self._spot.at(name).place
                texts.notes.known(indicator, plan.indicators, "indicator", place)

    def seen(self, text: str) -> None:
        """Note that the table has a name, be it with figures or without."""
        for each in (text, plain_name(text)):
            self._unseen.pop(alike(each), None)
        self._read[alike(text)] = text

    def check_all_seen(self, place: Place) -> None:
        """Note the names that the table no longer has."""
        for name in self._unseen.values():
            remedy = nearest(name, self._read.values()) or ": take it out of `names`"
            message = f"no row of the table below {place} is called {shown(name)}{remedy}"
            self._notes.add(self._spot.at(name).key, message)

    def indicator(self, text: str, cell: str, place: Place, figure: Cell) -> str | None:
        """The indicator that a row is about; None where it is passed over, or has a problem.

        A name that stands twice, or is no name, is given by its `cell`, such as B8.
        """
        self.seen(text)
        if cell in self._given:
            self._unseen.pop(alike(cell), None)
            return self._given[cell]
        if not text:
            message = (
                "there are figures here, but the row has no name: name it, or use `fill: down`"
            )
            self._notes.add(figure.place, message)
            return None
        for each in (alike(text), alike(plain_name(text))):
            if each in self._indicators:
                return self._indicators[each]
        if OTHERS not in self._given and not is_total(text):
            self._note_unknown(text, place)
        return None

    def _note_unknown(self, text: str, place: Place) -> None:
        known = [name for name in self._given if name != OTHERS]
        message = (
            f"{shown(text)} is no indicator that is known{nearest(text, known)}: add it to "
            f"`names`, or leave it out there: `{text[:60]!r}: ~`"
        )
        self._notes.add(place, message)

    def member(self, texts: Iterable[str]) -> str | None:
        """The entity that the texts of several columns make together; None where it is the whole.

        Blank, or a total, stands for all that the column could say.
        """
        parts = [text for text in texts if text and not is_total(text)]
        name = " / ".join(parts)
        return self._entities.get(alike(name), name) if name else None

    def entity(self, text: str, place: Place, names_rows: bool) -> str | None:
        """Whom a row is about; None where it is a total over all of them."""
        known = self._entities.get(alike(text)) or self._entities.get(alike(plain_name(text)))
        if known:
            return known
        if names_rows and not text:
            self._notes.add(place, "there are figures in this row, but no name: name it")
            return None
        if names_rows and is_total(text):
            return None
        return plain_name(text)


class RowPeriods:
    """The periods that the cells of a column name, which are `texts` one below the other."""

    def __init__(
        self, column: Sequence[str], texts: Texts, mapped: Mapping[str, Period | None]
    ) -> None:
        self._mapped = {alike(text): period for text, period in mapped.items()}
        self._notes, self._locale = texts.notes, texts.source.locale
        self._around = Around(
            texts.source.period,
            year_start=texts.plan.settings.year_start,
            endings=endings_of(column),
        )
        self._noted: set[str] = set()

    def leaves_out(self, text: str) -> bool:
        """Whether the plan leaves out the rows of this text."""
        return self._mapped.get(alike(text), self) is None

    def period(self, text: str, place: Place) -> str | None:
        """The period that a cell names; None where it is empty, or has a problem."""
        if not text:
            return None
        if period := self._mapped.get(alike(text)):
            return period.text
        reading = read_heading(text, self._locale, self._around)
        if reading.period is not None:
            return reading.period.text
        if text not in self._noted:
            self._noted.add(text)
            problem = reading.problem or "it names no period"
            remedy = "write it as 2024, 2024-H1, 2024-Q2, 2024-06 or 2023-07/2024-06"
            self._notes.add(place, f"period {shown(text)} is not clear: {problem}; {remedy}")
        return None
