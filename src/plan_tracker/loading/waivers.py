"""`waivers.yaml`: which findings are accepted, why, by whom, and until when."""

from datetime import date

from plan_tracker.loading.files.nodes import Keys
from plan_tracker.loading.files.spot import Spot
from plan_tracker.loading.files.tree import read_tree
from plan_tracker.loading.files.validate import Valid
from plan_tracker.loading.files.yaml_text import quoted
from plan_tracker.loading.shapes.waivers import WaiverFile
from plan_tracker.model.waiver import Waiver

WAIVERS = "waivers.yaml"
_HEAD = (
    "# yaml-language-server: $schema=schema/waivers.json\n"
    "# Findings that are accepted for a time. `tracker waive` adds to the end.\n"
)


def waivers_of(valid: Valid[WaiverFile]) -> tuple[Waiver, ...]:
    """The waivers of a file, in its order."""
    return tuple(
        Waiver(
            each.finding,
            (each.reason or "").strip(),
            (each.by or "").strip(),
            each.until,
            Spot(valid.tree, ("waivers", index, "finding")).place,
        )
        for index, each in enumerate(valid.file.waivers)
    )


def with_waiver(text: str, finding: str, reason: str, by: str, until: date) -> str | None:
    """The text of the file with one more waiver at its end; None where it cannot be added there."""
    entry = (
        f"  - finding: {finding}\n    reason: {quoted(reason)}\n    by: {quoted(by)}\n"
        f"    until: {until}\n"
    )
    if not text.strip():
        return f"{_HEAD}waivers:\n{entry}"
    new = f"{text.rstrip()}\n{entry}"
    before, after = (read_tree(each, WAIVERS)[0] or Keys() for each in (text, new))
    kept = before.get("waivers") or []
    added = {"finding": finding, "reason": reason, "by": by, "until": str(until)}
    return new if after == {**before, "waivers": [*kept, added]} else None
