"""Whether all that is printed can be true: an oracle written from the rules, not from the engine.

It knows nothing of how the tracker reads texts: it has the digits themselves, and the table of
widths. Every law is one conjunction of linear constraints over rationals, which z3 decides.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import IntEnum
from fractions import Fraction
from typing import Literal, NamedTuple

import z3

from tests.differential.plans import NOW, YEAR, Identity, Number, Plan, Quantity, Statement

Width = Literal["ordinary", "lax"]
RATES = ("%", "time", "point")
HALF, CAP, HEDGED_CAP = Fraction(1, 2), Fraction(1, 10), Fraction(1, 2)


class Severity(IntEnum):
    """How bad the worst finding is."""

    NONE, WARNING, ERROR = range(3)


class Ends(NamedTuple):
    """An interval; None where it has no end."""

    low: Fraction | None
    high: Fraction | None
    open: bool = False

    def times(self, factor: Fraction) -> "Ends":
        """All of it times a positive number."""
        low, high = (end if end is None else end * factor for end in (self.low, self.high))
        return Ends(low, high, self.open)


class Expected(NamedTuple):
    """The worst finding that a plan must have, and the worst that it may have."""

    least: Severity
    most: Severity


def expected(plan: Plan) -> Expected:
    """How the plan is to be judged."""
    if possible(plan, "ordinary"):
        return Expected(Severity.NONE, Severity.NONE)
    if possible(plan, "lax"):
        return Expected(Severity.WARNING, Severity.WARNING)
    must = any(
        not possible(_alone(plan, source), "lax", notations=True, beside=plan)
        for source in plan.locales
    )
    may = must or any(
        not possible(_alone(plan, source, everybody=True), "lax", beside=plan)
        for source in plan.locales
    )
    return Expected(
        Severity.ERROR if must else Severity.WARNING, Severity.ERROR if may else Severity.WARNING
    )


def _alone(plan: Plan, source: str, *, everybody: bool = False) -> Plan:
    """What one source says, without what the plan only assumes; it need not state a sum itself."""
    stated = [
        identity
        for identity in plan.identities
        if identity.stated
        and not identity.overlap  # gross may be more than net
        and (everybody or identity.stated.startswith(f"{source}#"))
    ]
    said = [
        statement
        for statement in plan.statements
        if statement.source == source and not _is_guessed(plan, statement)
    ]
    return Plan(
        {source: plan.locales[source]},
        plan.indicators,
        tuple(stated),
        plan.targets,
        {},
        {},
        tuple(said),
        plan.roundings,
        plan.rounded_to,
        plan.published,
        plan.closing,
        plan.revisions,
    )


def _is_guessed(plan: Plan, said: Statement) -> bool:
    """Whether a statement counts only by something that the plan supposes.

    Of which plan an attainment is; by what a series was put on another base; at which prices
    something is, where others of it are said to be at some.
    """
    indicator = said.subject.indicator
    of_breaks = said.reference is not None and plan.indicators[indicator].rebased
    priced = any(
        other.subject.indicator == indicator and other.subject.basis for other in plan.statements
    )
    return said.form == "bare" or bool(of_breaks) or (priced and not said.subject.basis)


def possible(
    plan: Plan, width: Width, *, notations: bool = False, beside: Plan | None = None
) -> bool:
    """Whether everything can hold at once, with `notations` in any that the marks allow.

    `beside` is what else is printed: a base that it prints may be negative.
    """
    solver = z3.SolverFor("QF_LRA")
    world = _World(plan, width, notations, beside)
    solver.add(*world.declared(), *world.printed(), *world.laws(), *world.signs())
    return bool(solver.check() == z3.sat)


def interval(number: Number, width: Width, unit: str = "") -> Ends:
    """The one table of widths; zeros at the end of a rate may say nothing."""
    v, u = number.digits * number.last, number.last
    if number.population is not None:
        return Ends(v, v)
    if number.upper is not None:
        reach = Fraction(0) if width == "ordinary" else u
        ends = Ends(v - reach, number.upper * u + reach)
    else:
        ends = _hedged(number, v, u, _last_nonzero(number, unit in RATES), width)
    return ends if not number.negative else Ends(_minus(ends.high), _minus(ends.low), ends.open)


def _last_nonzero(number: Number, rate: bool) -> Fraction:
    """The unit of the last digit that is not zero; those behind an amount's decimal mark count."""
    plain = number.hedge in ("", "estimate")
    digits, unit = number.digits, number.last
    while digits and digits % 10 == 0 and (rate or not number.places):
        digits, unit = digits // 10, unit * 10
    most = number.digits * number.last * (CAP if plain else HEDGED_CAP)
    return min(unit, most) if digits else unit


def _hedged(number: Number, v: Fraction, u: Fraction, w: Fraction, width: Width) -> Ends:
    lax = width == "lax"
    match number.hedge:
        case "over":
            return Ends(v - u / 2, v + 2 * w) if lax else Ends(v, v + w, open=True)
        case "nearly":
            return Ends(v - 2 * w, v + u / 2) if lax else Ends(v - w, v, open=True)
        case "about":
            reach = 2 * w if lax else w
        case "at-least":
            return Ends(v, None)
        case "at-most":
            return Ends(None, v)
        case _:
            reach = max(u, w) if lax else u / 2
    return Ends(v - reach, v + reach)


def _minus(end: Fraction | None) -> Fraction | None:
    return None if end is None else -end


def notations_of(said: Statement) -> Iterator[Statement]:
    """A statement as printed, and in the other notations that its marks allow."""
    number = said.number
    yield said
    if number.population is None and 1000 <= number.digits < 10**6:
        for places, other in ((0, 3), (3, 0)):
            if number.places == places:
                yield replace(said, number=replace(number, places=other))


class _World:
    """The constraints of a plan; each quantity is a real number."""

    def __init__(self, plan: Plan, width: Width, notations: bool, beside: Plan | None) -> None:
        self._plan, self._width, self._notations = plan, width, notations
        self._assumes = beside is None  # all that the plan supposes, and not what one source says
        beside = beside or plan
        self._reals: dict[tuple[Quantity, str], z3.ArithRef] = {}
        levels = {
            self._canonical(said.subject): said.number
            for said in beside.statements
            if said.reference is None
        }
        self._printed = {*levels, *map(self._canonical, beside.targets)}
        self._zeros = {quantity for quantity, number in levels.items() if not number.digits}
        self._divisors: set[Quantity] = set()
        self._replaced = set(_replaced(beside))

    def declared(self) -> Iterator[z3.BoolRef]:
        for quantity, number in self._plan.targets.items():
            unit = self._plan.indicators[quantity.indicator].unit
            yield from _within(self._real(quantity), interval(number, self._width, unit))
        for quantity, revisions in self._plan.revisions.items():
            unit = self._plan.indicators[quantity.indicator].unit
            for place, revision in enumerate(revisions, start=1):
                ends = interval(revision.number, self._width, unit)
                yield from _within(self._real(_value(quantity, place)), ends)

    def printed(self) -> Iterator[z3.BoolRef]:
        for said in self._plan.statements:
            if said.reference is not None and self._canonical(said.reference) in self._zeros:
                continue  # a claim of nothing has no meaning
            ways = list(notations_of(said)) if self._notations else [said]
            yield z3.Or(*(z3.And(*meaning) for way in ways for meaning in self._meanings(way)))

    def _meanings(self, said: Statement) -> Iterator[list[z3.BoolRef]]:
        """What a statement may mean, each a conjunction."""
        x = self._real(said.subject, said.source)
        ends = self._ends(said)
        if said.reference is None:
            yield list(_within(x, ends))
            return
        for reference in self._references(said):
            yield from self._compared(said, reference)

    def _references(self, said: Statement) -> list[Quantity]:
        """What it may compare with: any plan, or a value in force, where it is not said."""
        assert said.reference is not None
        if said.form == "bare":
            indicator = said.subject.indicator
            return [plan for plan in self._plan.targets if plan.indicator == indicator]
        if said.reference in self._plan.revisions:
            return [_value(said.reference, place) for place in self._in_force(said)]
        return [said.reference]

    def _compared(self, said: Statement, reference: Quantity) -> Iterator[list[z3.BoolRef]]:
        """What a statement may mean by a comparison with this, each a conjunction."""
        x, ends = self._real(said.subject, said.source), self._ends(said)
        y = self._real(reference, said.source)
        indicator = self._plan.indicators[said.subject.indicator]
        if indicator.rebased and reference.period < indicator.rebased <= said.subject.period:
            if indicator.factor is None:
                yield []  # nothing is compared across
                return
            y = _rational(indicator.factor) * y
        if said.kind == "change":
            yield list(_within(x - y, ends))
            return
        if not self._plan.indicators[reference.indicator].signed:
            self._divisors.add(self._canonical(reference))
            yield from (list(_within(x, factor, y)) for factor in self._factors(said, ends))
            if self._notations and self._is_rate(said):
                yield list(_within(x - y, ends))  # percent for points
            return
        yield from self._of_any_sign(said, x, y, ends)

    def _in_force(self, said: Statement) -> list[int]:
        """The places of the values of a target that a percentage may be of, the first being 0.

        They were in force on some day from the beginning of its period to its publication.
        """
        assert said.reference is not None
        days = ["", *(each.day for each in self._plan.revisions[said.reference]), "9999"]
        first, last = FIRST_DAY[said.period], self._plan.published.get(said.source, "9998")
        return [
            place
            for place in range(len(days) - 1)
            if days[place] <= last and days[place + 1] > first
        ]

    def _ends(self, said: Statement) -> Ends:
        """What its number can stand for, as its source rounds."""
        number, base = said.number, self._plan.roundings.get(said.source)
        if base is not None and said.unit != "%":  # to either of the multiples beside it
            return Ends(number.value - base, number.value + base)
        to = self._plan.rounded_to.get(said.source)
        multiple = to is not None and number.value % to == 0 and said.reference is None
        if to is not None and multiple and number.last <= to:
            reach = Fraction(to, 2) if self._width == "ordinary" else Fraction(to)
            return Ends(number.value - reach, number.value + reach)
        return interval(number, self._width, said.unit)

    def _factors(self, said: Statement, ends: Ends) -> Iterator[Ends]:
        """What the subject is times the reference."""
        if said.kind == "multiple":
            yield ends
            return
        if said.kind != "growth":
            yield ends.times(Fraction(1, 100))
            return
        index = said.form == "index"
        yield _grown(ends, 0 if index else 100, self._years(said))
        plainly_up = not index and not said.number.negative
        if self._notations and plainly_up and said.number.value > 100:
            yield _grown(ends, 0, self._years(said))

    def _of_any_sign(
        self, said: Statement, x: z3.ArithRef, y: z3.ArithRef, ends: Ends
    ) -> Iterator[list[z3.BoolRef]]:
        """A claim of what may be negative, if it is printed; growth across zero says nothing."""
        assert said.reference is not None
        for factor in self._factors(said, ends):
            yield [y > 0, *_within(x, factor, y)]
        if self._canonical(said.reference) not in self._printed:
            return
        for factor in self._factors(said, ends):
            yield [y < 0, *_within(-x, factor, -y)]
        yield [y == 0]
        if said.kind == "growth":  # of the magnitude
            yield [y < 0, *_within(x - y, ends.times(Fraction(1, 100)), -y)]
            yield [z3.Or(z3.And(x > 0, y < 0), z3.And(x < 0, y > 0))]

    def laws(self) -> Iterator[z3.BoolRef]:
        for identity in self._plan.identities:
            yield from self._sums(identity)
        yield from self._in_time()
        yield from self._parts_in_time("actual")
        if self._assumes:
            yield from self._parts_in_time("target")
        if self._assumes and self._width == "ordinary":
            yield from self._products()
        yield from self._weeks()
        for quantity, vintage in list(self._reals):
            if quantity.unit and not vintage:
                low, high = self._plan.rates.get(quantity.unit, (None, None))
                if low is not None and high is not None:
                    rate = Ends(Fraction(low), Fraction(high))
                    here = self._real(quantity._replace(unit=""))
                    yield from _within(here, rate, self._real(quantity))

    def _sums(self, identity: Identity) -> Iterator[z3.BoolRef]:
        """Wherever a part or the total is spoken of, the total is its parts and the rest."""
        names = {identity.total, *identity.parts}
        places = {
            quantity._replace(indicator=identity.total)
            for quantity, vintage in list(self._reals)
            if quantity.indicator in names and not (quantity.unit or vintage)
        }
        for place in sorted(places):
            total = self._real(place)
            parts = [self._real(place._replace(indicator=part)) for part in identity.parts]
            worth = [
                self._plan.indicators[name].worth for name in (identity.total, *identity.parts)
            ]
            inside = z3.Sum(
                [z3.Q(each, worth[0]) * part for each, part in zip(worth[1:], parts, strict=True)]
            )
            if identity.overlap:
                yield from (part <= total for part in parts)
            elif identity.rest == 0:
                yield total == inside
            elif self._plan.indicators[identity.total].signed:
                rest = _rational(identity.rest)
                yield z3.And(
                    z3.Implies(total >= 0, z3.And(total >= inside, total - inside <= rest * total)),
                    z3.Implies(total < 0, z3.And(total <= inside, total - inside >= rest * total)),
                )
            else:
                yield from _within(total - inside, Ends(Fraction(0), identity.rest), total)

    def _in_time(self) -> Iterator[z3.BoolRef]:
        """A flow from one day on never falls."""
        for quantity, vintage in list(self._reals):
            indicator = self._plan.indicators[quantity.indicator]
            adds = indicator.kind == "flow" and indicator.additivity in ("", "time")
            if vintage or not adds or indicator.signed or quantity.measure != "actual":
                continue
            for longer in CUMULATIVE.get(quantity.period, ()):
                whole = quantity._replace(period=longer)
                if (whole, "") in self._reals:
                    less = 1 - self._plan.closing if longer == YEAR else 1
                    yield _rational(Fraction(less)) * self._real(quantity) <= self._real(whole)

    def _products(self) -> Iterator[z3.BoolRef]:
        """A printed result lies within what its printed factors make, which are above zero."""
        printed = {
            said.subject: self._ends(said) for said in self._plan.statements if said.kind == "level"
        }
        for product in self._plan.products:
            for quantity, ends in printed.items():
                names = product.factors if quantity.indicator == product.result else ()
                factors = [printed.get(quantity._replace(indicator=name)) for name in names]
                low = high = product.times
                for factor in factors:
                    if factor is None or factor.low is None or factor.high is None:
                        break
                    low, high = low * factor.low, high * factor.high
                else:
                    above = ends.low is not None and ends.low > high
                    below = ends.high is not None and ends.high < low
                    yield z3.BoolVal(not names or not (above or below))

    def _weeks(self) -> Iterator[z3.BoolRef]:
        """Weeks within a quarter bring at most what that brings."""
        for quantity, vintage in list(self._reals):
            indicator = self._plan.indicators[quantity.indicator]
            if vintage or quantity.period != WEEKS_IN or quantity.measure != "actual":
                continue
            weeks = [
                self._reals[week]
                for week in ((quantity._replace(period=name), "") for name in WEEKS)
                if week in self._reals
            ]
            if weeks and not indicator.signed:
                yield z3.Sum(weeks) <= self._real(quantity)

    def _parts_in_time(self, measure: str) -> Iterator[z3.BoolRef]:
        """A flow over a period is that of the months in it; what is aimed at only supposes so."""
        months: dict[tuple[Quantity, str], z3.ArithRef] = {}
        for quantity, vintage in list(self._reals):
            indicator = self._plan.indicators[quantity.indicator]
            adds = indicator.kind == "flow" and indicator.additivity in ("", "time")
            if vintage or not adds or quantity.measure != measure:
                continue
            inside = [
                months.setdefault((quantity, month), self._month(quantity, month))
                for month in MONTHS.get(quantity.period, ())
            ]
            if inside and not indicator.signed:
                yield from (month >= 0 for month in inside)
            if not inside:
                continue
            closing = self._plan.closing if measure == "actual" else Fraction(0)
            whole = self._real(quantity)
            if len(inside) == 12 and closing:
                yield _rational(1 - closing) * z3.Sum(inside) <= whole
                yield whole <= _rational(1 + closing) * z3.Sum(inside)
            else:
                yield whole == z3.Sum(inside)

    def _month(self, quantity: Quantity, month: str) -> z3.ArithRef:
        """What a month brings, whoever speaks of it, on the base that it is on."""
        return z3.Real("|".join(("month", *quantity._replace(period=month))))

    def signs(self) -> Iterator[z3.BoolRef]:
        """Nothing is negative that is not signed, and what is divided by is more than nothing."""
        for (quantity, _), real in self._reals.items():
            if not self._plan.indicators[quantity.indicator].signed:
                yield real > 0 if quantity in self._divisors else real >= 0

    def _real(self, quantity: Quantity, source: str = "") -> z3.ArithRef:
        """A quantity, or what one source once took it for that a later one has replaced."""
        quantity = self._canonical(quantity)
        vintage = source if (quantity, source) in self._replaced else ""
        name = "|".join((*quantity, vintage))
        return self._reals.setdefault((quantity, vintage), z3.Real(name))

    def _canonical(self, quantity: Quantity) -> Quantity:
        """Of what holds at the end of a period, the last day counts."""
        indicator = self._plan.indicators[quantity.indicator]
        unit = "" if quantity.unit == indicator.unit else quantity.unit
        at_end = indicator.kind == "stock" or indicator.timing == "end"
        period = LAST_MONTH.get(quantity.period, quantity.period) if at_end else quantity.period
        return quantity._replace(period=period, unit=unit)

    def _is_rate(self, said: Statement) -> bool:
        return said.kind == "growth" and self._plan.indicators[said.subject.indicator].unit == "%"

    def _years(self, said: Statement) -> int:
        if said.form != "yearly":
            return 1
        assert said.reference is not None
        return int(said.subject.period[:4]) - int(said.reference.period[:4])


def _replaced(plan: Plan) -> Iterator[tuple[Quantity, str]]:
    """What a later report gives otherwise, each with the source that gave it before."""
    levels: dict[Quantity, list[Statement]] = {}
    for said in plan.statements:
        if said.reference is None:
            levels.setdefault(said.subject, []).append(said)
    for quantity, said_of_it in levels.items():
        for early in said_of_it:
            if any(_replaces(plan, late, early) for late in said_of_it if late is not early):
                yield quantity, early.source


def _replaces(plan: Plan, late: Statement, early: Statement) -> bool:
    """A final figure replaces an estimate, and a later one what is not far from it."""
    days = plan.published.get(early.source, ""), plan.published.get(late.source, "")
    later = bool(days[0]) and days[0] < days[1]
    estimated, still = early.number.hedge == "estimate", late.number.hedge == "estimate"
    if estimated and (early.kind, late.kind) == ("level", "level"):
        return later if still else not (days[0] and days[1] and days[1] < days[0])
    (low, high, _), (new_low, new_high, _) = (
        interval(each.number, "ordinary", each.unit) for each in (early, late)
    )
    ends = (low, high, new_low, new_high)
    apart = None not in ends and (high < new_low or low > new_high)  # type: ignore[operator]
    sizes = sorted(abs(each.number.value) for each in (early, late))
    return later and (estimated or not still) and apart and sizes[1] <= 2 * sizes[0]


def _value(quantity: Quantity, place: int) -> Quantity:
    """One of the values of a target, the one first declared being the target itself."""
    return quantity._replace(measure=f"target {place}") if place else quantity


FIRST_DAY = {NOW: "2023-01-01", YEAR: "2023-01-01", "2023-Q4": "2023-10-01"}
LAST_MONTH = {"2022-H1": "2022-06", "2023-H1": "2023-06", "2023": "2023-12", "2023-Q4": "2023-12"}
# From each period those that begin with it on the same day.
CUMULATIVE: dict[str, tuple[str, ...]] = {}
for _year in ("2022", "2023"):
    _course = (f"{_year}-Q1", f"{_year}-H1", f"{_year}-01/{_year}-09", _year)
    CUMULATIVE |= {period: _course[at + 1 :] for at, period in enumerate(_course)}

# Weeks that lie within a quarter.
WEEKS_IN, WEEKS = "2023-Q1", tuple(f"2023-W{number:02d}" for number in range(1, 13))

# The months of each period.
MONTHS: dict[str, tuple[str, ...]] = {}
for _year in ("2021", "2022", "2023"):
    _all = tuple(f"{_year}-{number:02d}" for number in range(1, 13))
    MONTHS |= {f"{_year}-Q{number}": _all[3 * number - 3 : 3 * number] for number in range(1, 5)}
    MONTHS |= {f"{_year}-H1": _all[:6], f"{_year}-H2": _all[6:]}
    MONTHS |= {f"{_year}-01/{_year}-09": _all[:9], _year: _all}
    MONTHS |= {month: (month,) for month in _all}


def _grown(ends: Ends, shift: int, years: int) -> Ends:
    """From percentages what they multiply by, over so many years."""
    factors = [None if end is None else (end + shift) / 100 for end in (ends.low, ends.high)]
    if years > 1:  # nothing falls below nothing year after year
        factors = [None if end is None else max(end, Fraction(0)) ** years for end in factors]
    low, high = factors
    return Ends(low, high, ends.open)


def _within(term: z3.ArithRef, ends: Ends, unit: z3.ArithRef | None = None) -> Iterable[z3.BoolRef]:
    """That a term lies between the ends, times a unit that is not negative."""
    low, high = (
        None if end is None else (_rational(end) if unit is None else _rational(end) * unit)
        for end in (ends.low, ends.high)
    )
    if low is not None:
        yield term > low if ends.open else term >= low
    if high is not None:
        yield term < high if ends.open else term <= high


def _rational(number: Fraction) -> z3.RatNumRef:
    return z3.Q(number.numerator, number.denominator)
