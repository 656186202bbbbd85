"""`tracker trace`."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from plan_tracker.cli.options import (
    AllowSql,
    Language,
    OutputFile,
    PlanArgument,
    PlanFolder,
    read_allowed,
)
from plan_tracker.cli.output import refuse, refuse_problems, write
from plan_tracker.inputs.regular import is_folder
from plan_tracker.model.text import phrase

if TYPE_CHECKING:
    from plan_tracker.documents.document import Document
    from plan_tracker.model.source import Source

TraceFormat = Literal["text", "json"]
FOUND = 1


def trace(
    folder: PlanArgument = None,
    plan: PlanFolder = Path(),
    allow_sql: AllowSql = None,
    documents: Annotated[
        Path | None,
        typer.Option(
            "--documents",
            metavar="DIR",
            show_default="documents/ in the plan",
            help="The folder that holds the documents that the sources name.",
        ),
    ] = None,
    format: Annotated[  # noqa: A002 - named after the option
        TraceFormat | None,
        typer.Option("--format", show_default="text", help="How the result is written."),
    ] = None,
    output: OutputFile = None,
    *,
    lang: Language,
) -> None:
    """Does every printed text still stand in its document, and read the same?

    Exits with 1 where one does not. Sources whose document is not there count as untraced.

    Example: tracker trace --documents reports
    """
    from plan_tracker.documents.trace import trace as trace_statements
    from plan_tracker.loading.folder import load
    from plan_tracker.report.trace.json import render_trace_json
    from plan_tracker.report.trace.text import render_trace_text

    plan = folder or plan
    loaded, problems = load(plan, read_allowed(allow_sql))
    if problems:
        refuse_problems(problems)
    if documents is not None and not is_folder(documents):
        message = phrase("{folder}: there is no such folder: name the one that holds the documents")
        refuse(message.filled(folder=str(documents)))
    place = documents or plan / "documents"
    found = _documents(loaded.sources.values(), place, within=documents or plan)
    traced = trace_statements(loaded.sources, loaded.statements, found)
    write(
        {
            "text": lambda screen: render_trace_text(traced, loaded.sources, lang, screen),
            "json": lambda _: render_trace_json(traced, lang),
        },
        format,
        output,
    )
    if traced.findings:
        raise typer.Exit(FOUND)


def _documents(sources: Iterable["Source"], folder: Path, *, within: Path) -> dict[str, "Document"]:
    """The documents at hand, by source. Ends the command where one cannot be read.

    A plan may name what it likes: what lies elsewhere is neither read nor looked for.
    """
    from plan_tracker.documents.readers.reading import can_read, read_document
    from plan_tracker.inputs.regular import is_there, lies_in

    found: dict[str, Document] = {}
    wrong: list[str] = []
    for source in sources:
        path = folder / source.document
        if not source.document or not can_read(path):
            continue
        if not lies_in(path, within):
            wrong.append(f"{source.place}: the document {path} lies outside {within}: put it there")
            continue
        if not is_there(path):
            continue
        document, problems = read_document(path)
        wrong += map(str, problems)
        if document is not None:
            found[source.id] = document
    if wrong:
        refuse(*wrong)
    return found
