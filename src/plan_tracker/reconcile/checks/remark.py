"""What checks of single statements take and give."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from plan_tracker.model.evidence import Evidence
from plan_tracker.model.finding import Repair
from plan_tracker.model.interval import Interval
from plan_tracker.model.plan import Severity
from plan_tracker.model.text import Text


@dataclass(frozen=True, slots=True)
class Replacement:
    """How a statement's value is taken when not as printed.

    `value` and `interval` are what counts; `candidates` are what a disputed one may be instead.
    """

    state: Literal["repaired", "disputed"]
    value: Fraction
    interval: Interval
    candidates: tuple[Fraction, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """What a check of single statements finds: the owners that it is about, and what to do.

    `evidence` is what shows it, where something is held against a limit. `suspects` are sets of
    owners any of which may be wrong, the likeliest first; without them, all may.
    """

    severity: Severity
    owners: tuple[int, ...]
    message: Text
    remedy: Text
    repair: Repair | None = None
    evidence: Evidence | None = None
    suspects: tuple[tuple[int, ...], ...] = ()
