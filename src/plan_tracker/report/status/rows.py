"""One target as every layout of the status shows it: with a name, in a language, to a scale."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plan_tracker.progress.outcome import TargetStatus
from plan_tracker.report.words.labels import label, name_of
from plan_tracker.report.words.languages import Scale
from plan_tracker.report.words.names import target_names
from plan_tracker.report.words.numbers import scale_of, scaled


@dataclass(frozen=True, slots=True)
class StatusRow:
    """A target with what it is called, and the scale in which all its amounts are written."""

    target: TargetStatus
    name: str
    lang: str
    scale: Scale

    def amount(self, value: float | None) -> str:
        """A number in the scale of the row."""
        return scaled(value, self.scale, self.target.unit, self.lang)

    def ends(self, low: float | None, high: float | None) -> str:
        """`low to high`, or nothing where both read alike."""
        first, last = self.amount(low), self.amount(high)
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
