"""What the words of the page mean: statuses, and the marks of what is in doubt."""

from plan_tracker.progress.status import REASONS, Status

STATUSES: dict[Status, str] = {
    "met": "The target is reached.",
    "on-track": "The pace is at least {on-track} of what the path expects by then.",
    "at-risk": "The pace is at least {at-risk} of what the path expects by then.",
    "off-track": "The pace is below {at-risk} of what the path expects by then.",
    "missed": "The due date has come, and the target was not reached.",
    "not-started": "The way to the target has not begun.",
    "no-data": "No source reports a figure.",
    "not-assessable": "There are figures, but what they show cannot be judged; it is said why.",
}
MARKS: dict[str, str] = {
    "repaired": "The source printed something else, which is shown beside it.",
    "disputed": "It contradicts other figures; what it may be instead is shown where known.",
    "derived": "Worked out from other figures.",
    "implied": "What is aimed at is worked out from other figures, not declared.",
    "provisional": "The source itself calls it an estimate.",
    "to be confirmed": "A person has still to compare it with its document.",
    "untested": "Nothing that is reported could contradict it.",
    "stale": REASONS["STALE"],
    "uncertain": REASONS["UNCERTAIN"],
    "partial": REASONS["PARTIAL"],
    "assumed": REASONS["ASSUMED"],
    "revised": REASONS["REVISED"],
    "proposed": REASONS["PROPOSED"],
}
