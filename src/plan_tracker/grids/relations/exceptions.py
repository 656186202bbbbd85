"""Where honest tables break a law: words of names, headings, titles and notes that say so, and
marks in place of figures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from plan_tracker.grids.grid import alike
from plan_tracker.grids.relations.relation import TableRelation
from plan_tracker.grids.shape.levels import row_name
from plan_tracker.grids.shape.sheet import MARKS, Sheet
from plan_tracker.grids.shape.tables import TableShape
from plan_tracker.language.tables import LawException, compares, counts_once, law_exceptions

_Words = frozenset[LawException]
_NONE: _Words = frozenset()
# Which words count where they stand: in the name of a total, of a part, of what is added up along
# it (the column in which rows are added), and in titles and notes.
_OF_TOTAL: _Words = frozenset({"net", "distinct", "whole", "overlap", "not-additive"})
_OF_PART: _Words = frozenset({"distinct", "among", "overlap", "not-additive"})
_OF_MEASURE: _Words = frozenset({"distinct", "overlap", "not-additive"})
_ONLY_LESS: _Words = frozenset({"net", "distinct"})  # under which a total is not above its parts
_NO_ROW: frozenset[int] = frozenset()
_EXACT = 1e-12  # what floating point may add to a sum, as a share of it


@dataclass(frozen=True, slots=True)
class Exceptions:
    """What the words of a table set apart, by the rows and columns of its sheet.

    `table` is said of all of it, and `compared` of its comparisons alone.
    """

    rows: Mapping[int, _Words]
    columns: Mapping[int, _Words]
    table: _Words = _NONE
    compared: _Words = _NONE


def find_exceptions(
    sheet: Sheet, table: TableShape, row_names: Sequence[str], column_names: Sequence[str]
) -> Exceptions:
    """The exceptions that the names of rows and columns, titles and notes of a table tell of."""
    rows = _said_of(table.rows, row_names)
    if any(row_names):
        _add_sections(sheet, table, rows)
    columns = _said_of(table.figures, column_names)
    notes = _texts(sheet, table.notes)
    said = [law_exceptions(text) for text in (*_texts(sheet, table.titles), *notes)]
    of_changes = [law_exceptions(text) for text in notes if compares(text)]
    return Exceptions(
        rows,
        columns,
        _NONE.union(*said) & (_OF_MEASURE | {"weighted"}),
        _NONE.union(*of_changes) & {"adjusted"},
    )


def without_exceptions(
    sheet: Sheet, relation: TableRelation, exceptions: Exceptions
) -> TableRelation:
    """A relation as far as no word sets it apart.

    It is not stated by words that say that it need not hold, and is not tested where it
    need not hold and does not, nor where a mark stands for one of its parts.
    """
    lines = relation.lines
    named, measured = exceptions.rows, exceptions.columns
    if relation.across:
        named, measured = measured, named
    of_result, of_parts = named[lines.result], [named[line] for line in lines.of]

    if lines.kind in ("share", "growth", "attainment", "quotient"):
        apart = _compares_something_else(of_result, of_parts, exceptions)
        return _untested_where_it_fails(relation) if apart else relation

    words = exceptions.table | of_result & _OF_TOTAL | _NONE.union(*of_parts) & _OF_PART
    if _has_negative_parts(sheet, relation):
        words -= {"net"}  # what is taken away stands among the parts
    may_miss = frozenset(
        at
        for at in (*lines.held, *lines.failed)
        if _may_miss(sheet, relation, at, words | measured[at] & _OF_MEASURE)
        and not _adds_up(sheet, relation, at)
    )
    marked = _marked(sheet, relation)
    bounded = (
        marked if lines.kind == "sum" and not _has_negative_parts(sheet, relation) else _NO_ROW
    )
    too_little = {at for at in bounded if _is_too_little(sheet, relation, at)}
    may_miss |= marked - bounded
    possible = may_miss | bounded - too_little
    failed = tuple(at for at in lines.failed if at not in possible)
    stated = relation.stated and not words & (_OF_TOTAL | _OF_PART)
    return replace(
        relation,
        stated=stated,
        may_miss=may_miss,
        bounded=bounded,
        lines=replace(lines, failed=failed),
    )


def _marked(sheet: Sheet, relation: TableRelation) -> frozenset[int]:
    """Where a mark stands for a part: for nothing, for what rounds to it or for what is not told.

    A sum is then no more than bounded: where no part is negative, it is not less than those told.
    """
    lines = relation.lines
    if lines.kind not in ("sum", "difference") or not (lines.held or lines.failed):
        return _NO_ROW
    observed = np.array((*lines.held, *lines.failed), dtype=np.int64)
    kinds = np.array([sheet.kinds[relation.cells(line)] for line in lines.of])
    return frozenset(observed[np.isin(kinds, MARKS).any(axis=0)].tolist())


def _untested_where_it_fails(relation: TableRelation) -> TableRelation:
    """A comparison of something else than it seems to be, which holds wherever that made none."""
    lines = relation.lines
    may_miss = relation.may_miss | frozenset(lines.failed)
    return replace(relation, stated=False, may_miss=may_miss, lines=replace(lines, failed=()))


def _said_of(lines: Sequence[int], names: Sequence[str]) -> dict[int, _Words]:
    """What the name of each line sets apart; many lines may have the same one."""
    said = {name: _said(name) for name in dict.fromkeys(names)}
    return {line: said[name] for line, name in zip(lines, names, strict=True)}


def _said(name: str) -> _Words:
    """What a name sets apart by itself."""
    plain = alike(name)
    return law_exceptions(plain) | ({"distinct"} if counts_once(plain) else _NONE)


def _add_sections(sheet: Sheet, table: TableShape, rows: dict[int, _Words]) -> None:
    """Add what a row without figures says of those below it, up to the next such row."""
    of_section = _NONE
    for row in table.body:
        if row in table.sections:
            of_section = _said(row_name(sheet, table, row)) - {"net"}
        else:
            rows[row] |= of_section - {"whole"}


def _texts(sheet: Sheet, rows: Sequence[int]) -> list[str]:
    """What stands in these rows, each text once."""
    texts = (sheet.text(row, column) for row in rows for column in range(len(sheet.columns)))
    return list(dict.fromkeys(alike(text) for text in texts if text.strip()))


def _compares_something_else(
    of_result: _Words, of_parts: Sequence[_Words], exceptions: Exceptions
) -> bool:
    """Whether a percentage is weighted, or of other prices than the levels that it seems to be of.

    Where all the levels have those prices too, it is of the same.
    """
    if "weighted" in exceptions.table | of_result:
        return True
    if "adjusted" in exceptions.compared:
        return True
    adjusted = ["adjusted" in words for words in of_parts]
    return not all(adjusted) and ("adjusted" in of_result or any(adjusted))


def _is_too_little(sheet: Sheet, relation: TableRelation, at: int) -> bool:
    """Whether a sum is less than the parts that are told."""
    total = float(sheet.values[relation.cell(relation.lines.result, at)])
    return total < sum(_parts(sheet, relation, at)) and not _adds_up(sheet, relation, at)


def _adds_up(sheet: Sheet, relation: TableRelation, at: int) -> bool:
    """Whether a sum is that of its parts as careful offices print them."""
    lines = relation.lines
    cells = [relation.cell(line, at) for line in (lines.result, *lines.of)]
    room = sum(float(sheet.units[cell]) for cell in cells) / 2
    total = float(sheet.values[cells[0]])
    miss = abs(sum(_parts(sheet, relation, at)) - total)
    return miss <= room + _EXACT * abs(total)


def _may_miss(sheet: Sheet, relation: TableRelation, at: int, words: _Words) -> bool:
    """Whether a sum need not hold here: less than its parts, or any, as the words say."""
    if not words & (_OF_TOTAL | _OF_PART):
        return False
    if words & (_OF_TOTAL | _OF_PART) - _ONLY_LESS:
        return True
    parts = _parts(sheet, relation, at)
    total = float(sheet.values[relation.cell(relation.lines.result, at)])
    return min(parts) < 0 or total <= sum(parts)


def _has_negative_parts(sheet: Sheet, relation: TableRelation) -> bool:
    parts = (sheet.values[relation.cells(line)] for line in relation.lines.of)
    return any((numbers < 0).any() for numbers in parts)


def _parts(sheet: Sheet, relation: TableRelation, at: int) -> list[float]:
    """The numbers of the parts, where they are known."""
    values = (float(sheet.values[relation.cell(line, at)]) for line in relation.lines.of)
    return [value for value in values if value == value]
