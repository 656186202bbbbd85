"""A plan folder: `targets/` and `seeds/`, read whole, with every problem at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pydantic import BaseModel

from plan_tracker.grids.queries.permission import NOTHING, Permission
from plan_tracker.inputs.regular import is_there
from plan_tracker.inputs.words import shown
from plan_tracker.loading.files.nodes import Keys
from plan_tracker.loading.files.spot import Notes, Spot
from plan_tracker.loading.files.text import NOTHING_MORE, read_text, yaml_files
from plan_tracker.loading.files.tree import read_tree
from plan_tracker.loading.files.validate import Valid, validate
from plan_tracker.loading.loaded import Loaded, Read, framed
from plan_tracker.loading.plan.merge import merge_plan
from plan_tracker.loading.shapes.source import SourceFile, TableShape, guesses_of
from plan_tracker.loading.shapes.target import TargetFile
from plan_tracker.loading.shapes.values import YEAR_START
from plan_tracker.loading.shapes.waivers import WaiverFile
from plan_tracker.loading.shapes.years import year_start_of
from plan_tracker.loading.sources.figures import read_sources, texts_of
from plan_tracker.loading.sources.references import check_references, cited, statement_names
from plan_tracker.loading.waivers import WAIVERS, waivers_of
from plan_tracker.model.place import Place, Problem
from plan_tracker.model.plan import Plan
from plan_tracker.model.source import Source
from plan_tracker.model.text import phrase
from plan_tracker.model.waiver import Waiver

if TYPE_CHECKING:
    from plan_tracker.grids.queries.databases import Databases
    from plan_tracker.loading.tables.long.statements import LongForm

S = TypeVar("S", bound=BaseModel)


def load(
    folder: Path, permission: Permission = NOTHING, more: Mapping[Path, str] = NOTHING_MORE
) -> tuple[Loaded, list[Problem]]:
    """Load the plan in `folder`; what is loaded is whole only where there are no problems.

    Queries of its sources run only where the caller permits them. `more` are texts that take the
    place of files of seeds/, or stand beside them.

    Problems are in the order of files and lines. Never raises for what files hold.
    """
    from plan_tracker.loading.frame.schema import frame_problems  # slow: pandera

    read = read_folder(folder, permission, more)
    loaded = framed(read)
    return loaded, list(read.problems) or frame_problems(loaded.frame, loaded.statements)


def read_folder(
    folder: Path, permission: Permission = NOTHING, more: Mapping[Path, str] = NOTHING_MORE
) -> Read:
    """Read the plan in `folder`, but for the frame of its statements.

    With `more` texts in the place of files of seeds/, or beside them. Problems are in the order of
    files and lines. Never raises for what files hold.
    """
    return FolderFiles(folder, more).read(permission)


def read_small_folder(folder: Path) -> Read | None:
    """The same, or None where a source names a table: tables may be large."""
    files = FolderFiles(folder)
    return None if any(valid.file.table is not None for valid in files.seeds) else files.read()


class FolderFiles:
    """The files of a folder, as far as each can be understood by itself."""

    def __init__(self, folder: Path, more: Mapping[Path, str] = NOTHING_MORE) -> None:
        self.problems: list[Problem] = []
        targets = _trees(folder, "targets", self.problems)
        context = {YEAR_START: year_start_of(targets.trees)}
        self.targets, self.declared = _files(targets, TargetFile, self.problems, context)
        seeds = _trees(folder, "seeds", self.problems, more)
        self.seeds, self.reported = _files(seeds, SourceFile, self.problems, context)
        self.folder = folder / "seeds"
        self.waived = _waived(folder, self.problems)

    def read(self, permission: Permission = NOTHING) -> Read:
        """What the files say together, and the databases that the caller permits to be asked."""
        read, unread = self.but_for_tables()
        tables = tuple(_read_tables(unread, permission)) if unread else ()
        names = (name for table in tables for name in named(table, self.cited))
        return replace(read, tables=tables, problems=self.told(names))

    def but_for_tables(self) -> tuple[Read, list[UnreadTable]]:
        """What the files say together but for tables, whose problems are yet to be told."""
        targets, seeds = self.targets, self.seeds
        locales: dict[str, Place] = {
            valid.file.source.locale: Spot(valid.tree, ("source", "locale")).place
            for valid in reversed(seeds)
        }
        by_place = dict(sorted(locales.items(), key=lambda each: each[1]))
        plan = merge_plan(targets, by_place, self.declared)
        sources = _sources(seeds, self.reported)
        _check_corrections(seeds, self.reported)
        printed = read_sources(seeds, plan, self.declared)
        unread = [
            UnreadTable(valid, self.folder, plan, self.declared)
            for valid in seeds
            if valid.file.table is not None
        ]
        waivers = waivers_of(self.waived) if self.waived else ()
        return Read(plan, sources, printed, (), (), waivers), unread

    @property
    def cited(self) -> list[str]:
        """What targets/ name that may be statements."""
        return [text for text, _ in cited(self.targets)]

    def told(self, names: Iterable[str], more: Sequence[Problem] = ()) -> tuple[Problem, ...]:
        """All problems in their order, once it is known what statements of tables are called."""
        every = [*statement_names(self.seeds, self.reported), *names]
        check_references(self.targets, every, self.reported)
        return tuple(sorted({*self.problems, *more}))


def _check_corrections(seeds: list[Valid[SourceFile]], notes: Notes) -> None:
    """`corrections` are of a table."""
    for valid in seeds:
        if valid.file.corrections and "table" not in valid.tree:
            message = phrase(
                "`corrections` are of the cells of a `table`: write `corrected:` beside what a "
                "figure prints"
            )
            notes.add(Spot(valid.tree, ("corrections",)).key, message)


def named(table: LongForm, texts: Sequence[str]) -> Iterator[str]:
    """The first row of a table, and those that texts name: there are too many to list."""
    names = table.frame["statement"]
    yield from names.iloc[:1]
    yield from names[names.isin(texts)]


@dataclass(frozen=True, slots=True)
class UnreadTable:
    """A source whose figures stand in a table, which lies beside the file of the source."""

    valid: Valid[SourceFile]
    folder: Path
    plan: Plan
    notes: Notes

    @property
    def asks(self) -> bool:
        """Whether it asks a database."""
        table = self.valid.file.table
        return table is not None and table.sql is not None

    def read(self, databases: Databases) -> LongForm | None:
        """Its statements; None with problems, which are noted."""
        from plan_tracker.loading.tables.corrections import CellCorrections
        from plan_tracker.loading.tables.reading import read_table

        valid, notes = self.valid, self.notes
        assert valid.file.table is not None, "only tables are read so"
        spot = Spot(valid.tree, ("table",))
        corrections = CellCorrections(valid.file.corrections, Spot(valid.tree, ("corrections",)))
        if "figures" in valid.tree:
            notes.add(
                spot.key, phrase("a source has `figures` or a `table`, not both: use two sources")
            )
        if valid.skipped & TableShape.model_fields.keys():
            return None  # a key that could not be read says how to read the rest
        texts = texts_of(valid.file.source, self.plan, notes)
        table = read_table(valid.file.table, self.folder, spot, texts, databases, corrections)
        if table is None:
            return None

        from plan_tracker.loading.tables.long.statements import read_long_form

        return read_long_form(table, texts)


def _read_tables(unread: Sequence[UnreadTable], permission: Permission) -> Iterator[LongForm]:
    """The tables that sources name, but for those with problems."""
    from plan_tracker.grids.queries.databases import Databases

    databases = Databases(permission, unread[0].folder.parent)
    for each in unread:
        table = each.read(databases)
        if table is not None:
            yield table


class _Trees(NamedTuple):
    """The files in a part of a plan as trees; whether there was none that could not be read."""

    trees: list[Keys]
    whole: bool


def _trees(
    plan: Path, part: str, problems: list[Problem], more: Mapping[Path, str] = NOTHING_MORE
) -> _Trees:
    there, wrong = yaml_files(plan / part, plan)
    problems += wrong
    paths = sorted({*there, *more})
    trees = [_tree(path, plan, problems, more) for path in paths]
    read = [tree for tree in trees if tree is not None]
    return _Trees(read, not wrong and len(read) == len(trees))


def _tree(
    path: Path, plan: Path, problems: list[Problem], more: Mapping[Path, str] = NOTHING_MORE
) -> Keys | None:
    text, wrong = (more[path], []) if path in more else read_text(path, plan)
    problems += wrong
    if wrong:
        return None
    tree, wrong = read_tree(text, str(path))
    problems += wrong
    return tree


def _files(
    part: _Trees, shape: type[S], problems: list[Problem], context: Any
) -> tuple[list[Valid[S]], Notes]:
    """The files in a part of a plan that could be read, and what notes problems about names."""
    files: list[Valid[S]] = []
    for tree in part.trees:
        valid, wrong = validate(tree, shape, context)
        problems += wrong
        files += [] if valid is None else [valid]

    skipped = frozenset[str]().union(*(valid.skipped for valid in files))
    # What has no name may be whatever is named elsewhere.
    whole = part.whole and len(files) == len(part.trees) and "" not in skipped
    return files, Notes(problems, skipped, whole=whole)


def load_waivers(folder: Path) -> tuple[tuple[Waiver, ...], list[Problem]]:
    """The waivers in a folder, which needs no plan; none where it has no such file."""
    problems: list[Problem] = []
    waived = _waived(folder, problems)
    return (waivers_of(waived) if waived else ()), problems


def _waived(folder: Path, problems: list[Problem]) -> Valid[WaiverFile] | None:
    """The file of waivers, where there is one; it must not be missed for its ending."""
    file = folder / WAIVERS
    meant = file.with_suffix(".yml")
    if is_there(meant):
        problems.append(
            Problem(Place(str(meant)), phrase("is not read: rename it to {name}", name=WAIVERS))
        )
    tree = _tree(file, folder, problems) if is_there(file) else None
    if tree is None:
        return None
    valid, wrong = validate(tree, WaiverFile)
    problems += wrong
    return valid


def _sources(seeds: list[Valid[SourceFile]], notes: Notes) -> dict[str, Source]:
    sources: dict[str, Source] = {}
    for valid in seeds:
        head, place = valid.file.source, Spot(valid.tree, ("source", "id")).place
        if head.id in sources:
            first = sources[head.id].place
            message = phrase(
                "the source {id} stands twice, first at {first}: rename one",
                id=shown(head.id),
                first=str(first),
            )
            notes.add(place, message)
        sources.setdefault(head.id, _source(valid, place))
    return sources


def _source(valid: Valid[SourceFile], place: Place) -> Source:
    head = valid.file.source
    return Source(
        id=head.id,
        title=head.title,
        document=head.document,
        sha256=head.sha256 or "",
        published=str(head.published or ""),
        locale=head.locale,
        place=place,
        period=head.period,
        guesses=guesses_of(valid.file),
    )
