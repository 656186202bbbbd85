"""What people may give to the functions: days and folders in several forms, and what they meant."""

from collections.abc import Iterable
from datetime import date, datetime
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from plan_tracker.inputs.words import nearest, shown
from plan_tracker.model.plan import MethodName

if TYPE_CHECKING:
    from plan_tracker.loading.loaded import Loaded


def day_meant(given: date | str | None, name: str) -> date | None:
    """A day from a date, or from a text such as `2023-06-30` or `30/6/2023`.

    Raises TypeError for anything else, and ValueError for a text that names no day.
    """
    if given is None:
        return None
    if isinstance(given, datetime):
        return given.date()
    if isinstance(given, date):
        return given
    if isinstance(given, str):
        from plan_tracker.language.periods.reading import parse_date

        try:
            return parse_date(given)
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from None
    raise TypeError(
        f"{name}: a date or a text such as '2023-06-30' was expected, not {_kind(given)}"
    )


def folder_meant(given: object) -> Path:
    """A folder from its path. Raises TypeError, and NotADirectoryError where there is none."""
    if not isinstance(given, str | PathLike):
        raise TypeError(f"the path of a plan's folder was expected, not {_kind(given)}")
    folder = Path(given)
    if not folder.is_dir():
        there = "is a file" if folder.exists() else "is not there"
        raise NotADirectoryError(
            f"{folder} {there}: a folder that holds targets/ and seeds/ was expected"
        )
    return folder


def plan_meant(given: "Loaded | str | PathLike[str]") -> "Loaded":
    """What was loaded already, or the plan of a folder.

    Raises what `load` raises, and TypeError for what is neither.
    """
    from plan_tracker import load
    from plan_tracker.loading.loaded import Loaded

    if isinstance(given, Loaded):
        return given
    if not isinstance(given, str | PathLike):
        wanted = "what load() gives, or the path of a plan's folder,"
        raise TypeError(f"{wanted} was expected, not {_kind(given)}")
    return load(given)


def method_meant(given: str | None) -> MethodName | None:
    """The name of a method. Raises ValueError for another text."""
    if given is None:
        return None
    known: tuple[MethodName, ...] = get_args(MethodName)
    for name in known:
        if given == name:
            return name
    raise ValueError(f"method: {expected_one(given, known)}")


def expected_one(given: object, known: Iterable[str]) -> str:
    """What was expected instead of a word that nobody knows, and which of it is close."""
    names = sorted(known)
    close = nearest(str(given), names)
    return f"one of {', '.join(names)} was expected, not {shown(given)}{close}"


def _kind(given: object) -> str:
    return f"{type(given).__name__} {shown(given)}"
