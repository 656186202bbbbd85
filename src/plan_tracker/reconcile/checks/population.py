"""n of N where N is not the size of the population.

The plan declares how many members a population has at a date. A source that counts out of another
number may mean another population: a warning, since what it counts is the plan's assumption.

Does not apply to figures without a population, nor at dates for which the plan declares no size.
"""

from collections.abc import Iterable
from datetime import date

from plan_tracker.model.plan import Plan
from plan_tracker.model.text import Amount, Listed, Part, phrase
from plan_tracker.reconcile.explain.remark import Mended, Remark
from plan_tracker.reconcile.system.system import System

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
        if whole is not None and size is not None and size != whole:
            yield Remark(
                "warning",
                (owner,),
                phrase(
                    "“{printed}” counts out of {whole}; the plan's population {population} has "
                    "{size} at {day}.",
                    printed=statement.printed,
                    whole=Amount(whole),
                    population=statement.population,
                    size=_made_of(system.plan, statement.population, day),
                    day=day,
                ),
                phrase(
                    "The source may count another population, or one of the two numbers is wrong."
                ),
            )


def _made_of(plan: Plan, name: str, day: date) -> Part:
    members = plan.populations[name].members
    total = plan.population_size(name, day) or 0
    if not members:
        return total
    sizes = ((plan.population_size(member, day) or 0, member) for member in members)
    parts = [phrase("{size} ({member})", size=size, member=member) for size, member in sizes]
    return phrase("{parts} = {total} members", parts=Listed(parts), total=total)
