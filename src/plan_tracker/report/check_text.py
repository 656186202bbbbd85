"""`tracker check`: place, excerpt, what is wrong with the numbers, and what to do."""

from collections.abc import Iterator, Mapping

from rich.console import RenderableType
from rich.text import Text

from plan_tracker.model.finding import Finding
from plan_tracker.model.place import Place
from plan_tracker.report.draw import STYLES, draw, indented, text
from plan_tracker.report.excerpt import excerpt
from plan_tracker.report.labels import label
from plan_tracker.report.report import Report
from plan_tracker.report.screen import Screen
from plan_tracker.report.summary import findings_counted, statements_counted


def render_check_text(report: Report, lines: Mapping[Place, str], lang: str, screen: Screen) -> str:
    """Every finding with the line that it points at, then the counts.

    `lines` holds the source lines by place; a place without one has no excerpt.
    """
    return draw(_parts(report, lines, lang, screen), screen)


def finding_parts(finding: Finding) -> Iterator[RenderableType]:
    """A finding without its excerpt."""
    yield _head(finding)
    yield from (indented(said, 4) for said in _said(finding))


def _head(finding: Finding) -> Text:
    place = f"{finding.locations[0]}: " if finding.locations else ""
    head = text(place)
    head.no_wrap, head.overflow = True, "ignore"
    head.append(finding.severity, style=STYLES[finding.severity])
    head.append(f" {finding.code} {finding.name}")
    return head


def _said(finding: Finding) -> Iterator[Text]:
    yield from (text(said) for said in (finding.message, finding.remedy) if said)


def _parts(
    report: Report, lines: Mapping[Place, str], lang: str, screen: Screen
) -> Iterator[RenderableType]:
    printed = {statement.name: statement.printed for statement in report.statements}
    for finding in report.findings:
        yield _head(finding)
        place = finding.locations[0] if finding.locations else None
        if place is not None and place in lines:
            # What the plan alone contradicts has no statement: its whole line is marked.
            marked = printed[finding.statements[0]] if finding.statements else ""
            yield text(*excerpt(place, lines[place], marked, screen.width))
        yield from _said(finding)
        yield ""
    yield text(findings_counted(report.summary, lang))
    yield text(statements_counted(report.summary, lang))
    if report.undecided:
        yield text(f"{label('undecided', lang)}: {', '.join(report.undecided)}")
