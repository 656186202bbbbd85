"""How members make the whole, as an indicator declares it."""

from collections.abc import Collection, Sequence

from plan_tracker.loading.files.spot import Entry, Notes
from plan_tracker.loading.shapes.structure import RollUpShape
from plan_tracker.model.plan import RollUp
from plan_tracker.model.text import phrase

_NEEDS = {
    "weighted": ("weight", phrase("the indicator that weighs")),
    "ratio": ("of", phrase("two sums")),
}


def check_roll_ups(entries: Sequence[Entry], populations: Collection[str], notes: Notes) -> None:
    """Note what a roll-up lacks, has too much of, or names without it being declared."""
    indicators = {name for name, _, _ in entries}
    for _, shape, spot in entries:
        if shape.rollup is None:
            continue
        at, needed = spot.at("rollup"), _NEEDS.get(shape.rollup.by, ("", ""))
        if needed[0] and getattr(shape.rollup, needed[0]) is None:
            message = phrase(
                "a roll-up that is {by} needs `{key}`: {why}",
                by=shape.rollup.by,
                key=needed[0],
                why=needed[1],
            )
            notes.add(at.place, message)
        for key in ("weight", "of"):
            if key in at.keys and key != needed[0]:
                message = phrase(
                    "a roll-up by {by} has no `{key}`: take it out", by=shape.rollup.by, key=key
                )
                notes.add(at.at(key).key, message)
        if shape.rollup.over:
            notes.known(shape.rollup.over, populations, "population", at.at("over").place)
        for name in (shape.rollup.weight, *(shape.rollup.of or ())):
            if name:
                notes.known(name, indicators, "indicator", at.place)


def read_roll_up(shape: RollUpShape) -> RollUp:
    """The roll-up of an indicator."""
    return RollUp(shape.by, shape.over or "", shape.weight or "", shape.of or ("", ""))
