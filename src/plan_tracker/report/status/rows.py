"""One target as every layout of the status shows it: with a name, in a language, to a scale."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plan_tracker.loading.fit import countable
from plan_tracker.model.text import phrase
from plan_tracker.progress.outcome import TargetStatus
from plan_tracker.report.words.labels import label, name_of, said
from plan_tracker.report.words.languages import Scale
from plan_tracker.report.words.names import target_names
from plan_tracker.report.words.numbers import COMPUTED, number, scale_of, scaled


@dataclass(frozen=True, slots=True)
class StatusRow:
    """A target with what it is called, and the scale in which all its amounts are written."""

    target: TargetStatus
    name: str
    lang: str
    scale: Scale

    def amount(self, value: float | None, digits: int = 5) -> str:
        """A number in the scale of the row."""
        return scaled(value, self.scale, self.target.unit, self.lang, digits)

    def computed(self, value: float | None) -> str:
        """A number that no source printed: few digits, and whole things only."""
        if value is not None and self.scale.factor == 1 and countable(self.target.unit):
            value = round(value)
        return self.amount(value, COMPUTED)

    def apart(self, value: float | None) -> str:
        """A difference of two amounts: of percentages, in points."""
        if value is None or self.target.unit != "%":
            return self.computed(value)
        return said(phrase("{size} points", size=number(value, self.lang, COMPUTED)), self.lang)

    def ends(self, low: float | None, high: float | None) -> str:
        """`low to high`, or nothing where both read alike."""
        return self._between(self.amount(low), self.amount(high))

    def ends_apart(self, low: float | None, high: float | None) -> str:
        """The ends of a difference."""
        return self._between(self.apart(low), self.apart(high))

    def _between(self, first: str, last: str) -> str:
        return "" if first == last else f"{first} {label('to', self.lang)} {last}"


def status_rows(targets: Sequence[TargetStatus], lang: str) -> Iterator[StatusRow]:
    """A row for each target, by a name that no other one of them has."""
    names = target_names(targets, lang)
    for target in targets:
        yield status_row(target, lang, names[target.id])


def status_row(target: TargetStatus, lang: str, name: str = "") -> StatusRow:
    """The row of a target, by a name or by its own."""
    aim = target.target
    sizes = (aim.value, aim.high, aim.low)
    scale = scale_of(next((size for size in sizes if size is not None), None), lang)
    return StatusRow(target, name or name_of(target.name, lang, target.indicator), lang, scale)
