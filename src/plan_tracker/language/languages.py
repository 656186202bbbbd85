"""Which languages there are: each a folder of data beside this file, or one that is registered.

What a folder holds is read when it is first asked for, and each file on its own: a command that
prints a status never reads the words of documents.
"""

import os
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from plan_tracker.language.error import LanguageError

FOLDERS = "PLAN_TRACKER_LANGUAGES"  # the variable that names folders of further languages
_HEAD = "language.toml"
_LATELY = 8192  # results that are remembered of what has as many as there are texts
# role -> meaning -> phrases, the usual phrase first
Phrasebook = Mapping[str, Mapping[str, list[str]]]
Read = TypeVar("Read", bound=Callable[..., Any])


_registered: dict[str, Path] = {}
_kept: list[Callable[[], None]] = []


def remembered(read: Read) -> Read:
    """The same function, which works out what a language's data say only once.

    A language that comes or goes makes it forget.
    """
    cached = lru_cache(maxsize=None)(read)
    _kept.append(cached.cache_clear)
    return cached  # type: ignore[return-value]


def remembered_lately(read: Read) -> Read:
    """The same function, which remembers what it worked out last; a change of languages ends it."""
    cached = lru_cache(maxsize=_LATELY)(read)
    _kept.append(cached.cache_clear)
    return cached  # type: ignore[return-value]


@remembered
def _folders() -> dict[str, Path]:
    shipped = (each.parent for each in Path(__file__).parent.glob(f"*/{_HEAD}"))
    named = (Path(each) for each in os.environ.get(FOLDERS, "").split(os.pathsep) if each)
    folders = {folder.name: folder for folder in shipped}
    folders |= {_checked(folder).name: folder.resolve() for folder in named}
    return dict(sorted((folders | _registered).items()))


def locales() -> tuple[str, ...]:
    """The codes of all languages, in the order of the alphabet."""
    return tuple(_folders())


def folder_of(locale: str) -> Path:
    """Where the data of a language stand. Raises LanguageError for one that is not known."""
    folder = _folders().get(locale)
    if folder is None:
        raise LanguageError(f"'{locale}' is no language that is known: {', '.join(locales())}")
    return folder


def register(folder: Path) -> str:
    """Add the language of a folder, whose name is its code, until `forget`; returns the code.

    Raises LanguageError where the folder is none or a file of it cannot be used.
    """
    code = _checked(folder).name
    _registered[code] = folder.resolve()
    _forget_all()
    try:
        for read in (
            head,
            figure_words,
            prose_words,
            grammar_words,
            table_words,
            indicator_words,
            display,
            encodings,
        ):
            read(code)
    except LanguageError:
        forget(code)
        raise
    return code


def forget(code: str) -> None:
    """Take out a language that was registered; one that is shipped stays."""
    _registered.pop(code, None)
    _forget_all()


@remembered
def head(locale: str) -> Mapping[str, Any]:
    """A language's name, the marks of its numbers, its letters and its examples."""
    return _read(locale, _HEAD)


@remembered
def figure_words(locale: str) -> Phrasebook:
    """The words of figures themselves: scales, units, hedges, movements."""
    return _read(locale, "figures.toml")


@remembered
def prose_words(locale: str) -> Phrasebook:
    """The words around figures: what is compared, when, and what is no figure."""
    return _read(locale, "prose.toml")


@remembered
def grammar_words(locale: str) -> Mapping[str, Any]:
    """The small words of sentences by what they do there, and the rules that the language has."""
    return _read(locale, "grammar.toml")


@remembered
def period_words(locale: str) -> Phrasebook:
    """The words that name periods."""
    return _read(locale, "periods.toml")


@remembered
def table_words(locale: str) -> Mapping[str, Any]:
    """The words of tables: their headings, the names of totals, how units are shortened."""
    return _read(locale, "tables.toml")


@remembered
def indicator_words(locale: str) -> Phrasebook:
    """The words in names of indicators that say something of what is measured."""
    return _read(locale, "indicators.toml")


@remembered
def encodings(locale: str) -> Mapping[str, Any]:
    """How the language is kept in files that are not in Unicode."""
    return _read(locale, "encodings.toml")


@remembered
def display(locale: str) -> Mapping[str, Any]:
    """How the language prints numbers, days and periods."""
    return _read(locale, "display.toml")


def _read(locale: str, name: str) -> Mapping[str, Any]:
    # Imported where a file is read: to know which languages there are needs no shapes.
    from plan_tracker.language.shape import read_file

    return read_file(folder_of(locale), name)


def _checked(folder: Path) -> Path:
    """A folder that has the head of a language."""
    if not (folder / _HEAD).is_file():
        raise LanguageError(f"{folder}: is no folder of a language: it has no {_HEAD}")
    return folder.resolve()


def _forget_all() -> None:
    for forget_one in _kept:
        forget_one()
