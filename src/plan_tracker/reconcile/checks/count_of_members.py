"""n of N where n and N do not go together."""

from collections.abc import Iterable
from fractions import Fraction

from plan_tracker.model.evidence import Evidence, Term
from plan_tracker.model.interval import Interval
from plan_tracker.model.statement import Statement
from plan_tracker.model.text import Amount, Phrase, phrase
from plan_tracker.reconcile.checks.check import Mask, Replacements
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.reconcile.checks.remark import Remark
from plan_tracker.reconcile.checks.spoken import Spoken
from plan_tracker.reconcile.evidence.limits import against, counted, limit
from plan_tracker.reconcile.system.system import System


class CountOfMembers:
    """n of N where n and N do not go together."""

    page = page_of("PT208")

    def about(self, spoken: Spoken) -> Mask:
        """What counts members of a population."""
        return spoken.counting()

    def remarks(self, system: System, replaced: Replacements) -> Iterable[Remark]:
        """One remark a text."""
        for owner in system.rows(system.frame["of"].notna() & (system.frame["population"] != "")):
            statement = system.statements[owner]
            whole = statement.readings[0].of
            assert whole is not None

            count = statement.readings[0].value
            if statement.subject.unit == "%":
                count = count * whole / 100

            shown = _too_many(statement, count, whole) or _not_as_named(statement, whole - count)
            if shown is not None:
                message, evidence = shown
                remedy = phrase("Compare the document, or the names in `except`.")
                yield Remark("error", (owner,), message, remedy, evidence=evidence)


_Shown = tuple[Phrase, Evidence]


def _too_many(statement: Statement, count: Fraction, whole: Fraction) -> _Shown | None:
    """More than there are."""
    if count <= whole:
        return None

    said = counted(statement, Interval.exactly(count), wrong=True)
    members = Term("", Interval.exactly(whole), "")
    limited = limit("count", Interval(Fraction(0), whole), terms=[members])
    message = phrase(
        "“{printed}” counts {count} of {whole}: more than there are.",
        printed=statement.printed,
        count=Amount(count),
        whole=Amount(whole),
    )
    return message, against(said, limited, "")


def _not_as_named(statement: Statement, missing: Fraction) -> _Shown | None:
    """Others left out than the source names."""
    if statement.excepted is None or statement.excepted == missing:
        return None

    said = counted(statement, Interval.exactly(missing), wrong=True)
    named = Interval.exactly(statement.excepted)
    limited = limit("left out", named, terms=[Term("", named, "")])
    message = phrase(
        "“{printed}” leaves {missing} out; the source names {excepted}.",
        printed=statement.printed,
        missing=Amount(missing),
        excepted=statement.excepted,
    )
    return message, against(said, limited, "")
