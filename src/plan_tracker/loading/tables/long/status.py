"""The status of an observation, as statistical offices write it, in the terms of a figure.

The codes are those of SDMX and Eurostat; several may stand together, as in `bp`.
"""

from collections.abc import Mapping
from types import MappingProxyType

_CODES: Mapping[str, str] = MappingProxyType(
    {"p": "provisional", "e": "provisional", "r": "revised", "b": "rebased", "a": ""}
)
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "provisional": "p",
        "estimated": "e",
        "estimate": "e",
        "revised": "r",
        "rebased": "b",
        "break": "b",
        "normal": "a",
        "final": "a",
    }
)


def status_keys(status: str) -> tuple[str, ...] | None:
    """The keys of a figure that a status stands for, each once; None where it is no status."""
    codes = "".join(status.casefold().replace(",", " ").split())
    codes = _WORDS.get(codes, codes)
    if not codes or not set(codes) <= _CODES.keys():
        return None
    return tuple(dict.fromkeys(_CODES[code] for code in codes if _CODES[code]))
