"""n of N where n and N do not go together.

A count cannot exceed what it is a count of. Where the source names those that are left out, as
many must be missing as are named.

Does not apply to figures of another form.
"""

from collections.abc import Iterable

from plan_tracker.model.text import Amount, phrase
from plan_tracker.reconcile.explain.remark import Mended, Remark
from plan_tracker.reconcile.system.system import System

CODE = "PT208"
NAME = "count-mismatch"


def remarks(system: System, mended: dict[int, Mended]) -> Iterable[Remark]:
    """One remark a text."""
    for owner in system.rows(system.frame["of"].notna() & (system.frame["population"] != "")):
        statement = system.statements[owner]
        whole = statement.readings[0].of
        assert whole is not None
        count = statement.readings[0].value
        count = count * whole / 100 if statement.subject.unit == "%" else count
        missing = whole - count
        if missing < 0:
            message = phrase("“{printed}” counts {count} of {whole}: more than there are.")
        elif statement.excepted is not None and statement.excepted != missing:
            message = phrase("“{printed}” leaves {missing} out; the source names {excepted}.")
        else:
            continue
        message = message.filled(
            printed=statement.printed,
            count=Amount(count),
            whole=Amount(whole),
            missing=Amount(missing),
            excepted=statement.excepted or 0,
        )
        remedy = phrase("Compare the document, or the names in `except`.")
        yield Remark("error", (owner,), message, remedy)
