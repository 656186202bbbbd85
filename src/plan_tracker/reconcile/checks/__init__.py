"""One file a check: its docstring is its page, its words explain what it finds.

Checks of single statements give remarks; checks of contradictions put a core into words.
"""

from types import ModuleType

from plan_tracker.reconcile.checks import (
    attainment,
    base,
    bounds,
    change,
    count,
    cumulative,
    currencies,
    doubtful,
    entities,
    growth,
    implied,
    magnitude,
    multiple,
    notation,
    parts_and_total,
    population,
    provisional,
    share,
    target,
    two_sources,
    undecided,
    waiver_expired,
    waiver_unmatched,
    waiver_unreasoned,
)

REMARKS: tuple[ModuleType, ...] = (
    notation, doubtful, bounds, magnitude, count, population, implied, entities, provisional,
)  # fmt: skip

# What a contradiction is called after: the first of these that takes part in it.
CORES: tuple[tuple[str, ModuleType], ...] = (
    ("identity", parts_and_total),
    ("order", cumulative),
    ("growth", growth),
    ("attainment", attainment),
    ("multiple", multiple),
    ("share", share),
    ("change", change),
    ("rate", currencies),
    ("target", target),
    ("base", base),
    ("level", two_sources),
)
WAIVERS: tuple[ModuleType, ...] = (waiver_unreasoned, waiver_expired, waiver_unmatched)
CHECKS: dict[str, ModuleType] = {
    check.CODE: check
    for check in sorted(
        {*REMARKS, *(check for _, check in CORES), undecided, *WAIVERS},
        key=lambda check: str(check.CODE),
    )
}
