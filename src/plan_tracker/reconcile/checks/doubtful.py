"""Marks that can be read in two ways, in a source whose other figures settle on one.

`20,495` in Vietnamese is 20.495 by the rule and 20 495 by the habit of some offices. Where the same
source groups thousands by the rule's own mark, three digits after the other mark are a doubt.
Texts of one such form in one source are read the same way. Where the rest of the report forces a
reading, the remark is a warning that names it; where nothing does, a note: it cannot be told.

Does not apply where no other figure of the source groups thousands.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from plan_tracker.model.finding import Repair
from plan_tracker.model.statement import Statement
from plan_tracker.reconcile.options import respelled
from plan_tracker.reconcile.remark import Mended, Remark
from plan_tracker.reconcile.system import System
from plan_tracker.reconcile.words import amount

CODE = "PT102"
NAME = "doubtful-notation"
_GROUPED = {"vi": re.compile(r"\d\.\d{3}(?!\d)"), "en": re.compile(r"\d,\d{3}(?!\d)")}


def remarks(system: System, mended: dict[int, Mended]) -> Iterable[Remark]:
    """One remark a text."""
    forms: dict[str, list[int]] = defaultdict(list)
    grouping: set[str] = set()
    for owner, statement in enumerate(system.statements):
        if any(each.notation.endswith(" groups thousands") for each in statement.readings[1:2]):
            forms[statement.source].append(owner)
        elif _GROUPED[statement.locale].search(statement.printed):
            grouping.add(statement.source)
    for source, owners in forms.items():
        for owner in owners if source in grouping else ():
            statement = system.statements[owner]
            forced = owner in mended and mended[owner].value == statement.readings[1].value
            yield _remark(owner, statement, forced)


def _remark(owner: int, statement: Statement, forced: bool) -> Remark:
    plain, other = statement.readings[:2]
    first, second = (amount(each.value, each.unit) for each in (plain, other))
    message = (
        f"“{statement.printed}” is {first}, or, where the {other.notation}, {second}; "
        "other figures of the source group thousands by another mark."
    )
    if not forced:
        return Remark(
            "note",
            (owner,),
            message,
            f"The rest of the report does not tell which; it is read as {first}.",
        )
    mend = Repair(
        statement.name,
        other.notation,
        statement.printed,
        respelled(statement.printed, other.notation),
        other.value,
        other.ordinary,
    )
    return Remark(
        "warning",
        (owner,),
        message,
        "Texts of one form in a source are read alike, and those that other figures test hold only "
        f"if the {other.notation}: {second}.",
        mend,
    )
