"""What a claim compares its figure with."""

from dataclasses import replace

from plan_tracker.inputs.words import shown
from plan_tracker.loading.files.spot import Spot
from plan_tracker.loading.fit import counted_at, dimension, measure_of
from plan_tracker.loading.shapes.source import ClaimShape, ReferenceShape
from plan_tracker.loading.sources.plans import MeantPlan
from plan_tracker.loading.sources.texts import Texts
from plan_tracker.model.period import Period, year_of
from plan_tracker.model.plan import Indicator, Timing
from plan_tracker.model.statement import Measure, Quantity
from plan_tracker.model.text import phrase, reason_of

COMPARES = {
    "attainment": "of",
    "share": "of",
    "growth": "against",
    "multiple": "against",
    "change": "against",
}


def single_year(subject: Quantity, key: str, spot: Spot, texts: Texts) -> Period | None:
    """The plan's year that a quantity's period lies in; notes it if there are several of a flow."""
    period = subject.period
    year = year_of(period.end, texts.plan.settings.year_start)
    if period.start >= year.start or subject.timing != "sum":
        return year
    message = phrase(
        "{period} lies in more than one year: say which target with `{key}`",
        period=str(period),
        key=key,
    )
    texts.notes.add(spot.place, message)
    return None


def find_reference(
    claim: ClaimShape, subject: Quantity, plan: MeantPlan | None, spot: Spot, texts: Texts
) -> Quantity | None:
    """What the claim compares with: each part as given, else the subject's own.

    Without `against`, growth is against the same period a year before; without a period in `of`,
    attainment is of the target of `plan`, or of the year's.
    """
    key = COMPARES[claim.kind]
    given = (claim.of if key == "of" else claim.against) or ReferenceShape()
    name, at = given.indicator or subject.indicator, spot.at(key)
    if not texts.notes.known(name, texts.plan.indicators, "indicator", at.at("indicator").place):
        return None
    indicator = texts.plan.indicators[name]
    own = texts.plan.indicators[subject.indicator]
    if dimension(indicator.unit) != dimension(own.unit):
        message = phrase(
            "{id} is in {unit}, but {name} is in {other}: they cannot be compared",
            id=shown(own.id),
            unit=own.unit,
            name=shown(name),
            other=indicator.unit,
        )
        texts.notes.add(at.place, message)
        return None
    plan = plan if claim.kind == "attainment" and plan and means(given, plan) else None
    period = given.period or (plan and plan.period) or _usual_period(claim, subject, spot, texts)
    if period is None:
        return None
    timing = _timing(subject, own, indicator)
    measure, standing = _measure(claim, given, subject, plan)
    reference = Quantity(
        name,
        given.entity or subject.entity,
        counted_at(timing, period),
        measure,
        _unit(subject, indicator),
        subject.basis,
        timing,
        standing,
    )
    if _same(reference, subject):
        texts.notes.add(
            spot.place, phrase("compares the figure with itself: say `{key}` what", key=key)
        )
        return None
    return reference


def means(given: ReferenceShape, plan: MeantPlan) -> bool:
    """Whether what a claim names may be the plan whose value its figure gives."""
    period = given.period
    return period is None or (
        (period.start, period.end) == (plan.period.start, plan.period.end)
        or period.last_day == plan.period
    )


def _measure(
    claim: ClaimShape, given: ReferenceShape, subject: Quantity, plan: MeantPlan | None
) -> tuple[Measure, str]:
    """Actuals or a plan, and which one of several plans."""
    if given.standing:
        return measure_of(given.standing)
    if given.measure:
        return given.measure, ""
    if plan is not None:
        return plan.measure, plan.standing
    if claim.kind == "attainment":
        return "target", subject.standing
    return subject.measure, subject.standing


def _usual_period(claim: ClaimShape, subject: Quantity, spot: Spot, texts: Texts) -> Period | None:
    if claim.kind == "attainment":
        return single_year(subject, "of", spot, texts)
    if claim.kind != "growth" or claim.against is not None:
        return subject.period
    try:
        return subject.period.years_before(1)
    except ValueError as error:
        texts.notes.add(spot.place, phrase("{error}: say `against` what", error=reason_of(error)))
        return None


def _timing(subject: Quantity, own: Indicator, indicator: Indicator) -> Timing:
    """The timing of the reference: the subject's where that is said of it alone, or is its own."""
    same = indicator.id == own.id
    apart = subject.timing != own.timing and indicator.kind == own.kind
    return subject.timing if same or apart else indicator.timing


def _unit(subject: Quantity, indicator: Indicator) -> str:
    """The unit of the reference: the same money as the subject's, so that they compare."""
    same = indicator.id == subject.indicator or dimension(indicator.unit) == "money"
    return subject.unit if same else indicator.unit


def _same(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities differ at most in the text that names the period."""
    days = [(each.period.start, each.period.end) for each in (one, other)]
    return days[0] == days[1] and replace(one, period=other.period) == other


def count_years(
    claim: ClaimShape, subject: Quantity, reference: Quantity, spot: Spot, texts: Texts
) -> int | None:
    """The exponent of the growth: 1, or for an average per year the years between the two."""
    if claim.per is None:
        return 1
    later, earlier = subject.period, reference.period
    years = later.end.year - earlier.end.year
    if years >= 1 and later.end.month == earlier.end.month:
        return years
    message = phrase(
        "growth per year from {earlier} to {later} is not over whole years: name the same "
        "period of an earlier year",
        earlier=str(earlier),
        later=str(later),
    )
    texts.notes.add(
        spot.at("per").place,
        message,
    )
    return None
