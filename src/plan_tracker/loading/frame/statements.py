"""The statements frame: one row a statement, values as floats.

Names that many rows share are categories, so that a million rows are compared by number.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import inf
from typing import Any

import numpy as np
import pandas as pd

from plan_tracker.loading.frame.codes import category
from plan_tracker.model.reading import Reading
from plan_tracker.model.statement import Quantity, Statement


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
            "statement": pd.array([each.name for each in statements], dtype="str"),
            "printed": pd.array([each.printed for each in statements], dtype="str"),
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
    subjects = [each.subject for each in statements]
    references = [each.reference for each in statements]
    own = ("source", "kind", "published", "stage", "locale", "population")
    return {
        **{name: [str(getattr(each, name)) for each in statements] for name in own},
        **_quantities(subjects, ""),
        "basis": [each.basis for each in subjects],
        "file": [each.place.file for each in statements],
        **_quantities(references, "ref_"),
        "notation": [_notation(each, 0) for each in statements],
        "doubtful": [_notation(each, 1) for each in statements],
    }


def own_columns(statements: Sequence[Statement]) -> dict[str, Any]:
    """The columns of numbers and days."""
    readings = [each.readings[0] if each.readings else None for each in statements]
    return {
        **_days([each.subject for each in statements], ""),
        **_days([each.reference for each in statements], "ref_"),
        "provisional": np.array([each.provisional for each in statements], dtype=bool),
        "unsure": np.array([each.unsure for each in statements], dtype=bool),
        "revised": np.array([each.revised for each in statements], dtype=bool),
        "rebased": np.array([each.rebased for each in statements], dtype=bool),
        **_numbers(readings),
        "of": _floats(None if r is None else r.of for r in readings),
        "excepted": _floats(each.excepted for each in statements),
        "years": np.array([each.years for each in statements], dtype=np.int64),
        "line": np.array([each.document_line or 0 for each in statements], dtype=np.int64),
        "file_line": np.array([each.place.line for each in statements], dtype=np.int64),
        "file_column": np.array([each.place.column for each in statements], dtype=np.int64),
    }


def _notation(statement: Statement, number: int) -> str:
    readings = statement.readings[number : number + 1]
    return readings[0].notation if readings else ""


def _quantities(quantities: Sequence[Quantity | None], prefix: str) -> dict[str, list[str]]:
    names = ("indicator", "entity", "measure", "unit", "timing", "standing")
    return {
        **{prefix + name: [getattr(each, name, "") for each in quantities] for name in names},
        f"{prefix}period": [each.period.text if each else "" for each in quantities],
    }


def _days(quantities: Sequence[Quantity | None], prefix: str) -> dict[str, Any]:
    periods = [each.period if each else None for each in quantities]
    return {
        f"{prefix}start": np.array([p and p.start for p in periods], dtype="datetime64[s]"),
        f"{prefix}end": np.array([p and p.end for p in periods], dtype="datetime64[s]"),
    }


def _numbers(readings: list[Reading | None]) -> dict[str, Any]:
    return {
        "value": _floats(r and r.value for r in readings),
        "low": _floats((r.ordinary.low if r else None for r in readings), -inf),
        "high": _floats((r.ordinary.high if r else None for r in readings), inf),
        "lax_low": _floats((r.lax.low if r else None for r in readings), -inf),
        "lax_high": _floats((r.lax.high if r else None for r in readings), inf),
    }


def _floats(values: Any, missing: float = np.nan) -> Any:
    return np.array([missing if each is None else _float(each) for each in values], dtype=float)


def _float(value: Fraction | int) -> float:
    try:
        return float(value)
    except OverflowError:
        return inf if value > 0 else -inf
