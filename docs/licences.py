"""Writes docs/licences.md: the licence of every package that the lock files name.

    python docs/licences.py [--check]

Licences are what the installed packages say themselves; a package that is for another system is
not installed, and keeps what the page says of it already.
"""

import re
import sys
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "licences.md"
LOCKS = ("requirements.lock", "requirements-tables.lock", "requirements-dev.lock")
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)
_ROW = re.compile(r"^\| (\S+) \| \S+ \| (.+?) \|", re.MULTILINE)
_HEAD = """# Licences of what is installed with tracker

Every package that a lock file names, with its licence as the package itself says it. Written by
`python docs/licences.py`; a test holds it against the lock files.

| package | version | licence | installed |
| --- | --- | --- | --- |
"""
_UNKNOWN = "not known"
_CLASSIFIER = "License :: OSI Approved :: "
_LONGEST = 60  # of a licence's name; some packages give its whole text
_WHERE = ("always", "with the extras", "for development")


def pinned() -> dict[str, tuple[str, str]]:
    """The version of each package, and where it is installed: by the first lock that names it."""
    known: dict[str, tuple[str, str]] = {}
    for lock, where in zip(LOCKS, _WHERE, strict=True):
        for name, version in _PINNED.findall((ROOT / lock).read_text("utf-8")):
            known.setdefault(name.lower(), (version, where))
    return dict(sorted(known.items()))


def licence(name: str) -> str:
    """The licence that an installed package says; empty where it says none or is not there."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return ""
    classified = [
        line.removeprefix(_CLASSIFIER)
        for line in said.get_all("Classifier") or ()
        if line.startswith(_CLASSIFIER)
    ]
    plain = _said(said, "License").strip()
    short = plain if len(plain) <= _LONGEST and "\n" not in plain else ""
    return _said(said, "License-Expression") or short or "; ".join(classified)


def _said(package: PackageMetadata, key: str) -> str:
    return str(package[key]) if key in package else ""


def page() -> str:
    """The page as it should be."""
    before = dict(_ROW.findall(PAGE.read_text("utf-8"))) if PAGE.exists() else {}
    rows = [
        f"| {name} | {version} | {licence(name) or before.get(name, _UNKNOWN)} | {where} |\n"
        for name, (version, where) in pinned().items()
    ]
    return _HEAD + "".join(rows)


if __name__ == "__main__":
    wanted = page()
    if "--check" not in sys.argv:
        PAGE.write_text(wanted, "utf-8")
    elif PAGE.read_text("utf-8") != wanted:
        sys.exit("docs/licences.md is not what the lock files name: python docs/licences.py")
