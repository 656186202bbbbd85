"""A plan folder read by many: whoever reads a table leaves its statements in pieces."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from plan_tracker.cluster.check import Engine
from plan_tracker.cluster.parts import CutPlan
from plan_tracker.cluster.pieces import CutTable, cut_table
from plan_tracker.grids.queries.permission import NOTHING, Permission
from plan_tracker.loading.folder import FolderFiles, UnreadTable, named
from plan_tracker.loading.frame.statements import statements_frame
from plan_tracker.loading.loaded import Loaded, Read
from plan_tracker.model.place import Problem
from plan_tracker.model.relation import Rounding
from plan_tracker.reconcile.checks.figure_beside_target import targets_without_roll_up


@dataclass(frozen=True, slots=True)
class FolderInPieces:
    """What a folder holds but for the statements of its tables; these lie in pieces.

    It is whole only where there are no problems. `rounded` are tables that round to a base.
    """

    read: Read
    cut: CutPlan
    rounded: tuple[Rounding, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """What a table tells, in pieces where it has no problems.

    `names` are some of its statements', `of_frame` problems that are told where there are no other.
    """

    cut: CutTable | None
    problems: Sequence[Problem]
    of_frame: Sequence[Problem] = ()
    names: Sequence[str] = ()
    corrected: Sequence[str] = ()
    rounded: Rounding | None = None


def read_in_pieces(folder: Path, permission: Permission, engine: Engine) -> FolderInPieces:
    """Read a folder, and its tables wherever the engine works.

    Databases are asked from here. Never raises for what files hold.
    """
    files = FolderFiles(folder)
    read, unread = files.but_for_tables()
    wanted = tuple(targets_without_roll_up(read.plan))
    cut = partial(_cut, engine.folder, wanted, files.cited)

    elsewhere = [each for each in enumerate(unread) if not each[1].asks]
    handles = engine.each(partial(cut, NOTHING), elsewhere)
    told = {number: cut(permission, (number, table)) for number, table in _asking(unread)}
    numbers = [number for number, _ in elsewhere]
    told |= dict(zip(numbers, engine.gather(handles), strict=True))
    tables = [told[number] for number in range(len(unread))]

    problems = files.told(
        (name for table in tables for name in table.names),
        [problem for table in tables for problem in table.problems],
    )
    printed = _printed(read, engine.folder, wanted, problems)
    found = [printed, *tables]
    of_frames = tuple(problem for table in found for problem in table.of_frame)
    corrected = tuple(name for table in found for name in table.corrected)
    return FolderInPieces(
        read,
        CutPlan(read.plan, [each.cut for each in found if each.cut is not None], corrected),
        tuple(each.rounded for each in tables if each.rounded is not None),
        problems or of_frames,
    )


def cut_loaded(loaded: Loaded, folder: Path) -> CutPlan:
    """A plan that is loaded, with its statements in pieces in a folder."""
    wanted = tuple(targets_without_roll_up(loaded.plan))
    file = folder / "statements"
    table = cut_table(file, loaded.frame, loaded.statements, loaded.plan, wanted)
    return CutPlan(loaded.plan, [table], loaded.corrected)


def _asking(unread: Sequence[UnreadTable]) -> Iterator[tuple[int, UnreadTable]]:
    return ((number, table) for number, table in enumerate(unread) if table.asks)


def _printed(read: Read, folder: Path, wanted: Sequence[str], problems: Sequence[Problem]) -> _Told:
    """The statements that stand in files of sources, which are few."""
    from plan_tracker.loading.frame.schema import frame_problems  # slow: pandera

    statements = () if problems else read.printed
    frame = statements_frame(statements)
    return _Told(
        cut_table(folder / "printed", frame, statements, read.plan, wanted),
        (),
        frame_problems(frame, statements),
        corrected=[each.name for each in statements if each.corrected is not None],
    )


def _cut(
    folder: Path,
    wanted: Sequence[str],
    cited: Sequence[str],
    permission: Permission,
    numbered: tuple[int, UnreadTable],
) -> _Told:
    """Read a table, and leave its statements in pieces."""
    from plan_tracker.grids.queries.databases import Databases
    from plan_tracker.loading.frame.schema import frame_problems  # slow: pandera

    number, unread = numbered
    table = unread.read(Databases(permission, unread.folder.parent))
    if table is None:
        return _Told(None, unread.notes.problems)

    file = folder / f"table-{number}"
    return _Told(
        cut_table(file, table.frame, table.rows, unread.plan, wanted),
        unread.notes.problems,
        frame_problems(table.frame, table.rows),
        list(named(table, cited)),
        list(table.corrected),
        table.rounded,
    )
