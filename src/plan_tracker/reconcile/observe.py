"""What is known of each quantity after reconciliation: the observations frame."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
import pandera.pandas as pa
from numpy.typing import NDArray

from plan_tracker.model.finding import Finding
from plan_tracker.model.interval import Interval
from plan_tracker.reconcile.checks.check import Replacements
from plan_tracker.reconcile.system.claims import FACTORS, FORMS
from plan_tracker.reconcile.system.system import BOUND, KEY, System

_TEXT = ["indicator", "entity", "period", "measure", "unit", "basis", "timing", "standing"]
_STATES = ["printed", "repaired", "disputed", "derived"]

OBSERVATIONS = pa.DataFrameSchema(
    {
        **{name: pa.Column(str) for name in (*_TEXT, "statement", "printed", "source")},
        **{name: pa.Column(str) for name in ("published", "stage")},
        "start": pa.Column("datetime64[s]"),
        "end": pa.Column("datetime64[s]"),
        "value": pa.Column(float, nullable=True),
        "low": pa.Column(float, nullable=True),
        "high": pa.Column(float, nullable=True),
        "state": pa.Column(str, pa.Check.isin(_STATES)),
        "provisional": pa.Column(bool),
        "replaced": pa.Column(bool),
        "candidates": pa.Column(object),
        "findings": pa.Column(object),
    },
    strict=True,
)


_KEY_TEXTS = [name for name in KEY if name not in ("start", "end", "vintage")]

# Columns that are not taken from the frame of statements.
_MADE = ("state", "replaced", "candidates", "findings")
_TAKEN = [name for name in OBSERVATIONS.columns if name not in _MADE]


def observe(system: System, replaced: Replacements, findings: Sequence[Finding]) -> pd.DataFrame:
    """One row a statement that gives a level or a stage, and one a quantity that claims imply."""
    rows = _levels(system.frame)
    codes = _codes(findings)
    rows["candidates"] = _objects(
        tuple(map(float, replaced[owner].candidates)) if owner in replaced else ()
        for owner in rows.index
    )
    rows["findings"] = _objects(codes.get(name, ()) for name in rows["statement"])
    _take(rows, {owner: each for owner, each in replaced.items() if owner in rows.index})

    observations = pd.concat([rows, _implied(system, rows)], ignore_index=True)
    checked: pd.DataFrame = OBSERVATIONS.validate(observations[list(OBSERVATIONS.columns)])
    return checked


def _take(rows: pd.DataFrame, replaced: Replacements) -> None:
    """Put what counts in the place of what statements print."""
    owners = list(replaced)
    taken = [(float(each.value), *_ends(each.interval)) for each in replaced.values()]
    for place, column in enumerate(("value", "low", "high")):
        rows.loc[owners, column] = [numbers[place] for numbers in taken]
    rows.loc[owners, "state"] = [each.state for each in replaced.values()]


def _levels(frame: pd.DataFrame) -> pd.DataFrame:
    """Statements that give a level, a base, a plan value or a stage, as printed."""
    kinds = [kind for kind, form in FORMS.items() if form == BOUND]
    chosen = frame["kind"].isin([*kinds, "stage"])
    rows = frame.loc[chosen, _TAKEN]
    rows = rows.astype(dict.fromkeys(rows.select_dtypes("category"), "str"))
    rows["state"] = pd.Series("printed", index=rows.index, dtype="str")
    rows["replaced"] = (frame.loc[chosen, "vintage"] != "").astype(bool)
    return rows


def _codes(findings: Sequence[Finding]) -> dict[str, tuple[str, ...]]:
    """The codes of the findings that touch each statement."""
    codes: dict[str, dict[str, None]] = {}
    for finding in findings:
        for name in finding.statements:
            codes.setdefault(name, {})[finding.code] = None
    return {name: tuple(own) for name, own in codes.items()}


def _objects(values: Iterable[tuple[object, ...]]) -> NDArray[np.object_]:
    """An array whose entries are tuples."""
    entries = list(values)
    array = np.empty(len(entries), dtype=object)
    array[:] = entries
    return array


def _ends(interval: Interval) -> tuple[float, float]:
    low = -np.inf if interval.low is None else float(interval.low)
    return low, np.inf if interval.high is None else float(interval.high)


def _implied(system: System, rows: pd.DataFrame) -> pd.DataFrame:
    """Quantities that nothing gives but a claim implies: a plan value, an earlier level.

    The figure divided by the factor that the claim names, on intervals.
    """
    links, count = system.links, len(system.statements)

    given = np.full(len(system.keys), -1)
    bounds = (links.form == BOUND) & (links.owner < count)
    given[links.x[bounds]] = links.owner[bounds]
    known = np.zeros(len(system.keys), dtype=bool)
    known[links.x[links.form == BOUND]] = True

    # Of a negative figure a ratio can be meant of amounts or of magnitudes.
    negative = (system.frame["low"] < 0).to_numpy()
    kinds = system.frame["kind"].to_numpy()
    first = [np.empty(0, dtype=np.int64)]
    for kind in FACTORS:
        claims = np.flatnonzero((links.owner < count) & (links.form != BOUND))
        claims = claims[kinds[links.owner[claims]] == kind]
        claims = claims[(given[links.x[claims]] >= 0) & ~known[links.y[claims]]]
        claims = claims[~negative[given[links.x[claims]]]]
        first.append(claims[np.unique(links.y[claims], return_index=True)[1]])
    return _divided(system, rows, np.concatenate(first), given)


def _divided(
    system: System, rows: pd.DataFrame, claims: NDArray[np.int64], given: NDArray[np.int64]
) -> pd.DataFrame:
    links = system.links
    figures = rows.loc[given[links.x[claims]]].reset_index(drop=True)
    columns = ["kind", "value", "low", "high", "years", "ref_period", "statement", "printed"]
    claimed = system.frame.loc[links.owner[claims], columns].reset_index(drop=True)
    factors = _factors(claimed)
    keys = system.keys.loc[links.y[claims]].reset_index(drop=True)

    with np.errstate(divide="ignore", invalid="ignore"):
        ends = {
            "value": figures["value"] / factors["value"],
            "low": figures["low"] / factors["high"],
            "high": figures["high"] / factors["low"],
        }

    # What has no upper end has no middle either.
    ends["value"] = ends["value"].where(np.isfinite(ends["high"]) & np.isfinite(ends["value"]))
    table: pd.DataFrame = figures.assign(
        **{name: keys[name].astype("str") for name in _KEY_TEXTS},
        **{name: keys[name] for name in ("start", "end")},
        **ends,
        replaced=(keys["vintage"] != "").astype(bool),
        period=claimed["ref_period"].astype("str"),
        statement=claimed["statement"],
        printed=claimed["printed"],
        state=pd.array(["derived"] * len(figures), dtype="str"),
    )
    return table


def _factors(claims: pd.DataFrame) -> dict[str, NDArray[np.float64]]:
    """What each claim multiplies with: its value and the ends of what it can mean."""
    years, kinds = claims["years"].to_numpy(dtype=float), claims["kind"].to_numpy()
    factors = {
        name: claims[name].to_numpy(dtype=float, copy=True) for name in ("value", "low", "high")
    }
    for kind, factor in FACTORS.items():
        rows = kinds == kind
        for name, numbers in factors.items():
            least = -np.inf if name == "value" else factor.least
            numbers[rows] = factor.of(numbers[rows].clip(min=least), years[rows])
    return factors
