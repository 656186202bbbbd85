"""The paragraphs in `cases/` with what they report."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from ruamel.yaml import YAML

from tests.documents.scoring import Expected, Group

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text and the figures and claims expected of it."""

    id: str
    locale: str
    text: str
    groups: tuple[Group, ...]


def read_paragraphs(name: str) -> Iterator[Paragraph]:
    """The paragraphs of one file, whose name ends with its locale."""
    for case in YAML(typ="safe").load((CASES / f"{name}.yaml").read_text(encoding="utf-8")):
        groups = tuple(_groups(case["expect"], case["text"]))
        yield Paragraph(case["id"], name[-2:], case["text"], groups)


def _groups(lines: str, text: str) -> Iterator[Group]:
    used: set[int] = set()
    group: Group | None = None
    for line in lines.splitlines():
        if not line.startswith(" "):
            if group:
                yield group
            figure = None if line.strip() == "-" else _expected("", line, text, used)
            group = (figure, [])
        elif group:
            kind, _, rest = line.strip().partition(": ")
            group[1].append(_expected(kind, rest, text, used))
    if group:
        yield group


def _expected(kind: str, line: str, text: str, used: set[int]) -> Expected:
    printed, _, said = line.rpartition(" = ")
    start = text.find(printed)
    while start in used and start >= 0:
        start = text.find(printed, start + 1)
    if start < 0:
        raise ValueError(f"{printed!r} does not stand in {text!r}")
    used.add(start)
    return Expected(kind, start, start + len(printed), Fraction(said.split()[0]), printed)
