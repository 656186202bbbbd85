"""The values that target files declare, read in the units of their indicators."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from plan_tracker.inputs.words import shown
from plan_tracker.loading.files.spot import Notes, Spot
from plan_tracker.loading.fit import in_unit, unit_words
from plan_tracker.model.plan import Indicator
from plan_tracker.model.reading import Reading
from plan_tracker.model.text import phrase
from plan_tracker.reading import read_printed
from plan_tracker.reading.widths import with_usual


@dataclass(frozen=True, slots=True)
class Locales:
    """The language of the values of a plan: that of each file that names one, else the `usual`."""

    usual: str
    of_files: Mapping[str, str]

    def at(self, spot: Spot) -> str:
        """The language of what stands at a spot."""
        return self.of_files.get(spot.place.file, self.usual)


class Values:
    """Reads the values that target files declare."""

    def __init__(
        self,
        locales: "Locales",
        widths: Mapping[str, Fraction],
        indicators: Mapping[str, Indicator],
        notes: Notes,
    ) -> None:
        self.indicators = indicators
        self.notes = notes
        self._locales = locales
        self._widths = with_usual(widths)
        self._units = unit_words(indicators.values())

    def read(self, text: str, indicator: Indicator, spot: Spot) -> Reading | None:
        """Read a value in the unit of its indicator; None where it cannot be, which is noted."""
        readings, wrong = read_printed(
            text,
            self._locales.at(spot),
            unit=indicator.unit,
            units=self._units,
            widths=self._widths,
        )
        for message in wrong:
            self.notes.add(spot.place, message)
        if not readings:
            return None
        read = in_unit(readings[0], indicator.unit)
        if read.unit != indicator.unit:
            self.notes.add(
                spot.place,
                phrase(
                    "{text} is in {unit}, but {id} is in {usual}: declare the target in {usual}",
                    text=shown(text),
                    unit=readings[0].unit,
                    id=shown(indicator.id),
                    usual=indicator.unit,
                ),
            )
            return None
        return read

    def read_growth(self, text: str, spot: Spot) -> Reading | None:
        """Read growth in percent; None where it cannot be read, which is noted."""
        readings, wrong = read_printed(text, self._locales.at(spot), "growth", widths=self._widths)
        for message in wrong:
            self.notes.add(spot.place, message)
        return readings[0] if readings else None
