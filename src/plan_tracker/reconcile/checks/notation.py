"""Marks that the source's language cannot mean.

A source printed in Vietnamese groups thousands by a dot and starts decimals with a comma; in
English it is the reverse. `86.13` in Vietnamese and `1,23` in English fit neither rule. The text
is read the only way that is left, and the value should be looked up in the document.

Does not apply to texts that the rule of their language explains.
"""

from collections.abc import Iterable

from plan_tracker.model.text import Amount, phrase
from plan_tracker.reconcile.explain.remark import Mended, Remark
from plan_tracker.reconcile.explain.words import notation_said
from plan_tracker.reconcile.system.system import System

CODE = "PT101"
NAME = "foreign-notation"


def remarks(system: System, mended: dict[int, Mended]) -> Iterable[Remark]:
    """One remark a text."""
    for owner in system.rows(system.frame["notation"] != ""):
        statement = system.statements[owner]
        reading = statement.readings[0]
        if reading.cost:
            yield Remark(
                "warning",
                (owner,),
                phrase(
                    "“{printed}” cannot be {locale} notation; it is read as {amount} ({notation}).",
                    printed=statement.printed,
                    locale=statement.locale,
                    amount=Amount(reading.value, reading.unit),
                    notation=notation_said(reading.notation),
                ),
                phrase(
                    "Compare the document; where it is wrong, say `corrected:` with the reason."
                ),
            )
