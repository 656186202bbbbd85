"""What a plan says of the figures of files that are its indicators' own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from plan_tracker.model.finding import Finding
from plan_tracker.model.place import Place
from plan_tracker.model.statement import Statement
from plan_tracker.reconcile.reconcile import Reconciled


@dataclass(frozen=True)
class AgainstPlan:
    """The statements of files that are `taken` for a plan's, reconciled with all of the plan's.

    `alone` are the findings of the plan without them.
    """

    taken: tuple[Statement, ...]
    reconciled: Reconciled
    alone: tuple[Finding, ...]

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What contradicts the files: not what the plan alone does, nor the files alone.

        Where sources of the plan contradict each other already, a figure of the files that only
        joins in is not told of again.
        """
        return tuple(finding for finding in self.reconciled.findings if self._joins(finding))

    def _joins(self, finding: Finding) -> bool:
        of_plan = {name for name in finding.statements if name not in self.by_name}
        if len(of_plan) == len(finding.statements) or not (of_plan or finding.trusted):
            return False
        return not any(
            of_plan and other.code == finding.code and of_plan <= {*other.statements}
            for other in self.alone
        )

    @cached_property
    def by_name(self) -> Mapping[str, Statement]:
        """The statements of files by their names."""
        return {statement.name: statement for statement in self.taken}

    @cached_property
    def by_figure(self) -> Mapping[tuple[Place, str], Statement]:
        """The first of them that each printed number makes."""
        by_figure: dict[tuple[Place, str], Statement] = {}
        for statement in self.taken:
            by_figure.setdefault((statement.place, statement.printed), statement)
        return by_figure

    @cached_property
    def tested(self) -> frozenset[str]:
        """The names of those that could be held against something of the plan."""
        statements, tested = self.reconciled.system.statements, self.reconciled.tested
        both = zip(statements, tested, strict=True)
        return frozenset(
            statement.name
            for statement, is_tested in both
            if is_tested and statement.name in self.by_name
        )

    def printed(self) -> Iterator[tuple[str, str]]:
        """What the statements of its findings print, by their names."""
        named = {name for finding in self.findings for name in finding.statements}
        for statement in self.reconciled.system.statements:
            if statement.name in named:
                yield statement.name, statement.printed
