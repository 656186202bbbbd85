"""What is written beside each figure in a copy of its document."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from plan_tracker.documents.copies.mark import Mark
from plan_tracker.model.finding import Finding
from plan_tracker.model.place import Place
from plan_tracker.model.text import phrase, plural
from plan_tracker.report.marked.laid_out import INVOLVED, Remark, remarks_of, worst
from plan_tracker.report.words.findings import called, sentences, severity_said
from plan_tracker.report.words.labels import said

_MOST_NAMED = 6  # figures that a note names beside its own
_MOST_INVOLVED = 8  # figures with a note of their own that may not be wrong, by finding


def notes_of(findings: Iterable[Finding], printed: Mapping[str, str], lang: str) -> list[Mark]:
    """A mark for each figure that may be wrong, and for some that show it; the worst come first.

    `printed` are the texts of statements by their names. A figure that several findings name has
    one mark. What somebody has waived has none.
    """
    told = {finding.fingerprint: finding for finding in findings if not finding.waiver}
    of_place: dict[Place, list[tuple[Remark, str]]] = defaultdict(list)
    for finding in told.values():
        remarks = list(remarks_of([finding], {finding.fingerprint: finding.fingerprint}))
        for remark in _with_note(remarks):
            words = _words(finding, remark, remarks, printed, lang)
            of_place[remark.place].append((remark, words))
    return [
        Mark(
            place,
            printed.get(noted[0][0].statement, ""),
            worst(remark for remark, _ in noted),
            "\n\n".join(dict.fromkeys(words for _, words in noted)),
        )
        for place, noted in of_place.items()
    ]


def _with_note(remarks: Sequence[Remark]) -> Iterator[Remark]:
    """Those of a finding that get a note: at most some of the figures that are only involved."""
    yield from (remark for remark in remarks if remark.mark != INVOLVED)
    involved = [remark for remark in remarks if remark.mark == INVOLVED]
    if len(involved) <= _MOST_INVOLVED:
        yield from involved


def _words(
    finding: Finding,
    remark: Remark,
    remarks: Sequence[Remark],
    printed: Mapping[str, str],
    lang: str,
) -> str:
    title = f"{severity_said(finding, lang)} {finding.code} {finding.name}"
    others = [other for other in remarks if other.place != remark.place]
    if remark.mark == INVOLVED:
        culprits = [other for other in others if other.mark != INVOLVED]
        see = phrase("See {figures}: {finding}")
        return said(see.filled(figures=_named(culprits, printed, lang), finding=title), lang)
    beside = [_beside(others, printed, lang)] if others else []
    return "\n".join((title, *sentences(finding, lang), *beside, called(finding, lang)))


def _beside(others: Sequence[Remark], printed: Mapping[str, str], lang: str) -> str:
    return said(phrase("Beside it: {figures}", figures=_named(others, printed, lang)), lang)


def _named(remarks: Sequence[Remark], printed: Mapping[str, str], lang: str) -> str:
    """`“1,396.4” (table 1, row 10, column 2), …`."""
    texts = {remark.place: printed.get(remark.statement, "") for remark in remarks}
    named = [f"“{text}” ({place.within})" for place, text in texts.items()]
    if len(named) > _MOST_NAMED:
        left = len(named) - _MOST_NAMED
        more = said(plural("{count} more figure", "{count} more figures", left), lang)
        named = [*named[:_MOST_NAMED], more]
    return ", ".join(named)
