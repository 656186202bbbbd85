"""Where in a file something stands, and the problems noted there."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from plan_tracker.inputs.words import nearest, shown
from plan_tracker.loading.files.nodes import Items, Keys, Node
from plan_tracker.model.place import Place, Problem
from plan_tracker.model.text import Part, Word, phrase

Path = tuple[int | str, ...]


def place_of(tree: Node, path: Path, *, key: bool = False) -> Place:
    """Where `path` stands in `tree`: the value, or its key, or the closest place above it."""
    node, place = tree, getattr(tree, "place", Place(""))
    for part in path:
        if isinstance(node, Keys) and part in node:
            place = node.key_places[str(part)]
            node = node[str(part)]
        elif isinstance(node, Items) and isinstance(part, int) and part < len(node):
            node = node[part]
        else:
            continue
        if not key:
            place = getattr(node, "place", place)
    return place


@dataclass(frozen=True, slots=True)
class Spot:
    """A node of a file's tree."""

    tree: Keys
    path: Path = ()

    def at(self, *path: int | str) -> "Spot":
        """What stands below this node."""
        return Spot(self.tree, (*self.path, *path))

    @property
    def keys(self) -> Collection[str]:
        """The keys of the mapping that stands here."""
        node: Any = self.tree
        for part in self.path:
            node = node[part]
        return node.key_places if isinstance(node, Keys) else ()

    @property
    def place(self) -> Place:
        """Where the value stands, or what is closest above it."""
        return place_of(self.tree, self.path)

    @property
    def key(self) -> Place:
        """Where the key of the value stands."""
        return place_of(self.tree, self.path, key=True)


Entry = tuple[str, Any, Spot]  # the name of an entry of a block, what it says, and where

_BLOCKS = {
    "entity": "entities",
    "indicator": "indicators",
    "population": "populations",
    "target": "targets",
}


@dataclass(frozen=True, slots=True)
class Notes:
    """The problems met so far, and which names are not to be missed.

    `skipped` are names that stand in a file but could not be read; without `whole`, a file could
    not be read at all, and any name may have stood in it. Neither is reported again where used.
    """

    problems: list[Problem] = field(default_factory=list)
    skipped: Collection[str] = ()
    whole: bool = True

    def add(self, place: Place, message: Part) -> None:
        """Note a problem."""
        self.problems.append(Problem(place, message))

    def known(self, name: str, known: Iterable[str], what: str, place: Place) -> bool:
        """Whether a name is declared; notes it if it is missed."""
        names = known if isinstance(known, Collection) else tuple(known)
        if name in names:
            return True
        if self.whole and name not in self.skipped:
            remedy = nearest(name, names) or phrase(
                ": declare it under `{block}` in targets/", block=_BLOCKS[what]
            )
            self.add(
                place,
                phrase(
                    "the {what} {name} is not declared{remedy}",
                    what=Word(what),
                    name=shown(name),
                    remedy=remedy,
                ),
            )
        return False
