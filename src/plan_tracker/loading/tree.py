"""A YAML file as plain text, lists and mappings that know where they stand.

Scalars keep their text: `86.10` keeps its zero and `on` stays a word. The tree is built from the
parser's events without recursion, so that neither nesting nor aliases can exhaust anything.
"""

from pathlib import Path
from typing import Any

from plan_tracker.model.place import Place, Problem

DEEPEST = 40
LARGEST = 2_000_000


class Text(str):
    """A scalar as it stands in the file."""

    __slots__ = ("place",)
    place: Place


class Items(list[Any]):
    """A sequence."""

    __slots__ = ("place", "size")
    place: Place
    size: int


class Keys(dict[str, Any]):
    """A mapping; `key_places` says where each key stands."""

    __slots__ = ("key_places", "place", "size")
    place: Place
    key_places: dict[str, Place]
    size: int


Node = Text | Items | Keys | None


def load_tree(path: Path, name: str) -> tuple[Keys, list[Problem]]:
    """Read the YAML mapping in `path`; `name` is the file's name in messages."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        return Keys(), [Problem(Place(name, line, 1), "is not UTF-8 text: save the file as UTF-8")]
    except OSError as error:
        return Keys(), [Problem(Place(name), f"cannot be read: {error.strerror}")]
    return read_tree(text, name)


def read_tree(text: str, name: str) -> tuple[Keys, list[Problem]]:
    """Read a YAML mapping from `text`."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    builder = _Builder(name)
    try:
        for event in YAML(typ="safe").parse(text):
            if not builder.take(event):
                break
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
        what = " ".join(filter(None, (error.context, error.problem)))
        builder.problems.append(Problem(place, f"is not YAML here: {what}"))
    except (YAMLError, ValueError) as error:
        what = str(error).splitlines()[0] if str(error) else type(error).__name__
        builder.problems.append(Problem(Place(name), f"is not YAML: {what}"))
    if builder.problems:
        return Keys(), builder.problems
    if isinstance(builder.root, Keys):
        return builder.root, []
    if builder.root is None:
        return Keys(), [Problem(Place(name, 1, 1), "the file is empty: fill it in or delete it")]
    return Keys(), [Problem(builder.root.place, "the file must hold `key: value` lines")]


class _Builder:
    """Builds the tree from parser events; stops at what could exhaust memory."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.root: Node = None
        self.problems: list[Problem] = []
        self._open: list[Items | Keys] = []
        self._pending: list[Text | None] = []
        self._anchors: dict[str, Node] = {}
        self._documents = 0
        self._size = 0

    def take(self, event: Any) -> bool:
        """Take one event; False ends the reading."""
        handler = getattr(self, f"_{type(event).__name__}", None)
        if handler is not None:
            handler(event)
        if self._size > LARGEST:
            self._refuse(event, f"the file unfolds to more than {LARGEST:,} values: split it")
            return False
        if len(self._open) > DEEPEST:
            self._refuse(event, f"nested deeper than {DEEPEST} levels: no plan file needs that")
            return False
        return True

    def _refuse(self, event: Any, message: str) -> None:
        self.problems.append(Problem(self._place(event), message))

    def _place(self, event: Any) -> Place:
        return Place(self.name, event.start_mark.line + 1, event.start_mark.column + 1)

    def _DocumentStartEvent(self, event: Any) -> None:  # noqa: N802 - the parser's event names
        self._documents += 1
        if self._documents == 2:
            self._refuse(event, "a second YAML document begins here: use one file for each")

    def _ScalarEvent(self, event: Any) -> None:  # noqa: N802
        self._size += 1
        plain = event.style in (None, "")
        if plain and event.value in ("", "~", "null") and not self._awaits_key():
            self._put(None, event)
            return
        text = Text(event.value)
        text.place = self._place(event)
        self._put(text, event)

    def _SequenceStartEvent(self, event: Any) -> None:  # noqa: N802
        items = Items()
        items.place, items.size = self._place(event), self._size
        self._put(items, event)
        self._open.append(items)
        self._pending.append(None)

    def _MappingStartEvent(self, event: Any) -> None:  # noqa: N802
        keys = Keys()
        keys.place, keys.size, keys.key_places = self._place(event), self._size, {}
        self._put(keys, event)
        self._open.append(keys)
        self._pending.append(None)

    def _SequenceEndEvent(self, event: Any) -> None:  # noqa: N802
        self._size += 1
        closed = self._open.pop()
        closed.size = self._size - closed.size
        self._pending.pop()

    _MappingEndEvent = _SequenceEndEvent

    def _AliasEvent(self, event: Any) -> None:  # noqa: N802
        node = self._anchors.get(event.anchor)
        if any(node is opened for opened in self._open):
            self._refuse(event, f"*{event.anchor} stands inside itself")
            node = None
        self._size += node.size if isinstance(node, Items | Keys) else 1
        self._put(node, event)

    def _awaits_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1], Keys) and self._pending[-1] is None

    def _put(self, node: Node, event: Any) -> None:
        if getattr(event, "anchor", None) and type(event).__name__ != "AliasEvent":
            self._anchors[event.anchor] = node
        if not self._open:
            self.root = node if self._documents == 1 else self.root
            return
        holder = self._open[-1]
        if isinstance(holder, Items):
            holder.append(node)
        elif self._pending[-1] is None:
            self._key(node, event)
        else:
            holder[self._pending[-1]] = node
            self._pending[-1] = None

    def _key(self, node: Node, event: Any) -> None:
        key = node if isinstance(node, Text) else Text("")
        holder = self._open[-1]
        assert isinstance(holder, Keys)
        if not isinstance(node, Text):
            self._refuse(event, "a key must be a plain word")
            key.place = self._place(event)
        elif str(key) in holder.key_places:
            first = holder.key_places[str(key)]
            self._refuse(event, f"key {str(key)!r} stands twice, first in line {first.line}")
        holder.key_places[str(key)] = key.place
        self._pending[-1] = key
