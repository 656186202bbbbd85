"""The source file that a document's figures are written to, as YAML.

Each figure is proposed for an indicator of the plan. What is unsure is marked `confirm` with the
reason in `note`; what a plan could not use yet stands as a comment, with the reason. What
stands in the file already stays as it is.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from plan_tracker.documents.reported import Figure
from plan_tracker.documents.source_file.claims_as_figures import restated
from plan_tracker.documents.source_file.entry import ClaimLine, FigureEntry, entries
from plan_tracker.documents.source_file.kept import AsKept, KeptEntry, KeptFile
from plan_tracker.documents.source_file.matching import Names
from plan_tracker.documents.source_file.proposing import Proposals
from plan_tracker.loading.files.yaml_text import comment, flow_list, quoted, scalar
from plan_tracker.loading.proposal.parts import Proposed
from plan_tracker.model.place import Problem
from plan_tracker.model.plan import Plan

Check = Callable[[str, Plan], list[Problem]]
Clashes = Callable[[str, Plan], "list[Clash]"]
Lines = dict[int, tuple[FigureEntry, ClaimLine | None]]  # by the line of the file where it stands

_CLASH = "as it is taken here, this contradicts {other}: say what each of them is of"

_INDICATOR = re.compile(r"\bindicator: ([^\s,}]+)")


@dataclass(frozen=True, slots=True)
class Head:
    """What the source file says of the document; `doubt` why its locale is not sure.

    `period` is what the document reports on, where somebody says so.
    """

    id: str
    document: str
    sha256: str
    locale: str
    doubt: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """A contradiction that only the file would have: its lines with what is printed there."""

    printed: Sequence[tuple[int, str]]


def no_clashes(text: str, plan: Plan) -> list[Clash]:
    """None: whether anything contradicts itself is not asked."""
    return []


@dataclass(frozen=True, slots=True)
class Written:
    """The text of a source file, most of it about `period`, and its new entries.

    `indicators` are proposed for them, as the plan has none; `kept` counts the entries that stood
    there before, `taken_out` the figures that somebody has taken out of the file.
    """

    text: str
    period: str | None
    entries: tuple[FigureEntry, ...]
    indicators: tuple[Proposed, ...]
    kept: int
    taken_out: int


def write_source(
    head: Head,
    figures: Sequence[Figure],
    plan: Plan,
    check: Check,
    kept: KeptFile | None = None,
    *,
    clashes: Clashes = no_clashes,
    propose: bool = False,
) -> Written:
    """The source file, of which `check` finds nothing wrong with a plan; it has no `clashes`.

    What it does object to becomes a comment with what it says. Where they are to be proposed, the
    plan gets the indicators that it lacks.
    """
    names = Names(plan.indicators.values())
    proposals = Proposals(names)
    standing = AsKept(kept, figures, proposals if propose else names)
    matched = list(restated(figures, standing))
    plan = replace(plan, indicators={**plan.indicators, **proposals.indicators})

    period = kept.head.get("period") if kept is not None else head.period or _usual(figures)
    taken = [entry.id for entry in kept.entries] if kept is not None else []
    proposed = list(entries(matched, plan, period, head.locale, taken, standing.names))
    fresh = [entry for entry in proposed if standing.entry_of(entry.figure) is None]
    new = [entry for entry in fresh if not standing.is_out(entry.figure, head.sha256)]
    in_order = list(standing.in_order(proposed, new))
    text, _ = assembled(
        head,
        in_order,
        lambda text: check(text, plan),
        period,
        kept,
        lambda text: clashes(text, plan),
    )
    live = (line for line in text.splitlines() if not line.lstrip().startswith("#"))
    named = {name for line in live for name in _INDICATOR.findall(line)}
    indicators = tuple(each for id_, each in proposals.proposed.items() if scalar(id_) in named)
    text += "".join(f"# {line}\n" for line in _identities(head, new))
    return Written(text, period, tuple(new), indicators, len(taken), len(fresh) - len(new))


def assembled(
    head: Head,
    proposed: Sequence[FigureEntry | KeptEntry],
    check: Callable[[str], list[Problem]],
    period: str | None = None,
    kept: KeptFile | None = None,
    clashes: Callable[[str], list[Clash]] = lambda text: [],
) -> tuple[str, Lines]:
    """The text of entries of which `check` finds nothing wrong, and whose each of its lines is."""
    for _ in range(len(proposed) + 1):
        text, lines = _assemble(head, period, proposed, kept)
        if not _silence(check(text), lines) and not _part(clashes(text), lines):
            break
    return text, lines


def _usual(figures: Sequence[Figure]) -> str | None:
    """The period of most figures."""
    periods = Counter(figure.period for figure in figures if figure.period)
    return max(periods, key=lambda period: periods[period], default=None)


def _assemble(
    head: Head,
    period: str | None,
    proposed: Sequence[FigureEntry | KeptEntry],
    kept: KeptFile | None,
) -> tuple[str, Lines]:
    """The text, and for every line of it the figure and the claim that it belongs to."""
    lines = _above(head, period) if kept is None else list(kept.above_for(head.sha256))
    used = any(isinstance(entry, KeptEntry) or not entry.unusable() for entry in proposed)
    lines.append("figures:" if used else "figures: []")

    written: Lines = {}
    for entry in proposed:
        if isinstance(entry, KeptEntry):
            lines += entry.lines
        else:
            _add(lines, entry, written)
    lines += kept.below if kept is not None else ()
    return "\n".join(lines) + "\n", written


def _above(head: Head, period: str | None) -> list[str]:
    """What stands above the figures of a new file."""
    doubt = f"  {comment(f'confirm: {head.doubt}')}" if head.doubt else ""
    return [
        "# Taken from the document by `tracker extract`. Look at what says `confirm`, and at",
        "# the comments; `tracker trace` holds every printed text against the document.",
        "source:",
        f"  id: {scalar(head.id)}",
        f"  document: {quoted(head.document)}",
        f"  sha256: {head.sha256}",
        f"  locale: {head.locale}{doubt}",
        *([f"  period: {scalar(period)}"] if period else []),
        "",
    ]


def _add(lines: list[str], entry: FigureEntry, written: Lines) -> None:
    """Add a figure and its claims, as comments where they are of no use."""
    off = entry.unusable()
    if off:
        lines.append(f"  {comment(off)}:")
    margin = "  # " if off else "  "

    for at, line in enumerate(entry.lines):
        lines.append(f"{margin}{'  ' if at else '- '}{line}")
        written[len(lines)] = (entry, None)

    live = [claim for claim in entry.claims if not claim.off]
    if live:
        lines.append(f"{margin}  claims:")
    for claim in live:
        lines.append(f"{margin}    - {claim.text}")
        written[len(lines)] = (entry, claim)
    lines += [f"      {comment(claim.off)}: {claim.text}" for claim in entry.claims if claim.off]


def _silence(problems: Sequence[Problem], written: Lines) -> bool:
    """Turn what has problems into comments; whether that changed anything."""
    changed = False
    for problem in problems:
        entry, claim = written.get(problem.place.line, (None, None))
        if claim is not None and not claim.off:
            claim.off, changed = problem.message, True
        elif entry is not None and claim is None and not entry.off:
            entry.off, changed = problem.message, True
    return changed


def _part(clashes: Sequence[Clash], written: Lines) -> bool:
    """Turn one of what contradicts itself into a comment, each time; whether that changed anything.

    A claim rather than a figure, and what comes last rather than what is before it.
    """
    changed = False
    for clash in clashes:
        fresh = [(line, printed) for line, printed in clash.printed if line in written]
        if not fresh:
            continue
        line, printed = max(fresh, key=lambda said: (written[said[0]][1] is not None, said[0]))
        others = [f"“{text}”" for at, text in clash.printed if at != line and text]
        reason = _CLASH.format(other=" and ".join(others) or f"“{printed}”")
        entry, claim = written[line]
        said: FigureEntry | ClaimLine = entry if claim is None else claim
        if not said.off:
            said.off, changed = reason, True
    return changed


def _identities(head: Head, proposed: Sequence[FigureEntry]) -> Iterator[str]:
    """The lists of parts that the text states, as a block for `targets/`."""
    by_start = {entry.figure.start: entry for entry in proposed if not entry.off}
    parts_of: dict[str, list[str]] = {}
    stated: dict[str, str] = {}
    for entry in by_start.values():
        whole = by_start.get(entry.figure.whole) if entry.figure.whole is not None else None
        if whole is not None and whole.indicator != entry.indicator:
            parts = parts_of.setdefault(whole.indicator, [])
            parts += [] if entry.indicator in parts else [entry.indicator]
            stated[whole.indicator] = f"{head.id}#{entry.id}"

    if parts_of:
        yield "The text names parts of a whole; to test them, in a file of targets/:"
        yield "identities:"
    for total, parts in parts_of.items():
        yield f"  - id: {scalar(f'{total}-in-{head.id}')}"
        yield f"    total: {scalar(total)}"
        yield f"    parts: {flow_list(map(scalar, parts))}"
        yield "    rest: {low: 0%, high: 100%}  # none, where the list is whole"
        yield f"    stated: {scalar(stated[total])}"
