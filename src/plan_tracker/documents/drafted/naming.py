"""Figures of prose by all the words that name them, as a table or another file may tell them."""

from collections.abc import Iterator, Sequence

from plan_tracker.documents.drafted.passages import Passages, last_end
from plan_tracker.documents.drafted.statements import DraftedProse
from plan_tracker.documents.figures.figure import NO_TIME
from plan_tracker.documents.reported import Figure
from plan_tracker.language.periods.marking import mark_periods
from plan_tracker.language.tokens import Token
from plan_tracker.loading.drafted.names import Words, name_words
from plan_tracker.loading.drafted.told_again import NamedFigure
from plan_tracker.model.period import read_period

_NAMES_NOTHING = frozenset({"period", "hedge"})  # roles, beside these cues:
_CUES = frozenset({"reach", "up", "down", "whole", "of-growth"})
_ADDS = frozenset({"light", "unit", "currency", "scale", "period", "hedge", "cue"})
_ENDS = frozenset(",.;:()[]")
_BEHIND = 60  # signs behind a number that may narrow its name


def named_figures(passages: Passages, prose: DraftedProse) -> Iterator[NamedFigure]:
    """The levels that a sentence names in full, with their time."""
    levels = {
        statement.place: statement for statement in prose.statements if statement.kind == "level"
    }
    for number, figure in enumerate(passages.figures):
        statement = levels.get(passages.document.place(figure.start, figure.end))
        words = _words(passages, number) if statement is not None else None
        if statement is not None and words and figure.period:
            planned = figure.standing != "actual"
            yield NamedFigure(words, read_period(figure.period), planned, statement)


def _words(passages: Passages, number: int) -> Words | None:
    """All words that tell a figure from others; None where its sentence leaves some of it out.

    What stands before it in the sentence names it, but for its own claims; no other number does.
    """
    figure = passages.figures[number]
    if not figure.printed or figure.kind != "level" or NO_TIME in figure.doubts:
        return None
    if number and passages.alike(number, number - 1):
        return None
    before = passages.words(passages.starts[passages.sentence(number)], figure.start)
    own = [token for token in before if not _in_claims(figure, token)]
    marked, _ = mark_periods(own, passages.locale)
    if any("digits" in token.roles for token in marked) or _is_narrowed(passages, figure):
        return None
    names = [token for token in marked if not _says_nothing(token)]
    return name_words(token.text for token in names)


def _in_claims(figure: Figure, token: Token) -> bool:
    return any(claim.start <= token.start < claim.end for claim in figure.claims)


def _says_nothing(token: Token) -> bool:
    cue = token.roles.get("cue", "")
    whole = cue == "whole"
    return bool(_NAMES_NOTHING & token.roles.keys()) or (cue in _CUES and not whole)


def _is_narrowed(passages: Passages, figure: Figure) -> bool:
    """Whether words behind the number say of what part it is: `1,450 tonnes to the north`."""
    end = last_end(figure) if not figure.claims else figure.end
    behind, _ = mark_periods(passages.words(end, end + _BEHIND), passages.locale)
    for token in _clause(behind):
        if token.text[:1].isalpha() and not _ADDS & token.roles.keys():
            return True
    return False


def _clause(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens up to the next mark of punctuation or number."""
    for token in tokens:
        if token.text in _ENDS or "digits" in token.roles:
            return
        yield token
