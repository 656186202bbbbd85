"""JSON Schema (draft-07) of the files that people write, for editors that complete and underline.

It is made from the shapes that files are read by; `descriptions.toml` says what each key is for.
Editors take `86.10` or `2023` for numbers where we keep text: wherever a text may stand, a number
may.
"""

import json
import tomllib
from collections.abc import Callable
from importlib.resources import files
from typing import Any, Literal

from pydantic.json_schema import GenerateJsonSchema

from plan_tracker.loading.shapes.source import SourceFile
from plan_tracker.loading.shapes.target import TargetFile
from plan_tracker.loading.shapes.values import Shape
from plan_tracker.loading.shapes.waivers import WaiverFile

SchemaName = Literal["targets", "source", "waivers"]
SHAPES: dict[SchemaName, type[Shape]] = {
    "targets": TargetFile,
    "source": SourceFile,
    "waivers": WaiverFile,
}
_DRAFT = "http://json-schema.org/draft-07/schema#"
_TEXT: dict[str, Any] = {"type": ["string", "number"]}
# Periods and days may be written in the words of any language, which no pattern can tell.
_PERIOD = {
    **_TEXT,
    "pattern": r"\d",
    "examples": ["2023", "2023-H1", "2023-Q2", "2023-06", "2023-01/2023-09", "2023-06-19"],
}
_DAY = {"type": "string", "pattern": r"\d", "examples": ["2023-06-30"]}
_NUMBER = {**_TEXT, "pattern": r"^[-+]?\d+(\.\d+)?\s*%?$", "examples": ["0.5", "22300", "0.5%"]}
_HEADER = {
    "type": ["string", "integer"],
    "pattern": r"^\s*\d+\s*(-\s*\d+\s*)?$",
    "examples": ["3", "3-4"],
}
_ROWS = {"type": "string", "pattern": r"^\d+-\d+$", "examples": ["9-25"]}
_CELL_NAME = {
    "type": "string",
    "pattern": r"^(.+!)?[A-Z]{1,3}[1-9]\d{0,6}$",
    "examples": ["E7", "Sheet1!E7"],
}
_NAMES = {"type": "object", "additionalProperties": _TEXT}
# What stands in the file, by the function that reads it.
_READ: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "_period": lambda _: _PERIOD,
    "_month_day": lambda _: {**_TEXT, "pattern": r"^\d\d-\d\d$", "examples": ["07-01"]},
    "_date": lambda _: _DAY,
    "_confirm": lambda inner: inner,
    "_plain": lambda _: _NUMBER,
    "_name": lambda _: {"anyOf": [_TEXT, _NAMES]},
    "_value": lambda inner: {"anyOf": [_TEXT, inner]},
    "_reference": lambda inner: {"anyOf": [_PERIOD, inner]},
    "_label": lambda inner: {"anyOf": [_TEXT, inner]},
    "_labels": lambda inner: {"anyOf": [_TEXT, inner["items"], _of(inner)]},
    "_amounts": lambda inner: {"anyOf": [_TEXT, inner["items"], _of(inner)]},
    "_rows": lambda _: _ROWS,
    "_header": lambda _: _HEADER,
    "_cell_name": lambda _: _CELL_NAME,
    "_population": lambda inner: {"anyOf": [_TEXT, inner["items"], inner]},
    "_rounding": lambda inner: inner,
    "_roll_up": lambda inner: {"anyOf": [{"enum": ["sum", "mean"]}, inner]},
}


def _of(inner: dict[str, Any]) -> dict[str, Any]:
    """A list of texts or of what the list has."""
    return {**inner, "items": {"anyOf": [_TEXT, inner["items"]]}}


def schema_text(name: SchemaName) -> str:
    """The schema of a kind of file, indented, with a last newline."""
    shape = SHAPES[name]
    made = shape.model_json_schema(schema_generator=_Draft07, ref_template="#/definitions/{model}")
    described = _described(made, shape.__name__)
    title = (shape.__doc__ or "").strip().rstrip(".")
    document = {"$schema": _DRAFT, **_older(described), "title": title}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def descriptions() -> dict[str, dict[str, str]]:
    """What each key is for, by the name of its shape."""
    text = files("plan_tracker.loading.shapes").joinpath("descriptions.toml").read_text("utf-8")
    return tomllib.loads(text)


class _Draft07(GenerateJsonSchema):
    """What stands in a file, before our own readers have turned it into values."""

    def str_schema(self, schema: Any) -> dict[str, Any]:
        return {**super().str_schema(schema), **_TEXT}

    def is_instance_schema(self, schema: Any) -> dict[str, Any]:
        return dict(_TEXT)

    def function_before_schema(self, schema: Any) -> dict[str, Any]:
        read = _READ[schema["function"]["function"].__name__]
        return read(self.generate_inner(schema["schema"]))

    def default_schema(self, schema: Any) -> dict[str, Any]:
        """Without defaults, which are values of ours; those that matter are described."""
        return self.generate_inner(schema["schema"])


def _described(document: dict[str, Any], root: str) -> dict[str, Any]:
    """With the description of every key; a shape's docstring describes the mapping itself."""
    words = descriptions()
    for name, mapping in [(root, document), *document.get("$defs", {}).items()]:
        for key, schema in mapping.get("properties", {}).items():
            schema["description"] = words[name].get(key) or words["PrintedShape"][key]
            schema.pop("title", None)
        mapping.pop("title", None)
    return document


def _older(node: Any) -> Any:
    """Draft-07 from a later draft: names of keywords, and nothing beside a reference."""
    if isinstance(node, list):
        return [_older(each) for each in node]
    if not isinstance(node, dict):
        return node
    renamed = {{"$defs": "definitions"}.get(key, key): _older(each) for key, each in node.items()}
    if "prefixItems" in renamed:
        renamed["items"] = renamed.pop("prefixItems")
    if "$ref" in renamed and len(renamed) > 1:
        renamed["allOf"] = [{"$ref": renamed.pop("$ref")}]
    return renamed
