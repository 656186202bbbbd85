"""The source files of a folder, read into statements."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import get_args

from plan_tracker.loading.fit import LEVEL_KINDS, fit, unit_words
from plan_tracker.loading.shapes import ClaimShape, FigureShape, PrintedShape, SourceFile
from plan_tracker.loading.tree import Keys
from plan_tracker.loading.validate import nearest, place_of
from plan_tracker.model.period import Period, read_period
from plan_tracker.model.place import Place, Problem
from plan_tracker.model.plan import Indicator, Plan
from plan_tracker.model.reading import Reading
from plan_tracker.model.statement import Measure, Quantity, Statement
from plan_tracker.reading import WIDTHS, read_printed

_MEASURES: dict[str, Measure] = {
    "actual": "actual",
    "plan": "target",
    "proposed": "proposed",
    "potential": "potential",
}


@dataclass(frozen=True, slots=True)
class Reported:
    """One source file: its tree, for places, and what it says."""

    tree: Keys
    file: SourceFile


def read_sources(files: list[Reported], plan: Plan) -> tuple[tuple[Statement, ...], list[Problem]]:
    """Every statement of every source, and every problem met on the way."""
    statements: list[Statement] = []
    problems: list[Problem] = []
    for reported in files:
        reader = _SourceReader(reported, plan, problems)
        statements += reader.statements()
    return tuple(statements), problems


class _SourceReader:
    """The figures of one source file; notes what cannot be read in `problems`."""

    def __init__(self, reported: Reported, plan: Plan, problems: list[Problem]) -> None:
        self._tree = reported.tree
        self._file = reported.file
        self._plan = plan
        self._problems = problems
        self._seen: dict[str, Place] = {}
        self._units = unit_words(plan.indicators.values())
        self._widths = {**WIDTHS, **plan.settings.widths}

    def statements(self) -> Iterable[Statement]:
        for index, figure in enumerate(self._file.figures):
            path = ("figures", index)
            indicator = self._plan.indicators.get(figure.indicator)
            if indicator is None:
                self._unknown(figure.indicator, (*path, "indicator"))
                continue
            yield from self._figure(figure, indicator, path)

    def _unknown(self, name: str, path: tuple[str | int, ...]) -> None:
        close = nearest(name, self._plan.indicators)
        self._problem(path, f"indicator {name!r} is not declared in targets/{close}")

    def _problem(self, path: tuple[str | int, ...], message: str) -> None:
        self._problems.append(Problem(place_of(self._tree, path), message))

    def _name(self, name: str, path: tuple[str | int, ...], remedy: str) -> str:
        if name in self._seen:
            self._problem(path, f"{name!r} stands twice, first at {self._seen[name]}: {remedy}")
        self._seen.setdefault(name, place_of(self._tree, path))
        return name

    def _figure(
        self, figure: FigureShape, indicator: Indicator, path: tuple[str | int, ...]
    ) -> Iterable[Statement]:
        period = figure.period or self._file.source.period
        if period is None:
            self._problem(path, "has no `period`, and the source names none")
            return
        if figure.population and figure.population not in self._plan.populations:
            close = nearest(figure.population, self._plan.populations)
            message = f"population {figure.population!r} is not declared{close}"
            self._problem((*path, "population"), message)
        source = self._file.source
        name = self._name(f"{source.id}#{figure.id}", (*path, "id"), "give each figure its own id")
        level = Statement(
            name=name,
            source=source.id,
            figure=figure.id,
            kind="level",
            subject=self._quantity(indicator, figure, period),
            reference=None,
            printed=figure.printed,
            readings=(),
            place=self._place(path),
            locale=source.locale,
            document_line=figure.line,
            population=figure.population,
            excepted=None if figure.except_ is None else len(figure.except_),
            standing=figure.standing or source.standing,
            basis=source.basis if figure.basis is None else figure.basis,
            published=source.published,
            provisional=figure.provisional,
            confirm=figure.confirm,
            note=figure.note,
        )
        if figure.printed:
            for read in self._read(level, figure, indicator, path):
                level = read
                yield level
        for index, claim in enumerate(figure.claims):
            yield from self._claim(claim, level, indicator, (*path, "claims", index))

    def _quantity(self, indicator: Indicator, figure: FigureShape, period: Period) -> Quantity:
        source = self._file.source
        measure = _MEASURES[figure.standing or source.standing]
        entity = figure.entity or source.entity or next(iter(self._plan.entities), "")
        basis = source.basis if figure.basis is None else figure.basis
        return Quantity(
            indicator.id, entity, _at(indicator, period), measure, indicator.unit, basis
        )

    def _place(self, path: tuple[str | int, ...]) -> Place:
        return place_of(self._tree, (*path, "printed"))

    def _claim(
        self,
        claim: ClaimShape,
        level: Statement,
        indicator: Indicator,
        path: tuple[str | int, ...],
    ) -> Iterable[Statement]:
        suffix = claim.id or claim.kind
        name = self._name(f"{level.name}.{suffix}", path, "give the second claim an `id`")
        statement = replace(
            level,
            name=name,
            kind=claim.kind,
            printed=claim.printed,
            place=self._place(path),
            document_line=claim.line or level.document_line,
            stage=claim.stage,
            standing=claim.standing or level.standing,
            provisional=claim.provisional,
            confirm=claim.confirm,
            note=claim.note,
            population="",
            excepted=None,
        )
        related = self._related(claim, statement, indicator, path)
        if related is None:
            return
        if claim.kind == "stage":
            yield related
        elif not claim.printed:
            self._problem(path, f"a claim of kind {claim.kind!r} needs `printed`")
        else:
            yield from self._read(related, claim, indicator, path, index=claim.as_ == "index")

    def _related(
        self,
        claim: ClaimShape,
        statement: Statement,
        indicator: Indicator,
        path: tuple[str | int, ...],
    ) -> Statement | None:
        """The statement with its subject and reference, as its kind of claim has them."""
        subject = statement.subject
        if claim.entity:
            subject = replace(subject, entity=claim.entity)
        if claim.kind == "target":
            period = _at(indicator, claim.period or read_period(subject.period.year))
            return replace(statement, subject=replace(subject, period=period, measure="target"))
        if claim.kind == "base":
            if claim.period is None:
                self._problem(path, "a base needs the `period` whose level it gives")
                return None
            subject = replace(subject, period=_at(indicator, claim.period))
            return replace(statement, subject=subject)
        if claim.kind == "stage":
            return replace(statement, subject=subject)
        reference = self._reference(claim, subject, path)
        if reference is None:
            return None
        years = 1
        if claim.per:
            years = subject.period.end.year - reference.period.end.year
            if years < 1:
                self._problem(path, "growth per year needs `against` an earlier year")
                return None
        return replace(statement, subject=subject, reference=reference, years=years)

    def _reference(
        self, claim: ClaimShape, subject: Quantity, path: tuple[str | int, ...]
    ) -> Quantity | None:
        key = "against" if claim.kind in ("growth", "multiple", "change") else "of"
        given = claim.against if key == "against" else claim.of
        indicator = self._plan.indicators.get(given.indicator or subject.indicator)
        if indicator is None:
            self._unknown(given.indicator, (*path, key, "indicator"))
            return None
        period, measure = subject.period, subject.measure
        if claim.kind == "attainment":
            period, measure = read_period(subject.period.year), "target"
        elif claim.kind == "growth":
            period = subject.period.years_before(1)
        reference = Quantity(
            indicator.id,
            given.entity or subject.entity,
            _at(indicator, given.period or period),
            given.measure or measure,
            subject.unit if indicator.id == subject.indicator else indicator.unit,
            subject.basis,
        )
        if reference == subject:
            self._problem(path, f"compares the figure with itself: say {key!r} what")
            return None
        return reference

    def _read(
        self,
        statement: Statement,
        shape: PrintedShape,
        indicator: Indicator,
        path: tuple[str | int, ...],
        *,
        index: bool = False,
    ) -> Iterable[Statement]:
        readings = self._readings(
            shape.printed, statement, shape.unit, indicator, (*path, "printed"), index=index
        )
        if not readings:
            return
        kept = _fitting(readings, statement, indicator)
        if not kept:
            message = (
                f"{shape.printed!r} is in {readings[0].unit}, "
                f"but {indicator.id!r} is in {indicator.unit}"
            )
            self._problem((*path, "printed"), message)
            return
        if shape.corrected:
            at = (*path, "corrected", "to")
            mended = self._readings(shape.corrected.to, statement, shape.unit, indicator, at)
            kept = _fitting(mended, statement, indicator) or kept
        unit = kept[0].unit if statement.kind in LEVEL_KINDS else statement.subject.unit
        yield replace(
            statement,
            subject=replace(statement.subject, unit=unit),
            readings=kept,
            provisional=statement.provisional or kept[0].provisional,
            corrected=kept[0].value if shape.corrected else None,
        )

    def _readings(
        self,
        text: str,
        statement: Statement,
        unit: str,
        indicator: Indicator,
        path: tuple[str | int, ...],
        *,
        index: bool = False,
    ) -> tuple[Reading, ...]:
        readings, wrong = read_printed(
            text,
            statement.locale,
            statement.kind,
            unit=unit or (indicator.unit if statement.kind in LEVEL_KINDS else ""),
            index=index,
            units=self._units,
            widths=self._widths,
        )
        for message in wrong:
            self._problem(path, message)
        return readings


def _fitting(
    readings: tuple[Reading, ...], statement: Statement, indicator: Indicator
) -> tuple[Reading, ...]:
    fitted = (fit(reading, statement.kind, indicator) for reading in readings)
    return tuple(reading for reading in fitted if reading is not None)


def _at(indicator: Indicator, period: Period) -> Period:
    """The period as the indicator's kind takes it: a level counts at the last day."""
    return period if indicator.kind in ("flow", "milestone") else period.last_day


assert set(_MEASURES.values()) == set(get_args(Measure))
