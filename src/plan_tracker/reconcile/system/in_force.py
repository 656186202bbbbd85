"""Which value of a target that was changed a source means.

A percentage of a plan holds if it holds for any value that was in force between the start of its
figure's period and the day on which its source was published, which is today where no day is
known. Of these the one is taken that comes nearest to what the printed level makes of it; so
values between them do not pass. Where no level is printed it may be any of them. A plan value that
a source prints is one of them too, and what the source says beside it is of that one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plan_tracker.loading.fit import counted_at, measure_of
from plan_tracker.model.interval import Interval, hull
from plan_tracker.model.period import read_period
from plan_tracker.model.plan import Plan, Revision, Target
from plan_tracker.model.text import Text, phrase
from plan_tracker.reconcile.system.claims import FACTORS, FORMS
from plan_tracker.reconcile.system.reports import report_of
from plan_tracker.reconcile.system.system import BOUND, KEY, Numbers

_KEY = list(KEY)
_REFERENCE = [f"ref_{name}" for name in KEY]
_TEXTS = [name for name in KEY if name not in ("start", "end")]
_LEVELS = [kind for kind, form in FORMS.items() if form == BOUND]
_SCALE = 3.0  # decimal places between a scale word and the next
_ORDINARY, _LAX, _APART = 0.0, 1.0, 2.0  # how well a value fits, and by how much more it does not


@dataclass(frozen=True, slots=True)
class Declared:
    """Values of a target that are declared of one quantity: it has one of them.

    `vintage` tells the quantity from that of all values, whose it is empty. `name` is how findings
    call it.
    """

    target: Target
    values: tuple[Target | Revision, ...]
    vintage: str = ""
    name: str | Text = ""

    @property
    def printed(self) -> str:
        """The text of the only value, else that which the target was declared with."""
        return (self.values[0] if len(self.values) == 1 else self.target).printed

    @property
    def interval(self) -> Interval:
        """What the values may be, as they are plainly read."""
        return hull(value.interval for value in self.values)

    @property
    def lax(self) -> Interval:
        """The same with little care."""
        return hull(value.lax or value.interval for value in self.values)


def all_values(target: Target) -> Declared:
    """The target with whatever value."""
    return Declared(target, (target, *target.revisions), name=target.id)


def declared_keys(declared: Sequence[Declared], plan: Plan) -> pd.DataFrame:
    """The quantities of declared values: a row each with the columns of KEY."""
    rows = []
    for each in declared:
        target, indicator = each.target, plan.indicators[each.target.indicator]
        timing = target.timing or indicator.timing
        period = counted_at(timing, target.period)
        measure, standing = measure_of(target.standing)
        what = (measure, indicator.unit, target.basis, timing, standing, each.vintage)
        rows.append((indicator.id, target.entity, period.start, period.end, *what))
    table = pd.DataFrame(rows, columns=_KEY)
    table = table.astype(dict.fromkeys(("start", "end"), "datetime64[s]"))
    return table.astype(dict.fromkeys(_TEXTS, "str")).astype(dict.fromkeys(_TEXTS, "category"))


def by_values_in_force(
    frame: pd.DataFrame, targets: Sequence[Target], plan: Plan
) -> tuple[pd.DataFrame, list[Declared]]:
    """The frame with what speaks of one value of a changed target told apart, as vintages.

    With it all that is declared: every target, then the values that are told apart.
    """
    declared = [all_values(target) for target in targets]
    changed = [each for each in declared if len(each.values) > 1]
    if not changed or frame.empty:
        return frame, declared

    keys = declared_keys(changed, plan)
    values = _rows_about(frame, _KEY, _LEVELS, keys)
    claims = _rows_about(frame, _REFERENCE, list(FACTORS), keys)
    vintage, ref_vintage = (frame[name].astype("str") for name in ("vintage", "ref_vintage"))
    told_apart: dict[str, Declared] = {}
    for number, each in enumerate(changed):
        meant = _Meant(frame, each)
        named = meant.by_plan_values(values.index[values == number])
        for row, part in named.items():
            vintage.at[row] = part.vintage
        for row, part in meant.by_claims(claims.index[claims == number], named).items():
            ref_vintage.at[row] = part.vintage
            told_apart.setdefault(part.vintage, part)
        told_apart |= {part.vintage: part for part in named.values()}

    told_apart.pop("", None)
    frame = frame.assign(
        vintage=vintage.astype("category"), ref_vintage=ref_vintage.astype("category")
    )
    return frame, [*declared, *(told_apart[name] for name in sorted(told_apart))]


def _rows_about(
    frame: pd.DataFrame, columns: Sequence[str], kinds: Sequence[str], keys: pd.DataFrame
) -> pd.Series:
    """By row of the frame that speaks of one of these quantities, the number of the quantity."""
    indicator = frame[columns[KEY.index("indicator")]]
    spoken = frame.loc[indicator.isin(keys["indicator"]) & frame["kind"].isin(kinds), columns]
    found = spoken.set_axis(_KEY, axis=1).merge(
        keys.drop_duplicates(_KEY).reset_index(names="number"), how="left", on=_KEY
    )["number"]
    return found.set_axis(spoken.index).dropna().astype(np.int64)


class _Meant:
    """Which values of one changed target the rows of a frame mean."""

    def __init__(self, frame: pd.DataFrame, declared: Declared) -> None:
        self._frame = frame
        self._all = declared
        self._bounds = tuple(_ends(each.interval for each in declared.values))
        self._lax = tuple(_ends(each.lax or each.interval for each in declared.values))
        amounts = [np.nan if each.value is None else float(each.value) for each in declared.values]
        self._amounts = np.array(amounts)
        self._since, self._until = _days_in_force(declared)

    def by_plan_values(self, rows: pd.Index) -> dict[int, Declared]:
        """The value that each printed plan value is, by row.

        It is that of all, with nothing told apart, where all that are printed are one of them; else
        the newest of those that are printed is.
        """
        if not len(rows):
            return {}

        said = self._frame.loc[rows]
        fits = self._fits(*(said[name].to_numpy()[:, None] for name in ("low", "high")))
        fits[~self._in_force(said)] = np.inf
        meant = _best(fits)
        declared_one = fits[np.arange(len(rows)), meant] < _APART
        newest = int(meant[declared_one].max(initial=-1))
        return {
            row: self._all if fitting and value == newest else self._one(value)
            for row, value, fitting in zip(
                rows.tolist(), meant.tolist(), declared_one.tolist(), strict=True
            )
        }

    def by_claims(self, rows: pd.Index, named: dict[int, Declared]) -> dict[int, Declared]:
        """The value, or the values, that each percentage is of, by row.

        `named` are the plan values that are printed: what a report says beside one is of it.
        """
        if not len(rows):
            return {}

        reports = report_of(self._frame.loc[sorted({*rows, *named})])
        beside = {reports[row]: part for row, part in reversed(named.items())}
        alone = rows[~reports[rows].isin(list(beside))]
        meant = {row: beside[reports[row]] for row in rows.difference(alone).tolist()}
        return meant | dict(self._by_levels(alone, reports))

    def _by_levels(self, rows: pd.Index, reports: pd.Series) -> Iterator[tuple[int, Declared]]:
        """The value that fits the level best; any in force where no level is printed."""
        in_force = pd.DataFrame(self._in_force(self._frame.loc[rows]), index=rows)
        fits = self._implied(rows)
        fits = fits.where(in_force.loc[fits.index], np.inf)
        best = pd.Series(_best(fits.to_numpy()), index=fits.index, dtype=np.int64)
        yield from zip(best.index.tolist(), map(self._one, best.tolist()), strict=True)

        without = in_force.loc[rows.difference(fits.index)]
        for report, of_report in without.groupby(reports[without.index]):
            possible = np.flatnonzero(of_report.any().to_numpy()).tolist()
            yield from (
                (row, self._some(possible, str(report))) for row in of_report.index.tolist()
            )

    def _implied(self, rows: pd.Index) -> pd.DataFrame:
        """How well each value fits the claims beside whose subject a level is printed, by row."""
        columns = ["source", "low", "high"]
        claims = self._frame.loc[rows, [*_KEY, *columns, "kind", "years"]]
        levels = self._frame.loc[
            self._frame["indicator"].isin(claims["indicator"].unique())
            & self._frame["kind"].isin(_LEVELS)
            & (self._frame["high"] > 0),
            [*_KEY, *columns],
        ]
        pairs = claims.reset_index(names="row").merge(levels, on=_KEY, suffixes=("", "_level"))
        same = pairs["source"].astype("str") == pairs["source_level"].astype("str")
        # A source's own level is what it means, where it prints one.
        pairs = pairs[same | ~same.groupby(pairs["row"]).transform("any")]

        least, most = _factors(pairs)
        with np.errstate(divide="ignore", invalid="ignore"):
            low = np.maximum(pairs["low_level"].to_numpy(), 0.0) / most
            high = np.where(least > 0, pairs["high_level"].to_numpy() / least, np.inf)
        fits = pd.DataFrame(self._fits(low[:, None], high[:, None]), index=pairs["row"])
        return fits.groupby(level=0).min()

    def _fits(self, low: Numbers, high: Numbers) -> Numbers:
        """How well each value fits each interval: a row each, a column a value."""
        fits = np.full(np.broadcast_shapes(low.shape, (len(self._amounts),)), _APART)
        with np.errstate(divide="ignore", invalid="ignore"):
            middle = np.where(np.isfinite(high), (low + high) / 2, low)
            places = np.log10(self._amounts / middle)
            # Another scale word is one slip, however far it leads.
            fits += np.nan_to_num(np.abs(places - _SCALE * np.round(places / _SCALE)), nan=_SCALE)
        for fit, (least, most) in ((_LAX, self._lax), (_ORDINARY, self._bounds)):
            fits[(low <= most) & (high >= least)] = fit
        return fits

    def _in_force(self, said: pd.DataFrame) -> NDArray[np.bool_]:
        """Which values were in force for each row: a row each, a column a value."""
        starts = said["period"].astype("str").map(_first_day).to_numpy()[:, None]
        ends = said["published"].astype("str").map(_last_day).to_numpy()[:, None]
        found: NDArray[np.bool_] = (self._since <= ends) & (self._until > starts)
        # What was published before anything was in force is of what was first declared.
        found[~found.any(axis=1), 0] = True
        return found

    def _one(self, value: int) -> Declared:
        """The quantity that has one of the values."""
        chosen = self._all.values[value]
        name = (
            phrase("{target} as set on {day}", target=self._all.target.id, day=chosen.since)
            if isinstance(chosen, Revision)
            else phrase("{target} as first declared", target=self._all.target.id)
        )
        return replace(
            self._all, values=(chosen,), vintage=f"{self._all.target.id}  value {value}", name=name
        )

    def _some(self, values: Sequence[int], report: str) -> Declared:
        """The quantity that has any of these values, which a report means."""
        if len(values) == 1:
            return self._one(values[0])
        target = self._all.target.id
        return replace(
            self._all,
            values=tuple(self._all.values[value] for value in values),
            vintage=f"{target}  values of {report}",
            name=phrase("{target} as {source} may mean it", target=target, source=report.strip()),
        )


def _best(fits: Numbers) -> NDArray[np.int64]:
    """The column that fits each row best; the newest of several."""
    last = fits.shape[1] - 1
    return np.asarray(last - np.argmin(fits[:, ::-1], axis=1), dtype=np.int64)


def _factors(claims: pd.DataFrame) -> tuple[Numbers, Numbers]:
    """The least and the most that the factor of each claim is."""
    least, most = (claims[name].to_numpy(copy=True) for name in ("low", "high"))
    for kind, factor in FACTORS.items():
        rows = (claims["kind"] == kind).to_numpy()
        years = claims["years"].to_numpy()[rows]
        least[rows] = factor.of(np.maximum(least[rows], factor.least), years)
        most[rows] = factor.of(most[rows], years)
    return least, most


def _ends(intervals: Iterable[Interval]) -> Iterator[Numbers]:
    """The least and the most of each, as floats."""
    found = list(intervals)
    yield np.array([-np.inf if each.low is None else float(each.low) for each in found])
    yield np.array([np.inf if each.high is None else float(each.high) for each in found])


def _days_in_force(declared: Declared) -> tuple[Numbers, Numbers]:
    """From which day on each value was in force, and until before which, as numbers of days."""
    days = [float(each.since.toordinal()) for each in declared.target.revisions]
    return np.array([-np.inf, *days]), np.array([*days, np.inf])


def _first_day(period: str) -> float:
    """The first day that a period's text names, as a number of days."""
    return float(read_period(period).start.toordinal())


def _last_day(published: str) -> float:
    """The last day on which a source may have been published, the end of time where none is known.

    As a number of days.
    """
    day = read_period(published).end if published else date.max
    return float(day.toordinal())
