"""The targets of a progress as a frame, for those who go on computing."""

from collections.abc import Iterable, Mapping
from typing import get_args

import pandas as pd
import pandera.pandas as pa

from plan_tracker.model.plan import Better, Kind
from plan_tracker.progress.status import WORST_FIRST

_TEXTS = ("id", "indicator", "name", "entity", "unit")
_NUMBERS = (
    "target", "target_low", "target_high", "actual", "actual_low", "actual_high",
    "attainment", "attainment_low", "attainment_high", "gap_closed", "expected", "pace",
    "required_rate", "required_ratio", "projected", "projected_low", "projected_high",
    "shortfall", "shortfall_low", "shortfall_high", "shortfall_percent",
)  # fmt: skip

TARGETS = pa.DataFrameSchema(
    {
        **{name: pa.Column(str) for name in _TEXTS},
        "kind": pa.Column(str, pa.Check.isin(get_args(Kind))),
        "better": pa.Column(str, pa.Check.isin(get_args(Better))),
        "period": pa.Column(str),
        "due": pa.Column("datetime64[s]"),
        "origin": pa.Column(str, pa.Check.isin(["declared", "implied"])),
        "status": pa.Column(str, pa.Check.isin(WORST_FIRST)),
        "reasons": pa.Column(str),
        "as_of": pa.Column("datetime64[s]", nullable=True),
        "statement": pa.Column(str),
        "state": pa.Column(str),
        "provisional": pa.Column(bool),
        "method": pa.Column(str),
        **{name: pa.Column(float, nullable=True) for name in _NUMBERS},
    },
    strict=True,
)


def targets_frame(rows: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    """A row for each target, in the order of `Progress.targets`.

    Amounts are in the unit of the target, `attainment` and `shortfall_percent` in percent,
    `gap_closed`, `expected` and `pace` as shares; what is not known is NaN. `reasons` are codes
    with a blank between, texts are empty where there is nothing to say.
    """
    kinds = {name: str(column.dtype) for name, column in TARGETS.columns.items()}
    frame = pd.DataFrame(list(rows), columns=list(kinds))
    checked: pd.DataFrame = TARGETS.validate(frame.astype(kinds))
    return checked
