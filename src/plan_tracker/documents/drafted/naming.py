"""Figures of prose by all the words that name them, as a table or another file may tell them."""

from collections.abc import Iterator

from plan_tracker.documents.drafted.passages import Passages, clause_of, last_end
from plan_tracker.documents.drafted.statements import DraftedProse
from plan_tracker.documents.figures.figure import NO_TIME
from plan_tracker.documents.reported import Figure
from plan_tracker.language.periods.marking import mark_periods
from plan_tracker.language.tokens import Token
from plan_tracker.loading.drafted.named_tables import exceptions_said
from plan_tracker.loading.drafted.names import Words, name_words
from plan_tracker.loading.drafted.speakers import speakers_of
from plan_tracker.loading.drafted.told_again import NamedFigure
from plan_tracker.model.period import read_period

_NAMES_NOTHING = frozenset({"period", "hedge"})  # roles, beside these cues:
_CUES = frozenset({"reach", "up", "down", "of-growth"})
_ADDS_NOTHING = frozenset({"light", "unit", "currency", "scale", "period", "hedge", "cue"})
_OPENING = 600  # signs of a document that tell for whom it speaks
_BEHIND = 60  # signs behind a number that may narrow its name


def named_figures(passages: Passages, prose: DraftedProse) -> Iterator[NamedFigure]:
    """The levels that a sentence names in full, with their time."""
    levels = {
        statement.place: statement for statement in prose.statements if statement.kind == "level"
    }
    first = passages.figures[0].start if passages.figures else 0
    opening = speakers_of(passages.text[: min(first, _OPENING)])
    for number, figure in enumerate(passages.figures):
        statement = levels.get(passages.document.place(figure.start, figure.end))
        opens = number == 0 or not passages.alike(number, number - 1)
        timed = figure.kind == "level" and figure.period and NO_TIME not in figure.doubts
        words = words_of(passages, number) if statement is not None and opens and timed else None
        if statement is not None and words and figure.period:
            planned = figure.standing != "actual"
            start, end = passages.around(figure.start)
            exceptions = exceptions_said(passages.text[start:end])
            period = read_period(figure.period)
            speakers = speakers_of(passages.text[start:end]) or opening
            yield NamedFigure(words, period, planned, statement, exceptions, speakers)


def words_of(passages: Passages, number: int) -> Words | None:
    """All words that tell a figure from others; None where a number stands among them.

    These are those before it in the sentence, behind the figure before it, but for its own claims,
    and those right behind it, which may say of what part it is.
    """
    figure = passages.figures[number]
    start = passages.starts[passages.sentence(number)]
    if number and passages.alike(number, number - 1):
        start = max(start, last_end(passages.figures[number - 1]))
    before = passages.words(start, max(start, figure.start))
    own = [token for token in before if not _in_claims(figure, token)]
    marked, _ = mark_periods(own, figure.locale)
    if any("digits" in token.roles for token in marked):
        return None
    names = [token.text for token in marked if not _says_nothing(token)]
    return name_words([*names, *_behind(passages, figure)])


def _in_claims(figure: Figure, token: Token) -> bool:
    return any(claim.start <= token.start < claim.end for claim in figure.claims)


def _says_nothing(token: Token) -> bool:
    return bool(_NAMES_NOTHING & token.roles.keys()) or token.roles.get("cue") in _CUES


def _behind(passages: Passages, figure: Figure) -> Iterator[str]:
    """The words behind a number that may narrow its name: `1,450 tonnes to the north`."""
    behind, _ = mark_periods(passages.words(figure.end, figure.end + _BEHIND), figure.locale)
    for token in clause_of(behind):
        if token.text[:1].isalpha() and not _ADDS_NOTHING & token.roles.keys():
            yield token.text
