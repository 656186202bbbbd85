"""A few owners that cannot all be right, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from plan_tracker.model.interval import Interval
from plan_tracker.model.statement import Statement
from plan_tracker.model.text import COMMA, OR, Listed, Part, Phrase, Range, Span, phrase
from plan_tracker.reconcile.bounds.constraints import Constraints
from plan_tracker.reconcile.bounds.propagate import propagate
from plan_tracker.reconcile.explain.words import bounding, called, notation_said, quoted
from plan_tracker.reconcile.system.claims import FACTORS, binds
from plan_tracker.reconcile.system.system import BOUND, RATIO, Codes, Numbers, System

_NARROW = 1.005
_AS_PRINTED = phrase("as printed")


@dataclass(frozen=True, slots=True)
class Core:
    """The owners of one explanation, in the system that they are part of."""

    system: System
    constraints: Constraints
    owners: tuple[int, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements among the owners."""
        return tuple(self.system.statements[each] for each in self.owners if self._said(each))

    def kinds(self) -> set[str]:
        """The kinds of its statements and of what is trusted in it."""
        return {self._kind(owner) for owner in self.owners}

    def names(self, owners: Iterable[int]) -> tuple[str, ...]:
        """The owners by name: statements as `source#figure`, the trusted by kind and id."""
        return tuple(self.name(owner) for owner in owners)

    def name(self, owner: int) -> str:
        """The name of one owner."""
        return str(self.called(owner))

    def called(self, owner: int) -> Part:
        """The name of one owner within a text."""
        trusted = self.system.trust(owner)
        return self.system.statements[owner].name if trusted is None else called(trusted)

    def words(self, owner: int) -> Phrase:
        """An owner as a message prints it: its name, its text, and what that bounds."""
        trusted = self.system.trust(owner)
        if trusted is None:
            return phrase("{name} {text}", name=self.name(owner), text=self._printed(owner))
        if trusted.kind == "order":
            return phrase("that {name}", name=trusted.name)
        if trusted.kind == "identity":
            rest = Span(trusted.interval * 100, "%")
            return phrase("the identity {name} (rest {rest})", name=trusted.name, rest=rest)
        return bounding(trusted)

    def compared(self, kind: str, template: Phrase) -> Phrase | None:
        """Words for a core in which one claim compares two quantities."""
        claims = [each for each in self.owners if self._kind(each) == kind]
        if len(claims) != 1:
            return None
        claim = claims[0]
        row = int(np.flatnonzero(self.system.links.owner == claim)[0])
        x, y = int(self.system.links.x[row]), int(self.system.links.y[row])
        rest = np.array([each for each in self.owners if each != claim])
        low, high = propagate(self.constraints.of(rest))
        if not (np.isfinite(high[x]) or np.isfinite(low[x])) or not np.isfinite(high[y]):
            return None
        least, most = _over(low[x], high[y]), _over(high[x], low[y])
        if most < least * _NARROW:
            # One number says more than two that are nearly the same.
            least = most = (low[x] + high[x]) / (low[y] + high[y])
        return template.filled(
            subject=self._quantity(x, low, high),
            reference=self._quantity(y, low, high),
            percent=Range(100 * least, 100 * most, "%"),
            growth=Range(100 * least - 100, 100 * most - 100, "%"),
            times=Range(least, most),
            change=Range(low[x] - high[y], high[x] - low[y]),
            claim=self._printed(claim),
        )

    def needs(self) -> Iterable[Phrase]:
        """For one claim that compares: what each of its readings needs, and what is given."""
        claims = [each for each in self.owners if self._kind(each) in FACTORS]
        if len(claims) != 1:
            return
        claim = self.system.statements[claims[0]]
        row = int(np.flatnonzero(self.system.links.owner == claims[0])[0])
        x, y = int(self.system.links.x[row]), int(self.system.links.y[row])
        low, high = propagate(self.constraints.of(self._levels(x)))
        if not np.isfinite(high[x]):
            return
        unit = str(self.system.keys["unit"].iloc[y])
        ways = []
        for reading in claim.readings:
            factor = binds(claim, reading.ordinary)
            if factor.low and factor.high:
                needed = Range(low[x] / float(factor.high), high[x] / float(factor.low), unit)
                how = notation_said(reading.notation) if reading.notation else _AS_PRINTED
                ways.append(phrase("{needed} ({how})", needed=needed, how=how))
        if not ways:
            return
        given = [self.words(int(each)) for each in self._levels(y)]
        yield phrase(
            "“{printed}” needs the figure it compares with to be {ways}; given is {given}.",
            printed=claim.printed,
            ways=Listed(ways, last=OR),
            given=Listed(given, last=COMMA) if given else phrase("nothing"),
        )

    def _levels(self, quantity: int) -> Codes:
        """All that bounds a quantity, in its own currency or, by a rate, in another."""
        links = self.system.links
        rates = (links.form == RATIO) & (links.owner >= len(self.system.statements))
        tied = np.concatenate([links.y[rates & (links.x == quantity)], [quantity]])
        bounds = (links.form == BOUND) & np.isin(links.x, tied)
        used = links.owner[rates & (links.x == quantity)]
        return np.concatenate([links.owner[bounds], used])

    def doubled(self) -> Phrase | None:
        """Words for a core whose owners all bound one quantity."""
        if not all(self._bound_of(owner) is not None for owner in self.owners):
            return None
        said = Listed([self.words(owner) for owner in self.owners])
        return phrase("{statements} speak of one quantity.", statements=said)

    def summed(self, template: Phrase) -> Phrase | None:
        """Words for a core of one total and its parts."""
        rows = np.flatnonzero(np.isin(self.system.sums.owner, self.owners))
        for row in rows:
            total, parts = self._sum(int(row))
            own = [each for each in self.owners if self._bound_of(each) == total]
            rest = np.array([each for each in self.owners if each not in own])
            low, high = propagate(self.constraints.of(rest[rest < len(self.system.statements)]))
            allowed = self.system.trust(int(self.system.sums.owner[row]))
            if own and parts and allowed is not None:
                whole = propagate(self.constraints.of(np.array(own)))
                most = high[parts].sum() if len(parts) == len(self._parts(int(row))) else np.inf
                ends = low[parts].sum(), most, whole[0][total], whole[1][total]
                words = self._sum_words(template, own, total, ends, allowed.interval)
                if words is not None:
                    return words
        return None

    def converted(self, template: Phrase) -> Phrase | None:
        """Words for two amounts in two currencies."""
        levels = [each for each in self.owners if self._bound_of(each) is not None]
        rates = [each for each in self.owners if self._kind(each) == "rate"]
        if len(levels) != 2 or len(rates) != 1:
            return None
        row = int(np.flatnonzero(self.system.links.owner == rates[0])[0])
        to = int(self.system.links.x[row])
        levels.sort(key=lambda each: self._bound_of(each) != to)
        low, high = propagate(self.constraints.of(np.array(levels)))
        x, y = (self._bound_of(each) for each in levels)
        rate = self.system.trust(rates[0])
        assert x is not None and y is not None and rate is not None
        return template.filled(
            subject=self.words(levels[0]),
            reference=self.words(levels[1]),
            times=Range(_over(low[x], high[y]), _over(high[x], low[y])),
            rate=Span(rate.interval),
        )

    def ordered(self, template: Phrase) -> Phrase | None:
        """Words for a longer period with less than a shorter one."""
        levels = [each for each in self.owners if self._bound_of(each) is not None]
        if len(levels) != 2 or "order" not in self.kinds():
            return None
        levels.sort(key=lambda each: self.system.frame["end"].iloc[each])
        return template.filled(longer=self.words(levels[1]), shorter=self.words(levels[0]))

    def listed(self) -> Phrase:
        """Words for any core: all that is said in it."""
        said = Listed([self.words(owner) for owner in self.owners])
        return phrase("{statements} cannot all be true.", statements=said)

    def _printed(self, owner: int) -> Phrase:
        """A printed text with the interval that it was read as."""
        statement = self.system.statements[owner]
        return quoted(statement.printed, interval_of(statement), statement.readings[0].unit)

    def _said(self, owner: int) -> bool:
        return owner < len(self.system.statements)

    def _kind(self, owner: int) -> str:
        trusted = self.system.trust(owner)
        return self.system.statements[owner].kind if trusted is None else trusted.kind

    def _bound_of(self, owner: int) -> int | None:
        """The quantity that an owner bounds, if that is what it does."""
        rows = np.flatnonzero(self.system.links.owner == owner)
        if len(rows) != 1 or self.system.links.form[rows[0]] != BOUND:
            return None
        return int(self.system.links.x[rows[0]])

    def _quantity(self, quantity: int, low: Numbers, high: Numbers) -> Part:
        """A quantity by the text that gives it, or by the range that the others leave it."""
        owners = [each for each in self.owners if self._bound_of(each) == quantity]
        if len(owners) == 1 and self._said(owners[0]):
            return f"“{self.system.statements[owners[0]].printed}”"
        unit = str(self.system.keys["unit"].iloc[quantity])
        return Range(low[quantity], high[quantity], unit)

    def _sum(self, row: int) -> tuple[int, list[int]]:
        """The total and those of its parts that anything speaks of."""
        return int(self.system.sums.total[row]), [each for each in self._parts(row) if each >= 0]

    def _parts(self, row: int) -> list[int]:
        sums = self.system.sums
        return [int(each) for each in sums.part[sums.first[row] : sums.first[row + 1]]]

    def _sum_words(
        self,
        template: Phrase,
        own: list[int],
        total: int,
        ends: tuple[float, float, float, float],
        allowed: Interval,
    ) -> Phrase | None:
        """The words, where they show the contradiction: what is left is not what may be left."""
        least, most, low, high = ends
        left = 1 - most / low if low > 0 else -np.inf, 1 - least / high
        below = allowed.low is not None and left[1] < float(allowed.low)
        above = allowed.high is not None and left[0] > float(allowed.high)
        if not (below or above):
            return None
        unit = str(self.system.keys["unit"].iloc[total])
        return template.filled(
            sum=Range(least, most, unit),
            total=Listed([self.words(owner) for owner in own]),
            rest=Range(100 * left[0], 100 * left[1], "%", 3),
            allowed=_share(allowed),
        )


def _over(top: float, bottom: float) -> float:
    """How many times one is the other; infinity where that is nothing."""
    return top / bottom if bottom else float("inf")


def _share(rest: Interval) -> Part:
    return phrase("nothing") if rest == Interval.exactly(0) else Span(rest * 100, "%")


def interval_of(statement: Statement) -> Interval:
    """The ordinary interval of what a statement prints, in the printed unit."""
    return statement.readings[0].ordinary
