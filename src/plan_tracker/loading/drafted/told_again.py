"""What is told in several places: in prose and a table, or in several files.

Only names, units and periods say that these are one quantity, so that at most a warning comes of
it. What fits several numbers, or only with little care, is held against none.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, TypeVar

from plan_tracker.grids.stub import is_total
from plan_tracker.grids.understood import At
from plan_tracker.language.tables import LawException
from plan_tracker.loading.drafted.drafting import told_again
from plan_tracker.loading.drafted.named_tables import CellKey, NamedCell, NamedTable
from plan_tracker.loading.drafted.names import Words
from plan_tracker.loading.drafted.speakers import NOBODY, Speakers, are_of_others
from plan_tracker.loading.fit import countable
from plan_tracker.model.period import Period
from plan_tracker.model.place import Place
from plan_tracker.model.plan import Indicator
from plan_tracker.model.reading import Reading
from plan_tracker.model.statement import Quantity, Statement

Verdict = Literal["agrees", "differs", "unclear"]
_NO_LUCK = 3  # digits in which two numbers hardly agree by chance
_NAMES = 2  # words that a name has at least which is not all of another one
_FAR = 5  # times as much is of something else, where no scale word is missing
_EXACT = 1e-12  # what floating point may add, as a share
_SCALE, _SAME = 1000, Fraction(11, 10)  # what such a word makes of a value, and how nearly


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A figure of prose as a statement, with all words that name it; `planned` where it is no fact.

    A `period` stands beside it, and is not only that of the text around; `exceptions` are what its
    sentence says of prices, weights and the like, `speakers` for whom it or its document speaks.
    """

    words: Words
    period: Period
    planned: bool
    statement: Statement
    exceptions: AbstractSet[LawException] = frozenset()
    speakers: Speakers = NOBODY

    scaled = True  # prose says its scale beside the number
    provisional = False  # which its readings say

    @property
    def source(self) -> str:
        """The name of the file that it stands in."""
        return self.statement.source

    @property
    def readings(self) -> Sequence[Reading]:
        """How it reads, in its base unit."""
        return self.statement.readings


Told = TypeVar("Told", NamedFigure, NamedCell)


@dataclass(frozen=True, slots=True)
class ToldAgain:
    """What is added to the statements of files, and which of them speak of one quantity.

    `same` has for quantities of prose the ones that they are told as before, which is `unsure` of
    some statements; `told` the cells of tables that are statements now, `again` those that
    agree with what another table prints.
    """

    indicators: Mapping[str, Indicator]
    statements: Sequence[Statement]
    same: Mapping[Quantity, Quantity]
    unsure: AbstractSet[str]
    told: Mapping[int, AbstractSet[At]]
    again: Mapping[int, Mapping[At, str]]
    labels: Mapping[Place, str]

    def told_as(self, statement: Statement) -> Statement:
        """A statement in the terms of the file that tells its quantity first."""
        subject = self.same.get(statement.subject, statement.subject)
        reference = statement.reference and self.same.get(statement.reference, statement.reference)
        if (subject, reference) == (statement.subject, statement.reference):
            return statement
        confirm = statement.confirm or statement.name in self.unsure
        return replace(statement, subject=subject, reference=reference, confirm=confirm)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two numbers that have one name."""

    first: NamedFigure | NamedCell
    second: NamedFigure | NamedCell
    verdict: Verdict


def find_told_again(
    figures: Sequence[NamedFigure], tables: Sequence[NamedTable], taken: Iterable[str]
) -> ToldAgain:
    """The numbers that are told again, with statements for the cells among them.

    Names of statements that are `taken` are given to no other.
    """
    in_tables = list(_in_tables(figures, tables))
    cells = {pair.second.key for pair in in_tables if isinstance(pair.second, NamedCell)}
    writer = _Writer(set(taken))
    for pair in _credible([*in_tables, *_of_prose(figures), *_of_cells(tables, cells)]):
        writer.add(pair)
    return ToldAgain(
        writer.indicators,
        writer.statements,
        writer.same,
        writer.unsure,
        writer.told,
        writer.again,
        writer.labels,
    )


def _credible(pairs: Sequence[_Pair]) -> Iterator[_Pair]:
    """The pairs that can be held against each other.

    Where two texts name different places, or differ in more than they agree in, they are of
    different things.
    """
    by_sources: dict[Hashable, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        if not are_of_others(pair.first.speakers, pair.second.speakers):
            by_sources[pair.first.source, pair.second.source].append(pair)
    for group in by_sources.values():
        agree = [pair for pair in group if pair.verdict == "agrees"]
        differ = [pair for pair in group if pair.verdict == "differs"]
        surely = sum(_digits(pair.first) >= _NO_LUCK <= _digits(pair.second) for pair in agree)
        if len(differ) <= max(1, 2 * surely):
            yield from (*agree, *differ)


def _digits(told: NamedFigure | NamedCell) -> int:
    """How many digits of a number would hardly be those of another one by luck."""
    value = told.value if isinstance(told, NamedCell) else float(told.readings[0].value)
    return len(f"{value:.12g}".replace(".", "").strip("-0"))


def _in_tables(figures: Sequence[NamedFigure], tables: Sequence[NamedTable]) -> Iterator[_Pair]:
    """Figures of prose, each with the only cell of a file that has its name and period."""
    by_source: dict[str, list[NamedTable]] = defaultdict(list)
    for table in tables:
        by_source[table.source].append(table)
    for those in by_source.values():
        index = _Index(those)
        told: dict[CellKey, list[_Pair]] = defaultdict(list)
        for figure in figures:
            fitting = index.cells(figure)
            if len(fitting) == 1 and not (fitting[0].planned or figure.planned):
                pair = _Pair(figure, fitting[0], _verdict(figure, fitting[0]))
                told[fitting[0].key].append(pair)
        for pairs in told.values():
            # Where one sentence agrees with a cell, another that does not is about something else.
            agree = [pair for pair in pairs if pair.verdict == "agrees"]
            yield from agree or pairs[: len(pairs) == 1]


class _Index:
    """The cells of tables by a word of their names, which few of them have."""

    def __init__(self, tables: Sequence[NamedTable]) -> None:
        having: dict[str, int] = defaultdict(int)
        for table in tables:
            for words in table.by_words:
                for word in words:
                    having[word] += 1
        self._by_word: dict[str, list[tuple[NamedTable, Words]]] = defaultdict(list)
        for table in tables:
            for words in table.by_words:
                rarest = min(words, key=lambda word: (having[word], word))
                self._by_word[rarest].append((table, words))

    def cells(self, figure: NamedFigure) -> list[NamedCell]:
        """All cells that have the name of a figure, its period, and a unit that can be its."""
        return [
            cell
            for word in figure.words
            for table, words in self._by_word.get(word, ())
            if _names(figure.words, words, table)
            for cell in table.by_words[words]
            if cell.period == figure.period and _same_unit(figure, cell)
        ]


def _names(said: Words, words: Words, table: NamedTable) -> bool:
    """Whether a sentence says all the words of a cell, and no others but those of its table."""
    if not words <= said <= words | table.around:
        return False
    return len(said) >= _NAMES or not (table.around or is_total(next(iter(words))))


def _same_unit(figure: NamedFigure, cell: NamedCell) -> bool:
    """Whether both are printed in one unit.

    Where neither table nor text names it, things are counted one by one, and nothing else is.
    """
    unit, printed = figure.statement.readings[0].unit, cell.unit.unit
    if unit == printed:
        return True
    silent = not printed or not unit
    return silent and countable(unit or printed)


def _of_prose(figures: Sequence[NamedFigure]) -> Iterator[_Pair]:
    """Figures of the prose of several files that have name, period and unit in common."""
    groups: dict[Hashable, list[NamedFigure]] = defaultdict(list)
    for figure in figures:
        unit = figure.statement.readings[0].unit
        groups[figure.words, figure.period, figure.planned, unit].append(figure)
    for group in groups.values():
        yield from _in_turn(_told_once(group))
        for source in dict.fromkeys(figure.source for figure in group):
            yield from _in_one([figure for figure in group if figure.source == source])


def _in_one(figures: Sequence[NamedFigure]) -> Iterator[_Pair]:
    """Figures of one file with one name: one value, or two that differ by a slip of a digit.

    Others are of several places, whose names stand in headings.
    """
    told = list({figure.statement.subject: figure for figure in reversed(figures)}.values())[::-1]
    pairs = list(_in_turn(told))
    agree = all(pair.verdict == "agrees" for pair in pairs)
    if agree or (len(pairs) == 1 and _one_digit_off(*told)):
        yield from pairs


def _one_digit_off(first: NamedFigure, second: NamedFigure) -> bool:
    """Whether the digits of two numbers are the same but for one, or two that are swapped."""
    one, other = (
        "".join(sign for sign in figure.statement.printed if sign.isdigit()).strip("0")
        for figure in (first, second)
    )
    if len(one) != len(other) or len(one) < _NO_LUCK:
        return False
    off = [at for at in range(len(one)) if one[at] != other[at]]
    swapped = len(off) == 2 and off[1] == off[0] + 1 and one[off[0]] == other[off[1]]
    return len(off) == 1 or (swapped and one[off[1]] == other[off[0]])


def _of_cells(tables: Sequence[NamedTable], told: Container[CellKey]) -> Iterator[_Pair]:
    """Cells of several files that have name, period and unit in common, but for those `told`."""
    if len({table.source for table in tables}) < 2:
        return
    groups: dict[Hashable, list[NamedCell]] = defaultdict(list)
    for table in tables:
        for words, cells in table.by_words.items():
            for cell in cells:
                groups[words, cell.period, cell.planned, cell.unit.unit].append(cell)
    for group in groups.values():
        yield from _in_turn([cell for cell in _told_once(group) if cell.key not in told])


def _told_once(told: Sequence[Told]) -> list[Told]:
    """Those of one name that no other of their file has."""
    sources = Counter(each.source for each in told)
    return [each for each in told if sources[each.source] == 1]


def _in_turn(told: Sequence[NamedFigure] | Sequence[NamedCell]) -> Iterator[_Pair]:
    """The first with each of the others."""
    for other in told[1:]:
        yield _Pair(told[0], other, _verdict(told[0], other))


def _verdict(first: NamedFigure | NamedCell, second: NamedFigure | NamedCell) -> Verdict:
    """Whether two numbers can be one, as careful offices print; unclear where it is not sure."""
    if isinstance(first, NamedCell) and isinstance(second, NamedCell):
        room = first.room + second.room + _EXACT * abs(first.value)
        if abs(first.value - second.value) <= room:
            return "agrees"
    one, other = first.readings, second.readings
    if not one or not other:
        return "unclear"
    if not (one[0].ordinary & other[0].ordinary).empty:
        return "agrees"
    near = any(not (a.lax & b.lax).empty for a in one for b in other)
    hedged = any(reading.hedge or reading.provisional for reading in (one[0], other[0]))
    alike = first.exceptions == second.exceptions and not (first.provisional or second.provisional)
    if near or hedged or not alike:
        return "unclear"
    scaled = first.scaled and second.scaled
    return "differs" if _is_slip(one[0].value, other[0].value, scaled) else "unclear"


def _is_slip(first: Fraction, second: Fraction, scaled: bool) -> bool:
    """Whether two values may be one of which something went wrong in print.

    They lie near each other; or a scale word is missing, where both say in what they are `scaled`.
    """
    if first * second <= 0:
        return first != second and scaled and first == -second
    ratio = max(abs(first / second), abs(second / first))
    power = Fraction(10) ** (len(str(int(ratio))) - 1)
    by_scale = power >= _SCALE and ratio / power < _SAME
    return ratio < _FAR or (scaled and by_scale)


class _Writer:
    """Statements of cells, each once, in the terms of what else tells them."""

    def __init__(self, taken: set[str]) -> None:
        self.indicators: dict[str, Indicator] = {}
        self.statements: list[Statement] = []
        self.same: dict[Quantity, Quantity] = {}
        self.unsure: set[str] = set()
        self.told: dict[int, set[At]] = defaultdict(set)
        self.again: dict[int, dict[At, str]] = defaultdict(dict)
        self.labels: dict[Place, str] = {}
        self._taken = taken
        self._quantities: dict[CellKey, Quantity] = {}

    def add(self, pair: _Pair) -> None:
        """Hold the second against the first."""
        if isinstance(pair.first, NamedFigure) and isinstance(pair.second, NamedFigure):
            of_first = pair.first.statement.subject
            self.same[pair.second.statement.subject] = self.same.get(of_first, of_first)
            if pair.verdict == "differs":
                self.unsure.add(pair.second.statement.name)
            return
        if not isinstance(pair.second, NamedCell):
            return
        if isinstance(pair.first, NamedCell) and pair.verdict == "agrees":
            self._fit(pair.first, pair.second)
        else:
            self._tell(pair.second, self._quantity(pair.first))

    def _fit(self, first: NamedCell, second: NamedCell) -> None:
        """Cells that agree are held against each other by that, and need no search."""
        for cell, other in ((first, second), (second, first)):
            printed = other.table.table.sheet.text(*other.at)
            self.again[id(cell.table.table)].setdefault(cell.at, printed)

    def _quantity(self, told: NamedFigure | NamedCell) -> Quantity:
        """What a number is about; a cell is told as a quantity of its own."""
        if isinstance(told, NamedFigure):
            return told.statement.subject
        if told.key not in self._quantities:
            name = self._unique(told.label)
            place = told.table.table.place(told.at)
            self.indicators[name] = Indicator(
                name, {"": told.label}, told.unit.unit, "flow", "higher", place, signed=True
            )
            unit = told.unit.unit
            quantity = Quantity(name, "", told.period, "actual", unit, timing="sum")
            self._quantities[told.key] = quantity
            self._tell(told, quantity)
        return self._quantities[told.key]

    def _tell(self, cell: NamedCell, quantity: Quantity) -> None:
        statement = told_again(
            cell.table.table, cell.at, quantity, cell.unit.scale, cell.table.drafts
        )
        name = self._unique(statement.name)
        self.statements.append(replace(statement, name=name, figure=name))
        self.told[id(cell.table.table)].add(cell.at)
        self.labels[statement.place] = f"{cell.label}: {statement.printed}"

    def _unique(self, name: str) -> str:
        count, unique = 1, name
        while unique in self._taken:
            count += 1
            unique = f"{name} ({count})"
        self._taken.add(unique)
        return unique
