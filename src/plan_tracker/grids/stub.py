"""The stub of a table: what its rows are called, and what that means."""

from plan_tracker.grids.grid import alike, plain_name
from plan_tracker.language import tables


def is_total(name: str) -> bool:
    """Whether a row is called a total over the others, and nothing more."""
    return tables.is_total(alike(plain_name(name)))
