"""Contradictions of a document that another way to bind its words saves, and those that none does.

What words say of which number is a reading as well. Once everything has been reconciled as words
lean, each contradiction is looked at in the other ways that they allow, one change at a time and
then two; only what hangs together with it is reconciled anew. What holds in a way that words leave
open is no contradiction; what holds only in one that they lean against is doubtful; of the others
the finding says what was tried.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from plan_tracker.loading.loaded import Loaded
from plan_tracker.model.binding import Binding, Bindings, Cost, Tried
from plan_tracker.model.finding import Finding
from plan_tracker.model.plan import Plan
from plan_tracker.model.statement import Quantity, Statement
from plan_tracker.model.text import AND, Listed, Text
from plan_tracker.reconcile.findings.finding import SEVERITIES, milder
from plan_tracker.reconcile.reconcile import Reconciled, Watch, reconcile, unwatched

_MOST_WAYS = 8  # that are reconciled for one contradiction
_MOST_TOLD = 6  # ways that a finding tells of
_MOST_WORK = 20_000  # statements that are reconciled once more, counted each time
_LEAST_WORK = 50  # what a reconciliation costs at least, as if it were so many statements

Ways = tuple[Binding, ...]


def reconcile_bindings(
    loaded: Loaded, bindings: Sequence[Bindings], watch: Watch = unwatched
) -> Reconciled:
    """What statements say together: contradictions only where no way to bind them saves them."""
    reconciled = reconcile(loaded, watch)
    grave = [finding for finding in reconciled.findings if finding.severity != "note"]
    if not bindings or not grave:
        return reconciled

    statements = {statement.name: statement for statement in loaded.statements}
    doubts = [_doubt(finding, statements, bindings) for finding in grave]
    meant = _meant(_Draft(loaded.plan, statements), loaded, doubts, watch)
    if any(doubt.saved is Cost.OPEN for doubt in doubts):
        reconciled = reconcile(meant.loaded(loaded), watch)
    of_finding = {doubt.finding.fingerprint: doubt for doubt in doubts}
    findings = [
        _told(finding, of_finding.get(finding.fingerprint)) for finding in reconciled.findings
    ]
    findings.sort(key=lambda each: (SEVERITIES.index(each.severity), each.code, each.statements))
    return replace(reconciled, findings=tuple(findings))


@dataclass(slots=True)
class _Doubt:
    """A contradiction, the ways that may save it, and how they did.

    `ruled_out` are the ways that its own numbers do not allow; `saved` is the cost of the way in
    which all holds.
    """

    finding: Finding
    ways: Sequence[Ways]
    ruled_out: Sequence[Binding]
    tried: list[Tried] = field(default_factory=list)
    saved: Cost | None = None


def _doubt(
    finding: Finding, statements: Mapping[str, Statement], bindings: Sequence[Bindings]
) -> _Doubt:
    ways = [
        way
        for known in bindings
        for way in known.ways(finding.statements, finding.trusted, statements)
    ]
    fitting = sorted((way for way in ways if way.fits), key=lambda way: way.cost)[:_MOST_WAYS]
    pairs = [pair for pair in combinations(fitting, 2) if _are_apart(*pair)]
    together = sorted(
        [*((way,) for way in fitting), *pairs], key=lambda each: (_cost(each), len(each))
    )
    return _Doubt(finding, together[:_MOST_WAYS], [way for way in ways if not way.fits])


def _cost(ways: Ways) -> Cost:
    return max(way.cost for way in ways)


def _are_apart(one: Binding, other: Binding) -> bool:
    """Whether two ways bind different statements, so that both can be meant."""
    first, second = ({each.name for each in way.statements} for way in (one, other))
    return not first & second


def _meant(draft: "_Draft", loaded: Loaded, doubts: Sequence[_Doubt], watch: Watch) -> "_Draft":
    """The statements bound so that what words leave open holds; the others as they were."""
    if not any(doubt.ways for doubt in doubts):
        return draft
    known = {doubt.finding.fingerprint for doubt in doubts}
    network, work = _Network(draft), 0
    for done, doubt in enumerate(doubts):
        watch("Looking for other ways to understand it", done, len(doubts))
        for ways in doubt.ways:
            bound = draft.bound(ways)
            part = bound.part(network.around(_spoken_of(bound, doubt.finding, ways)), network)
            work += max(_LEAST_WORK, len(part.statements))
            if work > _MOST_WORK:
                return draft

            left = reconcile(part.loaded(loaded)).findings
            grave = {finding.fingerprint for finding in left if finding.severity != "note"}
            holds = grave <= known - {doubt.finding.fingerprint}
            doubt.tried.append(Tried(_words(ways), holds))
            if holds:
                doubt.saved = _cost(ways)
                break
        if doubt.saved is Cost.OPEN:
            known.discard(doubt.finding.fingerprint)
            draft = bound
            network.add(statement for way in ways for statement in way.statements)
    return draft


@dataclass(frozen=True, slots=True)
class _Draft:
    """A plan and the statements by their names, as they are bound."""

    plan: Plan
    statements: Mapping[str, Statement]

    def bound(self, ways: Ways) -> "_Draft":
        """The same bound in some ways; indicators that are new are like those in whose place."""
        indicators, statements = dict(self.plan.indicators), dict(self.statements)
        for statement in (statement for way in ways for statement in way.statements):
            now = statements[statement.name]
            for before, after in zip(_quantities(now), _quantities(statement), strict=True):
                if after.indicator not in indicators:
                    like = indicators[before.indicator]
                    indicators[after.indicator] = replace(like, id=after.indicator)
            statements[statement.name] = statement
        without = {name for way in ways for name in way.without}
        identities = tuple(each for each in self.plan.identities if each.id not in without)
        plan = replace(self.plan, indicators=indicators, identities=identities)
        return _Draft(plan, statements)

    def part(self, indicators: Collection[str], network: "_Network") -> "_Draft":
        """What speaks of some indicators alone."""
        names = network.speaking_of(indicators)
        spoken = {*indicators, *(target.indicator for target in self.plan.targets)}
        known = {name: each for name, each in self.plan.indicators.items() if name in spoken}
        identities = tuple(each for each in self.plan.identities if each.total in indicators)
        plan = replace(self.plan, indicators=known, identities=identities)
        return _Draft(plan, {name: self.statements[name] for name in names})

    def loaded(self, before: Loaded) -> Loaded:
        """As it is reconciled, with all else as it was loaded."""
        from plan_tracker.loading.frame.statements import statements_frame  # slow: pandas

        statements = tuple(self.statements.values())
        frame = statements_frame(statements)
        return replace(before, plan=self.plan, statements=statements, frame=frame)


class _Network:
    """Which statements speak of which indicators, and which indicators these tie together."""

    def __init__(self, draft: _Draft) -> None:
        self._places = {name: place for place, name in enumerate(draft.statements)}
        self._speaking: dict[str, set[str]] = defaultdict(set)
        self._tied: dict[str, set[str]] = defaultdict(set)
        self.add(draft.statements.values())
        for identity in draft.plan.identities:
            self._tie((identity.total, *identity.parts))

    def add(self, statements: Iterable[Statement]) -> None:
        """Know what these speak of too, whatever they spoke of before."""
        for statement in statements:
            indicators = [quantity.indicator for quantity in _quantities(statement)]
            self._tie(indicators)
            for indicator in indicators:
                self._speaking[indicator].add(statement.name)

    def _tie(self, indicators: Sequence[str]) -> None:
        for indicator in indicators:
            self._tied[indicators[0]].add(indicator)
            self._tied[indicator].add(indicators[0])

    def around(self, indicators: Iterable[str]) -> set[str]:
        """All indicators that these are tied to, by however many statements."""
        reached, open_ = set[str](), list(indicators)
        while open_:
            indicator = open_.pop()
            if indicator not in reached:
                reached.add(indicator)
                open_.extend(self._tied.get(indicator, ()))
        return reached

    def speaking_of(self, indicators: Iterable[str]) -> Sequence[str]:
        """The names of the statements that speak of some indicators, in order."""
        names = set[str]().union(*(self._speaking.get(each, ()) for each in indicators))
        return sorted(names, key=self._places.__getitem__)


def _quantities(statement: Statement) -> Sequence[Quantity]:
    """What a statement is about, and what it compares that with."""
    return [each for each in (statement.subject, statement.reference) if each is not None]


def _spoken_of(bound: _Draft, finding: Finding, ways: Ways) -> set[str]:
    """The indicators of a finding's statements and of those bound in other ways."""
    names = {*finding.statements, *(each.name for way in ways for each in way.statements)}
    statements = [bound.statements[name] for name in names]
    return {quantity.indicator for each in statements for quantity in _quantities(each)}


def _words(ways: Ways) -> Text:
    return Listed([way.words for way in ways], AND, AND)


def _told(finding: Finding, doubt: _Doubt | None) -> Finding:
    """A finding with what was tried; at most a warning where some way saves it."""
    if doubt is None:
        return finding
    ruled_out = (Tried(way.words, holds=False) for way in doubt.ruled_out)
    tried = tuple(sorted((*doubt.tried, *ruled_out), key=lambda way: not way.holds)[:_MOST_TOLD])
    severity = milder(finding.severity, "warning") if doubt.saved else finding.severity
    return replace(finding, tried=tried, severity=severity)
