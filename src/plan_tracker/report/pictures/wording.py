"""What stands beside each interval of a contradiction."""

from plan_tracker.model.interval import Interval
from plan_tracker.model.plan import Plan
from plan_tracker.reconcile.implied.implication import Implication, Row, Term
from plan_tracker.report.words.labels import label, name_of
from plan_tracker.report.words.languages import Scale
from plan_tracker.report.words.numbers import number, period, scale_of, unit_of

# How a claim leads from other quantities to what it is about, and back.
RELATIONS = {
    ("attainment", True): "{claim} of {other}",
    ("attainment", False): "what {other} is {claim} of",
    ("share", True): "{claim} of {other}",
    ("share", False): "what {other} is {claim} of",
    ("growth", True): "{claim} from {other}",
    ("growth", False): "what became {other} by {claim}",
    ("multiple", True): "{claim} against {other}",
    ("multiple", False): "what {other} is {claim} against",
    ("change", True): "{claim} from {other}",
    ("change", False): "what became {other} by {claim}",
    ("rate", True): "{other} at a rate of {claim}",
    ("rate", False): "{other} at a rate of {claim}",
    ("order", True): "at least {other} of the shorter period",
    ("order", False): "at most {other} of the longer period",
    ("identity", True): "{others} together",
    ("identity", False): "{other} less {rest}",
    ("part", True): "{other} as a part of it",
    ("part", False): "{other} as what it is a part of",
    ("count", True): "no more than {other}",
    ("left out", True): "{other} named as left out",
    ("population", True): "{others} by the plan",
    ("attainment of two", True): "{first} out of {second}",
    ("share of two", True): "{first} out of {second}",
    ("multiple of two", True): "{first} against {second}",
    ("growth of two", True): "from {second} to {first}",
    ("change of two", True): "from {second} to {first}",
}
PARTS = {
    "said": "printed",
    "implied": "implied",
    "together": "all others together",
    "mended": "implied with",
    "repaired": "read as",
    "possible": "possible",
}
_LEAST_DIGITS, _MOST_DIGITS = 4, 12


def subject_said(found: Implication, plan: Plan, lang: str) -> str:
    """What all rows are about: the indicator's name, for whom and when."""
    indicator = plan.indicators.get(found.indicator)
    name = name_of(indicator.name, lang, found.indicator) if indicator else found.indicator
    kind = "" if found.kind == "level" else f"{label(found.kind, lang)}, "
    return f"{kind}{name}, {period(found.period, lang)}"


def between(interval: Interval, found: Implication, lang: str) -> str:
    """An interval in words, with as many digits as show that there is a gap."""
    return said_between(interval, found.unit, lang, _digits(found, lang))


def _digits(found: Implication, lang: str) -> int:
    """As few as tell apart the ends between which the gap lies."""
    said, implied = found.said.interval, found.together.interval
    facing = [(said.high, implied.low), (said.low, implied.high)]
    known = [(a, b) for a, b in facing if a is not None and b is not None and a != b]
    for digits in range(_LEAST_DIGITS, _MOST_DIGITS):
        shown = (
            {said_between(Interval.exactly(end), found.unit, lang, digits) for end in pair}
            for pair in known
        )
        if all(len(each) > 1 for each in shown):
            return digits
    return _MOST_DIGITS


def said_between(interval: Interval, unit: str, lang: str, digits: int) -> str:
    """`279.34 to 288.27 million transactions`, `> 4.5%`, `×3`."""
    ends = [end for end in (interval.low, interval.high) if end is not None]
    if not ends:
        return label("without limit", lang)
    size = max(abs(end) for end in ends)
    scale = Scale() if unit in ("%", "time", "rank") else scale_of(size, lang)
    said = list(dict.fromkeys(number(end / scale.factor, lang, digits) for end in ends))
    numbers = f" {label('to', lang)} ".join(said)
    if unit == "%":
        return f"{_sign(interval)}{numbers}%"
    if unit == "time":
        return f"{_sign(interval)}×{numbers}"
    return f"{_sign(interval)}{numbers} {unit_of(scale, unit, lang)}".strip()


def _sign(interval: Interval) -> str:
    """Before the one end that an interval has."""
    if interval.low is not None and interval.high is not None:
        return ""
    if interval.high is None:
        return "> " if interval.low_open else "≥ "
    return "< " if interval.high_open else "≤ "


def basis_said(row: Row, found: Implication, lang: str) -> str:
    """Where an interval comes from: `implied: “33%” of “860 triệu giao dịch”`."""
    plainly = row.part == "given" or (row.part == "implied" and row.name and not row.terms)
    kind = row.relation if plainly else row.part
    doubt = " ?" if row.suspect and not found.certain else ""
    return f"{label(PARTS.get(kind, kind), lang)}: {_source(row, lang)}{doubt}".rstrip(": ")


def _source(row: Row, lang: str) -> str:
    """The text that says so, and in which source; or what follows from which texts."""
    if row.part == "mended":
        return ", ".join(_term(each, lang) for each in row.terms)
    if row.terms:
        return _related(row, lang)
    source = row.name.partition("#")[0] if "#" in row.name and row.part != "repaired" else ""
    text = f"“{row.printed}”" if row.printed else row.name
    return f"{text} ({source})" if source else text


def _related(row: Row, lang: str) -> str:
    """A claim with the quantities that it relates."""
    names = [_term(each, lang) for each in row.terms]
    relation = "part" if row.relation == "identity" and len(names) == 1 else row.relation
    return label(RELATIONS[relation, row.forward], lang).format(
        claim=f"“{row.printed}”" if row.printed else names[-1],
        other=names[0],
        others=" + ".join(names),
        rest=" + ".join(names[1:]),
        first=names[0],
        second=names[-1],
    )


def _term(term: Term, lang: str) -> str:
    """The text that gives a quantity, else what is known of it; dots where that is nothing."""
    if term.printed:
        return f"“{term.printed}”"
    if term.interval.high is None:
        return "…"
    return said_between(term.interval, term.unit, lang, 5)
