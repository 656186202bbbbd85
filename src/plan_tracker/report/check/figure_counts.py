"""How many printed numbers there are, and how many of them may be wrong."""

from collections.abc import Iterable

from plan_tracker.loading.drafted.files import Drafted
from plan_tracker.model.finding import Finding
from plan_tracker.model.place import Place
from plan_tracker.model.statement import Statement
from plan_tracker.reconcile.reconcile import Reconciled
from plan_tracker.report.check.against_plan import AgainstPlan
from plan_tracker.report.summary import FigureCounts

Figure = tuple[Place, str]  # where a number stands, and how it is printed


def figure_of(statement: Statement) -> Figure:
    """What several statements share that one number makes."""
    return statement.place, statement.printed


def pointed_at(finding: Finding) -> tuple[str, ...]:
    """The statements that are the likeliest culprits: together they would resolve it."""
    statements = frozenset(finding.statements)
    likeliest = finding.alternatives[0] if finding.alternatives else ()
    return tuple(name for name in likeliest if name in statements) or finding.statements[:1]


def count_figures(
    reconciled: Reconciled, drafted: Drafted, against: AgainstPlan | None = None
) -> FigureCounts:
    """The counts of files, which a plan may know; what is waived is not doubted."""
    statements = reconciled.system.statements
    tested = {
        figure_of(statement)
        for statement, is_tested in zip(statements, reconciled.tested, strict=True)
        if is_tested
    }
    figures = {statement.name: figure_of(statement) for statement in statements}
    if against is not None:
        by_plan = {figure_of(against.by_name[name]) for name in against.tested}
        held = {(cell.place, cell.printed) for table in drafted.held for cell in table.cells()}
        tested |= by_plan - held
        figures |= {name: figure_of(each) for name, each in against.by_name.items()}
    open_findings = [finding for finding in reconciled.findings if not finding.waiver]

    def named(findings: Iterable[Finding]) -> set[Figure]:
        names = (name for finding in findings for name in pointed_at(finding))
        return {figures[name] for name in names if name in figures}

    false = named(finding for finding in open_findings if finding.severity == "error")
    doubtful = named(finding for finding in open_findings if finding.severity == "warning")
    checked = len(tested) + drafted.fulfilled
    return FigureCounts(drafted.figures, checked, len(false), len(doubtful - false))
