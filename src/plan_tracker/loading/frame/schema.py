"""The schema of the statements frame, and what it finds wrong, at the places of the statements."""

from collections.abc import Sequence
from typing import get_args

import numpy as np
import pandas as pd
import pandera.pandas as pa

from plan_tracker.inputs.words import shown
from plan_tracker.model.place import Problem
from plan_tracker.model.statement import Statement, StatementKind

_SHARED = (
    "source", "kind", "indicator", "entity", "period", "measure", "unit", "basis", "timing",
    "standing", "ref_indicator", "ref_entity", "ref_period", "ref_measure", "ref_unit",
    "ref_timing", "ref_standing", "published", "stage", "locale", "notation", "doubtful",
    "population", "file",
)  # fmt: skip
_ENDS = ("low", "high", "lax_low", "lax_high")

_FINITE = pa.Check(
    lambda values: values.isna() | np.isfinite(values), error="is too large to compute with"
)
_IN_ORDER = pa.Check(
    lambda frame: frame["start"] <= frame["end"], error="has a period that ends before it begins"
)
_KNOWN = pa.Check(
    lambda kinds: kinds.isin(get_args(StatementKind)), error="has a kind that is not known"
)

STATEMENTS = pa.DataFrameSchema(
    {
        "statement": pa.Column(str),
        "printed": pa.Column(str),
        **{name: pa.Column("category") for name in _SHARED},
        "kind": pa.Column("category", _KNOWN),
        "provisional": pa.Column(bool),
        "unsure": pa.Column(bool),
        "revised": pa.Column(bool),
        "rebased": pa.Column(bool),
        "start": pa.Column("datetime64[s]"),
        "end": pa.Column("datetime64[s]"),
        "ref_start": pa.Column("datetime64[s]", nullable=True),
        "ref_end": pa.Column("datetime64[s]", nullable=True),
        "value": pa.Column(float, _FINITE, nullable=True),
        **{name: pa.Column(float, nullable=True) for name in (*_ENDS, "of", "excepted")},
        "years": pa.Column(int),
        "line": pa.Column(int, pa.Check.ge(0, error="has a line below 0")),
        **{name: pa.Column(int) for name in ("file_line", "file_column")},
    },
    checks=[_IN_ORDER],
    index=pa.Index(int, unique=True),
    strict=True,
)


def frame_problems(frame: pd.DataFrame, statements: Sequence[Statement]) -> list[Problem]:
    """What the schema finds wrong with rows of the frame, at the places of their statements.

    Raises SchemaErrors where a column as a whole is wrong, which no file can bring about.
    """
    try:
        STATEMENTS.validate(frame, lazy=True, inplace=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases.drop_duplicates(["index", "check"])
        if cases["index"].isna().any():
            raise
        rows = zip(cases["index"], cases["check"], strict=True)
        return sorted(_problem(statements[int(index)], check) for index, check in rows)
    return []


def _problem(statement: Statement, check: str) -> Problem:
    return Problem(statement.place, f"{statement.name} {check}: correct {shown(statement.printed)}")
