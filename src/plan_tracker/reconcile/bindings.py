"""Contradictions of a document that another way to bind its words saves, and those that none does.

What words say of which number is a reading as well. Once everything has been reconciled as words
lean, each contradiction is looked at in the other ways that they allow, one change at a time and
then two; only what hangs together with it is reconciled anew. Ways that touch nothing in common are
tried in one reconciliation. What holds in a way that words leave open is no contradiction; what
holds only in one that they lean against is doubtful, and so is what was not tried in all ways; of
the others the finding says what was tried.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from plan_tracker.loading.loaded import Loaded
from plan_tracker.model.binding import Binding, Bindings, Cost, Tried
from plan_tracker.model.finding import Finding
from plan_tracker.model.plan import Identity, Indicator, Plan
from plan_tracker.model.statement import Quantity, Statement
from plan_tracker.model.text import AND, Listed, Text
from plan_tracker.reconcile.findings.finding import SEVERITIES, milder
from plan_tracker.reconcile.reconcile import (
    USUAL,
    Effort,
    Reconciled,
    Watch,
    reconcile,
    unwatched,
)

_MOST_WAYS = 16  # that are reconciled for one contradiction
_MOST_TOLD = 6  # ways that a finding tells of
_MOST_WORK = 20_000  # statements that are reconciled once more, counted each time, of any text
_MOST_TIMES = 10  # that all statements of a long text are reconciled once more
_LEAST_WORK = 50  # what a reconciliation costs at least, as if it were so many statements
_TOLD_FIRST = (True, None, False)

Ways = tuple[Binding, ...]


def reconcile_bindings(
    loaded: Loaded,
    bindings: Sequence[Bindings],
    watch: Watch = unwatched,
    effort: Effort = USUAL,
) -> Reconciled:
    """What statements say together: contradictions only where no way to bind them saves them."""
    reconciled = reconcile(loaded, watch, effort)
    grave = [finding for finding in reconciled.findings if finding.severity != "note"]
    if not bindings or not grave:
        return reconciled

    statements = {statement.name: statement for statement in loaded.statements}
    doubts = [_doubt(finding, statements, bindings) for finding in grave]
    draft = _Draft(loaded.plan, statements)
    _try(draft, loaded, doubts, watch)
    if any(doubt.saved is Cost.OPEN for doubt in doubts):
        reconciled = reconcile(draft.whole(loaded), watch, effort)
    of_finding = {doubt.finding.fingerprint: doubt for doubt in doubts}
    findings = [
        finding
        if finding.severity == "note"
        else _told(
            finding,
            of_finding.get(finding.fingerprint) or _doubt(finding, draft.statements, bindings),
        )
        for finding in reconciled.findings
    ]
    findings.sort(key=lambda each: (SEVERITIES.index(each.severity), each.code, each.statements))
    return replace(reconciled, findings=tuple(findings))


@dataclass(slots=True)
class _Doubt:
    """A contradiction, the ways that may save it, and how they did.

    `ruled_out` are the ways that its own numbers do not allow, `left` those that are not tried yet;
    `saved` is the cost of the ways that are `meant`, in which all holds.
    """

    finding: Finding
    left: list[Ways]
    ruled_out: Sequence[Binding]
    tried: list[Tried] = field(default_factory=list)
    saved: Cost | None = None
    meant: Ways = ()
    given_up: bool = False

    @property
    def is_open(self) -> bool:
        """Whether a way is to be tried."""
        worth = len(self.tried) < _MOST_WAYS and not self.given_up
        return bool(self.left) and self.saved is None and worth


def _doubt(
    finding: Finding, statements: Mapping[str, Statement], bindings: Sequence[Bindings]
) -> _Doubt:
    ways = [
        way
        for known in bindings
        for way in known.ways(finding.statements, finding.trusted, statements)
    ]
    fitting = sorted((way for way in ways if way.fits), key=lambda way: way.cost)
    pairs = combinations(fitting[:_MOST_WAYS], 2)
    apart = [pair for pair in pairs if _are_apart(*pair)]
    together = [*((way,) for way in fitting), *apart]
    together.sort(key=lambda each: (_cost(each), len(each)))
    return _Doubt(finding, together, [way for way in ways if not way.fits])


def _cost(ways: Ways) -> Cost:
    return max(way.cost for way in ways)


def _are_apart(one: Binding, other: Binding) -> bool:
    """Whether two ways bind different statements, so that both can be meant."""
    first, second = ({each.name for each in way.statements} for way in (one, other))
    return not first & second


def _try(draft: "_Draft", loaded: Loaded, doubts: Sequence[_Doubt], watch: Watch) -> None:
    """Try the ways of all contradictions, those that touch different regions in one go.

    Of contradictions that hang together the first one has all its ways tried before the next.
    """
    allowed = max(_MOST_WORK, _MOST_TIMES * len(draft.statements))
    known = {doubt.finding.fingerprint for doubt in doubts}
    waiting = [doubt for doubt in doubts if doubt.is_open]
    while waiting:
        watch("Looking for other ways to understand it", len(doubts) - len(waiting), len(doubts))
        allowed -= _LEAST_WORK
        trials: list[_Trial] = []
        taken = set[str]()
        for doubt in waiting:
            trial = draft.trial(doubt)
            if taken & trial.regions:
                continue
            taken |= trial.regions
            if trial.size > allowed:
                doubt.given_up = True
            else:
                allowed -= trial.size
                trials.append(trial)

        for trial, holds in zip(trials, _hold(draft, loaded, trials, known), strict=True):
            _decide(draft, trial, known, holds=holds)
        waiting = [doubt for doubt in waiting if doubt.is_open]


def _decide(draft: "_Draft", trial: "_Trial", known: set[str], *, holds: bool) -> None:
    """Keep what came of a trial; what words leave open is meant from then on."""
    doubt, ways = trial.doubt, trial.doubt.left.pop(0)
    doubt.tried.append(Tried(_words(ways), holds))
    if not holds:
        return
    doubt.saved, doubt.meant = _cost(ways), ways
    if doubt.saved is Cost.OPEN:
        known.discard(doubt.finding.fingerprint)
        draft.mean(ways)


def _hold(
    draft: "_Draft", loaded: Loaded, trials: Sequence["_Trial"], known: Collection[str]
) -> Sequence[bool]:
    """Whether what each trial touches holds in its ways, but for what contradicts itself anyway."""
    if not trials:
        return []
    place = {region: at for at, trial in enumerate(trials) for region in trial.regions}
    holds = [True] * len(trials)
    for finding in reconcile(draft.part(loaded, trials)).findings:
        if finding.severity == "note":
            continue
        touched = {place[draft.region_of(name)] for name in finding.statements}
        for at in touched or range(len(trials)):
            doubted = trials[at].doubt.finding.fingerprint
            if finding.fingerprint == doubted or finding.fingerprint not in known:
                holds[at] = False
    return holds


@dataclass(frozen=True, slots=True)
class _Trial:
    """The next way of a contradiction: the regions that it touches, and their statements' count."""

    doubt: _Doubt
    regions: frozenset[str]
    size: int


class _Draft:
    """A plan and its statements as they are bound, and which of them hang together.

    A region is all indicators that statements and identities tie together, however many it takes;
    one of them is its name.
    """

    def __init__(self, plan: Plan, statements: Mapping[str, Statement]) -> None:
        self._plan = plan
        self.statements = dict(statements)
        self._indicators = dict(plan.indicators)
        self._without = set[str]()
        self._places = {name: place for place, name in enumerate(statements)}
        self._parent: dict[str, str] = {}
        self._spoken: dict[str, list[str]] = defaultdict(list)
        self._members: dict[str, list[str]] = defaultdict(list)
        self._identities: dict[str, list[Identity]] = defaultdict(list)
        for statement in statements.values():
            self._spoken[self._tie(_indicators(statement))].append(statement.name)
        for identity in plan.identities:
            self._identities[self._tie((identity.total, *identity.parts))].append(identity)

    def trial(self, doubt: _Doubt) -> _Trial:
        """The next way of a contradiction, and how much is to be reconciled for it."""
        regions = frozenset(map(self._region, self._touched(doubt.left[0], doubt.finding)))
        return _Trial(doubt, regions, sum(len(self._spoken[region]) for region in regions))

    def region_of(self, name: str) -> str:
        """The region of a statement."""
        return self._region(self.statements[name].subject.indicator)

    def mean(self, ways: Ways) -> None:
        """Bind statements in some ways for good."""
        touched = list(self._touched(ways))
        if touched:
            self._tie(touched)
        self._indicators |= self._new_indicators(ways)
        self.statements |= _bound(ways)
        self._without |= _without(ways)

    def part(self, loaded: Loaded, trials: Sequence[_Trial]) -> Loaded:
        """The regions that some trials touch, bound in their ways."""
        ways = [way for trial in trials for way in trial.doubt.left[0]]
        regions = [region for trial in trials for region in trial.regions]
        names = (name for region in regions for name in self._spoken[region])
        ordered = sorted(names, key=self._places.__getitem__)
        bound = _bound(ways)
        targets = {target.indicator for target in self._plan.targets}
        spoken = {*targets, *(each for region in regions for each in self._members[region])}
        known = {name: each for name, each in self._indicators.items() if name in spoken}
        identities = [each for region in regions for each in self._identities[region]]
        return self._loaded(
            loaded,
            [bound.get(name, self.statements[name]) for name in ordered],
            known | self._new_indicators(ways),
            identities,
            self._without | _without(ways),
        )

    def whole(self, loaded: Loaded) -> Loaded:
        """All of it, as it is bound."""
        statements = list(self.statements.values())
        identities = self._plan.identities
        return self._loaded(loaded, statements, self._indicators, identities, self._without)

    def _loaded(
        self,
        loaded: Loaded,
        statements: Sequence[Statement],
        indicators: Mapping[str, Indicator],
        identities: Iterable[Identity],
        without: Collection[str],
    ) -> Loaded:
        from plan_tracker.loading.frame.statements import statements_frame  # slow: pandas

        meant = tuple(each for each in identities if each.id not in without)
        plan = replace(self._plan, indicators=dict(indicators), identities=meant)
        frame = statements_frame(statements)
        return replace(loaded, plan=plan, statements=tuple(statements), frame=frame)

    def _new_indicators(self, ways: Ways | Sequence[Binding]) -> dict[str, Indicator]:
        """Indicators that only some ways speak of: they are like those in whose place they are."""
        new: dict[str, Indicator] = {}
        for statement in (statement for way in ways for statement in way.statements):
            now = _quantities(self.statements[statement.name])
            for before, after in zip(now, _quantities(statement), strict=True):
                if after.indicator not in self._indicators:
                    like = self._indicators[before.indicator]
                    new[after.indicator] = replace(like, id=after.indicator)
        return new

    def _touched(self, ways: Ways, finding: Finding | None = None) -> Iterator[str]:
        """The indicators of what is bound in some ways, before and then, and of a finding."""
        names = [each.name for way in ways for each in way.statements]
        for name in (*(finding.statements if finding else ()), *names):
            yield from _indicators(self.statements[name])
        for way in ways:
            for statement in way.statements:
                yield from _indicators(statement)

    def _region(self, indicator: str) -> str:
        """The region of an indicator; the way to it is made shorter for the next time."""
        parent = self._parent
        while (above := parent.get(indicator, indicator)) != indicator:
            parent[indicator] = parent.get(above, above)
            indicator = above
        return indicator

    def _tie(self, indicators: Sequence[str]) -> str:
        """The region of some indicators, which are tied together from then on."""
        regions: dict[str, None] = {}
        for indicator in indicators:
            if indicator not in self._parent:
                self._parent[indicator] = indicator
                self._members[indicator].append(indicator)
            regions[self._region(indicator)] = None
        first, *others = sorted(regions, key=lambda region: -len(self._members[region]))
        for other in others:
            self._parent[other] = first
            self._members[first] += self._members.pop(other)
            self._spoken[first] += self._spoken.pop(other, ())
            self._identities[first] += self._identities.pop(other, ())
        return first


def _quantities(statement: Statement) -> Sequence[Quantity]:
    """What a statement is about, and what it compares that with."""
    return [each for each in (statement.subject, statement.reference) if each is not None]


def _indicators(statement: Statement) -> Sequence[str]:
    return [quantity.indicator for quantity in _quantities(statement)]


def _bound(ways: Iterable[Binding]) -> dict[str, Statement]:
    """Statements by their names, as some ways bind them."""
    return {statement.name: statement for way in ways for statement in way.statements}


def _without(ways: Iterable[Binding]) -> set[str]:
    return {name for way in ways for name in way.without}


def _words(ways: Ways) -> Text:
    return Listed([way.words for way in ways], AND, AND)


def _told(finding: Finding, doubt: _Doubt) -> Finding:
    """A finding with what was tried; at most a warning where some way saves it, or may."""
    tried = [*doubt.tried, *(Tried(way.words, holds=False) for way in doubt.ruled_out)]
    if doubt.saved is None:
        tried += (Tried(_words(ways), holds=None) for ways in doubt.left)
    tried.sort(key=lambda way: _TOLD_FIRST.index(way.holds))
    unproven = any(way.holds is not False for way in tried)
    severity = milder(finding.severity, "warning") if unproven else finding.severity
    return replace(finding, tried=tuple(tried[:_MOST_TOLD]), severity=severity)
