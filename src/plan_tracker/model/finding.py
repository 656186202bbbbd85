"""One inconsistency, with what shows it and what would mend it."""

from dataclasses import dataclass, field
from fractions import Fraction

from plan_tracker.model.binding import Tried
from plan_tracker.model.evidence import Evidence
from plan_tracker.model.interval import Interval
from plan_tracker.model.place import Place
from plan_tracker.model.plan import Severity
from plan_tracker.model.text import Text
from plan_tracker.model.waiver import Waiver


@dataclass(frozen=True, slots=True)
class Repair:
    """The reading of one printed text that makes the report possible again.

    `period` is that of what the text compares with, where that is what went wrong.
    """

    statement: str
    slip: str
    from_: str
    to: str
    value: Fraction
    interval: Interval
    chance: float | None = None
    period: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A code, a severity, the statements involved, an explanation, perhaps repairs.

    `intervals` gives, by statement name, the interval that the check used, in base units.
    `alternatives` are the cheapest sets of statements that could be the culprits; where careless
    readings would do, then also the statements of which one slip would spare them.
    `locations` are in the order of `statements`; without any they are where the plan declares what
    contradicts itself. `trusted` names what it rests on beside its statements: declared targets,
    identities, rates. `evidence` is what shows it, in exact numbers; None where a single text is
    remarked on, and where there are so many findings that it is worked out for those asked about.
    `tried` are the other ways in which the words that it rests on were understood.
    One with a `waiver` is shown and does not count. `message` and `remedy` are said in a language
    by whoever shows them; `str` says them in English.
    """

    code: str
    name: str
    severity: Severity
    message: Text
    remedy: Text
    statements: tuple[str, ...]
    locations: tuple[Place, ...]
    intervals: dict[str, Interval]
    alternatives: tuple[tuple[str, ...], ...]
    fingerprint: str
    repairs: tuple[Repair, ...] = ()
    waiver: Waiver | None = None
    trusted: tuple[str, ...] = ()
    evidence: Evidence | None = field(default=None, repr=False, compare=False)
    tried: tuple[Tried, ...] = ()

    @property
    def repair(self) -> Repair | None:
        """The one repair, where one suffices."""
        return self.repairs[0] if len(self.repairs) == 1 else None
