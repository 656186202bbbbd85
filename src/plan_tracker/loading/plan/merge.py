"""The target files of a folder, merged into one Plan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from plan_tracker.inputs.words import nearest, shown
from plan_tracker.language.tables import law_exceptions
from plan_tracker.loading.files.nodes import Keys
from plan_tracker.loading.files.spot import Entry, Notes, Spot
from plan_tracker.loading.files.validate import Valid
from plan_tracker.loading.plan import structure
from plan_tracker.loading.plan.roll_ups import check_roll_ups, read_roll_up
from plan_tracker.loading.plan.targets import read_targets
from plan_tracker.loading.plan.values import Locales, Values
from plan_tracker.loading.shapes.target import (
    IndicatorShape,
    PlanShape,
    SettingsShape,
    TargetFile,
)
from plan_tracker.model.interval import Interval
from plan_tracker.model.place import Place
from plan_tracker.model.plan import (
    NO_ENTRIES,
    Additivity,
    Indicator,
    Plan,
    PlanHead,
    Rebasing,
    Settings,
)
from plan_tracker.model.text import phrase
from plan_tracker.reading import WIDTHS

Files = Sequence[Valid[TargetFile]]


def merge_plan(files: Files, locales: Mapping[str, Place], notes: Notes) -> Plan:
    """Merge target files.

    `locales` are those of the sources, each with a place that names it: values are read in the
    one that their file names, else the settings, else in the only one; without sources in English.
    """
    shape, spot = _settings_shape(files, notes)
    settings = _settings(shape, spot, notes)
    indicators = {
        each.id: each for each in _indicators(_entries(files, "indicators", notes), notes)
    }
    populations = structure.populations(_entries(files, "populations", notes), notes)
    entities = structure.entities(_entries(files, "entities", notes), populations, notes)
    check_roll_ups(_entries(files, "indicators", Notes()), populations, notes)
    values = Values(_locales(files, shape, locales, notes), settings.widths, indicators, notes)
    targets = _entries(files, "targets", notes)
    return Plan(
        indicators=indicators,
        targets=tuple(read_targets(targets, next(iter(entities), ""), values)),
        identities=tuple(
            structure.identities(_entries(files, "identities", notes), indicators, notes)
        ),
        products=tuple(structure.products(_entries(files, "products", notes), indicators, notes)),
        rates=tuple(structure.rates(_entries(files, "rates", notes), notes)),
        populations=populations,
        entities=entities,
        programmes=structure.programmes(
            _entries(files, "programmes", notes), {name for name, _, _ in targets}, notes
        ),
        settings=settings,
        head=_head(files, notes),
    )


def _entries(files: Files, block: str, notes: Notes) -> list[Entry]:
    """The entries of a block in all files, in order; a name that stands twice is noted."""
    entries: list[Entry] = []
    seen: dict[str, Place] = {}
    for name, shape, spot in _all_entries(files, block):
        place = spot.at("id").place if hasattr(shape, "id") else spot.key
        if name and name in seen:
            notes.add(
                place,
                phrase(
                    "{name} stands twice in `{block}`, first at {first}: rename one",
                    name=shown(name),
                    block=block,
                    first=str(seen[name]),
                ),
            )
            continue
        seen[name] = place
        entries.append((name, shape, spot))
    return entries


def _all_entries(files: Files, block: str) -> Iterable[Entry]:
    for file in files:
        content = getattr(file.file, block)
        if isinstance(content, dict):
            for name, shape in content.items():
                yield name, shape, Spot(file.tree, (block, name))
        else:
            for index, shape in enumerate(content):
                yield getattr(shape, "id", ""), shape, Spot(file.tree, (block, index))


def _once(files: Files, block: str, notes: Notes) -> Valid[TargetFile] | None:
    """The one file that has a block which stands once; None where none has it."""
    given = [each for each in files if block in each.tree]
    for extra in given[1:]:
        first = Spot(given[0].tree, (block,)).key
        notes.add(
            Spot(extra.tree, (block,)).key,
            phrase(
                "`{block}` is there twice, first at {first}: keep it in one file",
                block=block,
                first=str(first),
            ),
        )
    return given[0] if given else None


def _settings_shape(files: Files, notes: Notes) -> tuple[SettingsShape, Spot]:
    file = _once(files, "settings", notes)
    if file is None:
        return SettingsShape(), Spot(Keys())
    return file.file.settings, Spot(file.tree, ("settings",))


def _head(files: Files, notes: Notes) -> PlanHead:
    file = _once(files, "plan", notes)
    said = file.file.plan if file is not None else PlanShape()
    return PlanHead(said.title, said.organisation, said.owner, said.note)


def _settings(shape: SettingsShape, spot: Spot, notes: Notes) -> Settings:
    for name in shape.widths.keys() - WIDTHS.keys():
        remedy = nearest(name, WIDTHS) or phrase("; known here: {names}", names=", ".join(WIDTHS))
        message = phrase("unknown width {name}{remedy}", name=shown(name), remedy=remedy)
        notes.add(spot.at("widths", name).key, message)
    default = Settings()
    thresholds = default.thresholds | {str(key): share for key, share in shape.thresholds.items()}
    on_track, at_risk = float(thresholds["on-track"]), float(thresholds["at-risk"])
    if on_track < at_risk:
        message = phrase(
            "on-track ({on_track}) lies below at-risk ({at_risk}): swap or raise it",
            on_track=f"{on_track:g}",
            at_risk=f"{at_risk:g}",
        )
        notes.add(spot.at("thresholds").place, message)
    return Settings(
        dict(shape.widths),
        thresholds,
        shape.cross_source,
        shape.stale_days,
        shape.method,
        shape.projection,
        shape.year_start,
        _closing(shape, spot.at("closing"), notes),
    )


def _closing(shape: SettingsShape, spot: Spot, notes: Notes) -> Interval:
    """What a year's last entries may add or take: less than all of it, and nothing may be added."""
    closing = structure.read_range(shape.closing, spot, notes)
    low, high = closing.low, closing.high
    if low is None or high is None or low <= -1 or low > 0 or high < 0:
        message = phrase(
            "the entries of a year's end lie between two shares around 0: write "
            "{{low: -2%, high: 2%}}"
        )
        notes.add(spot.place, message)
        return NO_ENTRIES
    return closing


def _locales(
    files: Files, shape: SettingsShape, locales: Mapping[str, Place], notes: Notes
) -> Locales:
    named = {file.tree.place.file: file.file.locale for file in files if file.file.locale}
    silent = any(file.file.targets and file.file.locale is None for file in files)
    if shape.locale is None and silent and len(locales) > 1:
        (first, _), (second, place) = list(locales.items())[:2]
        message = phrase(
            "sources are in {first} and in {second}: name the language of each file of "
            "targets/ there, such as `locale: {first}`",
            first=first,
            second=second,
        )
        notes.add(
            place,
            message,
        )
    return Locales(shape.locale or next(iter(locales), "en"), named)


def _rebased(shape: IndicatorShape) -> tuple[Rebasing, ...]:
    """The breaks in a series, the oldest first."""
    breaks = sorted(shape.rebased, key=lambda each: each.at.start)
    return tuple(Rebasing(each.at.start, each.factor) for each in breaks)


def _additivity(shape: IndicatorShape, spot: Spot) -> Additivity:
    """Over what figures may be added up: over nothing, where the name says so and nobody else."""
    if not {"additivity", "adjustment"}.isdisjoint(spot.keys):
        return shape.additivity
    names = (name.casefold() for name in shape.name.values())
    adds_up = not any("not-additive" in law_exceptions(name) for name in names)
    return shape.additivity if adds_up else "none"


def _indicators(entries: Iterable[Entry], notes: Notes) -> Iterable[Indicator]:
    for name, shape, spot in entries:
        bounds = structure.read_range(shape.bounds, spot.at("bounds"), notes)
        indicator = Indicator(
            name,
            shape.name,
            shape.unit,
            shape.kind,
            shape.better,
            spot.key,
            bounds,
            shape.signed,
            read_roll_up(shape.rollup) if shape.rollup else None,
            shape.timing or "",
            _additivity(shape, spot),
            shape.adjustment,
            shape.confirm,
            _rebased(shape),
            shape.weighted,
            shape.aliases,
        )
        adds_up = indicator.adds_over_entities or not shape.rollup or shape.rollup.by != "sum"
        yield indicator if adds_up else replace(indicator, roll_up=None)
