"""The source files of a folder, read into statements."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from plan_tracker.inputs.words import shown
from plan_tracker.loading.files.spot import Notes, Spot
from plan_tracker.loading.files.validate import Valid
from plan_tracker.loading.fit import counted_at, measure_of, unit_words
from plan_tracker.loading.shapes.source import FigureShape, SourceFile, SourceShape
from plan_tracker.loading.sources.claims import read_claim
from plan_tracker.loading.sources.counts import (
    counted_apart,
    is_weighted,
    reweighted,
    whole_of,
    whole_said,
)
from plan_tracker.loading.sources.plans import MeantPlan, of_declared_plan
from plan_tracker.loading.sources.texts import Texts, says_corrected
from plan_tracker.model.period import Period
from plan_tracker.model.plan import Plan, Target
from plan_tracker.model.statement import Quantity, Statement
from plan_tracker.model.text import phrase
from plan_tracker.reading.decimal_zeros import shared_zeros
from plan_tracker.reading.widths import with_usual


def read_sources(
    files: Sequence[Valid[SourceFile]], plan: Plan, notes: Notes
) -> tuple[Statement, ...]:
    """Every statement of every source, in order; `notes` knows the names that targets/ declare."""
    read = [_statements(valid, _texts_of_figures(valid.file, plan, notes)) for valid in files]
    levels = _printed_levels(read)
    for place, (valid, statements) in enumerate(zip(files, read, strict=True)):
        if any(_may_be_of_several(statement, levels) for statement in statements):
            texts = replace(_texts_of_figures(valid.file, plan, Notes()), levels=levels)
            read[place] = _statements(valid, texts)
    return tuple(statement for statements in read for statement in statements)


def _statements(valid: Valid[SourceFile], texts: Texts) -> list[Statement]:
    """Every statement of a source."""
    return [
        statement
        for index, figure in enumerate(valid.file.figures)
        for statement in read_figure(figure, Spot(valid.tree, ("figures", index)), texts)
    ]


def _printed_levels(read: Iterable[Sequence[Statement]]) -> dict[Quantity, list[Statement]]:
    """What sources print of each quantity."""
    levels: dict[Quantity, list[Statement]] = {}
    for statements in read:
        for statement in statements:
            if statement.kind == "level" and statement.readings:
                levels.setdefault(statement.subject, []).append(statement)
    return levels


def _may_be_of_several(claim: Statement, levels: Mapping[Quantity, Sequence[Statement]]) -> bool:
    """Whether it is not sure of which plan a percentage is, and sources print what it is of."""
    return claim.kind == "attainment" and claim.supposed and claim.subject in levels


def texts_of(source: SourceShape, plan: Plan, notes: Notes) -> Texts:
    """What reads the texts of a source in the terms of a plan."""
    units = unit_words(plan.indicators.values())
    targets: dict[str, list[Target]] = {}
    for target in plan.targets:
        targets.setdefault(target.indicator, []).append(target)
    return Texts(source, plan, units, with_usual(plan.settings.widths), targets, notes)


def _texts_of_figures(file: SourceFile, plan: Plan, notes: Notes) -> Texts:
    printed: dict[str, list[str]] = {}
    for figure in file.figures:
        if figure.printed:
            printed.setdefault(figure.indicator, []).append(figure.printed)
    zeros = {
        (name, "level"): zeros
        for name, figures in printed.items()
        if (zeros := shared_zeros(figures, file.source.locale))
    }
    return replace(texts_of(file.source, plan, notes), zeros=zeros)


def read_figure(figure: FigureShape, spot: Spot, texts: Texts) -> Iterator[Statement]:
    """The statement of a figure, where it is printed, and those of its claims."""
    known = texts.notes.known(
        figure.indicator, texts.plan.indicators, "indicator", spot.at("indicator").place
    )
    period = figure.period or texts.source.period
    if period is None and "period" not in texts.notes.skipped:
        message = phrase("the figure has no `period`, and its source names none: add it")
        texts.notes.add(spot.at("id").place, message)
    if not known or period is None:
        return
    level = _unread(figure, period, spot, texts)
    _check(figure, spot, texts)
    if figure.printed:
        read = texts.read(level, figure, spot)
        if read is not None:
            _check_count(read, spot, texts.notes)
            if read.subject.measure == "target":
                read = of_declared_plan(read, texts)
            yield counted_apart(read) if is_weighted(figure, texts.plan) else read
            level = replace(level, subject=read.subject, readings=read.readings)

    whole_is_said = False
    for statement in _claims(figure, level, spot, texts):
        if statement.reference == whole_of(level) and not whole_is_said:
            yield whole_said(level)
            whole_is_said = True
        yield statement


def _claims(figure: FigureShape, level: Statement, spot: Spot, texts: Texts) -> Iterator[Statement]:
    """The claims of a figure, plan values first read, as attainments are of the plan they give."""
    values = {
        index: read_claim(claim, level, None, spot.at("claims", index), texts)
        for index, claim in enumerate(figure.claims)
        if claim.kind == "target"
    }
    plan = _named_plan(figure, values)
    weighted = is_weighted(figure, texts.plan)
    for index, claim in enumerate(figure.claims):
        if index in values:
            statement = values[index]
        else:
            statement = read_claim(claim, level, plan, spot.at("claims", index), texts)
        if statement is None:
            continue
        if statement.kind == "share" and weighted:
            statement = replace(statement, subject=reweighted(statement.subject))
        yield statement


def _named_plan(figure: FigureShape, values: Mapping[int, Statement | None]) -> MeantPlan | None:
    """The one plan whose value a figure gives, which its attainments are then of."""
    named = [
        value
        for index, value in values.items()
        if figure.claims[index].standing not in ("proposed", "potential")
    ]
    only = named[0] if len(named) == 1 else None
    return None if only is None else MeantPlan.valued(only)


def _unread(figure: FigureShape, period: Period, spot: Spot, texts: Texts) -> Statement:
    """What a figure says, but for the readings of its text."""
    source, indicator = texts.source, texts.plan.indicators[figure.indicator]
    standing = figure.standing or source.standing
    measure, plan_standing = measure_of(standing)
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
            measure,
            indicator.unit,
            basis,
            timing,
            plan_standing,
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
        confirm=figure.confirm is True,
        confirm_subject=figure.confirm == "subject",
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
        message = phrase("the figure says nothing: add what is `printed`, or `claims`")
        notes.add(spot.at("id").place, message)
    for key in ("population", "except", "unit", "confirm", "corrected"):
        if not figure.printed and key in spot.keys:
            notes.add(
                spot.at(key).key, phrase("`{key}` is about a printed text: add `printed`", key=key)
            )
    if figure.printed and indicator.kind == "milestone":
        message = phrase(
            "{id} is a milestone, which has no level: claim a stage with "
            "`claims: [{{kind: stage, stage: …}}]`",
            id=shown(indicator.id),
        )
        notes.add(
            spot.at("printed").place,
            message,
        )


def _check_count(level: Statement, spot: Spot, notes: Notes) -> None:
    """`population` and `except` say what n of N counts, and whom it leaves out."""
    if level.readings[0].of is not None:
        return
    for key in ("population", "except"):
        if key in spot.keys:
            message = phrase(
                "`{key}` is about n/N, which {printed} is not: take it out",
                key=key,
                printed=shown(level.printed),
            )
            notes.add(spot.at(key).key, message)
