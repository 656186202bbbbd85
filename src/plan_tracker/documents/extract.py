"""From the text of a document to its figures."""

from collections.abc import Sequence

from plan_tracker.documents.figures.by_value import decided
from plan_tracker.documents.figures.figure import read_figures
from plan_tracker.documents.figures.next_sentence import with_claims_referred, with_following_claims
from plan_tracker.documents.figures.said_again import with_claims_said_again
from plan_tracker.documents.mentions.dating import Clock
from plan_tracker.documents.mentions.sentence import Sentence
from plan_tracker.documents.reported import Figure
from plan_tracker.language.grammar import grammar
from plan_tracker.language.lexicon import Lexicon, lexicon
from plan_tracker.language.tokens import sentences


def extract_figures(text: str, locale: str) -> list[Figure]:
    """Every reported figure of a text and the claims about it, in the order of the text.

    Linear in the length of the text. Places are offsets in `text` as it is given.
    """
    known, clock = lexicon(locale), Clock()
    with_numbers: list[Sentence] = []
    line, upto = 1, 0
    for start, end in sentences(text, grammar(locale)):
        breaks = text.count("\n", upto, start)
        if breaks:
            clock.paragraph()
        line, upto = line + breaks, start

        sentence = Sentence(text, start, end, line, locale, known, clock)
        if sentence.amounts:
            with_numbers.append(sentence)
    return _figures(with_numbers, clock, known)


def _figures(read: Sequence[Sentence], clock: Clock, known: Lexicon) -> list[Figure]:
    """The figures of all sentences, each with the claims that the next sentence makes of it."""
    figures: list[Figure] = []
    usual, year = clock.usual, clock.year  # of the whole text: worked out once
    first, end = 0, -1  # the first figure of the sentence before, and where that ends
    for sentence in read:
        new, orphaned = read_figures(sentence, usual, year)
        new = decided(new, known, sentence.text, year)
        follows = sentence.start == end and "\n" not in sentence.text[end - 1 : end + 1]
        changed = None
        if orphaned and follows:
            changed = with_following_claims(figures[first:], new[0], sentence)
        elif new and follows:
            changed = with_claims_referred(figures[first:], new[0], sentence)
        if changed is not None:
            figures[first:], new = changed, new[1:]

        if any(not figure.printed for figure in new):
            before = figures[first:] if follows else []
            changed, new = with_claims_said_again(before, new, sentence, known)
            if before:
                figures[first:] = changed

        first, end = len(figures), sentence.end
        figures += new
    return figures
