"""Files that no plan knows: what they hold, in terms that can be reconciled."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from plan_tracker.grids.grid import Grid
from plan_tracker.grids.registry import sheets
from plan_tracker.grids.table_file import TableFile, open_table
from plan_tracker.grids.understood import UnderstoodTable, understand
from plan_tracker.inputs.regular import UnusableFileError
from plan_tracker.inputs.words import shown
from plan_tracker.loading.drafted.cell_names import CellNames
from plan_tracker.loading.drafted.drafting import Drafts, draft
from plan_tracker.loading.drafted.held import HeldCells
from plan_tracker.loading.drafted.named_tables import NamedTable
from plan_tracker.loading.drafted.told_again import NamedFigure, find_told_again
from plan_tracker.loading.loaded import Loaded
from plan_tracker.model.binding import Bindings
from plan_tracker.model.period import read_period
from plan_tracker.model.place import Place, Problem, column_letters
from plan_tracker.model.plan import Plan
from plan_tracker.model.relation import Relation
from plan_tracker.model.source import Source
from plan_tracker.model.text import Text

_MOST_SHEETS = 5  # that are told of where none has a table
_MOST_TEXTS = 8  # of a sheet
_ANY_PERIOD = read_period("2000")  # all cells of a file are held against each other


@dataclass(frozen=True, slots=True)
class Drafted:
    """What files say without any plan.

    `figures` counts the numbers in them; `held` has those of their tables that agree with others
    just as they are printed, and need no statement.
    `labels` are what rows and headings say of those that have a statement, by their places;
    `left_out` says what was not read, `notes` what one must know of how documents were, and
    `bindings` know how else words may be understood.
    `figures_named` and `tables_named` are what may be told again elsewhere.
    """

    loaded: Loaded
    relations: tuple[Relation, ...]
    figures: int
    held: tuple[HeldCells, ...]
    labels: Mapping[Place, str]
    left_out: tuple[str, ...]
    bindings: tuple[Bindings, ...] = ()
    figures_named: tuple[NamedFigure, ...] = ()
    tables_named: tuple[NamedTable, ...] = ()
    notes: tuple[Text, ...] = ()

    @property
    def fulfilled(self) -> int:
        """How many numbers of tables hold as they are printed."""
        return sum(table.count for table in self.held)


def draft_files(
    paths: Sequence[Path], pasted: TableFile | None = None, *, beside: bool = False
) -> tuple[Drafted, list[Problem]]:
    """What the tables of files say, each file a source; whole only where there are no problems.

    Their names begin with those of the files where there are several, or others `beside` them. One
    of the paths may be that of a text which stands in no file: what is `pasted`.
    """
    read = [_read(path, pasted) for path in paths]
    names = [_source_name(path, paths) for path in paths]
    sources = {
        name: Source(name, path.name, path.name, "", "", "", Place(str(path)), _ANY_PERIOD)
        for name, path in zip(names, paths, strict=True)
    }
    drafts = [
        Drafts(name, _ANY_PERIOD, files=beside or len(paths) > 1, sheets=file.sheets > 1)
        for name, file in zip(names, read, strict=True)
    ]
    drafted = _drafted(
        sources, [(own, file.tables) for own, file in zip(drafts, read, strict=True)]
    )
    left_out = tuple(reason for file in read for reason in file.left_out)
    return replace(drafted, left_out=left_out), [
        problem for file in read for problem in file.problems
    ]


def joined(parts: Sequence[Drafted]) -> Drafted:
    """What tables and documents that are read together say."""
    from plan_tracker.loading.frame.statements import statements_frame  # slow: pandas

    plan = Plan(
        {name: each for part in parts for name, each in part.loaded.plan.indicators.items()},
        identities=tuple(each for part in parts for each in part.loaded.plan.identities),
        out_of_order=tuple(each for part in parts for each in part.loaded.plan.out_of_order),
        between=tuple(each for part in parts for each in part.loaded.plan.between),
        out_of_scale=tuple(each for part in parts for each in part.loaded.plan.out_of_scale),
    )
    sources = {name: source for part in parts for name, source in part.loaded.sources.items()}
    statements = tuple(each for part in parts for each in part.loaded.statements)
    rounded = tuple(rounding for part in parts for rounding in part.loaded.rounded)
    return Drafted(
        Loaded(plan, sources, statements, statements_frame(statements), rounded=rounded),
        tuple(relation for part in parts for relation in part.relations),
        sum(part.figures for part in parts),
        tuple(table for part in parts for table in part.held),
        {place: label for part in parts for place, label in part.labels.items()},
        tuple(reason for part in parts for reason in part.left_out),
        tuple(known for part in parts for known in part.bindings),
        tuple(figure for part in parts for figure in part.figures_named),
        tuple(table for part in parts for table in part.tables_named),
        tuple(note for part in parts for note in part.notes),
    )


def with_told_again(drafted: Drafted) -> Drafted:
    """The same, what is told in several places held against each other."""
    from plan_tracker.loading.frame.statements import statements_frame  # slow: pandas

    loaded = drafted.loaded
    again = find_told_again(
        drafted.figures_named,
        drafted.tables_named,
        [*loaded.plan.indicators, *(statement.name for statement in loaded.statements)],
    )
    if not (again.statements or again.same or again.again):
        return drafted

    statements = (*map(again.told_as, loaded.statements), *again.statements)
    plan = replace(loaded.plan, indicators={**loaded.plan.indicators, **again.indicators})
    return replace(
        drafted,
        loaded=replace(
            loaded, plan=plan, statements=statements, frame=statements_frame(statements)
        ),
        held=tuple(
            replace(
                cells,
                told=cells.told | again.told.get(id(cells.table), frozenset()),
                again=again.again.get(id(cells.table), {}),
            )
            for cells in drafted.held
        ),
        labels={**again.labels, **drafted.labels},
    )


def draft_grids(
    name: str,
    grids: Sequence[tuple[Grid, str]],
    *,
    files: bool,
    taken: Iterable[str] = (),
) -> Drafted:
    """What the tables of a document say, each with its language; it is a source of this name.

    Cells are named by their words, as nothing is `taken` for yet; with several `files`, with the
    source before.
    """
    words = CellNames(by_words=True, taken=taken)
    drafts = Drafts(name, _ANY_PERIOD, files=files, sheets=True, names=words)
    tables = tuple(table for grid, locale in grids for table in understand(grid.visible(), locale))
    return _drafted({}, [(drafts, tables)])


def draft_grid(grid: Grid) -> Drafted:
    """What the tables of one grid say."""
    source = Source(grid.file, grid.file, grid.file, "", "", "", Place(grid.file), _ANY_PERIOD)
    drafts = Drafts(grid.file, _ANY_PERIOD)
    return _drafted({grid.file: source}, [(drafts, tuple(understand(grid)))])


def _drafted(
    sources: dict[str, Source], drafts: Sequence[tuple[Drafts, tuple[UnderstoodTable, ...]]]
) -> Drafted:
    """What tables say, drafted by source."""
    from plan_tracker.loading.frame.statements import statements_frame  # slow: pandas

    for own, found in drafts:
        for table in found:
            draft(table, own)
    plan = Plan(
        {name: each for own, _ in drafts for name, each in own.indicators.items()},
        identities=tuple(identity for own, _ in drafts for identity in own.identities),
        out_of_order=tuple(pair for own, _ in drafts for pair in own.out_of_order),
        between=tuple(whole for own, _ in drafts for whole in own.between),
        out_of_scale=tuple(figure for own, _ in drafts for figure in own.out_of_scale),
    )
    statements = tuple(statement for own, _ in drafts for statement in own.statements)
    tables = [table for _, found in drafts for table in found]
    rounded = tuple(table.rounding for table in tables if table.rounding.base > 1)
    return Drafted(
        Loaded(plan, sources, statements, statements_frame(statements), rounded=rounded),
        tuple(relation for table in tables for relation in table.told()),
        sum(table.figures for table in tables),
        tuple(table for own, _ in drafts for table in own.held),
        {place: label for own, _ in drafts for place, label in own.labels.items()},
        (),
        tables_named=tuple(NamedTable(table, own) for own, found in drafts for table in found),
    )


@dataclass(frozen=True, slots=True)
class _File:
    """The tables of a file's sheets, what was left out, and what kept it from being read."""

    sheets: int = 1
    tables: tuple[UnderstoodTable, ...] = ()
    left_out: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def _read(path: Path, pasted: TableFile | None) -> _File:
    place = Place(str(path))
    try:
        file = pasted if pasted and pasted.path == path else open_table(path)
        opened, problems = sheets(file, place)
    except UnusableFileError as error:
        return _File(problems=(Problem(place, str(error)),))

    tables: list[UnderstoodTable] = []
    seen: list[Grid] = []
    left_out = [f"{path}: the hidden sheet {each.title}" for each in opened if each.hidden]
    for sheet in opened:
        if not sheet.hidden:
            grid = sheet.read()
            of_sheet = understand(grid.visible())
            tables += of_sheet
            left_out += _hidden(grid)
            if not of_sheet and grid.visible().arrays.is_number.any():
                left_out.append(f"{grid.file}: its numbers stand in no table")
            seen.append(grid)
    if not tables and not problems:
        problems = [Problem(place, _no_table(seen))]
    return _File(len(opened), tuple(tables), tuple(left_out), tuple(problems))


def _no_table(grids: Sequence[Grid]) -> str:
    """That no sheet has a table with numbers, and what stands there instead."""
    seen = "; ".join(_seen(grid) for grid in grids[:_MOST_SHEETS])
    more = f"; and {len(grids) - _MOST_SHEETS:,} more sheets" if len(grids) > _MOST_SHEETS else ""
    return (
        f"has no table with numbers to check: {seen or 'all of its sheets are hidden'}{more}. In a "
        "table rows have a name before their numbers, or columns one above them"
    )


def _seen(grid: Grid) -> str:
    """What stands first in a sheet."""
    visible = grid.visible().cells.values()
    texts = list(dict.fromkeys(cell.text for cell in visible))
    listed = ", ".join(map(shown, texts[:_MOST_TEXTS]))
    more = ", …" if len(texts) > _MOST_TEXTS else ""
    there = f"there stands {listed}{more}" if texts else "nothing stands there"
    return f"in the sheet {shown(grid.title)} {there}" if grid.title else there


def _source_name(path: Path, paths: Sequence[Path]) -> str:
    """The name of the file without its folder; with it where two have the same."""
    alike = [other for other in paths if other.name == path.name]
    return path.name if len(alike) == 1 else str(path)


def _hidden(grid: Grid) -> Iterator[str]:
    """What a sheet hides, which nobody reads."""
    if grid.hidden_rows:
        yield f"{grid.file}: hidden rows: {len(grid.hidden_rows):,}"
    if grid.hidden_columns:
        letters = ", ".join(column_letters(column) for column in sorted(grid.hidden_columns))
        yield f"{grid.file}: hidden columns: {letters}"
