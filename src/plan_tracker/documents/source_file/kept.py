"""What stands already in a source file that was taken from a document: it is kept as it is.

Whoever looked at the file has corrected entries, or taken some out. Taken from the document once
more, the file gets what is new; what stands in it keeps its words, its place and its comments.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from plan_tracker.documents.reported import Figure
from plan_tracker.documents.source_file.claims_as_figures import claimed_figures
from plan_tracker.documents.source_file.entry import FigureEntry
from plan_tracker.documents.source_file.matching import Match, Matching
from plan_tracker.loading.files.nodes import Items, Keys
from plan_tracker.loading.files.tree import read_tree
from plan_tracker.model.place import Place
from plan_tracker.model.plan import Indicator

_Key = tuple[int, str]  # the line of a document, and what is printed there

_COMMENTED = re.compile(r"  # - id: ")  # begins an entry that is only a comment
_OF_COMMENTED = re.compile(r"  #  |      # ")  # goes on with it
_OFF_CLAIM = re.compile(r"      # .*?: (\{(?:id: \S+, )?kind: .*\})$")
_REASON = re.compile(r"  # \S.*:$")  # stands above it
_BLOCK = re.compile(r"figures:\s*(\[\s*\])?\s*(#.*)?$")


class CannotKeepError(ValueError):
    """A source file whose entries cannot be told apart; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """An entry of the file, word for word; `key` says where the document has it."""

    id: str
    indicator: str
    key: _Key
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A source file as it stands: what is above its entries, these, and what is below.

    `commented` are figures that stand in it as comments, which are taken from the document again.
    """

    head: Mapping[str, str]
    above: tuple[str, ...]
    entries: tuple[KeptEntry, ...]
    below: tuple[str, ...]
    commented: frozenset[_Key]

    def above_for(self, sha256: str) -> Iterator[str]:
        """What stands above the entries, for a document with this fingerprint."""
        old = self.head.get("sha256", "")
        for line in self.above:
            yield line.replace(old, sha256) if old and "sha256" in line else line


def read_kept(text: str, name: str) -> KeptFile:
    """The parts of a source file. Raises CannotKeepError."""
    tree, problems = read_tree(text, name)
    figures = tree.get("figures") if tree is not None else None
    source = tree.get("source") if tree is not None else None
    if problems or not isinstance(source, Keys) or not isinstance(figures, Items):
        raise CannotKeepError(f"{name}: has no `source` and `figures` that could be kept")
    lines = text.splitlines()
    first = next((at for at, line in enumerate(lines) if _BLOCK.match(line)), None)
    starts = {entry.place.line - 1: entry for entry in figures if isinstance(entry, Keys)}
    if first is None or any(not lines[at].lstrip().startswith("- ") for at in starts):
        raise CannotKeepError(
            f"{name}: its figures stand on one line: write each as an entry of its own, or name "
            "another file"
        )
    last = _last_line(lines, first)
    above = lines[:first]
    kept: list[KeptEntry] = []
    commented: set[_Key] = set()
    for at, part in _parts(lines[first + 1 : last], first + 1, starts):
        if at is not None:
            kept.append(_kept(starts[at], part))
            continue
        commented.update(_commented(part))
        loose = tuple(line for line in part if not _is_commented(line))
        if kept:
            kept[-1] = replace(kept[-1], lines=(*kept[-1].lines, *loose))
        else:
            above += loose
    head = {key: str(value) for key, value in source.items()}
    return KeptFile(head, tuple(above), tuple(kept), tuple(lines[last:]), frozenset(commented))


class AsKept:
    """Figures of a document by what stands of them in a source file, and the file's own order.

    An entry is of the figure whose text it prints: on its line first of all, else on another, as
    lines move when a document changes.
    """

    def __init__(
        self, kept: KeptFile | None, figures: Sequence[Figure], matching: Matching
    ) -> None:
        self._file = kept
        self._kept = kept.entries if kept is not None else ()
        self._matching = matching
        self._figures = {figure.start for figure in figures}
        self._by_start: dict[int, int] = {}  # the number of its entry, by where a figure starts
        parts = [part for figure in figures for part in (figure, *claimed_figures(figure))]
        self._find(parts, lambda key: key)
        self._find(parts, lambda key: key[1])

    def match(self, figure: Figure) -> Match:
        """The indicator that its entry has, else what words say."""
        entry = self.entry_of(figure)
        return Match(_only_named(entry.indicator), "") if entry else self._matching.match(figure)

    def entry_of(self, figure: Figure) -> KeptEntry | None:
        """What stands in the file of a figure."""
        number = self._by_start.get(figure.start)
        return None if number is None else self._kept[number]

    @property
    def names(self) -> dict[int, str]:
        """The names of the entries that stand in the file, by where their figures start."""
        return {start: self._kept[number].id for start, number in self._by_start.items()}

    def is_out(self, figure: Figure, sha256: str) -> bool:
        """Whether somebody has taken a figure of this very document out of the file."""
        if self._file is None or self._file.head.get("sha256") != sha256:
            return False
        return figure.start in self._figures and key_of(figure) not in self._file.commented

    def in_order(
        self, proposed: Iterable[FigureEntry], new: Sequence[FigureEntry]
    ) -> Iterator[FigureEntry | KeptEntry]:
        """All entries as the document has them; those of no figure behind what they stand behind.

        Of what is proposed, only what is new and what stands there.
        """
        behind: dict[int, list[KeptEntry]] = defaultdict(list)
        numbers = {*self._by_start.values()}
        before = -1
        for number, entry in enumerate(self._kept):
            if number in numbers:
                before = number
            else:
                behind[before].append(entry)

        yield from behind[-1]
        starts = {entry.figure.start for entry in new}
        for proposal in proposed:
            kept = self._by_start.get(proposal.figure.start)
            if kept is not None:
                yield from (self._kept[kept], *behind[kept])
            elif proposal.figure.start in starts:
                yield proposal

    def _find(self, parts: Sequence[Figure], by: Callable[[_Key], object]) -> None:
        """Find the figures of the entries that have none yet, by what of their keys agrees."""
        numbers = {*self._by_start.values()}
        left: dict[object, list[int]] = defaultdict(list)
        for number in reversed(range(len(self._kept))):
            if number not in numbers:
                left[by(self._kept[number].key)].append(number)
        for part in parts:
            alike = left.get(by(key_of(part)))
            if alike and part.start not in self._by_start:
                self._by_start[part.start] = alike.pop()


def key_of(figure: Figure) -> _Key:
    """Where a document has a figure, and what it prints."""
    printed = figure.printed or (figure.claims[0].printed if figure.claims else "")
    return figure.line, printed


def _only_named(indicator: str) -> Indicator:
    return Indicator(indicator, {}, "", "flow", "higher", Place(""))


def _last_line(lines: Sequence[str], first: int) -> int:
    """Where the block of figures ends: at what stands at the margin again."""
    ends = (at for at in range(first + 1, len(lines)) if lines[at][:1] not in ("", " ", "-"))
    return next(ends, len(lines))


def _parts(
    lines: Sequence[str], first: int, starts: Mapping[int, Keys]
) -> Iterator[tuple[int | None, list[str]]]:
    """The lines of each entry, with where it begins; with None those of one that is a comment."""
    at: int | None = None
    part: list[str] = []
    for number, line in enumerate(lines):
        after = lines[number + 1] if number + 1 < len(lines) else ""
        if first + number in starts:
            yield at, part
            at, part = first + number, [line]
        elif _COMMENTED.match(after) and _REASON.match(line):
            yield at, part
            at, part = None, [line]
        else:
            part.append(line)
    yield at, part


def _kept(entry: Keys, lines: Sequence[str]) -> KeptEntry:
    claims = entry.get("claims")
    said: list[Any] = [entry, *(claims if isinstance(claims, Items) else ())]
    printed = next((str(each["printed"]) for each in said if "printed" in each), "")
    line = str(entry.get("line", ""))
    key = int(line) if line.isdecimal() else 0, printed
    return KeptEntry(str(entry.get("id", "")), str(entry.get("indicator", "")), key, tuple(lines))


def _is_commented(line: str) -> bool:
    return bool(_OF_COMMENTED.match(line) or _COMMENTED.match(line) or _REASON.match(line))


def _commented(lines: Sequence[str]) -> Iterator[_Key]:
    """The figures that are comments here; none where these are other lines."""
    said = (line.removeprefix("  # ") for line in lines if not _REASON.match(line))
    tree, problems = read_tree("\n".join(["figures:", *said]), "")
    figures = tree.get("figures") if tree is not None and not problems else None
    entries = [entry for entry in figures or () if isinstance(entry, Keys)] if figures else []
    for entry in entries:
        line, printed = _kept(entry, ()).key
        yield line, printed or _first_claimed(lines)


def _first_claimed(lines: Sequence[str]) -> str:
    """What the first claim of a figure prints, all of whose claims are comments."""
    claims = (match[1] for line in lines if (match := _OFF_CLAIM.match(line)))
    tree, problems = read_tree(next(claims, ""), "")
    return str(tree.get("printed", "")) if tree is not None and not problems else ""
