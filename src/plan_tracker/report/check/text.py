"""`tracker check`: place, excerpt, what is wrong with the numbers, and what to do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rich.console import RenderableType
from rich.text import Text

from plan_tracker.model.finding import Finding
from plan_tracker.model.place import Place
from plan_tracker.model.text import Name
from plan_tracker.report.check.content import SHOWN, Checked
from plan_tracker.report.check.excerpt import excerpt
from plan_tracker.report.check.marks import mark_said, unmarked_said
from plan_tracker.report.words.counts import (
    counted,
    figures_counted,
    findings_counted,
    rounding_said,
    statements_counted,
)
from plan_tracker.report.words.findings import (
    alike,
    alike_said,
    group_handle,
    group_sentences,
    sentences,
    severity_said,
)
from plan_tracker.report.words.labels import label, said
from plan_tracker.report.writing.draw import STYLES, draw, indented, text
from plan_tracker.report.writing.screen import Screen


def render_check_text(
    checked: Checked, lines: Mapping[Place, str], lang: str, screen: Screen
) -> str:
    """The worst findings, each with the line that it points at, then the counts of all.

    `lines` holds the source lines by place; a place without one has no excerpt.
    """
    return draw(_parts(checked, lines, lang, screen), screen)


def finding_parts(finding: Finding, lang: str) -> Iterator[RenderableType]:
    """A finding without its excerpt."""
    yield _head(finding, lang)
    yield from (indented(text(each), 4) for each in sentences(finding, lang))


def _head(finding: Finding, lang: str) -> Text:
    place = f"{finding.locations[0]}: " if finding.locations else ""
    head = text(place)
    head.no_wrap, head.overflow = True, "ignore"
    style = "dim" if finding.waiver else STYLES[finding.severity]
    head.append(severity_said(finding, lang), style=style)
    head.append(f" {finding.code} {said(Name(finding.name), lang)}")
    return head


def _parts(
    checked: Checked, lines: Mapping[Place, str], lang: str, screen: Screen
) -> Iterator[RenderableType]:
    if checked.figures is not None:
        yield text(figures_counted(checked.figures, lang))
        yield ""
    for group in alike(checked.findings[:SHOWN]):
        finding = group[0]
        head = _head(finding, lang)
        yield head.append(alike_said(group, lang))
        place = finding.locations[0] if finding.locations else None
        if len(group) == 1 and place is not None and place in lines:
            # What the plan alone contradicts has no statement: its whole line is marked.
            marked = checked.printed[finding.statements[0]] if finding.statements else ""
            # A label is no line of the file: what is printed stands anywhere in it.
            at = place if checked.figures is None else replace(place, column=1)
            yield text(*excerpt(at, lines[place], marked, screen.width))
        yield from map(text, group_sentences(group, lang))
        named = group_handle(group, lang, mendable=checked.figures is None)
        yield text(named, style="dim")
        yield ""
    if checked.marks:
        yield from (text(mark_said(mark, lang)) for mark in checked.marks)
        yield from map(text, unmarked_said(_unmarked(checked), lang))
        yield ""
    yield from map(text, rounding_said(checked.rounded, lang))
    yield text(findings_counted(checked.summary, lang))
    yield from map(text, _left_out(checked, lang))
    yield text(statements_counted(checked.summary, lang))
    if checked.undecided:
        yield text(f"{label('undecided', lang)}: {_some(checked.undecided, lang)}")
    if checked.summary.not_searched:
        why = label("not searched to the end for which of them is wrong", lang)
        yield text(f"{why}: {_some(checked.summary.not_searched, lang)}")


def _unmarked(checked: Checked) -> int:
    """How many numbers have no mark: those of tables that nothing has to do with."""
    return checked.figures.printed - len(checked.marks) if checked.figures else 0


def _left_out(checked: Checked, lang: str) -> Iterator[str]:
    """What is not said above, so that nobody takes it for settled."""
    hidden = len(checked.findings) - SHOWN
    if hidden > 0:
        why = label("not shown here, the mildest: --format json has them all", lang)
        yield f"{counted(hidden, 'finding', lang)} {why}"


def _some(names: Sequence[str], lang: str) -> str:
    more = len(names) - SHOWN
    said = ", ".join(names[:SHOWN])
    return f"{said} … {counted(more, 'statement', lang)}" if more > 0 else said
