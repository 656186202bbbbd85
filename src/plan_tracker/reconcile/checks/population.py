"""n of N where N is not the size of the population."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from plan_tracker.model.evidence import Evidence, Term
from plan_tracker.model.interval import Interval
from plan_tracker.model.plan import Plan
from plan_tracker.model.statement import Statement
from plan_tracker.model.text import Amount, Listed, Part, phrase
from plan_tracker.reconcile.checks.check import Mask, Replacements
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.reconcile.checks.remark import Remark
from plan_tracker.reconcile.checks.spoken import Spoken
from plan_tracker.reconcile.evidence.limits import against, counted, limit
from plan_tracker.reconcile.system.system import System


class PopulationSize:
    """n of N where N is not the size of the population."""

    page = page_of("PT209")

    def about(self, spoken: Spoken) -> Mask:
        """What counts members of a population."""
        return spoken.counting()

    def remarks(self, system: System, replaced: Replacements) -> Iterable[Remark]:
        """One remark a text."""
        known = system.frame["population"].isin(list(system.plan.populations))
        for owner in system.rows(known & system.frame["of"].notna()):
            statement = system.statements[owner]
            whole, day = statement.readings[0].of, statement.subject.period.end
            size = system.plan.population_size(statement.population, day)
            if whole is None or size is None or size == whole:
                continue

            members = _members(system.plan, statement.population, day)
            yield Remark(
                "warning",
                (owner,),
                phrase(
                    "“{printed}” counts out of {whole}; the plan knows {size} on {day}.",
                    printed=statement.printed,
                    whole=Amount(whole),
                    size=_made_of(members or [(statement.population, size)], size),
                    day=day,
                ),
                phrase(
                    "The source may count another population, or one of the two numbers is wrong."
                ),
                evidence=_evidence(statement, whole, members, size),
            )


_Members = Sequence[tuple[str, int]]  # by name, how many there are; none where it is no sum


def _members(plan: Plan, population: str, day: date) -> _Members:
    names = plan.populations[population].members
    return [(name, plan.population_size(name, day) or 0) for name in names]


def _made_of(members: _Members, size: int) -> Part:
    parts = [Amount(count, name) for name, count in members]
    if len(parts) == 1:
        return parts[0]
    return phrase("{parts} = {total}", parts=Listed(parts), total=size)


def _evidence(statement: Statement, whole: Fraction, members: _Members, size: int) -> Evidence:
    """How many the source counts out of, against how many there are."""
    counts = members or [(statement.population, size)]
    terms = [Term("", Interval.exactly(count), name) for name, count in counts]
    said = counted(statement, Interval.exactly(whole), wrong=False)
    return against(said, limit("population", Interval.exactly(size), terms=terms), "")
