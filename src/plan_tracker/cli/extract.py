"""`tracker extract`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from plan_tracker.cli.options import OutputFile, PlanFolder
from plan_tracker.cli.output import refuse, write

if TYPE_CHECKING:
    from plan_tracker.documents import Figure

ExtractFormat = Literal["yaml", "json"]
Locale = Literal["vi", "en"]


def extract(
    document: Annotated[
        Path, typer.Argument(metavar="DOCUMENT", help="A .txt, .md, .html, .docx or .pdf file.")
    ],
    locale: Annotated[
        Locale | None,
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

    Example: tracker extract report.txt -o seeds/report.yaml
    """
    from plan_tracker.documents import extract_figures
    from plan_tracker.language.detection import detect_language
    from plan_tracker.loading.files.documents import read_document
    from plan_tracker.report.extract.json import render_extract_json

    if output is not None and output.suffix.lower() == ".yaml" and output.exists():
        refuse(f"{output}: is there already, and may hold work by hand: name another file")
    text, problems = read_document(document)
    if problems:
        refuse(*map(str, problems))
    language, doubt = str(locale or ""), ""
    if not language:
        detected = detect_language([text])
        language = detected.likeliest
        if detected.locale is None:
            doubt = f"read as {language}, which is not sure ({detected.evidence})"
            typer.echo(f"{document}: {doubt}: say --locale", err=True)
    figures = extract_figures(text, language)
    write(
        {
            "yaml": lambda _: _source_file(document, output, language, doubt, figures, plan),
            "json": lambda _: render_extract_json(figures),
        },
        format,
        output,
    )


def _source_file(
    document: Path,
    output: Path | None,
    locale: str,
    doubt: str,
    figures: list["Figure"],
    folder: Path,
) -> str:
    """The source file for the plan in `folder`. Ends the command where the plan has problems."""
    from hashlib import sha256

    from plan_tracker.documents.source_file import Head, slug, write_source
    from plan_tracker.loading.drafts import load_plan, source_problems

    plan, problems = load_plan(folder, locale)
    if problems:
        refuse(*map(str, problems))
    name = slug((output or document).stem)
    digest = sha256(document.read_bytes()).hexdigest()
    head = Head(name, document.name, digest, locale, doubt)
    return write_source(
        head, figures, plan, lambda text: source_problems(text, f"{name}.yaml", plan)
    )
