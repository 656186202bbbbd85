"""`tracker init`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plan_tracker.cli.options import Lang, PlanFolder
from plan_tracker.cli.output import refuse, replace_file

if TYPE_CHECKING:
    from plan_tracker.loading.tables.formats.grid import Grid


def init(
    plan: PlanFolder = Path(),
    table: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="TABLE",
            show_default=False,
            help="Propose a plan for this .xlsx, .csv or .parquet file.",
        ),
    ] = None,
    sheet: Annotated[
        str | None, typer.Option("--sheet", show_default=False, help="The sheet of a workbook.")
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(
            "--period",
            show_default="what the table says",
            help="The period that the table reports on, such as 2024-H1.",
        ),
    ] = None,
    locale: Annotated[
        Lang | None,
        typer.Option("--locale", show_default="what the table says", help="Its language."),
    ] = None,
) -> None:
    """Start a plan folder: an example with comments, or what a table seems to hold.

    Example: tracker init --from h1-2024.xlsx
    """  # fmt: skip
    if table is None:
        from plan_tracker.loading.proposal.files import example_files

        _write(plan, example_files(), None)
    else:
        _write(plan, _proposed(table, sheet, period or "", locale or ""), table)


def _proposed(table: Path, sheet: str | None, period: str, locale: str) -> dict[str, str]:
    """The files for a table. Ends the command where nothing can be proposed."""
    from plan_tracker.language.periods.reading import parse_period
    from plan_tracker.loading.proposal.files import proposed_files
    from plan_tracker.loading.proposal.indicators import slug
    from plan_tracker.loading.proposal.long import long_table, propose_long
    from plan_tracker.loading.proposal.wide import propose

    try:
        period = parse_period(period, locale).text if period else ""
    except ValueError as error:
        refuse(f"--period: {error}")
    _check_readable(table)
    file, long = str(table), long_table(table, None)
    if long is None:  # not column by column: cell by cell
        grid = _grid(table, sheet)
        file, long = grid.file, long_table(table, grid)
        proposal = propose(grid, locale, period) if long is None else ""
    if long is not None:
        proposal = propose_long(*long, locale, period)
    if isinstance(proposal, str):
        refuse(f"{file}: {proposal}")
    for column in proposal.left_out:
        typer.echo(f"{file}: left out: {column}", err=True)
    if proposal.doubt:
        typer.echo(f"{file}: {proposal.doubt}: look at `locale`, or say --locale", err=True)
    _, _, own_sheet = file.partition(f"{table.name}!")
    return proposed_files(proposal, slug(table.stem) or "table", table.name, own_sheet)


def _check_readable(table: Path) -> None:
    from plan_tracker.loading.tables.reading import ENDINGS

    if table.suffix not in ENDINGS:
        refuse(f"{table}: is no table that can be read: give a {', '.join(ENDINGS)} file")
    if not table.is_file():
        refuse(f"{table}: there is no such file: correct the name")


def _grid(table: Path, sheet: str | None) -> "Grid":
    """The cells of a table. Ends the command where it cannot be read."""
    from plan_tracker.loading.files.spot import Notes
    from plan_tracker.loading.tables.reading import read_grid
    from plan_tracker.model.place import Place

    notes = Notes()
    grid = read_grid(table, sheet, Place(str(table)), notes)
    if grid is None:
        refuse(*map(str, notes.problems))
    return grid


def _write(plan: Path, files: dict[str, str], table: Path | None) -> None:
    """Write the files of a plan, and its table beside them; nothing that is there is touched."""
    copy = plan / "seeds" / table.name if table else None
    moved = table is not None and copy is not None and table.resolve() != copy.resolve()
    there = [path for name in files if (path := plan / name).exists()]
    there += [copy] if copy is not None and moved and copy.exists() else []
    if there:
        refuse(*(f"{path}: is there already: move it, or choose another folder" for path in there))
    for name, text in files.items():
        _make_folder((plan / name).parent)
        replace_file(plan / name, text)
        typer.echo(f"wrote {plan / name}")
    if table is not None and copy is not None and moved:
        replace_file(copy, table.read_bytes())
        typer.echo(f"copied {table} to {copy}")
    typer.echo("Now: tracker check" + (f" --plan {plan}" if plan != Path() else ""))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        refuse(f"{error.filename}: cannot be written: {error.strerror}")
