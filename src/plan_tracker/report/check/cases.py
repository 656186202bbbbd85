"""Each check on each source and each target, as cases that pass, fail, or say nothing and why."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from plan_tracker.model.finding import Finding
from plan_tracker.model.place import Place
from plan_tracker.model.source import Source
from plan_tracker.model.text import Text, phrase
from plan_tracker.reconcile.checks.check import Check
from plan_tracker.reconcile.checks.registry import (
    ALONE,
    CONTRADICTION_CHECKS,
    WAIVER_CHECKS,
)
from plan_tracker.reconcile.checks.spoken import Mask, Spoken
from plan_tracker.reconcile.checks.undecided import UNDECIDED
from plan_tracker.reconcile.reconcile import Reconciled
from plan_tracker.reconcile.system.system import Codes, Trusted

_CHECKED = phrase("")
_ALONE = phrase("no text of the kind that this check is about")
_UNTESTED = phrase("nothing else is given that it could be held against")


@dataclass(frozen=True, slots=True)
class Case:
    """One check on one source or target.

    `findings` are what it has found, `reason` says why nothing could be found where it is skipped.
    """

    code: str
    outcome: Literal["checked", "skipped"]
    reason: Text = _CHECKED
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """A source, a target, or the plan as a whole, with its cases in the order of the codes."""

    kind: Literal["source", "target", "plan"]
    name: str
    place: Place | None
    cases: tuple[Case, ...]


def build_cases(reconciled: Reconciled, sources: Iterable[Source]) -> tuple[Subject, ...]:
    """Every check on every source, then on every target, then what only the plan says."""
    table = _Table(reconciled)
    return (*table.sources(sources), *table.targets(), table.plan())


class _Table:
    """Which statements each check is about, and to which sources and targets they belong."""

    def __init__(self, reconciled: Reconciled) -> None:
        self._system = reconciled.system
        self._findings = reconciled.findings
        self._tested = reconciled.tested
        spoken = Spoken(self._system)
        self._subject, self._reference = spoken.subject, spoken.reference
        self._about = _about(spoken)
        self._alone = {UNDECIDED.page.code, *(check.page.code for check in ALONE)}
        names = self._system.frame["statement"]
        said = {name for each in self._findings for name in each.statements}
        rows = np.flatnonzero(names.isin(said).to_numpy())
        self._rows = dict(zip(names.iloc[rows].tolist(), rows.tolist(), strict=True))

    def sources(self, sources: Iterable[Source]) -> Iterator[Subject]:
        column = self._system.frame["source"]
        numbers = {name: number for number, name in enumerate(column.cat.categories)}
        codes = column.cat.codes.to_numpy().astype(np.int64)
        counted = self._counted([codes], len(numbers))
        found = self._found([codes])
        for each in sources:
            number = numbers.get(each.id, -1)
            yield Subject("source", each.id, each.place, self._cases(number, counted, found))

    def targets(self) -> Iterator[Subject]:
        links, statements = self._system.links, len(self._system.statements)
        declared = links.owner >= statements
        number = dict(zip(links.owner[declared].tolist(), links.x[declared].tolist(), strict=True))

        # A target that was changed has a quantity for each value that a source means: all are its.
        first: dict[Place, tuple[int, Trusted]] = {}
        of_target = np.arange(len(self._system.keys))
        for at, each in enumerate(self._system.trusted):
            if each.kind == "target":
                quantity = number[statements + at]
                of_target[quantity], _ = first.setdefault(each.place, (quantity, each))

        quantities = [
            np.where(each < 0, each, of_target[each]) for each in (self._subject, self._reference)
        ]
        counted = self._counted(quantities, len(self._system.keys))
        found = self._found(quantities)
        for quantity, target in first.values():
            cases = self._cases(quantity, counted, found)
            yield Subject("target", str(target.name), target.place, cases)

    def plan(self) -> Subject:
        """What no statement has a part in: the plan against itself, and the waivers."""
        found: dict[str, list[Finding]] = {check.page.code: [] for check in WAIVER_CHECKS}
        for finding in self._findings:
            if not finding.statements:
                found.setdefault(finding.code, []).append(finding)
        cases = (
            Case(code, "checked", _CHECKED, tuple(each)) for code, each in sorted(found.items())
        )
        return Subject("plan", "plan", None, tuple(cases))

    def _counted(self, holders: Sequence[Codes], size: int) -> dict[str, tuple[Codes, Codes]]:
        """By code, how many statements of each holder it is about, and how many are tested."""

        def count_where(where: Mask) -> Codes:
            held = np.concatenate([each[where & (each >= 0)] for each in holders])
            return np.bincount(held, minlength=size)

        return {
            code: (count_where(about), count_where(about & (self._tested | (code in self._alone))))
            for code, about in self._about.items()
        }

    def _found(self, holders: Sequence[Codes]) -> dict[tuple[str, int], list[Finding]]:
        """The findings of a code on each holder, each once."""
        found: dict[tuple[str, int], list[Finding]] = {}
        for finding in self._findings:
            rows = [self._rows[name] for name in finding.statements if name in self._rows]
            for number in {int(each[row]) for row in rows for each in holders}:
                found.setdefault((finding.code, number), []).append(finding)
        return found

    def _cases(
        self,
        number: int,
        counted: dict[str, tuple[Codes, Codes]],
        found: dict[tuple[str, int], list[Finding]],
    ) -> tuple[Case, ...]:
        return tuple(
            _case(code, found.get((code, number), []), *(each[number] for each in counts))
            if number >= 0
            else Case(code, "skipped", _ALONE)
            for code, counts in counted.items()
        )


def _case(code: str, findings: Sequence[Finding], about: int, tested: int) -> Case:
    if findings or tested:
        return Case(code, "checked", _CHECKED, tuple(findings))
    return Case(code, "skipped", _UNTESTED if about else _ALONE)


def _about(spoken: Spoken) -> dict[str, Mask]:
    """By code, which statements a check is about, in the order of the codes."""
    checks: tuple[Check, ...] = (*ALONE, *CONTRADICTION_CHECKS, UNDECIDED)
    return {
        check.page.code: check.about(spoken)
        for check in sorted(checks, key=lambda check: check.page.code)
    }
