"""Growth, shares, quotients and products: a line that comes from two others."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from math import log

import numpy as np

from plan_tracker.grids.relations.chance import log_chance
from plan_tracker.grids.relations.lines import Lines
from plan_tracker.grids.relations.relation import LineRelation
from plan_tracker.grids.shape.sheet import Floats
from plan_tracker.model.relation import RelationKind

Places = np.ndarray[tuple[int], np.dtype[np.int64]]
_ALL = 24  # lines of which every two are tried; of more, those near each other
_NEAR = 8
# The chance by luck up to which a ratio is believed: where its name says that it compares; where
# only numbers say so; and where another one explains the line already.
_NAMED, _NAMELESS, _SURE = log(0.05), log(1e-8), log(1e-12)


@dataclass(frozen=True, slots=True)
class _Form:
    """A formula of two lines, and how far its value moves per share that each of them moves.

    The value is in tens to the `power` of a plain quotient, as a yield in quintals is.
    """

    kind: RelationKind
    value: Callable[[Floats, Floats], Floats]
    swing: Callable[[Floats, Floats], Floats]
    power: int = 0


def _growth(first: Floats, second: Floats) -> Floats:
    return 100 * (second - first) / np.abs(first)


def _percent(first: Floats, second: Floats) -> Floats:
    return 100 * second / first


def _plain(first: Floats, second: Floats) -> Floats:
    return second / first


def _scaled(scale: float, first: Floats, second: Floats) -> Floats:
    return scale * second / first


_FORMS = (
    _Form("growth", _growth, _percent),
    _Form("share", _percent, _percent),
    _Form("quotient", _plain, _plain),
)


# How many of its units, in powers of ten, a rate has where amounts have one: a yield in quintals,
# an index in percent, a price of single things where amounts are in thousands.
_RATES = tuple(
    _Form("product", partial(_scaled, 10.0**power), partial(_scaled, 10.0**power), power)
    for power in (0, 1, 2, 3)
)


def find_ratios(
    lines: Lines, compared: Sequence[bool], rates: Sequence[bool], results: Iterable[int]
) -> list[LineRelation]:
    """Lines that are growth from one line to another, or one in percent of another, or a quotient.

    Only `results` are looked at. `compared` says of each line whether its name tells that it
    compares others, and `rates` whether that it is a rate, which an amount is multiplied by: a
    yield, a price. Of several that tie the same lines, the surest: the others are that one turned
    round.
    """
    candidates = [
        candidate
        for result in results
        for candidate in _of_result(lines, result, _RATES if rates[result] else _FORMS)
    ]
    compared = [either or rate for either, rate in zip(compared, rates, strict=True)]
    found: list[LineRelation] = []
    tied: set[frozenset[int]] = set()
    explained: set[int] = set()
    for _, relation in sorted(
        candidates, key=lambda each: (not compared[each[1].result], each[0], each[1].log_chance)
    ):
        limit = _NAMED if compared[relation.result] else _NAMELESS
        if relation.result in explained:
            limit = min(limit, _SURE)
        together = frozenset((relation.result, *relation.of))
        if relation.log_chance <= limit and together not in tied:
            found.append(_multiplied(relation) if relation.kind == "product" else relation)
            tied.add(together)
            explained.add(relation.result)
    return found


def _multiplied(quotient: LineRelation) -> LineRelation:
    """The product of an amount and a rate, in place of the rate as a quotient."""
    amount, product = quotient.of
    return replace(quotient, result=product, of=(amount, quotient.result))


def _of_result(
    lines: Lines, result: int, forms: Sequence[_Form]
) -> Iterator[tuple[bool, LineRelation]]:
    """What a line may be, and whether that is turned round: it is printed more exactly than it is
    worked out.
    """
    first, second = _pairs(lines.count, result)
    if len(first) == 0:
        return
    printed, unit = lines.values[:, [result]], lines.units[:, [result]]
    known = np.flatnonzero(~np.isnan(printed[:, 0]))
    half = known[: (len(known) + 1) // 2]
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        for form in forms:
            # What fails in half of the observations holds in no more than the others.
            values, room = _worked_out(lines, form, (half, first, second), unit)
            fails = np.isfinite(values) & ~(np.abs(printed[half] - values) <= room + 1e-9)
            left = np.flatnonzero(2 * fails.sum(axis=0) < len(known))
            if len(left) == 0:
                continue
            pairs = first[left], second[left]
            values, room = _worked_out(lines, form, (np.arange(len(printed)), *pairs), unit)
            tried = len(first) * len(_FORMS) * lines.count
            for pair, relation in _holding(
                lines, form, result, pairs, (printed, values, room + 1e-9), tried
            ):
                held = list(relation.held)
                turned = np.median(room[held, pair]) > np.median(unit[held])
                yield bool(turned), relation


def _worked_out(
    lines: Lines, form: _Form, of: tuple[Places, Places, Places], unit: Floats
) -> tuple[Floats, Floats]:
    """What a formula comes to in observations of pairs of lines, and how far it may be rounded.

    `of` are the observations, and the first and the second lines of the pairs; `unit` is that of
    the result in each observation.
    """
    observations, first, second = of
    values, rounded = lines.values[observations], lines.units[observations]
    rounded = rounded / np.abs(values)
    one, two = values[:, first], values[:, second]
    moved = rounded[:, first] + rounded[:, second]
    swing = np.abs(form.swing(one, two))
    room = 0.5 * (unit[observations] + swing * np.where(np.isfinite(moved), moved, 0.0))
    return form.value(one, two), room


def _holding(
    lines: Lines,
    form: _Form,
    result: int,
    pairs: tuple[Places, Places],
    formula: tuple[Floats, Floats, Floats],
    tried: int,
) -> Iterator[tuple[int, LineRelation]]:
    """Those pairs of which the formula holds in most observations and more than one."""
    printed, value, room = formula
    tested = np.isfinite(value) & ~np.isnan(printed)
    holds = tested & (np.abs(printed - value) <= room)
    telling = holds & (room < 0.25 * np.maximum(np.abs(printed), 1e-12) + room * (printed == 0))
    telling &= lines.telling[:, None]
    good = telling.sum(axis=0)
    often = np.flatnonzero((good >= 2) & (holds.sum(axis=0) * 2 > tested.sum(axis=0)))
    first, second = pairs
    for pair in often:
        spread = np.maximum(np.nanmax(np.abs(printed)), np.abs(printed[:, 0]))
        chance = log_chance(
            2 * room[:, pair],
            spread,
            telling[:, pair],
            tested[:, pair],
            tried,
        )
        relation = LineRelation(
            form.kind,
            result,
            (int(first[pair]), int(second[pair])),
            tuple(map(int, np.flatnonzero(holds[:, pair]))),
            tuple(map(int, np.flatnonzero(tested[:, pair] & ~holds[:, pair]))),
            chance,
            power=form.power,
        )
        yield int(pair), relation


def _pairs(count: int, result: int) -> tuple[Places, Places]:
    """Ordered pairs of other lines that a line may come from."""
    if count <= _ALL:
        others: Sequence[int] = [line for line in range(count) if line != result]
    else:
        others = [
            line
            for line in range(max(0, result - _NEAR), min(count, result + _NEAR + 1))
            if line != result
        ]
    places = np.array(others, dtype=int)
    first, second = _ordered_pairs(len(others))
    return places[first], places[second]


@lru_cache(maxsize=2 * _ALL)
def _ordered_pairs(count: int) -> tuple[Places, Places]:
    """Every two of so many things, in either order."""
    first, second = np.meshgrid(np.arange(count), np.arange(count))
    apart = first != second
    return first[apart], second[apart]
