"""The names of statements, and the places in targets/ that name one."""

import re
from collections.abc import Iterable, Iterator

from plan_tracker.inputs.words import nearest, shown
from plan_tracker.loading.files.spot import Notes, Spot
from plan_tracker.loading.files.validate import Valid
from plan_tracker.loading.shapes.source import SourceFile
from plan_tracker.loading.shapes.target import TargetFile
from plan_tracker.model.place import Place
from plan_tracker.model.text import Part, phrase

_NAMES_STATEMENT = re.compile(r"(?P<source>[^\s#,]+)#(?P<figure>[^\s#,]+)")


def statement_names(files: Iterable[Valid[SourceFile]], notes: Notes) -> dict[str, Place]:
    """The name of every statement and where it stands; notes those that stand twice."""
    names: dict[str, Place] = {}
    taken: dict[str, Place] = {}
    for name, place, says, remedy in _names(files):
        if name in taken:
            notes.add(
                place,
                phrase(
                    "{name} stands twice, first at {first}: {remedy}",
                    name=shown(name),
                    first=str(taken[name]),
                    remedy=remedy,
                ),
            )
            continue
        taken[name] = place
        if says:
            names[name] = place
    return names


def _names(files: Iterable[Valid[SourceFile]]) -> Iterator[tuple[str, Place, bool, Part]]:
    """Each name, its place, whether the source says something there, and how to tell it apart."""
    for valid in files:
        for index, figure in enumerate(valid.file.figures):
            spot = Spot(valid.tree, ("figures", index))
            name = f"{valid.file.source.id}#{figure.id}"
            says = figure.printed is not None
            yield name, spot.at("id").place, says, phrase("give each figure its own `id`")
            for number, claim in enumerate(figure.claims):
                place = spot.at("claims", number).place
                yield (
                    f"{name}.{claim.id or claim.kind}",
                    place,
                    True,
                    phrase("give the claim an `id`"),
                )


def check_references(
    files: Iterable[Valid[TargetFile]], names: Iterable[str], notes: Notes
) -> None:
    """Note every `source#figure` in targets/ that no source says; other texts may say anything."""
    known = dict.fromkeys(names)
    sources = {name.partition("#")[0] for name in known}
    for text, spot in cited(files):
        match = _NAMES_STATEMENT.fullmatch(text)
        if match is None or "://" in text or text in known or not notes.whole:
            continue
        figure = match["figure"]
        if any(figure == each or figure.startswith(f"{each}.") for each in notes.skipped):
            continue
        if match["source"] not in sources:
            what = phrase("no source {source} says anything", source=shown(match["source"]))
            remedy = nearest(match["source"], sources)
        else:
            what, remedy = phrase("no source says {text}", text=shown(text)), nearest(text, known)
        remedy = remedy or phrase(": name a figure or claim of a file in seeds/")
        message = phrase("{what}{remedy}", what=what, remedy=remedy)
        notes.add(spot.place, message)


def cited(files: Iterable[Valid[TargetFile]]) -> Iterator[tuple[str, Spot]]:
    """Every text that may name a statement, and where."""
    for valid in files:
        for block, key in (("targets", "source"), ("identities", "stated"), ("rates", "source")):
            for index, shape in enumerate(getattr(valid.file, block)):
                yield getattr(shape, key), Spot(valid.tree, (block, index, key))
        for index, target in enumerate(valid.file.targets):
            spot = Spot(valid.tree, ("targets", index))
            if target.baseline:
                yield target.baseline.source, spot.at("baseline", "source")
            for part in ("stages", "revisions"):
                for number, shape in enumerate(getattr(target, part)):
                    yield shape.source, spot.at(part, number, "source")
