"""`tracker trace`: place, what differs from the document, and what to do."""

from collections.abc import Iterator, Mapping

from rich.console import RenderableType
from rich.text import Text

from plan_tracker.documents.trace import Trace
from plan_tracker.model.source import Source
from plan_tracker.model.text import Name, Phrase, phrase
from plan_tracker.report.words.counts import counted
from plan_tracker.report.words.labels import label, said
from plan_tracker.report.writing.draw import STYLES, draw, text
from plan_tracker.report.writing.screen import Screen


def render_trace_text(
    trace: Trace, sources: Mapping[str, Source], lang: str, screen: Screen
) -> str:
    """Every discrepancy, then the counts and the documents that are not at hand."""
    return draw(_parts(trace, sources, lang), screen)


def _parts(trace: Trace, sources: Mapping[str, Source], lang: str) -> Iterator[RenderableType]:
    for each in trace.findings:
        head = Text(f"{each.place}: ", no_wrap=True, overflow="ignore")
        head.append(label("error", lang), style=STYLES["error"])
        head.append(f" {said(Name(each.name), lang)}")
        yield head
        yield text(said(each.message, lang))
        yield text(said(each.remedy, lang))
        yield ""
    untraced = sum(trace.untraced.values())
    yield text(f"{label('Findings', lang)}: {counted(len(trace.findings), 'error', lang)}")
    differ = len({each.statement for each in trace.findings} - {""})
    counts = phrase(
        "{printed} printed texts: {same} read the same, {differ} differ, {untraced} untraced",
        printed=trace.traced + untraced,
        same=trace.traced - differ,
        differ=differ,
        untraced=untraced,
    )
    yield text(said(counts, lang))
    for source, count in trace.untraced.items():
        yield text(f"  {said(_untraced(sources[source], count), lang)}")


def _untraced(source: Source, count: int) -> Phrase:
    if not source.document:
        none = phrase("{source}: {count} untraced, no document is named")
        return none.filled(source=source.id, count=count)
    away = phrase("{source}: {count} untraced, {document} is not at hand, or has no line")
    return away.filled(source=source.id, count=count, document=source.document)
