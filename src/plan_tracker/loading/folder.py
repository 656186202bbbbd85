"""A plan folder: `targets/` and `seeds/`, read whole, with every problem at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
    return _Files(folder, more).read(permission)


def read_small_folder(folder: Path) -> Read | None:
    """The same, or None where a source names a table: tables may be large."""
    files = _Files(folder)
    return None if any(valid.file.table is not None for valid in files.seeds) else files.read()


class _Files:
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
        with_tables = [valid for valid in seeds if valid.file.table is not None]
        tables = (
            tuple(_tables(with_tables, self.folder, plan, self.declared, permission))
            if with_tables
            else ()
        )
        names = [*statement_names(seeds, self.reported), *_named(tables, targets)]
        check_references(targets, names, self.reported)
        waivers = waivers_of(self.waived) if self.waived else ()
        return Read(plan, sources, printed, tables, tuple(sorted(set(self.problems))), waivers)


def _check_corrections(seeds: list[Valid[SourceFile]], notes: Notes) -> None:
    """`corrections` are of a table."""
    for valid in seeds:
        if valid.file.corrections and "table" not in valid.tree:
            message = phrase(
                "`corrections` are of the cells of a `table`: write `corrected:` beside what a "
                "figure prints"
            )
            notes.add(Spot(valid.tree, ("corrections",)).key, message)


def _named(tables: Sequence[LongForm], targets: list[Valid[TargetFile]]) -> Iterator[str]:
    """The first row of each table, and those that targets/ cites: there are too many to list."""
    texts = [text for text, _ in cited(targets)]
    for table in tables:
        names = table.frame["statement"]
        yield from names.iloc[:1]
        yield from names[names.isin(texts)]


def _tables(
    seeds: list[Valid[SourceFile]],
    folder: Path,
    plan: Plan,
    notes: Notes,
    permission: Permission,
) -> Iterator[LongForm]:
    """The tables that sources name, but for those with problems."""
    from plan_tracker.grids.queries.databases import Databases
    from plan_tracker.loading.tables.corrections import CellCorrections
    from plan_tracker.loading.tables.reading import read_table

    databases = Databases(permission, folder.parent)
    for valid in seeds:
        if valid.file.table is None:
            continue
        spot = Spot(valid.tree, ("table",))
        corrections = CellCorrections(valid.file.corrections, Spot(valid.tree, ("corrections",)))
        if "figures" in valid.tree:
            notes.add(
                spot.key, phrase("a source has `figures` or a `table`, not both: use two sources")
            )
        if valid.skipped & TableShape.model_fields.keys():
            continue  # a key that could not be read says how to read the rest
        texts = texts_of(valid.file.source, plan, notes)
        table = read_table(valid.file.table, folder, spot, texts, databases, corrections)
        if table is None:
            continue

        from plan_tracker.loading.tables.long.statements import read_long_form

        found = read_long_form(table, texts)
        if found is not None:
            yield found


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
