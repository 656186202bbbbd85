"""A tree against its shape: every problem at once, each with its place and the nearest remedy."""

from difflib import get_close_matches
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from plan_tracker.loading.tree import Items, Keys, Node
from plan_tracker.model.place import Place, Problem

S = TypeVar("S", bound=BaseModel)


def nearest(word: str, known: Any) -> str:
    """`; did you mean 'x'?` where a known word is close, else nothing."""
    close = get_close_matches(word, [str(each) for each in known], n=1, cutoff=0.6)
    return f"; did you mean {close[0]!r}?" if close else ""


def validate(tree: Keys, shape: type[S]) -> tuple[S | None, list[Problem]]:
    """Read `tree` as `shape`; the shape is None where there are problems."""
    try:
        return shape.model_validate(tree), []
    except ValidationError as error:
        return None, [_problem(tree, shape, each) for each in error.errors(include_url=False)]


def place_of(tree: Node, path: tuple[int | str, ...], *, key: bool = False) -> Place:
    """Where `path` stands in `tree`: the value, or its key, or the closest place above it."""
    node, place = tree, getattr(tree, "place", Place(""))
    for part in path:
        if isinstance(node, Keys) and part in node.key_places:
            place = node.key_places[str(part)]
            node = node[str(part)]
        elif isinstance(node, Items) and isinstance(part, int) and part < len(node):
            node = node[part]
        else:
            continue
        if not key:
            place = getattr(node, "place", place)
    return place


def _problem(tree: Keys, shape: type[BaseModel], error: Any) -> Problem:
    path, kind, given = error["loc"], error["type"], error["input"]
    is_key = kind == "extra_forbidden" or path[-1:] == ("[key]",)
    return Problem(place_of(tree, path, key=is_key), _sentence(shape, path, kind, given, error))


def _sentence(
    shape: type[BaseModel], path: tuple[Any, ...], kind: str, given: Any, error: Any
) -> str:
    name = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    context = error.get("ctx", {})
    if kind == "extra_forbidden":
        known = _keys_at(shape, path[:-1])
        return f"unknown key {name!r}{nearest(name, known) or '; known here: ' + ', '.join(known)}"
    if kind == "missing":
        return f"the key {name!r} is missing"
    if kind == "literal_error":
        allowed = [part.strip("' ") for part in context["expected"].replace(" or ", ",").split(",")]
        close = nearest(str(given), allowed)
        return f"{name} cannot be {given!r}{close or '; it can be ' + ', '.join(allowed)}"
    if kind == "value_error":
        return str(context["error"])
    if kind == "string_pattern_mismatch":
        return f"{given!r} cannot stand here: it must match {context['pattern']}"
    wanted = _WANTED.get(kind)
    if wanted:
        return f"{name} must be {wanted}, not {_shown(given)}"
    return f"{name}: {error['msg'][:1].lower()}{error['msg'][1:]}"


_WANTED = {
    "string_type": "a single text",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "date_from_datetime_parsing": "a date such as 2023-06-30",
    "date_parsing": "a date such as 2023-06-30",
    "date_type": "a date such as 2023-06-30",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "too_short": "a list with at least one entry",
}


def _shown(given: Any) -> str:
    if given is None:
        return "nothing"
    if isinstance(given, list):
        return "a list"
    return "a mapping" if isinstance(given, dict) else repr(str(given))


def _keys_at(shape: type[BaseModel], path: tuple[Any, ...]) -> list[str]:
    """The keys that the shape knows at `path`."""
    skip = 0
    for part in path:
        if skip:
            skip -= 1
            continue
        fields = {field.alias or name: field for name, field in shape.model_fields.items()}
        if part in fields:
            inner, skip = _inner(fields[part].annotation)
            shape = inner or shape
    return [field.alias or name for name, field in shape.model_fields.items()]


def _inner(annotation: Any) -> tuple[type[BaseModel] | None, int]:
    """The shape inside an annotation and how many levels of list or mapping lie around it."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, 0
    around = 1 if get_origin(annotation) in (dict, tuple, list) else 0
    for argument in get_args(annotation):
        found, depth = _inner(argument)
        if found:
            return found, depth + around
    return None, 0
