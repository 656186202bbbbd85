"""What is known of each quantity after reconciliation: the observations frame."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa
from numpy.typing import NDArray

from plan_tracker.model.finding import Finding
from plan_tracker.model.interval import Interval
from plan_tracker.reading.costs import NOTATION
from plan_tracker.reconcile.blocks import Part
from plan_tracker.reconcile.claims import FACTORS, FORMS
from plan_tracker.reconcile.diagnose import Contradiction
from plan_tracker.reconcile.options import Option
from plan_tracker.reconcile.remark import Mended
from plan_tracker.reconcile.system import BOUND, KEY, System
from plan_tracker.reconcile.vintages import split_basis

_TEXT = ["indicator", "entity", "period", "measure", "unit", "basis"]
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


def mend(system: System, contradictions: Sequence[tuple[Part, Contradiction]]) -> dict[int, Mended]:
    """What contradictions do to the statements that may be their culprits, by owner."""
    mended: dict[int, Mended] = {}
    for part, found in contradictions:
        for owner in _switched(system, found):
            option = system.statements[owner].readings[1]
            mended[owner] = Mended("repaired", option.value, option.ordinary)
        for owner, options, settled in _culprits(found):
            if owner < len(part.system.statements):  # what is trusted is no observation
                mended[part.owners[owner]] = _mended(part.system, owner, options, settled)
    return mended


def _switched(system: System, found: Contradiction) -> Iterable[int]:
    """Every text of a form that is read in another notation, tested or not."""
    for source, notation in found.forms:
        frame = system.frame
        yield from system.rows((frame["source"] == source) & (frame["doubtful"] == notation))


def _culprits(found: Contradiction) -> Iterable[tuple[int, tuple[Option, ...], bool]]:
    """Statements that a solution changes by more than careless rounding; whether it is the one."""
    sole = found.complete and len(found.solutions) == 1
    for solution in found.solutions:
        for change in solution:
            if change.cost >= NOTATION:
                settled = sole and len(change.options) == 1 and not change.let_go
                yield change.owner, change.options, settled


def _mended(system: System, owner: int, options: tuple[Option, ...], settled: bool) -> Mended:
    own = system.statements[owner].readings[0]
    readings = [option.reading for option in options if option.reading is not None]
    if settled and readings:
        return Mended("repaired", readings[0].value, readings[0].ordinary)
    values = dict.fromkeys([own.value, *(reading.value for reading in readings)])
    return Mended("disputed", own.value, own.ordinary, tuple(values))


def observe(
    system: System, mended: Mapping[int, Mended], findings: Sequence[Finding]
) -> pd.DataFrame:
    """One row a statement that gives a level or a stage, and one a quantity that claims imply."""
    rows = _levels(system.frame)
    codes = _codes(findings)
    rows["candidates"] = _objects(
        tuple(map(float, mended[owner].candidates)) if owner in mended else ()
        for owner in rows.index
    )
    rows["findings"] = _objects(codes.get(name, ()) for name in rows["statement"])
    _take(rows, {owner: each for owner, each in mended.items() if owner in rows.index})
    observations = pd.concat([rows, _implied(system, rows)], ignore_index=True)
    basis, replaced = split_basis(observations["basis"])
    observations = observations.assign(basis=basis.astype("str"), replaced=replaced.astype(bool))
    checked: pd.DataFrame = OBSERVATIONS.validate(observations[list(OBSERVATIONS.columns)])
    return checked


def _take(rows: pd.DataFrame, mended: Mapping[int, Mended]) -> None:
    """Put what counts for mended statements in the place of what they print."""
    owners = list(mended)
    ends = [(float(each.value), *_ends(each.interval)) for each in mended.values()]
    for at, name in enumerate(("value", "low", "high")):
        rows.loc[owners, name] = [each[at] for each in ends]
    rows.loc[owners, "state"] = [each.state for each in mended.values()]


def _levels(frame: pd.DataFrame) -> pd.DataFrame:
    """Statements that give a level, a base, a plan value or a stage, as printed."""
    kinds = [kind for kind, form in FORMS.items() if form == BOUND]
    rows = frame[frame["kind"].isin([*kinds, "stage"])]
    rows = rows.astype(dict.fromkeys(rows.select_dtypes("category"), "str"))
    rows["state"] = pd.Series("printed", index=rows.index, dtype="str")
    return rows


def _codes(findings: Sequence[Finding]) -> dict[str, tuple[str, ...]]:
    """The codes of the findings that touch each statement."""
    codes: dict[str, dict[str, None]] = {}
    for finding in findings:
        for name in finding.statements:
            codes.setdefault(name, {})[finding.code] = None
    return {name: tuple(each) for name, each in codes.items()}


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
    kinds = system.frame["kind"].to_numpy()
    tables = []
    for kind, factor in FACTORS.items():
        claims = np.flatnonzero((links.owner < count) & (links.form != BOUND))
        claims = claims[kinds[links.owner[claims]] == kind]
        claims = claims[(given[links.x[claims]] >= 0) & ~known[links.y[claims]]]
        claims = claims[np.unique(links.y[claims], return_index=True)[1]]
        if len(claims):
            tables.append(_divided(system, rows, factor, claims, given))
    return pd.concat(tables, ignore_index=True) if tables else rows.iloc[:0]


def _divided(
    system: System, rows: pd.DataFrame, factor: Any, claims: Any, given: Any
) -> pd.DataFrame:
    frame, links = system.frame, system.links
    figures = rows.loc[given[links.x[claims]]].reset_index(drop=True)
    said = frame.loc[links.owner[claims]].reset_index(drop=True)
    years = said["years"].to_numpy(dtype=float)
    keys = system.keys.loc[links.y[claims]].reset_index(drop=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        ends = {
            "value": figures["value"] / factor.of(said["value"], years),
            "low": figures["low"] / factor.of(said["high"].clip(lower=factor.least), years),
            "high": figures["high"] / factor.of(said["low"].clip(lower=factor.least), years),
        }
    # What has no upper end has no middle either.
    ends["value"] = ends["value"].where(np.isfinite(ends["high"]) & np.isfinite(ends["value"]))
    table: pd.DataFrame = figures.assign(
        **{name: keys[name].astype("str") for name in KEY if name not in ("start", "end")},
        **{name: keys[name] for name in ("start", "end")},
        **ends,
        period=said["ref_period"].astype("str"),
        statement=said["statement"],
        printed=said["printed"],
        state=pd.array(["derived"] * len(figures), dtype="str"),
    )
    return table
