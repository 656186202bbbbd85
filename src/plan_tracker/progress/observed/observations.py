"""The observations frame, split once into what progress asks of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from plan_tracker.progress.observed.observation import Measure, Observation
from plan_tracker.progress.observed.series import Series

if TYPE_CHECKING:
    import pandas as pd

Key = tuple[str, str]  # indicator, entity

_COLUMNS = tuple(name for name in Observation.__dataclass_fields__ if name != "pieces")


@dataclass(frozen=True, slots=True)
class Observations:
    """The observations frame, split once.

    `series` are the actual figures by key and measure, `replaced` the estimates that later ones
    replaced, `stages` the stages attested by key, `attested` the same by statement, `implied` the
    plan values that documents state or imply. `as_of` is the latest day that a reported figure
    reaches; None where nothing is reported.
    """

    series: dict[Key, dict[Measure, Series]]
    replaced: dict[Key, tuple[Observation, ...]]
    stages: dict[Key, tuple[Observation, ...]]
    attested: dict[str, Observation]
    implied: tuple[tuple[Key, Observation], ...]
    as_of: date | None

    def beside(self, key: Key, unit: str, statements: Iterable[str]) -> list[Observation]:
        """What else was reported for the days of the figures that these statements give."""
        names = set(statements)
        beside: list[Observation] = []

        for (series_unit, basis), series in self.series.get(key, {}).items():
            if series_unit != unit:
                continue
            replaced = [row for row in self.replaced.get(key, ()) if row.basis == basis]

            for figure in series.by_start:
                if figure.statement in names:
                    days = (figure.start, figure.end)
                    beside += [row for row in series.others(figure) if row.state != "derived"]
                    beside += [
                        row
                        for row in replaced
                        if (row.start, row.end) == days and row.timing == figure.timing
                    ]

        return beside


def split(frame: "pd.DataFrame") -> Observations:
    """Split a frame with the columns indicator, entity, measure and those of `Observation`."""
    series: dict[Key, dict[Measure, list[Observation]]] = defaultdict(lambda: defaultdict(list))
    replaced: dict[Key, list[Observation]] = defaultdict(list)
    stages: dict[Key, list[Observation]] = defaultdict(list)
    implied: list[tuple[Key, Observation]] = []
    reported: list[date] = []
    derived: list[date] = []
    for key, measure, row in _rows(frame):
        if measure == "target" and not row.stage and row.usable:
            implied.append((key, row))
        elif measure == "actual" and row.replaced:
            replaced[key].append(row)
        elif measure == "actual" and (row.stage or row.usable):
            (derived if row.state == "derived" else reported).append(row.end)
            (stages[key] if row.stage else series[key][row.unit, row.basis]).append(row)
    return Observations(
        {
            key: {name: Series.of(observed) for name, observed in of.items()}
            for key, of in series.items()
        },
        {key: tuple(observed) for key, observed in replaced.items()},
        {key: tuple(sorted(observed, key=lambda row: row.end)) for key, observed in stages.items()},
        {row.statement: row for observed in stages.values() for row in observed},
        tuple(implied),
        max(reported or derived, default=None),
    )


def _rows(frame: "pd.DataFrame") -> Iterator[tuple[Key, str, Observation]]:
    days = {name: frame[name].to_numpy("datetime64[D]").tolist() for name in ("start", "end")}
    columns = (days.get(name) or frame[name].tolist() for name in _COLUMNS)
    keys = zip(frame["indicator"].tolist(), frame["entity"].tolist(), strict=True)
    for key, measure, row in zip(
        keys, frame["measure"].tolist(), zip(*columns, strict=True), strict=True
    ):
        yield key, measure, Observation(*row)
