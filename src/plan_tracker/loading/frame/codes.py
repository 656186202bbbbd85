"""Rows of tables numbered by what stands in them: texts as numbers, many columns as one."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Codes = NDArray[np.int64]


def number_texts(columns: Sequence[pd.Series]) -> tuple[list[Codes], pd.Index]:
    """One number a text (or day), the same in all columns; and what the numbers stand for."""
    parts = [_numbered(column) for column in columns]
    distinct = pd.concat([pd.Series(each) for _, each in parts], ignore_index=True)
    numbers, known = pd.factorize(distinct, use_na_sentinel=False)
    ends = np.cumsum([len(each) for _, each in parts])
    split = np.split(numbers.astype(np.int64), ends[:-1])
    return [own[codes] for own, (codes, _) in zip(split, parts, strict=True)], pd.Index(known)


def _numbered(column: pd.Series) -> tuple[Codes, pd.Index]:
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes = column.cat.codes.to_numpy().astype(np.int64)
        return codes, column.cat.categories.astype("str")
    codes, distinct = pd.factorize(column, use_na_sentinel=False)
    return codes.astype(np.int64), pd.Index(distinct)


def number_rows(columns: Iterable[tuple[Codes, int]]) -> Codes:
    """One number for each distinct row of numbers below so many, in the order of first rows."""
    whole, size = np.empty(0, dtype=np.int64), 0
    for codes, count in columns:
        if not size:
            whole, size = codes, count
            continue
        if size * count >= 2**62:
            whole, distinct = pd.factorize(whole)
            size = len(distinct)
        whole, size = whole * count + codes, size * count
    return np.asarray(pd.factorize(whole)[0], dtype=np.int64)


def category(texts: Sequence[str], rows: Codes | None = None) -> pd.Categorical:
    """A column of these texts, or of the text that each of its rows has by number."""
    codes, names = pd.factorize(pd.Series(texts, dtype="str"))
    return pd.Categorical.from_codes(codes if rows is None else codes[rows], names)


def first_rows(numbers: Codes) -> Codes:
    """The first row of each number, for numbers that begin at 0 and leave none out."""
    first = np.empty(int(numbers.max(initial=-1)) + 1, dtype=np.int64)
    first[numbers[::-1]] = np.arange(len(numbers) - 1, -1, -1)
    return first
