"""Some of a system's statements as a system of their own, and several of these side by side."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plan_tracker.loading.frame.statements import joined
from plan_tracker.loading.statements import Chosen, Statements, taken
from plan_tracker.model.plan import Plan
from plan_tracker.reconcile.system.system import Codes, Links, Sums, System, Trusted, flat

_LINK = ("owner", "form", "x", "y")


def narrowed(system: System, statements: Codes) -> System:
    """Some statements, ascending, with what they say and what is trusted of the same quantities.

    Sums are left out, and so are the rows that revise others where they are not among these.
    """
    place = np.full(len(system.frame), -1, dtype=np.int64)
    place[statements] = np.arange(len(statements))
    said = _of_statements(system.links, place)
    untested = _of_statements(system.untested, place)
    compared = np.unique(flat([said.x, said.y, untested.x, untested.y]))

    first_trusted = len(system.frame)
    links = system.links
    trusted = (links.owner >= first_trusted) & (links.y < 0) & np.isin(links.x, compared)
    owners, number = np.unique(links.owner[trusted], return_inverse=True)
    bounds = Links(len(statements) + number, *(getattr(links, name)[trusted] for name in _LINK[1:]))

    quantities = compared[compared >= 0]
    frame = system.frame.iloc[statements].reset_index(drop=True)
    by = frame["revised_by"].to_numpy()
    return System(
        system.plan,
        taken(system.statements, statements),
        frame.assign(revised_by=np.where(by < 0, -1, place[by])),
        system.keys.iloc[quantities].reset_index(drop=True),
        system.signed[quantities],
        tuple(system.trusted[owner - first_trusted] for owner in owners.tolist()),
        _renumbered(_joined([said, bounds]), quantities),
        _NO_SUMS,
        _renumbered(untested, quantities),
    )


def side_by_side(plan: Plan, systems: Sequence[System], rows: Sequence[Codes]) -> System:
    """Narrowed systems of parts of a plan as one, in the order of the rows that statements have."""
    row = flat(rows)
    order = np.argsort(row, kind="stable")
    counts = [len(system.frame) for system in systems]
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))

    frames, links, untested = list[pd.DataFrame](), list[Links](), list[Links]()
    trusted: list[Trusted] = []
    first_row = first_quantity = 0
    first_trusted = len(order)
    for system, count in zip(systems, counts, strict=True):
        owner = np.concatenate(
            [
                place[first_row : first_row + count],
                first_trusted + np.arange(len(system.trusted)),
            ]
        )
        links.append(_moved(system.links, owner, first_quantity))
        untested.append(_moved(system.untested, owner, first_quantity))
        by = system.frame["revised_by"].to_numpy()
        frames.append(system.frame.assign(revised_by=np.where(by < 0, -1, owner[by])))
        trusted += system.trusted
        first_row += count
        first_trusted += len(system.trusted)
        first_quantity += len(system.keys)

    frame = joined(frames).iloc[order].reset_index(drop=True)
    keys = joined([system.keys for system in systems])
    statements = Statements(*(system.statements for system in systems))
    return System(
        plan,
        Chosen(statements, order.tolist()),
        frame,
        keys,
        np.concatenate([np.empty(0, dtype=bool), *(system.signed for system in systems)]),
        tuple(trusted),
        _joined(links),
        _NO_SUMS,
        _by_owner(_joined(untested)),
    )


_NOTHING: Codes = np.empty(0, dtype=np.int64)
_NO_SUMS = Sums(_NOTHING, _NOTHING, _NOTHING, np.zeros(1, dtype=np.int64))


def _of_statements(links: Links, place: Codes) -> Links:
    """The links of the statements that have a place."""
    said = _where(links, links.owner < len(place))
    kept = _where(said, place[said.owner] >= 0)
    return replace(kept, owner=place[kept.owner])


def _where(links: Links, kept: NDArray[np.bool_]) -> Links:
    return Links(*(getattr(links, name)[kept] for name in _LINK))


def _joined(links: Sequence[Links]) -> Links:
    return Links(*(flat([getattr(each, name) for each in links]) for name in _LINK))


def _by_owner(links: Links) -> Links:
    order = np.argsort(links.owner, kind="stable")
    return Links(*(getattr(links, name)[order] for name in _LINK))


def _renumbered(links: Links, quantities: Codes) -> Links:
    """The links with quantities by their places among these."""
    x, y = (np.searchsorted(quantities, each) for each in (links.x, links.y))
    return replace(links, x=x, y=np.where(links.y < 0, -1, y))


def _moved(links: Links, owner: Codes, first_quantity: int) -> Links:
    """The links with owners by their new numbers and quantities after so many others."""
    x, y = links.x + first_quantity, np.where(links.y < 0, -1, links.y + first_quantity)
    return replace(links, owner=owner[links.owner], x=x, y=y)
