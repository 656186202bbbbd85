"""What `tracker` says by itself: where to begin, from what stands in the folder."""

from pathlib import Path

from plan_tracker.inputs.regular import is_there

_QUESTION = "How far is a public plan, and do the reported numbers even add up?"
_HELP = "tracker --help              every command; tracker COMMAND --help explains one"
_NO_PLAN = (
    "There is no plan in this folder. Begin with one of these:",
    "tracker init                an example of this year, to try and to change",
    "tracker init --from TABLE   a plan from the table that you have: .xlsx, .ods, .csv, …",
    "tracker check FILE          whether the figures of a report or table add up; needs no plan",
    _HELP,
)
_PLAN = (
    "There is a plan in this folder:",
    "tracker status              how far each target is, and how far it will fall short",
    "tracker check               which reported figures cannot all be true",
    _HELP,
)


def beginning(folder: Path) -> str:
    """A screen that says what to do first in a folder."""
    holds_plan = is_there(folder / "targets") and is_there(folder / "seeds")
    title, *commands = _PLAN if holds_plan else _NO_PLAN
    return "\n".join([_QUESTION, "", title, *(f"  {command}" for command in commands)])
