"""What `tracker check` says about a plan, as plain values: targets are not judged for it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from plan_tracker.cluster.check import Gathered
from plan_tracker.loading.drafted.files import Drafted
from plan_tracker.model.finding import Finding
from plan_tracker.model.relation import Relation, Rounding
from plan_tracker.model.text import Text
from plan_tracker.reconcile.reconcile import Reconciled
from plan_tracker.report.check.against_plan import AgainstPlan
from plan_tracker.report.check.figure_counts import count_figures
from plan_tracker.report.check.marks import Mark, marks_of
from plan_tracker.report.summary import FigureCounts, Summary, summarise

SHOWN = 500  # findings; nobody reads more of them on a page


@dataclass(frozen=True, slots=True)
class Checked:
    """What does not add up in a plan.

    `findings` are worst first; `printed` has the text of the statement that each of the first
    `SHOWN` begins with, and `undecided` names of statements. `rounded` are tables that round to a
    base. Of files that no plan knows `printed` has all statements in findings, and there are
    `relations` and counts of `figures`, which are None of a plan. `marks` are those of all printed
    numbers, where they are asked for. `left_out` is what of the files was not read, and `notes` are
    what one must know of how they were.
    """

    findings: tuple[Finding, ...]
    printed: dict[str, str]
    undecided: tuple[str, ...]
    summary: Summary
    relations: tuple[Relation, ...] = ()
    rounded: tuple[Rounding, ...] = ()
    figures: FigureCounts | None = None
    marks: tuple[Mark, ...] = ()
    left_out: tuple[str, ...] = ()
    notes: tuple[Text, ...] = ()


def build_checked(
    reconciled: Reconciled,
    rounded: Sequence[Rounding] = (),
    drafted: Drafted | None = None,
    against: AgainstPlan | None = None,
    *,
    marked: bool = False,
) -> Checked:
    """The findings, with what is said beside them; of files that no plan knows what they hold.

    `rounded` are the tables that round to a base, `against` is what a plan says of the files;
    `marked` asks for the mark of every printed number too.
    """
    frame = reconciled.system.frame
    begun = [finding.statements[0] for finding in reconciled.findings[:SHOWN] if finding.statements]
    if drafted is not None:
        begun = [name for finding in reconciled.findings for name in finding.statements]
    rows = frame.loc[frame["statement"].isin(begun), ["statement", "printed"]]
    printed = rows["statement"].tolist(), rows["printed"].tolist()
    return Checked(
        reconciled.findings,
        {**dict(against.printed() if against else ()), **dict(zip(*printed, strict=True))},
        reconciled.undecided,
        _with_plan(summarise(reconciled, drafted.fulfilled if drafted else 0), reconciled, against),
        drafted.relations if drafted else (),
        tuple(rounded),
        count_figures(reconciled, drafted, against) if drafted else None,
        tuple(marks_of(reconciled, drafted, against)) if marked else (),
        drafted.left_out if drafted else (),
        drafted.notes if drafted else (),
    )


def build_gathered(gathered: Gathered, rounded: Sequence[Rounding] = ()) -> Checked:
    """The same of a plan that was checked in parts."""
    begun = [each.statements[0] for each in gathered.findings[:SHOWN] if each.statements]
    return Checked(
        gathered.findings,
        {name: gathered.printed[name] for name in begun},
        gathered.undecided,
        summarise(gathered),
        rounded=tuple(rounded),
    )


def _with_plan(summary: Summary, reconciled: Reconciled, against: AgainstPlan | None) -> Summary:
    """The counts, with what only a plan could be held against, or knows at all."""
    if against is None:
        return summary
    both = zip(reconciled.system.frame["statement"].tolist(), reconciled.tested, strict=True)
    tested_alone = dict(both)
    more = sum(name not in tested_alone for name in against.by_name)
    tested = summary.tested + sum(not tested_alone.get(name) for name in against.tested)
    statements = summary.statements + more
    return replace(summary, statements=statements, tested=tested, untested=statements - tested)
