"""The page of keys: every key has an example, and each is what its file may have."""

import json
import tomllib
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from jsonschema import Draft7Validator
from ruamel.yaml import YAML

from plan_page import EXAMPLES, Key, keys
from plan_tracker.loading.shapes.schema import SchemaName, schema_text

KEYS = list(keys())


def _values(node: Any, name: str) -> Iterator[Any]:
    """What stands behind a key, wherever it is, the deepest first."""
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in children:
        yield from _values(child, name)
    if isinstance(node, dict) and name in node:
        yield node[name]


@pytest.mark.parametrize("key", KEYS, ids=lambda key: f"{key.shape}.{key.name}")
def test_an_example_is_what_the_schema_wants(key: Key) -> None:
    whole = YAML(typ="safe").load(f"{key.above}\n{key.line}\n")
    value = next(_values(whole, key.name))
    document = next(
        made
        for made in map(json.loads, map(schema_text, get_args(SchemaName)))
        if key.shape in (made["title"], *made["definitions"]) or key.name in made["properties"]
    )
    # A day is a text in these files, whatever YAML makes of it.
    plain = json.loads(json.dumps(value, default=str))
    schema = {**key.schema, "definitions": document["definitions"]}
    assert list(Draft7Validator(schema).iter_errors(plain)) == []


def test_no_example_is_of_a_key_that_is_gone() -> None:
    known = {(key.shape, key.name) for key in KEYS}
    anywhere = {name for _, name in known}
    for shape, told in tomllib.loads(EXAMPLES.read_text("utf-8")).items():
        for name in told:
            if not name.startswith("_"):
                assert name in anywhere if shape == "any" else (shape, name) in known, (shape, name)
