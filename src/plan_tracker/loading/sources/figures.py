"""The source files of a folder, read into statements."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from plan_tracker.inputs.words import shown
from plan_tracker.loading.files.spot import Notes, Spot
from plan_tracker.loading.files.validate import Valid
from plan_tracker.loading.fit import MEASURES, counted_at, unit_words
from plan_tracker.loading.shapes.source import FigureShape, SourceFile, SourceShape
from plan_tracker.loading.sources.claims import read_claim
from plan_tracker.loading.sources.counts import (
    counted_apart,
    is_weighted,
    reweighted,
    whole_of,
    whole_said,
)
from plan_tracker.loading.sources.texts import Texts, says_corrected
from plan_tracker.model.period import Period, year_of
from plan_tracker.model.plan import Plan
from plan_tracker.model.statement import Quantity, Statement
from plan_tracker.reading import WIDTHS


def read_sources(
    files: Iterable[Valid[SourceFile]], plan: Plan, notes: Notes
) -> tuple[Statement, ...]:
    """Every statement of every source, in order; `notes` knows the names that targets/ declare."""
    return tuple(
        statement
        for valid in files
        for texts in [texts_of(valid.file.source, plan, notes)]
        for index, figure in enumerate(valid.file.figures)
        for statement in read_figure(figure, Spot(valid.tree, ("figures", index)), texts)
    )


def texts_of(source: SourceShape, plan: Plan, notes: Notes) -> Texts:
    """What reads the texts of a source in the terms of a plan."""
    units = unit_words(plan.indicators.values())
    return Texts(source, plan, units, {**WIDTHS, **plan.settings.widths}, notes)


def read_figure(figure: FigureShape, spot: Spot, texts: Texts) -> Iterator[Statement]:
    """The statement of a figure, where it is printed, and those of its claims."""
    known = texts.notes.known(
        figure.indicator, texts.plan.indicators, "indicator", spot.at("indicator").place
    )
    period = figure.period or texts.source.period
    if period is None:
        message = "the figure has no `period`, and its source names none: add it"
        texts.notes.add(spot.at("id").place, message)
    if not known or period is None:
        return
    level = _unread(figure, period, spot, texts)
    _check(figure, spot, texts)
    if figure.printed:
        read = texts.read(level, figure, spot)
        if read is not None:
            _check_count(read, spot, texts.notes)
            yield counted_apart(read) if is_weighted(figure, texts.plan) else read
            level = replace(level, subject=read.subject, readings=read.readings)
    plan = _named_plan(figure, level, texts)
    whole_is_said = False
    for index, claim in enumerate(figure.claims):
        statement = read_claim(claim, level, plan, spot.at("claims", index), texts)
        if statement is None:
            continue
        if statement.kind == "share" and is_weighted(figure, texts.plan):
            statement = replace(statement, subject=reweighted(statement.subject))
        if statement.reference == whole_of(level) and not whole_is_said:
            yield whole_said(level)
            whole_is_said = True
        yield statement


def _named_plan(figure: FigureShape, level: Statement, texts: Texts) -> Period | None:
    """The period of the one plan whose value a figure gives, which its attainments are then of."""
    plans = [claim for claim in figure.claims if claim.kind == "target" and claim.standing is None]
    if len(plans) != 1 or plans[0].period is not None:
        return plans[0].period if len(plans) == 1 else None

    year = year_of(level.subject.period.end, texts.plan.settings.year_start)
    return year if level.subject.period.start >= year.start else None


def _unread(figure: FigureShape, period: Period, spot: Spot, texts: Texts) -> Statement:
    """What a figure says, but for the readings of its text."""
    source, indicator = texts.source, texts.plan.indicators[figure.indicator]
    standing = figure.standing or source.standing
    basis = source.basis if figure.basis is None else figure.basis
    entity = figure.entity or usual_entity(texts)
    timing = figure.timing or indicator.timing
    return Statement(
        name=f"{source.id}#{figure.id}",
        source=source.id,
        figure=figure.id,
        kind="level",
        subject=Quantity(
            indicator.id,
            entity,
            counted_at(timing, period),
            MEASURES[standing],
            indicator.unit,
            basis,
            timing,
        ),
        reference=None,
        printed=figure.printed or "",
        readings=(),
        place=spot.at("printed").place,
        locale=source.locale,
        document_line=figure.line,
        population=figure.population or "",
        excepted=None if figure.except_ is None else len(figure.except_),
        standing=standing,
        basis=basis,
        published=str(source.published or ""),
        provisional=figure.provisional,
        revised=figure.revised or says_corrected(figure, source.locale),
        confirm=figure.confirm,
        rebased=figure.rebased,
        note=figure.note,
    )


def usual_entity(texts: Texts) -> str:
    """For whom a figure is that names nobody."""
    return texts.source.entity or next(iter(texts.plan.entities), "")


def _check(figure: FigureShape, spot: Spot, texts: Texts) -> None:
    """What a figure may have with and without a printed text."""
    notes, indicator = texts.notes, texts.plan.indicators[figure.indicator]
    if figure.population:
        notes.known(
            figure.population, texts.plan.populations, "population", spot.at("population").place
        )
    if not figure.printed and "claims" not in spot.keys:
        message = "the figure says nothing: add what is `printed`, or `claims`"
        notes.add(spot.at("id").place, message)
    for key in ("population", "except", "unit", "confirm", "corrected"):
        if not figure.printed and key in spot.keys:
            notes.add(spot.at(key).key, f"`{key}` is about a printed text: add `printed`")
    if figure.printed and indicator.kind == "milestone":
        message = f"{shown(indicator.id)} is a milestone, which has no level: claim a stage with "
        notes.add(spot.at("printed").place, f"{message}`claims: [{{kind: stage, stage: …}}]`")


def _check_count(level: Statement, spot: Spot, notes: Notes) -> None:
    """`population` and `except` say what n of N counts, and whom it leaves out."""
    if level.readings[0].of is not None:
        return
    for key in ("population", "except"):
        if key in spot.keys:
            message = f"`{key}` is about n/N, which {shown(level.printed)} is not: take it out"
            notes.add(spot.at(key).key, message)
