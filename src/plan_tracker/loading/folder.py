"""A plan folder: `targets/` and `seeds/`, read whole, with every problem at once."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pandas as pd
from pydantic import BaseModel

from plan_tracker.loading.frames import frame_problems, statements_frame
from plan_tracker.loading.plan import Declared, merge_plan
from plan_tracker.loading.shapes import SourceFile, TargetFile
from plan_tracker.loading.sources import Reported, read_sources
from plan_tracker.loading.tree import Keys, load_tree
from plan_tracker.loading.validate import place_of, validate
from plan_tracker.model.place import Place, Problem
from plan_tracker.model.plan import Plan
from plan_tracker.model.source import Source
from plan_tracker.model.statement import Statement

S = TypeVar("S", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A plan, its sources by id, their statements, and the frame with a row for each of them."""

    plan: Plan
    sources: dict[str, Source]
    statements: tuple[Statement, ...]
    frame: pd.DataFrame


def load(folder: Path) -> tuple[Loaded, list[Problem]]:
    """Load the plan in `folder`; what is loaded is whole only where there are no problems."""
    targets, problems = _files(folder, "targets", TargetFile)
    seeds, wrong = _files(folder, "seeds", SourceFile)
    problems += wrong
    locales = {file.source.locale for _, file in seeds}
    plan, wrong = merge_plan(
        [Declared(tree, file) for tree, file in targets],
        locales.pop() if len(locales) == 1 else "en",
    )
    # An indicator in a file that could not be read would be reported again at its every use.
    problems += wrong if not problems else []
    sources, wrong = _sources(seeds)
    problems += wrong
    statements: tuple[Statement, ...] = ()
    if not problems:
        statements, problems = read_sources([Reported(*each) for each in seeds], plan)
    frame = statements_frame(statements)
    problems = sorted(problems) or frame_problems(frame, statements)
    return Loaded(plan, sources, statements, frame), problems


def _files(folder: Path, name: str, shape: type[S]) -> tuple[list[tuple[Keys, S]], list[Problem]]:
    place = folder / name
    if not place.is_dir():
        message = "there is no such folder: run in the folder that holds targets/ and seeds/, "
        return [], [Problem(Place(str(place)), message + "or name it with --plan DIR")]
    read: list[tuple[Keys, S]] = []
    problems: list[Problem] = []
    for path in sorted(place.glob("*.yaml")):
        tree, wrong = load_tree(path, str(path))
        if not wrong:
            file, wrong = validate(tree, shape)
            if file is not None:
                read.append((tree, file))
        problems += wrong
    return read, problems


def _sources(seeds: list[tuple[Keys, SourceFile]]) -> tuple[dict[str, Source], list[Problem]]:
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    for tree, file in seeds:
        head = file.source
        place = place_of(tree, ("source", "id"))
        if head.id in sources:
            message = f"source {head.id!r} stands twice, first at {sources[head.id].place}"
            problems.append(Problem(place, message))
        sources[head.id] = Source(
            head.id, head.title, head.document, head.sha256 or "", head.published, head.locale, place
        )
    return sources, problems
