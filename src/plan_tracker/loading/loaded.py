"""What was read of a plan folder, and the frame of its statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from plan_tracker.loading.statements import Statements
from plan_tracker.model.notebook import table_html
from plan_tracker.model.place import Problem
from plan_tracker.model.plan import Plan
from plan_tracker.model.relation import Rounding
from plan_tracker.model.source import Source
from plan_tracker.model.statement import Statement
from plan_tracker.model.waiver import Waiver

if TYPE_CHECKING:
    import pandas as pd

    from plan_tracker.loading.tables.long.statements import LongForm


@dataclass(frozen=True, slots=True)
class Read:
    """A plan folder as its files say it: the statements that are `printed` and those in `tables`.

    It is whole only where there are no problems.
    """

    plan: Plan
    sources: dict[str, Source]
    printed: Sequence[Statement]
    tables: tuple[LongForm, ...]
    problems: tuple[Problem, ...]
    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Loaded:
    """A plan, its sources by id, their statements, and the frame with a row for each of them.

    `corrected` are the names of the statements that a person has corrected, `rounded` the tables
    that are found to be rounded to a base.
    """

    plan: Plan
    sources: dict[str, Source]
    statements: Sequence[Statement]
    frame: pd.DataFrame
    waivers: tuple[Waiver, ...] = ()
    corrected: tuple[str, ...] = ()
    rounded: tuple[Rounding, ...] = ()

    def __repr__(self) -> str:
        return f"<{self._head()}>"

    def _repr_html_(self) -> str:
        """The targets that are declared, in a notebook."""
        headings = ("target", "indicator", "entity", "period", "printed")
        rows = [
            (target.id, target.indicator, target.entity, target.period.text, target.printed)
            for target in self.plan.targets
        ]
        return table_html(self._head(), headings, rows)

    def _head(self) -> str:
        """`Loaded: 6 targets, 56 indicators, 5 sources, 144 statements`."""
        plan = self.plan
        counts = {
            "targets": len(plan.targets),
            "indicators": len(plan.indicators),
            "sources": len(self.sources),
            "statements": len(self.statements),
        }
        return f"Loaded: {', '.join(f'{count} {name}' for name, count in counts.items())}"


def framed(read: Read) -> Loaded:
    """What was read with the frame of all its statements, which is not held to its schema yet."""
    from plan_tracker.loading.frame.statements import joined, statements_frame  # slow: pandas

    printed = () if read.problems else read.printed
    frame = joined([statements_frame(printed), *(table.frame for table in read.tables)])
    rows = (table.rows for table in read.tables)
    statements = Statements(read.printed, *rows) if read.tables else read.printed
    corrected = [each.name for each in printed if each.corrected is not None]
    corrected += (name for table in read.tables for name in table.corrected)
    rounded = tuple(table.rounded for table in read.tables if table.rounded is not None)
    return Loaded(
        read.plan, read.sources, statements, frame, read.waivers, tuple(corrected), rounded
    )


def beside(
    loaded: Loaded, sources: Mapping[str, Source], statements: Sequence[Statement]
) -> Loaded:
    """A plan with what files say in its terms, which it does not hold."""
    from plan_tracker.loading.frame.statements import joined, statements_frame  # slow: pandas

    return replace(
        loaded,
        sources={**sources, **loaded.sources},
        statements=Statements(loaded.statements, statements),
        frame=joined([loaded.frame, statements_frame(statements)]),
    )
