"""What a source says about a figure: its subject, what it is compared with, its readings."""

from dataclasses import replace
from fractions import Fraction

from plan_tracker.inputs.words import nearest, shown
from plan_tracker.loading.files.spot import Spot
from plan_tracker.loading.fit import counted_at, measure_of
from plan_tracker.loading.shapes.source import ClaimShape, ReferenceShape
from plan_tracker.loading.sources.comparisons import (
    COMPARES,
    count_years,
    find_reference,
    means,
    single_year,
)
from plan_tracker.loading.sources.counts import counts, whole_of
from plan_tracker.loading.sources.plans import (
    MeantPlan,
    against_declared_plan,
    best_fitting,
    levels_for,
    likeliest,
    of_declared_plan,
    plans_for,
)
from plan_tracker.loading.sources.texts import Texts, says_corrected
from plan_tracker.model.period import year_of
from plan_tracker.model.plan import Indicator
from plan_tracker.model.statement import Quantity, Statement
from plan_tracker.model.text import phrase

_ONLY = {"per": "growth", "as": "growth", "stage": "stage"}  # keys of one kind alone
_NEEDS = {
    "base": ("period", phrase("whose level it gives")),
    "share": ("of", phrase("what it is a share of")),
    "multiple": ("against", phrase("what it is a multiple of")),
    "change": ("against", phrase("what has changed")),
    "stage": ("stage", phrase("which stage it speaks of")),
}


def read_claim(
    claim: ClaimShape, level: Statement, plan: MeantPlan | None, spot: Spot, texts: Texts
) -> Statement | None:
    """The statement of a claim about the figure `level`; None where it cannot be made.

    `plan` is the plan that the figure itself names, if it names one.
    """
    indicator = texts.plan.indicators[level.subject.indicator]
    if not (_whole(claim, level, spot, texts) and _at_stages(claim, indicator, spot, texts)):
        return None
    subject = _subject(claim, level.subject, spot, texts)
    if subject is None:
        return None
    statement = _unread(claim, level, subject, spot)
    if claim.kind == "stage":
        return statement
    last_digit = _last_digit(claim, level)
    if claim.kind == "attainment" and claim.of is None and plan is None:
        return _of_some_plan(statement, claim, level, spot, texts)
    if claim.kind == "share" and claim.of is None:
        return texts.read(_of_whole(statement, level), claim, spot)

    if claim.kind in COMPARES:
        reference = find_reference(claim, subject, plan, spot, texts)
        if reference is None:
            return None
        years = count_years(claim, subject, reference, spot, texts)
        if years is None:
            return None
        statement = replace(statement, reference=reference, years=years)
    read = texts.read(statement, claim, spot, last_digit=last_digit)
    return None if read is None else _with_plan(read, claim, level, plan, texts)


def _with_plan(
    read: Statement, claim: ClaimShape, level: Statement, plan: MeantPlan | None, texts: Texts
) -> Statement:
    """A plan value, or a percentage of one, with the plan that is meant where it names none."""
    if claim.kind == "target" and claim.standing is None:
        return of_declared_plan(read, texts)
    return against_declared_plan(read, level, texts) if _leaves_open(claim, plan) else read


def _leaves_open(claim: ClaimShape, plan: MeantPlan | None) -> bool:
    """Whether a percentage of a plan does not say of which of several."""
    if claim.kind != "attainment":
        return False
    of = claim.of or ReferenceShape()
    named = plan is not None and means(of, plan)
    return of.measure is None and of.standing is None and not named


def _of_whole(statement: Statement, level: Statement) -> Statement:
    """A share of the N that a figure counts out of; in percent, that is the figure once more."""
    if statement.subject.unit == "%":
        return replace(statement, kind="level")
    return replace(statement, reference=whole_of(level))


def _of_some_plan(
    statement: Statement, claim: ClaimShape, level: Statement, spot: Spot, texts: Texts
) -> Statement | None:
    """An attainment whose source does not say of which plan."""
    subject, levels = statement.subject, levels_for(statement, level, texts)
    targets = plans_for(subject, texts, of_all=not levels)
    if not targets and counts(level) and not level.population:
        counted_out_of = replace(statement, reference=whole_of(level), supposed=True)
        return texts.read(counted_out_of, claim, spot)

    year = year_of(subject.period.end, texts.plan.settings.year_start)
    target = texts.meant or likeliest(targets, subject.period.whole, year)
    supposed = MeantPlan.declared(target) if target is not None else None
    reference = find_reference(claim, subject, supposed, spot, texts)
    if reference is None:
        return None

    sure = subject.period.whole == reference.period.whole and len(targets) <= 1
    read = texts.read(replace(statement, reference=reference, supposed=not sure), claim, spot)
    if read is None or not levels or len(targets) <= 1:
        return read
    fitting = MeantPlan.declared(best_fitting(targets, levels, read))
    return replace(read, reference=find_reference(claim, subject, fitting, spot, texts))


def _whole(claim: ClaimShape, level: Statement, spot: Spot, texts: Texts) -> bool:
    """Whether the claim has the keys that its kind needs; notes those that it cannot have."""
    notes, kind, keys = texts.notes, claim.kind, spot.keys
    for key in ("of", "against"):
        if key in keys and COMPARES.get(kind) != key:
            other = COMPARES.get(kind)
            remedy = phrase("write `{other}`", other=other) if other else phrase("take it out")
            notes.add(
                spot.at(key).key,
                phrase(
                    "a claim of kind {kind} has no `{key}`: {remedy}",
                    kind=kind,
                    key=key,
                    remedy=remedy,
                ),
            )
    for key, only in _ONLY.items():
        if key in keys and kind != only:
            notes.add(
                spot.at(key).key,
                phrase("only a claim of kind {only} has `{key}`: take it out", only=only, key=key),
            )
    if kind == "stage" and "corrected" in keys:
        message = phrase("a stage has no number that could be corrected: take it out")
        notes.add(spot.at("corrected").key, message)
    needed, why = _NEEDS.get(kind, ("", ""))
    of_counted = claim.kind == "share" and counts(level)
    if needed and needed not in keys and not of_counted:
        notes.add(
            spot.place,
            phrase(
                "a claim of kind {kind} needs `{needed}`: {why}", kind=kind, needed=needed, why=why
            ),
        )
        return False
    if kind != "stage" and not claim.printed:
        notes.add(
            spot.place,
            phrase("a claim of kind {kind} needs `printed`: what the source says", kind=kind),
        )
        return False
    return True


def _at_stages(claim: ClaimShape, indicator: Indicator, spot: Spot, texts: Texts) -> bool:
    """Whether stages, and only they, are claimed of milestones; notes what is wrong."""
    notes, milestone = texts.notes, indicator.kind == "milestone"
    if milestone != (claim.kind == "stage"):
        message = phrase(
            "{id} is a milestone, which only reaches stages: correct the indicator or the kind"
            if milestone
            else "{id} is no milestone: correct the indicator or the kind"
        ).filled(id=shown(indicator.id))
        notes.add(spot.at("kind").place, message)
        return False
    if claim.stage is None or claim.kind != "stage":
        return True
    targets = [each for each in texts.plan.targets if each.indicator == indicator.id]
    stages = list(dict.fromkeys(stage.id for target in targets for stage in target.stages))
    # A target that could not be read may have the stage.
    if claim.stage in stages or notes.skipped or not notes.whole:
        return True
    declared = (
        phrase("; its stages: {names}", names=", ".join(stages))
        if stages
        else phrase(": no target of it has stages")
    )
    message = phrase(
        "{stage} is no stage of {id}{remedy}",
        stage=shown(claim.stage),
        id=shown(indicator.id),
        remedy=nearest(claim.stage, stages) or declared,
    )
    notes.add(spot.at("stage").place, message)
    return False


def _unread(claim: ClaimShape, level: Statement, subject: Quantity, spot: Spot) -> Statement:
    """What the claim says, but for its reference and the readings of its text."""
    return replace(
        level,
        name=f"{level.name}.{claim.id or claim.kind}",
        kind=claim.kind,
        subject=subject,
        printed=claim.printed or "",
        readings=(),
        place=spot.at("printed").place,
        document_line=claim.line or level.document_line,
        population="",
        excepted=None,
        index=claim.as_ == "index",
        stage=claim.stage or "",
        standing=claim.standing or level.standing,
        basis=subject.basis,
        provisional=claim.provisional,
        revised=claim.revised or says_corrected(claim, level.locale),
        confirm=claim.confirm,
        rebased=level.rebased and subject == level.subject,
        note=claim.note,
    )


def _subject(claim: ClaimShape, figure: Quantity, spot: Spot, texts: Texts) -> Quantity | None:
    """What the claim is about: the figure's own quantity but for what the claim names itself."""
    period, measure, standing = claim.period or figure.period, figure.measure, figure.standing
    if claim.standing:
        measure, standing = measure_of(claim.standing)
    if claim.kind == "target":
        measure = measure if claim.standing in ("proposed", "potential") else "target"
        standing = standing if claim.standing else ""
        year = claim.period or single_year(figure, "period", spot, texts)
        if year is None:
            return None
        period = year
    timing = claim.timing or figure.timing
    return replace(
        figure,
        entity=claim.entity or figure.entity,
        period=counted_at(timing, period),
        measure=measure,
        basis=figure.basis if claim.basis is None else claim.basis,
        timing=timing,
        standing=standing,
    )


def _last_digit(claim: ClaimShape, level: Statement) -> Fraction | None:
    """The unit of the last digit of the figure, in the claim's terms: what "unchanged" allows.

    A plain figure reads as its value give or take half of that unit, a hedged one by all of it or
    more. None where the figure does not tell.
    """
    first = level.readings[0] if level.readings else None
    if first is None or first.of or claim.kind not in ("change", "growth"):
        return None
    times = _HALVES.get(first.hedge, 0)
    ends = [first.ordinary.low, first.ordinary.high]
    reach = max((abs(end - first.value) for end in ends if end is not None), default=Fraction(0))
    digit = times * reach
    if claim.kind == "growth":
        return 100 * digit / abs(first.value) if first.value else None
    return digit or None


_HALVES = {"": 2, "about": 1, "over": 1, "nearly": 1}  # how often the reach makes one digit
