"""A plan checked in parts by other processes, or why it cannot be."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from plan_tracker.cli.options import read_allowed
from plan_tracker.cli.output import refuse, refuse_problems, tell
from plan_tracker.cli.plan_folder import READING, today
from plan_tracker.cli.waiting import Waiting
from plan_tracker.model.text import phrase

if TYPE_CHECKING:
    from plan_tracker.cluster.check import Gathered
    from plan_tracker.cluster.reading import FolderInPieces

_A_PART = 100_000  # statements that a worker looks at together


def gather_plan(
    folder: Path, cluster: str, on: date | None, allow_sql: Sequence[str] | None
) -> "tuple[FolderInPieces, Gathered]":
    """Let a cluster read a plan and check it in parts, with the waivers that hold on a day.

    Ends the command where the plan has problems, or the cluster cannot be used.
    """
    from plan_tracker.cluster.address import read_address

    address = read_address(cluster)
    if address is None:
        refuse(
            phrase(
                "--cluster: {text} is no cluster: write local:4 for four processes of this "
                "machine, or the address of a scheduler, such as tcp://scheduler:8786.",
                text=cluster,
            )
        )
    if find_spec("distributed") is None:
        refuse(
            phrase(
                "--cluster needs Dask, which is missing: {command}",
                command='pip install "plan-tracker[cluster]"',
            )
        )

    from plan_tracker.cluster.check import check_in_parts
    from plan_tracker.cluster.dask_engine import ClusterError, open_cluster
    from plan_tracker.cluster.reading import read_in_pieces

    permission = read_allowed(allow_sql)
    try:
        with Waiting(sys.stderr) as waiting, open_cluster(address) as engine:
            waiting.step(READING)
            found = read_in_pieces(folder, permission, engine)
            if found.problems:
                refuse_problems(found.problems)
            gathered = check_in_parts(found.cut, engine, _A_PART, waiting.step, tell)
    except ClusterError as error:
        refuse(error.message)

    if found.read.waivers:
        from plan_tracker.reconcile.findings.waivers import waive

        waived = waive(gathered.findings, found.read.waivers, on or today())
        gathered = replace(gathered, findings=waived)
    return found, gathered
