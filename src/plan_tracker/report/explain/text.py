"""`tracker explain`: every input, printed text, place, interval, formula and result."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from plan_tracker.model.statement import Quantity, Statement
from plan_tracker.model.text import Name, phrase
from plan_tracker.progress.judged.trajectory import Trajectory
from plan_tracker.progress.outcome import Formula, TargetStatus
from plan_tracker.reconcile.checks.pages import CheckPage
from plan_tracker.report.check.pages import page_said
from plan_tracker.report.check.text import finding_parts
from plan_tracker.report.explain.chart import chart_lines
from plan_tracker.report.explain.meanings import Meaning
from plan_tracker.report.explain.subjects import Explanation
from plan_tracker.report.figures.listing import unit_printed
from plan_tracker.report.read.text import reading_lines
from plan_tracker.report.report import Report
from plan_tracker.report.status.notes import method_lines, target_lines, target_reasons
from plan_tracker.report.words.labels import label, name_of, said, spoken
from plan_tracker.report.words.names import target_names
from plan_tracker.report.words.numbers import amount, day, estimated, percent, period
from plan_tracker.report.writing.draw import draw, indented, text
from plan_tracker.report.writing.screen import Screen


def render_explanation_text(
    explanation: Explanation, report: Report, lang: str, screen: Screen
) -> str:
    """The subject, then what it rests on, its formulas, and the findings about it."""
    return draw(_parts(explanation, report, lang, screen.width), screen)


def _parts(
    explanation: Explanation, report: Report, lang: str, width: int
) -> Iterator[RenderableType]:
    subject = explanation.subject
    if isinstance(subject, Meaning):
        yield from _meaning(subject, explanation.held, lang)
        return
    if isinstance(subject, CheckPage):
        yield text(f"{subject.code} {said(Name(subject.name), lang)}", style="bold")
        yield text("", *page_said(subject, lang).split("\n"))
    elif isinstance(subject, TargetStatus):
        yield from _target(subject, report, lang)
        yield from _chart(subject, explanation.trajectory, lang, width)
        yield text("", label("Rests on", lang), style="bold")
    for statement in explanation.inputs:
        yield from _statement(statement, report, lang)
    if isinstance(subject, TargetStatus) and explanation.formulas:
        yield text("", label("Worked out", lang), style="bold")
        yield from _formulas(explanation.formulas, lang)
        yield from _trials(subject, lang)
        yield from _members(subject, lang)
    yield from _untested(explanation, lang)
    title = label("Findings" if explanation.findings else "No findings", lang)
    yield text("", title, style="bold")
    for finding in explanation.findings:
        yield from finding_parts(finding, lang)


def _meaning(meaning: Meaning, held: Sequence[TargetStatus], lang: str) -> Iterator[RenderableType]:
    """What a status or a reason means, what to do, and the targets that it holds for."""
    yield text(said(meaning.called, lang), style="bold")
    yield text("", said(meaning.means, lang), said(meaning.advice, lang))
    if held:
        yield text("", label("Targets", lang), style="bold")
    names = target_names(held, lang)
    yield from (indented(text(f"{each.id}: {names[each.id]}")) for each in held)


def _target(target: TargetStatus, report: Report, lang: str) -> Iterator[RenderableType]:
    name = name_of(target.name, lang, target.indicator)
    yield text(f"{target.id}: {name}", style="bold")
    declared = next((each for each in report.plan.targets if each.id == target.id), None)
    where = f"{label('declared at', lang)} {declared.place}" if declared else ""
    origin = where or label("implied by its sources, not declared", lang)
    due = f"{label('due', lang)} {day(target.due, lang)}"
    yield indented(text(", ".join((target.entity, period(target.period, lang), due, origin))))
    status = spoken(target.status, lang)
    yield indented(text(f"{label('Status', lang)}: {status}"))
    for line in (*method_lines(target, lang), *target_lines(target, lang)):
        yield indented(text(line))
    yield from (indented(text(line)) for line in target_reasons(report, target, lang))


def _chart(
    target: TargetStatus, trajectory: Trajectory | None, lang: str, width: int
) -> Iterator[RenderableType]:
    """What was reported, the path, the projection and its band."""
    if trajectory is not None:
        yield text("")
        yield from (
            indented(line) for line in chart_lines(trajectory, target.unit, lang, width - 2)
        )
        yield text("")


def _members(target: TargetStatus, lang: str) -> Iterator[RenderableType]:
    """Every member of a roll-up, with its figure, its weight and what it has attained."""
    if target.roll_up is None:
        return
    yield text("", label("Members", lang), style="bold")
    for each in target.roll_up.members:
        parts = [
            label("no data", lang) if each.value is None else amount(each.value, target.unit, lang)
        ]
        if each.weight is not None:
            parts.append(f"{label('weight', lang)} {amount(each.weight, '', lang)}")
        if each.attainment is not None:
            share = percent(each.attainment, lang)
            parts.append(said(phrase("{share} attained", share=share), lang))
        yield indented(text(f"{each.id}: {', '.join(parts)}"))


def _trials(target: TargetStatus, lang: str) -> Iterator[RenderableType]:
    """Every method of projection: what it foresees, how it has erred, or what it lacks."""
    trials = target.projection.trials if target.projection else ()
    if not trials:
        return
    yield text("", label("Ways to project", lang), style="bold")
    for trial in trials:
        name = spoken(trial.method, lang)
        if trial.value is None:
            found = f"{label('not possible, needs', lang)} {label(trial.needs, lang)}"
        else:
            found = amount(trial.value, target.unit, lang, 7)
        if trial.error is not None:
            found += f", {label('mean error', lang)} {amount(trial.error, target.unit, lang, 7)}"
        yield indented(text(f"{name}: {found}"))


def _statement(statement: Statement, report: Report, lang: str) -> Iterator[RenderableType]:
    yield indented(text(f"{statement.name}: “{statement.printed}”"))
    document = report.sources[statement.source].document
    line = statement.document_line
    at = f", {label('line', lang)} {line} {label('of', lang)} {document}" if line else ""
    yield indented(text(f"{statement.place}{at}"), 4)
    yield indented(text(f"{label(statement.kind, lang)}: {_quantity(statement.subject, lang)}"), 4)
    if statement.reference is not None:
        against = f"{label('against', lang)} {_quantity(statement.reference, lang)}"
        yield indented(text(against), 4)
    unit = unit_printed(statement)
    for reading in statement.readings:
        yield from (indented(text(each), 4) for each in reading_lines(reading, unit, lang))
    yield from _doubt(statement, report, lang)
    tested = label("tested" if statement.name in report.tested else "untested", lang)
    yield indented(text(tested), 4)


def _doubt(statement: Statement, report: Report, lang: str) -> Iterator[RenderableType]:
    """What counts instead of what is printed."""
    observed = report.doubted.get(statement.name)
    if observed is None:
        return
    unit = statement.subject.unit
    values = observed.candidates or (observed.value,)
    any_of = f" {label('or', lang)} ".join(amount(value, unit, lang, 12) for value in values)
    yield indented(text(f"{label(observed.state, lang)}: {any_of}"), 4)


def _quantity(quantity: Quantity, lang: str) -> str:
    when, measure = said(quantity.period, lang), label(quantity.measure, lang)
    return f"{quantity.indicator}, {quantity.entity}, {when}, {measure}"


def _formulas(formulas: Sequence[Formula], lang: str) -> Iterator[RenderableType]:
    for formula in formulas:
        result = estimated(formula.value, formula.unit, lang)
        yield indented(text(f"{said(Name(formula.name), lang)}: {said(formula.text, lang)}"))
        yield indented(text(f"= {result}"), 4)


def _untested(explanation: Explanation, lang: str) -> Iterator[RenderableType]:
    """Each quantity that would test the statement, through which claim, and what is to be said."""
    if explanation.wanted:
        yield text("", label("This would test it", lang), style="bold")
    if explanation.awaiting_timing:
        would_test = phrase(
            "`timing: end`, `average` or `over` of {indicator}, where it is known: it would say "
            "whether this is to be held against {others}",
            indicator=explanation.inputs[0].subject.indicator,
            others=", ".join(explanation.awaiting_timing),
        )
        yield indented(text(said(would_test, lang)))
    for each in explanation.wanted:
        what = label("a figure from another source for" if each.again else "a figure for", lang)
        by = "" if each.again else f", {label('by', lang)} {each.claim}"
        yield indented(text(f"{what} {_quantity(each.quantity, lang)}{by}"))
