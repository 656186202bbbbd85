"""What a single statement is held against: what is possible, or how many there are to count."""

from collections.abc import Callable, Iterable

from plan_tracker.loading.fit import bounds_of
from plan_tracker.model.finding import Finding
from plan_tracker.model.interval import Interval
from plan_tracker.model.statement import Statement
from plan_tracker.reconcile.checks import bounds, count, population
from plan_tracker.reconcile.implied.implication import Implication, Row, Term
from plan_tracker.reconcile.system.system import System

_Rows = tuple[str, Row, Row]  # the unit, what is said, what it is held against


def limits(system: System, findings: Iterable[Finding]) -> dict[str, Implication]:
    """By fingerprint, for every finding that holds a single statement against such a limit."""
    asked = [each for each in findings if each.code in _CHECKS and len(each.statements) == 1]
    rows = system.rows(system.frame["statement"].isin({each.statements[0] for each in asked}))
    known = {each.name: each for each in (system.statements[row] for row in rows)}
    return {
        each.fingerprint: _implication(system, each, known[each.statements[0]]) for each in asked
    }


def _implication(system: System, finding: Finding, statement: Statement) -> Implication:
    unit, said, limit = _CHECKS[finding.code](system, statement)
    about = statement.subject
    return Implication(
        statement.name,
        said.suspect,
        "level",
        about.indicator,
        about.entity,
        about.period.text,
        unit,
        (said, limit),
    )


def _row(statement: Statement, interval: Interval, *, suspect: bool) -> Row:
    text = statement.printed
    return Row("said", statement.name, text, interval, interval, "level", suspect=suspect)


def _bounds(system: System, statement: Statement) -> _Rows:
    indicator = system.plan.indicators[statement.subject.indicator]
    reading, possible = statement.readings[0], bounds_of(indicator)
    said = _row(statement, reading.ordinary, suspect=True)
    limit = Row("implied", indicator.id, "", possible, possible, "possible")
    return statement.subject.unit, said, limit


def _count(system: System, statement: Statement) -> _Rows:
    """n of N: no more than there are, or as many left out as the source names."""
    reading = statement.readings[0]
    whole = reading.of
    assert whole is not None
    counted = reading.value
    counted = counted * whole / 100 if statement.subject.unit == "%" else counted
    if counted > whole:
        said = _row(statement, Interval.exactly(counted), suspect=True)
        possible = Interval(low=whole * 0, high=whole)
        return "", said, _limit(possible, "count", [Interval.exactly(whole)])
    named = Interval.exactly(statement.excepted or 0)
    missing = Interval.exactly(whole - counted)
    return "", _row(statement, missing, suspect=True), _limit(named, "left out", [named])


def _population(system: System, statement: Statement) -> _Rows:
    """N against the size of the population, which is a sum where others make it up."""
    whole, day = statement.readings[0].of, statement.subject.period.end
    size = system.plan.population_size(statement.population, day)
    assert whole is not None and size is not None
    members = system.plan.populations[statement.population].members or (statement.population,)
    terms = (
        Term("", Interval.exactly(system.plan.population_size(each, day) or 0), each)
        for each in members
    )
    whole_size = Interval.exactly(size)
    limit = Row("implied", "", "", whole_size, whole_size, "population", terms=tuple(terms))
    return "", _row(statement, Interval.exactly(whole), suspect=False), limit


def _limit(interval: Interval, relation: str, amounts: Iterable[Interval]) -> Row:
    terms = tuple(Term("", each, "") for each in amounts)
    return Row("implied", "", "", interval, interval, relation, terms=terms)


_CHECKS: dict[str, Callable[[System, Statement], _Rows]] = {
    bounds.CODE: _bounds,
    count.CODE: _count,
    population.CODE: _population,
}
