"""Inputs that are nearly right: bytes, ZIP parts, nodes of XML and YAML changed by chance."""

import json
import re
import warnings
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO, StringIO
from random import Random
from typing import Any

from lxml import etree
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

_ODD = (
    b"", b"-1", b"0", b"999999999999", b"1e400", b"NaN", b"\x00", b"\xff\xfe", b"\xe2\x80\xae",
    b"&#x1;", b"&a;", b"<![CDATA[", b"<!--", b"[[[[", b"{{{{", b"\\u77?", b"1/0", b"2023-13-45",
    b"%(s)s", b"*a", b"&a [*a]", b"!!python/none", b"9" * 5_000, b" " * 5_000, b"\t|\t|",
)  # fmt: skip
_DIGITS = re.compile(rb"\d+")
_ZIP = b"PK\x03\x04"
_MOST = 3  # changes of one input
_LARGEST = 3_000_000  # bytes

Change = Callable[[bytes, Random, Sequence[bytes]], bytes]


def mutated(raw: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    """An input changed once or a few times; `others` are what pieces may come from."""
    for _ in range(chance.randint(1, _MOST)):
        raw = _changed(raw, chance, others)[:_LARGEST]
    return raw


def _changed(raw: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    changes: list[Change] = [*_BYTES]
    if raw.startswith(_ZIP):
        changes += [_part] * 30
    elif raw.lstrip()[:1] == b"<":
        changes += [_nodes] * 6
    elif b": " in raw and b"\x00" not in raw:
        changes += [_keys] * 8
    return chance.choice(changes)(raw, chance, others)


def _flip(raw: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    changed = bytearray(raw or b"\x00")
    for _ in range(chance.choice([1, 1, 2, 8, 64])):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _odd(raw: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    first, after = _span(raw, chance)
    return raw[: chance.choice([first, after])] + chance.choice(_ODD) + raw[after:]


def _number(raw: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    numbers = list(_DIGITS.finditer(raw[:200_000]))
    if not numbers:
        return _odd(raw, chance, others)
    number = chance.choice(numbers)
    return raw[: number.start()] + chance.choice(_ODD) + raw[number.end() :]


def _cut(raw: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    first, after = _span(raw, chance)
    return chance.choice([raw[:first], raw[first:], raw[:first] + raw[after:]])


def _again(raw: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    first, after = _span(raw, chance)
    return raw[:after] + raw[first:after] * chance.choice([1, 2, 30, 1_000]) + raw[after:]


def _of_another(raw: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    first, after = _span(raw, chance)
    other = chance.choice(others)
    from_other, to_other = _span(other, chance)
    return raw[:first] + other[from_other:to_other] + raw[after:]


def _span(raw: bytes, chance: Random) -> tuple[int, int]:
    """A piece, mostly a short one."""
    first = chance.randint(0, len(raw))
    return first, min(len(raw), first + chance.choice([1, 4, 40, 400, len(raw)]))


def _part(raw: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    """A ZIP file with one part changed, renamed, left out, or there twice."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as package:
            parts = [(part.filename, package.read(part)) for part in package.infolist()]
    except Exception:  # broken by an earlier change, in any of the ways in which it can be
        return _flip(raw, chance, others)
    if not parts:
        return raw
    at = chance.randrange(len(parts))
    name, content = parts[at]
    match chance.randrange(12):
        case 0:
            del parts[at]
        case 1:
            parts[at] = chance.choice(parts)[0], content
        case 2:
            parts[at] = name, chance.choice(parts)[1]
        case 3:
            parts[at] = name, _flip(content, chance, others)
        case _:
            parts[at] = name, _changed(content, chance, others)
    packed = BytesIO()
    with (
        warnings.catch_warnings(action="ignore"),  # of names that stand there twice
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package,
    ):
        for name, content in parts:
            package.writestr(name, content)
    return packed.getvalue()


def _nodes(raw: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    """XML or HTML with an element taken away, repeated, moved, put inside itself, or told anew."""
    try:
        root = etree.fromstring(raw, etree.XMLParser(recover=True, huge_tree=True))
    except (etree.LxmlError, ValueError):
        return _flip(raw, chance, others)
    elements = [] if root is None else [one for one in root.iter() if isinstance(one.tag, str)]
    if len(elements) < 2:
        return _flip(raw, chance, others)
    element, other = chance.choice(elements[1:]), chance.choice(elements)
    text = chance.choice(_ODD).decode("utf-8", "ignore").replace("\x00", "")
    try:
        chance.choice(_ELEMENTS)(element, other, text, chance)
    except (etree.LxmlError, ValueError, TypeError, AttributeError):
        return _flip(raw, chance, others)
    return bytes(etree.tostring(root))


def _without(element: Any, other: Any, text: str, chance: Random) -> None:
    element.getparent().remove(element)


def _repeated(element: Any, other: Any, text: str, chance: Random) -> None:
    copy = etree.tostring(element)
    for _ in range(chance.choice([1, 20, 300])):
        element.addnext(etree.fromstring(copy))


def _moved(element: Any, other: Any, text: str, chance: Random) -> None:
    other.append(element)


def _inside_itself(element: Any, other: Any, text: str, chance: Random) -> None:
    for _ in range(chance.choice([1, 20, 150])):
        outer = etree.SubElement(element.getparent(), element.tag)
        outer.append(element)
        element = outer


def _renamed(element: Any, other: Any, text: str, chance: Random) -> None:
    element.tag = other.tag


def _of_other_text(element: Any, other: Any, text: str, chance: Random) -> None:
    """The text, or an attribute that is there already."""
    names = [*element.attrib, ""]
    name = chance.choice(names)
    if name:
        element.set(name, text)
    else:
        element.text = text


_ELEMENTS = (_without, _repeated, _moved, _inside_itself, _renamed, _of_other_text, _of_other_text)


def _keys(raw: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    """YAML with a value in the place of another, or none, or one of another kind."""
    try:
        tree = YAML(typ="safe", pure=True).load(raw)
    except (YAMLError, ValueError, TypeError, AttributeError, RecursionError):
        return _odd(raw, chance, others)
    holders = [holder for holder in _holders(tree, 0) if holder]
    if not holders:
        return _odd(raw, chance, others)
    holder, other = chance.choice(holders), chance.choice(holders)
    key = chance.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
    odd = chance.choice(_ODD).decode("utf-8", "ignore")
    match chance.randrange(5):
        case 0:
            del holder[key]
        case 1:
            holder[key] = json.loads(json.dumps(other, default=str))
        case 2:
            holder[key] = chance.choice([None, True, 0, -1, 10**30, [], {}, "", [[]], odd])
        case 3 if isinstance(holder, dict):
            holder[odd] = holder.pop(key)
        case _:
            holder[key] = f"{holder[key]}{odd}"
    written = StringIO()
    try:
        YAML(typ="safe", pure=True).dump(tree, written)
    except (YAMLError, ValueError, TypeError, AttributeError, RecursionError):
        return _odd(raw, chance, others)
    return written.getvalue().encode("utf-8", "replace")


def _holders(tree: Any, depth: int) -> list[Any]:
    if depth > 50 or not isinstance(tree, dict | list):
        return []
    values = tree.values() if isinstance(tree, dict) else tree
    return [tree, *(holder for value in values for holder in _holders(value, depth + 1))]


_BYTES: Sequence[Change] = (_flip, _odd, _number, _cut, _again, _of_another)
