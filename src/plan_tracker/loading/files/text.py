"""Which files a folder holds, and their text."""

import re
from codecs import BOM_UTF8
from pathlib import Path

from plan_tracker.model.place import Place, Problem

LARGEST_FILE = 10_000_000  # bytes; the largest plan files have some ten thousand

# What YAML does not allow in a file, the separators that count as a line for YAML only, and those
# marks that turn the direction of writing, so that a figure is not what it seems.
_STRANGE = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def yaml_files(folder: Path) -> tuple[list[Path], list[Problem]]:
    """The `.yaml` files in `folder`, by name; what could be meant as one is a problem."""
    try:
        entries = sorted(folder.iterdir())
    except FileNotFoundError:
        message = "there is no such folder: run in the folder that holds targets/ and seeds/, "
        return [], [Problem(_as_place(folder), message + "or name it with --plan DIR")]
    except (OSError, ValueError) as error:
        return [], [Problem(_as_place(folder), f"cannot be read: {reason(error)}")]
    paths: list[Path] = []
    problems: list[Problem] = []
    for path in entries:
        message = "" if path.name.startswith(".") else _doubt(path)
        if message:
            problems.append(Problem(_as_place(path), message))
        elif path.suffix == ".yaml" and not path.name.startswith("."):
            paths.append(path)
    return paths, problems


def is_there(path: Path) -> bool:
    """Whether anything has this name; nothing can have one that the system refuses."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def read_text(path: Path) -> tuple[str, list[Problem]]:
    """The text of a file, without a byte order mark; with problems it is not to be used."""
    place = _as_place(path)
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            message = f"has {size:,} bytes, more than {LARGEST_FILE:,}: split the file"
            return "", [Problem(place, message)]
        raw = path.read_bytes().removeprefix(BOM_UTF8)
    except OSError as error:
        return "", [Problem(place, f"cannot be read: {reason(error)}")]
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        message = "is not UTF-8 text from here on: save the file as UTF-8"
        return "", [Problem(_after(raw[: error.start].decode(), place), message)]
    strange = _STRANGE.search(text)
    if strange:
        at = _after(text[: strange.start()], place)
        return "", [Problem(at, f"holds the sign U+{ord(strange[0]):04X}: delete it")]
    return text, []


def _doubt(path: Path) -> str:
    """Why a path that may be meant as a plan file is not read as one; empty if all is well."""
    if not _printable(str(path)):
        return "the name has signs that cannot be shown: rename it"
    is_yaml = path.suffix.lower() in (".yaml", ".yml")
    if path.is_dir():
        if is_yaml or any(path.rglob("*.y*ml")):
            return "a folder in here is not read: move its files one level up"
        return ""
    if is_yaml and path.suffix != ".yaml":
        return f"only names that end in .yaml are read: rename it to {path.stem}.yaml"
    if is_yaml and path.exists() and not path.is_file():
        return "is not a file: replace it by a text file"
    return ""


def _printable(name: str) -> bool:
    return name.isprintable() and name.encode("utf-8", "replace").decode() == name


def _as_place(path: Path) -> Place:
    name = str(path)
    return Place(name if _printable(name) else ascii(name)[1:-1])


def _after(text: str, place: Place) -> Place:
    """Where in the file one is after `text`, a line ending where YAML ends it."""
    lines = re.split("\r\n|\r|\n", text)
    return Place(place.file, len(lines), len(lines[-1]) + 1)


def reason(error: Exception) -> str:
    """What the system says about an error, without its own name."""
    return getattr(error, "strerror", None) or str(error)
