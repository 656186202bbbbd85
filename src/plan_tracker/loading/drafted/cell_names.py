"""What cells of tables are called by their words, which stay when rows are moved."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from plan_tracker.grids.understood import At, UnderstoodTable
from plan_tracker.model.place import Place


@dataclass(slots=True)
class CellNames:
    """Names of cells by row and heading, such as `Liquor laws, Total`.

    Where several have the same words, the later ones have a number, and so they have where prose
    has `taken` these. Only names `by_words` are shown; findings are known again by words anyway.
    """

    by_words: bool = False
    taken: Iterable[str] = ()
    _counts: Counter[str] = field(default_factory=Counter)
    _names: dict[Place, str] = field(default_factory=dict)
    _told: Counter[tuple[str, str]] = field(default_factory=Counter)
    _known: dict[Place, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._counts.update(set(self.taken))

    def name(self, table: UnderstoodTable, at: At) -> str:
        """What people are told of a cell; no other has this name."""
        place = table.place(at)
        if place not in self._names:
            words = _words(table, at)
            name = words
            while self._counts[name]:
                self._counts[words] += 1
                name = f"{words} ({self._counts[words]})"
            self._counts[name] += 1
            self._names[place] = name
        return self._names[place]

    def known_as(self, table: UnderstoodTable, at: At) -> str:
        """What a finding knows a cell by: its words, whatever the file is called and stands in it.

        Only one that prints the same as another with its words has a number.
        """
        place = table.place(at)
        if place not in self._known:
            words = _words(table, at)
            told = (words, _printed(table, at))
            self._told[told] += 1
            count = self._told[told]
            self._known[place] = words if count == 1 else f"{words} ({count})"
        return self._known[place]


def _words(table: UnderstoodTable, at: At) -> str:
    """What row and heading say; what is printed where they say nothing."""
    return table.label(at) or _printed(table, at)


def _printed(table: UnderstoodTable, at: At) -> str:
    return table.sheet.text(*at)
