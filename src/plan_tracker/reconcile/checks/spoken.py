"""What the statements of a system speak of, as far as checks ask: arrays, one entry a statement."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plan_tracker.model.evidence import TrustedKind
from plan_tracker.model.statement import StatementKind
from plan_tracker.reconcile.system.system import BOUND, Codes, System

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Spoken:
    """The statements of a system by what they are about."""

    system: System

    @property
    def frame(self) -> pd.DataFrame:
        """The statements."""
        return self.system.frame

    @cached_property
    def kinds(self) -> NDArray[np.object_]:
        """The kind of each statement."""
        return np.asarray(self.frame["kind"])

    @cached_property
    def subject(self) -> Codes:
        """The quantity that each statement is about; -1 for none."""
        return self._quantities(self.system.links.x)

    @cached_property
    def reference(self) -> Codes:
        """The quantity that each statement compares with; -1 for none."""
        return self._quantities(self.system.links.y)

    def of_kind(self, kind: StatementKind) -> Mask:
        """The statements of a kind."""
        return np.asarray(self.kinds == kind)

    def everything(self) -> Mask:
        """All statements."""
        return np.ones(len(self.frame), dtype=bool)

    def nothing(self) -> Mask:
        """No statement."""
        return np.zeros(len(self.frame), dtype=bool)

    def counting(self) -> Mask:
        """The statements that count members of a population."""
        return np.asarray(self.frame["population"] != "")

    def tied_by(self, kind: TrustedKind) -> Mask:
        """The statements about a quantity that something of the plan's ties to others."""
        tied = self._tied(kind)
        return _among(self.subject, tied) | _among(self.reference, tied)

    def from_two_sources(self) -> Mask:
        """The levels of quantities that two sources give one of."""
        levels = self.of_kind("level") & (self.subject >= 0)
        sources = self.frame["source"].cat.codes.to_numpy()
        given = np.unique(np.stack([self.subject[levels], sources[levels]]), axis=1)[0]
        twice = np.bincount(given, minlength=len(self.system.keys)) > 1
        return _among(self.subject, twice) & self.of_kind("level")

    def _quantities(self, ends: Codes) -> Codes:
        links, size = self.system.links, len(self.system.statements)
        said = links.owner < size
        quantities = np.full(size, -1)
        quantities[links.owner[said]] = ends[said]
        return quantities

    def _tied(self, kind: TrustedKind) -> Mask:
        """Which quantities are tied to others."""
        system, links, sums = self.system, self.system.links, self.system.sums
        first = len(system.statements)
        owners = [first + at for at, each in enumerate(system.trusted) if each.kind == kind]
        tied = np.zeros(len(system.keys), dtype=bool)

        linked = np.isin(links.owner, owners)
        tied[links.x[linked]] = True
        tied[links.y[linked & (links.form != BOUND)]] = True

        summed = np.isin(sums.owner, owners)
        tied[sums.total[summed]] = True
        parts = sums.part[np.repeat(summed, np.diff(sums.first))] if len(sums.owner) else sums.part
        tied[parts[parts >= 0]] = True
        return tied


def _among(quantities: Codes, chosen: Mask) -> Mask:
    return np.asarray((quantities >= 0) & chosen[quantities], dtype=np.bool_)
