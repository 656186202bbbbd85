"""The whole of reconciliation: from what was loaded to findings and observations."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plan_tracker.loading.loaded import Loaded
from plan_tracker.model.finding import Finding
from plan_tracker.reconcile.bounds.blocks import Blocks
from plan_tracker.reconcile.bounds.constraints import Constraints, ordinary
from plan_tracker.reconcile.bounds.graph import edges, tested
from plan_tracker.reconcile.bounds.part import Part
from plan_tracker.reconcile.bounds.plain import plain_contradictions
from plan_tracker.reconcile.bounds.triage import triage
from plan_tracker.reconcile.checks import REMARKS
from plan_tracker.reconcile.checks import undecided as unsettled
from plan_tracker.reconcile.culprits.diagnose import diagnose
from plan_tracker.reconcile.explain.core import Core
from plan_tracker.reconcile.explain.remark import Mended
from plan_tracker.reconcile.findings.corrected import corrected, say_corrected
from plan_tracker.reconcile.findings.findings import UNSOLVED, explain, remark
from plan_tracker.reconcile.findings.mend import mend
from plan_tracker.reconcile.findings.plain import TOO_MANY, plain_findings, plain_mended
from plan_tracker.reconcile.system.build import build_system
from plan_tracker.reconcile.system.system import System

Watch = Callable[[str, int, int], None]


def _unwatched(name: str, done: int, of: int) -> None:
    pass


@dataclass(frozen=True)
class Reconciled:
    """What the statements say together.

    `findings` are worst first; `tested` has one entry a statement, in the order of the frame;
    `undecided` names the statements of blocks that could not be decided with the work allowed;
    `undiagnosed` counts the contradictions whose culprits were not searched for.
    `mended` is how statements are taken that may be the culprits of a contradiction, by owner.
    """

    system: System
    findings: tuple[Finding, ...]
    tested: NDArray[np.bool_]
    undecided: tuple[str, ...]
    undiagnosed: int
    mended: dict[int, Mended]

    @cached_property
    def observations(self) -> pd.DataFrame:
        """What is left of each quantity: made when asked for, as only progress needs it."""
        from plan_tracker.reconcile.observe import observe  # slow: pandera

        return observe(self.system, self.mended, self.findings)


def reconcile(loaded: Loaded, watch: Watch = _unwatched) -> Reconciled:
    """Find every contradiction, then observe what is left of each quantity.

    `watch` is told what is being done, and how many of how many steps of it are.
    """
    watch("Comparing figures", 0, 0)
    system = build_system(loaded)
    constraints = ordinary(system)
    blocks = Blocks(system, constraints)
    sorted_out = triage(system, constraints, blocks)
    diagnosis = diagnose(_parts(blocks, sorted_out.searched, watch))
    known = [number for number in diagnosis.undecided if number in set(sorted_out.proven)]
    proven = plain_contradictions(system, constraints, blocks, known) if known else []
    undecided = _undecided(system, blocks, {*sorted_out.undecided, *diagnosis.undecided} - {*known})
    stated = sorted_out.stated
    mended = corrected(system, loaded.corrected) | plain_mended(system, [*stated, *proven])
    mended |= mend(system, diagnosis.contradictions)
    findings = [
        explain(Core(part.system, part.constraints, found.core), found)
        for part, found in diagnosis.contradictions
    ]
    findings += plain_findings(system, stated, TOO_MANY) + plain_findings(system, proven, UNSOLVED)
    findings += _remarks(system, mended, undecided)
    findings = say_corrected(system, loaded.corrected, findings)
    order = ("error", "warning", "note")
    findings.sort(key=lambda each: (order.index(each.severity), each.code, each.statements))
    return Reconciled(
        system,
        tuple(findings),
        _tested(system, constraints),
        tuple(system.frame["statement"].iloc[undecided]),
        len(stated),
        mended,
    )


def _parts(blocks: Blocks, numbers: Sequence[int], watch: Watch) -> Iterator[Part]:
    for done, number in enumerate(numbers):
        watch("Searching for what is wrong", done, len(numbers))
        yield blocks.part(number)


def _undecided(system: System, blocks: Blocks, numbers: Iterable[int]) -> list[int]:
    """The statements of blocks that could not be decided with the work allowed."""
    owners = [blocks.owners(number) for number in numbers]
    found = np.unique(np.concatenate([np.empty(0, dtype=np.int64), *owners]))
    statements: list[int] = found[found < len(system.statements)].tolist()
    return statements


def _remarks(
    system: System, mended: dict[int, Mended], undecided: Sequence[int]
) -> Iterator[Finding]:
    for check in REMARKS:
        yield from (remark(system, check, found) for found in check.remarks(system, mended))
    if undecided:
        yield remark(system, unsettled, unsettled.undecided(tuple(undecided)))


def _tested(system: System, constraints: Constraints) -> NDArray[np.bool_]:
    graph = edges(constraints)
    said = graph.owner[tested(graph)]
    found = np.zeros(len(system.statements), dtype=bool)
    found[said[said < len(found)]] = True
    # n of N is held against its population.
    return np.asarray(found | (system.frame["population"] != "").to_numpy())
