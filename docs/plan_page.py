"""`docs/plan.md`: every key of every file that people write, from the schemas, with an example."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from plan_tracker.loading.shapes.schema import SchemaName, schema_text

EXAMPLES = Path(__file__).parent / "plan_examples.toml"
_ANY = "any"
_HEADINGS: dict[SchemaName, str] = {
    "targets": "Target files: `targets/*.yaml`",
    "source": "Source files: `seeds/*.yaml`",
    "waivers": "Waivers: `waivers.yaml`",
}


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a shape: what it is for, whether it must be there, and the two lines that show it.

    `value` is the text that stands behind it there, `schema` what that has to be.
    """

    shape: str
    name: str
    meaning: str
    required: bool
    above: str
    line: str
    value: str
    schema: dict[str, Any]


def keys() -> Iterator[Key]:
    """Every key, by file and shape. Raises KeyError for one without an example."""
    examples = tomllib.loads(EXAMPLES.read_text("utf-8"))
    told: set[str] = set()
    for file in get_args(SchemaName):
        document = json.loads(schema_text(file))
        for shape, schema in {file: document, **document["definitions"]}.items():
            if shape not in told:
                told.add(shape)
                yield from _keys(shape, schema, {**examples[_ANY], **examples[shape]})


def _keys(shape: str, schema: dict[str, Any], examples: dict[str, str]) -> Iterator[Key]:
    for name, said in schema.get("properties", {}).items():
        line = examples["_line"].replace("KEY", f"{name}: {examples[name]}")
        required = name in schema.get("required", ())
        meaning = said.get("description", "")
        above = examples["_above"]
        yield Key(shape, name, meaning, required, above, line, examples[name], said)


def plan_page() -> str:
    """A heading a file, one a shape, and of each key what it is for and an example."""
    lines = [
        "# The files of a plan",
        "",
        "Every key that a file may have, with a line that shows it and the line above; whatever",
        "else stands there is left out. Any number of target and source files are read, in any",
        "order. This page is made from the schemas by `make docs`.",
    ]
    shape = ""
    for key in keys():
        if key.shape != shape:
            shape = key.shape
            lines += ["", _heading(key)]
        must = " Required." if key.required else ""
        lines += ["", f"**`{key.name}`** {key.meaning}{must}", ""]
        lines += ["```yaml", key.above, key.line, "```"]
    return "\n".join(lines) + "\n"


def _heading(key: Key) -> str:
    for file, heading in _HEADINGS.items():
        if key.shape == file:
            return f"## {heading}"
    path = f"{key.above} {key.line.partition(key.name + ':')[0].strip(' {[')}"
    return f"### {key.shape.removesuffix('Shape')}: `{' '.join(path.split()).rstrip(' {[-')}`"
