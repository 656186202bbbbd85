"""The ways to bind a document's prose, in the terms in which it is reconciled."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from plan_tracker.documents.drafted.passages import Passages
from plan_tracker.documents.drafted.statements import DraftedProse
from plan_tracker.documents.drafted.ties import Node, Said, Sum, Ties
from plan_tracker.documents.drafted.ways import Way, Ways
from plan_tracker.model.binding import Binding
from plan_tracker.model.statement import Quantity, Statement

Statements = Mapping[str, Statement]


class ProseBindings:
    """What knows in which ways the statements of a document's prose may be bound."""

    def __init__(self, passages: Passages, ties: Ties, prose: DraftedProse) -> None:
        self._passages, self._ties, self._prose = passages, ties, prose

    def ways(
        self, names: Sequence[str], trusted: Sequence[str], statements: Statements
    ) -> Sequence[Binding]:
        """The ways that words allow for statements and identities of these names."""
        claims = [self._said[name] for name in names if name in self._said]
        sums = [self._sums[name][1] for name in trusted if name in self._sums]
        ways = [way for said in claims for way in self._ways.of_claim(said)]
        ways += [way for sum_ in sums for way in self._ways.of_sum(sum_)]
        return [self._binding(way, statements) for way in ways]

    @cached_property
    def _ways(self) -> Ways:
        return Ways(self._passages, self._ties)

    @cached_property
    def _said(self) -> Mapping[str, Said]:
        """What is said by the names of statements; the N of n of N is not said for itself."""
        return {name: said for name, said in self._prose.named if said.claim is not None}

    @cached_property
    def _names(self) -> Mapping[tuple[int, int | None], str]:
        """The names of statements by figure and claim."""
        return {(said.figure, said.claim): name for name, said in self._prose.named}

    @cached_property
    def _sums(self) -> Mapping[str, tuple[str, Sum]]:
        """Sums and the names of their identities, by what findings call these."""
        identities = zip(self._prose.identities, self._ties.sums, strict=True)
        return {f"identity {each.id}": (each.id, sum_) for each, sum_ in identities}

    @cached_property
    def _identities(self) -> Mapping[int, str]:
        """The names of identities by the sums that they are, each of which is another one."""
        return {id(sum_): name for name, sum_ in self._sums.values()}

    @cached_property
    def _ends(self) -> Mapping[Node, tuple[str, bool]]:
        """By quantity a statement that tells of it, and whether it is what that compares with."""
        ends: dict[Node, tuple[str, bool]] = {}
        for name, said in self._prose.named:
            ends.setdefault(said.subject, (name, False))
            if said.against is not None:
                ends.setdefault(said.against, (name, True))
        return ends

    def _binding(self, way: Way, statements: Statements) -> Binding:
        bound = [
            self._bound(said, statements[self._names[said.figure, said.claim]], statements)
            for said in way.said
            if (said.figure, said.claim) in self._names
        ]
        without = [self._identities[id(sum_)] for sum_ in way.without]
        return Binding(way.cost, way.words, tuple(bound), tuple(without), way.fits)

    def _bound(self, said: Said, now: Statement, statements: Statements) -> Statement:
        reference = now.reference
        if said.against is not None and reference is not None:
            reference = self._quantity(said.against, reference, statements)
        return replace(
            now,
            subject=self._quantity(said.subject, now.subject, statements),
            reference=reference,
            confirm=not said.sure,
        )

    def _quantity(self, node: Node, now: Quantity, statements: Statements) -> Quantity:
        """The quantity of a node; of one that nobody tells of it is a new one like that of now."""
        if node not in self._ends:
            return replace(now, indicator=f"{now.indicator} ({node.role} {node.number})")
        name, compared = self._ends[node]
        statement = statements[name]
        quantity = statement.reference if compared else statement.subject
        assert quantity is not None, "what is compared with is a quantity"
        return quantity
