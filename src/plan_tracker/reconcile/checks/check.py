"""What every check declares, and what each sort of check does besides.

The registry holds checks by these protocols, so that the type checker asks each for all of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from plan_tracker.model.evidence import Evidence, SayingKind
from plan_tracker.model.finding import Finding
from plan_tracker.model.statement import StatementKind
from plan_tracker.model.text import Phrase, Text
from plan_tracker.model.waiver import Waiver
from plan_tracker.reconcile.checks.pages import CheckPage
from plan_tracker.reconcile.checks.remark import Remark, Replacement
from plan_tracker.reconcile.checks.spoken import Spoken
from plan_tracker.reconcile.evidence.sentences import compared
from plan_tracker.reconcile.system.system import System

Mask = NDArray[np.bool_]
Replacements = Mapping[int, Replacement]  # by owner


@dataclass(frozen=True, slots=True)
class Whole:
    """What is known of a whole plan where only a part of it is looked at.

    `in_doubt` are the sources with texts whose marks can be read in two ways. `aimed` has, for each
    indicator with targets of entities that have no figures, the entities of all its targets.
    """

    in_doubt: frozenset[str]
    aimed: Mapping[str, frozenset[str]]


class Check(Protocol):
    """Its page has its code and its name."""

    @property
    def page(self) -> CheckPage:
        """What it looks for."""

    def about(self, spoken: Spoken) -> Mask:
        """Which statements it is about: it could find something in them."""


class StatementCheck(Check, Protocol):
    """Looks at statements one by one, whatever the others say."""

    def remarks(self, system: System, replaced: Replacements) -> Iterable[Remark]:
        """What it finds; `replaced` says how statements in contradictions are taken."""


class WholeCheck(Check, Protocol):
    """Looks at what statements of a whole plan say, however little ties them to each other."""

    def needs(self, system: System, whole: Whole) -> Mask:
        """The statements of a part of the plan that it must see; `whole` is known of all parts."""

    def remarks_on_whole(self, system: System, replaced: Replacements) -> Iterable[Remark]:
        """What it finds in all statements, or in those that it needs of each part of a plan."""


class ContradictionCheck(Check, Protocol):
    """Gives its name to contradictions in which something of its kind takes part."""

    @property
    def kind(self) -> SayingKind:
        """The kind of what takes part."""

    def sentence(self, evidence: Evidence) -> Text | None:
        """What does not add up; None where no sentence of its own shows it."""


class WaiverCheck(Check, Protocol):
    """Looks at the waivers of a plan."""

    def fault(self, waiver: Waiver, matched: Finding | None, day: date) -> tuple[Text, Text] | None:
        """What is wrong with a waiver and what to do; None where nothing is.

        `matched` is the finding that it waives.
        """


@dataclass(frozen=True, slots=True)
class ClaimCheck:
    """A contradiction check of one kind of claim, with the sentence that shows it.

    The template may name what `compared` fills in.
    """

    page: CheckPage
    kind: StatementKind
    template: Phrase

    def about(self, spoken: Spoken) -> Mask:
        """The claims of this kind."""
        return spoken.of_kind(self.kind)

    def sentence(self, evidence: Evidence) -> Phrase | None:
        """Both quantities, what they come to, and what the source says."""
        return compared(evidence, self.kind, self.template)
