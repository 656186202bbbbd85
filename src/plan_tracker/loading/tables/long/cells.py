"""The cells of a table, taken apart all at once: the number in each, and the text around it."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from plan_tracker.language.numbers import decimal_mark, grouping, starting, thousands_mark

Codes = NDArray[np.int64]
Numbers = NDArray[np.float64]

MOST_DIGITS = 15  # floats hold whole numbers of so many digits exactly
MEANT_DIGITS = 9  # of a number with decimals in a cell; those beyond come from computing
_MOST_DECIMALS = 9
_AROUND = r"^(?P<before>|\D*[^\d.,])(?P<number>\d(?:[\d.,]*\d)?)(?P<after>(?:[^\d].*)?)$"


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one column.

    A cell of row i is the text `around[template[i]]` with its number between the two, which is
    `digits[i]` times 10 to the power -`decimals[i]`; its last `zeros[i]` digits being zeros. In
    a notation other than the plain one, `doubts[doubt[i]]`, it may be another number. Where
    `template[i]` is -1 the text was not taken apart. The last `noise[i]` digits mean nothing, as a
    machine has computed them.
    """

    around: tuple[tuple[str, str], ...]
    template: Codes
    digits: Numbers
    decimals: Codes
    zeros: Codes
    doubts: tuple[str, ...]
    doubt: Codes
    noise: Codes


def doubts_of(locale: str) -> tuple[str, ...]:
    """The notations that a number's marks may stand for, after none at all."""
    return _doubts(decimal_mark(locale), thousands_mark(locale))


def _doubts(decimal: str, group: str) -> tuple[str, ...]:
    return "", starting(group), grouping(decimal)


def number_cells(values: Numbers, locale: str) -> Cells:
    """Numbers in their shortest decimal form: the fewest decimals that make the same float."""
    size = np.abs(values)
    digits, decimals = np.rint(size), np.zeros(len(size), dtype=np.int64)
    left = np.flatnonzero(digits != size)
    for places in range(1, _MOST_DECIMALS + 1):
        if not len(left):
            break
        power = 10.0**places
        digits[left], decimals[left] = np.rint(size[left] * power), places
        left = left[digits[left] / power != size[left]]
    template = np.where(values < 0, 1, 0)
    template[left] = -1
    template[~(digits < 10.0**MOST_DIGITS)] = -1
    known = np.where(template < 0, 0.0, digits)
    none = np.zeros(len(size), dtype=np.int64)
    around = (("", ""), ("-", ""))
    noise = _noise(known, decimals)
    return Cells(around, template, known, decimals, _zeros(known), doubts_of(locale), none, noise)


def text_cells(texts: "pa.Array", locale: str) -> Cells:
    """Printed texts: those with one number in the locale's plain form are taken apart."""
    return _text_cells(texts, decimal_mark(locale), thousands_mark(locale))


def plain_cells(texts: "pa.Array") -> Cells:
    """Texts of plain numbers, whatever the language: a dot before decimals, nothing else in them.

    No other notation is in doubt.
    """
    cells = _text_cells(pc.replace_substring(texts, ",", ";"), ".", ",")
    none = np.zeros(len(texts), dtype=np.int64)
    return replace(cells, doubt=none, noise=_noise(cells.digits, cells.decimals))


def _text_cells(texts: "pa.Array", decimal: str, group: str) -> Cells:
    if pa.types.is_dictionary(texts.type):
        texts = texts.dictionary_decode()
    parts = pc.extract_regex(texts, _AROUND)
    before, number, after = (parts.field(each) for each in range(3))
    plain = _is(number, _plain_form(decimal, group)) & _truth(parts.is_valid())
    bare = pc.replace_substring(number, group, "")
    point = _ints(pc.find_substring(bare, decimal))
    decimals = np.where(point < 0, 0, _ints(pc.utf8_length(bare)) - point - 1)
    whole = pc.replace_substring(bare, decimal, "")
    length = _ints(pc.utf8_length(whole))
    plain &= length <= MOST_DIGITS
    digits = pc.cast(pc.if_else(pa.array(plain), whole, "0"), pa.float64()).to_numpy()
    around, template = _templates(before, after)
    one_group = (_ints(pc.count_substring(number, group)) == 1) & (point < 0)
    grouping = _is(number, rf"^[1-9]\d{{0,2}}\{decimal}\d{{3}}$")
    return Cells(
        around,
        np.where(plain, template, -1),
        digits,
        np.where(plain, decimals, 0),
        _zeros(digits),
        _doubts(decimal, group),
        np.where(plain, np.where(one_group, 1, np.where(grouping, 2, 0)), 0),
        np.zeros(len(digits), dtype=np.int64),
    )


def _plain_form(decimal: str, group: str) -> str:
    return rf"^(?:\d+|[1-9]\d{{0,2}}(?:\{group}\d{{3}})+)(?:\{decimal}\d+)?$"


def _templates(before: "pa.Array", after: "pa.Array") -> tuple[tuple[tuple[str, str], ...], Codes]:
    """The distinct pairs of texts around a number, and which one each row has."""
    first, last = (pc.fill_null(each, "").dictionary_encode() for each in (before, after))
    ends = last.dictionary.to_pylist()
    pairs = _ints(first.indices) * len(ends) + _ints(last.indices)
    known, template = np.unique(pairs, return_inverse=True)
    starts = first.dictionary.to_pylist()
    around = tuple((starts[pair // len(ends)], ends[pair % len(ends)]) for pair in known.tolist())
    return around, template.astype(np.int64)


def _zeros(digits: Numbers) -> Codes:
    """How many zeros end each whole number."""
    zeros = np.zeros(len(digits), dtype=np.int64)
    rest, at = digits, np.flatnonzero(digits)
    rest = digits[at]
    while len(at):
        tenth = rest / 10
        ends = tenth == np.floor(tenth)
        at, rest = at[ends], tenth[ends]
        zeros[at] += 1
    return zeros


def _noise(digits: Numbers, decimals: Codes) -> Codes:
    """How many digits beyond the ninth each number has, whole numbers none."""
    size = np.searchsorted(10.0 ** np.arange(MOST_DIGITS + 1), digits, side="right")
    whole = digits % 10.0**decimals == 0
    return np.where(whole, 0, np.maximum(size - MEANT_DIGITS, 0)).astype(np.int64)


def _is(texts: "pa.Array", pattern: str) -> NDArray[np.bool_]:
    return _truth(pc.fill_null(pc.match_substring_regex(texts, pattern), False))


def _truth(values: Any) -> NDArray[np.bool_]:
    return np.asarray(values.to_numpy(zero_copy_only=False), dtype=bool)


def _ints(values: Any) -> Codes:
    return np.asarray(pc.fill_null(values, 0).to_numpy(zero_copy_only=False), dtype=np.int64)
