"""Which rows of a table in long form have a cell that cannot stand in its column."""

from typing import get_args

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from plan_tracker.inputs.words import nearest, shown
from plan_tracker.language.periods.reading import parse_period
from plan_tracker.loading.files.spot import Notes
from plan_tracker.loading.shapes.values import standing_problem
from plan_tracker.loading.sources.comparisons import COMPARES
from plan_tracker.loading.sources.texts import Texts
from plan_tracker.loading.tables.long.arrays import Coded, filled, is_number
from plan_tracker.loading.tables.long.rows import NAMES_PERIOD, Rows
from plan_tracker.loading.tables.long.status import status_keys
from plan_tracker.model.plan import SaidTiming
from plan_tracker.model.statement import StatementKind

_KINDS = tuple(kind for kind in get_args(StatementKind) if kind != "stage")
_CHECKED = (
    "kind", "indicator", "period", "published", "against", "of", "as", "timing", "provisional",
    "confirm", "status", "standing", "basis", "weighted",
)  # fmt: skip
_WORDS: dict[str, tuple[str, ...]] = {
    "as": ("index",), "timing": get_args(SaidTiming), "provisional": ("true",),
    "confirm": ("true",), "basis": ("current-prices", "constant-prices"), "weighted": ("true",),
}  # fmt: skip
_SAYING = ("printed", "value")


def wrong_rows(coded: dict[str, Coded], rows: Rows, notes: Notes) -> NDArray[np.bool_]:
    """The rows with a cell that cannot stand in its column; each problem is noted once."""
    wrong = np.zeros(len(rows), dtype=bool)
    for name in _CHECKED:
        for code, text in enumerate(coded[name].texts):
            if problem := _text_problem(name, text, rows.texts):
                _note(rows, coded[name].codes == code, problem, wrong, notes)
    _check_keys(coded, rows, wrong, notes)
    _check_index(coded, rows, wrong, notes)
    _check_said(rows, wrong, notes)
    return wrong


def _note(
    rows: Rows, where: NDArray[np.bool_], problem: str, wrong: NDArray[np.bool_], notes: Notes
) -> None:
    """Note a problem at the first row that has it, with how many do, and count them as wrong."""
    found = np.flatnonzero(where)
    if len(found):
        more = f" (and {len(found) - 1:,} more rows)" if len(found) > 1 else ""
        notes.add(rows.place(int(found[0])), f"{problem}{more}")
    wrong |= where


def _text_problem(name: str, text: str, texts: Texts) -> str:
    """Why a text cannot stand in a column; empty if it can."""
    if name == "indicator":
        return "" if text else "the row has no indicator: name it"
    if name == "kind":
        remedy = nearest(text, _KINDS) or f"; it can be {', '.join(_KINDS)}"
        return "" if text in _KINDS else f"kind cannot be {shown(text)}{remedy}"
    if name in _WORDS:
        allowed = _WORDS[name]
        write = " or ".join(allowed)
        problem = f"{name} cannot be {shown(text)}: write {write}, or leave the cell empty"
        return "" if text in ("", *allowed) else problem
    if name == "status":
        problem = (
            f"status cannot be {shown(text)}: write p (provisional), e (estimated), r (revised), "
            "b (rebased), several of them together, or leave the cell empty"
        )
        return "" if not text or status_keys(text) is not None else problem
    if name == "standing":
        return str(standing_problem(text))
    if name in ("against", "of") and text in texts.plan.indicators:
        return ""
    return _period_problem(text, texts)


def _period_problem(text: str, texts: Texts) -> str:
    try:
        if text:
            parse_period(text, year_start=texts.plan.settings.year_start)
    except ValueError as error:
        return str(error)
    return ""


def _check_keys(
    coded: dict[str, Coded], rows: Rows, wrong: NDArray[np.bool_], notes: Notes
) -> None:
    """`of` and `against` belong to different kinds."""
    kind = coded["kind"]
    for code, name in enumerate(kind.texts):
        key = NAMES_PERIOD.get(name) or COMPARES.get(name, "")
        for other in {"of", "against"} - {key} if name in _KINDS else ():
            given = np.array([bool(text) for text in coded[other].texts])[coded[other].codes]
            remedy = f"write it under `{key}`" if key else "leave the cell empty"
            message = f"a row of kind {name} has no `{other}`: {remedy}"
            _note(rows, given & (kind.codes == code), message, wrong, notes)


def _check_index(
    coded: dict[str, Coded], rows: Rows, wrong: NDArray[np.bool_], notes: Notes
) -> None:
    """Only growth can be an index."""
    growth = np.array([text == "growth" for text in coded["kind"].texts])[coded["kind"].codes]
    given = np.array([bool(text) for text in coded["as"].texts])[coded["as"].codes]
    message = "only a row of kind growth has `as`: leave the cell empty"
    _note(rows, given & ~growth, message, wrong, notes)


def _check_said(rows: Rows, wrong: NDArray[np.bool_], notes: Notes) -> None:
    """Every row says something, in a text or a number."""
    there = {name: filled(rows.columns[name]) for name in _SAYING if name in rows.columns}
    empty = ~np.logical_or.reduce(list(there.values()))
    message = "the row says nothing: fill in `printed` or `value`"
    _note(rows, empty, message, wrong, notes)
    if "value" in there and not is_number(rows.columns["value"].type):
        texts = rows.columns["value"].cast(pa.string())
        plain = pc.fill_null(pc.match_substring_regex(texts, r"^[-−]?\d+(\.\d+)?$"), True)
        bad = ~np.asarray(plain.to_numpy(zero_copy_only=False), dtype=bool)
        first = shown(texts[int(np.argmax(bad))].as_py() or "")
        message = f"value {first} is no number as 1234.5: write it so, or under `printed`"
        _note(rows, bad, message, wrong, notes)
