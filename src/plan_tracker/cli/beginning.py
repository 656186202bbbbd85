"""What `tracker` says by itself: where to begin, from what stands in the folder."""

from pathlib import Path

from plan_tracker.cli.speech import say
from plan_tracker.inputs.regular import is_there
from plan_tracker.model.text import phrase

_QUESTION = phrase("How far is a public plan, and do the reported numbers even add up?")
_HELP = {"tracker --help": phrase("every command; tracker COMMAND --help explains one")}
_NO_PLAN = {
    "tracker init": phrase("an example of this year, to try and to change"),
    "tracker init --from TABLE": phrase(
        "a plan from the table that you have: .xlsx, .ods, .csv, …"
    ),
    "tracker check FILE": phrase("whether the figures of a report or table add up; needs no plan"),
    **_HELP,
}
_PLAN = {
    "tracker status": phrase("how far each target is, and how far it will fall short"),
    "tracker check": phrase("which reported figures cannot all be true"),
    **_HELP,
}
_WIDE = 28  # columns that the commands take


def beginning(folder: Path) -> str:
    """A screen that says what to do first in a folder."""
    holds_plan = is_there(folder / "targets") and is_there(folder / "seeds")
    title = phrase("There is no plan in this folder. Begin with one of these:")
    if holds_plan:
        title = phrase("There is a plan in this folder:")
    commands = _PLAN if holds_plan else _NO_PLAN
    lines = (f"  {command:{_WIDE}}{say(does)}" for command, does in commands.items())
    return "\n".join([say(_QUESTION), "", say(title), *lines])
