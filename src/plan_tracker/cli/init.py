"""`tracker init`."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plan_tracker.cli.changing import changing
from plan_tracker.cli.options import Lang, Language, Period, PlanArgument, PlanFolder
from plan_tracker.cli.output import announce, refuse, refuse_problems, tell
from plan_tracker.cli.plan_folder import today
from plan_tracker.cli.whole_files import clear_unfinished, create_files
from plan_tracker.inputs.regular import UnusableFileError, is_there, lies_in, read_bytes
from plan_tracker.model.text import phrase, plural

if TYPE_CHECKING:
    from plan_tracker.grids.grid import Grid
    from plan_tracker.grids.table_file import TableFile
    from plan_tracker.loading.proposal.parts import Proposal

_TRIALS = 6  # in each, what could not be used before is left out
_MOST_PROBLEMS = 10
_MOST_TOLD = 8  # sentences of one sort, so that all of it fits a screen

_MOST_LISTED = 10  # of hidden rows or columns


def init(
    folder: PlanArgument = None,
    plan: PlanFolder = Path(),
    table: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="TABLE",
            show_default=False,
            help="Propose a plan for this table: .xlsx, .xlsm, .xls, .ods, .csv, .tsv, .txt, "
            ".jsonl, .ndjson, .jsonlines or .parquet; those of text may be packed (.csv.gz).",
        ),
    ] = None,
    sheet: Annotated[
        str | None,
        typer.Option(
            "--sheet", metavar="NAME", show_default=False, help="The sheet of a workbook."
        ),
    ] = None,
    period: Period = None,
    locale: Annotated[
        Lang | None,
        typer.Option(
            "--locale",
            show_default="what the table says, else that of LANG",
            help="The language of the table, or of the example.",
        ),
    ] = None,
    *,
    lang: Language,
) -> None:
    """Start a plan folder: an example of this year, or what a table seems to hold.

    Nothing that is there is touched. If it is cut short, run it again: it adds what is missing.

    Example: tracker init --from h1-2024.xlsx
    """  # fmt: skip
    plan = folder or plan
    if table is None:
        from plan_tracker.loading.proposal.files import example_files

        _write(plan, example_files(today().year, locale or lang), None)
    else:
        file = _opened(table)
        _write(plan, _proposed(file, sheet, period or "", locale or ""), file)


def _proposed(table: "TableFile", sheet: str | None, period: str, locale: str) -> dict[str, str]:
    """The files for a table. Ends the command where nothing can be proposed.

    They are loaded before they are written: what cannot be used is left out, and said.
    """
    from plan_tracker.language.letters import slug
    from plan_tracker.language.periods.reading import parse_period
    from plan_tracker.loading.proposal.long import long_table, propose_long
    from plan_tracker.loading.proposal.wide import propose

    try:
        period = parse_period(period, locale).text if period else ""
    except ValueError as error:
        refuse(f"--period: {error}")
    name = table.path.name
    file, long, grid = str(table.path), long_table(table, None), None
    proposals: list[Proposal] | str = ""
    if long is None:  # not column by column: cell by cell
        grid = _grid(table, sheet)
        file, long = grid.file, long_table(table, grid)
        proposals = propose(grid, table.path.stem, locale, period) if long is None else ""
    if isinstance(long, list):
        refuse(*map(str, long))
    if long is not None:
        proposal = propose_long(*long, locale, period)
        proposals = proposal if isinstance(proposal, str) else [proposal]
    if isinstance(proposals, str):
        refuse(f"{file}: {proposals}")

    _, _, own_sheet = file.partition(f"{name}!")
    names = slug(table.path.stem) or "table", name, own_sheet
    proposals, texts = _usable(proposals, names, table, grid)
    _tell(file, proposals)
    return texts


def _usable(
    proposals: "list[Proposal]",
    names: tuple[str, str, str],
    table: "TableFile",
    grid: "Grid | None",
) -> "tuple[list[Proposal], dict[str, str]]":
    """The proposals without the cells that cannot be used, and their files.

    Ends the command where something else keeps them from being loaded.
    """
    from plan_tracker.loading.proposal.files import proposed_files
    from plan_tracker.loading.proposal.trial import try_files, without_cells

    texts = proposed_files(proposals, *names)
    for trial in range(_TRIALS):
        problems = try_files(texts, table)
        if not problems:
            break
        fewer = without_cells(proposals, problems, grid) if grid is not None else proposals
        if fewer == proposals or trial == _TRIALS - 1:
            refuse(*(f"{table.path}: {problem.message}" for problem in problems[:_MOST_PROBLEMS]))
        proposals, texts = fewer, proposed_files(fewer, *names)
    return proposals, texts


def _tell(file: str, proposals: "list[Proposal]") -> None:
    """Say what was taken for what, and what was left out: one screen."""
    for proposal in proposals:
        cells = [f"{cell}: {reason}" for cell, reason in proposal.cells.items()]
        for told, title, sentences in (
            (announce, phrase("{file}: taken: {sentence}"), proposal.shown),
            (tell, phrase("{file}: left out: {sentence}"), (*proposal.left_out, *cells)),
        ):
            for sentence in sentences[:_MOST_TOLD]:
                told(title.filled(file=file, sentence=sentence))
            if len(sentences) > _MOST_TOLD:
                more = phrase("and {count} more", count=len(sentences) - _MOST_TOLD)
                told(title.filled(file=file, sentence=more))
    guesses = sum(proposal.guesses for proposal in proposals)
    marked = plural(
        "{file}: {count} guess to confirm, which is marked `confirm`",
        "{file}: {count} guesses to confirm, which are marked `confirm`",
        guesses,
        file=file,
    )
    announce(marked)
    if proposals[0].doubt:
        doubt = phrase("{file}: {doubt}: look at `locale`, or say --locale")
        tell(doubt.filled(file=file, doubt=proposals[0].doubt))


def _opened(table: Path) -> "TableFile":
    """The file of a table. Ends the command where it is none."""
    from plan_tracker.grids.registry import endings, format_of
    from plan_tracker.grids.table_file import open_table

    if format_of(table) is None:
        no_table = phrase("{table}: is no table that can be read: give a {endings} file")
        refuse(no_table.filled(table=str(table), endings=", ".join(endings())))
    if not is_there(table):
        refuse(phrase("{table}: there is no such file: correct the name", table=str(table)))
    try:
        return open_table(table)
    except UnusableFileError as error:
        refuse(f"{table}: {error}")


def _grid(table: "TableFile", sheet: str | None) -> "Grid":
    """What a reader sees of a table. Ends the command where it cannot be read."""
    from plan_tracker.grids.registry import read_grid
    from plan_tracker.model.place import Place

    grid, problems = read_grid(table, sheet, Place(str(table.path)))
    if grid is None:
        refuse_problems(problems)
    if grid.note:
        tell(f"{grid.file}: {grid.note}")
    if hidden := _hidden(grid):
        tell(f"{grid.file}: left out, as the sheet hides them: {hidden}")
    return grid.visible()


def _hidden(grid: "Grid") -> str:
    """The columns and rows with cells that a sheet hides, in words; empty where there are none."""
    from plan_tracker.model.place import column_letters

    columns = sorted(grid.hidden_columns.intersection(grid.arrays.columns.tolist()))
    rows = sorted(grid.hidden_rows.intersection(grid.arrays.rows.tolist()))
    parts = []
    if columns:
        listed = ", ".join(map(column_letters, columns[:_MOST_LISTED]))
        parts.append(f"{'columns' if len(columns) > 1 else 'column'} {listed}{_more(columns)}")
    if rows:
        listed = ", ".join(map(str, rows[:_MOST_LISTED]))
        parts.append(f"{'rows' if len(rows) > 1 else 'row'} {listed}{_more(rows)}")
    return "; ".join(parts)


def _more(listed: list[int]) -> str:
    return f" and {len(listed) - _MOST_LISTED:,} more" if len(listed) > _MOST_LISTED else ""


def _write(plan: Path, texts: dict[str, str], table: "TableFile | None") -> None:
    """Write the files of a plan, and its table beside them; nothing that is there is touched."""
    files = {plan / name: text.encode() for name, text in texts.items()}
    copy = plan / "seeds" / table.path.name if table is not None else None
    if table is not None and copy is not None and table.path.resolve() != copy.resolve():
        files[copy] = table.packed or table.raw

    above = _nearest_folder(plan)
    with changing(above):
        clear_unfinished(above)
        new = _not_there_yet(plan, files)
        try:
            create_files(above, {Path(os.path.realpath(file)): new[file] for file in new})
        except OSError as error:
            why = error.strerror or ""
            refuse(phrase("{file}: cannot be written: {why}", file=str(plan), why=why))
    for file in new:
        if table and file == copy:
            copied = phrase("copied {table} to {file}", table=str(table.path), file=str(file))
            announce(copied)
        else:
            announce(phrase("wrote {file}", file=str(file)))
    command = "tracker status" + (f" {plan}" if plan != Path() else "")
    announce(phrase("Now: {command}", command=command))


def _nearest_folder(plan: Path) -> Path:
    """The folder of a plan, or what would hold it, as far as it is there."""
    folder = Path(os.path.realpath(plan))
    return next(above for above in (folder, *folder.parents) if os.path.isdir(above))  # noqa: PTH112 - or not to be looked at


def _not_there_yet(plan: Path, files: Mapping[Path, bytes]) -> dict[Path, bytes]:
    """The files that are to be written. Ends the command where other ones are in their places.

    A run that was killed between two steps may have left some of them, which are as they should be.
    """
    new = {file: content for file, content in files.items() if not _holds(file, content)}
    in_the_way = list(filter(is_there, new)) if new else list(files)
    outside = [file for file in new if not lies_in(file, plan)]
    if in_the_way or outside:
        refuse(
            *(
                phrase(
                    "{file}: is there already: move it, or choose another folder", file=str(file)
                )
                for file in in_the_way
            ),
            *(
                phrase(
                    "{file}: would lie outside {plan}: choose another folder",
                    file=str(file),
                    plan=str(plan),
                )
                for file in outside
            ),
        )
    return new


def _holds(file: Path, content: bytes) -> bool:
    """Whether this is what a file holds."""
    try:
        return is_there(file) and read_bytes(file, len(content)) == content
    except UnusableFileError:
        return False
