"""What each status and each reason means, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from plan_tracker.model.text import Amount, Name, Text, phrase
from plan_tracker.progress.status import REASONS


@dataclass(frozen=True, slots=True)
class Meaning:
    """A status or a reason by its code, as it is called, and what it means and asks for."""

    code: str
    called: Text | str
    means: Text
    advice: Text


STATUSES: dict[str, tuple[str, str]] = {
    "met": (
        "The target is reached.",
        "Nothing; before its due date a level may still fall back.",
    ),
    "on-track": (
        "The pace is at least {on-track} of what the path expects by then.",
        "Nothing; look at the projection for what is to come.",
    ),
    "at-risk": (
        "The pace is at least {at-risk} of what the path expects by then.",
        "See the pace that is needed, and whether what remains can be done in time.",
    ),
    "off-track": (
        "The pace is below {at-risk} of what the path expects by then.",
        "See the shortfall that is projected, and decide what is to be done about it.",
    ),
    "missed": (
        "The due date has come, and the target was not reached.",
        "Say why, and set a new target as a revision: the old one stays.",
    ),
    "not-started": (
        "The way to the target has not begun.",
        "Nothing yet.",
    ),
    "no-data": (
        "No source reports a figure.",
        "Add a source that does; an empty figure is never taken as zero.",
    ),
    "not-assessable": (
        "There are figures, but what they show cannot be judged; it is said why.",
        "Follow the reasons that stand beside it.",
    ),
}

ADVICE: dict[str, str] = {
    "ASSUMED": "Look for a source that declares the stages, and name it.",
    "BASE_ZERO": "Declare the target's `value` in place of the growth.",
    "BASIS_MISMATCH": "Add a figure at the target's prices, or declare a target for these prices.",
    "CAP_BROKEN": "Say what was exceeded and why.",
    "DISPUTED": "See its findings: `tracker check` says which figures contradict each other.",
    "ENTITY_CHANGED": "Set targets for what takes its place.",
    "FUTURE_DATED": "Choose a later day by --as-of, or correct the dates of the figures.",
    "GAP": "Add the figures of the days that are missing.",
    "LATE": "Add a figure for the due date itself.",
    "LOOSENED": "Judge by the first target as well: it stands beside the status.",
    "METHOD_DATA": "See what the method needs in docs/methods.md, or judge by pace.",
    "MET_AT_BASELINE": "Check the baseline, or set a more ambitious target.",
    "MET_BUT_WORSENING": "See whether the target will still be met on its due date.",
    "MET_LATE": "Nothing; the delay is part of the record.",
    "NO_BASE": "Add the figure of the period that the growth is against.",
    "NO_BASELINE": "Declare `baseline` or `path` of the target, if a document gives them.",
    "NO_FINAL": "Add the figure for the due date.",
    "NOT_ADDITIVE": "Add a figure for the whole of the target's period.",
    "NOT_IN_FORCE": "Choose a day after the target was set.",
    "NO_TARGET": "Declare the target's `value`.",
    "NOT_STARTED": "Nothing yet.",
    "ONE_POINT": "Add an earlier figure, or declare the baseline.",
    "OVERDUE": "Add the source that attests the stage, if it was reached.",
    "PAST_DUE": "Add the final figure, if the one shown is not final.",
    "OVERSHOOT": "Check the figure and the target; if both are right, nothing.",
    "PARTIAL": "Add the figures of the other members.",
    "PATH_LINEAR": "Add what the path needs, such as the parts of earlier years.",
    "POPULATION_CHANGED": "Set the target anew for the number of members that there are.",
    "PROPOSED": "Write `standing: approved` once it is.",
    "REVISED": "See the first value, which stands beside the present one.",
    "REVISED_DATA": "See the earlier figure, and say in the report that it was revised.",
    "STAGE_LATE": "Look for an earlier source, or let the delay stand as part of the record.",
    "STALE": "Add a newer figure.",
    "T_EQ_B": "Nothing: to stay is the aim.",
    "T_ZERO": "Look at the shortfall in place of the percentage.",
    "UNCERTAIN": "Find a more precise figure: the printed one allows more than one status.",
    "UNIT_MISMATCH": "Correct the unit of the figures or of the indicator.",
}


CODES = (*STATUSES, *REASONS)


def meaning_of(code: str, thresholds: Mapping[str, Fraction]) -> Meaning:
    """A status, by the thresholds of a plan, or a reason."""
    if code in REASONS:
        return Meaning(code, code, phrase(REASONS[code]), phrase(ADVICE[code]))
    means, advice = STATUSES[code]
    shares = {name: Amount(100 * share, "%") for name, share in thresholds.items()}
    return Meaning(code, Name(code), phrase(means, **shares), phrase(advice))
