"""Everything that the commands say about a plan, as plain values, built once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from plan_tracker.loading.loaded import Loaded
from plan_tracker.loading.replay import known_by, report_days
from plan_tracker.model.finding import Finding
from plan_tracker.model.plan import Plan
from plan_tracker.model.source import Source
from plan_tracker.model.statement import Statement
from plan_tracker.progress.judge import judge
from plan_tracker.progress.observed.observation import State
from plan_tracker.progress.outcome import Progress
from plan_tracker.reconcile.reconcile import Reconciled, reconcile
from plan_tracker.report.summary import Summary, summarise

if TYPE_CHECKING:
    from plan_tracker.reconcile.system.system import System


@dataclass(frozen=True, slots=True)
class Observed:
    """What counts for a statement instead of its printed value: in base units, None unbounded."""

    state: State
    value: float | None
    low: float | None
    high: float | None
    candidates: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A plan with what its sources say, what does not add up, and how far it is.

    `tested` holds names of statements; `doubted` the observations of statements that were
    repaired or are disputed, by name. `findings` are worst first. `left_out` are the sources that
    were published after the day that the report is as of; `system` is what was reconciled, and
    `earlier` how far it was by the report before, where that is asked for and there is one.
    """

    plan: Plan
    sources: dict[str, Source]
    statements: Sequence[Statement]
    tested: frozenset[str]
    doubted: dict[str, Observed]
    findings: tuple[Finding, ...]
    progress: Progress
    summary: Summary
    left_out: tuple[str, ...] = ()
    system: "System | None" = None
    earlier: Progress | None = None

    @property
    def guesses(self) -> int:
        """How many things were only proposed, and no person has confirmed: `confirm: true`."""
        indicators = sum(indicator.confirm for indicator in self.plan.indicators.values())
        identities = sum(identity.confirm for identity in self.plan.identities)
        columns = sum(source.guesses for source in self.sources.values())
        return indicators + identities + columns


def build_report(
    loaded: Loaded,
    reconciled: Reconciled,
    as_of: date | None = None,
    left_out: tuple[str, ...] = (),
) -> Report:
    """Judge the targets as of a day (default: the latest that a figure reports) and put all
    together."""
    names = loaded.frame["statement"]
    return Report(
        plan=loaded.plan,
        sources=loaded.sources,
        statements=loaded.statements,
        tested=frozenset(names[reconciled.tested]),
        doubted=_doubted(reconciled),
        findings=reconciled.findings,
        progress=judge(loaded.plan, reconciled.observations, as_of),
        summary=summarise(reconciled),
        left_out=left_out,
        system=reconciled.system,
    )


def with_earlier(report: Report, loaded: Loaded) -> Report:
    """The same with how far the plan was before its last report; `loaded` is what it is made of."""
    days = report_days(loaded)
    if len(days) < 2:
        return report
    before, _ = known_by(loaded, days[-2])
    observations = reconcile(before).observations
    return replace(report, earlier=judge(before.plan, observations, days[-2]))


def _doubted(reconciled: Reconciled) -> dict[str, Observed]:
    frame = reconciled.observations
    rows = frame[frame["state"].isin(["repaired", "disputed"])]
    columns = ["state", "value", "low", "high", "candidates"]
    cells = zip(*(rows[column].tolist() for column in columns), strict=True)
    return {
        name: Observed(state, _known(value), _known(low), _known(high), tuple(candidates))
        for name, (state, value, low, high, candidates) in zip(
            rows["statement"].tolist(), cells, strict=True
        )
    }


def _known(number: float) -> float | None:
    return number if abs(number) < float("inf") else None
