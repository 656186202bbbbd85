"""Honest reports that break naive laws: each block declares why, and prints what is true."""

from dataclasses import replace
from fractions import Fraction

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
    Revision,
    Statement,
)
from tests.differential.worlds import COURSE, PROVINCES, Block, Office, Page

FIRST, LATER = "first-report", "later-report"
CHANGED = "changed"
DAYS = ("2022-11-15", "2023-04-01", "2023-08-10", "2023-12-20")
CLOSING = Fraction(2, 100)


def overlapping(office: Office, name: str) -> Plan:
    """People, and some of them by several marks, which one may have at once."""
    parts = (f"{name}-women", f"{name}-rural", f"{name}-young")
    people = office.draw(st.integers(10**5, 10**7))
    truth = {Quantity(name, NOW): Fraction(people)}
    for part in parts:
        share = office.draw(st.integers(1, 1000))
        truth[Quantity(part, NOW)] = Fraction(people * share // 1000)
    page = Page(office, truth, dict.fromkeys((name, *parts), "person"))
    for quantity in truth:
        page.level(quantity)
        if quantity.indicator != name and office.often(0.5):
            page.ratio("share", quantity, Quantity(name, NOW))
    stated = page.name_of(Quantity(name, NOW))
    among = Identity(f"among-{name}", name, parts, stated=stated, overlap=True)
    indicators = dict.fromkeys((name, *parts), Indicator("person", "stock"))
    return Plan({}, indicators, (among,), statements=tuple(page.statements))


def distinct(office: Office, name: str) -> Plan:
    """Users, each counted once in any period: a later count may be less than an earlier one."""
    counts = st.integers(10**4, 10**7).map(Fraction)
    truth = {Quantity(name, period): office.draw(counts) for period in COURSE}
    page = Page(office, truth, {name: "person"})
    for quantity in truth:
        page.level(quantity)
    users = Indicator("person", "flow", additivity="none")
    return Plan({}, {name: users}, statements=tuple(page.statements))


def census(office: Office, name: str) -> Plan:
    """A total and its parts, each moved by chance to one of the multiples of five beside it."""
    parts = tuple(f"{name}-{number}" for number in range(office.draw(st.integers(2, 5))))
    truth = {part: office.draw(st.integers(1001, 10**6)) for part in parts}
    truth[name] = sum(truth.values())
    said = []
    for indicator, size in truth.items():
        digits = size - size % 5 + office.draw(st.sampled_from([0, 5] if size % 5 else [0]))
        quantity = Quantity(indicator, NOW)
        said.append(
            Statement("census", indicator, "level", NOW, quantity, None, Number(digits), "person")
        )
    total = Identity(f"sum-{name}", name, parts, stated=f"census#{name}")
    indicators = dict.fromkeys((name, *parts), Indicator("person", "stock"))
    return Plan(
        {"census": "en"}, indicators, (total,), statements=tuple(said), roundings={"census": 5}
    )


def revised(office: Office, name: str) -> Plan:
    """A figure that a later report gives otherwise; each computes from what it knew.

    The first report may call it an estimate. Either prints the base, growth, plan or attainment.
    """
    draw = office.draw
    now, before = Quantity(name, NOW), Quantity(name, BEFORE)
    goal = Quantity(name, YEAR, "target")
    final = draw(st.integers(10**11, 10**13))
    estimate = final * draw(st.integers(80, 125)) // 100
    known = {before: Fraction(draw(st.integers(10**11, 10**13)))}
    known[goal] = Fraction(draw(st.integers(10**11, 10**13)))
    statements: list[Statement] = []
    for source, value in ((FIRST, estimate), (LATER, final)):
        page = Page(
            replace(office, sources=[source]), known | {now: Fraction(value)}, {name: "VND"}
        )
        billions = Number(round(Fraction(value, 10**7)), 2, 9)
        hedge = "estimate" if source == FIRST and office.often(0.5) else ""
        number = replace(billions, hedge=hedge)
        page.statements.append(Statement(source, name, "level", NOW, now, None, number, "VND"))
        if office.often(0.5):
            page.level(before, "base", NOW)
        if office.often(0.5):
            page.growth(now, before)
        if office.often(0.5):
            page.level(goal, "target", NOW)
        if office.often(0.5):
            page.ratio("attainment", now, goal)
        figures = (replace(said, figure=name) for said in page.statements)
        statements += figures
    return Plan(
        {FIRST: "vi", LATER: "en"},
        {name: Indicator("VND", "flow")},
        statements=tuple(statements),
        published={FIRST: "2023-07-05", LATER: "2023-11-20"},
    )


def hundreds(office: Office, name: str) -> Plan:
    """A total and its parts, each rounded to hundreds by a source that says so."""
    draw = office.draw
    parts = tuple(f"{name}-{number}" for number in range(draw(st.integers(2, 5))))
    truth = {part: draw(st.integers(10**3, 10**6)) for part in parts}
    truth[name] = sum(truth.values())
    said = [
        Statement(
            "hundreds", indicator, "level", NOW, Quantity(indicator, NOW), None,
            Number(round(Fraction(size, 100)) * 100), "person",
        )
        for indicator, size in truth.items()
    ]  # fmt: skip
    total = Identity(f"sum-{name}", name, parts, stated=f"hundreds#{name}")
    indicators = dict.fromkeys((name, *parts), Indicator("person", "stock"))
    return Plan(
        {"hundreds": "vi"}, indicators, (total,), statements=tuple(said),
        rounded_to={"hundreds": 100},
    )  # fmt: skip


def rebased(office: Office, name: str) -> Plan:
    """A series that is put on another base between two figures, by a factor that may be known."""
    draw = office.draw
    now, before = Quantity(name, NOW), Quantity(name, BEFORE)
    hundredths = draw(st.integers(50, 200))
    truth = {each: Fraction(draw(st.integers(10**11, 10**13))) for each in (now, before)}
    page = Page(office, dict(truth), {name: "VND"})
    page.level(now)
    page.level(before)
    page.truth[before] = truth[before] * hundredths / 100  # as it would be on the new base
    page.growth(now, before)
    factor = Fraction(hundredths, 100) if office.often() else None
    indicator = Indicator("VND", "flow", rebased="2023", factor=factor)
    return Plan({}, {name: indicator}, statements=tuple(page.statements))


def real_and_nominal(office: Office, name: str) -> Plan:
    """Levels at current prices, growth at constant ones, and perhaps levels at those too."""
    draw = office.draw
    truth: dict[Quantity, Fraction] = {}
    for basis in ("current-prices", "constant-prices"):
        for period in (NOW, BEFORE):
            size = Fraction(draw(st.integers(10**11, 10**13)))
            truth[Quantity(name, period, basis=basis)] = size
    page = Page(office, truth, {name: "VND"})
    for quantity in truth:
        if quantity.basis == "current-prices" or office.often(0.5):
            page.level(quantity)
    for basis in ("current-prices", "constant-prices"):
        if office.often():
            now, before = (Quantity(name, period, basis=basis) for period in (NOW, BEFORE))
            page.growth(now, before)
    return Plan({}, {name: Indicator("VND", "flow")}, statements=tuple(page.statements))


def either_plan(office: Office, name: str) -> Plan:
    """An attainment that does not say of which plan, where the half and the year have one."""
    draw = office.draw
    now = Quantity(name, NOW)
    goals = [Quantity(name, period, "target") for period in (NOW, YEAR)]
    sizes = sorted(draw(st.integers(10**11, 10**13)) for _ in goals)
    truth = dict(zip(goals, map(Fraction, sizes), strict=True))
    truth[now] = Fraction(draw(st.integers(10**11, 10**13)))
    page = Page(office, truth, {name: "VND"})
    page.level(now)
    page.ratio("attainment", now, draw(st.sampled_from(goals)))
    bare = [
        replace(said, form="bare") if said.kind == "attainment" else said
        for said in page.statements
    ]
    targets = {goal: office.amount(truth[goal], "VND") for goal in goals}
    return Plan({}, {name: Indicator("VND", "flow")}, (), targets, statements=tuple(bare))


def changed_target(office: Office, name: str) -> Plan:
    """A percentage of a plan that was changed while its period ran, perhaps twice."""
    draw = office.draw
    now, goal = Quantity(name, NOW), Quantity(name, YEAR, "target")
    office = replace(office, sources=[CHANGED])
    days = sorted(draw(st.sets(st.sampled_from(DAYS), min_size=1, max_size=2)))
    sizes = [Fraction(draw(st.integers(10**11, 10**13))) for _ in range(len(days) + 1)]
    numbers = [Number(round(size / 10**7), 2, 9) for size in sizes]
    published = draw(st.sampled_from(["2023-07-05", "2023-11-20"]))
    in_force = [
        number
        for number, since, until in zip(numbers, ["", *days], [*days, "9999"], strict=True)
        if since <= published and until > "2023-01-01"
    ]

    truth = {now: Fraction(draw(st.integers(10**11, 10**13)))}
    truth[goal] = draw(st.sampled_from(in_force)).value
    page = Page(office, truth, {name: "VND"})
    page.level(now)
    page.ratio("attainment", now, goal)
    revisions = tuple(map(Revision, days, numbers[1:]))
    return Plan(
        {CHANGED: "vi"}, {name: Indicator("VND", "flow")}, targets={goal: numbers[0]},
        statements=tuple(page.statements), published={CHANGED: published},
        revisions={goal: revisions},
    )  # fmt: skip


def weighted(office: Office, name: str) -> Plan:
    """How many of the provinces said yes, and their percentage by what each weighs."""
    office = replace(office, sources=[office.source()])
    now = Quantity(name, NOW)
    said_yes = office.draw(st.integers(1, PROVINCES))
    by_weight = now._replace(measure="weighted")
    truth = {by_weight: Fraction(office.draw(st.integers(100, 9900)), 100)}
    page = Page(office, truth, {name: "province"})
    page.count(now, Number(said_yes, population=PROVINCES))
    page.weighted_share(by_weight)
    return Plan(
        {}, {name: Indicator("province", "stock", weighted=True)},
        populations={"province": PROVINCES}, statements=tuple(page.statements),
    )  # fmt: skip


def closed(office: Office, name: str) -> Plan:
    """A year whose accounts were closed for a little less than had been counted before."""
    nine = Fraction(office.draw(st.integers(10**11, 10**13)))
    less = Fraction(office.draw(st.integers(-50, 19)), 1000)
    truth = {Quantity(name, COURSE[2]): nine, Quantity(name, YEAR): nine * (1 - less)}
    page = Page(office, truth, {name: "VND"})
    for quantity in truth:
        page.level(quantity)
    indicators = {name: Indicator("VND", "flow")}
    return Plan({}, indicators, statements=tuple(page.statements), closing=CLOSING)


EXCEPTIONS: tuple[Block, ...] = (
    overlapping, distinct, census, revised, hundreds, rebased, real_and_nominal, either_plan,
    closed, changed_target, weighted,
)  # fmt: skip
