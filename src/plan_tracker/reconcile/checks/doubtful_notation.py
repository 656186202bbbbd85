"""Marks that can be read in two ways, in a source whose other figures settle on one."""

from collections.abc import Iterable

import pandas as pd

from plan_tracker.language.numbers import GROUPING, grouped
from plan_tracker.model.finding import Repair
from plan_tracker.model.statement import Statement
from plan_tracker.model.text import Amount, Part, Text, phrase, sentences
from plan_tracker.reconcile.checks.check import Mask, Replacements
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.reconcile.checks.remark import Remark
from plan_tracker.reconcile.checks.spoken import Spoken
from plan_tracker.reconcile.culprits.relaxed_readings import respelled
from plan_tracker.reconcile.evidence.words import notation_said
from plan_tracker.reconcile.system.system import System

_MOST = 50  # texts of a source that are remarked on one by one


class DoubtfulNotation:
    """Marks that can be read in two ways, in a source whose other figures settle on one."""

    page = page_of("PT102")

    def about(self, spoken: Spoken) -> Mask:
        """Every statement."""
        return spoken.everything()

    def remarks(self, system: System, replaced: Replacements) -> Iterable[Remark]:
        """One remark a text; those of a source that has many are counted in one."""
        frame = system.frame
        notations = [each for each in frame["doubtful"].cat.categories if each.endswith(GROUPING)]
        doubtful = frame["doubtful"].isin(notations)
        for source, locale in (
            frame.loc[doubtful, ["source", "locale"]].drop_duplicates().to_numpy()
        ):
            here = (frame["source"] == source) & (frame["locale"] == locale)
            if not _groups(frame[here & ~doubtful]):
                continue
            owners = system.rows(here & doubtful)
            forced = [
                owner
                for owner in owners
                if owner in replaced and _is_other(system, replaced, owner)
            ]
            left = [owner for owner in owners if owner not in set(forced)] if forced else owners
            yield from (_remark(owner, system.statements[owner], True) for owner in forced)
            listed = left if len(left) <= _MOST else left[:1]
            yield from (
                _remark(owner, system.statements[owner], False, len(left) - len(listed))
                for owner in listed
            )


def _groups(rows: pd.DataFrame) -> bool:
    """Whether any text of a source groups thousands by the rule's own mark."""
    if rows.empty:
        return False
    form = grouped(rows["locale"].iloc[0])
    return any(form.search(printed) for printed in rows["printed"])


def _is_other(system: System, replaced: Replacements, owner: int) -> bool:
    return replaced[owner].value == system.statements[owner].readings[1].value


def _remark(owner: int, statement: Statement, forced: bool, more: int = 0) -> Remark:
    plain, other = statement.readings[:2]
    first, second = (Amount(each.value, each.unit) for each in (plain, other))
    notation = notation_said(other.notation)
    parts: dict[str, Part] = {
        "printed": statement.printed,
        "first": first,
        "notation": notation,
        "second": second,
    }
    if not forced:
        message: Text = phrase(
            "“{printed}” is read as {first}; where the {notation} it is {second}.", **parts
        )
        if more:
            others = phrase("So could {more} more texts of {source}.")
            message = sentences([message, others.filled(more=more, source=statement.source)])
        remedy = phrase(
            "Other figures of the source group thousands by another mark, and the rest of the "
            "report does not tell which is meant."
        )
        return Remark("note", (owner,), message, remedy)
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
        phrase(
            "“{printed}” is read as {second}, not as {first}: only so do the figures fit that "
            "can be tested.",
            **parts,
        ),
        phrase(
            "The {notation} in it, while other figures of the source group thousands by another "
            "mark; texts of one form in a source are read alike.",
            notation=notation,
        ),
        mend,
    )
