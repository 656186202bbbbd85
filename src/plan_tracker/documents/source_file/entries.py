"""The source file that a document's figures are written to, as lines of YAML.

Each figure is proposed for an indicator of the plan. What is unsure is marked `confirm: true` with
the reason in `note`; what a plan could not use yet stands as a comment, with the reason.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from plan_tracker.documents.figures.claim import FALL_BEFORE
from plan_tracker.documents.reported import Claim, Figure
from plan_tracker.documents.source_file.claims_as_figures import restated, share_of
from plan_tracker.documents.source_file.matching import Match, Names
from plan_tracker.language.letters import plain_letters
from plan_tracker.language.words import is_per_year
from plan_tracker.loading.fit import currencies
from plan_tracker.model.place import Problem
from plan_tracker.model.plan import Plan

_UNSURE = 0.85  # confidence below which a person should look
_STANDING = {"plan": "planned", "proposed": "proposed", "potential": "possible"}
_NO_CLAIM = {"count": "n of N", "rank": "a rank"}
Check = Callable[[str], list[Problem]]


@dataclass(frozen=True, slots=True)
class Head:
    """What the source file says of the document; `doubt` why its locale is not sure."""

    id: str
    document: str
    sha256: str
    locale: str
    doubt: str = ""


@dataclass(slots=True)
class _Line:
    """A line of the file; `off` says why it is a comment, `inner` that it belongs to a claim."""

    text: str
    off: str = ""


@dataclass(slots=True)
class _Entry:
    """The lines of one figure, its claims each on one line after them."""

    figure: Figure
    id: str
    indicator: str
    lines: list[_Line] = field(default_factory=list)
    claims: list[_Line] = field(default_factory=list)
    off: str = ""


def write_source(head: Head, figures: Sequence[Figure], plan: Plan, check: Check) -> str:
    """The text of the source file, of which `check` finds nothing wrong.

    What `check` does object to becomes a comment with what it says.
    """
    names = Names(plan.indicators.values())
    period = _usual(figures)
    entries = list(_entries(figures, names, plan, period, head.locale))
    for _ in range(len(entries) + 1):
        text, places = _assemble(head, period, entries)
        problems = check(text)
        if not problems or not _silence(problems, places):
            break
    return text + "".join(f"# {line}\n" for line in _identities(head, entries))


def _usual(figures: Sequence[Figure]) -> str | None:
    periods = Counter(figure.period for figure in figures if figure.period)
    return max(periods, key=lambda each: periods[each], default=None)


def _entries(
    figures: Sequence[Figure], names: Names, plan: Plan, period: str | None, locale: str
) -> Iterator[_Entry]:
    taken: Counter[str] = Counter()
    wholes: dict[int, str] = {}
    for figure, match in restated(figures, names):
        indicator = match.indicator.id if match.indicator else ""
        stem = indicator or slug(figure.subject)
        taken[stem] += 1
        name = stem if taken[stem] == 1 else f"{stem}-{taken[stem]}"
        entry = _Entry(figure, name, indicator, off="" if match.indicator else match.doubt)
        doubts = _doubts(figure, match)
        entry.lines = [_Line(line) for line in _figure_lines(entry, match, doubts, plan, period)]
        wholes.setdefault(figure.start, indicator)
        whole = wholes.get(figure.whole, "") if figure.whole is not None else ""
        shares = {claim: share_of(claim, figure, match, whole, names) for claim in figure.claims}
        entry.claims = list(_claim_lines(figure, doubts, period, shares, locale))
        yield entry


def slug(text: str) -> str:
    """A name of letters, digits and dashes for a subject."""
    plain = plain_letters(text).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain)[:6]
    return "-".join(words)[:60] or "figure"


def _doubts(figure: Figure, match: Match) -> list[str]:
    doubts = [match.doubt] if match.doubt else []
    if figure.standing != "actual":
        doubts.append(f"the words before it speak of something {_STANDING[figure.standing]}")
    return doubts + (list(figure.doubts) if figure.confidence < _UNSURE or match.doubt else [])


def _figure_lines(
    entry: _Entry, match: Match, doubts: Sequence[str], plan: Plan, period: str | None
) -> Iterator[str]:
    figure = entry.figure
    yield f"  - id: {entry.id}"
    yield f"    indicator: {entry.indicator or slug(figure.subject)}"
    yield f"    line: {figure.line}"
    if figure.period and figure.period != period:
        yield f"    period: {figure.period}"
    if figure.standing != "actual":
        yield f"    standing: {figure.standing}"
    if not figure.printed:
        return
    yield f"    printed: {quoted(figure.printed)}"
    unit = match.indicator.unit if match.indicator else ""
    if figure.unit in currencies() and figure.unit != unit and not _prints_unit(figure):
        yield f"    unit: {figure.unit}"
    if figure.kind == "count" and figure.unit in plan.populations:
        yield f"    population: {figure.unit}"
    if doubts:
        yield "    confirm: true"
        yield f"    note: {quoted('; '.join(doubts))}"


def _prints_unit(figure: Figure) -> bool:
    return any(sign.isalpha() for sign in figure.printed.split()[-1]) and not figure.shared_unit


def _claim_lines(
    figure: Figure,
    doubts: Sequence[str],
    period: str | None,
    shares: Mapping[Claim, tuple[str, str]],
    locale: str,
) -> Iterator[_Line]:
    kinds: Counter[str] = Counter()
    for claim in figure.claims:
        kinds[claim.kind] += 1
        number = kinds[claim.kind]
        parts = [f"kind: {claim.kind}", f"printed: {quoted(claim.printed)}"]
        if number > 1:
            parts.insert(0, f"id: {claim.kind}-{number}")
        held, doubt = _held(claim, figure.period or period, locale)
        whole, unsure_whole = shares[claim]
        parts += held + ([f"of: {{indicator: {whole}}}"] if whole else [])
        unsure = [
            *claim.doubts,
            *([doubt] if doubt else []),
            *([unsure_whole] if unsure_whole else []),
            *(doubts if not figure.printed else ()),
        ]
        if unsure:
            parts += ["confirm: true", f"note: {quoted('; '.join(unsure))}"]
        off = (
            f"a source file has no claim of {_NO_CLAIM[claim.kind]}"
            if claim.kind in _NO_CLAIM
            else ""
        )
        if FALL_BEFORE in claim.doubts:
            off = FALL_BEFORE
        if claim.kind == "share" and not whole:
            off = "say of what, as `of: {indicator: …}`"
        yield _Line(f"      - {{{', '.join(parts)}}}", off)


def _held(claim: Claim, period: str | None, locale: str) -> tuple[list[str], str]:
    """The keys that say what a claim is held against, and what is unsure of them."""
    reference = claim.reference
    named = reference.period if reference else None
    parts = ["as: index"] if claim.as_index else []
    if claim.kind == "growth" and is_per_year(claim.printed, locale):
        parts.append("per: year")
    if claim.kind == "target":
        return [*parts, *([f"period: {named[:4]}"] if named else [])], ""
    if claim.kind == "base":
        return [*parts, *([f"period: {named}"] if named else [])], ""
    if claim.kind == "attainment":
        return [*parts, *([f"of: {named[:4]}"] if named else [])], ""
    if claim.kind not in ("growth", "multiple", "change"):
        return parts, ""
    if reference and reference.entity:
        return [*parts, f"against: {{entity: {reference.entity}}}"], ""
    if named:
        return [*parts, f"against: {named}"], ""
    year = int(period[:4]) - 1 if period else None
    doubt = "the text near it does not say against what"
    return (
        [*parts, f"against: {year}{period[4:]}"] if period and "/" not in period else parts
    ), doubt


def _assemble(
    head: Head, period: str | None, entries: Sequence[_Entry]
) -> tuple[str, dict[int, tuple[_Entry, _Line | None]]]:
    """The text, and for every line of it the figure and the claim that it belongs to."""
    lines = [
        "# Taken from the document by `tracker extract`. Look at what says `confirm: true`, and at",
        "# the comments; `tracker trace` holds every printed text against the document.",
        "source:",
        f"  id: {head.id}",
        f"  document: {quoted(head.document)}",
        f"  sha256: {head.sha256}",
        f"  locale: {head.locale}{head.doubt and f'  # confirm: {head.doubt}'}",
        *([f"  period: {period}"] if period else []),
        "",
    ]
    used = any(not _unusable(entry) for entry in entries)
    lines.append("figures:" if used else "figures: []")
    places: dict[int, tuple[_Entry, _Line | None]] = {}
    for entry in entries:
        _add(lines, entry, places)
    return "\n".join(lines) + "\n", places


def _add(lines: list[str], entry: _Entry, places: dict[int, tuple[_Entry, _Line | None]]) -> None:
    off = _unusable(entry)
    if off:
        lines.append(f"  # {_one_line(off)}:")
    mark = "  # " if off else ""
    for line in entry.lines:
        lines.append(f"{mark}{line.text[2:] if off else line.text}")
        places[len(lines)] = (entry, None)
    live = [claim for claim in entry.claims if not claim.off]
    if live:
        lines.append(f"{mark}{'  ' if off else '    '}claims:")
    for claim in live:
        lines.append(f"{mark}{claim.text[2:] if off else claim.text}")
        places[len(lines)] = (entry, claim)
    lines += [
        f"      # {_one_line(claim.off)}: {claim.text.strip()[2:]}"
        for claim in entry.claims
        if claim.off
    ]


def _unusable(entry: _Entry) -> str:
    """Why a figure is only a comment; empty where it is none."""
    silent = not entry.figure.printed and all(claim.off for claim in entry.claims)
    return entry.off or ("nothing that is said of it could be used" if silent else "")


def _silence(problems: Sequence[Problem], places: dict[int, tuple[_Entry, _Line | None]]) -> bool:
    """Turn what has problems into comments; whether that changed anything."""
    changed = False
    for problem in problems:
        entry, claim = places.get(problem.place.line, (None, None))
        if claim is not None and not claim.off:
            claim.off, changed = problem.message, True
        elif entry is not None and claim is None and not entry.off:
            entry.off, changed = problem.message, True
    return changed


def _identities(head: Head, entries: Sequence[_Entry]) -> Iterator[str]:
    """The lists of parts that the text states, as a block for `targets/`."""
    by_start = {entry.figure.start: entry for entry in entries if not entry.off}
    wholes: dict[str, list[str]] = {}
    stated: dict[str, str] = {}
    for entry in by_start.values():
        whole = by_start.get(entry.figure.whole) if entry.figure.whole is not None else None
        if whole is not None and whole.indicator != entry.indicator:
            parts = wholes.setdefault(whole.indicator, [])
            parts += [] if entry.indicator in parts else [entry.indicator]
            stated[whole.indicator] = f"{head.id}#{entry.id}"
    if wholes:
        yield "The text names parts of a whole; to test them, in a file of targets/:"
        yield "identities:"
    for total, parts in wholes.items():
        yield f"  - id: {total}-in-{head.id}"
        yield f"    total: {total}"
        yield f"    parts: [{', '.join(parts)}]"
        yield "    rest: {low: 0%, high: 100%}  # none, where the list is whole"
        yield f"    stated: {stated[total]}"


def quoted(text: str) -> str:
    """A text as YAML in double quotes, on one line."""
    shown = json.dumps(text, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else json.dumps(sign)[1:-1] for sign in shown)


def _one_line(text: str) -> str:
    return " ".join(text.split())
