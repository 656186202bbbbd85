"""YAML as text that people go on with: comments, and any text written so that it reads back.

What is written here is put together from the inside out: texts become scalars (`quoted`, `scalar`),
scalars become mappings and lists on one line (`flow_mapping`, `flow_list`) or entries of a block.
"""

import re
from collections.abc import Iterable, Mapping

# Letters and digits, and between them marks that mean nothing to YAML there.
_BARE = re.compile(r"[^\W_](?:[\w./#-]*[\w-])?")
_EMPTY = frozenset({"null", "Null", "NULL"})
_SHORT_ESCAPES = {"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"}
_LONGEST_KEY = 1_000  # signs; YAML looks no further than 1,024 for the colon behind a key


def quoted(text: str) -> str:
    """A text in double quotes on one line, which YAML reads back as it is, whatever it holds."""
    return f'"{"".join(map(_escaped, text))}"'


def scalar(text: str) -> str:
    """A text without quotes where YAML reads it back as it is, else with them."""
    return text if _BARE.fullmatch(text) and text not in _EMPTY else quoted(text)


def flow_mapping(parts: Mapping[str, str]) -> str:
    """A mapping on one line; the values are YAML already."""
    return f"{{{', '.join(f'{key}: {value}' for key, value in parts.items())}}}"


def flow_list(items: Iterable[str]) -> str:
    """A list on one line; the items are YAML already."""
    return f"[{', '.join(items)}]"


def named_entry(name: str, value: str, indent: str) -> str:
    """An entry of a block under any text as its key; the value is YAML already."""
    key = quoted(name)
    if len(key) <= _LONGEST_KEY:
        return f"{indent}{key}: {value}"
    return f"{indent}? {key}\n{indent}: {value}"


def comment(text: str) -> str:
    """A comment of one line."""
    return f"# {one_line(text)}"


def one_line(text: str) -> str:
    """A text with single blanks for whatever space it holds, and no sign that cannot be seen."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


def _escaped(sign: str) -> str:
    if sign in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[sign]
    if sign.isprintable():
        return sign
    code = ord(sign)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
