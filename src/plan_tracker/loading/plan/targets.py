"""One declared target after the other, its values read in its indicator's unit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from plan_tracker.inputs.words import shown
from plan_tracker.loading.files.spot import Entry, Spot
from plan_tracker.loading.plan.values import Values
from plan_tracker.loading.shapes.target import (
    LevelShape,
    RevisionShape,
    StageShape,
    TargetShape,
    ValueShape,
)
from plan_tracker.model.interval import Interval
from plan_tracker.model.period import Period
from plan_tracker.model.plan import Growth, Indicator, Level, Revision, Stage, Target
from plan_tracker.model.reading import Reading
from plan_tracker.model.text import Part, phrase


def read_targets(entries: Iterable[Entry], entity: str, values: Values) -> Iterator[Target]:
    """The targets of declared indicators; `entity` is whose they are where none is named."""
    for _, shape, spot in entries:
        place = spot.at("indicator").place
        if values.notes.known(shape.indicator, values.indicators, "indicator", place):
            indicator = values.indicators[shape.indicator]
            yield _Declaration(shape, spot, indicator, values).target(entity)


@dataclass(frozen=True, slots=True)
class _Declaration:
    """A target as its file declares it."""

    shape: TargetShape
    spot: Spot
    indicator: Indicator
    values: Values

    def target(self, entity: str) -> Target:
        shape = self.shape
        given = shape.value or ValueShape()
        value = self._read(given.printed, "value")
        low, high = self._read(given.low, "value", "low"), self._read(given.high, "value", "high")
        limit = self._read(shape.limit or "", "limit")
        self._check_form()
        self._check_order(low, high)
        return Target(
            id=shape.id,
            indicator=shape.indicator,
            entity=shape.entity or entity,
            period=shape.period,
            due=shape.due or shape.period.end,
            place=self.spot.place,
            printed=given.printed,
            value=value.value if value else None,
            interval=value.ordinary if value else Interval(),
            low=low.value if low else None,
            high=high.value if high else None,
            standing=shape.standing,
            baseline=self._level(shape.baseline) if shape.baseline else None,
            path=shape.path if isinstance(shape.path, str) else "linear",
            points=tuple(self._points()),
            stages=tuple(_stage(stage) for stage in shape.stages),
            revisions=tuple(self._revisions(shape.revisions)),
            source=shape.source,
            name=shape.name,
            basis=shape.basis,
            since=shape.set,
            growth=self._growth(),
            limit=limit.value if limit else None,
            projection=shape.projection,
            lax=value.lax if value else None,
            timing=shape.timing or "",
            organisation=shape.organisation,
            owner=shape.owner,
            note=shape.note,
        )

    def _note(self, message: Part, *path: str | int) -> None:
        self.values.notes.add(self.spot.at(*path).place, message)

    def _read(self, text: str, *path: str | int) -> Reading | None:
        return self.values.read(text, self.indicator, self.spot.at(*path)) if text else None

    def _check_form(self) -> None:
        """A milestone has stages, anything else a value, a range, a growth, or a baseline."""
        shape, milestone = self.shape, self.indicator.kind == "milestone"
        value = shape.value
        if milestone and not shape.stages:
            self._note(
                phrase(
                    "{id} is a milestone: give the target `stages`", id=shown(self.indicator.id)
                ),
                "id",
            )
        if milestone and value:
            self._note(phrase("a milestone target has `stages`, not a value: take it out"), "value")
        if not milestone and shape.stages:
            self._note(
                phrase("{id} is no milestone: take out `stages`", id=shown(self.indicator.id)),
                "stages",
            )
        said = value and (value.printed or value.low or value.high)
        if not milestone and not (said or shape.growth or shape.baseline):
            self._note(phrase("the target has no `value`: add it"), "id")
        if shape.growth and (said or milestone):
            self._note(
                phrase("has `growth` beside a value or stages: keep the one or the other"), "growth"
            )
        for key in ("against", "per"):
            if key in self.spot.keys and not shape.growth:
                self._note(
                    phrase(
                        "`{key}` is about `growth`, which the target has not: take it out", key=key
                    ),
                    key,
                )
        if shape.limit and said:
            self._note(phrase("`limit` is for a target without a value: take it out"), "limit")
        if value and value.printed and (value.low or value.high):
            self._note(
                phrase("has `printed` beside `low` and `high`: keep the one or the other"), "value"
            )

    def _check_order(self, low: Reading | None, high: Reading | None) -> None:
        """What must come after what."""
        shape = self.shape
        if low and high and low.value > high.value:
            self._note(phrase("low lies above high: swap them"), "value", "low")
        if shape.due and shape.due < shape.period.start:
            self._note(
                phrase(
                    "due on {due}, before the period {period} begins: correct one",
                    due=str(shape.due),
                    period=str(shape.period),
                ),
                "due",
            )
        if shape.baseline and shape.baseline.period.end >= (shape.due or shape.period.end):
            message = phrase(
                "the baseline of {period} is not before the target is due: give an earlier one",
                period=str(shape.baseline.period),
            )
            self._note(message, "baseline", "period")
        for number, (first, second) in enumerate(pairwise(shape.revisions), 1):
            if second.set < first.set:
                message = phrase(
                    "set on {day}, before the revision above it ({earlier}): put the newest last",
                    day=str(second.set),
                    earlier=str(first.set),
                )
                self._note(
                    message,
                    "revisions",
                    number,
                    "set",
                )
        names = [stage.id for stage in shape.stages]
        for number, name in enumerate(names):
            if name in names[:number]:
                message = phrase("the stage {name} stands twice: rename one", name=shown(name))
                self._note(message, "stages", number, "id")
        if names and not sum(stage.weight for stage in shape.stages):
            self._note(phrase("the weights make 0: give one stage a weight"), "stages")

    def _level(self, shape: LevelShape) -> Level | None:
        reading = self._read(shape.value, "baseline", "value")
        if reading is None:
            return None
        return _as_level(reading, shape.period, shape.value, shape.source)

    def _points(self) -> Iterator[Level]:
        points = () if isinstance(self.shape.path, str) else self.shape.path
        for index, point in enumerate(points):
            reading = self._read(point.value, "path", index, "value")
            if reading:
                yield _as_level(reading, point.by, point.value)

    def _revisions(self, shapes: Iterable[RevisionShape]) -> Iterator[Revision]:
        for index, each in enumerate(shapes):
            at = ("revisions", index, "value")
            reading = self._read(each.value.printed, *at)
            low, high = self._read(each.value.low, *at), self._read(each.value.high, *at)
            if reading or low or high:
                yield Revision(
                    each.set,
                    reading.value if reading else None,
                    reading.ordinary if reading else Interval(),
                    each.value.printed,
                    each.reason,
                    each.source,
                    low.value if low else None,
                    high.value if high else None,
                    each.due,
                    reading.lax if reading else None,
                )

    def _growth(self) -> Growth | None:
        shape = self.shape
        if shape.growth is None:
            return None
        reading = self.values.read_growth(shape.growth, self.spot.at("growth"))
        against = shape.against or shape.period.years_before(1)
        years = shape.period.end.year - against.end.year
        if against.end >= shape.period.end:
            message = phrase(
                "growth over {against}, which is not before {period}: correct one",
                against=str(against),
                period=str(shape.period),
            )
            self._note(message, "against" if shape.against else "growth")
        if reading is None:
            return None
        times = years if shape.per == "year" else 1
        return Growth(reading.value, reading.ordinary, shape.growth, against, max(times, 1))


def _as_level(reading: Reading, period: Period, printed: str, source: str = "") -> Level:
    return Level(period, reading.value, reading.ordinary, printed, source)


def _stage(shape: StageShape) -> Stage:
    by = shape.by.end if shape.by else None
    return Stage(shape.id, shape.name, shape.weight, by, shape.source, shape.assumed)
