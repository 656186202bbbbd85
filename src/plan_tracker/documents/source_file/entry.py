"""What a source file says of one figure: its lines, and those of its claims, as YAML."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from plan_tracker.documents.figures.claim import BESIDE
from plan_tracker.documents.figures.figure import NO_TIME
from plan_tracker.documents.reported import Claim, Figure, Reference
from plan_tracker.documents.source_file.claims_as_figures import share_of
from plan_tracker.documents.source_file.matching import Match, Names
from plan_tracker.language.letters import UnusedNames, slug
from plan_tracker.language.words import is_per_year
from plan_tracker.loading.files.yaml_text import flow_mapping, quoted, scalar
from plan_tracker.loading.fit import currencies
from plan_tracker.model.plan import Plan

_UNSURE = 0.85  # confidence below which a person should look
_STANDING = {"plan": "planned", "proposed": "proposed", "potential": "possible"}
_NO_CLAIM = {"count": "n of N", "rank": "a rank"}
_COMPARED = frozenset({"growth", "multiple", "change"})
_YEAR = 4  # digits; what a plan wants is for a year
_NO_NAME = "figure"  # the name of a figure whose subject has no letters to make one of

NOTHING_KEPT: Mapping[int, str] = MappingProxyType({})


@dataclass(slots=True)
class ClaimLine:
    """A claim as a mapping on one line; `off` says why it is only a comment."""

    text: str
    off: str = ""


@dataclass(slots=True)
class FigureEntry:
    """One figure: its lines and its claims; `off` says why they are only comments.

    `indicator` is empty where the plan has none for it.
    """

    figure: Figure
    id: str
    indicator: str
    lines: list[str] = field(default_factory=list)
    claims: list[ClaimLine] = field(default_factory=list)
    off: str = ""

    def unusable(self) -> str:
        """Why the figure is only a comment; empty where it is none."""
        silent = not self.figure.printed and all(claim.off for claim in self.claims)
        return self.off or ("nothing that is said of it could be used" if silent else "")


def entries(
    matched: Sequence[tuple[Figure, Match]],
    plan: Plan,
    period: str | None,
    locale: str,
    taken: Iterable[str] = (),
    kept: Mapping[int, str] = NOTHING_KEPT,
) -> Iterator[FigureEntry]:
    """One for each figure, with the indicator that it is taken to be of.

    Most of the document is about `period`; no entry gets a name that is `taken`,
    but for those that are `kept`: these have theirs by where their figures start.
    """
    names = Names(plan.indicators.values())
    given = UnusedNames(taken)
    indicators: dict[int, str] = {}  # by where the figures start
    for figure, match in matched:
        indicator = match.indicator.id if match.indicator else ""
        stem = indicator or _name(figure)
        name = kept[figure.start] if figure.start in kept else given.give(stem)
        entry = FigureEntry(figure, name, indicator, off="" if match.indicator else match.doubt)

        doubts = _doubts(figure, match)
        keys = _figure_keys(entry, match, doubts, plan, period)
        entry.lines = [f"{key}: {value}" for key, value in keys]

        indicators.setdefault(figure.start, indicator)
        whole = indicators.get(figure.whole, "") if figure.whole is not None else ""
        shares = {claim: share_of(claim, figure, match, whole, names) for claim in figure.claims}
        entry.claims = list(_claim_lines(figure, doubts, period, shares, locale))
        yield entry


def _name(figure: Figure) -> str:
    return slug(figure.subject) or _NO_NAME


def _doubts(figure: Figure, match: Match) -> list[str]:
    doubts = [match.doubt] if match.doubt else []
    if figure.standing != "actual":
        doubts.append(f"the words before it speak of something {_STANDING[figure.standing]}")
    if figure.confidence < _UNSURE or match.doubt:
        return doubts + list(figure.doubts)
    return doubts + [doubt for doubt in figure.doubts if doubt == NO_TIME]


def _figure_keys(
    entry: FigureEntry, match: Match, doubts: Sequence[str], plan: Plan, period: str | None
) -> Iterator[tuple[str, str]]:
    """The keys of a figure, each with its value as YAML."""
    figure = entry.figure
    yield "id", scalar(entry.id)
    yield "indicator", scalar(entry.indicator or _name(figure))
    yield "line", str(figure.line)
    if figure.entity:
        yield "entity", scalar(figure.entity)
    if figure.period and figure.period != period:
        yield "period", scalar(figure.period)
    if figure.standing != "actual":
        yield "standing", figure.standing
    if not figure.printed:
        return

    yield "printed", quoted(figure.printed)
    unit = match.indicator.unit if match.indicator else ""
    if figure.unit in currencies() and figure.unit != unit and not _prints_unit(figure):
        yield "unit", scalar(figure.unit)
    if figure.kind == "count" and figure.unit in plan.populations:
        yield "population", scalar(figure.unit)
    if doubts:
        only_subject = {*doubts} <= {match.doubt, NO_TIME}
        yield "confirm", "subject" if only_subject else "true"
        yield "note", quoted("; ".join(doubts))


def _prints_unit(figure: Figure) -> bool:
    return any(sign.isalpha() for sign in figure.printed.split()[-1]) and not figure.shared_unit


def _claim_lines(
    figure: Figure,
    doubts: Sequence[str],
    period: str | None,
    shares: Mapping[Claim, tuple[str, str]],
    locale: str,
) -> Iterator[ClaimLine]:
    """The claims of a figure of which so much is in doubt, in a document mostly about `period`."""
    kinds: Counter[str] = Counter()
    base = _base(figure)
    for claim in figure.claims:
        kinds[claim.kind] += 1
        number = kinds[claim.kind]
        held, doubt = _held(_against(claim, base), figure.period or period, locale)
        whole, doubt_of_whole = shares[claim]

        keys = {"id": f"{claim.kind}-{number}"} if number > 1 else {}
        keys |= {"kind": claim.kind, "printed": quoted(claim.printed), **held}
        if whole:
            keys["of"] = flow_mapping({"indicator": scalar(whole)})

        inherited = doubts if not figure.printed else ()
        unsure = [*claim.doubts, *filter(None, (doubt, doubt_of_whole)), *inherited]
        if unsure:
            keys |= {"confirm": "true", "note": quoted("; ".join(unsure))}
        yield ClaimLine(flow_mapping(keys), _why_off(claim, whole))


def _why_off(claim: Claim, whole: str) -> str:
    """Why a claim can only be a comment; empty where it is none."""
    if claim.kind == "share" and not whole:
        return "say of what, as `of: {indicator: …}`"
    beside = BESIDE & {*claim.doubts}
    if beside:
        return min(beside)
    if claim.kind in _NO_CLAIM:
        return f"a source file has no claim of {_NO_CLAIM[claim.kind]}"
    return ""


def _base(figure: Figure) -> str | None:
    """The one period that a figure's base is of, which is what it is compared with."""
    periods = {
        claim.reference.period if claim.reference else None
        for claim in figure.claims
        if claim.kind == "base"
    }
    return periods.pop() if len(periods) == 1 else None


def _against(claim: Claim, base: str | None) -> Claim:
    """A claim whose words do not name what it is compared with, against the base beside it."""
    if claim.kind in _COMPARED and claim.reference is None and base is not None:
        return replace(claim, reference=Reference(base))
    return claim


def _held(claim: Claim, period: str | None, locale: str) -> tuple[dict[str, str], str]:
    """The keys that say what a claim is held against, and what is unsure of them."""
    reference = claim.reference
    named = reference.period if reference else None
    keys = {"as": "index"} if claim.as_index else {}
    if claim.kind == "growth" and is_per_year(claim.printed, locale):
        keys["per"] = "year"

    if claim.kind == "target" and named:
        keys["period"] = scalar(named[:_YEAR])
    elif claim.kind == "base" and named:
        keys["period"] = scalar(named)
    elif claim.kind == "attainment" and named:
        keys["of"] = scalar(named[:_YEAR])
    if claim.kind not in _COMPARED:
        return keys, ""

    if reference and reference.entity:
        keys["against"] = flow_mapping({"entity": scalar(reference.entity)})
        return keys, ""
    if named and reference and reference.measure == "target":
        measured = {"period": scalar(named[:_YEAR]), "measure": "target"}
        keys["against"] = flow_mapping(measured)
        return keys, ""
    if named:
        keys["against"] = scalar(named)
        return keys, ""
    if period and "/" not in period:
        year = int(period[:_YEAR]) - 1
        keys["against"] = scalar(f"{year}{period[_YEAR:]}")
    return keys, "the text near it does not say against what"
