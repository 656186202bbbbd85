"""Marks that the source's language cannot mean."""

from collections.abc import Iterable

from plan_tracker.language.numbers import ONE_MARK
from plan_tracker.model.text import Amount, phrase
from plan_tracker.reconcile.checks.check import Mask, Replacements
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.reconcile.checks.remark import Remark
from plan_tracker.reconcile.checks.spoken import Spoken
from plan_tracker.reconcile.culprits.relaxed_readings import respelled
from plan_tracker.reconcile.evidence.words import notation_said
from plan_tracker.reconcile.system.system import System


class ForeignNotation:
    """Marks that the source's language cannot mean."""

    page = page_of("PT101")

    def about(self, spoken: Spoken) -> Mask:
        """Every statement."""
        return spoken.everything()

    def remarks(self, system: System, replaced: Replacements) -> Iterable[Remark]:
        """One remark a text; a note where no other reading of its marks is possible."""
        for owner in system.rows(system.frame["notation"] != ""):
            statement = system.statements[owner]
            reading = statement.readings[0]
            if reading.cost:
                meant = respelled(statement.printed, reading.notation)
                yield Remark(
                    "note" if ONE_MARK.search(statement.printed) else "warning",
                    (owner,),
                    phrase(
                        "“{printed}” has marks that its language does not use so; it is read as "
                        "{amount} ({notation}).",
                        printed=statement.printed,
                        amount=Amount(reading.value, reading.unit),
                        notation=notation_said(reading.notation),
                    ),
                    phrase(
                        "Compare the document; where it is wrong, add `{line}`.",
                        line=f'corrected: {{to: "{meant}", reason: …}}',
                    ),
                )
