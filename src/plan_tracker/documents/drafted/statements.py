"""From what a document ties together to indicators, identities and statements in memory."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from plan_tracker.documents.drafted.numbers import claim_readings, level_readings
from plan_tracker.documents.drafted.passages import Passages
from plan_tracker.documents.drafted.ties import Node, Said, Sum, Ties
from plan_tracker.documents.figures.unknown_unit import NO_SCALE
from plan_tracker.documents.reported import Figure
from plan_tracker.model.interval import Interval
from plan_tracker.model.period import Period, read_period
from plan_tracker.model.plan import Identity, Indicator
from plan_tracker.model.reading import Reading
from plan_tracker.model.statement import Measure, Quantity, Statement

_ANY_PERIOD = read_period("2000")  # of a document that names none
_LEVELS = ("base", "target")
_LONGEST_NAME = 60  # signs of a name


@dataclass(frozen=True, slots=True)
class DraftedProse:
    """The quantities of a document, what ties them, and what it says of them.

    `spans` are where the text of each statement stands in the prose; `named` has what is said by
    the names of its statements; `numbers` counts what is printed, ranks included.
    """

    indicators: dict[str, Indicator]
    identities: tuple[Identity, ...]
    statements: tuple[Statement, ...]
    spans: tuple[tuple[int, int], ...]
    named: tuple[tuple[str, Said], ...]
    numbers: int

    @property
    def names(self) -> Iterator[str]:
        """All names that are given."""
        yield from self.indicators
        yield from (statement.name for statement in self.statements)


def draft_prose(passages: Passages, ties: Ties, *, files: bool) -> DraftedProse:
    """All that is tied together; where there are several `files`, names begin with the source."""
    writer = _Writer(passages, ties, f"{passages.source}: " if files else "")
    statements = [statement for said in ties.said for statement in writer.statements(said)]
    identities = tuple(writer.identity(sum_) for sum_ in ties.sums)
    silent = sum(figure.kind == "rank" for figure in passages.figures) + sum(
        claim.kind in ("rank", "count") for figure in passages.figures for claim in figure.claims
    )
    return DraftedProse(
        writer.indicators,
        identities,
        tuple(statements),
        tuple(writer.spans),
        tuple(writer.named),
        len(statements) + silent,
    )


class _Writer:
    def __init__(self, passages: Passages, ties: Ties, prefix: str) -> None:
        self.passages = passages
        self.indicators: dict[str, Indicator] = {}
        self.spans: list[tuple[int, int]] = []
        self.named: list[tuple[str, Said]] = []
        self._prefix = prefix
        self._names = list(_figure_names(passages, prefix))
        self._taken = Counter(self._names)
        self._first = _classes(ties)
        self._periods = _periods(passages, ties)
        self._flows = {figure: flow[0] for flow in ties.flows for figure in flow}
        self._flow_names: dict[int, str] = {}
        self._comparable = _comparable(ties, self._periods)
        self._quantities: dict[Node, Quantity] = {}
        self._shared: set[Quantity] = set()

    def statements(self, said: Said) -> Iterator[Statement]:
        """A number as a statement; n of N as two."""
        figure = self.passages.figures[said.figure]
        name = self._names[said.figure]
        if said.claim is None:
            printed, start, end = figure.printed, figure.start, figure.end
            readings, doubts = level_readings(figure), figure.doubts
        else:
            claim = figure.claims[said.claim]
            printed, start, end = claim.printed, claim.start, claim.end
            readings, doubts = claim_readings(claim, figure, said.kind), claim.doubts
            name = self._unique(f"{name}.{claim.kind}", "-{}")
        if not readings:
            return

        statement = Statement(
            name=name,
            source=self.passages.source,
            figure=self._names[said.figure],
            kind=said.kind,
            subject=self._quantity(said.subject),
            reference=self._quantity(said.against) if said.against else None,
            printed=printed,
            readings=readings,
            place=self.passages.document.place(start, end),
            locale=figure.locale,
            years=said.years,
            confirm=not said.sure or NO_SCALE in doubts,
            known_as=name.removeprefix(self._prefix) if self._prefix else "",
        )
        self.spans.append((start, end))
        self.named.append((name, said))
        yield statement
        if said.claim is None and figure.kind == "count" and readings[0].of is not None:
            self.spans.append((start, end))
            yield self._counted_out_of(said, statement)

    def _counted_out_of(self, said: Said, level: Statement) -> Statement:
        whole = level.readings[0].of
        assert whole is not None, "only n of N has a whole"
        exactly = Interval.exactly(whole)
        name = self._unique(f"{level.name}.of")
        return replace(
            level,
            name=name,
            known_as=name.removeprefix(self._prefix) if self._prefix else "",
            subject=self._quantity(Node(said.figure, "whole")),
            printed=f"{whole}",
            readings=(Reading(whole, exactly, exactly, level.subject.unit),),
        )

    def identity(self, sum_: Sum) -> Identity:
        """A whole and its parts; what words state has the statement of the whole for it."""
        total = self._quantity(sum_.total)
        parts = [self._quantity(part) for part in sum_.parts]
        names = [self._names[part.figure] for part in sum_.parts]
        whole = self._names[sum_.total.figure]
        start = self.passages.figures[sum_.total.figure].start
        place = self.passages.document.place(start, start)
        return Identity(
            self._unique(f"{whole} = {' + '.join(names)}"),
            total.indicator,
            tuple(part.indicator for part in parts),
            sum_.rest,
            whole if sum_.stated else "",
            place,
        )

    def _quantity(self, node: Node) -> Quantity:
        """What a node is about; the first plan and base of a time are of the figure's indicator."""
        if node in self._quantities:
            return self._quantities[node]

        first = self._first.get(node, node)
        quantity = self._quantity(first) if first != node else self._new(node)
        self._quantities[node] = quantity
        return quantity

    def _new(self, node: Node) -> Quantity:
        figure = self.passages.figures[node.figure]
        own = self._first.get(Node(node.figure), Node(node.figure))
        name = self._names[own.figure]
        measure: Measure = "actual"
        if node.role == "plan" or figure.standing == "plan":
            measure = "target"
        if node.role == "whole":
            measure = "whole"
        flow = self._flows.get(node.figure) if node == Node(node.figure) else None
        if flow is not None:
            name = self._flow(flow)
        quantity = Quantity(name, "", self._periods[node], measure, figure.unit, timing="sum")
        apart = node not in self._comparable or quantity in self._shared
        if (node.role != "own" and apart) or (node.role == "own" and node.number):
            quantity = replace(quantity, indicator=f"{name} ({node.role} {node.number})")
        self._shared.add(quantity)
        self._indicator(quantity.indicator, figure)
        return quantity

    def _flow(self, first: int) -> str:
        """What the flow is called that begins with a figure; that it is one is only guessed."""
        if first not in self._flow_names:
            name = self._flow_names[first] = self._unique(f"{self._names[first]} (flow)")
            self._indicator(name, self.passages.figures[first])
            guessed = replace(self.indicators[name], additivity="time", confirm=True)
            self.indicators[name] = guessed
        return self._flow_names[first]

    def _indicator(self, name: str, figure: Figure) -> None:
        if name not in self.indicators:
            place = self.passages.document.place(figure.start, figure.end)
            self.indicators[name] = Indicator(
                name,
                {"": figure.subject or figure.printed},
                figure.unit,
                "flow",
                "higher",
                place,
                signed=self._negative(figure),
                additivity="entity",
            )

    def _negative(self, figure: Figure) -> bool:
        """Whether a figure is a balance: printed below zero, or with such a base or plan."""
        lows = [figure.low, *(claim.low for claim in figure.claims if claim.kind in _LEVELS)]
        return any(low is not None and low < 0 for low in lows)

    def _unique(self, name: str, number: str = " ({})") -> str:
        self._taken[name] += 1
        count = self._taken[name]
        return name if count == 1 else f"{name}{number.format(count)}"


def _figure_names(passages: Passages, prefix: str) -> Iterator[str]:
    """What figures are called: their subjects, with what is printed where several have one.

    Names do not depend on places, so that a finding is known again when the text around it moves.
    """
    subjects = Counter(_subject(figure) for figure in passages.figures)
    taken: Counter[str] = Counter()
    for figure in passages.figures:
        subject = _subject(figure)
        several = subjects[subject] > 1
        parts = (subject, figure.printed) if several or not subject else (subject,)
        name = prefix + (", ".join(filter(None, parts)) or figure.claims[0].printed)
        taken[name] += 1
        yield name if taken[name] == 1 else f"{name} ({taken[name]})"


def _subject(figure: Figure) -> str:
    words = " ".join(figure.subject.split())
    if len(words) <= _LONGEST_NAME:
        return words
    return words[-_LONGEST_NAME:].partition(" ")[2]


def _classes(ties: Ties) -> dict[Node, Node]:
    """The first node of each quantity that several nodes are."""
    first: dict[Node, Node] = {}

    def root(node: Node) -> Node:
        while first.get(node, node) != node:
            node = first[node]
        return node

    for one, other in ties.same:
        low, high = sorted((root(one), root(other)))
        first[high] = low
    return {node: root(node) for node in first}


def _comparable(ties: Ties, periods: Mapping[Node, Period]) -> set[Node]:
    """The plans and bases that sums may tie: of a part only where its whole has one of that time.

    What nobody says of the whole tests nothing that is said of its parts.
    """
    wholes: dict[int, set[int]] = defaultdict(set)
    for sum_ in ties.sums:
        for part in sum_.parts:
            wholes[part.figure].add(sum_.total.figure)
    nodes = [node for said in ties.said for node in (said.subject, said.against) if node]
    spoken = {(node.figure, node.role, periods[node]) for node in nodes}
    return {
        node
        for node in nodes
        if node.figure not in wholes
        or any((whole, node.role, periods[node]) in spoken for whole in wholes[node.figure])
    }


def _periods(passages: Passages, ties: Ties) -> dict[Node, Period]:
    """The period of every node, as words say it or as it is usual."""
    periods: dict[Node, Period] = {}
    for number, figure in enumerate(passages.figures):
        periods[Node(number)] = _read(figure.period) or _ANY_PERIOD
        periods[Node(number, "whole")] = periods[Node(number)]
    for said in ties.said:
        figure = passages.figures[said.figure]
        for node in filter(None, (said.subject, said.against)):
            if node not in periods:
                periods[node] = _other_period(said, figure, node, periods[Node(node.figure)])
            elif node.role == "base" and said.claim is not None:
                named = figure.claims[said.claim].reference
                period = _read(named.period) if named else None
                periods[node] = period or periods[node]
    return periods


def _other_period(said: Said, figure: Figure, node: Node, own: Period) -> Period:
    """When the plan or base of a claim is of: as it says, else the same or the year before."""
    reference = figure.claims[said.claim].reference if said.claim is not None else None
    named = _read(reference.period) if reference else None
    if named is not None:
        return named
    return own.years_before(1) if node.role == "base" else own


def _read(period: str | None) -> Period | None:
    try:
        return read_period(period) if period else None
    except ValueError:
        return None


def levels_said(passages: Passages) -> Iterator[Said]:
    """Every printed figure as the level of its own quantity."""
    for number, figure in enumerate(passages.figures):
        if figure.printed and figure.kind in ("level", "count"):
            yield Said(number, None, "level", Node(number))
