"""Statements and plan, turned into one system of constraints."""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

import numpy as np
import pandas as pd

from plan_tracker.loading.folder import Loaded
from plan_tracker.model.interval import Interval
from plan_tracker.model.place import Place
from plan_tracker.model.plan import Identity, Plan, Rate, Target
from plan_tracker.reconcile.claims import FORMS
from plan_tracker.reconcile.entity_sums import with_entity_sums
from plan_tracker.reconcile.system import (
    BOUND,
    KEY,
    RATIO,
    Codes,
    Links,
    Sums,
    System,
    Trusted,
)
from plan_tracker.reconcile.vintages import separate_vintages

_KEY = list(KEY)


def build_system(loaded: Loaded) -> System:
    """All quantities and constraints of a plan and its statements."""
    plan, frame = loaded.plan, separate_vintages(loaded.frame)
    targets = [each for each in plan.targets if each.value is not None]
    keys, codes = _number([frame[_KEY], _references(frame), _target_keys(targets, plan)])
    subject, reference, declared = codes
    pairs = list(_conversions(keys, plan))
    keys, (_, converted) = _number([keys, _counterparts(keys, plan, [row for row, _ in pairs])])
    keys = _with_subtotals(keys, plan.identities)

    trusted = [_trusted_target(each) for each in targets]
    used = sorted({rate for _, rate in pairs})
    trusted += [_trusted_rate(plan.rates[index]) for index in used]
    first_rate = len(frame) + len(targets)
    sums, identities = _sums(keys, plan.identities, len(frame) + len(trusted))
    trusted += identities
    sums, members = with_entity_sums(sums, keys, plan, len(frame) + len(trusted))
    trusted += members
    longer, shorter = _cumulative(keys, plan)
    order = len(frame) + len(trusted)
    trusted += [_ORDER] if len(longer) else []
    links = [
        _statement_links(frame, subject, reference),
        _links(len(frame) + np.arange(len(targets)), BOUND, declared),
        _links(
            np.array([first_rate + used.index(rate) for _, rate in pairs], dtype=np.int64),
            RATIO,
            converted,
            np.array([row for row, _ in pairs], dtype=np.int64),
        ),
        _links(np.full(len(longer), order), RATIO, longer, shorter),
    ]
    signed = {each.id for each in plan.indicators.values() if each.signed}
    return System(
        plan,
        loaded.statements,
        frame,
        keys,
        keys["indicator"].isin(signed).to_numpy(dtype=bool),
        tuple(trusted),
        Links(*(_flat([getattr(each, name) for each in links]) for name in _LINK)),
        sums,
    )


_LINK = ("owner", "form", "x", "y")
_ORDER = Trusted(
    "order",
    "a flow over a longer period is at least that over a shorter one",
    Interval(Fraction(1)),
    False,
    Place(""),
)


def _number(tables: Sequence[pd.DataFrame]) -> tuple[pd.DataFrame, list[Codes]]:
    """Number the distinct rows of all tables; -1 for a row without an indicator."""
    rows = pd.concat([table.set_axis(_KEY, axis=1) for table in tables], ignore_index=True)
    there = (rows["indicator"] != "").to_numpy()
    codes = np.full(len(rows), -1, dtype=np.int64)
    kept = rows[there]
    codes[there] = kept.groupby(_KEY, sort=False, dropna=False).ngroup()
    keys = kept.drop_duplicates().reset_index(drop=True)
    ends = np.cumsum([len(table) for table in tables])
    return keys, np.split(codes, ends[:-1])


def _references(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[[f"ref_{name}" for name in _KEY]]


def _target_keys(targets: Sequence[Target], plan: Plan) -> pd.DataFrame:
    rows = []
    for target in targets:
        indicator = plan.indicators[target.indicator]
        period = target.period if indicator.kind == "flow" else target.period.last_day
        days = (period.start, period.end)
        rows.append((indicator.id, target.entity, *days, "target", indicator.unit, target.basis))
    table = pd.DataFrame(rows, columns=_KEY)
    return table.astype({"start": "datetime64[s]", "end": "datetime64[s]"})


def _conversions(keys: pd.DataFrame, plan: Plan) -> Iterable[tuple[int, int]]:
    """Quantities in another unit than their indicator's, each with the rate that converts it."""
    units = keys["indicator"].map({each.id: each.unit for each in plan.indicators.values()})
    for row in np.flatnonzero((units != keys["unit"]).to_numpy()):
        key = keys.iloc[row]
        for index, rate in enumerate(plan.rates):
            start, end = key["start"].date(), key["end"].date()
            covers = rate.period.start <= start <= end <= rate.period.end
            if (rate.from_, rate.to) == (key["unit"], units.iloc[row]) and covers:
                yield int(row), index
                break


def _counterparts(keys: pd.DataFrame, plan: Plan, rows: list[int]) -> pd.DataFrame:
    table = keys.iloc[rows].copy()
    table["unit"] = table["indicator"].map({i.id: i.unit for i in plan.indicators.values()})
    return table


def _trusted_target(target: Target) -> Trusted:
    """A target as printed; where it was revised a source may mean any of its values."""
    said = [target.interval, *(each.interval for each in target.revisions)]
    lows, highs = [each.low for each in said], [each.high for each in said]
    low = None if None in lows else min(each for each in lows if each is not None)
    high = None if None in highs else max(each for each in highs if each is not None)
    return Trusted("target", target.id, Interval(low, high), False, target.place)


def _trusted_rate(rate: Rate) -> Trusted:
    name = f"{rate.from_} to {rate.to}, {rate.period}"
    return Trusted("rate", name, rate.range, True, rate.place)


def _statement_links(frame: pd.DataFrame, subject: Codes, reference: Codes) -> Links:
    form = frame["kind"].map(FORMS)
    owner = np.flatnonzero(form.notna().to_numpy()).astype(np.int64)
    forms: Codes = np.asarray(form.iloc[owner], dtype=np.int64)
    other: Codes = np.where(forms == BOUND, -1, reference[owner]).astype(np.int64)
    return Links(owner, forms, subject[owner], other)


def _links(owner: Codes, form: int, x: Codes, y: Codes | None = None) -> Links:
    none = np.full(len(owner), -1, dtype=np.int64)
    return Links(owner, np.full(len(owner), form, dtype=np.int64), x, none if y is None else y)


def _with_subtotals(keys: pd.DataFrame, identities: Sequence[Identity]) -> pd.DataFrame:
    """The quantities with those subtotals that nothing speaks of but their parts and their whole.

    A total that is a part itself, or that is made up in two ways, ties what it is made of to what
    it is part of; without it the two would not be held against each other.
    """
    parts = {part for identity in identities for part in identity.parts}
    made = Counter(identity.total for identity in identities)
    tying = [each for each in identities if each.total in parts or made[each.total] > 1]
    for _ in tying:
        before = len(keys)
        for identity in tying:
            spoken = keys[keys["indicator"].isin(identity.parts)]
            keys = pd.concat([keys, spoken.assign(indicator=identity.total)], ignore_index=True)
        keys = keys.drop_duplicates(ignore_index=True)
        if len(keys) == before:
            break
    return keys


def _sums(
    keys: pd.DataFrame, identities: Sequence[Identity], first_owner: int
) -> tuple[Sums, list[Trusted]]:
    """The instances of every identity: wherever its total and at least one part are spoken of."""
    rest_of_key = [name for name in _KEY if name != "indicator"]
    rows = keys.reset_index(names="quantity")
    owners, totals, parts, counts = [], [], [], []
    for number, identity in enumerate(identities):
        instances = rows[rows["indicator"] == identity.total]
        table = instances[["quantity", *rest_of_key]]
        for part in identity.parts:
            found = rows.loc[rows["indicator"] == part, ["quantity", *rest_of_key]]
            table = table.merge(found, on=rest_of_key, how="left", suffixes=("", f"_{part}"))
        found_parts = table[[f"quantity_{part}" for part in identity.parts]]
        spoken = found_parts.notna().any(axis=1).to_numpy()
        totals.append(table.loc[spoken, "quantity"].to_numpy(dtype=np.int64))
        parts.append(found_parts[spoken].fillna(-1).to_numpy(dtype=np.int64).ravel())
        owners.append(np.full(int(spoken.sum()), first_owner + number))
        counts.append(np.full(int(spoken.sum()), len(identity.parts)))
    first = np.concatenate([[0], np.cumsum(_flat(counts))]).astype(np.int64)
    trusted = [
        Trusted("identity", each.id, each.rest, not each.stated, each.place) for each in identities
    ]
    return Sums(_flat(owners), _flat(totals), _flat(parts), first), trusted


def _flat(arrays: list[Codes]) -> Codes:
    return np.concatenate([np.empty(0, dtype=np.int64), *arrays]).astype(np.int64)


def _cumulative(keys: pd.DataFrame, plan: Plan) -> tuple[Codes, Codes]:
    """Pairs (longer, shorter) of actual flows that begin on one day, each with the next longer."""
    indicators = plan.indicators.values()
    flows = {each.id for each in indicators if each.kind == "flow" and not each.signed}
    actual = keys["indicator"].isin(flows) & (keys["measure"] == "actual")
    rows = keys[actual].sort_values(_KEY)
    same = [name for name in _KEY if name != "end"]
    number = rows.groupby(same, sort=False).ngroup().to_numpy()
    place = np.flatnonzero(number[1:] == number[:-1])
    quantity = rows.index.to_numpy(dtype=np.int64)
    return quantity[place + 1], quantity[place]
