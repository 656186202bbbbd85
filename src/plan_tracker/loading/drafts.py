"""A plan without its sources, and whether a source file still to be written would be accepted."""

from collections.abc import Mapping
from pathlib import Path

from plan_tracker.language.languages import locales as known_locales
from plan_tracker.loading.files.nodes import Keys
from plan_tracker.loading.files.spot import Notes, Spot
from plan_tracker.loading.files.text import NOTHING_MORE, read_text, yaml_files
from plan_tracker.loading.files.tree import read_tree
from plan_tracker.loading.files.validate import Valid, validate
from plan_tracker.loading.plan.merge import merge_plan
from plan_tracker.loading.shapes.source import SourceFile
from plan_tracker.loading.shapes.target import TargetFile
from plan_tracker.loading.shapes.values import YEAR_START
from plan_tracker.loading.shapes.years import year_start_of
from plan_tracker.loading.sources.figures import read_sources
from plan_tracker.loading.sources.references import statement_names
from plan_tracker.model.place import Place, Problem
from plan_tracker.model.plan import Plan
from plan_tracker.model.statement import Statement


def load_plan(
    folder: Path, locale: str, more: Mapping[Path, str] = NOTHING_MORE
) -> tuple[Plan, list[Problem]]:
    """What `targets/` in `folder` declares, with these texts in the place of files or beside them.

    Its values are read in `locale` where neither its files nor its sources name one. The plan is
    whole only where there are no problems. References to sources are not looked up.
    """
    there, problems = yaml_files(folder / "targets", folder)
    paths = sorted({*there, *more})
    trees: list[Keys] = []
    for path in paths:
        text, wrong = (more[path], []) if path in more else read_text(path, folder)
        tree, unread = read_tree(text, str(path)) if not wrong else (None, [])
        problems += [*wrong, *unread]
        if tree is not None:
            trees.append(tree)

    context = {YEAR_START: year_start_of(trees)}
    files: list[Valid[TargetFile]] = []
    for tree in trees:
        valid, invalid = validate(tree, TargetFile, context)
        problems += invalid
        if valid is not None:
            files.append(valid)

    notes = Notes(problems, frozenset(), whole=len(files) == len(paths))
    locales = _locales_of_sources(folder) or {locale: Place(str(folder))}
    plan = merge_plan(files, locales, notes)
    return plan, sorted(set(problems))


def _locales_of_sources(folder: Path) -> dict[str, Place]:
    """The languages of the sources of a plan, each with a place that names it."""
    locales: dict[str, Place] = {}
    for path in yaml_files(folder / "seeds", folder)[0]:
        text, wrong = read_text(path, folder)
        tree = read_tree(text, str(path))[0] if not wrong else None
        source = tree.get("source") if tree is not None else None
        locale = source.get("locale") if isinstance(source, Keys) else None
        if tree is not None and locale in known_locales():
            locales.setdefault(str(locale), Spot(tree, ("source", "locale")).place)
    return locales


def source_problems(text: str, name: str, plan: Plan) -> list[Problem]:
    """What would keep the text of a source file from being used with a plan."""
    return source_statements(text, name, plan)[1]


def source_statements(
    text: str, name: str, plan: Plan
) -> tuple[tuple[Statement, ...], list[Problem]]:
    """What the text of a source file says in the terms of a plan, and what keeps it from that."""
    tree, problems = read_tree(text, name)
    if tree is None or problems:
        return (), problems
    valid, problems = validate(tree, SourceFile, {YEAR_START: plan.settings.year_start})
    if valid is None or problems:
        return (), problems
    notes = Notes(problems, frozenset(), whole=True)
    statement_names([valid], notes)
    statements = read_sources([valid], plan, notes)
    return statements, sorted(set(problems))
