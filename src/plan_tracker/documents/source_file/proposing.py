"""Indicators for figures of a document that a plan has none for: guesses, to be confirmed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from plan_tracker.documents.reported import Figure
from plan_tracker.documents.source_file.matching import Match, Names, fits, words_of
from plan_tracker.language.letters import UnusedNames, slug
from plan_tracker.loading.proposal.indicators import of_unit
from plan_tracker.loading.proposal.parts import Proposed
from plan_tracker.model.interval import Interval
from plan_tracker.model.place import Place
from plan_tracker.model.plan import Indicator

_LEVELS = ("base", "target")
_MOST_ALIKE = 8  # indicators of the same words that are looked at
_COUNTED = "item"  # the unit of what is counted without one
_NAMELESS = "the text does not say what it is of"

_Meant = tuple[str, str | None, str]  # an indicator, when, and whether as a plan


class Proposals:
    """The indicators of a plan, and those that are proposed for what none of them is for.

    Figures of the same words and unit are of one indicator as long as they can be: two numbers
    for one time that exclude each other are of two. So are those whose words fit two indicators of
    the plan. An indicator that is itself a guess is taken again only by just its words.
    """

    def __init__(self, names: Names) -> None:
        self.proposed: dict[str, Proposed] = {}
        self._names = names
        self._given = UnusedNames(names.indicators)
        self._by_words: dict[frozenset[str], list[Indicator]] = defaultdict(list)
        self._printed: dict[_Meant, Interval] = {}
        for indicator in names.indicators.values():
            if indicator.confirm:
                self._know(indicator, indicator.name.values())

    def match(self, figure: Figure) -> Match:
        """The indicator of a figure; a new one where the plan has none."""
        match = self._names.match(figure)
        if match.indicator is None or match.indicator.confirm:
            return self._of_its_own(figure)
        if self._may_be(figure, match.indicator) or match.instead is None:
            return match
        return match.turned() if self._may_be(figure, match.instead) else match

    def _of_its_own(self, figure: Figure) -> Match:
        """One that is proposed by just the words of a figure."""
        name = _name(figure)
        if not slug(name):
            return Match(None, _NAMELESS)
        for indicator in self._by_words[words_of(name)][-_MOST_ALIKE:]:
            if fits(figure, indicator) and self._may_be(figure, indicator):
                return Match(indicator, "")
        return Match(self._propose(figure, name), "")

    def _may_be(self, figure: Figure, indicator: Indicator) -> bool:
        """Whether a figure can be of an indicator; notes what it prints of it."""
        if figure.value is None:
            return True
        printed = Interval(figure.low, figure.high)
        meant = indicator.id, figure.period, figure.standing
        known = self._printed.setdefault(meant, printed)
        return not (known & printed).empty

    def _propose(self, figure: Figure, name: str) -> Indicator:
        unit = "rank" if figure.kind == "rank" else _unit(figure)
        id_ = self._given.give(slug(name))
        proposed = replace(of_unit(name, unit, id_), signed=_is_signed(figure))
        self.proposed[id_] = proposed
        indicator = _as_indicator(proposed)
        self._know(indicator, [name])
        self._may_be(figure, indicator)
        return indicator

    def _know(self, indicator: Indicator, names: Iterable[str]) -> None:
        for name in names:
            self._by_words[words_of(name)].append(indicator)

    @property
    def indicators(self) -> dict[str, Indicator]:
        """Those that are proposed, as a plan would declare them."""
        return {id_: _as_indicator(proposed) for id_, proposed in self.proposed.items()}


def _as_indicator(proposed: Proposed) -> Indicator:
    name = {"": proposed.name}
    kind, better, place = proposed.kind, proposed.better, Place("")
    return Indicator(
        proposed.id, name, proposed.unit, kind, better, place, signed=proposed.signed, confirm=True
    )


def _name(figure: Figure) -> str:
    """What its text calls a figure; a bracket that its number stood in is closed."""
    name = " ".join(figure.subject.split())
    return name + ")" * (name.count("(") - name.count(")"))


def _unit(figure: Figure) -> str:
    """The unit of a figure, or of what it is compared with."""
    units = (figure.unit, *(claim.unit for claim in figure.claims if claim.kind in _LEVELS))
    return next(filter(None, units), _COUNTED)


def _is_signed(figure: Figure) -> bool:
    """Whether a figure is a balance: it, its base or its plan lies below zero."""
    lows = [figure.low, *(claim.low for claim in figure.claims if claim.kind in _LEVELS)]
    return any(low is not None and low < 0 for low in lows)
