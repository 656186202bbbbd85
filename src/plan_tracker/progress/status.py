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
    "BASE_ZERO": "The target is a growth from zero, which no percentage leads away from.",
    "BASIS_MISMATCH": "The figures are at other prices than the target, or at several.",
    "CAP_BROKEN": "The period's total is over its limit already and cannot fall.",
    "DISPUTED": "The figure is disputed: a source contradicts itself or another.",
    "ENTITY_CHANGED": "The entity begins or ends before the due date: it is not the same any more.",
    "FUTURE_DATED": "The only figures are dated after the as-of date.",
    "GAP": "Figures lie within the period that do not follow on those from its start.",
    "LATE": "The figure is from after the due date.",
    "LOOSENED": "A revision made the target easier.",
    "METHOD_DATA": "The method that was asked for lacks the data that it needs.",
    "MET_AT_BASELINE": "The baseline was already as good as the target; it must not get worse.",
    "MET_BUT_WORSENING": "The target is met, but the newest figure is worse than the one before.",
    "MET_LATE": "The target was reached after its due date.",
    "NO_BASE": "The target is a growth, and the level that it grows from is not known.",
    "NO_BASELINE": "Without a baseline or a dated path, nothing says how far it should be by now.",
    "NO_FINAL": "The due date has come, and the newest figure is from before it.",
    "NOT_ADDITIVE": "Its figures do not add up over time: a part tells nothing of the whole.",
    "NOT_IN_FORCE": "The target had not been set by then.",
    "NO_TARGET": "The target has no value.",
    "NOT_STARTED": "The way to the target has not begun.",
    "ONE_POINT": "A single figure shows no direction, so nothing is projected.",
    "OVERDUE": "A stage is past its date, and no source attests it.",
    "PAST_DUE": "The due date has come.",
    "OVERSHOOT": "The figure lies beyond the target.",
    "PARTIAL": "Only some members have figures, and the others are not taken as zero.",
    "PATH_LINEAR": "The declared path needs data that are not there; a straight one is used.",
    "POPULATION_CHANGED": "What is counted has another number of members by then.",
    "PROPOSED": "The target is proposed, not approved, and is not judged.",
    "REVISED": "The target was revised.",
    "REVISED_DATA": "The figure was reported differently before.",
    "STAGE_LATE": "A stage is attested only by a day after its date.",
    "STALE": "The newest figure is old.",
    "T_EQ_B": "The target is to stay at the baseline.",
    "T_ZERO": "The target is zero, so a percentage of it says nothing.",
    "UNCERTAIN": "The figure is not precise enough to tell on which side of a threshold it lies.",
    "UNIT_MISMATCH": "The figures are in another unit than the target.",
}
