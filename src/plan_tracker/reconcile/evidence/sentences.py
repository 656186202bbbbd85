"""Contradictions in sentences: what a claim, a total, a rate or an order comes to, exactly."""

from plan_tracker.model.constraint import (
    BOUND,
    RATIO,
    Known,
    Sum,
    Tie,
    added,
    divided,
    may_be_negative,
)
from plan_tracker.model.evidence import Evidence, SayingKind, Term
from plan_tracker.model.interval import Interval
from plan_tracker.model.text import Listed, Part, Phrase, Text, phrase, plural
from plan_tracker.reconcile.evidence.derived import known_by, term_of
from plan_tracker.reconcile.evidence.pivot import as_printed, held
from plan_tracker.reconcile.evidence.words import between, quoted


def compared(evidence: Evidence, kind: SayingKind, template: Phrase) -> Phrase | None:
    """Words for what one claim of a kind compares; None where it is not the only one.

    The template may name `subject`, `reference` and `claim`, and as `comparison` what the first two
    come to: their ratio as the claim has it, in percent, or their difference.
    """
    claims = evidence.of_kind(kind)
    tie = next((tie for tie in evidence.ties if claims == [tie.owner] and tie.form != BOUND), None)
    if tie is None:
        return None

    rest = [each for each in evidence.constraints if each.owner != tie.owner]
    known = known_by(evidence, rest)
    subject, reference = known[tie.x], known[tie.y]
    if (subject.low is None and subject.high is None) or reference.high is None:
        return None
    if tie.form == RATIO and may_be_negative(reference):
        return None

    saying = evidence.sayings[tie.owner]
    interval = as_printed(kind, tie, held(tie, known))
    return template.filled(
        subject=_quantity(evidence, tie.x, known),
        reference=_quantity(evidence, tie.y, known),
        comparison=between(interval, _comparing(evidence, tie, kind), saying.interval),
        claim=quoted(saying.printed, saying.interval, saying.unit, interval),
    )


def _comparing(evidence: Evidence, tie: Tie, kind: SayingKind) -> str:
    """The unit of a comparison; percentages differ by points."""
    if tie.form == RATIO:
        return "" if kind == "multiple" else "%"
    unit = evidence.units[tie.x]
    return "point" if unit == "%" else unit


def summed(evidence: Evidence, template: Phrase | None = None) -> Phrase | None:
    """Words for a total that its parts do not make; None where that does not show it.

    A template of its own may name the `sum` and the `total`.
    """
    for identity in evidence.constraints:
        if isinstance(identity, Sum):
            words = _summed(evidence, identity, template)
            if words is not None:
                return words
    return None


def _summed(evidence: Evidence, identity: Sum, template: Phrase | None) -> Phrase | None:
    bounds = [tie for tie in evidence.ties if tie.form == BOUND and tie.x == identity.total]
    if not bounds:
        return None

    givers = {tie.owner for tie in bounds}
    rest = [tie for tie in evidence.ties if tie.owner not in givers]
    known = known_by(evidence, rest)
    parts = added(known[part] for part in identity.parts)
    total = known_by(evidence, bounds)[identity.total]
    if may_be_negative(total):
        return None  # of what may be negative no share is left

    left = Interval.exactly(1) - divided(parts, total)
    allowed = evidence.sayings[identity.owner].binds
    if not (left & allowed).empty:
        return None

    words = Listed([evidence.sayings[owner].words for owner in sorted(givers)])
    if template is not None:
        return template.filled(
            sum=between(parts, evidence.units[identity.total], total), total=words
        )
    if left.high is not None and left.high <= 0:
        return _too_much(evidence, identity, parts, total, words)
    return _too_little(evidence, identity, parts, total, words, allowed)


def _too_much(
    evidence: Evidence, identity: Sum, parts: Interval, total: Interval, words: Part
) -> Phrase:
    """Parts that come to more than there is."""
    unit = evidence.units[identity.total]
    if len(identity.parts) == 1:
        return phrase(
            "A part is larger than its whole: it comes to {part}, the whole is {total}.",
            part=between(parts, unit, total),
            total=words,
        )
    return phrase(
        "The parts come to {sum}, which is {excess} more than the total: {total}.",
        sum=between(parts, unit, total),
        excess=between(parts - total, unit),
        total=words,
    )


def _too_little(
    evidence: Evidence,
    identity: Sum,
    parts: Interval,
    total: Interval,
    words: Part,
    allowed: Interval,
) -> Phrase:
    """Parts of which more is missing, or less, than there may be besides."""
    left = (Interval.exactly(1) - divided(parts, total)) * 100
    allowed_percent = allowed * 100
    said = {
        "sum": between(parts, evidence.units[identity.total], total),
        "total": words,
        "rest": between(left, "%", allowed_percent),
        "allowed": between(allowed_percent, "%", left),
    }
    if allowed == Interval.exactly(0):
        return phrase("The parts come to {sum}, the total is {total}: {rest} is missing.", **said)
    return phrase(
        "The parts come to {sum}, the total is {total}: {rest} of it is left for what is not "
        "named, where {allowed} may be.",
        **said,
    )


def converted(evidence: Evidence, template: Phrase) -> Phrase | None:
    """Words for two amounts in two currencies: the `times` one is the other, the known `rate`."""
    bounds = [tie for tie in evidence.ties if tie.form == BOUND]
    rates = [tie for tie in evidence.ties if evidence.sayings[tie.owner].kind == "rate"]
    if len(bounds) != 2 or len({rate.owner for rate in rates}) != 1:
        return None

    # The amount in the currency that the rate leads to comes first.
    subject, reference = sorted(bounds, key=lambda tie: tie.x != rates[0].x)
    known = known_by(evidence, bounds)
    if may_be_negative(known[reference.x]):
        return None

    times = divided(known[subject.x], known[reference.x])
    rate = evidence.sayings[rates[0].owner].interval
    return template.filled(
        subject=evidence.sayings[subject.owner].words,
        reference=evidence.sayings[reference.owner].words,
        times=between(times, beside=rate),
        rate=between(rate, beside=times),
    )


def ordered(evidence: Evidence, template: Phrase) -> Phrase | None:
    """Words for a `longer` period with less than a `shorter` one."""
    bounds = [tie for tie in evidence.ties if tie.form == BOUND]
    orders = [tie for tie in evidence.ties if evidence.sayings[tie.owner].kind == "order"]
    if len(bounds) != 2 or not orders:
        return None

    longer = next((tie for tie in bounds if tie.x == orders[0].x), None)
    shorter = next((tie for tie in bounds if tie.x == orders[0].y), None)
    if longer is None or shorter is None:
        return None
    return template.filled(
        longer=evidence.sayings[longer.owner].words,
        shorter=evidence.sayings[shorter.owner].words,
    )


def doubled(evidence: Evidence) -> Text | None:
    """Words for what is said of one quantity by all."""
    if any(evidence.bounded_by(owner) is None for owner in range(len(evidence.sayings))):
        return None
    values = len(evidence.sayings)
    return plural(
        "One quantity has {count} value: {statements}.",
        "One quantity has {count} values: {statements}.",
        values,
        statements=_everything(evidence),
    )


def listed(evidence: Evidence) -> Phrase:
    """Words for any contradiction: all that is said in it."""
    if len(evidence.sayings) == 1:
        return phrase(
            "{statement} cannot be true: it leaves less than nothing.",
            statement=evidence.sayings[0].words,
        )
    return phrase("{statements} cannot all be true.", statements=_everything(evidence))


def _everything(evidence: Evidence) -> Listed:
    return Listed([saying.words for saying in evidence.sayings])


def _quantity(evidence: Evidence, quantity: int, known: Known) -> Part:
    """A quantity by the text that gives it, or by the range that the others leave it."""
    return term_words(term_of(evidence, quantity, known))


def term_words(term: Term) -> Part:
    """A quantity as messages say it."""
    return f"“{term.printed}”" if term.printed else between(term.interval, term.unit)
