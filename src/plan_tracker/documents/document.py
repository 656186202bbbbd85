"""From the text of a document to its figures."""

from collections.abc import Sequence
from unicodedata import normalize

from plan_tracker.documents.extracted import Figure
from plan_tracker.documents.figures import read_figures
from plan_tracker.documents.orphans import adopted
from plan_tracker.documents.sentence import Sentence
from plan_tracker.documents.times import Clock
from plan_tracker.language.grammar import grammar
from plan_tracker.language.lexicon import lexicon
from plan_tracker.language.tokens import sentences

_SAMPLE = 20_000  # signs that tell the language
_ONE_IN = 50  # signs of a Vietnamese text is a letter that only Vietnamese has


def extract_figures(text: str, locale: str) -> list[Figure]:
    """Every reported figure of a text and the claims about it, in the order of the text.

    Linear in the length of the text. Places are offsets in `text` as it is given.
    """
    known, clock = lexicon(locale), Clock()
    read: list[Sentence] = []
    line, upto = 1, 0
    for start, end in sentences(text, grammar(locale)):
        breaks = text.count("\n", upto, start)
        if breaks:
            clock.paragraph()
        line, upto = line + breaks, start
        sentence = Sentence(text, start, end, line, locale, known, clock)
        if sentence.amounts:
            read.append(sentence)
    return _figures(read, clock)


def _figures(read: Sequence[Sentence], clock: Clock) -> list[Figure]:
    """The figures of all sentences, each with the claims that the next sentence makes of it."""
    found: list[Figure] = []
    first, end = 0, -1  # the first figure of the sentence before, and where that ends
    for sentence in read:
        figures, orphaned = read_figures(sentence, clock.usual, clock.year)
        follows = sentence.start == end and "\n" not in sentence.text[end - 1 : end + 1]
        if orphaned and follows:
            changed = adopted(found[first:], figures[0], sentence.text)
            if changed is not None:
                found[first:], figures = changed, figures[1:]
        first, end = len(found), sentence.end
        found += figures
    return found


def detect_locale(text: str) -> str:
    """`vi` for text with Vietnamese letters, else `en`."""
    sample = normalize("NFC", text[:_SAMPLE]).lower()
    marked = sum("\u1ea0" <= sign <= "\u1ef9" or sign in "đăơư" for sign in sample)
    return "vi" if marked * _ONE_IN > len(sample) else "en"
