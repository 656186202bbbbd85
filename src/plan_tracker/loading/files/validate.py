"""A tree against its shape: every problem at once, each with its place and the nearest remedy."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import takewhile
from typing import Any, Generic, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from plan_tracker.inputs.words import nearest, repeated, shown
from plan_tracker.language.languages import locales
from plan_tracker.loading.files.nodes import Items, Keys
from plan_tracker.loading.files.spot import Path, place_of
from plan_tracker.model.period import Period
from plan_tracker.model.place import Place, Problem
from plan_tracker.model.text import COMMA, OR, Listed, Part, phrase, plural, reason_of

MOST_PROBLEMS = 50  # of the shape of a file that are told one by one; of the rest their number
S = TypeVar("S", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Valid(Generic[S]):
    """What could be read of a file, the tree it stands in, and the names of what could not."""

    file: S
    tree: Keys
    skipped: frozenset[str] = frozenset()


def validate(
    tree: Keys, shape: type[S], context: Any = None
) -> tuple[Valid[S] | None, list[Problem]]:
    """Read `tree` as `shape`, leaving out the entries that have problems.

    `context` is what its texts are read with. None where too little is left: then no name in the
    file is known.
    """
    try:
        return Valid(shape.model_validate(tree, context=context), tree), []
    except ValidationError as error:
        errors = _first_hand(error.errors(include_url=False))
    known = {
        **_cut_by_commas(tree, errors),
        **_missing(shape, errors),
        **_not_indented(tree, shape, errors),
    }
    told = [error for error in errors if known.get(error["loc"]) != ""]
    problems = [
        _problem(tree, shape, error, known.get(error["loc"], "")) for error in told[:MOST_PROBLEMS]
    ]
    if left := told[MOST_PROBLEMS:]:
        message = phrase(
            "and {count} more problems in this file, the first of them here", count=len(left)
        )
        problems.append(Problem(_place(tree, left[0]), message))
    entries = {_entry(each["loc"]) for each in errors}
    names = frozenset(_name(tree, entry) for entry in entries)
    rest = _without(tree, entries)
    try:
        return Valid(shape.model_validate(rest, context=context), rest, names), problems
    except ValidationError:
        return None, problems


def _first_hand(errors: Sequence[Any]) -> list[Any]:
    """The errors without those lists that are too short only because an entry has an error."""
    inner = {each["loc"][:size] for each in errors for size in range(len(each["loc"]))}
    return [each for each in errors if each["type"] != "too_short" or each["loc"] not in inner]


def _entry(path: Path) -> Path:
    """The path of the entry that a problem is in: a block's, or a claim of a figure."""
    return path[:4] if path[2:3] == ("claims",) else path[:2]


def _name(tree: Keys, entry: Path) -> str:
    """The name that the entry gives, as far as it can be read."""
    block = tree.get(str(entry[0]))
    if isinstance(block, Items) and len(entry) > 1 and isinstance(entry[1], int):
        item = block[entry[1]]
        return str(item.get("id", "")) if isinstance(item, Keys) else ""
    return str(entry[1]) if len(entry) > 1 else ""


def _without(tree: Any, entries: Collection[Path]) -> Any:
    """A copy of the tree without the entries; what stays stands where it stood."""
    if not entries:
        return tree
    gone = {entry[0] for entry in entries if len(entry) == 1}
    deeper: dict[Any, list[Path]] = {}
    for entry in entries:
        if len(entry) > 1:
            deeper.setdefault(entry[0], []).append(entry[1:])
    if isinstance(tree, Keys):
        keys = Keys((k, _without(v, deeper.get(k, []))) for k, v in tree.items() if k not in gone)
        keys.place, keys.size, keys.key_places = tree.place, tree.size, tree.key_places
        return keys
    if isinstance(tree, Items):
        items = Items(_without(v, deeper.get(i, [])) for i, v in enumerate(tree) if i not in gone)
        items.place, items.size = tree.place, tree.size
        return items
    return tree


def _problem(tree: Keys, shape: type[BaseModel], error: Any, known: Part) -> Problem:
    """What is wrong, in the sentence that is known already where there is one."""
    return Problem(_place(tree, error), known or _sentence(tree, shape, error))


def _place(tree: Keys, error: Any) -> Place:
    path = error["loc"]
    is_key = error["type"] == "extra_forbidden" or path[-1:] == ("[key]",)
    return place_of(tree, path, key=is_key)


def _sentence(tree: Keys, shape: type[BaseModel], error: Any) -> Part:
    path, kind, given, context = error["loc"], error["type"], error["input"], error.get("ctx", {})
    name = _key_name(tree, path)
    if isinstance(given, str) and given.startswith(tuple(_CURLY)):
        return phrase(
            '{given} has curly quotes, which are letters to YAML: write straight ones, "{text}"',
            given=repeated(given),
            text=given.strip(_CURLY),
        )
    if kind == "extra_forbidden":
        known = _keys_at(shape, path[:-1])
        remedy = nearest(str(path[-1]), known) or phrase(
            "; known here: {names}", names=", ".join(known)
        )
        return phrase("unknown key {key}{remedy}", key=shown(path[-1]), remedy=remedy)
    if kind == "value_error":
        return reason_of(context["error"])
    if kind == "literal_error":
        allowed = [part.strip("' ") for part in context["expected"].replace(" or ", ",").split(",")]
        remedy = nearest(str(given), allowed) or phrase(
            "; it can be {words}", words=", ".join(filter(None, allowed))
        )
        return phrase(
            "{name} cannot be {given}{remedy}", name=name, given=repeated(given), remedy=remedy
        )
    if kind == "too_short":
        return phrase("{name} must have at least one entry", name=name)
    limit = _LIMITS.get(kind)
    wanted = limit(context) if limit else _WANTED.get(kind, error["msg"])
    form = _form_at(shape, path) if kind in _FORMS else ""
    return phrase(
        "{name} must be {wanted}, not {given}{form}",
        name=name,
        wanted=wanted,
        given=repeated(given),
        form=form,
    )


def _missing(shape: type[BaseModel], errors: Sequence[Any]) -> dict[Path, Part]:
    """What to say of the keys that a mapping lacks, in one sentence; nothing but of the first."""
    lacking: dict[Path, list[Path]] = {}
    for error in errors:
        if error["type"] == "missing":
            lacking.setdefault(error["loc"][:-1], []).append(error["loc"])

    sentences: dict[Path, Part] = {}
    for paths in lacking.values():
        keys = Listed([repr(path[-1]) for path in paths])
        lines = Listed([_line_of(shape, path) for path in paths])
        sentences[paths[0]] = plural(
            "the key {keys} is missing: add {lines}",
            "the keys {keys} are missing: add {lines}",
            len(paths),
            keys=keys,
            lines=lines,
        )
        sentences |= dict.fromkeys(paths[1:], "")
    return sentences


def _line_of(shape: type[BaseModel], path: Path) -> Part:
    """A key with a value, as it would stand in the file; all values where only some can."""
    key = str(path[-1])
    annotation = _annotation_at(shape, path)
    choices = locales() if key == "locale" else tuple(get_args(annotation))
    if get_origin(annotation) is Literal or key == "locale":
        return Listed([f"`{key}: {choices[0]}`", *(f"`{word}`" for word in choices[1:])], COMMA, OR)
    value = _form(annotation) or _STANDS.get(annotation, "…")
    return f"`{key}: {value}`"


def _not_indented(tree: Keys, shape: type[BaseModel], errors: Sequence[Any]) -> dict[Path, Part]:
    """What to say of names that stand beside the block that they are meant for, which is empty."""
    names = list(tree)
    beside = {error["loc"] for error in errors if error["type"] == "extra_forbidden"}
    sentences: dict[Path, Part] = {}
    for error in errors:
        path = error["loc"]
        if len(path) != 1 or error["input"] is not None or path[0] not in tree:
            continue
        after = names[names.index(path[0]) + 1 :]
        stray = list(takewhile(lambda name: (name,) in beside, after))
        if stray and isinstance(tree[stray[0]], Keys | Items):
            sentences[path] = ""
            sentences[stray[0],] = phrase(
                "{name} is not indented, so that it is not part of {block} above: put two blanks "
                "before it and all that belongs to it",
                name=shown(stray[0]),
                block=str(path[0]),
            )
            sentences |= {(name,): "" for name in stray[1:]}
    return sentences


def _cut_by_commas(tree: Keys, errors: Sequence[Any]) -> dict[Path, Part]:
    """What to say of unknown keys that a text without quotes in {…} lost at its commas.

    By the paths of the keys; of several that one text lost, nothing but of the first.
    """
    holders = {each["loc"][:-1] for each in errors if each["type"] == "extra_forbidden"}
    cut: dict[Path, Part] = {}
    for path in holders:
        node: Any = tree
        for part in path:
            node = node[part] if isinstance(node, Keys | Items) and part in _parts(node) else node
        if isinstance(node, Keys):
            cut |= {(*path, key): sentence for key, sentence in _lost_texts(node)}
    return cut


def _parts(node: Keys | Items) -> Collection[Any]:
    return node if isinstance(node, Keys) else range(len(node))


def _lost_texts(mapping: Keys) -> Iterator[tuple[str, Part]]:
    """The keys without a value that stand in the line of a text, and what to say of them."""
    runs: list[list[str]] = []
    for key, value in mapping.items():
        places = mapping.key_places
        if value is None and runs and places[runs[-1][0]].line == places[key].line:
            runs[-1].append(key)
        else:
            runs.append([key])

    for first, *lost in runs:
        text = mapping[first]
        if not lost or not isinstance(text, str):
            continue
        whole = text
        for part in lost:
            inside_number = whole[-1:].isdecimal() and part[:1].isdecimal()
            whole += f",{part}" if inside_number else f", {part}"
        quoted_text = whole.strip(_CURLY)
        yield (
            lost[0],
            phrase(
                'a comma cuts the text in two: put it in quotes, {key}: "{text}"',
                key=first,
                text=quoted_text,
            ),
        )
        yield from ((part, "") for part in lost[1:])


def _form_at(shape: type[BaseModel], path: Path) -> Part:
    """How what is expected at a path would stand there."""
    annotation = _annotation_at(shape, path)
    name = path[-1] if path and isinstance(path[-1], str) else ""
    form = _form(annotation)
    if not form:
        return ""
    return phrase(": write {form}", form=f"{name}: {form}" if name else form)


def _annotation_at(shape: type[BaseModel], path: Path) -> Any:
    """What may stand at a path."""
    annotation: Any = shape
    for part in path:
        model = _model_in(annotation)
        fields = _fields(model) if model is not None else {}
        if part in fields:
            annotation = fields[str(part)]
        elif get_origin(annotation) in (dict, tuple):
            annotation = get_args(annotation)[-1 if get_origin(annotation) is dict else 0]
    return annotation


def _form(annotation: Any) -> str:
    """A mapping or a list with its first keys, as it would stand in a file; empty for the rest."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = annotation.model_fields
        needed = [field.alias or key for key, field in fields.items() if field.is_required()]
        keys = (
            needed
            if len(needed) > 1
            else list(dict.fromkeys([*needed, *_fields(annotation)]))[:_FEW_KEYS]
        )
        return f"{{{', '.join(f'{key}: …' for key in keys)}}}"
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        return f"[{_form(arguments[0]) or '…'}]"
    if origin is dict:
        return f"{{NAME: {_form(arguments[1]) or '…'}}}"
    return next((form for form in map(_form, arguments) if form), "")


def _fields(shape: type[BaseModel]) -> dict[str, Any]:
    """What each key of a shape may hold."""
    return {field.alias or key: field.annotation for key, field in shape.model_fields.items()}


def _model_in(annotation: Any) -> type[BaseModel] | None:
    return _inner(annotation)[0]


_LIMITS: dict[str, Callable[[Any], Part]] = {
    "greater_than": lambda context: phrase("more than {limit}", limit=str(context["gt"])),
    "greater_than_equal": lambda context: phrase("at least {limit}", limit=str(context["ge"])),
    "less_than_equal": lambda context: phrase("at most {limit}", limit=context["le"]),
}
_CURLY = "“”„‟‘’«»"
_FEW_KEYS = 2
_KEY_AND_MARK = 2  # how a path ends that leads to a key: the key, and the mark that it is one
_NAMING = ("indicators", "entities", "populations", "programmes")  # blocks by names of the plan's
_STANDS = {Period: "2026", date: "2026-06-30", Fraction: "22300", int: "63"}
_FORMS = ("tuple_type", "dict_type", "model_type")
_WANTED = {
    "string_type": phrase("a single text"),
    "string_too_short": phrase("a text"),
    "string_pattern_mismatch": phrase("64 digits of 0-9 and a-f"),
    "int_parsing": phrase("a whole number"),
    "int_parsing_size": phrase("a whole number with fewer digits"),
    "int_from_float": phrase("a whole number"),
    "int_type": phrase("a whole number"),
    "bool_parsing": phrase("true or false"),
    "bool_type": phrase("true or false"),
    "tuple_type": phrase("a list"),
    "dict_type": phrase("a mapping"),
    "model_type": phrase("a mapping"),
}


def _key_name(tree: Any, path: Path) -> Part:
    """The last key on the path that stands in the tree."""
    name: Part = phrase("the file")
    for part in path:
        if isinstance(tree, Keys) and part in tree:
            tree, name = tree[str(part)], str(part)
        elif isinstance(tree, Items) and isinstance(part, int):
            tree = tree[part]
    if path[-1:] == ("[key]",):
        return phrase("a key of {name}", name=str(path[-_KEY_AND_MARK - 1]))
    if path and isinstance(path[-1], int):
        return phrase("an entry of {name}", name=name)
    if path[-_KEY_AND_MARK:-1] and path[-_KEY_AND_MARK] in _NAMING:
        return phrase("{name} in {block}", name=name, block=str(path[-_KEY_AND_MARK]))
    return name


def _keys_at(shape: type[BaseModel], path: Path) -> list[str]:
    """The keys that the shape knows at `path`."""
    skip = 0
    for part in path:
        if skip:
            skip -= 1
            continue
        fields = {field.alias or name: field for name, field in shape.model_fields.items()}
        if part in fields:
            inner, skip = _inner(fields[str(part)].annotation)
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
