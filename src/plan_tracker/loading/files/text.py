"""Which files a folder of a plan holds, and their text."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from plan_tracker.inputs.regular import UnusableFileError, is_there, lies_in, read_bytes, reason
from plan_tracker.inputs.text import LARGEST_FILE, text_of
from plan_tracker.model.place import Place, Problem
from plan_tracker.model.text import Part, phrase, reason_of

NOTHING_MORE: Mapping[Path, str] = MappingProxyType({})  # no texts in the place of files
_PARTS = ("targets", "seeds")
_YAML = re.compile(r"\.y.*ml$", re.DOTALL)
_LEADS_OUT = phrase("leads out of the plan's folder: put the folder itself there")


def yaml_files(folder: Path, plan: Path) -> tuple[list[Path], list[Problem]]:
    """The `.yaml` files in `folder` of a plan, by name; what could be meant as one is a problem."""
    try:
        if not lies_in(folder, plan):
            return [], [Problem(_as_place(folder), _LEADS_OUT)]
        entries = sorted(folder.iterdir())
    except FileNotFoundError:
        return [], [_missing(folder, plan)]
    except (OSError, ValueError) as error:
        return [], [
            Problem(_as_place(folder), phrase("cannot be read: {reason}", reason=reason(error)))
        ]
    paths: list[Path] = []
    problems: list[Problem] = []
    for path in entries:
        message = "" if path.name.startswith(".") else _doubt(path, plan)
        if message:
            problems.append(Problem(_as_place(path), message))
        elif path.suffix == ".yaml" and not path.name.startswith("."):
            paths.append(path)
    return paths, problems


def read_text(path: Path, plan: Path) -> tuple[str, list[Problem]]:
    """The text of a file of a plan, without a byte order mark; with problems it is of no use."""
    place = _as_place(path)
    try:
        raw = read_bytes(path, LARGEST_FILE, within=plan)
    except UnusableFileError as error:
        return "", [Problem(place, reason_of(error))]
    return text_of(raw, place)


def _missing(folder: Path, plan: Path) -> Problem:
    """That a part of a plan is not there, or no plan at all, and what to do."""
    if not os.path.isdir(plan):  # noqa: PTH112 - or not to be looked at
        return Problem(_as_place(plan), phrase("there is no such folder: correct the name"))
    if any(is_there(plan / part) for part in _PARTS):
        return Problem(_as_place(folder), phrase("there is no such folder: make it"))
    above = Path(os.path.realpath(plan)).parent
    if all(is_there(above / part) for part in _PARTS):
        return Problem(
            _as_place(plan),
            phrase("the plan is one folder up: name it, {folder}", folder=str(_as_place(above))),
        )
    message = phrase(
        "there is no plan in this folder, which would hold targets/ and seeds/: `tracker init` "
        "begins one with an example"
    )
    return Problem(_as_place(plan), message)


def _doubt(path: Path, plan: Path) -> Part:
    """Why a path that may be meant as a plan file is not read as one; empty if all is well."""
    if not _printable(str(path)):
        return phrase("the name has signs that cannot be shown: rename it")
    is_yaml = path.suffix.lower() in (".yaml", ".yml")
    if path.is_dir():
        if not lies_in(path, plan):
            return _LEADS_OUT
        try:
            is_meant = is_yaml or _holds_yaml(path)
        except OSError as error:
            return phrase(
                "a folder in here is not read, and what lies in it cannot be looked through "
                "({reason}): move it out of the plan",
                reason=reason(error),
            )
        if is_meant:
            return phrase("a folder in here is not read: move its files one level up")
        return ""
    if is_yaml and path.suffix != ".yaml":
        return phrase(
            "only names that end in .yaml are read: rename it to {name}", name=f"{path.stem}.yaml"
        )
    return ""


def _holds_yaml(folder: Path) -> bool:
    """Whether anything in a folder, however deep it lies, may be meant as a plan file.

    Raises OSError where part of it cannot be seen, as where paths are longer than the system takes.
    """
    waiting = [str(folder)]  # no recursion: folders may lie a thousand deep
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if _YAML.search(entry.name):
                    return True
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
    return False


def _printable(name: str) -> bool:
    return name.isprintable() and name.encode("utf-8", "replace").decode() == name


def _as_place(path: Path) -> Place:
    name = str(path)
    return Place(name if _printable(name) else ascii(name)[1:-1])
