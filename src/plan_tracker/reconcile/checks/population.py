"""n of N where N is not the size of the population.

The plan declares how many members a population has at a date. A source that counts out of another
number may mean another population: a warning, since what it counts is the plan's assumption.

Does not apply to figures without a population, nor at dates for which the plan declares no size.
"""

from collections.abc import Iterable
from datetime import date

from plan_tracker.model.plan import Plan
from plan_tracker.reconcile.remark import Mended, Remark
from plan_tracker.reconcile.system import System
from plan_tracker.reconcile.words import listed

CODE = "PT209"
NAME = "population-mismatch"


def remarks(system: System, mended: dict[int, Mended]) -> Iterable[Remark]:
    """One remark a text."""
    known = system.frame["population"].isin(list(system.plan.populations))
    for owner in system.rows(known & system.frame["of"].notna()):
        statement = system.statements[owner]
        whole = statement.readings[0].of
        day = statement.subject.period.end
        size = system.plan.population_size(statement.population, day)
        if size is not None and size != whole:
            yield Remark(
                "warning",
                (owner,),
                f"“{statement.printed}” counts out of {whole}; the plan's population "
                f"{statement.population} has {_made_of(system.plan, statement.population, day)} "
                f"at {day}.",
                "The source may count another population, or one of the two numbers is wrong.",
            )


def _made_of(plan: Plan, name: str, day: date) -> str:
    members = plan.populations[name].members
    total = plan.population_size(name, day)
    if not members:
        return str(total)
    parts = [f"{plan.population_size(member, day)} ({member})" for member in members]
    return f"{listed(parts)} = {total} members"
