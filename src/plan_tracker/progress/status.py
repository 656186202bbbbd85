"""What a target's progress is called, and why."""

from typing import Literal

Status = Literal[
    "met", "on-track", "at-risk", "off-track", "missed", "not-started", "no-data", "not-assessable"
]  # fmt: skip

WORST_FIRST: tuple[Status, ...] = (
    "missed", "off-track", "at-risk", "not-assessable", "no-data", "not-started", "on-track", "met"
)  # fmt: skip

REASONS: dict[str, str] = {
    "ASSUMED": "Some stages are the planner's own; no source declares them.",
    "CAP_BROKEN": "The period's total is over its limit already and cannot fall.",
    "DISPUTED": "The figure is disputed: a source contradicts itself or another.",
    "FUTURE_DATED": "The only figures are dated after the as-of date.",
    "GAP": "Figures lie within the period, but do not cover it from its start on.",
    "LATE": "The figure is from after the due date.",
    "LOOSENED": "A revision made the target easier.",
    "MET_AT_BASELINE": "The baseline was already as good as the target; it must not get worse.",
    "NO_BASELINE": "Without a baseline or a dated path, nothing says how far it should be by now.",
    "NO_FINAL": "The due date has come, and the newest figure is from before it.",
    "NO_TARGET": "The target has no value.",
    "NOT_STARTED": "The way to the target has not begun.",
    "ONE_POINT": "A single figure shows no direction, so nothing is projected.",
    "OVERDUE": "A stage is past its date, and no source attests it.",
    "PAST_DUE": "The due date has come.",
    "PATH_LINEAR": "The declared path needs data that are not there; a straight one is used.",
    "PROPOSED": "The target is proposed, not approved, and is not judged.",
    "REVISED": "The target was revised.",
    "STALE": "The newest figure is old.",
    "T_EQ_B": "The target is to stay at the baseline.",
    "T_ZERO": "The target is zero, so a percentage of it says nothing.",
    "UNCERTAIN": "The figure is not precise enough to tell on which side of a threshold it lies.",
    "UNIT_MISMATCH": "The figures are in another unit than the target.",
}
