"""Plans drawn from what is true: each block has true values, and prints some of them.

A number is printed with the rounding, hedge or range that a careful office allows itself; `manner`
"careless" cuts off, or puts zeros where digits were.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import accumulate
from math import ceil, floor

from hypothesis import strategies as st

from tests.differential.plans import (
    BEFORE,
    NOW,
    YEAR,
    Identity,
    Indicator,
    Number,
    Plan,
    Quantity,
    Statement,
)

Truth = Mapping[Quantity, Fraction]
PROVINCES = 63
DOLLAR = (23_300, 24_600)
HEDGES = ("over", "nearly", "about", "at-least", "at-most", "estimate")
# What is printed of a year, by what stands behind its number, as months from and up to.
PARTS_OF_YEAR = {
    "-01": (0, 1), "-02": (1, 2), "-03": (2, 3), "-Q1": (0, 3), "-Q2": (3, 6), "-Q3": (6, 9),
    "-Q4": (9, 12), "-H1": (0, 6), "-H2": (6, 12), "-01/{}-09": (0, 9), "": (0, 12),
}  # fmt: skip
COURSE = ("2023-Q1", "2023-H1", "2023-01/2023-09", "2023")


@dataclass(frozen=True)
class Office:
    """Who prints: draws how each number is rounded, and by which source it is said."""

    draw: st.DrawFn
    sources: Sequence[str]
    careless: bool = False

    def often(self, chance: float = 0.75) -> bool:
        """Whether something is said at all."""
        return self.draw(st.integers(1, 100)) <= 100 * chance

    def source(self) -> str:
        """One of the sources."""
        return self.draw(st.sampled_from(self.sources))

    def number(self, value: Fraction, blank: Number, *, moves: bool = False) -> Number:
        """A true value on paper."""
        blank = replace(blank, negative=value < 0)
        exact = abs(value) / blank.last
        if self.careless and self.often(0.3):
            return _without_zeros(self._carelessly(exact, blank))
        if exact >= 20 and self.often(0.4):
            return _without_zeros(self._hedged(exact, blank, amount=not moves))
        rounded = replace(blank, digits=self._rounded(exact))
        return rounded if self.often(0.5) else _without_zeros(rounded)

    def amount(self, value: Fraction, unit: str) -> Number:
        """The same with a scale word that suits its size."""
        scales = (6, 9, 12, 15) if unit in ("VND", "USD") else (0, 3, 6)
        fitting = [scale for scale in scales if 1 <= abs(value) / 10**scale < 10**7]
        scale = self.draw(st.sampled_from(fitting)) if fitting else scales[0]
        places = self.draw(st.integers(0, 4)) if scale else 0
        return self.number(value, Number(0, places, scale))

    def percent(self, value: Fraction, *, moves: bool = False) -> Number:
        """A percentage with up to two decimals."""
        return self.number(value, Number(0, self.draw(st.integers(0, 2))), moves=moves)

    def _rounded(self, exact: Fraction) -> int:
        """To the nearest, a half up or to the even digit."""
        half_up = floor(exact + Fraction(1, 2))
        return self.draw(st.sampled_from([half_up, round(exact)]))

    def _carelessly(self, exact: Fraction, blank: Number) -> Number:
        if exact >= 1000 and not blank.places and self.often(0.5):
            coarse = 10 ** self.draw(st.integers(1, len(str(int(exact))) - 2))
            return replace(blank, digits=round(exact / coarse) * coarse)
        return replace(blank, digits=floor(exact))

    def _hedged(self, exact: Fraction, blank: Number, *, amount: bool) -> Number:
        """Hedged; a negative amount is printed with no range, which would read from below zero."""
        if self.often(0.2) and not (amount and blank.negative):
            low, high = (self.draw(st.integers(0, 2)) for _ in range(2))
            return replace(blank, digits=floor(exact) - low, upper=ceil(exact) + high)
        coarse = 10 ** self.draw(st.integers(0, len(str(int(exact))) - 2))
        one_sided = amount and not blank.negative
        hedge = self.draw(st.sampled_from(HEDGES if one_sided else HEDGES[:3]))
        steps = exact / coarse
        if hedge == "estimate":
            return replace(blank, digits=self._rounded(exact), hedge=hedge)
        if steps.denominator == 1 and hedge in ("over", "nearly"):
            return replace(blank, digits=int(exact))
        whole = {"over": floor, "at-least": floor, "nearly": ceil, "at-most": ceil}
        return replace(blank, digits=whole.get(hedge, round)(steps) * coarse, hedge=hedge)


def _without_zeros(number: Number) -> Number:
    """Without zeros behind the last decimal: they would say more than was drawn."""
    while number.places and number.digits % 10 == 0 and (number.upper or 0) % 10 == 0:
        upper = None if number.upper is None else number.upper // 10
        number = replace(number, digits=number.digits // 10, upper=upper, places=number.places - 1)
    return number


@dataclass
class Page:
    """What is printed of true values, statement by statement."""

    office: Office
    truth: dict[Quantity, Fraction]
    units: Mapping[str, str]
    statements: list[Statement] = field(default_factory=list)

    def level(self, quantity: Quantity, kind: str = "level", period: str = "") -> None:
        """A level, base or target, at the figure of a period."""
        unit = quantity.unit or self.units[quantity.indicator]
        value = self.truth[quantity]
        number = self.office.percent(value) if unit == "%" else self.office.amount(value, unit)
        self._say(kind, period or quantity.period, quantity, None, number, unit)

    def growth(self, quantity: Quantity, reference: Quantity, form: str = "") -> None:
        """By how many percent it grew, as an index, or a year on average."""
        now, before = self.truth[quantity], self.truth[reference]
        percent = 100 * (now - before) / before
        if form == "yearly":
            percent = self._yearly(now / before, quantity, reference)
        if form == "index":
            percent += 100
        number = self.office.percent(percent, moves=form != "index")
        self._say("growth", quantity.period, quantity, reference, number, "%", form)

    def ratio(self, kind: str, quantity: Quantity, reference: Quantity) -> None:
        """An attainment or a share in percent, or a multiple."""
        ratio = self.truth[quantity] / self.truth[reference]
        if kind == "multiple":
            number, unit = self.office.number(ratio, Number(0, 2), moves=True), "time"
        else:
            number, unit = self.office.percent(100 * ratio), "%"
        self._say(kind, quantity.period, quantity, reference, number, unit)

    def change(self, quantity: Quantity, reference: Quantity) -> None:
        """By how much it changed."""
        unit = self.units[quantity.indicator]
        value = self.truth[quantity] - self.truth[reference]
        if unit == "%":
            number, unit = self.office.percent(value, moves=True), "point"
        else:
            scale = 6 if unit == "VND" else 0
            number = self.office.number(value, Number(0, 0, scale), moves=True)
        self._say("change", quantity.period, quantity, reference, number, unit)

    def count(self, quantity: Quantity, number: Number, kind: str = "level") -> None:
        """How many of the provinces."""
        self._say(kind, quantity.period, quantity, None, number, "province")

    def weighted_share(self, quantity: Quantity) -> None:
        """A percentage that counts do not make."""
        number = self.office.percent(self.truth[quantity])
        self._say("share", quantity.period, quantity, None, number, "%")

    def name_of(self, quantity: Quantity) -> str:
        """The statement that prints a level, if one does."""
        levels = (said for said in self.statements if said.kind == "level")
        return next((said.name for said in levels if said.subject == quantity), "")

    def _say(
        self,
        kind: str,
        period: str,
        subject: Quantity,
        reference: Quantity | None,
        number: Number,
        unit: str,
        form: str = "",
    ) -> None:
        source = self.office.source()
        apart = "-usd" if subject.unit else f"-{subject.basis}" if subject.basis else ""
        figure = f"{subject.indicator}{apart}-{period[:10].replace('/', '-').lower()}"
        self.statements.append(
            Statement(source, figure, kind, period, subject, reference, number, unit, form)
        )

    def _yearly(self, ratio: Fraction, quantity: Quantity, reference: Quantity) -> Fraction:
        """The yearly growth, near enough that rounding hides what is left out."""
        years = int(quantity.period[:4]) - int(reference.period[:4])
        return 100 * (Fraction(float(ratio) ** (1 / years)).limit_denominator(10**9) - 1)


Block = Callable[[Office, str], Plan]


def tree(office: Office, name: str) -> Plan:
    """A total with its parts, perhaps parts of parts, and what is outside them."""
    draw = office.draw
    unit, kind, largest = draw(
        st.sampled_from([("VND", "flow", 10**14), ("person", "stock", 10**7)])
    )
    parts = tuple(f"{name}-{number}" for number in range(draw(st.integers(2, 4))))
    rest = draw(st.sampled_from([Fraction(0), Fraction(0), Fraction(1, 200), Fraction(1, 50)]))
    sums = [Identity(f"sum-{name}", name, parts, rest)]
    if office.often(0.3):
        sums.insert(0, Identity(f"sum-{parts[0]}", parts[0], (f"{parts[0]}-a", f"{parts[0]}-b")))

    names = (name, *parts, *(sums[0].parts if len(sums) > 1 else ()))
    page = Page(office, _true_sums(draw, names, sums, largest), dict.fromkeys(names, unit))
    for indicator in names:
        _figure(page, indicator, name if indicator in parts else "")
    stated = page.name_of(Quantity(name, NOW)) if office.often(0.7) else ""
    goal = Quantity(name, YEAR, "target")
    return Plan(
        {},
        dict.fromkeys(names, Indicator(unit, kind)),
        tuple(replace(identity, stated=stated) for identity in sums),
        {goal: office.amount(page.truth[goal], unit)} if office.often(0.3) else {},
        statements=tuple(page.statements),
    )


def _true_sums(
    draw: st.DrawFn, names: Sequence[str], sums: Sequence[Identity], largest: int
) -> dict[Quantity, Fraction]:
    """True values of all names, each sum after those that it is made of."""
    truth: dict[Quantity, Fraction] = {}
    totals = [identity.total for identity in sums]
    for measure, period in (("actual", NOW), ("actual", BEFORE), ("target", YEAR)):
        for name in names:
            if name not in totals:
                size = draw(st.integers(largest // 10**4, largest))
                truth[Quantity(name, period, measure)] = Fraction(size)
        for identity in sums:
            parts = (truth[Quantity(part, period, measure)] for part in identity.parts)
            outside = identity.rest * Fraction(draw(st.integers(0, 100)), 100)
            total = sum(parts, Fraction(0)) / (1 - outside)
            truth[Quantity(identity.total, period, measure)] = total
    return truth


def _figure(page: Page, indicator: str, whole: str) -> None:
    """Any of the level of an indicator, its base, plan, growth, attainment and share of a whole."""
    now, before = Quantity(indicator, NOW), Quantity(indicator, BEFORE)
    goal, office = Quantity(indicator, YEAR, "target"), page.office
    if office.often(0.9):
        page.level(now)
    if office.often(0.5):
        page.level(before, "base", NOW)
    if office.often(0.5):
        page.level(goal, "target", NOW)
    if office.often(0.6):
        page.growth(now, before, office.draw(st.sampled_from(["", "", "index"])))
    if office.often(0.4):
        page.ratio("attainment", now, goal)
    if whole and office.often(0.3):
        page.ratio("share", now, Quantity(whole, NOW))


def course(office: Office, name: str) -> Plan:
    """A flow through the year, cumulated, against the year before, its plan and some years ago."""
    draw = office.draw
    amounts = st.integers(10**9, 10**13)
    truth: dict[Quantity, Fraction] = {}
    for year in ("2022", "2023"):
        totals = accumulate(draw(amounts) for _ in COURSE)
        for period, total in zip(COURSE, totals, strict=True):
            truth[Quantity(name, period.replace("2023", year))] = Fraction(total)
    goal, long_ago = Quantity(name, YEAR, "target"), Quantity(name, "2020")
    truth[goal] = Fraction(draw(amounts) * 3)
    truth[long_ago] = Fraction(draw(amounts) * 3)

    page = Page(office, truth, {name: "VND"})
    compared = office.often(0.5)
    for period in COURSE[: len(COURSE) - compared]:
        _so_far(page, Quantity(name, period), goal)
    if office.often():
        page.level(goal, "target", YEAR)
    if compared:
        page.level(Quantity(name, YEAR))
        page.level(long_ago)
        page.growth(Quantity(name, YEAR), long_ago, "yearly")
    return Plan({}, {name: Indicator("VND", "flow")}, statements=tuple(page.statements))


def _so_far(page: Page, now: Quantity, goal: Quantity) -> None:
    """What is said of a flow up to a day."""
    office, before = page.office, now._replace(period=now.period.replace("2023", "2022"))
    if office.often():
        page.level(now)
    if office.often(0.4):
        page.level(before, "base", now.period)
    if office.often(0.5):
        page.growth(now, before)
    if office.often(0.4):
        page.ratio("attainment", now, goal)
    if office.often(0.3):
        page.change(now, before)


def calendar(office: Office, name: str) -> Plan:
    """A flow or a balance month by month, by quarters and halves, and what came together so far."""
    signed = office.often(0.25)
    # No month is thousands of times smaller than a year, which would look like another scale.
    amounts = st.integers(-(10**12), 10**12) if signed else st.integers(5 * 10**10, 10**12)
    truth: dict[Quantity, Fraction] = {}
    for year in ("2022", "2023"):
        by_month = [office.draw(amounts) for _ in range(12)]
        for period, (first, last) in PARTS_OF_YEAR.items():
            truth[Quantity(name, f"{year}{period}".format(year))] = Fraction(
                sum(by_month[first:last])
            )
    page = Page(office, truth, {name: "VND"})
    for quantity in truth:
        now = quantity.period.startswith("2023")
        if office.often(0.45 if now else 0.1):
            page.level(quantity)
        if now and not signed and office.often(0.25):
            page.growth(quantity, quantity._replace(period=quantity.period.replace("2023", "2022")))
    indicator = Indicator("VND", "flow", signed=signed)
    return Plan({}, {name: indicator}, statements=tuple(page.statements))


def coverage(office: Office, name: str) -> Plan:
    """A ratio at the end of its period: in percent, in points, and against another."""
    draw = office.draw
    peer = f"{name}-peer"
    hundredths = st.integers(1000, 9900).map(lambda number: Fraction(number, 100))
    now, before, other = Quantity(name, NOW), Quantity(name, BEFORE), Quantity(peer, NOW)
    month = Quantity(name, "2023-06")
    truth = {now: draw(hundredths), before: draw(hundredths), other: draw(hundredths)}
    truth[month] = truth[now]
    page = Page(office, truth, {name: "%", peer: "%"})
    page.level(now)
    if office.often():
        page.level(before, "base", NOW)
    if office.often(0.5):
        page.change(now, before)
    if office.often(0.4):
        page.growth(now, before)
    if office.often(0.5):
        page.level(other)
        page.ratio("multiple", now, other)
    if office.often(0.3):
        page.level(month)
    indicators = dict.fromkeys((name, peer), Indicator("%", "ratio", "end"))
    return Plan({}, indicators, statements=tuple(page.statements))


def rate(office: Office, name: str) -> Plan:
    """A rate over a period: that of the year is not that of its last quarter."""
    draw = office.draw
    hundredths = st.integers(100, 2000).map(lambda number: Fraction(number, 100))
    timing = draw(st.sampled_from(["over", "average"]))
    year, quarter = Quantity(name, YEAR), Quantity(name, "2023-Q4")
    truth = {year: draw(hundredths), quarter: draw(hundredths)}
    page = Page(office, truth, {name: "%"})
    for quantity in (year, quarter):
        page.level(quantity)
    return Plan({}, {name: Indicator("%", "ratio", timing)}, statements=tuple(page.statements))


def balance(office: Office, name: str) -> Plan:
    """What may be negative, with its two parts."""
    draw = office.draw
    parts = (f"{name}-in", f"{name}-out")
    tenths = st.integers(-20_000, 20_000).filter(lambda number: abs(number) > 9)
    truth: dict[Quantity, Fraction] = {}
    for period in (NOW, BEFORE):
        for part in parts:
            truth[Quantity(part, period)] = Fraction(draw(tenths) * 10**8)
        truth[Quantity(name, period)] = sum(
            (truth[Quantity(part, period)] for part in parts), Fraction(0)
        )
    page = Page(office, truth, dict.fromkeys((name, *parts), "VND"))
    for indicator in (name, *parts):
        now, before = Quantity(indicator, NOW), Quantity(indicator, BEFORE)
        if office.often(0.9):
            page.level(now)
        if office.often(0.5):
            page.level(before, "base", NOW)
        printed = any(said.subject == before for said in page.statements)
        if truth[before] and printed and office.often():
            page.growth(now, before)
        if office.often(0.3):
            page.change(now, before)
    sums = (Identity(f"sum-{name}", name, parts, stated=page.name_of(Quantity(name, NOW))),)
    indicators = dict.fromkeys((name, *parts), Indicator("VND", "flow", signed=True))
    return Plan({}, indicators, sums, statements=tuple(page.statements))


def count(office: Office, name: str) -> Plan:
    """Provinces that are done, of all of them."""
    now, before = Quantity(name, NOW), Quantity(name, BEFORE)
    values = [office.draw(st.integers(1, PROVINCES)) for _ in range(2)]
    truth = {now: Fraction(values[0]), before: Fraction(values[1])}
    page = Page(office, truth, {name: "province"})
    page.count(now, Number(values[0], population=PROVINCES))
    if office.often():
        page.count(before._replace(period=BEFORE), Number(values[1], population=PROVINCES))
    if office.often():
        page.change(now, before)
    if office.often(0.5):
        page.growth(now, before)
    return Plan(
        {},
        {name: Indicator("province", "stock")},
        populations={"province": PROVINCES},
        statements=tuple(page.statements),
    )


def dollars(office: Office, name: str) -> Plan:
    """A level in two currencies, and its growth."""
    draw = office.draw
    now, before = Quantity(name, NOW), Quantity(name, BEFORE)
    in_dollars = now._replace(unit="USD")
    truth = {key: Fraction(draw(st.integers(10**11, 10**14))) for key in (now, before)}
    truth[in_dollars] = truth[now] / draw(st.integers(*DOLLAR))
    page = Page(office, truth, {name: "VND"})
    page.level(now)
    page.level(in_dollars)
    if office.often(0.6):
        page.level(before, "base", NOW)
    page.growth(now, before)
    return Plan(
        {}, {name: Indicator("VND", "flow")}, rates={"USD": DOLLAR},
        statements=tuple(page.statements),
    )  # fmt: skip


BLOCKS: tuple[Block, ...] = (tree, tree, course, calendar, coverage, rate, balance, count, dollars)


@st.composite
def plans(draw: st.DrawFn, *, careless: bool = False, blocks: Sequence[Block] = BLOCKS) -> Plan:
    """One or two blocks that one or two sources speak of, each in its language."""
    sources = ("ministry", "yearbook")[: draw(st.integers(1, 2))]
    office = Office(draw, sources, careless)
    plan = Plan({source: draw(st.sampled_from(["vi", "en"])) for source in sources})
    for name in ("output", "second")[: draw(st.integers(1, 2))]:
        plan = plan.beside(draw(st.sampled_from(blocks))(office, name))
    return plan
