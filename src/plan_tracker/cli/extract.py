"""`tracker extract`."""

from dataclasses import replace as with_other
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from plan_tracker.cli.changing import changing, read_whole, replace
from plan_tracker.cli.options import Lang, Language, OutputFile, Period, PlanArgument, PlanFolder
from plan_tracker.cli.output import Writer, refuse, refuse_old, refuse_problems, tell, write
from plan_tracker.cli.speech import speak

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plan_tracker.cli.proposed import Proposal
    from plan_tracker.documents import Figure
    from plan_tracker.documents.document import Document
    from plan_tracker.documents.source_file.kept import KeptFile
    from plan_tracker.documents.source_file.writing import Head, Written
    from plan_tracker.language.stretches import Stretch
    from plan_tracker.model.plan import Plan

ExtractFormat = Literal["yaml", "json"]
_NOTHING_DECLARED = "{}\n"  # a file of targets in the place of one that makes way
_SOURCE: tuple[ExtractFormat, ...] = ("yaml",)  # may hold work by hand, so is never replaced


def extract(
    document: Annotated[
        Path, typer.Argument(metavar="DOCUMENT", help="A .txt, .md, .html, .docx or .pdf file.")
    ],
    folder: PlanArgument = None,
    locale: Annotated[
        Lang | None,
        typer.Option("--locale", show_default=False, help="Its language. Default: by its words."),
    ] = None,
    period: Period = None,
    plan: PlanFolder = Path(),
    format: Annotated[  # noqa: A002 - named after the option
        ExtractFormat | None,
        typer.Option("--format", show_default="yaml", help="How the result is written."),
    ] = None,
    output: OutputFile = None,
    *,
    lang: Language,
) -> None:
    """Which figures does a document report, and what does it claim about them?

    Writes a source file: indicators of the plan are proposed by name, and what is unsure is marked.
    Written into seeds/ of the plan, it goes with a file of the same name in targets/, with the
    indicators and targets that the plan lacks. Where such a source file stands already, what was
    corrected in it stays, what was taken out stays out, and what is new is added.

    Example: tracker extract report.txt -o seeds/report.yaml
    """
    from plan_tracker.documents.extract import extract_from
    from plan_tracker.documents.readers.reading import read_document
    from plan_tracker.language.detection import detect_language
    from plan_tracker.language.stretches import stretches, whole
    from plan_tracker.report.extract.json import render_extract_json

    speak(lang)
    plan = folder or plan
    source = output if output is not None and output.suffix.lower() == ".yaml" else None
    if source is not None and not _is_in_plan(source, plan):
        _refuse_if_there(source)
    read, problems = read_document(document)
    if read is None:
        refuse_problems(problems)
    language, doubt = str(locale or ""), ""
    parts = whole(read.text, language)
    if not language:
        detected = detect_language([read.text])
        language = detected.likeliest
        parts = stretches(read.text, language)
        if detected.locale is None and len(parts) == 1:
            doubt = f"read as {language}, which is not sure ({detected.evidence})"

    head = _head(output or document, document, read, language, doubt)
    head = with_other(head, period=_period(period, language))
    if source is not None and _is_in_plan(source, plan):
        _add_to_plan(head, read, parts, source, plan, said=locale is not None)
        return
    if doubt:
        tell(f"{document}: {doubt}: say --locale")
    figures = extract_from(read.text, parts)
    writers: dict[ExtractFormat, Writer] = {
        "yaml": lambda _: _written(head, figures, _plan_in(plan, language), None).text,
        "json": lambda _: render_extract_json(figures),
    }
    write(writers, format, output, only_new=_SOURCE)


def _head(name: Path, document: Path, read: "Document", language: str, doubt: str) -> "Head":
    from plan_tracker.documents.source_file.writing import Head
    from plan_tracker.language.letters import slug

    return Head(slug(name.stem) or "document", document.name, read.sha256, language, doubt)


def _period(given: str | None, locale: str) -> str:
    """A period as plans write it. Ends the command where it is none."""
    from plan_tracker.language.periods.reading import parse_period

    try:
        return parse_period(given, locale).text if given else ""
    except ValueError as error:
        refuse(f"--period: {error}")


def _is_in_plan(source: Path, plan: Path) -> bool:
    """Whether a file belongs to the sources of a plan, which need not be there yet."""
    return source.resolve().parent == (plan / "seeds").resolve()


def _refuse_if_there(source: Path) -> None:
    from plan_tracker.inputs.regular import is_there

    if is_there(source):
        refuse_old(source)


def _add_to_plan(
    head: "Head",
    read: "Document",
    parts: "Sequence[Stretch]",
    source: Path,
    plan: Path,
    *,
    said: bool,
) -> None:
    """Write the source file of a document, and what the plan needs for it.

    The locale that somebody has `said`, or corrected in the file, is that of the whole text.

    Ends the command where files that are there cannot be kept as they are.
    """
    from plan_tracker.cli.proposed import Proposal
    from plan_tracker.documents.drafted.documents import NamedDocument
    from plan_tracker.documents.extract import extract_from
    from plan_tracker.documents.source_file.declaring import aims_of, targets_file
    from plan_tracker.documents.source_file.headings import under_headings
    from plan_tracker.documents.source_file.kept import CannotKeepError
    from plan_tracker.inputs.regular import is_folder, is_there
    from plan_tracker.language.stretches import whole

    if not is_folder(plan):
        refuse(f"{plan}: there is no such folder: make it, or name another with --plan")
    targets = plan / "targets" / source.name
    with changing(plan):
        there = [file for file in (source, targets) if is_there(file)]
        kept = _kept(source, plan, head.document) if source in there else None
        if kept is not None:
            locale = head.locale if said else kept.head.get("locale", head.locale)
            parts = parts if locale == head.locale else whole(read.text, locale)
            head = with_other(head, id=kept.head.get("id", head.id), locale=locale, doubt="")
        if head.doubt:
            tell(f"{head.document}: {head.doubt}: say --locale")
        figures = under_headings(extract_from(read.text, parts), read.text)
        example = _example_in(plan)
        known = _plan_in(plan, head.locale, fresh=True, but=example)
        document = NamedDocument(
            head.id, head.document, read, head.locale, head.period, one_language=len(parts) == 1
        )
        written = _written(head, figures, known, kept, Proposal(document, f"{head.id}.yaml"))
        aims = aims_of(written, head.id, known)
        standing = read_whole(targets, plan) if targets in there else ""
        pages: dict[Path, str] = {}
        try:
            if written.indicators or aims:
                pages[targets] = targets_file(head, standing, written.indicators, aims)
        except CannotKeepError as error:
            refuse(f"{targets}: {error}")
        pages[source] = written.text  # last: without the others, it could not be loaded
        _make_folders(pages)
        replace(pages, only_new=[file for file in pages if file not in there])
        _drop_example(example)
    _tell(source, targets, written, len(aims), plan)
    if written.period is None:
        tell(f"{source}: the document names no period: say --period, such as --period 2024-H1")


def _make_folders(files: "Iterable[Path]") -> None:
    """Make the folders of files that are to be written."""
    for folder in {file.parent for file in files}:
        try:
            if not folder.is_dir():
                folder.mkdir()
        except OSError as error:
            refuse(f"{folder}: cannot be made: {error.strerror}")


def _example_in(plan: Path) -> "Sequence[Path]":
    """The files of the example of `tracker init` where it stands as it was written: it is made up.

    They make way, so that nothing is to refer to what they declare.
    """
    from plan_tracker.inputs.regular import is_there
    from plan_tracker.loading.proposal.files import EXAMPLE, is_example

    files = [plan / name for name in EXAMPLE]
    if not all(map(is_there, files)):
        return ()
    texts = {name: read_whole(plan / name, plan) for name in EXAMPLE}
    return files if is_example(texts) else ()


def _drop_example(example: "Sequence[Path]") -> None:
    for file in example:
        file.unlink()
    if example:
        typer.echo(f"deleted the example of `tracker init`: {', '.join(map(str, example))}")


def _kept(source: Path, plan: Path, document: str) -> "KeptFile | None":
    """What stands in a source file, if any figure does.

    Ends the command where it is of another document.
    """
    from plan_tracker.documents.source_file.kept import CannotKeepError, read_kept

    try:
        kept = read_kept(read_whole(source, plan), str(source))
    except CannotKeepError as error:
        refuse(str(error))
    if kept.head.get("document") != document:
        refuse_old(source)
    return kept if kept.entries else None


def _plan_in(
    folder: Path, locale: str, *, fresh: bool = False, but: "Sequence[Path]" = ()
) -> "Plan":
    """The plan in a folder, which may be `fresh`, without some files.

    Ends the command where it has problems.
    """
    from plan_tracker.loading.drafts import load_plan
    from plan_tracker.model.plan import Plan

    if fresh and not (folder / "targets").exists():
        return Plan({})
    plan, problems = load_plan(folder, locale, dict.fromkeys(but, _NOTHING_DECLARED))
    if problems:
        refuse_problems(problems)
    return plan


def _written(
    head: "Head",
    figures: "Sequence[Figure]",
    plan: "Plan",
    kept: "KeptFile | None",
    proposal: "Proposal | None" = None,
) -> "Written":
    """The source file, which has one language: figures in another are left out, which is said."""
    from plan_tracker.documents.source_file.writing import no_clashes, write_source
    from plan_tracker.loading.drafts import source_problems

    own = [figure for figure in figures if figure.locale == head.locale]
    if len(own) < len(figures):
        others = len(figures) - len(own)
        tell(
            f"left out: {others} figures in paragraphs that are not in {head.locale}: "
            "a source has one language, so give them a file of their own, or say --locale"
        )
    name = f"{head.id}.yaml"
    return write_source(
        head,
        own,
        plan,
        lambda text, whole: source_problems(text, name, whole),
        kept,
        clashes=proposal.clashes if proposal is not None else no_clashes,
        propose=proposal is not None,
    )


def _tell(source: Path, targets: Path, written: "Written", aims: int, plan: Path) -> None:
    """Say what was written, and what comes next."""
    live = [entry for entry in written.entries if not entry.unusable()]
    unused = len(written.entries) - len(live)
    said = f"{len(live):,} figures added"
    said += f", {written.kept:,} kept as they are" if written.kept else ""
    said += f", {written.taken_out:,} that were taken out stay out" if written.taken_out else ""
    said += f", {unused:,} more as comments, which say why" if unused else ""
    typer.echo(f"{source}: {said}")
    if written.indicators or aims:
        said = f"{len(written.indicators):,} indicators and {aims:,} targets added"
        typer.echo(f"{targets}: {said}: look at what says `confirm`")
    if live or written.kept:
        typer.echo("Now: tracker status" + (f" {plan}" if plan != Path() else ""))
