"""Ranks: a line of places that the numbers of another line put in order."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

import numpy as np

from plan_tracker.grids.grid import alike
from plan_tracker.grids.relations.orders import (
    Ranked,
    components,
    exchanged,
    smallest_covers,
)
from plan_tracker.grids.relations.relation import LineRelation, TableRelation
from plan_tracker.grids.shape.levels import column_headings, row_name
from plan_tracker.grids.shape.sheet import Floats, Ints, Sheet
from plan_tracker.grids.shape.tables import TableShape
from plan_tracker.language.periods.reading import read_heading
from plan_tracker.language.tables import compares_with_earlier, heading_role, is_rank
from plan_tracker.model.period import Period

_FEWEST, _MOST = 4, 300  # things that are ranked
_MOST_RANKS, _MOST_NUMBERS = 8, 12  # lines of ranks, and of numbers that each may be of
_EXCHANGED = 40  # things in conflict of which every two are tried
# Of how many things one may be wrong; where two are exchanged, of how many each.
_OF_EACH, _OF_EACH_EXCHANGED = 4, 3
# The chance by luck up to which an order is believed: where the heading says that it is of ranks,
# where these are of more things than the table has, and where it is of mere numbers.
_NAMED, _SOME, _NUMBERED = log(0.1), log(5e-3), log(1e-3)
_EARLIER = "earlier"
At = tuple[int, int]
_Groups = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OrderBreak:
    """Things whose ranks and numbers are in opposite orders.

    `ranks` and `values` are the cells of two of them, the better ranked one first; `suspects` are
    sets of cells any of which would mend all that hangs together, the likeliest first.
    """

    ranks: tuple[At, At]
    values: tuple[At, At]
    suspects: tuple[tuple[At, ...], ...]
    highest_first: bool

    @property
    def cells(self) -> tuple[At, ...]:
        """All that are told of, each once."""
        told = (*self.ranks, *self.values, *(at for cells in self.suspects for at in cells))
        return tuple(dict.fromkeys(told))


@dataclass(frozen=True, slots=True)
class Ranking:
    """A line of ranks as a relation of the one line that it ranks, and where the orders break."""

    relation: TableRelation
    breaks: tuple[OrderBreak, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a table by its number, and what it is called from the top."""

    number: int
    called: tuple[str, ...]

    @property
    def name(self) -> str:
        """All that it is called."""
        return alike(" ".join(self.called))

    @property
    def has_ranks(self) -> bool:
        """Whether it is called a rank."""
        return any(is_rank(alike(text)) for text in self.called)

    def periods(self) -> frozenset[Period | str]:
        """The periods that it names, or that it speaks of an earlier one."""
        read = (read_heading(text).period for text in self.called)
        earlier = {_EARLIER} if compares_with_earlier(self.name) else set[str]()
        return frozenset(period for period in read if period is not None) | earlier


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What ranks may be of, how few of them would have to be wrong, and how far it stands."""

    line: _Line
    ranked: Ranked
    observed: tuple[int, ...]
    highest_first: bool
    faults: int
    distance: int
    log_chance: float

    @property
    def preference(self) -> tuple[int, int]:
        """The fewest faults, then the nearest."""
        return self.faults, self.distance


def find_rankings(sheet: Sheet, table: TableShape) -> list[Ranking]:
    """The columns and rows of ranks whose numbers stand beside them.

    Ranks of something that no line shows are of none.
    """
    if max(len(table.rows), len(table.figures)) < _FEWEST or len(table.rows) > _MOST:
        return []
    return [*_across(sheet, table), *_down(sheet, table)]


def _across(sheet: Sheet, table: TableShape) -> Iterator[Ranking]:
    columns = sorted((*table.stubs, *table.figures))
    lines = [_Line(column, column_headings(sheet, table, column)) for column in columns]
    limits = {line: _limit(line, sheet.values[list(table.rows), line.number]) for line in lines}
    groups = _groups_of_rows(sheet, table)
    for line, others in _ranks(limits, table.figures):
        yield from _ranking(sheet, (line, others), (table.rows, groups), limits[line], across=True)


def _down(sheet: Sheet, table: TableShape) -> Iterator[Ranking]:
    if len(table.figures) > _MOST:
        return
    lines = [_Line(row, (row_name(sheet, table, row),)) for row in table.rows]
    limits = {
        line: _limit(line, sheet.values[line.number, list(table.figures)])
        if line.has_ranks
        else None
        for line in lines
    }
    groups = ((0,) * len(table.figures),)
    for line, others in _ranks(limits, table.rows):
        columns = (table.figures, groups)
        yield from _ranking(sheet, (line, others), columns, limits[line], across=False)


def _ranks(
    limits: Mapping[_Line, float | None], figures: Collection[int]
) -> Iterator[tuple[_Line, list[_Line]]]:
    """The lines that may be ranks, each with the nearest figures that it may be of: those of other
    periods, and other ranks, are not.
    """
    ranks = [line for line, limit in limits.items() if limit is not None]
    numbers = [line for line in limits if limits[line] is None and line.number in figures]
    for line in ranks[:_MOST_RANKS]:
        periods = line.periods()
        near = sorted(numbers, key=lambda other: abs(other.number - line.number))
        yield (
            line,
            [other for other in near[:_MOST_NUMBERS] if _of_one_time(periods, other.periods())],
        )


def _of_one_time(ranks: frozenset[Period | str], numbers: frozenset[Period | str]) -> bool:
    """Whether lines that name these periods may be of one: no other, and none that is earlier."""
    either_is_open = not (ranks and numbers)
    return bool(ranks & numbers) or (either_is_open and _EARLIER not in ranks | numbers)


def _limit(line: _Line, values: Floats) -> float | None:
    """The chance up to which a line is one of ranks; None where it cannot be."""
    known = values[~np.isnan(values)]
    if len(known) < _FEWEST or (known < 1).any() or (2 * known % 1 != 0).any():
        return None
    if 2 * len(np.unique(known)) < len(known) and not _restarts(known):
        return None
    if line.has_ranks:
        return None if heading_role(line.name) == "change" else _NAMED
    steps = np.diff(known)
    in_order = bool((steps > 0).all() or ((steps > 0) | (known[1:] == 1)).all())
    return _NUMBERED if heading_role(line.name) == "number" and not in_order else None


def _restarts(known: Floats) -> bool:
    return int((known == 1).sum()) > 1


def _groups_of_rows(sheet: Sheet, table: TableShape) -> tuple[_Groups, ...]:
    """How rows may have been ranked together: all of them, by section, or by what a stub says."""
    whole = (0,) * len(table.rows)
    sections = np.array(sorted(table.sections), dtype=np.int64)
    by_section = tuple(np.searchsorted(sections, table.rows).tolist())
    ways = [whole, by_section]
    for stub in table.stubs:
        texts = sheet.column_texts(table.rows, stub)
        numbers: dict[str, int] = {}
        above, way = "", []
        for text in texts:
            above = text.strip() or above
            way.append(numbers.setdefault(above, len(numbers)))
        if 1 < len(numbers) <= len(texts) // 2:
            ways.append(tuple(way))
    return tuple(dict.fromkeys(ways))


def _ranking(
    sheet: Sheet,
    lines: tuple[_Line, Sequence[_Line]],
    observations: tuple[Sequence[int], Sequence[_Groups]],
    limit: float | None,
    *,
    across: bool,
) -> Iterator[Ranking]:
    """The ranks of a line as those of the line that explains them best; nothing where none does."""
    ranks, _ = lines
    assert limit is not None
    candidates = list(_candidates(sheet, lines, observations, across=across))
    if any(candidate.faults == 0 for candidate in candidates):
        candidates = [candidate for candidate in candidates if candidate.faults == 0]
    candidates = [
        candidate
        for candidate in candidates
        if candidate.log_chance <= (limit if candidate.ranked.are_complete else min(limit, _SOME))
    ]
    if not candidates:
        return

    best = min(candidates, key=lambda candidate: candidate.preference)
    rivals = [
        rival for rival in candidates if rival.line != best.line and rival.faults <= best.faults
    ]
    if best.faults and rivals:
        return  # what explains the ranks nearly is as likely another line, or one that nobody shows
    found = TableRelation(
        across,
        LineRelation("rank", ranks.number, (best.line.number,), best.observed, (), best.log_chance),
        limit == _NAMED,
    )
    yield _with_breaks(found, best)


def _candidates(
    sheet: Sheet,
    lines: tuple[_Line, Sequence[_Line]],
    observations: tuple[Sequence[int], Sequence[_Groups]],
    *,
    across: bool,
) -> Iterator[_Candidate]:
    """What ranks may be of, from the highest or the lowest, and how they may be ranked together."""
    ranks, others = lines
    for distance, line in enumerate(others):
        for way in observations[1]:
            ranked, observed = _ranked(sheet, (ranks, line), (observations[0], way), across=across)
            if len(observed) < _FEWEST:
                continue
            for highest_first in (True, False):
                faults = _faults(ranked, highest_first=highest_first)
                if faults is None:
                    continue
                conflicting = _conflicting(ranked, highest_first=highest_first) if faults else ()
                swapped = faults > 1 and exchanged(ranked, conflicting, highest_first=highest_first)
                if not swapped and faults > len(observed) // _OF_EACH:
                    continue
                chance = ranked.log_chance(faults, exchanged=bool(swapped))
                chance += log(2 * (distance + 1))
                yield _Candidate(line, ranked, observed, highest_first, faults, distance, chance)


def _ranked(
    sheet: Sheet,
    lines: tuple[_Line, _Line],
    observations: tuple[Sequence[int], _Groups],
    *,
    across: bool,
) -> tuple[Ranked, tuple[int, ...]]:
    """Ranks and numbers where both are known."""
    every = np.array(observations[0], dtype=np.int64)
    ranks, numbers = ((every, line.number) if across else (line.number, every) for line in lines)
    known = ~np.isnan(sheet.values[ranks] + sheet.values[numbers])
    groups: Ints = np.array(observations[1], dtype=np.int64)
    ranked = Ranked(
        sheet.values[ranks][known],
        sheet.values[numbers][known],
        sheet.units[numbers][known],
        groups[known],
    )
    return ranked, tuple(every[known].tolist())


def _faults(ranked: Ranked, *, highest_first: bool) -> int | None:
    """How few observations would have to be wrong; None where that are too many to be faults."""
    count = len(ranked.ranks)
    most = max(min(2, count // _OF_EACH_EXCHANGED), min(5, count // 12))
    covers = smallest_covers(ranked.conflicts(highest_first=highest_first), most)
    return len(covers[0]) if covers else None


def _conflicting(ranked: Ranked, *, highest_first: bool) -> tuple[int, ...]:
    """All things in a conflict, where these are few enough to try every two."""
    conflicts = ranked.conflicts(highest_first=highest_first)
    things = tuple(np.flatnonzero(conflicts.any(axis=1)).tolist())
    return things if len(things) <= _EXCHANGED else ()


def _with_breaks(found: TableRelation, best: _Candidate) -> Ranking:
    ranked = best.ranked
    conflicts = ranked.conflicts(highest_first=best.highest_first)
    failed: set[int] = set()
    breaks = []
    for component in components(conflicts):
        within = np.zeros_like(conflicts)
        within[list(component)] = conflicts[list(component)]
        covers = smallest_covers(within, best.faults)
        failed |= set(covers[0])
        if ranked.is_wide(within):
            breaks.append(_break(found, best, component, covers))
    lines = replace(
        found.lines,
        held=tuple(at for number, at in enumerate(best.observed) if number not in failed),
        failed=tuple(best.observed[number] for number in sorted(failed)),
    )
    return Ranking(replace(found, lines=lines), tuple(breaks))


def _break(
    found: TableRelation,
    best: _Candidate,
    component: Sequence[int],
    covers: Sequence[tuple[int, ...]],
) -> OrderBreak:
    """Things in conflict, and the cells that may be wrong."""
    ranked, highest_first = best.ranked, best.highest_first
    conflicts = ranked.conflicts(highest_first=highest_first)
    numbers = found.lines.of[0]

    def cells(line: int, things: Sequence[int]) -> tuple[At, ...]:
        return tuple(found.cell(line, best.observed[thing]) for thing in things)

    def takes_its_place(thing: int) -> bool:
        """Whether a rank that nothing has would mend it."""
        others = (
            ranked.with_ranks([thing], [rank]).conflicts(highest_first=highest_first)
            for rank in ranked.left_out(thing)
        )
        return any(not left[list(component)].any() for left in others)

    mended = [cover for cover in covers if len(cover) == 1 and takes_its_place(cover[0])]
    swapped = (
        exchanged(ranked, component, highest_first=highest_first)
        if len(component) <= _EXCHANGED
        else ()
    )
    is_complete = not any(ranked.left_out(thing) for thing in component)
    suspects = [cells(found.lines.result, cover) for cover in mended]
    suspects += [cells(found.lines.result, swapped)] if swapped else []
    suspects += [cells(numbers, cover) for cover in covers]
    if not is_complete:
        suspects += [cells(found.lines.result, cover) for cover in covers]

    first = covers[0][0]
    against = np.flatnonzero(conflicts[first]).tolist()
    nearest = min(against, key=lambda thing: abs(ranked.ranks[thing] - ranked.ranks[first]))
    pair = sorted((first, nearest), key=lambda thing: ranked.ranks[thing])
    (one, two), (three, four) = cells(found.lines.result, pair), cells(numbers, pair)
    return OrderBreak((one, two), (three, four), tuple(dict.fromkeys(suspects)), highest_first)
