"""Statements shuffled on disk: those of one table in pieces, by series, in one file.

Whoever reads a table writes its pieces; whoever looks at a part of the plan reads from each file
the pieces that it needs.
"""

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from plan_tracker.cluster.ties import PlanTies, Series, Ties, ties_in
from plan_tracker.language.numbers import GROUPING
from plan_tracker.loading.frame.statements import joined, statements_frame
from plan_tracker.loading.statements import Chosen, Statements, taken
from plan_tracker.model.plan import Plan
from plan_tracker.model.statement import Statement
from plan_tracker.reconcile.system.system import Codes, flat

_A_PIECE = 20_000  # statements


@dataclass(frozen=True, slots=True)
class Facts:
    """What a whole plan must know of some of its statements.

    `in_doubt` are sources with texts whose marks can be read in two ways, `priced` indicators that
    say at which prices they are, `figures` the entities of which there are figures, by indicator
    with targets; `entities` are two of all entities, where there are several.
    """

    in_doubt: frozenset[str]
    priced: frozenset[str]
    figures: Mapping[str, frozenset[str]]
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pieces:
    """A file of so many statements in pieces: the first and the last series of each, and where."""

    file: str
    count: int
    starts: tuple[int, ...]
    first: Series
    last: Series

    def holding(self, series: Series) -> list[int]:
        """The pieces that may hold some of these series, which are ascending."""
        after = np.searchsorted(series, self.first)
        until = np.searchsorted(series, self.last, side="right")
        found: list[int] = np.flatnonzero(until > after).tolist()
        return found if self.count else []


@dataclass(frozen=True, slots=True)
class CutTable:
    """The statements of a table in pieces, and what they tell."""

    pieces: Pieces
    ties: Ties
    facts: Facts


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some statements of a table with their rows in it, and the series of each."""

    frame: pd.DataFrame
    statements: Sequence[Statement]
    rows: Codes
    series: Series


def cut_table(
    file: Path,
    frame: pd.DataFrame,
    statements: Sequence[Statement],
    plan: Plan,
    wanted: Sequence[str],
) -> CutTable:
    """Write the statements of a table in pieces; `wanted` are indicators that have targets."""
    ties, series = ties_in(frame, plan, PlanTies.of(plan))
    order = np.argsort(series, kind="stable")
    count = max(1, round(len(order) / _A_PIECE))
    starts = []
    ends = []
    with file.open("wb") as stream:
        for rows in np.array_split(order, count):
            starts.append(stream.tell())
            piece = _Piece(
                _with_own_names(frame.iloc[rows].reset_index(drop=True)),
                taken(statements, rows),
                rows,
                series[rows],
            )
            pickle.dump(piece, stream, pickle.HIGHEST_PROTOCOL)
            ends.append(series[rows[[0, -1]]] if len(rows) else np.zeros(2, dtype=np.uint64))
    first, last = np.array(ends, dtype=np.uint64).reshape(-1, 2).T
    facts = _facts(frame, wanted)
    return CutTable(Pieces(str(file), len(order), tuple(starts), first, last), ties, facts)


def read_series(
    tables: Sequence[tuple[Pieces, int]], series: Series, entities: Sequence[str]
) -> tuple[pd.DataFrame, Sequence[Statement], Codes]:
    """The statements of some series: their frame, the statements, and their rows in the whole.

    Each table comes with the row that its first statement has in the whole, and `entities` are two
    of the whole where it has several.
    """
    frames = [statements_frame(())]
    statements: list[Sequence[Statement]] = []
    rows: list[Codes] = []
    for table, first_row in tables:
        with Path(table.file).open("rb") as stream:
            for number in table.holding(series):
                stream.seek(table.starts[number])
                piece: _Piece = pickle.load(stream)
                of_series = np.flatnonzero(np.isin(piece.series, series))
                if len(of_series):
                    frames.append(piece.frame.iloc[of_series])
                    statements.append(taken(piece.statements, of_series))
                    rows.append(first_row + piece.rows[of_series])

    row = flat(rows)
    order = np.argsort(row, kind="stable")
    frame = joined(frames).iloc[order].reset_index(drop=True)
    return (
        _with_some_of(_with_own_names(frame), entities),
        Chosen(Statements(*statements), order.tolist()),
        row[order],
    )


def _facts(frame: pd.DataFrame, wanted: Sequence[str]) -> Facts:
    doubtful = [each for each in frame["doubtful"].cat.categories if each.endswith(GROUPING)]
    in_doubt = frame.loc[frame["doubtful"].isin(doubtful), "source"].unique()
    priced = frame.loc[frame["basis"] != "", "indicator"].unique()
    reached = (frame["kind"] == "level") & (frame["measure"] == "actual")
    figures = frame.loc[reached & frame["indicator"].isin(list(wanted)), ["indicator", "entity"]]
    pairs = figures.drop_duplicates().astype("str").groupby("indicator")["entity"]
    return Facts(
        frozenset(map(str, in_doubt)),
        frozenset(map(str, priced)),
        {str(name): frozenset(whom) for name, whom in pairs},
        tuple(map(str, frame["entity"].cat.categories[:2])),
    )


def _with_own_names(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame without the names that none of its rows has."""
    own = {
        name: frame[name].cat.remove_unused_categories()
        for name in frame.columns
        if isinstance(frame[name].dtype, pd.CategoricalDtype)
    }
    return frame.assign(**own)


def _with_some_of(frame: pd.DataFrame, entities: Sequence[str]) -> pd.DataFrame:
    """The frame with another entity, where there are several in the whole and one here.

    Figures are called by their entities where there are several.
    """
    entity = frame["entity"].cat
    others = [name for name in entities if name not in entity.categories]
    if len(entity.categories) > 1 or not others or len(entities) < 2:
        return frame
    return frame.assign(entity=entity.add_categories(others[:1]))
