"""The statements frame: one row a statement, values as floats, held to a schema."""

from collections.abc import Sequence
from fractions import Fraction
from math import inf
from typing import Any, get_args

import numpy as np
import pandas as pd
import pandera.pandas as pa

from plan_tracker.loading.words import shown
from plan_tracker.model.place import Problem
from plan_tracker.model.reading import Reading
from plan_tracker.model.statement import Quantity, Statement, StatementKind

_TEXT = ("statement", "source", "kind", "indicator", "entity", "period", "measure", "unit", "basis")
_REFERENCE = ("ref_indicator", "ref_entity", "ref_measure", "ref_unit")
_ENDS = ("low", "high", "lax_low", "lax_high")

_FINITE = pa.Check(
    lambda values: values.isna() | np.isfinite(values), error="is too large to compute with"
)
_IN_ORDER = pa.Check(
    lambda frame: frame["start"] <= frame["end"], error="has a period that ends before it begins"
)

STATEMENTS = pa.DataFrameSchema(
    {
        **{name: pa.Column(str) for name in (*_TEXT, *_REFERENCE)},
        **{name: pa.Column(str) for name in ("printed", "published", "stage")},
        "kind": pa.Column(
            str, pa.Check.isin(get_args(StatementKind), error="has a kind that is not known")
        ),
        "provisional": pa.Column(bool),
        "start": pa.Column("datetime64[s]"),
        "end": pa.Column("datetime64[s]"),
        "ref_start": pa.Column("datetime64[s]", nullable=True),
        "ref_end": pa.Column("datetime64[s]", nullable=True),
        "value": pa.Column(float, _FINITE, nullable=True),
        **{name: pa.Column(float, nullable=True) for name in (*_ENDS, "of")},
        "line": pa.Column(int, pa.Check.ge(0, error="has a line below 0")),
    },
    checks=[_IN_ORDER],
    index=pa.Index(int, unique=True),
    strict=True,
)


def statements_frame(statements: Sequence[Statement]) -> pd.DataFrame:
    """One row a statement, in order: names, quantities, printed text, and the cheapest reading.

    Values are in base units; an unbounded end is infinite, a missing value NaN. `start` and `end`
    are the days of the period; for all but flows both are its last day. The `ref_` columns hold
    the quantity that a claim compares with and are empty where there is none.
    """
    subjects = [each.subject for each in statements]
    references = [each.reference for each in statements]
    readings = [each.readings[0] if each.readings else None for each in statements]
    return pd.DataFrame(
        {
            "statement": _text(each.name for each in statements),
            "source": _text(each.source for each in statements),
            "kind": _text(each.kind for each in statements),
            **_quantities(subjects, ""),
            "period": _text(each.period.text for each in subjects),
            "basis": _text(each.basis for each in subjects),
            **_quantities(references, "ref_"),
            "printed": _text(each.printed for each in statements),
            "published": _text(each.published for each in statements),
            "stage": _text(each.stage for each in statements),
            "provisional": np.array([each.provisional for each in statements], dtype=bool),
            **_numbers(readings),
            "of": _floats(None if r is None else r.of for r in readings),
            "line": np.array([each.document_line or 0 for each in statements], dtype=np.int64),
        }
    )


def _text(values: Any) -> Any:
    return pd.array(list(values), dtype="str")


def _days(values: Any) -> Any:
    return np.array(list(values), dtype="datetime64[s]")


def _quantities(quantities: Sequence[Quantity | None], prefix: str) -> dict[str, Any]:
    names = ("indicator", "entity", "measure", "unit")
    periods = [each.period if each else None for each in quantities]
    return {
        **{prefix + name: _text(getattr(each, name, "") for each in quantities) for name in names},
        f"{prefix}start": _days(each and each.start for each in periods),
        f"{prefix}end": _days(each and each.end for each in periods),
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


def _float(value: Fraction) -> float:
    try:
        return float(value)
    except OverflowError:
        return inf if value > 0 else -inf


def frame_problems(frame: pd.DataFrame, statements: Sequence[Statement]) -> list[Problem]:
    """What the schema finds wrong with rows of the frame, at the places of their statements.

    Raises SchemaErrors where a column as a whole is wrong, which no file can bring about.
    """
    try:
        STATEMENTS.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases.drop_duplicates(["index", "check"])
        if cases["index"].isna().any():
            raise
        rows = zip(cases["index"], cases["check"], strict=True)
        return sorted(_problem(statements[int(index)], check) for index, check in rows)
    return []


def _problem(statement: Statement, check: str) -> Problem:
    return Problem(statement.place, f"{statement.name} {check}: correct {shown(statement.printed)}")
