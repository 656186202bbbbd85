"""The statements frame: one row a statement, values as floats.

Names that many rows share are categories, so that a million rows are compared by number.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import inf
from typing import Any

import numpy as np
import pandas as pd

from plan_tracker.loading.frame.codes import category
from plan_tracker.model.reading import Reading
from plan_tracker.model.statement import Quantity, Statement

_FLAGS = ("provisional", "unsure", "revised", "rebased")


def statements_frame(statements: Sequence[Statement]) -> pd.DataFrame:
    """One row a statement, in order: names, quantities, printed text, and the cheapest reading.

    Values are in base units; an unbounded end is infinite, a missing value NaN. `start` and `end`
    are the days of the period; of a level both are its last day. The `ref_` columns hold
    the quantity that a claim compares with and are empty where there is none. `notation` is that
    of the first reading, `doubtful` that of the second, where there is one. `line` is that of the
    document; `file`, `file_line` and `file_column` are where the statement stands in the plan.
    """
    shared = {name: category(values) for name, values in shared_columns(statements).items()}
    return pd.DataFrame(
        {
            "statement": pd.array([statement.name for statement in statements], dtype="str"),
            "printed": pd.array([statement.printed for statement in statements], dtype="str"),
            **shared,
            **own_columns(statements),
        }
    )


def joined(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Statements frames one below the other."""
    filled = [frame for frame in frames if len(frame)] or list(frames[:1])
    if len(filled) == 1:
        return filled[0]
    return pd.DataFrame(
        {name: _below([frame[name] for frame in filled]) for name in filled[0].columns}
    )


def _below(columns: Sequence[pd.Series]) -> Any:
    if isinstance(columns[0].dtype, pd.CategoricalDtype):
        return pd.api.types.union_categoricals(list(columns))
    return pd.concat(columns, ignore_index=True)


def shared_columns(statements: Sequence[Statement]) -> dict[str, list[str]]:
    """The texts of those columns whose texts many rows share."""
    subjects = [statement.subject for statement in statements]
    references = [statement.reference for statement in statements]
    texts = ("source", "kind", "published", "stage", "locale", "population")
    return {
        **{name: [str(getattr(statement, name)) for statement in statements] for name in texts},
        **_quantities(subjects, ""),
        "basis": [subject.basis for subject in subjects],
        "file": [statement.place.file for statement in statements],
        **_quantities(references, "ref_"),
        "notation": [_notation(statement, 0) for statement in statements],
        "doubtful": [_notation(statement, 1) for statement in statements],
    }


def own_columns(statements: Sequence[Statement]) -> dict[str, Any]:
    """The columns of numbers and days."""
    readings = [statement.readings[0] if statement.readings else None for statement in statements]
    return {
        **_days([statement.subject for statement in statements], ""),
        **_days([statement.reference for statement in statements], "ref_"),
        **{name: _flags(statements, name) for name in _FLAGS},
        **_numbers(readings),
        "of": _floats(reading and reading.of for reading in readings),
        "excepted": _floats(statement.excepted for statement in statements),
        "years": _numbers_of(statement.years for statement in statements),
        "line": _numbers_of(statement.document_line or 0 for statement in statements),
        "file_line": _numbers_of(statement.place.line for statement in statements),
        "file_column": _numbers_of(statement.place.column for statement in statements),
    }


def _notation(statement: Statement, number: int) -> str:
    readings = statement.readings[number : number + 1]
    return readings[0].notation if readings else ""


def _quantities(quantities: Sequence[Quantity | None], prefix: str) -> dict[str, list[str]]:
    names = ("indicator", "entity", "measure", "unit", "timing", "standing")
    return {
        **{
            prefix + name: [getattr(quantity, name, "") for quantity in quantities]
            for name in names
        },
        f"{prefix}period": [quantity.period.text if quantity else "" for quantity in quantities],
    }


def _days(quantities: Sequence[Quantity | None], prefix: str) -> dict[str, Any]:
    periods = [quantity.period if quantity else None for quantity in quantities]
    return {
        f"{prefix}start": np.array(
            [period and period.start for period in periods], dtype="datetime64[s]"
        ),
        f"{prefix}end": np.array(
            [period and period.end for period in periods], dtype="datetime64[s]"
        ),
    }


def _numbers(readings: list[Reading | None]) -> dict[str, Any]:
    return {
        "value": _floats(reading and reading.value for reading in readings),
        "low": _floats((reading and reading.ordinary.low for reading in readings), -inf),
        "high": _floats((reading and reading.ordinary.high for reading in readings), inf),
        "lax_low": _floats((reading and reading.lax.low for reading in readings), -inf),
        "lax_high": _floats((reading and reading.lax.high for reading in readings), inf),
    }


def _floats(values: Any, missing: float = np.nan) -> Any:
    return np.array([missing if value is None else _float(value) for value in values], dtype=float)


def _flags(statements: Sequence[Statement], name: str) -> Any:
    return np.array([getattr(statement, name) for statement in statements], dtype=bool)


def _numbers_of(values: Iterable[int]) -> Any:
    return np.fromiter(values, dtype=np.int64)


def _float(value: Fraction | int) -> float:
    try:
        return float(value)
    except OverflowError:
        return inf if value > 0 else -inf
