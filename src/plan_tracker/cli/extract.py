"""`tracker extract`."""

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from plan_tracker.cli.changing import changing
from plan_tracker.cli.options import Lang, OutputFile, PlanFolder
from plan_tracker.cli.output import Writer, refuse, refuse_old, tell, write

if TYPE_CHECKING:
    from plan_tracker.documents import Figure
    from plan_tracker.documents.source_file.writing import Head

ExtractFormat = Literal["yaml", "json"]
_SOURCE: tuple[ExtractFormat, ...] = ("yaml",)  # may hold work by hand, so is never replaced


def extract(
    document: Annotated[
        Path, typer.Argument(metavar="DOCUMENT", help="A .txt, .md, .html, .docx or .pdf file.")
    ],
    locale: Annotated[
        Lang | None,
        typer.Option("--locale", show_default=False, help="Its language. Default: by its words."),
    ] = None,
    plan: PlanFolder = Path(),
    format: Annotated[  # noqa: A002 - named after the option
        ExtractFormat | None,
        typer.Option("--format", show_default="yaml", help="How the result is written."),
    ] = None,
    output: OutputFile = None,
) -> None:
    """Which figures does a document report, and what does it claim about them?

    Writes a source file: indicators of the plan are proposed by name, and what is unsure is marked.
    A source file that is there already is never replaced.

    Example: tracker extract report.txt -o seeds/report.yaml
    """
    from plan_tracker.documents.extract import extract_from
    from plan_tracker.documents.readers.reading import read_document
    from plan_tracker.documents.source_file.writing import Head
    from plan_tracker.inputs.regular import is_there
    from plan_tracker.language.detection import detect_language
    from plan_tracker.language.letters import slug
    from plan_tracker.language.stretches import stretches, whole
    from plan_tracker.report.extract.json import render_extract_json

    new = output if output is not None and output.suffix.lower() == ".yaml" else None
    if new is not None and is_there(new):
        refuse_old(new)
    read, problems = read_document(document)
    if read is None:
        refuse(*map(str, problems))
    language, doubt = str(locale or ""), ""
    parts = whole(read.text, language)
    if not language:
        detected = detect_language([read.text])
        language = detected.likeliest
        parts = stretches(read.text, language)
        if detected.locale is None and len(parts) == 1:
            doubt = f"read as {language}, which is not sure ({detected.evidence})"
            tell(f"{document}: {doubt}: say --locale")
    figures = extract_from(read.text, parts)

    name = slug((output or document).stem) or "document"
    head = Head(name, document.name, read.sha256, language, doubt)
    writers: dict[ExtractFormat, Writer] = {
        "yaml": lambda _: _source_file(head, figures, plan),
        "json": lambda _: render_extract_json(figures),
    }
    with changing(new.parent) if new is not None else nullcontext():
        write(writers, format, output, only_new=_SOURCE)


def _source_file(head: "Head", figures: list["Figure"], folder: Path) -> str:
    """The source file for the plan in `folder`. Ends the command where the plan has problems.

    A source has one language: figures of paragraphs in another are left out, and that is said.
    """
    from plan_tracker.documents.source_file.writing import write_source
    from plan_tracker.loading.drafts import load_plan, source_problems

    plan, problems = load_plan(folder, head.locale)
    if problems:
        refuse(*map(str, problems))
    own = [figure for figure in figures if figure.locale == head.locale]
    if len(own) < len(figures):
        others = len(figures) - len(own)
        tell(
            f"left out: {others} figures in paragraphs that are not in {head.locale}: "
            "a source has one language, so give them a file of their own, or say --locale"
        )
    return write_source(
        head, own, plan, lambda text: source_problems(text, f"{head.id}.yaml", plan)
    )
