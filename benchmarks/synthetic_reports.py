"""Synthetic reports: a tree of fields whose true numbers are known, printed the Vietnamese way.

A report is a plan with identities and perhaps declared targets, and one source that prints levels,
growth, attainment, shares, bases and plan values of what is true. What each printed number can
mean is worked out here from its digits, independently of the readings under test.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil, floor
from random import Random
from typing import NamedTuple

from plan_tracker.loading.frame.statements import statements_frame
from plan_tracker.loading.loaded import Loaded
from plan_tracker.model.interval import Interval
from plan_tracker.model.period import read_period
from plan_tracker.model.place import Place
from plan_tracker.model.plan import Entity, Identity, Indicator, Kind, Plan, Rate, Target, Timing
from plan_tracker.model.reading import Reading
from plan_tracker.model.statement import Measure, Quantity, Statement, StatementKind
from plan_tracker.reading import read_printed

SCALES = {0: "", 3: "nghìn", 6: "triệu", 9: "tỷ", 12: "nghìn tỷ", 15: "triệu tỷ", 18: "tỷ tỷ"}
HEDGES = {"over": ("hơn", "trên"), "nearly": ("gần",), "about": ("khoảng", "xấp xỉ")}
NOW, BEFORE, YEAR = "2023-H1", "2022-H1", "2023"
LATER, EARLIER = "2022-H2", "2021-H1"  # what a growth may have been computed against instead
RATE = (Fraction(23_300), Fraction(24_600))  # dong for a dollar in 2023, as the plan has it
SPANS: tuple[tuple[Measure, str], ...] = (("actual", NOW), ("actual", BEFORE), ("target", YEAR))


class Ends(NamedTuple):
    """An interval; open at both ends or at none."""

    low: Fraction
    high: Fraction
    open: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """A number on paper: `digits` as one whole number, of which `places` are decimals."""

    digits: int
    places: int = 0
    scale: int = 0
    unit: str = ""
    hedge: str = ""
    word: str = ""  # what stands before it: "tăng", "đạt", a hedge
    group: str = "."
    mark: str = ","
    about: str = ""  # the period that it was computed against where it names another

    @property
    def text(self) -> str:
        """What stands on paper."""
        figures = f"{self.digits:0{self.places + 1}d}"
        whole, fraction = (
            figures[: len(figures) - self.places],
            figures[len(figures) - self.places :],
        )
        whole = f"{int(whole):,}".replace(",", self.group)
        number = f"{whole}{self.mark}{fraction}" if fraction else whole
        unit = self.unit if self.unit == "%" else f" {SCALES[self.scale]} {self.unit}"
        return " ".join(f"{self.word} {number}{unit}".split())

    @property
    def falls(self) -> bool:
        """Whether it is printed as a fall."""
        return self.word.startswith("giảm")

    @property
    def last(self) -> Fraction:
        """The unit of the last digit."""
        return Fraction(10) ** (self.scale - self.places)

    @property
    def value(self) -> Fraction:
        """The number, negative for a fall."""
        return self.digits * self.last * (-1 if self.falls else 1)

    def means(self, careless: bool) -> Ends:
        """What a careful office means by it, or what a careless one might."""
        size = self.digits * self.last
        zeros = len(str(self.digits)) - len(str(self.digits).rstrip("0")) if self.digits else 0
        cap = size / (2 if self.hedge else 10)
        nonzero = min(self.last * 10**zeros, cap) or self.last
        low, high, is_open = _ends(self.hedge, size, self.last, nonzero, careless)
        return Ends(-high, -low, is_open) if self.falls else Ends(low, high, is_open)


def _ends(hedge: str, size: Fraction, u: Fraction, w: Fraction, careless: bool) -> Ends:
    if hedge == "over":
        return Ends(size - u / 2, size + 2 * w) if careless else Ends(size, size + w, True)
    if hedge == "nearly":
        return Ends(size - 2 * w, size + u / 2) if careless else Ends(size - w, size, True)
    reach = (2 * w if careless else w) if hedge else (max(u, w) if careless else u / 2)
    return Ends(size - reach, size + reach)


class Key(NamedTuple):
    """A quantity: whose, when, and whether it is the actual or the target."""

    indicator: str
    period: str
    measure: Measure = "actual"


@dataclass(frozen=True, slots=True)
class Said:
    """One statement: `name` as the tracker calls it, and how it is printed."""

    name: str
    kind: StatementKind
    x: Key
    y: Key | None
    printed: Printed


@dataclass(frozen=True, slots=True)
class Sum:
    """A total, its parts, and the most that may lie outside them as a share of the total."""

    total: str
    parts: tuple[str, ...]
    rest: Fraction


@dataclass(frozen=True, slots=True)
class Report:
    """A plan and its source; `units` has the unit of each indicator, `values` what is true."""

    units: dict[str, str]
    sums: tuple[Sum, ...]
    declared: dict[Key, Printed]
    said: tuple[Said, ...]
    values: Mapping[Key, Fraction] = field(default_factory=dict)

    def with_said(self, other: Said) -> "Report":
        """The report with another statement in the place of the one of its name."""
        return replace(self, said=tuple(other if s.name == other.name else s for s in self.said))

    def named(self, name: str) -> Said:
        """The statement of a name."""
        return next(each for each in self.said if each.name == name)


@dataclass
class _World:
    """What is true: the value of every quantity, and how it hangs together."""

    rng: Random
    units: dict[str, str] = field(default_factory=dict)
    sums: list[Sum] = field(default_factory=list)
    values: dict[Key, Fraction] = field(default_factory=dict)

    def grow(self, name: str, unit: str, depth: int, size: float) -> None:
        """A quantity of about 10^size with its parts, down to `depth` levels below it."""
        self.units[name] = unit
        if depth == 0 or (depth == 1 and self.rng.random() < 0.6):
            self._leaf(name, size)
            return
        parts = [f"{name}-{index}" for index in range(self.rng.randint(2 + depth, 3 + 2 * depth))]
        for part in parts:
            self.grow(part, unit, depth - 1, size - self.rng.uniform(0.3, 2.5))
        widest = self.rng.choice((Fraction(0), Fraction(0), Fraction(1, 200), Fraction(1, 50)))
        self.sums.append(Sum(name, tuple(parts), widest))
        for measure, period in SPANS:
            inside = sum((self.values[Key(p, period, measure)] for p in parts), Fraction(0))
            share = widest * Fraction(self.rng.randint(0, 1000), 1000)
            self.values[Key(name, period, measure)] = inside / (1 - share)

    def _leaf(self, name: str, size: float) -> None:
        rng = self.rng
        now = Fraction(int(10**size) + 1) * rng.choice((1, 1, Fraction(rng.randint(1, 9), 7)))
        growth = rng.uniform(-30, 60) if rng.random() > 0.03 else rng.uniform(80, 180)
        goal = now * 100 / Fraction(rng.randint(300, 1100), 10)
        self.values[Key(name, NOW)] = now
        self.values[Key(name, BEFORE)] = now / (1 + Fraction(round(growth * 1000), 100_000))
        self.values[Key(name, YEAR, "target")] = _significant(goal, rng.randint(2, 3))


def _significant(value: Fraction, digits: int) -> Fraction:
    unit = Fraction(10) ** (len(str(int(value))) - digits)
    return max(round(value / unit), 1) * unit


def make_report(rng: Random, manners: dict[str, float] | None = None, beside: str = "") -> Report:
    """A report that is true; `manners` weighs how its numbers are printed.

    `beside` adds figures that show a slip of that kind: other periods, shares, or dollars.
    """
    world = _World(rng)
    world.grow("revenue", "VND", 2, rng.uniform(11, 16))
    if rng.random() < 0.5:
        world.grow("staff", "person", 1, rng.uniform(4, 6.5))
    writer = _Writer(world, manners or {"rounded": 1.0})
    names = list(world.units)
    said = [each for name in names for each in writer.figure(name)]
    more = {"period": writer.other_periods, "points": writer.shares, "currency": writer.dollars}
    said += more[beside](names) if beside else ()
    return Report(world.units, tuple(world.sums), writer.declared, tuple(said), world.values)


class _Writer:
    """Prints what is true of each indicator."""

    def __init__(self, world: _World, manners: dict[str, float]) -> None:
        self._world = world
        self._rng = world.rng
        self._manners = manners
        self._parent = {part: each.total for each in world.sums for part in each.parts}
        self._habits = {  # what this report usually prints
            "level": 0.95, "growth": 0.9, "attainment": 0.6, "share": 0.3, "base": 0.3,
            "target": 0.3, "declared": 0.2,
        }  # fmt: skip
        self.declared: dict[Key, Printed] = {}

    def figure(self, name: str) -> Iterator[Said]:
        now, before, goal = Key(name, NOW), Key(name, BEFORE), Key(name, YEAR, "target")
        chosen = [kind for kind, often in self._habits.items() if self._rng.random() < often]
        if "declared" in chosen:
            self._declare(goal)
        if "level" in chosen:
            yield Said(f"report#{name}", "level", now, None, self._amount(now))
        if "growth" in chosen:
            yield self._claim("growth", now, before, 100 * (self._over(now, before) - 1))
        if "attainment" in chosen:
            yield self._claim("attainment", now, goal, 100 * self._over(now, goal))
        if "share" in chosen and name in self._parent:
            whole = Key(self._parent[name], NOW)
            yield self._claim("share", now, whole, 100 * self._over(now, whole))
        if "base" in chosen:
            yield Said(f"report#{name}.base", "base", before, None, self._amount(before))
        if "target" in chosen:
            yield Said(f"report#{name}.target", "target", goal, None, self._amount(goal))

    def other_periods(self, names: Sequence[str]) -> Iterator[Said]:
        """Levels and plans of other periods, of some indicators."""
        rng, values = self._rng, self._world.values
        parts = {each.total: each for each in self._world.sums}
        for name in sorted(names, key=lambda each: (-each.count("-"), each)):
            for key, of in (
                (Key(name, LATER), BEFORE),
                (Key(name, EARLIER), BEFORE),
                (Key(name, NOW, "target"), NOW),
            ):
                values[key] = values[Key(name, of)] * Fraction(rng.randint(700, 1300), 1000)
                if name in parts:
                    inside = (values[key._replace(indicator=part)] for part in parts[name].parts)
                    values[key] = sum(inside, Fraction(0)) / (1 - parts[name].rest / 2)
                if rng.random() < 0.6:
                    kind: StatementKind = "target" if key.measure == "target" else "base"
                    said = f"report#{name}.{kind}-{key.period}"
                    yield Said(said, kind, key, None, self._amount(key))

    def shares(self, names: Sequence[str]) -> Iterator[Said]:
        """Indicators in percent, with how much they grew in percent and changed in points."""
        rng, values, plain = self._rng, self._world.values, Printed(0, 2, 0, "%")
        for name in ("online", "served", "covered"):
            now, before = Key(name, NOW), Key(name, BEFORE)
            self._world.units[name] = "%"
            values[before] = Fraction(rng.randint(2000, 7000), 100)
            values[now] = values[before] * Fraction(rng.randint(900, 1300), 1000)
            change = values[now] - values[before]
            points = replace(plain, unit="điểm phần trăm", word="tăng" if change >= 0 else "giảm")
            yield Said(f"report#{name}", "level", now, None, self._print(values[now], plain))
            if rng.random() < 0.8:
                base = self._print(values[before], plain)
                yield Said(f"report#{name}.base", "base", before, None, base)
            yield self._claim("growth", now, before, 100 * (self._over(now, before) - 1))
            text = self._print(abs(change), points)
            yield Said(f"report#{name}.change", "change", now, before, text)

    def dollars(self, names: Sequence[str]) -> Iterator[Said]:
        """Some levels once more, in dollars."""
        for name in names:
            if self._world.units[name] == "VND" and self._rng.random() < 0.5:
                rate = RATE[0] + (RATE[1] - RATE[0]) * Fraction(self._rng.randint(0, 100), 100)
                value = self._world.values[Key(name, NOW)] / rate
                scale = 9 if value >= 10**9 else 6
                text = self._print(value, Printed(0, 3, scale, "USD"))
                yield Said(f"report#{name}-usd", "level", Key(name, NOW), None, text)

    def _over(self, x: Key, y: Key) -> Fraction:
        return self._world.values[x] / self._world.values[y]

    def _declare(self, key: Key) -> None:
        value = self._world.values[key]
        if (
            value.denominator == 1
            and value % 10**6 == 0
            and self._world.units[key.indicator] == "VND"
        ):
            self.declared[key] = Printed(int(value / 10**6), 0, 6, "đồng")

    def _claim(self, kind: StatementKind, x: Key, y: Key, percent: Fraction) -> Said:
        name = f"report#{x.indicator}.{kind}"
        word = ("tăng" if percent >= 0 else "giảm") if kind == "growth" else ""
        places = self._rng.choice((1, 1, 1, 2, 2, 0) if abs(percent) >= 10 else (1, 1, 2, 2))
        blank = Printed(0, places, 0, "%", word=word)
        return Said(name, kind, x, y, self._print(abs(percent), blank))

    def _amount(self, key: Key) -> Printed:
        value = self._world.values[key]
        money = self._world.units[key.indicator] == "VND"
        scales = [
            s for s in ((6, 9, 12, 15) if money else (0, 0, 3, 6)) if 1 <= value / 10**s < 10**6
        ]
        scale = self._rng.choice(scales or [0])
        whole = len(str(int(value / 10**scale)))
        digits = self._rng.choice((3, 4, 4, 5, 5, 6)) if scale else whole
        places = min(max(digits - whole, 0), self._rng.choice((1, 2, 2, 3)))
        return self._print(value, Printed(0, places, scale, "đồng" if money else "người"))

    def _print(self, size: Fraction, blank: Printed) -> Printed:
        manner = self._rng.choices(list(self._manners), list(self._manners.values()))[0]
        exact = size / blank.last
        if manner == "truncated":
            return replace(blank, digits=floor(exact))
        if manner == "zeros" and blank.unit != "%" and exact >= 1000 and not blank.places:
            coarse = 10 ** self._rng.randint(1, len(str(int(exact))) - 2)
            return replace(blank, digits=round(exact / coarse) * coarse)
        if manner == "hedged" and exact >= 20:
            return self._hedged(exact, blank)
        up = self._rng.random() < 0.5
        return replace(blank, digits=floor(exact + Fraction(1, 2)) if up else round(exact))

    def _hedged(self, exact: Fraction, blank: Printed) -> Printed:
        hedge = self._rng.choice(list(HEDGES))
        # Zeros behind a decimal mark are digits of an amount.
        digits = blank.places and blank.unit != "%"
        coarse = 10 ** self._rng.randint(0, 0 if digits else len(str(int(exact))) - 2)
        steps = _steps(exact / coarse, hedge)
        if steps * coarse == exact:  # neither over nor nearly
            return replace(blank, digits=steps * coarse)
        word = f"{blank.word} {self._rng.choice(HEDGES[hedge])}".strip()
        return replace(blank, digits=steps * coarse, hedge=hedge, word=word)


def _steps(exact: Fraction, hedge: str) -> int:
    if hedge == "over":
        return floor(exact)
    return ceil(exact) if hedge == "nearly" else round(exact)


def load_report(report: Report) -> Loaded:
    """The report as the tracker loads it. Raises ValueError for a text that cannot be read."""
    indicators = {
        name: Indicator(name, {}, unit, _KINDS[unit], "higher", _PLACE)
        for name, unit in report.units.items()
    }
    period = read_period(YEAR)
    rate = Rate("USD", "VND", period, Interval(*RATE), "law", _PLACE)
    plan = Plan(
        indicators=indicators,
        rates=(rate,),
        entities={"VN": Entity("VN", {}, "", _PLACE)},
        targets=tuple(_target(key, printed) for key, printed in report.declared.items()),
        identities=tuple(
            Identity(
                f"sum-{each.total}",
                each.total,
                each.parts,
                Interval(Fraction(0), each.rest),
                "law",
                _PLACE,
            )
            for each in report.sums
        ),
    )
    statements = tuple(_statement(report, said) for said in report.said)
    return Loaded(plan, {}, statements, statements_frame(statements))


_PLACE = Place("report.yaml", 1, 1)
_KINDS: dict[str, Kind] = {"VND": "flow", "person": "stock", "%": "ratio"}
_TIMINGS: dict[str, Timing] = {"VND": "sum", "person": "end", "%": ""}


def _target(key: Key, printed: Printed) -> Target:
    reading = _readings(printed, "level")[0]
    period = read_period(key.period)
    return Target(
        f"goal-{key.indicator}", key.indicator, "VN", period, period.end, _PLACE,
        printed=printed.text, value=reading.value, interval=reading.ordinary, lax=reading.lax,
    )  # fmt: skip


def _statement(report: Report, said: Said) -> Statement:
    return Statement(
        name=said.name,
        source=said.name.partition("#")[0],
        figure=said.x.indicator,
        kind=said.kind,
        subject=_quantity(report, said.x, said.printed.unit),
        reference=said.y and _quantity(report, said.y),
        printed=said.printed.text,
        readings=_readings(said.printed, said.kind),
        place=_PLACE,
        locale="vi",
    )


def _quantity(report: Report, key: Key, printed: str = "") -> Quantity:
    own = report.units[key.indicator]
    period = read_period(key.period)
    at = period if _KINDS[own] == "flow" else period.last_day
    unit = "USD" if printed == "USD" else own
    return Quantity(key.indicator, "VN", at, key.measure, unit, timing=_TIMINGS[own])


def _readings(printed: Printed, kind: StatementKind) -> tuple[Reading, ...]:
    readings, problems = read_printed(printed.text, "vi", kind)
    if problems:
        raise ValueError(f"{printed.text!r}: {'; '.join(problems)}")
    return readings
