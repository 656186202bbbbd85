"""From the text of a document to its figures."""

from collections.abc import Sequence
from dataclasses import replace

from plan_tracker.documents.figures.by_value import decided
from plan_tracker.documents.figures.claims_apart import with_claims_apart
from plan_tracker.documents.figures.figure import read_figures
from plan_tracker.documents.figures.money import in_known_money
from plan_tracker.documents.mentions.dating import Clock
from plan_tracker.documents.mentions.sentence import Sentence
from plan_tracker.documents.reported import Figure
from plan_tracker.language.grammar import grammar
from plan_tracker.language.lexicon import lexicon
from plan_tracker.language.stretches import Stretch, stretch_at, whole
from plan_tracker.language.tokens import sentences

NO_LANGUAGE = "nothing says which language it stands in, and so what its marks mean"


def extract_figures(text: str, locale: str) -> list[Figure]:
    """Every reported figure of a text and the claims about it, in the order of the text.

    Linear in the length of the text. Places are offsets in `text` as it is given.
    """
    return extract_from(text, whole(text, locale))


def extract_from(text: str, parts: Sequence[Stretch]) -> list[Figure]:
    """The figures of a text whose parts may be in several languages."""
    clock = Clock()
    with_numbers: list[Sentence] = []
    line, upto = 1, 0
    for part in parts:
        known, rules = lexicon(part.locale), grammar(part.locale)
        for start, end in sentences(text, rules, part.start, part.end):
            breaks = text.count("\n", upto, start)
            if breaks:
                clock.paragraph()
            line, upto = line + breaks, start

            sentence = Sentence(text, start, end, line, part.locale, known, clock)
            if sentence.amounts:
                with_numbers.append(sentence)
    figures = in_known_money(_figures(with_numbers, clock), text)
    if all(part.sure for part in parts):
        return figures
    return [
        figure
        if stretch_at(parts, figure.start).sure
        else replace(figure, doubts=(*figure.doubts, NO_LANGUAGE))
        for figure in figures
    ]


def _figures(read: Sequence[Sentence], clock: Clock) -> list[Figure]:
    """The figures of all sentences, each with the claims that the next sentence makes of it."""
    figures: list[Figure] = []
    usual, year = clock.usual, clock.year  # of the whole text: worked out once
    first, end = 0, -1  # the first figure of the sentence before, and where that ends
    for sentence in read:
        new, unnamed = read_figures(sentence, usual, year)
        known = lexicon(sentence.locale)
        new = decided(new, known, sentence.text, year)
        follows = sentence.start == end and "\n" not in sentence.text[end - 1 : end + 1]
        if any(not figure.printed for figure in new):
            before = figures[first:] if follows else []
            changed, new = with_claims_apart(before, new, sentence, known, unnamed=unnamed)
            if before:
                figures[first:] = changed

        first, end = len(figures), sentence.end
        figures += [figure for figure in new if _says_anything(figure)]
    return figures


def _says_anything(figure: Figure) -> bool:
    """Whether there is a figure, or a claim that says something without one: no base does."""
    return bool(figure.printed) or any(claim.kind != "base" for claim in figure.claims)
