"""The cells of tables as statements: each cell a quantity, tied to others by relations."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from types import MappingProxyType

from plan_tracker.grids.grid import Cell
from plan_tracker.grids.notation import unmarked
from plan_tracker.grids.relations.ranks import OrderBreak
from plan_tracker.grids.understood import At, UnderstoodTable
from plan_tracker.language.languages import locales
from plan_tracker.language.numbers import decimal_mark
from plan_tracker.loading.drafted.cell_names import CellNames
from plan_tracker.loading.drafted.held import HeldCells
from plan_tracker.loading.drafted.orders import orders_of
from plan_tracker.loading.drafted.sizes import sizes_away
from plan_tracker.loading.drafted.ties import (
    Tie,
    doubtful_ties,
    ties_of,
    without_consequences,
)
from plan_tracker.model.interval import Interval
from plan_tracker.model.period import Period
from plan_tracker.model.place import Place, cell_name
from plan_tracker.model.plan import Between, Identity, Indicator, OutOfOrder, OutOfScale
from plan_tracker.model.reading import Reading
from plan_tracker.model.relation import RelationKind
from plan_tracker.model.statement import Quantity, Statement, StatementKind
from plan_tracker.reading import read_printed

# What a relation makes of the line that is its result: a claim about the last line that it is of.
_CLAIMS: Mapping[RelationKind, StatementKind] = MappingProxyType(
    {"share": "share", "attainment": "share", "growth": "growth", "quotient": "multiple"}
)
_NOTHING_ELSE, _ANYTHING = Interval.exactly(Fraction(0)), Interval(Fraction(0), Fraction(1))


@dataclass(slots=True)
class Drafts:
    """What is drafted from the tables of a file so far, by the names of cells.

    `period` is what all of it is taken to be of. Where cells of several files or sheets are drafted
    together, their names begin with those of the `files` or `sheets`; cells of documents have their
    `names` from rows and headings; `called` has what people are told, by id. `labels` says by its
    place what row and heading say of a cell, and what it prints. `held` has the cells that were
    held against others and need no search.
    """

    source: str
    period: Period
    files: bool = False
    sheets: bool = False
    names: CellNames = field(default_factory=CellNames)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    identities: list[Identity] = field(default_factory=list)
    out_of_order: list[OutOfOrder] = field(default_factory=list)
    between: list[Between] = field(default_factory=list)
    out_of_scale: list[OutOfScale] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    labels: dict[Place, str] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)
    held: list[HeldCells] = field(default_factory=list)


def draft(table: UnderstoodTable, drafts: Drafts) -> None:
    """Add what ties the cells of a table to each other, with these cells, where it may not hold.

    What the printed numbers fulfil just as they stand is possible, and needs no search.

    A relation is stated where words tell of it and most rows obey it: only then can it show an
    error. One that arithmetic alone tells of is an assumption, and can show no more than a warning.
    """
    ties = ties_of(table)
    doubtful = doubtful_ties(without_consequences(ties))
    for tie in doubtful:
        _draft(table, tie, drafts)
    told = {at for tie in doubtful for at in tie.cells}
    orders = orders_of(table, ties)
    drafts.between += [_whole(table, cells, drafts) for cells in orders.outside]
    drafts.out_of_order += [_out_of_order(table, pair, drafts) for pair in orders.breaks]
    told |= {at for cells in orders.outside for at in cells}
    told |= {at for pair in orders.breaks for at in pair.cells}
    sizes = {size.at: size for size in sizes_away(table) if size.at not in told}
    drafts.out_of_scale += [
        OutOfScale(_level_name(table, at, drafts), size.power, size.usual)
        for at, size in sizes.items()
    ]
    told |= sizes.keys()
    drafts.held.append(HeldCells(table, (*ties, *orders.ties), frozenset(told)))


def _whole(table: UnderstoodTable, cells: Sequence[At], drafts: Drafts) -> Between:
    """That a rate of a whole, the first of some cells, lies between those of its parts."""
    whole, *parts = (_level_name(table, at, drafts) for at in cells)
    return Between(whole, tuple(parts))


def _out_of_order(table: UnderstoodTable, pair: OrderBreak, drafts: Drafts) -> OutOfOrder:
    """What may be wrong where ranks and figures are in opposite orders."""
    names = {at: _level_name(table, at, drafts) for at in pair.cells}
    (better, worse), (first, second) = pair.ranks, pair.values
    suspects = tuple(tuple(names[at] for at in cells) for cells in pair.suspects)
    return OutOfOrder(
        (names[better], names[worse]), (names[first], names[second]), pair.highest_first, suspects
    )


def _level_name(table: UnderstoodTable, at: At, drafts: Drafts) -> str:
    """The name of the statement of a cell's level, which is drafted where it is not yet."""
    _level(table, at, drafts)
    return _name(table, at, drafts)


def readings_of(table: UnderstoodTable, at: At, scale: Fraction) -> tuple[Reading, ...]:
    """How a cell reads by itself that prints its value in so many of its unit."""
    cell = table.sheet.cell(*at)
    assert cell is not None, "only cells with numbers are read"
    locale = _locale(table.sheet.notation.decimal)
    return tuple(each.scaled(scale) for each in _readings(table, at, cell, "level", locale))


def told_again(
    table: UnderstoodTable, at: At, quantity: Quantity, scale: Fraction, drafts: Drafts
) -> Statement:
    """A cell as the level of what is told elsewhere too, of which only their names say so.

    The cell prints it in so many of its unit as `scale` says.
    """
    statement = _statement(table, at, "level", (quantity.indicator, ""), drafts)
    readings = readings_of(table, at, scale)
    return replace(statement, subject=quantity, readings=readings, confirm=True, scale=scale)


def _draft(table: UnderstoodTable, tie: Tie, drafts: Drafts) -> None:
    result, *parts = tie.cells
    if tie.adds:
        added = [_level(table, at, drafts) for at in parts if at not in tie.less]
        taken = [_level(table, at, drafts) for at in tie.less if at in parts]
        _add_up(table, result, [_level(table, result, drafts), *taken], added, tie, drafts)
    else:
        against, subject = (_level(table, at, drafts) for at in parts)
        kind = _CLAIMS[tie.kind]
        drafts.statements.append(_statement(table, result, kind, (subject, against), drafts, tie))


def _add_up(
    table: UnderstoodTable,
    result: At,
    left: Sequence[str],
    right: Sequence[str],
    tie: Tie,
    drafts: Drafts,
) -> None:
    """That both sides come to the same: one is the total of the other, or a sum that has no cell.

    What is taken off stands on the side of the result.
    """
    whole, parts = (left, right) if len(left) == 1 else (right, left)
    if len(whole) > 1:
        total = " + ".join(whole)
        drafts.called[total] = " + ".join(drafts.called[id_] for id_ in whole)
        label = {"": table.label(result)}
        drafts.indicators[total] = Indicator(
            total, label, "", "flow", "higher", table.place(result), signed=True
        )
        sides = [whole, parts]
    else:
        (total,), sides = whole, [parts]
    for side in sides:
        sign, rest = (">=", _ANYTHING) if tie.bounded else ("=", _NOTHING_ELSE)
        stated = total if tie.stated else ""
        called = _equation(drafts.called[total], [drafts.called[id_] for id_ in side], sign)
        place = table.place(result)
        drafts.identities.append(
            Identity(
                _equation(total, side, sign),
                total,
                tuple(side),
                rest,
                stated,
                place,
                inferred=not tie.stated,
                called=called,
            )
        )


def _equation(total: str, parts: Sequence[str], sign: str) -> str:
    return f"{total} {sign} {' + '.join(parts)}"


def _level(table: UnderstoodTable, at: At, drafts: Drafts) -> str:
    """The name of a cell, which becomes an indicator with a level of its own."""
    cell = _id(table, at, drafts)
    drafts.called.setdefault(cell, _name(table, at, drafts))
    if cell not in drafts.indicators:
        drafts.indicators[cell] = Indicator(
            cell, {"": table.label(at)}, "", "flow", "higher", table.place(at), signed=True
        )
        drafts.statements.append(_statement(table, at, "level", (cell, ""), drafts))
    return cell


def _name(table: UnderstoodTable, at: At, drafts: Drafts) -> str:
    """What people are told of a cell: as spreadsheets call it, in a document by its words."""
    if not drafts.names.by_words:
        return _id(table, at, drafts)
    name = drafts.names.name(table, at)
    return f"{drafts.source}: {name}" if drafts.files else name


def _id(table: UnderstoodTable, at: At, drafts: Drafts) -> str:
    """A cell as spreadsheets call it: `E7`, or `Biểu 01!E7`."""
    file = drafts.source if drafts.files else ""
    sheet = table.sheet.grid.title if drafts.sheets else ""
    cell = cell_name(table.sheet.rows[at[0]], table.sheet.columns[at[1]])
    return "!".join(filter(None, (file, sheet, cell)))


def _statement(
    table: UnderstoodTable,
    at: At,
    kind: StatementKind,
    quantities: tuple[str, str],
    drafts: Drafts,
    tie: Tie | None = None,
) -> Statement:
    """What a cell prints of a quantity, or of one against another.

    What only arithmetic ties to others is still to be confirmed.
    """
    power = 0 if tie is None else tie.power
    cell = table.sheet.cell(*at)
    assert cell is not None, "only cells with numbers are drafted"
    of, against = quantities
    locale = _locale(table.sheet.notation.decimal)
    drafts.labels[cell.place] = f"{table.label(at)}: {cell.text}"
    return Statement(
        name=_of_kind(_name(table, at, drafts), kind),
        source=drafts.source,
        figure=_of_kind(_id(table, at, drafts), kind),
        kind=kind,
        subject=_quantity(of, drafts),
        reference=_quantity(against, drafts) if against else None,
        printed=cell.text,
        readings=tuple(
            reading.scaled(Fraction(10) ** -power)
            for reading in _readings(table, at, cell, kind, locale)
        ),
        place=cell.place,
        locale=locale,
        confirm=tie is not None and not tie.stated,
        known_as=_of_kind(drafts.names.known_as(table, at), kind),
    )


def _of_kind(name: str, kind: StatementKind) -> str:
    return name if kind == "level" else f"{name}.{kind}"


def _readings(
    table: UnderstoodTable, at: At, cell: Cell, kind: StatementKind, locale: str
) -> Iterator[Reading]:
    """The ways to read a cell; where the table rounds to a base, as wide as that."""
    printed = cell.text.replace(".", decimal_mark(locale)) if cell.number else cell.text
    text = unmarked(printed)
    in_percent = kind in ("share", "growth") and "%" not in text
    readings, _ = read_printed(f"{text}%" if in_percent else text, locale, kind)
    room = Fraction(table.units[at]) / 2
    wide = kind == "level" and table.units[at] > table.sheet.units[at]
    for reading in readings:
        if wide:
            around = Interval(reading.value - room, reading.value + room)
            yield replace(reading, ordinary=around, lax=around)
        else:
            yield reading


def _quantity(indicator: str, drafts: Drafts) -> Quantity:
    return Quantity(indicator, "", drafts.period, "actual", "", timing="sum")


def _locale(decimal: str) -> str:
    """A language that has this decimal mark, in whose terms the numbers are read."""
    return next(locale for locale in locales() if decimal_mark(locale) == decimal)
