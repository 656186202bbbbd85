"""Marks that can be read in two ways, in a source whose other figures settle on one."""

from collections.abc import Iterable, Iterator
from itertools import islice

import pandas as pd

from plan_tracker.language.numbers import GROUPING, grouped
from plan_tracker.model.finding import Repair
from plan_tracker.model.statement import Statement
from plan_tracker.model.text import Amount, Part, Text, phrase, sentences
from plan_tracker.reconcile.checks.check import Mask, Replacements, Whole
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

    def needs(self, system: System, whole: Whole) -> Mask:
        """The doubtful texts, and one of each of their sources that settles how others are read."""
        frame, doubtful = system.frame, _doubtful(system)
        needed = doubtful.to_numpy(copy=True)
        others = frame[frame["source"].isin(list(whole.in_doubt)) & ~doubtful]
        for _, texts in others.groupby(["source", "locale"], observed=True, sort=False):
            needed[list(islice(_grouped(texts), 1))] = True
        return needed

    def remarks_on_whole(self, system: System, replaced: Replacements) -> Iterable[Remark]:
        """One remark a text; those of a source that has many are counted in one."""
        frame, doubtful = system.frame, _doubtful(system)
        for source, locale in (
            frame.loc[doubtful, ["source", "locale"]].drop_duplicates().to_numpy()
        ):
            here = (frame["source"] == source) & (frame["locale"] == locale)
            if next(_grouped(frame[here & ~doubtful]), None) is None:
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


def _doubtful(system: System) -> "pd.Series[bool]":
    """The texts whose marks may group thousands where they are taken to start decimals."""
    doubtful = system.frame["doubtful"]
    return doubtful.isin([each for each in doubtful.cat.categories if each.endswith(GROUPING)])


def _grouped(rows: pd.DataFrame) -> Iterator[int]:
    """The texts of a source that group thousands by the rule's own mark."""
    if rows.empty:
        return
    form = grouped(rows["locale"].iloc[0])
    texts = zip(rows.index.tolist(), rows["printed"], strict=True)
    yield from (row for row, printed in texts if form.search(printed))


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
