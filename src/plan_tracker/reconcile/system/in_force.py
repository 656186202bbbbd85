"""Which value of a target that was changed a source means.

A percentage of a plan holds if it holds for any value that was in force between the start of its
figure's period and the day on which its source was published, which is today where no day is
known. Of these the one is taken that comes nearest to what the printed level makes of it; so
values between them do not pass. Where no level is printed it may be any of them. A plan value that
a source prints is one of them too, and what the source says beside it is of that one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plan_tracker.model.plan import Plan, Revision, Target
from plan_tracker.model.text import phrase
from plan_tracker.reconcile.system.claims import FACTORS, FORMS
from plan_tracker.reconcile.system.declared import Declared, all_values, declared_keys
from plan_tracker.reconcile.system.reports import report_of
from plan_tracker.reconcile.system.system import BOUND, KEY, Numbers
from plan_tracker.reconcile.system.target_values import APART, TargetValues, best_value

_KEY = list(KEY)
_REFERENCE = [f"ref_{name}" for name in KEY]
_LEVELS = [kind for kind, form in FORMS.items() if form == BOUND]


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
    meant = _Meant(frame, changed)
    named = meant.by_plan_values(_rows_about(frame, _KEY, _LEVELS, keys))
    claimed = meant.by_claims(_rows_about(frame, _REFERENCE, list(FACTORS), keys), named)
    told_apart = {each.vintage: each for each in (*named.values(), *claimed.values())}
    told_apart.pop("", None)
    frame = frame.assign(
        vintage=_with_vintages(frame["vintage"], named),
        ref_vintage=_with_vintages(frame["ref_vintage"], claimed),
    )
    return frame, [*declared, *(told_apart[name] for name in sorted(told_apart))]


def _with_vintages(vintages: pd.Series, meant: Mapping[int, Declared]) -> pd.Series:
    """The vintages of all rows, with those of the values that some rows mean."""
    told = pd.Series([each.vintage for each in meant.values()], index=list(meant), dtype="str")
    return told.reindex(vintages.index).fillna(vintages.astype("str")).astype("category")


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
    """Which values of changed targets the rows of a frame mean.

    Rows come with the number of the target that they speak of.
    """

    def __init__(self, frame: pd.DataFrame, changed: Sequence[Declared]) -> None:
        self._frame = frame
        self._changed = changed
        self._values = TargetValues.of(changed)
        self._told_apart: dict[tuple[int, int], Declared] = {}

    def by_plan_values(self, rows: pd.Series) -> dict[int, Declared]:
        """The value that each printed plan value is, by row.

        It is that of all, with nothing told apart, where all that are printed of a target are one
        of them; else the newest of those that are printed is.
        """
        said, targets = self._frame.loc[rows.index], rows.to_numpy()
        fits = self._values.fits(said["low"].to_numpy(), said["high"].to_numpy(), targets)
        fits[~self._values.in_force(said, targets)] = np.inf
        values = best_value(fits)
        is_one = fits[np.arange(len(rows)), values] < APART
        newest = np.full(len(self._changed), -1, dtype=np.int64)
        np.maximum.at(newest, targets[is_one], values[is_one])
        undivided = is_one & (values == newest[targets])
        return {
            row: self._changed[target] if whole else self._one(target, value)
            for row, target, value, whole in zip(
                rows.index.tolist(),
                targets.tolist(),
                values.tolist(),
                undivided.tolist(),
                strict=True,
            )
        }

    def by_claims(self, rows: pd.Series, named: Mapping[int, Declared]) -> dict[int, Declared]:
        """The value, or the values, that each percentage is of, by row.

        `named` are the plan values that are printed: what a report says beside one is of it.
        """
        spoken = sorted({*rows.index.tolist(), *named})
        reports = dict(zip(spoken, report_of(self._frame.loc[spoken]).tolist(), strict=True))
        beside: dict[tuple[str, str], Declared] = {}
        for row, declared in named.items():
            beside.setdefault((reports[row], declared.target.id), declared)

        meant: dict[int, Declared] = {}
        for row, target in zip(rows.index.tolist(), rows.tolist(), strict=True):
            of_report = beside.get((reports[row], self._changed[target].target.id))
            if of_report is not None:
                meant[row] = of_report
        alone = rows[~rows.index.isin(list(meant))]
        by_level = self._by_levels(alone)
        left = alone[~alone.index.isin(list(by_level))]
        return meant | by_level | self._by_reports(left, reports)

    def _by_levels(self, rows: pd.Series) -> dict[int, Declared]:
        """The value in force that fits the printed level best, where one is printed."""
        pairs = self._with_levels(rows)
        targets = rows.loc[pairs["row"]].to_numpy()
        least, most = _factors(pairs)
        with np.errstate(divide="ignore", invalid="ignore"):
            low = np.maximum(pairs["low_level"].to_numpy(), 0.0) / most
            high = np.where(least > 0, pairs["high_level"].to_numpy() / least, np.inf)
        fits = self._values.fits(low, high, targets)
        fits[~self._values.in_force(pairs, targets)] = np.inf
        best = pd.DataFrame(fits, index=pairs["row"]).groupby(level=0).min()
        values = best_value(best.to_numpy()).tolist()
        return {
            row: self._one(target, value)
            for row, target, value in zip(
                best.index.tolist(), rows.loc[best.index].tolist(), values, strict=True
            )
        }

    def _with_levels(self, rows: pd.Series) -> pd.DataFrame:
        """The claims of these rows, each beside every level of its subject.

        A source's own level is what it means, where it prints one.
        """
        columns = [*_KEY, "source", "low", "high"]
        claims = self._frame.loc[rows.index, [*columns, "kind", "years", "period", "published"]]
        levels = self._frame.loc[
            self._frame["indicator"].isin(claims["indicator"].unique())
            & self._frame["kind"].isin(_LEVELS)
            & (self._frame["high"] > 0),
            columns,
        ]
        claims = claims.reset_index(names="row")
        pairs = claims.merge(levels, on=_KEY, suffixes=("", "_level"))
        same = pairs["source"].astype("str") == pairs["source_level"].astype("str")
        return pairs[same | ~same.groupby(pairs["row"]).transform("any")]

    def _by_reports(self, rows: pd.Series, reports: Mapping[int, str]) -> dict[int, Declared]:
        """Any of the values in force, the same one throughout a report."""
        targets = rows.to_numpy()
        in_force = self._values.in_force(self._frame.loc[rows.index], targets)
        possible: dict[tuple[int, str], NDArray[np.bool_]] = {}
        for row, target, values in zip(
            rows.index.tolist(), targets.tolist(), in_force, strict=True
        ):
            of_report = target, reports[row]
            possible[of_report] = possible.get(of_report, values) | values
        some = {key: self._some(*key, values) for key, values in possible.items()}
        return {
            row: some[target, reports[row]]
            for row, target in zip(rows.index.tolist(), targets.tolist(), strict=True)
        }

    def _one(self, number: int, value: int) -> Declared:
        """The quantity that has one of the values of a target."""
        if (number, value) not in self._told_apart:
            whole = self._changed[number]
            target, chosen = whole.target.id, whole.values[value]
            name = phrase("{target} as first declared", target=target)
            if isinstance(chosen, Revision):
                day = chosen.since.isoformat()
                name = phrase("{target} as set on {day}", target=target, day=day)
            self._told_apart[number, value] = replace(
                whole, values=(chosen,), vintage=f"{target}  value {value}", name=name
            )
        return self._told_apart[number, value]

    def _some(self, number: int, report: str, possible: NDArray[np.bool_]) -> Declared:
        """The quantity that has any of these values of a target, which a report means."""
        values = np.flatnonzero(possible).tolist()
        if len(values) == 1:
            return self._one(number, values[0])
        whole = self._changed[number]
        target, source = whole.target.id, report.strip()
        return replace(
            whole,
            values=tuple(whole.values[value] for value in values),
            vintage=f"{target}  values of {report}",
            name=phrase("{target} as {source} may mean it", target=target, source=source),
        )


def _factors(claims: pd.DataFrame) -> tuple[Numbers, Numbers]:
    """The least and the most that the factor of each claim is."""
    least, most = (claims[name].to_numpy(copy=True) for name in ("low", "high"))
    for kind, factor in FACTORS.items():
        rows = (claims["kind"] == kind).to_numpy()
        years = claims["years"].to_numpy()[rows]
        least[rows] = factor.of(np.maximum(least[rows], factor.least), years)
        most[rows] = factor.of(most[rows], years)
    return least, most
