"""The source file that a document's figures are written to, as YAML.

Each figure is proposed for an indicator of the plan. What is unsure is marked `confirm: true` with
the reason in `note`; what a plan could not use yet stands as a comment, with the reason.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from plan_tracker.documents.reported import Figure
from plan_tracker.documents.source_file.entry import ClaimLine, FigureEntry, entries
from plan_tracker.loading.files.yaml_text import comment, flow_list, quoted, scalar
from plan_tracker.model.place import Problem
from plan_tracker.model.plan import Plan

Check = Callable[[str], list[Problem]]
Written = dict[int, tuple[FigureEntry, ClaimLine | None]]  # by the line of the file where it stands


@dataclass(frozen=True, slots=True)
class Head:
    """What the source file says of the document; `doubt` why its locale is not sure."""

    id: str
    document: str
    sha256: str
    locale: str
    doubt: str = ""


def write_source(head: Head, figures: Sequence[Figure], plan: Plan, check: Check) -> str:
    """The text of the source file, of which `check` finds nothing wrong.

    What `check` does object to becomes a comment with what it says.
    """
    period = _usual(figures)
    proposed = list(entries(figures, plan, period, head.locale))
    text, _ = assembled(head, proposed, check, period)
    return text + "".join(f"# {line}\n" for line in _identities(head, proposed))


def assembled(
    head: Head, proposed: Sequence[FigureEntry], check: Check, period: str | None = None
) -> tuple[str, Written]:
    """The text of entries of which `check` finds nothing wrong, and whose each of its lines is."""
    for _ in range(len(proposed) + 1):
        text, written = _assemble(head, period, proposed)
        problems = check(text)
        if not problems or not _silence(problems, written):
            break
    return text, written


def _usual(figures: Sequence[Figure]) -> str | None:
    """The period of most figures."""
    periods = Counter(figure.period for figure in figures if figure.period)
    return max(periods, key=lambda period: periods[period], default=None)


def _assemble(
    head: Head, period: str | None, proposed: Sequence[FigureEntry]
) -> tuple[str, Written]:
    """The text, and for every line of it the figure and the claim that it belongs to."""
    doubt = f"  {comment(f'confirm: {head.doubt}')}" if head.doubt else ""
    lines = [
        "# Taken from the document by `tracker extract`. Look at what says `confirm: true`, and at",
        "# the comments; `tracker trace` holds every printed text against the document.",
        "source:",
        f"  id: {scalar(head.id)}",
        f"  document: {quoted(head.document)}",
        f"  sha256: {head.sha256}",
        f"  locale: {head.locale}{doubt}",
        *([f"  period: {scalar(period)}"] if period else []),
        "",
    ]
    used = any(not entry.unusable() for entry in proposed)
    lines.append("figures:" if used else "figures: []")

    written: Written = {}
    for entry in proposed:
        _add(lines, entry, written)
    return "\n".join(lines) + "\n", written


def _add(lines: list[str], entry: FigureEntry, written: Written) -> None:
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


def _silence(problems: Sequence[Problem], written: Written) -> bool:
    """Turn what has problems into comments; whether that changed anything."""
    changed = False
    for problem in problems:
        entry, claim = written.get(problem.place.line, (None, None))
        if claim is not None and not claim.off:
            claim.off, changed = problem.message, True
        elif entry is not None and claim is None and not entry.off:
            entry.off, changed = problem.message, True
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
