"""Statements and plan, turned into one system of constraints."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plan_tracker.loading.codes import first_rows, number_rows, number_texts
from plan_tracker.loading.frames import joined
from plan_tracker.loading.loaded import Loaded
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
_TEXTS = [name for name in KEY if name not in ("start", "end")]


def build_system(loaded: Loaded) -> System:
    """All quantities and constraints of a plan and its statements."""
    plan, frame = loaded.plan, separate_vintages(loaded.frame)
    targets = [each for each in plan.targets if each.value is not None]
    keys, codes = _number([frame[_KEY], _references(frame), _target_keys(targets, plan)])
    subject, reference, declared = codes
    pairs = list(_conversions(keys, plan))
    converted = np.empty(0, dtype=np.int64)
    if pairs:
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
    tables = [table.set_axis(_KEY, axis=1) for table in tables]
    there = np.concatenate([(table["indicator"] != "").to_numpy(dtype=bool) for table in tables])
    numbered = (number_texts([table[name] for table in tables]) for name in _KEY)
    rows = number_rows((np.concatenate(columns)[there], count) for columns, count in numbered)
    codes = np.full(len(there), -1, dtype=np.int64)
    codes[there] = rows
    ends = np.cumsum([len(table) for table in tables])
    keys = _rows_of(tables, np.flatnonzero(there)[first_rows(rows)], ends)
    return keys, np.split(codes, ends[:-1])


def _rows_of(tables: Sequence[pd.DataFrame], rows: Codes, ends: Codes) -> pd.DataFrame:
    """These rows of the tables, numbered through; they come in order."""
    split = np.split(rows, np.searchsorted(rows, ends[:-1]))
    starts = [0, *ends[:-1]]
    parts = [
        table.iloc[part - start] for table, part, start in zip(tables, split, starts, strict=True)
    ]
    return joined([part.reset_index(drop=True) for part in parts])


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
    table = table.astype(dict.fromkeys(("start", "end"), "datetime64[s]"))
    return table.astype(dict.fromkeys(_TEXTS, "str")).astype(dict.fromkeys(_TEXTS, "category"))


def _conversions(keys: pd.DataFrame, plan: Plan) -> Iterable[tuple[int, int]]:
    """Quantities in another unit than their indicator's, each with the rate that converts it."""
    units = _texts_of(keys["indicator"], {i.id: i.unit for i in plan.indicators.values()})
    for row in np.flatnonzero(units != keys["unit"].to_numpy(dtype=object)):
        key = keys.iloc[row]
        unit = plan.indicators[key["indicator"]].unit
        for index, rate in enumerate(plan.rates):
            start, end = key["start"].date(), key["end"].date()
            covers = rate.period.start <= start <= end <= rate.period.end
            if (rate.from_, rate.to) == (key["unit"], unit) and covers:
                yield int(row), index
                break


def _texts_of(column: pd.Series, texts: Mapping[str, str]) -> NDArray[np.object_]:
    """The text that goes with each name of a column."""
    names = [texts.get(name, "") for name in column.cat.categories]
    return np.array([*names, ""], dtype=object)[column.cat.codes.to_numpy()]


def _counterparts(keys: pd.DataFrame, plan: Plan, rows: list[int]) -> pd.DataFrame:
    table = keys.iloc[rows]
    units = [plan.indicators[name].unit for name in table["indicator"]]
    return table.assign(unit=_category(units, table.index))


def _category(texts: Sequence[str], index: pd.Index) -> pd.Series:
    return pd.Series(texts, index, dtype="str").astype("category")


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
    kinds = frame["kind"].cat
    form = np.array([FORMS.get(kind, -1) for kind in kinds.categories], dtype=np.int64)[kinds.codes]
    owner = np.flatnonzero(form >= 0).astype(np.int64)
    forms: Codes = form[owner]
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
        keys, _ = _number([keys, *(_subtotals(keys, identity) for identity in tying)])
        if len(keys) == before:
            break
    return keys


def _subtotals(keys: pd.DataFrame, identity: Identity) -> pd.DataFrame:
    spoken = keys[keys["indicator"].isin(identity.parts)]
    return spoken.assign(indicator=_category([identity.total] * len(spoken), spoken.index))


def _sums(
    keys: pd.DataFrame, identities: Sequence[Identity], first_owner: int
) -> tuple[Sums, list[Trusted]]:
    """The instances of every identity: wherever its total and at least one part are spoken of."""
    columns = (number_texts([keys[name]]) for name in _KEY if name != "indicator")
    instance = number_rows((codes[0], count) for codes, count in columns)
    names = keys["indicator"].cat
    of = {name: np.flatnonzero(names.codes == at) for at, name in enumerate(names.categories)}
    none = np.empty(0, dtype=np.int64)
    owners, totals, parts, counts = [], [], [], []
    for number, identity in enumerate(identities):
        found = [of.get(part, none) for part in identity.parts]
        whole = of.get(identity.total, none)
        table = np.column_stack([_found(part, instance)[instance[whole]] for part in found])
        spoken = (table >= 0).any(axis=1)
        totals.append(whole[spoken])
        parts.append(table[spoken].ravel())
        owners.append(np.full(int(spoken.sum()), first_owner + number))
        counts.append(np.full(int(spoken.sum()), len(identity.parts)))
    first = np.concatenate([[0], np.cumsum(_flat(counts))]).astype(np.int64)
    trusted = [
        Trusted("identity", each.id, each.rest, not each.stated, each.place) for each in identities
    ]
    return Sums(_flat(owners), _flat(totals), _flat(parts), first), trusted


def _found(quantities: Codes, instance: Codes) -> Codes:
    """Which of the quantities each instance has; -1 for none."""
    found = np.full(int(instance.max(initial=-1)) + 1, -1, dtype=np.int64)
    found[instance[quantities]] = quantities
    return found


def _flat(arrays: list[Codes]) -> Codes:
    return np.concatenate([np.empty(0, dtype=np.int64), *arrays]).astype(np.int64)


def _cumulative(keys: pd.DataFrame, plan: Plan) -> tuple[Codes, Codes]:
    """Pairs (longer, shorter) of actual flows that begin on one day, each with the next longer."""
    indicators = plan.indicators.values()
    flows = {each.id for each in indicators if each.kind == "flow" and not each.signed}
    actual = keys["indicator"].isin(flows) & (keys["measure"] == "actual")
    quantity = np.flatnonzero(actual.to_numpy(dtype=bool)).astype(np.int64)
    rows = keys.iloc[quantity]
    columns = (number_texts([rows[name]]) for name in _KEY if name != "end")
    number = number_rows((codes[0], count) for codes, count in columns)
    order = np.lexsort((rows["end"].to_numpy(), number))
    place = np.flatnonzero(number[order][1:] == number[order][:-1])
    return quantity[order[place + 1]], quantity[order[place]]
