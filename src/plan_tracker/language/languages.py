"""Which languages there are: each a folder of data beside this file, or one that is registered."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

# role -> meaning -> phrases, the usual phrase first
Phrasebook = Mapping[str, Mapping[str, list[str]]]

_FOLDERS = {
    folder.name: folder
    for folder in sorted(Path(__file__).parent.iterdir())
    if (folder / "figures.toml").is_file()
}


def locales() -> tuple[str, ...]:
    """The codes of all languages, by name."""
    return tuple(_FOLDERS)


@lru_cache
def figure_words(locale: str) -> Phrasebook:
    """The words of figures themselves: scales, units, hedges, movements."""
    return _read(locale, "figures.toml")


@lru_cache
def prose_words(locale: str) -> Phrasebook:
    """The words around figures: what is compared, when, and what is no figure."""
    return _read(locale, "prose.toml")


@lru_cache
def period_words(locale: str) -> Phrasebook:
    """The words that name periods."""
    return _read(locale, "periods.toml")


def _read(locale: str, name: str) -> Phrasebook:
    return tomllib.loads((_FOLDERS[locale] / name).read_text(encoding="utf-8"))
