"""What the words around a claim allow: another time, another plan, another way of measuring."""

from collections.abc import Sequence
from fractions import Fraction

from plan_tracker.documents.drafted.passages import Passages
from plan_tracker.documents.reported import Claim, Figure
from plan_tracker.language.periods.marking import mark_periods
from plan_tracker.language.periods.time import Time
from plan_tracker.language.tables import law_exceptions
from plan_tracker.language.tokens import Token
from plan_tracker.language.words import is_per_year
from plan_tracker.model.period import Period, read_period

_LONGEST = 200  # signs of a clause that are looked at before a claim and behind it
_RATE = 2  # words behind a percentage that may make it one of each year
_CLAUSE = frozenset({",", ";", ":", "(", ")", "[", "]"})
_COMPARES = frozenset({"against", "same", "before-month", "before-quarter", "before-year"})
_ANY_YEAR = 2000
_MOVES = frozenset({"growth", "multiple", "change"})


def names_another_time(passages: Passages, figure: Figure, claim: Claim) -> bool:
    """Whether a time stands before a claim that is not its figure's: `riêng tháng 9 tăng 12%`."""
    lead, times = _lead(passages, claim)
    if not times or any(token.roles.get("cue") in _COMPARES for token in lead):
        return False
    start = lead[0].start
    sentence, _ = passages.around(start)
    _, before = mark_periods(passages.words(sentence, start), passages.locale_at(start))
    return figure.end <= start and times[-1] not in before


def is_measured_otherwise(passages: Passages, figure: Figure, claim: Claim) -> bool:
    """Whether a claim is in other prices, rates of exchange or units than its figure's amount."""
    words = [*_lead(passages, claim)[0], *_behind(passages, claim)]
    if claim.kind not in _MOVES or not words:
        return False
    start, end = min(words[0].start, claim.start), max(words[-1].end, claim.end)
    return "adjusted" in law_exceptions(passages.text[start:end])


def share_of_time_so_far(passages: Passages, figure: Figure, claim: Claim) -> Fraction | None:
    """How much of the time of a plan that is over by then a figure is of; None where it is of all.

    A third quarter is a third of the nine months that have gone. Then a percentage of the plan may
    be that of all of them. A plan that names no time is one of the year.
    """
    own = _read(figure.period) or _time_before(passages, claim)
    if claim.kind != "attainment" or own is None:
        return None
    plan = _read(claim.reference.period if claim.reference else None) or read_period(own.year)
    if not plan.start < own.start <= own.end <= plan.end:
        return None
    return Fraction(own.days, (own.end - plan.start).days + 1)


def _time_before(passages: Passages, claim: Claim) -> Period | None:
    """The time that a sentence names last before a claim, in any year."""
    sentence, _ = passages.around(claim.start)
    words = passages.words(max(sentence, claim.start - _LONGEST), claim.start)
    _, times = mark_periods(words, passages.locale_at(claim.start))
    return times[-1].period(_ANY_YEAR) if times and not times[-1].cumulative else None


def compares_with_plan(passages: Passages, claim: Claim, base: Claim) -> bool:
    """Whether a claim is held against a plan, and the number behind it is none but compared with.

    `15 percent lower than expected, against $61 million in 2022`.
    """
    if base.start < claim.end:
        return False
    between = passages.words(claim.start, base.start)
    planned = (at for at, token in enumerate(between) if _is_plan(token))
    behind = between[next(planned, len(between)) :]
    return any(token.roles.get("cue") == "against" for token in behind)


def begins_list(passages: Passages, number: int, level: Claim) -> bool:
    """Whether a plan or base is the first of two that are told in turn: `(2,0 và 1,8)`.

    Then it need not be that of the figure or claim right before it.
    """
    for figure in passages.figures[number : number + 2]:
        alike = figure.unit in (level.unit, "") or not level.unit
        if level.end <= figure.start <= level.end + _LONGEST and alike:
            between = passages.words(level.end, figure.start)
            return len(between) == 1 and "and" in between[0].uses
    return False


def is_of_another_time(passages: Passages, whole: int, part: int) -> bool:
    """Whether words beside a part name a time that its whole's do not: `8.8 billion in 2022`."""
    figures = passages.figures
    named, known = _times_beside(passages, figures[part]), _times_beside(passages, figures[whole])
    return bool(named) and not any(time in known for time in named)


def is_told_for_itself(passages: Passages, first: int, part: int) -> bool:
    """Whether a part behind the first has a verb of its own, which that has not.

    `of which £3.4 billion was wages, and debt stood at £11.9 billion`.
    """
    first_lead, lead = (_lead(passages, passages.figures[at])[0] for at in (first, part))
    return first < part and _has_verb(lead) and not _has_verb(first_lead)


def _has_verb(words: Sequence[Token]) -> bool:
    return any(token.roles.get("cue") == "reach" for token in words)


def _times_beside(passages: Passages, figure: Figure) -> Sequence[Time]:
    """The times that the clause of a figure names before it and behind it."""
    return [*_lead(passages, figure)[1], *_behind_with_times(passages, figure)[1]]


def _is_plan(token: Token) -> bool:
    return token.roles.get("cue") == "plan" or token.roles.get("hedge") == "estimate"


def is_of_each_year(passages: Passages, claim: Claim) -> bool:
    """Whether a growth is that of each of several years: `tăng bình quân 6%/năm`, `4% a year`."""
    if claim.kind != "growth":
        return False
    lead, _ = _lead(passages, claim)
    inside = passages.words(claim.start, claim.end)
    named = any("per" in token.roles for token in lead)
    if named or any("average" in token.uses for token in inside):
        return True
    behind = _behind(passages, claim)[:_RATE]
    ends = (claim.end, *(token.end for token in behind))
    return any(
        is_per_year(passages.text[claim.start : end], passages.locale_at(claim.start))
        for end in ends
    )


def years_between(figure: Figure, base: Claim) -> int | None:
    """How many years lie between a figure and what it is compared with, where both are said."""
    own, since = _read(figure.period), _read(base.reference.period if base.reference else None)
    return own.end.year - since.end.year if own and since else None


def _lead(passages: Passages, claim: Claim | Figure) -> tuple[Sequence[Token], Sequence[Time]]:
    """The words of the clause of a claim that stand before it, and the times among them."""
    sentence, _ = passages.around(claim.start)
    words = passages.words(max(sentence, claim.start - _LONGEST), claim.start)
    tokens, times = mark_periods(words, passages.locale_at(claim.start))
    ends = [at for at, token in enumerate(tokens) if _ends_clause(token)]
    lead = tokens[ends[-1] + 1 :] if ends else tokens
    named = [times[int(token.roles["period"])] for token in lead if "period" in token.roles]
    return lead, named


def _behind(passages: Passages, claim: Claim | Figure) -> Sequence[Token]:
    """The words of the clause of a claim that stand behind it, up to the next number."""
    return _behind_with_times(passages, claim)[0]


def _behind_with_times(
    passages: Passages, claim: Claim | Figure
) -> tuple[Sequence[Token], Sequence[Time]]:
    """The words of the clause that stand behind a number, and the times among them."""
    _, end = passages.around(claim.start)
    words = passages.words(claim.end, min(end, claim.end + _LONGEST))
    tokens, times = mark_periods(words, passages.locale_at(claim.start))
    ends = (at for at, token in enumerate(tokens) if _ends_clause(token))
    behind = tokens[: next(ends, len(tokens))]
    return behind, [times[int(each.roles["period"])] for each in behind if "period" in each.roles]


def _ends_clause(token: Token) -> bool:
    return token.text in _CLAUSE or "digits" in token.roles


def _read(period: str | None) -> Period | None:
    try:
        return read_period(period) if period else None
    except ValueError:
        return None
