"""What stands beside each interval of a contradiction."""

from plan_tracker.model.evidence import Term
from plan_tracker.model.interval import Interval
from plan_tracker.model.plan import Plan
from plan_tracker.model.text import PLUS, Phrase
from plan_tracker.reconcile.evidence.contrast import Contrast, Role, Row
from plan_tracker.report.words.labels import label, name_of, said
from plan_tracker.report.words.numbers import period, span

_LEAST_DIGITS, _MOST_DIGITS = 4, 12


def subject_said(contrast: Contrast, plan: Plan, lang: str) -> str:
    """What all rows are about: the indicator's name, for whom and when."""
    about = contrast.about
    indicator = plan.indicators.get(about.indicator)
    name = name_of(indicator.name, lang, about.indicator) if indicator else about.indicator
    kind = "" if contrast.kind == "level" else f"{label(contrast.kind, lang)}, "
    return f"{kind}{name}, {period(about.period, lang)}"


def between(interval: Interval, contrast: Contrast, lang: str) -> str:
    """An interval in words, with as many digits as show that there is a gap."""
    return span(interval, contrast.unit, lang, _digits(contrast, lang))


def _digits(contrast: Contrast, lang: str) -> int:
    """As few as tell apart the ends between which the gap lies."""
    own, implied = contrast.said.interval, contrast.together.interval
    facing = [(own.high, implied.low), (own.low, implied.high)]
    known = [(a, b) for a, b in facing if a is not None and b is not None and a != b]

    for digits in range(_LEAST_DIGITS, _MOST_DIGITS):
        shown = (
            {span(Interval.exactly(end), contrast.unit, lang, digits) for end in pair}
            for pair in known
        )
        if all(len(texts) > 1 for texts in shown):
            return digits
    return _MOST_DIGITS


def basis_said(row: Row, contrast: Contrast, lang: str) -> str:
    """Where an interval comes from: `implied: “33%” of “860 triệu giao dịch”`."""
    doubt = " ?" if row.suspect and not contrast.certain else ""
    return f"{label(_heading(row), lang)}: {_origin(row, lang)}{doubt}".rstrip(": ")


def _heading(row: Row) -> str:
    """The kind of what says so plainly, or what the interval is in the picture."""
    plainly = row.role is Role.GIVEN or (row.role is Role.IMPLIED and row.name and not row.terms)
    return row.kind if plainly and row.kind else row.role.value


def _origin(row: Row, lang: str) -> str:
    """The text that says so, and in which source; or what follows from which texts."""
    if row.role is Role.MENDED:
        return ", ".join(_term(term, lang) for term in row.terms)
    if row.words is not None and row.terms:
        return _related(row.words, row, lang)

    text = f"“{row.printed}”" if row.printed else row.name
    return f"{text} ({row.source})" if row.source else text


def _related(words: Phrase, row: Row, lang: str) -> str:
    """A claim with the quantities that it relates."""
    names = [_term(term, lang) for term in row.terms]
    claim = f"“{row.printed}”" if row.printed else row.claim and _term(row.claim, lang)
    filled = words.filled(
        claim=claim or "",
        other=names[0],
        others=PLUS.join(names),
        rest=PLUS.join(names[1:]),
        first=names[0],
        second=names[-1],
    )
    return said(filled, lang)


def _term(term: Term, lang: str) -> str:
    """The text that gives a quantity, else what is known of it; dots where that is nothing."""
    if term.printed:
        return f"“{term.printed}”"
    if term.interval.high is None:
        return "…"
    return span(term.interval, term.unit, lang, 5)
