"""What the words of the page mean: statuses, and the marks of what is in doubt."""

from plan_tracker.progress.status import REASONS
from plan_tracker.report.explain import meanings

STATUSES = {status: means for status, (means, _) in meanings.STATUSES.items()}
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
