"""The target files of a folder, merged into one Plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from plan_tracker.loading.fit import currencies, unit_words
from plan_tracker.loading.shapes import (
    LevelShape,
    PointShape,
    StageShape,
    TargetFile,
    TargetShape,
)
from plan_tracker.loading.tree import Keys
from plan_tracker.loading.validate import nearest, place_of
from plan_tracker.model.interval import Interval
from plan_tracker.model.period import Period
from plan_tracker.model.place import Place, Problem
from plan_tracker.model.plan import (
    Entity,
    Identity,
    Indicator,
    Level,
    Plan,
    Population,
    PopulationCount,
    Programme,
    Rate,
    Revision,
    Settings,
    Stage,
    Target,
)
from plan_tracker.model.reading import Reading
from plan_tracker.reading import WIDTHS, read_printed


@dataclass(frozen=True, slots=True)
class Declared:
    """One target file: its tree, for places, and what it says."""

    tree: Keys
    file: TargetFile


def merge_plan(files: list[Declared], locale: str) -> tuple[Plan, list[Problem]]:
    """Merge target files; printed values are read in `locale` unless the settings name one."""
    problems: list[Problem] = []
    settings, named = _settings(files, problems)
    merge = _Merge(files, named or locale, settings, problems)
    indicators = {i.id: i for i in merge.indicators()}
    merge.units = unit_words(indicators.values())
    entities = {e.id: e for e in merge.entities()}
    plan = Plan(
        indicators=indicators,
        targets=tuple(merge.targets(indicators, next(iter(entities), ""))),
        identities=tuple(merge.identities(indicators)),
        rates=tuple(merge.rates()),
        populations={p.id: p for p in merge.populations()},
        entities=entities,
        programmes={p.id: p for p in merge.programmes()},
        settings=settings,
    )
    return plan, problems


def _settings(files: list[Declared], problems: list[Problem]) -> tuple[Settings, str | None]:
    given = [each for each in files if "settings" in each.tree]
    for extra in given[1:]:
        place = place_of(extra.tree, ("settings",), key=True)
        problems.append(Problem(place, f"settings stand in {given[0].tree.place.file} already"))
    if not given:
        return Settings(), None
    shape = given[0].file.settings
    default = Settings()
    settings = Settings(
        widths=dict(shape.widths),
        thresholds={**default.thresholds, **{str(k): v for k, v in shape.thresholds.items()}},
        cross_source=shape.cross_source,
        stale_days=shape.stale_days,
    )
    return settings, shape.locale


class _Merge:
    """The blocks of all files, one after the other, with every problem noted in `problems`."""

    def __init__(
        self, files: list[Declared], locale: str, settings: Settings, problems: list[Problem]
    ) -> None:
        self._files = files
        self._locale = locale
        self._widths = {**WIDTHS, **settings.widths}
        self.units: dict[str, str] = {}
        self._problems = problems

    def _mapping(self, block: str) -> Iterable[tuple[str, Any, Place]]:
        seen: dict[str, Place] = {}
        for declared in self._files:
            for key, shape in getattr(declared.file, block).items():
                place = place_of(declared.tree, (block, key), key=True)
                if self._new(seen, key, place, block):
                    yield key, shape, place

    def _listed(self, block: str) -> Iterable[tuple[Keys, Any, tuple[str | int, ...]]]:
        seen: dict[str, Place] = {}
        for declared in self._files:
            for index, shape in enumerate(getattr(declared.file, block)):
                name = getattr(shape, "id", None)
                place = place_of(declared.tree, (block, index, "id"))
                if name is None or self._new(seen, name, place, block):
                    yield declared.tree, shape, (block, index)

    def _new(self, seen: dict[str, Place], name: str, place: Place, block: str) -> bool:
        if name in seen:
            self._problem(place, f"{name!r} stands twice in {block}, first at {seen[name]}")
            return False
        seen[name] = place
        return True

    def _problem(self, place: Place, message: str) -> None:
        self._problems.append(Problem(place, message))

    def _known(self, name: str, known: Mapping[str, Any], what: str, place: Place) -> bool:
        if name in known:
            return True
        self._problem(place, f"{what} {name!r} is not declared{nearest(name, known)}")
        return False

    def indicators(self) -> Iterable[Indicator]:
        for key, shape, place in self._mapping("indicators"):
            bounds = Interval(shape.bounds.low, shape.bounds.high)
            if bounds.empty:
                self._problem(place, f"the bounds of {key!r} leave no value: low is above high")
            yield Indicator(
                key, shape.name, shape.unit, shape.kind, shape.better, place, bounds, shape.signed
            )

    def entities(self) -> Iterable[Entity]:
        for key, shape, place in self._mapping("entities"):
            yield Entity(key, shape.name, shape.parent, place)

    def targets(self, indicators: Mapping[str, Indicator], entity: str) -> Iterable[Target]:
        for tree, shape, path in self._listed("targets"):
            place = place_of(tree, (*path, "indicator"))
            if self._known(shape.indicator, indicators, "indicator", place):
                yield _TargetReader(self, tree, path, indicators[shape.indicator]).read(
                    shape, entity
                )

    def identities(self, indicators: Mapping[str, Indicator]) -> Iterable[Identity]:
        for tree, shape, path in self._listed("identities"):
            names = [(shape.total, (*path, "total"))]
            names += [(part, (*path, "parts", i)) for i, part in enumerate(shape.parts)]
            known = [
                self._known(name, indicators, "indicator", place_of(tree, at)) for name, at in names
            ]
            rest = Interval(shape.rest.low, shape.rest.high)
            if rest.empty:
                self._problem(place_of(tree, (*path, "rest")), "rest: low is above high")
            if all(known):
                place = place_of(tree, path)
                yield Identity(shape.id, shape.total, shape.parts, rest, shape.stated, place)

    def rates(self) -> Iterable[Rate]:
        for tree, shape, path in self._listed("rates"):
            for key, unit in (("from", shape.from_), ("to", shape.to)):
                if unit not in currencies():
                    message = f"{unit!r} is not a currency{nearest(unit, currencies())}"
                    self._problem(place_of(tree, (*path, key)), message)
            if not 0 < shape.low <= shape.high:
                self._problem(place_of(tree, (*path, "low")), "a rate needs 0 < low <= high")
                continue
            rate = Interval(shape.low, shape.high)
            place = place_of(tree, path)
            yield Rate(shape.from_, shape.to, shape.period, rate, shape.source, place)

    def populations(self) -> Iterable[Population]:
        declared = list(self._mapping("populations"))
        names = {key: shape for key, shape, _ in declared}
        for key, shape, place in declared:
            members = tuple(each for each in shape if isinstance(each, str))
            for member in members:
                self._known(member, names, "population", place)
            counts = tuple(
                PopulationCount(each.value, each.from_, each.until)
                for each in shape
                if not isinstance(each, str)
            )
            yield Population(key, counts, members, place)

    def programmes(self) -> Iterable[Programme]:
        targets = {shape.id: shape for each in self._files for shape in each.file.targets}
        for key, shape, place in self._mapping("programmes"):
            for member in shape.members:
                self._known(member, targets, "target", place)
            yield Programme(key, shape.name, dict(shape.members), place)

    def read(self, text: str, indicator: Indicator, place: Place) -> Reading | None:
        """Read a declared value in the indicator's unit."""
        readings, wrong = read_printed(
            text,
            self._locale,
            unit=indicator.unit,
            units=self.units,
            widths=self._widths,
        )
        for message in wrong:
            self._problem(place, message)
        if not readings:
            return None
        if readings[0].unit != indicator.unit:
            self._problem(
                place,
                f"{text!r} is in {readings[0].unit}, but {indicator.id!r} is in {indicator.unit}",
            )
            return None
        return readings[0]


class _TargetReader:
    """One target: its values read in its indicator's unit."""

    def __init__(
        self, merge: _Merge, tree: Keys, path: tuple[str | int, ...], indicator: Indicator
    ) -> None:
        self._merge = merge
        self._tree = tree
        self._path = path
        self._indicator = indicator

    def _place(self, *path: str | int) -> Place:
        return place_of(self._tree, (*self._path, *path))

    def _read(self, text: str, *path: str | int) -> Reading | None:
        return self._merge.read(text, self._indicator, self._place(*path)) if text else None

    def read(self, shape: TargetShape, entity: str) -> Target:
        value = self._read(shape.value.printed, "value")
        low = self._read(shape.value.low, "value", "low")
        high = self._read(shape.value.high, "value", "high")
        self._check(shape)
        return Target(
            id=shape.id,
            indicator=shape.indicator,
            entity=shape.entity or entity,
            period=shape.period,
            due=shape.due or shape.period.end,
            place=self._place(),
            printed=shape.value.printed,
            value=value.value if value else None,
            interval=value.ordinary if value else Interval(),
            low=low.value if low else None,
            high=high.value if high else None,
            standing=shape.standing,
            baseline=self._level(shape.baseline, "baseline") if shape.baseline else None,
            path=shape.path if isinstance(shape.path, str) else "linear",
            points=tuple(self._points(shape)),
            stages=tuple(_stage(stage) for stage in shape.stages),
            revisions=tuple(self._revisions(shape)),
            source=shape.source,
        )

    def _check(self, shape: TargetShape) -> None:
        is_milestone = self._indicator.kind == "milestone"
        given = shape.value.printed or shape.value.low or shape.value.high
        if is_milestone and not shape.stages:
            self._note("a milestone target needs `stages`", "id")
        if is_milestone and given:
            self._note("a milestone target has `stages`, not a value", "value")
        if not is_milestone and not given:
            self._note("the target has no `value`", "id")
        if not is_milestone and shape.stages:
            self._note("only a milestone indicator has `stages`", "stages")
        if shape.due and shape.due < shape.period.start:
            self._note(f"due {shape.due} lies before the period {shape.period}", "due")

    def _note(self, message: str, key: str) -> None:
        self._merge._problem(self._place(key), message)

    def _level(self, shape: LevelShape, *path: str | int) -> Level | None:
        reading = self._read(shape.value, *path, "value")
        return reading and _as_level(reading, shape.period, shape.value, shape.source)

    def _points(self, shape: TargetShape) -> Iterable[Level]:
        points: tuple[PointShape, ...] = () if isinstance(shape.path, str) else shape.path
        for index, point in enumerate(points):
            reading = self._read(point.value, "path", index, "value")
            if reading:
                yield _as_level(reading, point.by, point.value)

    def _revisions(self, shape: TargetShape) -> Iterable[Revision]:
        for index, each in enumerate(shape.revisions):
            reading = self._read(each.value, "revisions", index, "value")
            if reading:
                yield Revision(
                    each.set, reading.value, reading.ordinary, each.value, each.reason, each.source
                )


def _as_level(reading: Reading, period: Period, printed: str, source: str = "") -> Level:
    return Level(period, reading.value, reading.ordinary, printed, source)


def _stage(shape: StageShape) -> Stage:
    by = shape.by.end if shape.by else None
    return Stage(shape.id, shape.name, shape.weight, by, shape.source, shape.assumed)
