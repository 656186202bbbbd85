"""What a whole has of its parts: its rates lie between theirs, however much each part weighs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from plan_tracker.grids.grid import alike
from plan_tracker.grids.relations.exceptions import Exceptions
from plan_tracker.grids.relations.names import Names
from plan_tracker.grids.relations.relation import RATIOS, LineRelation, TableRelation
from plan_tracker.grids.shape.sheet import Floats, Sheet
from plan_tracker.grids.shape.tables import TableShape
from plan_tracker.language.tables import is_mean_alone, is_rank, is_unlike_its_parts

_SURELY = 3  # times as many amounts add up as do not
_NEARLY_ADDED = 0.25  # how far what adds up may be off by a fault, as a share of the sum
_ALL = 100  # percent, of which parts are shares
_UNLIKE = frozenset({"distinct", "overlap", "not-additive", "adjusted", "weighted", "net"})


@dataclass(frozen=True, slots=True)
class _Side:
    """The lines of a table and what is observed along them, both with their names."""

    across: bool
    lines: Mapping[int, int]
    named: Names
    observations: Mapping[int, int]
    observed: Names
    said_of_lines: Mapping[int, frozenset[str]]
    said_of_observed: Mapping[int, frozenset[str]]


def find_wholes(
    sheet: Sheet,
    table: TableShape,
    relations: Sequence[TableRelation],
    names: tuple[Names, Names],
    exceptions: Exceptions,
) -> list[TableRelation]:
    """Lines that are wholes of others, observed where rates of both are printed.

    They hold where the rate of the whole lies between those of its parts by their digits. Told are
    lines that add up in amounts, and the one that is called the mean of all beside it; what is
    worked out from amounts beside it is left out, as these test it better.
    """
    if exceptions.table:
        return []

    down, across = names
    rows = {row: at for at, row in enumerate(table.rows)}
    columns = {column: at for at, column in enumerate(table.figures)}
    sides = (
        _Side(False, rows, down, columns, across, exceptions.rows, exceptions.columns),
        _Side(True, columns, across, rows, down, exceptions.columns, exceptions.rows),
    )
    found = [
        whole
        for side in sides
        for whole in (*_of_sums(sheet, side, relations), *_of_means(sheet, table, side))
    ]
    held = sum(len(whole.lines.held) for whole in found)
    failed = sum(len(whole.lines.failed) for whole in found)
    return found if failed <= max(1, held) else []


def _of_sums(
    sheet: Sheet, side: _Side, relations: Sequence[TableRelation]
) -> Iterator[TableRelation]:
    rates = _rates(side)
    worked_out = {
        (line, observation)
        for relation in relations
        if relation.across != side.across and relation.lines.kind in RATIOS
        for line in (relation.lines.result,)
        for observation in (*relation.lines.held, *relation.lines.failed)
    }
    for relation in relations:
        if relation.across != side.across or not _covers(sheet, side, relation):
            continue
        lines = (relation.lines.result, *relation.lines.of)
        observed = [
            rate
            for rate in rates
            if rate not in relation.lines.held and (rate, lines[0]) not in worked_out
        ]
        whole = _between(sheet, side, lines, observed, relation.lines.log_chance)
        if whole.lines.held or whole.lines.failed:
            yield whole


def _covers(sheet: Sheet, side: _Side, relation: TableRelation) -> bool:
    """Whether lines are all parts of another, as amounts show that add up to it, none negative."""
    lines = relation.lines
    if lines.kind != "sum" or len(lines.held) < max(1, _SURELY * len(lines.failed)):
        return False
    tied = (lines.result, *lines.of)
    if any(side.said_of_lines.get(line) for line in tied):
        return False
    if any(side.named.is_period(side.lines[line]) for line in tied) or _skips(side, lines):
        return False
    amounts = [at for at in lines.held if not side.observed.ratios[side.observations[at]]]
    values = np.array([sheet.values[relation.cell(line, at)] for line in tied for at in amounts])
    return bool(amounts) and not (values < 0).any()


def _skips(side: _Side, lines: LineRelation) -> bool:
    """Whether lines of the same rank as the parts stand among them, so that some were chosen."""
    levels = side.named.levels
    parts = [side.lines[line] for line in lines.of]
    among = set(range(min(parts), max(parts) + 1)) - {*parts, side.lines[lines.result]}
    return any(levels[line] <= max(levels[part] for part in parts) for line in among)


def _rates(side: _Side) -> list[int]:
    """What is observed that is a rate of each line, and no share of all of them.

    How a rate has grown depends on how the parts have: growth is only one where all is of amounts.
    """
    named = side.observed
    intensive = [
        named.intensive[at] or named.means[at] or named.rates[at] for at in range(len(named.full))
    ]
    rates = []
    for observation, at in side.observations.items():
        if not (intensive[at] or named.percent[at]) or named.uncertain[at]:
            continue
        name, role = alike(named.full[at]), named.role(at)
        if role in ("share", "change") or is_unlike_its_parts(name):
            continue
        if side.said_of_observed.get(observation, frozenset()) & _UNLIKE or is_rank(name):
            continue
        if role in ("growth", "attainment") and any(intensive):
            continue
        rates.append(observation)
    return rates


def _of_means(sheet: Sheet, table: TableShape, side: _Side) -> Iterator[TableRelation]:
    """The one line that is called the mean of all others, at the end or at the beginning."""
    means = [line for line, at in side.lines.items() if is_mean_alone(alike(side.named.last[at]))]
    order = list(side.lines)
    if len(means) != 1 or means[0] not in (order[0], order[-1]) or table.sections:
        return
    others = [line for line in order if line != means[0]]
    of_periods = all(side.named.is_period(side.lines[line]) for line in others)
    if len(others) < 2 or (side.across and not of_periods):
        return
    observed = [
        observation
        for observation, at in side.observations.items()
        if not side.observed.uncertain[at]
        and not is_unlike_its_parts(alike(side.observed.full[at]))
        and not side.said_of_observed.get(observation)
    ]
    whole = _between(sheet, side, (means[0], *others), observed, 0.0, added=False)
    if whole.lines.held or whole.lines.failed:
        yield whole


def _between(
    sheet: Sheet,
    side: _Side,
    lines: Sequence[int],
    observed: Sequence[int],
    log_chance: float,
    *,
    added: bool = True,
) -> TableRelation:
    """Where the first of some lines lies between the others, and where not; both as printed."""
    values, units = (
        _taken(sheet.values, side, lines, observed),
        _taken(sheet.units, side, lines, observed),
    )
    whole, parts = values[0], values[1:]
    known = ~np.isnan(values).any(axis=0)
    if added:
        sums = parts.sum(axis=0)
        known &= (np.abs(sums - whole) > _NEARLY_ADDED * np.abs(sums)) & (whole != _ALL)
    highest, lowest = (parts + units[1:] / 2).max(axis=0), (parts - units[1:] / 2).min(axis=0)
    room = units[0] / 2 * (1 + 1e-9)
    outside = (whole - room > highest) | (whole + room < lowest)
    relation = LineRelation(
        "average",
        lines[0],
        tuple(lines[1:]),
        tuple(np.asarray(observed)[known & ~outside].tolist()),
        tuple(np.asarray(observed)[known & outside].tolist()),
        log_chance,
    )
    return TableRelation(side.across, relation, stated=False)


def _taken(array: Floats, side: _Side, lines: Sequence[int], observed: Sequence[int]) -> Floats:
    """The numbers by line and observation."""
    at = np.ix_(lines, observed) if not side.across else np.ix_(observed, lines)
    return array[at] if not side.across else array[at].T
