"""A YAML file as plain text, lists and mappings that know where they stand.

Scalars keep their text: `86.10` keeps its zero and `on` stays a word. The tree is built from the
parser's events without recursion, so that neither nesting nor aliases can exhaust anything.
"""

from collections.abc import Callable
from typing import Any

from ruamel.yaml import YAML, events
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from plan_tracker.inputs.words import shown
from plan_tracker.loading.files.nodes import Items, Keys, Node, Scalar
from plan_tracker.loading.files.syntax import syntax_problem
from plan_tracker.model.place import Place, Problem
from plan_tracker.model.text import Part, phrase

DEEPEST = 40  # levels
LARGEST = 500_000  # values, aliases unfolded


def read_tree(text: str, name: str) -> tuple[Keys | None, list[Problem]]:
    """Read a YAML mapping; `name` is the file's name in messages. None where there is no tree."""
    builder = _Builder(name)
    try:
        for event in YAML(typ="safe").parse(text):
            builder.take(event)
    except _TreeError as error:
        return None, [*builder.problems, error.problem]
    except MarkedYAMLError as error:
        return None, [*builder.problems, syntax_problem(error, text, name)]
    except YAMLError as error:
        return None, [
            *builder.problems,
            Problem(Place(name), phrase("is not YAML: {what}", what=str(error))),
        ]
    if isinstance(builder.root, Keys):
        return builder.root, builder.problems
    message = phrase("the file must hold `key: value` lines")
    if builder.root is None:
        message = phrase("the file is empty: fill it in or delete it")
    place = getattr(builder.root, "place", Place(name, 1, 1))
    return None, [*builder.problems, Problem(place, message)]


class _TreeError(Exception):
    """What could exhaust memory, or leaves nothing to read."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _Builder:
    """Builds the tree from parser events; refuses what could exhaust memory."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.root: Node = None
        self.problems: list[Problem] = []
        self._open: list[Items | Keys] = []
        self._keys: list[Scalar | None] = []  # for each open mapping, the key that awaits a value
        self._anchors: dict[str, Node] = {}
        self._documents = 0
        self._size = 0

    def take(self, event: Any) -> None:
        """Take one event. Raises _TreeError."""
        handler = _HANDLERS.get(type(event))
        if handler is not None:
            handler(self, event)
        if self._size > LARGEST:
            message = phrase("the file unfolds to more than {most} values: split it", most=LARGEST)
            raise _TreeError(self._problem(event, message))
        if len(self._open) > DEEPEST:
            message = phrase(
                "nested deeper than {most} levels: no plan file needs that", most=DEEPEST
            )
            raise _TreeError(self._problem(event, message))

    def document(self, event: Any) -> None:
        self._documents += 1
        if self._documents == 2:
            message = phrase("a second YAML document begins here: use one file for each")
            raise _TreeError(self._problem(event, message))

    def scalar(self, event: Any) -> None:
        self._size += 1
        plain = event.style in (None, "")
        if plain and event.value in ("", "~", "null") and not self._awaits_key():
            self._put(None, event)
            return
        text = Scalar(event.value)
        text.place = self._place(event)
        self._put(text, event)

    def begin(self, event: Any) -> None:
        node: Items | Keys
        if type(event) is events.MappingStartEvent:
            node = Keys()
            node.key_places = {}
        else:
            node = Items()
        node.place, node.size = self._place(event), self._size
        self._put(node, event)
        self._open.append(node)
        self._keys.append(None)

    def end(self, event: Any) -> None:
        self._size += 1
        closed = self._open.pop()
        closed.size = self._size - closed.size
        self._keys.pop()

    def alias(self, event: Any) -> None:
        node = self._anchors.get(event.anchor)
        if event.anchor not in self._anchors:
            message = phrase(
                "*{anchor} stands for nothing: there is no &{anchor} before it", anchor=event.anchor
            )
            raise _TreeError(self._problem(event, message))
        if any(node is opened for opened in self._open):
            message = phrase(
                "*{anchor} stands inside itself: write its content out", anchor=event.anchor
            )
            raise _TreeError(self._problem(event, message))
        self._size += node.size if isinstance(node, Items | Keys) else 1
        self._put(node, event, alias=True)

    def _note(self, event: Any, message: Part) -> None:
        self.problems.append(self._problem(event, message))

    def _problem(self, event: Any, message: Part) -> Problem:
        return Problem(self._place(event), message)

    def _place(self, event: Any) -> Place:
        return Place(self.name, event.start_mark.line + 1, event.start_mark.column + 1)

    def _awaits_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1], Keys) and self._keys[-1] is None

    def _put(self, node: Node, event: Any, *, alias: bool = False) -> None:
        if not alias:
            self._marks(node, event)
        if not self._open:
            self.root = node
            return
        holder, key = self._open[-1], self._keys[-1]
        if isinstance(holder, Items):
            holder.append(node)
        elif key is None:
            self._keys[-1] = self._key(holder, node, event)
        else:
            if key in holder.key_places:
                holder.setdefault(key, node)
            self._keys[-1] = None

    def _marks(self, node: Node, event: Any) -> None:
        if event.tag:
            self._note(
                event, phrase("tags ({tag}) are not read: leave it out", tag=shown(event.tag))
            )
        if event.anchor:
            self._anchors[event.anchor] = node

    def _key(self, holder: Keys, node: Node, event: Any) -> Scalar:
        """The key that awaits its value; what cannot be a key stays out of `key_places`."""
        if not isinstance(node, Scalar):
            self._note(event, phrase("a key must be a plain word"))
            return Scalar("")
        if node == "<<":
            self._note(event, phrase("merge keys (<<) are not read: write the keys out"))
        elif node in holder.key_places:
            first = holder.key_places[node].line
            self._note(
                event,
                phrase(
                    "the key {key} stands twice, first in line {line}",
                    key=shown(node),
                    line=str(first),
                ),
            )
        else:
            holder.key_places[str(node)] = self._place(event)
        return node


_HANDLERS: dict[type, Callable[[_Builder, Any], None]] = {
    events.DocumentStartEvent: _Builder.document,
    events.ScalarEvent: _Builder.scalar,
    events.SequenceStartEvent: _Builder.begin,
    events.MappingStartEvent: _Builder.begin,
    events.SequenceEndEvent: _Builder.end,
    events.MappingEndEvent: _Builder.end,
    events.AliasEvent: _Builder.alias,
}
