"""`tracker trace`: place, what differs from the document, and what to do."""

from collections.abc import Iterator, Mapping

from rich.console import RenderableType
from rich.text import Text

from plan_tracker.extract.trace import Trace
from plan_tracker.model.source import Source
from plan_tracker.report.draw import STYLES, draw, text
from plan_tracker.report.screen import Screen


def render_trace_text(trace: Trace, sources: Mapping[str, Source], screen: Screen) -> str:
    """Every discrepancy, then the counts and the documents that are not at hand."""
    return draw(_parts(trace, sources), screen)


def _parts(trace: Trace, sources: Mapping[str, Source]) -> Iterator[RenderableType]:
    for each in trace.findings:
        head = Text(f"{each.place}: ", no_wrap=True, overflow="ignore")
        head.append("error", style=STYLES["error"])
        head.append(f" {each.name}")
        yield head
        yield text(each.message)
        yield text(each.remedy)
        yield ""
    untraced = sum(trace.untraced.values())
    errors = "1 error" if len(trace.findings) == 1 else f"{len(trace.findings)} errors"
    yield text(f"Findings: {errors}")
    yield text(
        f"{trace.traced + untraced} printed texts: {trace.traced} traced, {untraced} untraced"
    )
    for source, count in trace.untraced.items():
        document = sources[source].document
        why = f"{document} is not at hand, or has no line" if document else "no document is named"
        yield text(f"  {source}: {count} untraced, {why}")
