"""What a proposed source file would say against itself that its document does not.

Indicators of a proposal are guesses: that two figures are of one, that it adds up over time, that
two claims are of one figure. Where they contradict each other only so, no one has misreported.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from plan_tracker.model.place import Place
from plan_tracker.model.source import Source

if TYPE_CHECKING:
    from plan_tracker.documents.drafted.documents import NamedDocument
    from plan_tracker.documents.source_file.writing import Clash
    from plan_tracker.model.finding import Finding
    from plan_tracker.model.plan import Plan
    from plan_tracker.model.statement import Statement
    from plan_tracker.reconcile.reconcile import Reconciled

_UNREAD = "PT1"  # what codes of findings about one printed text begin with


@dataclass(frozen=True)
class Proposal:
    """A document whose figures are proposed as a source file of this `name`."""

    document: "NamedDocument"
    name: str

    def clashes(self, text: str, plan: "Plan") -> "list[Clash]":
        """What contradicts itself in the text of the file, as a plan's `targets/` are left out.

        What `tracker check` says of the document too is no clash: it stays to be found.
        """
        from plan_tracker.documents.source_file.writing import Clash
        from plan_tracker.loading.drafts import source_statements
        from plan_tracker.loading.loaded import Read, framed
        from plan_tracker.reconcile.reconcile import reconcile

        statements, problems = source_statements(text, self.name, plan)
        if problems or not statements:
            return []
        by_name = {statement.name: statement for statement in statements}
        sources = {each.source: _source(each, self.document.locale) for each in statements}
        found = reconcile(framed(Read(plan, sources, statements, (), ())))
        grave = [finding for finding in _grave(found) if by_name.keys() >= {*finding.statements}]
        return [
            Clash([(by_name[name].place.line, by_name[name].printed) for name in said.statements])
            for said in grave
            if not self._is_told(said, by_name)
        ]

    def _is_told(self, finding: "Finding", by_name: "Mapping[str, Statement]") -> bool:
        """Whether the document's own check says what a finding does: by what is printed."""
        printed = {by_name[name].printed for name in finding.statements}
        return any(len(printed & told) > 1 or printed <= told for told in self._told)

    @cached_property
    def _told(self) -> "Sequence[set[str]]":
        """What is printed in each contradiction of the document by itself."""
        from plan_tracker.documents.drafted.documents import draft_documents
        from plan_tracker.reconcile.bindings import reconcile_bindings

        drafted = draft_documents([self.document], files=False)
        found = reconcile_bindings(drafted.loaded, drafted.bindings)
        printed = {each.name: each.printed for each in drafted.loaded.statements}
        return [{printed[name] for name in each.statements} for each in _grave(found)]


def _grave(found: "Reconciled") -> "list[Finding]":
    """The contradictions among several statements."""
    return [
        finding
        for finding in found.findings
        if finding.severity != "note" and not finding.code.startswith(_UNREAD)
    ]


def _source(statement: "Statement", locale: str) -> Source:
    return Source(statement.source, "", "", "", "", locale, Place(statement.place.file))
