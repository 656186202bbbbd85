"""True plans of what more must hold: products, units of one dimension, weeks, targets in time."""

from fractions import Fraction

from hypothesis import strategies as st

from tests.differential.oracle import WEEKS, WEEKS_IN
from tests.differential.plans import (
    NOW,
    YEAR,
    Identity,
    Indicator,
    Plan,
    Product,
    Quantity,
)
from tests.differential.worlds import Block, Office, Page

WORTH = {"kWh": 1, "MWh": 1000, "GWh": 10**6}
QUARTERS = tuple(f"{YEAR}-Q{number}" for number in range(1, 5))


def mixed_units(office: Office, name: str) -> Plan:
    """Energy in all, and its parts, each in any unit; one may have parts of its own."""
    draw = office.draw
    parts = (f"{name}-hydro", f"{name}-solar")
    leaves = (f"{name}-roofs", f"{name}-fields") if office.often(0.4) else ()
    names = (name, *parts, *leaves)
    units = {indicator: draw(st.sampled_from(sorted(WORTH))) for indicator in names}
    sums = [Identity(f"sum-{name}", name, parts)]
    sums += [Identity(f"sum-{parts[1]}", parts[1], leaves)] if leaves else []

    # In kWh, then in the units of each.
    energy = {
        indicator: Fraction(draw(st.integers(10**8, 10**10))) for indicator in (*leaves, *parts)
    }
    for identity in reversed(sums):
        energy[identity.total] = sum((energy[part] for part in identity.parts), Fraction(0))
    truth = {
        Quantity(indicator, NOW): energy[indicator] / WORTH[units[indicator]] for indicator in names
    }
    page = Page(office, truth, units)
    for quantity in truth:
        if office.often(0.85):
            page.level(quantity)
        if (
            quantity.indicator != name
            and office.often(0.2)
            and units[quantity.indicator] == units[name]
        ):
            page.ratio("share", quantity, Quantity(name, NOW))
    stated = page.name_of(Quantity(name, NOW)) if office.often(0.6) else ""
    indicators = {
        indicator: Indicator(unit, "flow", worth=WORTH[unit]) for indicator, unit in units.items()
    }
    return Plan(
        {},
        indicators,
        tuple(Identity(each.name, each.total, each.parts, stated=stated) for each in sums),
        statements=tuple(page.statements),
    )


def product(office: Office, name: str) -> Plan:
    """An amount, people, and how much there is for each of them, in hundreds perhaps."""
    draw = office.draw
    each, people = f"{name}-each", f"{name}-people"
    times = draw(st.sampled_from([Fraction(1), Fraction(100)]))
    truth = {
        Quantity(each, NOW): Fraction(draw(st.integers(10**6, 10**8))),
        Quantity(people, NOW): Fraction(draw(st.integers(10**4, 10**7))),
    }
    amount = Quantity(name, NOW)
    truth[amount] = truth[Quantity(each, NOW)] * truth[Quantity(people, NOW)] * times
    page = Page(office, truth, {name: "VND", each: "VND", people: "person"})
    for quantity in truth:
        if office.often(0.9):
            page.level(quantity)
    indicators = {
        name: Indicator("VND", "flow"),
        each: Indicator("VND", "flow"),
        people: Indicator("person", "flow"),
    }
    made = Product(f"product-{name}", name, (each, people), times)
    return Plan({}, indicators, statements=tuple(page.statements), products=(made,))


def weeks(office: Office, name: str) -> Plan:
    """A flow by weeks, within a quarter of which other days may bring more."""
    days = {week: Fraction(office.draw(st.integers(10**9, 10**12))) for week in WEEKS}
    truth = {Quantity(name, week): amount for week, amount in days.items()}
    others = Fraction(office.draw(st.integers(0, 10**12)))
    truth[Quantity(name, WEEKS_IN)] = sum(days.values(), others)
    page = Page(office, truth, {name: "VND"})
    for quantity in truth:
        if office.often(0.6 if quantity.period in WEEKS else 0.9):
            page.level(quantity)
    return Plan({}, {name: Indicator("VND", "flow")}, statements=tuple(page.statements))


def targets_in_time(office: Office, name: str) -> Plan:
    """Targets of quarters, of the first half and of the year, declared or printed."""
    draw = office.draw
    sizes = {quarter: Fraction(draw(st.integers(10**10, 10**12))) for quarter in QUARTERS}
    sizes[NOW] = sizes[QUARTERS[0]] + sizes[QUARTERS[1]]
    sizes[YEAR] = sum((sizes[quarter] for quarter in QUARTERS), Fraction(0))
    truth = {Quantity(name, period, "target"): size for period, size in sizes.items()}
    page = Page(office, truth, {name: "VND"})
    declared = {}
    for goal in truth:
        if office.often(0.5):
            declared[goal] = office.amount(truth[goal], "VND")
        if office.often(0.4):
            page.level(goal, "target", goal.period)
    indicators = {name: Indicator("VND", "flow")}
    return Plan({}, indicators, targets=declared, statements=tuple(page.statements))


LAWS: tuple[Block, ...] = (mixed_units, product, weeks, targets_in_time)
