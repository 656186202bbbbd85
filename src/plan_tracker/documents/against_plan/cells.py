"""The cells of tables that are named as indicators of a plan are."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from plan_tracker.documents.against_plan.entities import Entities
from plan_tracker.loading.drafted.drafting import told_again
from plan_tracker.loading.drafted.named_tables import NamedCell, NamedTable
from plan_tracker.loading.drafted.names import Words, name_words, without_units
from plan_tracker.loading.fit import counted_at, currencies, fit
from plan_tracker.model.plan import Indicator
from plan_tracker.model.statement import Quantity, Statement


def cells_of_plan(tables: Sequence[NamedTable], entities: Entities) -> Iterator[Statement]:
    """Cells whose row and heading say all of an indicator's name, or of an entity's too.

    Where a file has two with one name and period, none of them is taken.
    """
    for indicator in entities.plan.indicators.values():
        if indicator.kind == "milestone":
            continue
        names = {name_words([without_units(name)]) for name in indicator.name.values()}
        for words in names:
            for entity, whole in _with_entities(words, entities):
                yield from _of_quantity(tables, whole, indicator, entity)


def _with_entities(words: Words, entities: Entities) -> Iterator[tuple[str, Words]]:
    yield entities.usual, words
    for entity, names in entities.named.items():
        for name in dict.fromkeys(names):
            yield entity, words | name


def _of_quantity(
    tables: Sequence[NamedTable], words: Words, indicator: Indicator, entity: str
) -> Iterator[Statement]:
    found: dict[tuple[str, str, bool], list[NamedCell]] = defaultdict(list)
    for table in tables:
        for cell in table.by_words.get(words, ()):
            if _in_unit(cell, indicator):
                found[cell.source, cell.period.text, cell.planned].append(cell)
    for cells in found.values():
        if len(cells) == 1:
            yield from _statement(cells[0], indicator, entity)


def _in_unit(cell: NamedCell, indicator: Indicator) -> bool:
    """Whether a cell can be printed in the unit of an indicator; where nothing says it, in things.

    Silence is no unit of money, and no percent.
    """
    unit = cell.unit.unit
    if unit:
        return unit == indicator.unit or {unit, indicator.unit} <= currencies()
    return indicator.unit != "%" and indicator.unit not in currencies()


def _statement(cell: NamedCell, indicator: Indicator, entity: str) -> Iterator[Statement]:
    timing = indicator.timing
    unit = cell.unit.unit or indicator.unit
    quantity = Quantity(
        indicator.id,
        entity,
        counted_at(timing, cell.period),
        "target" if cell.planned else "actual",
        unit,
        timing=timing,
    )
    statement = told_again(cell.table.table, cell.at, quantity, cell.unit.scale, cell.table.drafts)
    readings = [replace(reading, unit=unit) for reading in statement.readings]
    fitted = [fit(reading, "level", indicator) for reading in readings]
    kept = tuple(reading for reading in fitted if reading is not None)
    if kept:
        standing = "plan" if cell.planned else "actual"
        yield replace(statement, readings=kept, standing=standing)
