"""Plans and observation frames in a few words."""

from datetime import date
from fractions import Fraction
from math import nan
from typing import Any

import pandas as pd

from plan_tracker.model.interval import Interval
from plan_tracker.model.period import read_period
from plan_tracker.model.place import Place
from plan_tracker.model.plan import (
    Entity,
    Growth,
    Indicator,
    Level,
    Plan,
    Population,
    PopulationCount,
    Revision,
    RollUp,
    Settings,
    Stage,
    Target,
)

PLACE = Place("targets/plan.yaml", 1, 1)
DEFAULTS: dict[str, Any] = {
    "indicator": "thing", "entity": "VN", "measure": "actual", "unit": "unit",
    "value": nan, "state": "printed", "provisional": False, "statement": "report#thing",
    "printed": "", "source": "report", "published": "", "candidates": (), "findings": (),
    "stage": "", "basis": "", "timing": "", "standing": "", "replaced": False,
}  # fmt: skip
DTYPES = {
    "provisional": "bool", "replaced": "bool", "candidates": "object", "findings": "object",
    "start": "datetime64[s]", "end": "datetime64[s]",
    "value": "float64", "low": "float64", "high": "float64",
}  # fmt: skip
COLUMNS = [*DEFAULTS, "period", "start", "end", "low", "high"]


def observe(*rows: dict[str, Any]) -> pd.DataFrame:
    """A frame as reconcile makes it; an interval that is not given is the value alone."""
    records = []
    for row in rows:
        period = read_period(str(row["period"]))
        each = DEFAULTS | {"start": period.start, "end": period.end} | row
        each |= {"period": str(period)}
        each = {"low": each["value"], "high": each["value"]} | each
        records.append([each[name] for name in COLUMNS])
    frame = pd.DataFrame(records, columns=COLUMNS).astype(
        {name: DTYPES.get(name, "str") for name in COLUMNS}
    )
    for name in ("candidates", "findings"):
        frame[name] = pd.Series([tuple(x) for x in frame[name]], dtype="object", index=frame.index)
    return frame


def make_plan(
    target: dict[str, Any] | None = None,
    indicator: dict[str, Any] | None = None,
    settings: dict[str, Any] | None = None,
    structure: dict[str, Any] | None = None,
) -> Plan:
    """A plan with one indicator, "thing", and one target, or none."""
    words: dict[str, Any] = {"kind": "flow", "better": "higher", "signed": False, "unit": "unit"}
    words |= indicator or {}
    if "bounds" in words:
        words["bounds"] = _interval(words["bounds"])
    if "roll_up" in words:
        words["roll_up"] = RollUp(**words["roll_up"])
    structure = structure or {}
    others = structure.get("indicators", {})
    things = {
        name: Indicator(name, {"en": f"{name.title()}s"}, place=PLACE, **each)
        for name, each in ({"thing": words} | others).items()
    }
    return Plan(
        indicators=things,
        targets=() if target is None else (make_target(target),),
        settings=make_settings(settings),
        entities={
            name: _entity(name, each) for name, each in structure.get("entities", {}).items()
        },
        populations={
            name: Population(name, tuple(map(_count, counts)), (), PLACE)
            for name, counts in structure.get("populations", {}).items()
        },
    )


def _entity(name: str, words: dict[str, Any]) -> Entity:
    return Entity(
        name, {"en": name}, words.get("parent", ""), PLACE, words.get("population", ""),
        _day(words.get("since")), _day(words.get("until")),
    )  # fmt: skip


def _count(words: dict[str, Any]) -> PopulationCount:
    return PopulationCount(words["value"], _day(words.get("since")), _day(words.get("until")))


def _day(text: object) -> date | None:
    return None if text is None else date.fromisoformat(str(text))


def make_target(words: dict[str, Any]) -> Target:
    period = read_period(str(words.get("period", "2023")))
    baseline = words.get("baseline")
    path: Any = words.get("path", "linear")
    is_named = isinstance(path, str)
    return Target(
        words.get("id", "goal"),
        "thing",
        words.get("entity", "VN"),
        period,
        date.fromisoformat(str(words["due"])) if "due" in words else period.end,
        PLACE,
        value=_number(words.get("value")),
        interval=_interval(words.get("reads")),
        low=_number(words.get("low")),
        high=_number(words.get("high")),
        standing=words.get("standing", "approved"),
        baseline=_level(baseline) if baseline else None,
        path=path if is_named else "linear",
        points=() if is_named else tuple(map(_level, path)),
        stages=tuple(map(_stage, words.get("stages", ()))),
        revisions=tuple(map(_revision, words.get("revisions", ()))),
        name={"en": words["name"]} if "name" in words else {},
        basis=words.get("basis", ""),
        since=_day(words.get("since")),
        growth=_growth(words["growth"]) if "growth" in words else None,
        limit=_number(words.get("limit")),
        projection=words.get("projection"),
        timing=words.get("timing", ""),
    )


def make_settings(words: dict[str, Any] | None) -> Settings:
    thresholds = {name: Fraction(str(x)) for name, x in (words or {}).get("thresholds", {}).items()}
    default = Settings()
    return Settings(
        thresholds=thresholds or default.thresholds,
        stale_days=(words or {}).get("stale_days", default.stale_days),
        method=(words or {}).get("method", default.method),
        projection=(words or {}).get("projection", default.projection),
    )


def _growth(words: dict[str, Any]) -> Growth:
    percent = Fraction(str(words["percent"]))
    against = read_period(str(words["against"]))
    return Growth(percent, Interval.exactly(percent), "", against, words.get("years", 1))


def _number(value: object) -> Fraction | None:
    return None if value is None else Fraction(str(value))


def _interval(ends: list[Any] | None) -> Interval:
    if not ends:
        return Interval()
    low, high = map(_number, ends)
    return Interval(low, high)


def _level(words: dict[str, Any]) -> Level:
    value = Fraction(str(words["value"]))
    reads = _interval(words.get("reads", [value, value]))
    return Level(read_period(str(words["period"])), value, reads, str(words["value"]))


def _revision(words: dict[str, Any]) -> Revision:
    value = _number(words.get("value"))
    since = date.fromisoformat(str(words["since"]))
    reads = Interval() if value is None else Interval.exactly(value)
    return Revision(
        since, value, reads, str(value), "", low=_number(words.get("low")),
        high=_number(words.get("high")), due=_day(words.get("due")),
    )  # fmt: skip


def _stage(words: dict[str, Any]) -> Stage:
    return Stage(
        words["id"],
        {"en": words["id"]},
        Fraction(str(words.get("weight", 1))),
        date.fromisoformat(str(words["by"])) if "by" in words else None,
        "",
        words.get("assumed", False),
    )
