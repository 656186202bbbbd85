"""The whole of reconciliation: from what was loaded to findings and observations."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plan_tracker.loading.folder import Loaded
from plan_tracker.model.finding import Finding
from plan_tracker.reconcile.blocks import edges, tested
from plan_tracker.reconcile.checks import REMARKS, undecided
from plan_tracker.reconcile.constraints import build_system
from plan_tracker.reconcile.core import Core
from plan_tracker.reconcile.diagnose import diagnose
from plan_tracker.reconcile.findings import explain, remark
from plan_tracker.reconcile.observe import mend, observe
from plan_tracker.reconcile.propagate import Constraints, ordinary
from plan_tracker.reconcile.system import System


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What the statements say together.

    `findings` are worst first; `tested` has one entry a statement, in the order of the frame;
    `undecided` names the statements of blocks that could not be decided with the work allowed.
    """

    findings: tuple[Finding, ...]
    observations: pd.DataFrame
    tested: NDArray[np.bool_]
    undecided: tuple[str, ...]


def reconcile(loaded: Loaded) -> Reconciled:
    """Find every contradiction, then observe what is left of each quantity."""
    system = build_system(loaded)
    constraints = ordinary(system)
    diagnosis = diagnose(system, constraints)
    findings = [
        explain(Core(system, constraints, found.core), found) for found in diagnosis.contradictions
    ]
    mended = mend(system, diagnosis.contradictions)
    for check in REMARKS:
        findings += [remark(system, check, found) for found in check.remarks(system, mended)]
    if diagnosis.undecided:
        findings.append(remark(system, undecided, undecided.undecided(diagnosis.undecided)))
    order = ("error", "warning", "note")
    findings.sort(key=lambda each: (order.index(each.severity), each.code, each.statements))
    return Reconciled(
        tuple(findings),
        observe(system, mended, findings),
        _tested(system, constraints),
        tuple(loaded.statements[owner].name for owner in diagnosis.undecided),
    )


def _tested(system: System, constraints: Constraints) -> NDArray[np.bool_]:
    graph = edges(constraints)
    said = graph.owner[tested(graph)]
    found = np.zeros(len(system.statements), dtype=bool)
    found[said[said < len(found)]] = True
    # n of N is held against its population.
    counted = np.array([bool(each.population) for each in system.statements], dtype=bool)
    return np.asarray(found | counted)
