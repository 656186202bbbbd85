"""Lines of words from single signs with their places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from unicodedata import normalize

from plan_tracker.documents.readers.layout.line import Line, Word

USUAL_BLANK = 0.27  # width of a blank, of the size of its letters
_APART = 0.2  # signs farther apart than this, of their size, are of two words
_OVER = 0.6  # a sign that begins so far before the end of the one before it is of another word
_SAME = 0.12  # heights that differ by less, of the size, are the same
_SLOPING = 0.4  # of two rows of letters on one line
_MOST_ROWS = 12  # of letters on one line: stairs of letters are no line
_SMALLER = 0.85
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


@dataclass(frozen=True, slots=True)
class Sign:
    """A letter, digit or mark as it is drawn; `base` counts from the top of the page.

    `spaced` says that a blank is drawn before it; `blank` is how wide one is in its font.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    spaced: bool
    blank: float


def lines_of(signs: Iterable[Sign], page: int) -> tuple[Line, ...]:
    """The lines of a page from the top, their words from the left.

    What is set smaller above a line is raised: `2010⁸`.
    """
    rows = _lines_apart(_rows(signs))
    return tuple(Line(tuple(row), number, page) for number, row in enumerate(rows, 1))


def _rows(signs: Iterable[Sign]) -> list[list[Sign]]:
    """Signs of the same height."""
    rows: list[list[Sign]] = []
    for sign in sorted(signs, key=lambda sign: (sign.base, sign.left)):
        row = rows[-1] if rows else None
        if row is not None and sign.base - row[0].base <= _SAME * max(sign.size, row[0].size):
            row.append(sign)
        else:
            rows.append([sign])
    return rows


def _lines_apart(rows: Sequence[list[Sign]]) -> list[list[Word]]:
    """The words of each line; rows that are set a little higher or lower are of the line."""
    lines: list[list[Word]] = []
    taken = 0  # rows of the last line
    for row in rows:
        words = list(_words(row))
        above = lines[-1] if lines else None
        if above is not None and taken < _MOST_ROWS and _of_one_line(above, words):
            lines[-1] = _merged(above, words)
            taken += 1
        else:
            lines.append(words)
            taken = 1
    return lines


def _words(row: list[Sign]) -> Iterable[Word]:
    """The words of signs that stand on one height."""
    row.sort(key=lambda sign: sign.left)
    begun = 0
    for at in range(1, len(row) + 1):
        if at < len(row) and not _begins(row[at - 1], row[at]):
            continue
        yield _word(row[begun:at])
        begun = at


def _begins(before: Sign, sign: Sign) -> bool:
    """Whether a word begins with a sign."""
    size = max(before.size, sign.size)
    apart = sign.left - before.right
    if apart > _APART * size or apart < -_OVER * size:
        return True
    return sign.spaced and apart > 0.05 * size


def _word(signs: Sequence[Sign]) -> Word:
    text = normalize("NFC", "".join(sign.text for sign in signs))
    size = max(sign.size for sign in signs)
    bold = sum(sign.bold for sign in signs) * 2 > len(signs)
    first, last = signs[0], signs[-1]
    right = max(last.right, first.right)
    return Word(text, first.left, right, first.base, size, first.blank, bold)


def _of_one_line(above: Sequence[Word], below: Sequence[Word]) -> bool:
    """Whether words stand so near in height, and nowhere over each other, that they are a line."""
    upper, lower = max(w.size for w in above), max(w.size for w in below)
    step = min(word.base for word in below) - max(word.base for word in above)
    if step > _SLOPING * max(upper, lower):
        return False
    ends = sorted([*above, *below], key=lambda word: word.left)
    return all(word.left >= before.right - 0.3 * word.size for before, word in pairwise(ends))


def _merged(above: Sequence[Word], below: Sequence[Word]) -> list[Word]:
    """The words of both from the left, those raised beside larger ones as raised signs."""
    words: list[Word] = []
    for word in sorted([*above, *below], key=lambda word: word.left):
        before = words[-1] if words else None
        near = before is not None and word.left - before.right <= _APART * before.size
        if before is None or not near or word.base == before.base:
            words.append(word)
            continue
        if _is_raised(word, before):
            text = before.text + word.text.translate(_RAISED)
            words[-1] = replace(before, text=text, right=word.right)
        elif _is_raised(before, word):
            text = before.text.translate(_RAISED) + word.text
            words[-1] = replace(word, text=text, left=before.left)
        else:
            words.append(word)
    return [
        _raised_alone(word, words[at - 1] if at else None, words[at + 1 : at + 2])
        for at, word in enumerate(words)
    ]


def _is_raised(word: Word, beside: Word) -> bool:
    return word.size < _SMALLER * beside.size and word.base < beside.base - 0.15 * beside.size


def _raised_alone(word: Word, before: Word | None, behind: Sequence[Word]) -> Word:
    """A raised mark with a blank beside it: `Stolen property ¹`, `¹ Except rape`."""
    if len(word.text) > 2 or not word.text.isdecimal():
        return word
    beside = [*([before] if before else []), *behind]
    near = (max(word.left, other.left) - min(word.right, other.right) for other in beside)
    for other, apart in zip(beside, near, strict=True):
        if apart <= other.size and _is_raised(word, other):
            return replace(word, text=word.text.translate(_RAISED))
    return word
