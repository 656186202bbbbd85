"""What the rows or the columns of a table are called, and what that says of their numbers."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from plan_tracker.grids.grid import alike
from plan_tracker.grids.relations.relation import LineRelation
from plan_tracker.language.periods.reading import Around, read_heading
from plan_tracker.language.tables import (
    compares,
    heading_role,
    in_percent,
    is_closing,
    is_difference,
    is_intensive,
    is_mean,
    is_opening,
    is_rate,
    is_uncertainty,
    totals,
)
from plan_tracker.model.period import Period

_DAY = timedelta(days=1)
_ANY_YEAR = Around(year=2000)  # of a quarter that says no year: whether it makes up a year


class Names:
    """What lines are called: in full, and in the last line of their heading."""

    def __init__(
        self,
        levels: tuple[int, ...],
        full: tuple[str, ...],
        last: tuple[str, ...],
        percent_signs: Sequence[bool],
    ) -> None:
        """`percent_signs` says of which lines most numbers are printed with such a sign."""
        self.levels = levels
        plain = {name: alike(name) for name in dict.fromkeys((*full, *last))}
        told = {name: _told(plain[name]) for name in dict.fromkeys(full)}
        said = [told[name] for name in full]
        self.totals = tuple(each.total for each in said)
        self.percent = tuple(
            each.percent or signs for each, signs in zip(said, percent_signs, strict=True)
        )
        self.compares = tuple(each.compares for each in said)
        self.means = tuple(each.mean for each in said)
        self.uncertain = tuple(each.uncertain for each in said)
        self.intensive = tuple(each.intensive or each.uncertain for each in said)
        # What most lines are called, a heading over all of them says, and of none of them.
        rates = tuple(each.rate for each in said)
        self.rates = rates if 2 * sum(rates) <= len(rates) else (False,) * len(rates)
        # A sign on all numbers says what the table is in, and sets no line apart.
        signs = percent_signs if not all(percent_signs) else (False,) * len(rates)
        self.ratios = tuple(
            map(any, zip(self.compares, self.rates, self.uncertain, signs, strict=True))
        )
        self.opens = tuple(each.opens for each in said)
        self.closes = tuple(each.closes for each in said)
        self.full, self.last = full, last
        by_name: dict[str, list[int]] = defaultdict(list)
        for line, name in enumerate(last):
            by_name[plain[name]].append(line)
        self.groups = tuple(
            tuple(group) for name, group in by_name.items() if name and 2 < len(group) < len(last)
        )

    @property
    def kinds(self) -> tuple[tuple[bool, ...], ...]:
        """What each line's numbers are: only those of one kind add up."""
        return tuple(zip(self.percent, self.means, self.rates, self.uncertain, strict=True))

    def role(self, line: int) -> str:
        """What a line holds by its name."""
        return heading_role(alike(self.full[line]))

    def is_difference(self, line: int) -> bool:
        """Whether a name says that its line is what others differ by."""
        return self.role(line) == "change" or is_difference(alike(self.full[line]))

    def state(self, relation: LineRelation) -> bool:
        """Whether words tell of a relation."""
        if relation.kind in ("product", "difference"):
            return (
                True  # only looked for where a name says what the rate, the difference, the end is
            )
        if relation.kind == "sum" and self._make_up(relation):
            return True
        words = self.totals if relation.kind in ("sum", "average") else self.compares
        return words[relation.result] or (relation.kind == "sum" and self.closes[relation.result])

    def is_period(self, line: int) -> bool:
        """Whether a line is called a period: a year, a quarter, the first months."""
        return self._period(line) is not None

    def _make_up(self, relation: LineRelation) -> bool:
        """Whether lines are of periods that make up the one of their sum: quarters, a year."""
        whole, parts = self._period(relation.result), [*map(self._period, relation.of)]
        known = sorted(
            (part.start, part.end) for part in parts if part is not None and part != whole
        )
        if whole is None or len(known) < max(2, len(parts)):
            return False
        ends = [whole.start - _DAY, *(end for _, end in known)]
        follow = all(start == end + _DAY for end, (start, _) in zip(ends, known, strict=False))
        return follow and ends[-1] == whole.end

    def _period(self, line: int) -> Period | None:
        """The period that a line is called."""
        return read_heading(self.last[line], around=_ANY_YEAR).period


class _Told(NamedTuple):
    """What a name says of its line."""

    total: bool
    percent: bool
    compares: bool
    mean: bool
    rate: bool
    uncertain: bool
    intensive: bool
    opens: bool
    closes: bool


def _told(name: str) -> _Told:
    return _Told(
        totals(name),
        in_percent(name),
        compares(name),
        is_mean(name),
        is_rate(name),
        is_uncertainty(name),
        is_intensive(name),
        is_opening(name),
        is_closing(name),
    )
