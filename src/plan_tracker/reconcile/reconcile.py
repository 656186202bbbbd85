"""The whole of reconciliation: from what was loaded to findings and observations."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from time import monotonic

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plan_tracker.inputs.copies import processors, shared
from plan_tracker.loading.loaded import Loaded
from plan_tracker.model.finding import Finding
from plan_tracker.model.notebook import table_html
from plan_tracker.reconcile.bounds.block_system import BlockSystem
from plan_tracker.reconcile.bounds.blocks import Blocks
from plan_tracker.reconcile.bounds.constraints import Constraints, ordinary
from plan_tracker.reconcile.bounds.graph import edges, tested
from plan_tracker.reconcile.bounds.limits import Limits
from plan_tracker.reconcile.bounds.triage import Sorting, Triage, limits_of
from plan_tracker.reconcile.bounds.violations import Violation, violations_in
from plan_tracker.reconcile.checks.check import Replacements
from plan_tracker.reconcile.checks.registry import CHECKS_OF_WHOLE, STATEMENT_CHECKS
from plan_tracker.reconcile.checks.remark import Replacement
from plan_tracker.reconcile.checks.undecided import UNDECIDED
from plan_tracker.reconcile.findings.corrected import corrected, say_corrected
from plan_tracker.reconcile.findings.finding import SEVERITIES, remark_finding
from plan_tracker.reconcile.findings.replacements import replacements
from plan_tracker.reconcile.findings.stated import TOO_MANY, stated_findings, stated_replacements
from plan_tracker.reconcile.findings.told import Told, searched, weighed
from plan_tracker.reconcile.findings.ways_out import UNSOLVED
from plan_tracker.reconcile.system.build import build_system
from plan_tracker.reconcile.system.products import printed_products
from plan_tracker.reconcile.system.system import RATIO, Codes, System

Watch = Callable[[str, int, int], None]
_WORTH_A_PROCESS = 1_000  # constraints that are searched: fewer are done before another has begun


def unwatched(name: str, done: int, of: int) -> None:
    """Tell nobody what is being done."""


@dataclass(frozen=True, repr=False)
class Reconciled:
    """What the statements say together.

    `findings` are worst first; `tested` has one entry a statement, in the order of the frame;
    `undecided` names the statements of blocks that could not be decided with the work allowed;
    `not_searched` those in contradictions whose culprits were not searched for, or not to the end.
    `replaced` is how statements are taken that may be the culprits of a contradiction, by owner.
    """

    system: System
    findings: tuple[Finding, ...]
    tested: NDArray[np.bool_]
    undecided: tuple[str, ...]
    not_searched: tuple[str, ...]
    replaced: dict[int, Replacement]

    @cached_property
    def observations(self) -> pd.DataFrame:
        """What is left of each quantity: made when asked for, as only progress needs it."""
        from plan_tracker.reconcile.observe import observe  # slow: pandera

        return observe(self.system, self.replaced, self.findings)

    @property
    def findings_frame(self) -> pd.DataFrame:
        """A row for each finding, in their order: made anew whenever it is asked for."""
        from plan_tracker.reconcile.findings.frame import findings_frame  # slow: pandera

        return findings_frame(self.findings)

    def __repr__(self) -> str:
        return f"<{self._head()}>"

    def _repr_html_(self) -> str:
        """The findings in a notebook, the worst first."""
        rows = [
            (finding.severity, finding.code, str(finding.message), ", ".join(finding.statements))
            for finding in self.findings
        ]
        return table_html(self._head(), ("severity", "code", "what is wrong", "statements"), rows)

    def _head(self) -> str:
        """`Reconciled: 1 error, 10 warning, 14 note; 93 of 144 statements tested`."""
        counts = Counter(finding.severity for finding in self.findings)
        found = ", ".join(f"{counts[severity]} {severity}" for severity in SEVERITIES)
        tested_ones = int(self.tested.sum())
        return f"Reconciled: {found}; {tested_ones} of {len(self.tested)} statements tested"


@dataclass(frozen=True, slots=True)
class Effort:
    """What may be spent on the search for culprits.

    So many `seconds` by the clock, and without them as much as is counted for every machine; by so
    many `processes`, or one for each processor.
    """

    seconds: float | None = None
    processes: int | None = None


USUAL = Effort()


@dataclass(frozen=True, slots=True)
class _Decided:
    """What is known of all blocks.

    Contradictions `stated` are those whose culprits were not searched for; those `unsolved` are
    proven, but took more work to search than is allowed. `undecided` are statements.
    """

    told: Sequence[Told]
    stated: Sequence[Violation]
    unsolved: Sequence[Violation]
    undecided: Sequence[int]

    def unsearched(self, system: System) -> list[int]:
        """The statements in contradictions whose culprits were not searched for."""
        owners = {owner for each in (*self.stated, *self.unsolved) for owner in each.owners}
        owners |= {owner for block in self.told for owner in block.unsearched}
        return sorted(owner for owner in owners if owner < len(system.statements))


class Part:
    """A plan, or a part of one that nothing ties to the rest, as far as arrays decide it.

    `rows` are the numbers of its statements in the whole plan, `priced` the indicators whose prices
    are said anywhere in it.
    """

    def __init__(
        self, loaded: Loaded, rows: Codes | None = None, priced: Collection[str] = ()
    ) -> None:
        self.system = build_system(loaded, priced)
        self.corrected = loaded.corrected
        self.rows = np.arange(len(loaded.frame)) if rows is None else rows
        self.constraints = ordinary(self.system)
        self.blocks = Blocks(self.system, self.constraints)
        self.sorting = Sorting(self.system, self.constraints, self.blocks, self.rows)


@dataclass(frozen=True, slots=True)
class Found:
    """What the statements of a part say together, by their numbers in it.

    `findings` are all but those that only the whole plan shows, in no order.
    """

    findings: Sequence[Finding]
    tested: NDArray[np.bool_]
    undecided: Sequence[int]
    not_searched: Sequence[int]
    replaced: dict[int, Replacement]


def reconcile(loaded: Loaded, watch: Watch = unwatched, effort: Effort = USUAL) -> Reconciled:
    """Find every contradiction, then observe what is left of each quantity.

    `watch` is told what is being done, and how many of how many steps of it are. What a block is
    found to be does not depend on the others, nor on how many processes there are; with less
    `effort` there are more blocks whose culprits are not searched for.
    """
    watch("Comparing figures", 0, 0)
    part = Part(loaded)
    found = found_in(part, limits_of([part.sorting], counted=effort.seconds is None), watch, effort)
    system = part.system
    of_whole = found_in_whole(system, found.replaced, found.undecided, loaded.corrected)
    return Reconciled(
        system,
        in_order([*found.findings, *of_whole]),
        found.tested,
        _names(system, found.undecided),
        _names(system, found.not_searched),
        found.replaced,
    )


def found_in(part: Part, limits: Limits, watch: Watch = unwatched, effort: Effort = USUAL) -> Found:
    """Search a part for its contradictions, as far as all parts together allow it."""
    system = part.system
    decided = _decide(part, limits, watch, effort)

    replaced = corrected(system, part.corrected)
    replaced |= stated_replacements(system, [*decided.stated, *decided.unsolved])
    replaced |= replacements(system, [taken for block in decided.told for taken in block.taken])

    findings = [finding for block in decided.told for finding in block.findings]
    findings += stated_findings(system, decided.stated, TOO_MANY)
    findings += stated_findings(system, decided.unsolved, UNSOLVED)
    for check in STATEMENT_CHECKS:
        findings += (
            remark_finding(system, check, remark) for remark in check.remarks(system, replaced)
        )
    return Found(
        say_corrected(system, part.corrected, findings),
        _tested(system, part.constraints),
        decided.undecided,
        decided.unsearched(system),
        replaced,
    )


def found_in_whole(
    system: System, replaced: Replacements, undecided: Sequence[int], corrected: Sequence[str]
) -> list[Finding]:
    """What no part of a plan shows alone."""
    findings = [
        remark_finding(system, check, remark)
        for check in CHECKS_OF_WHOLE
        for remark in check.remarks_on_whole(system, replaced)
    ]
    if undecided:
        remark = UNDECIDED.remark(tuple(undecided))
        findings.append(remark_finding(system, UNDECIDED, remark))
    return say_corrected(system, corrected, findings)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings, the worst first; those of the plan alone in the order of its files."""

    def key(finding: Finding) -> tuple[object, ...]:
        stand = () if finding.statements else finding.locations
        places = tuple((place.file, place.line, place.column) for place in stand)
        return SEVERITIES.index(finding.severity), finding.code, finding.statements, places

    return tuple(sorted(findings, key=key))


def _decide(part: Part, limits: Limits, watch: Watch, effort: Effort) -> _Decided:
    """Search those blocks that arrays leave in doubt."""
    system, constraints, blocks = part.system, part.constraints, part.blocks
    sorted_out: Triage = part.sorting.within(limits)
    told = _told(searched, blocks, sorted_out.searched, effort, watch)

    proven = set(sorted_out.proven)
    not_begun = [number for number in sorted_out.searched if number not in told]
    unfinished = [number for number, block in told.items() if block.undecided]
    unsolved = violations_in(system, constraints, blocks, sorted(proven.intersection(unfinished)))
    too_late = violations_in(system, constraints, blocks, sorted(proven.intersection(not_begun)))

    # How bad it is what is not searched, arrays tell, and where they cannot, the solver.
    too_many = _weighed(blocks, [*sorted_out.weighed, *too_late.unsure], effort)
    too_much = _weighed(blocks, unsolved.unsure, effort)
    left_open = {*sorted_out.undecided, *unfinished, *not_begun} - proven
    in_order = [told[number] for number in sorted(told)]
    return _Decided(
        [*in_order, *too_many[0], *too_much[0]],
        [*sorted_out.stated, *too_late.told, *too_many[1]],
        [*unsolved.told, *too_much[1]],
        _statements_of(system, blocks, left_open),
    )


def _weighed(
    blocks: Blocks, violations: Sequence[Violation], effort: Effort
) -> tuple[list[Told], list[Violation]]:
    """Contradictions that the solver weighed, and those that were too much for it."""
    numbers = [each.block for each in violations]
    told = _told(weighed, blocks, numbers, replace(effort, seconds=None), unwatched)
    left = [each for each in violations if told[each.block].undecided]
    return [told[number] for number in numbers], left


def _told(
    tell: Callable[[BlockSystem], Told],
    blocks: Blocks,
    numbers: Sequence[int],
    effort: Effort,
    watch: Watch,
) -> dict[int, Told]:
    """What is told of these blocks, by number; of those that were not begun in time, nothing."""
    if not numbers:
        return {}

    def work(share: Sequence[int]) -> Iterator[Told]:
        return map(tell, blocks.systems_of(share))

    deadline = None if effort.seconds is None else monotonic() + effort.seconds
    heavy = int(blocks.sizes[list(numbers)].sum()) >= _WORTH_A_PROCESS
    processes = (effort.processes or processors()) if heavy else 1
    told: dict[int, Told] = {}
    watch("Searching for what is wrong", 0, len(numbers))
    for number, block in shared(work, numbers, processes, deadline):
        told[number] = block
        watch("Searching for what is wrong", len(told), len(numbers))
    return told


def _names(system: System, owners: Sequence[int]) -> tuple[str, ...]:
    return tuple(system.frame["statement"].iloc[list(owners)])


def _statements_of(system: System, blocks: Blocks, numbers: Iterable[int]) -> list[int]:
    """The statements of some blocks."""
    none = np.empty(0, dtype=np.int64)
    owners = np.unique(np.concatenate([none, *(blocks.owners(number) for number in numbers)]))
    statements: list[int] = owners[owners < len(system.statements)].tolist()
    return statements


def _tested(system: System, constraints: Constraints) -> NDArray[np.bool_]:
    """Which statements take part in what could have failed."""
    graph = edges(constraints)
    owners = graph.owner[tested(graph)]
    found = np.zeros(len(system.statements), dtype=bool)
    found[owners[owners < len(found)]] = True

    # What leaves less than nothing contradicts itself.
    ratios = (constraints.form == RATIO) & ~constraints.signed[constraints.x]
    impossible = constraints.owner[ratios & (constraints.high < 0)]
    found[impossible[impossible < len(found)]] = True

    # n of N is held against its population, ranks and wholes against others of their table.
    in_order = [name for pair in system.plan.out_of_order for name in pair.statements]
    in_order += [name for each in system.plan.between for name in (each.whole, *each.parts)]
    for printed in printed_products(system):
        found[printed.owners] = True
    if in_order:
        found |= system.frame["statement"].isin(in_order).to_numpy()
    return np.asarray(found | (system.frame["population"] != "").to_numpy())
