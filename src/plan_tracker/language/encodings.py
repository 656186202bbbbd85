"""Texts that are not in Unicode: which code page they are in, and the codes of old fonts.

A code is told by its syllables: read in it, most words with letters beyond ASCII are syllables of
its language, and as they stand they are not.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from unicodedata import category, normalize

from plan_tracker.language.languages import encodings, locales, remembered

_WORD = re.compile(r"[A-Za-z\u0080-\uffff]+")
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_LAST_OF_LATIN_1 = "\u00ff"
_MOST_WORDS = 5_000
_FEWEST_WORDS = 3  # fewer may be chance
_MOST = 0.8
_FEW = 0.5
_LATIN = "cp1252"
_ALONE = frozenset({"Lo", "No", "Pd", "Pi", "Pf", "Po", "Sc", "Sk", "Sm", "So", "Zs", "Cf"})

Read = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class OldFont:
    """A font that shows letters in the places of others, and marks behind their letters."""

    name: str
    letters: Mapping[int, str]
    marks: Mapping[str, str]
    marked: re.Pattern[str] | None

    def read(self, text: str) -> str:
        """The text that one sees in this font, in Unicode."""
        if self.marked is None:
            return text.translate(self.letters)
        # A letter takes all signs behind it that can be its marks; the rest are letters.
        return self.marked.sub(self._composed, text).translate(_kept(self.letters))

    def _composed(self, match: re.Match[str]) -> str:
        letter = match[1].translate(self.letters)
        composed = normalize("NFC", letter + self.marks[match[2].lower()])
        return composed.translate(_SHIELD)


# Letters that were made must not be taken for codes once more.
_SHIELD = {code: code + 0xE000 for code in range(0x80, 0x100)}
_OPENED = {code: shielded for shielded, code in _SHIELD.items()}


def _kept(letters: Mapping[int, str]) -> dict[int, str | int]:
    return {**_OPENED, **letters}


@dataclass(frozen=True, slots=True)
class _Spelling:
    """What a language's syllables are, and what it was written in before Unicode."""

    code_page: str
    syllable: re.Pattern[str]
    fonts: tuple[OldFont, ...]

    def share(self, words: Iterable[str], read: Read) -> float:
        """Of the words, how many are syllables when they are read so."""
        known = [self._is_syllable(read(word)) for word in words]
        return sum(known) / len(known) if known else 0.0

    def _is_syllable(self, word: str) -> bool:
        if not (word.islower() or word.istitle() or word.isupper()):
            return False
        toneless, tones = _TONE.subn("", normalize("NFD", word.lower()))
        return tones <= 1 and self.syllable.fullmatch(normalize("NFC", toneless)) is not None


@remembered
def _spellings() -> tuple[_Spelling, ...]:
    """Of every language that says how it was written."""
    return tuple(_spelling(locale) for locale in locales() if encodings(locale))


def _spelling(locale: str) -> _Spelling:
    data = encodings(locale)
    fonts = (
        _font(name, letters, data.get("marks", {}).get(name, {}))
        for name, letters in data.get("letters", {}).items()
    )
    text = data["text"]
    return _Spelling(text["code-page"], re.compile(text["syllable"]), tuple(fonts))


def _font(name: str, letters: Mapping[str, str], marks: Mapping[str, str]) -> OldFont:
    signs = "".join(marks) + "".join(marks).upper()
    bases = "AEIOUYaeiouy" + "".join(letters)
    marked = re.compile(f"([{bases}])([{signs}])") if marks else None
    return OldFont(name, {ord(code): letter for code, letter in letters.items()}, marks, marked)


def told_font(texts: Iterable[str]) -> OldFont | None:
    """The old font that texts were typed in; None where none is sure."""
    words = list(islice(_foreign_words(texts, _in_latin_1), _MOST_WORDS))
    if len(words) < _FEWEST_WORDS:
        return None
    for spelling in _spellings():
        if spelling.share(words, str) > _FEW:
            continue
        shares = {font.name: spelling.share(words, font.read) for font in spelling.fonts}
        for font in spelling.fonts:
            if shares[font.name] == max(shares.values()) >= _MOST:
                return font
    return None


def reads_as(text: str, font: OldFont) -> bool:
    """Whether a text of a table that was typed in this font is typed in it too.

    One that has letters of Unicode alone is not, nor one that has fewer syllables when it is read.
    """
    if text.isascii() or not _in_latin_1(text):
        return False
    words = list(_foreign_words([text]))
    return any(
        spelling.share(words, font.read) >= spelling.share(words, str)
        for spelling in _spellings()
        if font in spelling.fonts
    )


def _in_latin_1(text: str) -> bool:
    return max(filter(str.isalpha, text), default="") <= _LAST_OF_LATIN_1


def legacy_text(raw: bytes) -> str | None:
    """The text that bytes are which are not in Unicode; None where that cannot be told.

    The codes of old fonts are left as they are: `told_font` knows them.
    """
    for spelling in _spellings():
        text = normalize("NFC", raw.decode(spelling.code_page, errors="replace"))
        words = list(islice(_foreign_words([text]), _MOST_WORDS))
        if spelling.share(words, str) >= _MOST:
            return text
    text = _latin(raw)
    return text if told_font([text]) or _is_latin(text) else None


def _latin(raw: bytes) -> str:
    try:
        return raw.decode(_LATIN)
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _is_latin(text: str) -> bool:
    """Whether the letters beyond ASCII stand in words, and no other sign is a control."""
    for match in re.finditer(r"[^\x00-\x7f]+", text):
        before, after = max(match.start() - 1, 0), match.end() + 1
        in_word = any(
            sign.isalpha() for sign in text[before : match.start()] + text[match.end() : after]
        )
        if not all(category(sign) in _ALONE or (sign.isalpha() and in_word) for sign in match[0]):
            return False
    return True


def _foreign_words(
    texts: Iterable[str], old: Callable[[str], bool] = lambda _: True
) -> Iterator[str]:
    """The different words that have signs beyond ASCII, and may be `old`; one sign is no word."""
    seen: set[str] = set()
    for text in texts:
        if text.isascii():
            continue
        for match in _WORD.finditer(text):
            word = match[0]
            if len(word) > 1 and not word.isascii() and word not in seen and old(word):
                seen.add(word)
                yield word
